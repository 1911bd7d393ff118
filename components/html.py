"""Render HTML from templates with autoescaping.

`render` is the only way to put our own HTML into a page. Its template is a literal in the call, so
a value can never become part of it; `tests/unit/test_html.py` enforces this for `components`.
Sentences are plain text until they are rendered here.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from skills.drawing.radar import radar
from skills.drawing.radar_picture import RadarPicture
from skills.drawing.style import page_style
from skills.sentences import formats, knowledge_checks, results, verdicts

TEMPLATES: Final = Path(__file__).parent / "templates"

COLOURS: Final = Path(__file__).parent / "radar.css"

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
    template : the name of a file in `components/templates`, or short HTML itself.
    """
    return Markup(_compiled(template).render(values))  # noqa: S704 - values are escaped by now


@cache
def _compiled(template: str) -> Template:
    if template.endswith(".html"):
        return ENVIRONMENT.get_template(template)
    return ENVIRONMENT.from_string(template)


def _place(share: float) -> str:
    """Format a position along a track as a CSS percentage."""
    return f"{share:.2%}"


def _radar(picture: RadarPicture, frame: str) -> str:
    """Draw a radar as text, which is escaped in an attribute like any other."""
    return radar(picture, frame)


def _radar_style(_: str) -> Markup:
    """Return our own style sheet of radars, with the colours of pages."""
    return Markup(COLOURS.read_text(encoding="utf-8") + page_style())  # noqa: S704


# Templates use only the values passed in; copying Jinja's globals took most of the rendering time.
ENVIRONMENT.globals.clear()
ENVIRONMENT.filters |= {
    "day": formats.day,
    "exact_level": formats.exact_level,
    "level": formats.level,
    "level_range": formats.level_range,
    "conditions": verdicts.conditions_text,
    "percent": formats.percent,
    "percent_range": formats.percent_range,
    "place": _place,
    "plural": formats.plural,
    "points": formats.points,
    "radar": _radar,
    "radar_style": _radar_style,
    "readiness": results.readiness_text,
    "rounded": formats.rounded,
    "signed": formats.signed,
    "share_text": knowledge_checks.share_text,
    "target_status": results.target_status,
    "verdict": verdicts.verdict_word,
}
