"""The style sheet of a radar: with variables for a page, with colours for a still picture."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent

_VARIABLE: Final = re.compile(r"var\(--radar-([a-z0-9-]+)\)")


@cache
def page_style() -> str:
    """Return the rules for a screen, without the colours, which each page defines."""
    return f"{_read('radar.css')}{_read('radar_tips.css')}"


def still_style(colours: Mapping[str, str]) -> str:
    """Return the rules of a still picture with its own colours.

    Parameters
    ----------
    colours : a colour for each of "ground", "text", "quiet", "line", "own", "own-area", "target",
        "gap", "arc", "arc-2".
    """
    return _VARIABLE.sub(lambda match: colours[match[1]], _read("radar.css"))


@cache
def _read(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")
