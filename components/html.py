"""Render HTML from templates with autoescaping.

`render` is the only way to put our own HTML into a page. Its template is a file that is named
literally in the call, so a value can never become part of it; `tests/unit/test_html.py` enforces
this for `components`. Sentences are plain text until they are rendered here.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from skills.drawing.radar import radar, small_radar
from skills.drawing.radar_picture import RadarPicture
from skills.sentences import formats, knowledge_checks, overview, reports, results, verdicts

TEMPLATES: Final = Path(__file__).parent / "templates"


ENVIRONMENT: Final = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)


def render(template: str, **values: object) -> Markup:
    """Return a template filled with values; a result of `render` is not escaped again.

    Parameters
    ----------
    template : the name of a file in `components/templates`.
    """
    return Markup(_compiled(template).render(values))  # noqa: S704 - values are escaped by now


@cache
def _compiled(template: str) -> Template:
    return ENVIRONMENT.get_template(template)


def _place(share: float) -> str:
    """Format a position along a track as a CSS percentage."""
    return f"{share:.2%}"


def _small_radar(picture: RadarPicture) -> str:
    """Return the shape of a radar as text, to be escaped in an attribute like any other text."""
    return small_radar(picture)


def _radar(picture: RadarPicture, frame: str) -> str:
    """Return a radar as text, to be escaped in an attribute like any other text."""
    return radar(picture, frame)


# Templates use only the values passed in; copying Jinja's globals took most of the rendering time.
ENVIRONMENT.globals.clear()
ENVIRONMENT.filters |= {
    "day": formats.day,
    "by_target": reports.by_target,
    "exact_level": formats.exact_level,
    "gap_cost": overview.gap_cost,
    "level": formats.level,
    "level_range": formats.level_range,
    "conditions": verdicts.conditions_text,
    "percent": formats.percent,
    "percent_range": formats.percent_range,
    "place": _place,
    "plural": formats.plural,
    "points": formats.points,
    "radar": _radar,
    "small_radar": _small_radar,
    "readiness": results.readiness_text,
    "rounded": formats.rounded,
    "signed": formats.signed,
    "share_text": knowledge_checks.share_text,
    "target_status": results.target_status,
    "verdict": verdicts.verdict_word,
}
