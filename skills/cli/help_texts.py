"""Generate the help texts in docs/commands.md from the commands.

``python -m skills.cli.help_texts docs/commands.md`` regenerates them.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import Final

from skills.cli.main import command_line

WIDTH: Final = 78
"""argparse's width in a terminal of 80 columns."""

_SLOT: Final = re.compile(r"(<!-- help of (\S+) -->\n).*?(<!-- end of help -->)", re.DOTALL)


def names() -> list[str]:
    """Return "skills" for the whole program, then all commands in the order of the help."""
    return ["skills", *command_line()[1]]


def shown(page: str) -> list[str]:
    """Return the names of the commands shown on a page, in its order."""
    return [slot[1] for slot in _SLOT.findall(page)]


def fill_help(page: str) -> str:
    """Return a page with the help of every command regenerated between its two markers.

    Raises
    ------
    KeyError
        If a marker names something that is not a command.
    """
    whole, commands = command_line()
    parsers = {"skills": whole, **commands}
    return _SLOT.sub(lambda slot: f"{slot[1]}{_block(parsers[slot[2]])}{slot[3]}", page)


def _block(parser: argparse.ArgumentParser) -> str:
    parser.formatter_class = lambda prog: argparse.HelpFormatter(prog, width=WIDTH)
    return f"```text\n{parser.format_help()}```\n"


if __name__ == "__main__":
    for name in sys.argv[1:]:
        path = Path(name)
        path.write_text(fill_help(path.read_text(encoding="utf-8")), encoding="utf-8")
