"""Make HTML from templates in which every value is escaped.

`render` is the only way by which a page gets HTML of ours. Its template stands literally in the
call, so a value can never become part of it; `tests/unit/test_html.py` holds all of `components` to
that. What sentences say is plain text until it comes here.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from skills.sentences import formats, results

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
    """Return a template filled with values; a value that `render` returned is not escaped again.

    Parameters
    ----------
    template : the name of a file in `components/templates`, or the HTML itself where that is short.
    """
    return Markup(_compiled(template).render(values))  # noqa: S704 - values are escaped by now


@cache
def _compiled(template: str) -> Template:
    if template.endswith(".html"):
        return ENVIRONMENT.get_template(template)
    return ENVIRONMENT.from_string(template)


def _place(share: float) -> str:
    """Write how far along its track something stands, for a style sheet."""
    return f"{share:.2%}"


# A template knows what it is given; copying Jinja's own globals took most of the time of a render.
ENVIRONMENT.globals.clear()
ENVIRONMENT.filters |= {
    "day": formats.day,
    "level": formats.level,
    "musts": results.musts_text,
    "percent": formats.percent,
    "place": _place,
    "plural": formats.plural,
    "points": formats.points,
    "readiness": results.readiness_text,
    "rounded": formats.rounded,
    "target_status": results.target_status,
    "verdict": results.verdict_word,
}
