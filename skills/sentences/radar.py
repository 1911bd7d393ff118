"""Sentences of the radar: its views, what a spoke shows, and the keys below the picture.

Texts are plain: callers escape what came from a matrix.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from skills.scoring.radar_views import ALL, AREAS, MOST_OF_ALL, MUSTS, View
from skills.scoring.rounding import round_up
from skills.scoring.spokes import Spoke
from skills.sentences.formats import level, listed, plural

SOURCE_NAMES: Final = {
    "self": "self-rating",
    "check": "checks",
    "mentor": "mentor",
    "agreed": "agreed with a mentor",
    "project": "verified project",
}

NOT_ASSESSED: Final = "not assessed"

VERIFIED: Final = "Verified project"

VIEW_TITLES: Final = {ALL: "All skills", MUSTS: "Must-haves", AREAS: "By area"}


def view_title(view: View) -> str:
    """Return the title of a view."""
    return view.area or VIEW_TITLES.get(view.id, "")


def view_note(view: View, *, has_targets: bool = True) -> str:
    """Return why a picture does not show every skill, or "" if it does."""
    beginning = f"With more than {MOST_OF_ALL} skills, the radar shows"
    if view.id == MUSTS:
        return f"{beginning} only the must-haves."
    if view.area:
        return f"{beginning} only those in “{view.area}”."
    if view.is_by_area:
        against = " against the mean of their targets" if has_targets else ""
        return f"{beginning} areas: the mean level of each one's assessed skills{against}."
    return ""


def spoke_text(spoke: Spoke) -> str:
    """Return everything that a spoke stands for, in one line."""
    facts = ["not assessed"] if spoke.level is None else [_level_text(spoke, spoke.level)]
    facts += [] if spoke.other is None else [f"mentor {level(spoke.other)}"]
    facts += [f"target {level(spoke.target)}"] if spoke.target else []
    facts += [] if spoke.verified is None else [f"verified at level {spoke.verified}"]
    facts += ["must-have"] if spoke.must else []
    text = f"{spoke.title}: {', '.join(facts)}"
    return f"{text}; {_basis(spoke)}" if spoke.sources else text


def radar_text(view: View, finding: str = "") -> str:
    """Return the description of the whole picture.

    Parameters
    ----------
    finding : a sentence that says what there is to see in it.
    """
    noun = "area" if view.is_by_area else "skill"
    has_targets = any(each.target for each in view.spokes)
    against = " against targets" if has_targets else ""
    if any(each.other is not None for each in view.spokes):
        against = " by self-rating and by a mentor"
    text = f"Radar of {plural(len(view.spokes), noun)}: levels{against}."
    return f"{text} {finding}".strip()


def rings_text(levels: Sequence[str]) -> str:
    """Return what the rings stand for, from the middle outwards."""
    named = [f"{rank} {title}" for rank, title in enumerate(levels)]
    return f"Rings: {' · '.join(named)}"


def _level_text(spoke: Spoke, value: float) -> str:
    low, high = level(spoke.low), f"{round_up(spoke.high, 1):.1f}".removesuffix(".0")
    likely = f" (likely {low}–{high})" if low != high else ""
    return f"level {level(value)}{likely}"


def _basis(spoke: Spoke) -> str:
    """Return what a level is based on, e.g. "self-rating and 2 checks"."""
    return listed([_source(each, spoke.checks) for each in spoke.sources])


def _source(source: str, checks: int) -> str:
    if source == "check" and checks:
        return plural(checks, "check")
    return SOURCE_NAMES.get(source, source)
