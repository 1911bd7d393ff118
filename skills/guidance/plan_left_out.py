"""Find what a plan takes as given or leaves out because of what the person said of projects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from skills.guidance.plan_steps import OUT, lifts
from skills.guidance.prerequisites import with_given
from skills.matrix import Project, Target
from skills.scoring import Score


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a plan takes as given or leaves out.

    Attributes
    ----------
    has_done : whether it counts levels that done projects lead to and no rating shows yet.
    has_repeats : whether done projects would lead further than the levels rated since.
    has_dropped : whether dropped projects would lead further.
    has_others : whether projects that are neither done nor dropped would.
    """

    has_done: bool = False
    has_repeats: bool = False
    has_dropped: bool = False
    has_others: bool = False


NOTHING_LEFT_OUT: Final = LeftOut()


def find_left_out(
    projects: Sequence[Project],
    targets: Mapping[str, Target],
    scores: Mapping[str, Score],
    statuses: Mapping[str, str],
    given: Mapping[str, int],
) -> LeftOut:
    """Return what a plan takes as given or leaves out.

    Parameters
    ----------
    targets : of the skills to raise, by skill id.
    statuses : project id to its status.
    given : skill id to the level that done projects lead to, where it is not rated since.
    """
    rated = {skill: each.level for skill, each in scores.items()}
    levels = with_given(rated, given)
    helping = {statuses.get(e.id, "") for e in projects if lifts(e.raises, levels, targets)}
    return LeftOut(
        has_done=bool(lifts(given, rated, targets)),
        has_repeats="done" in helping,
        has_dropped="dropped" in helping,
        has_others=not helping <= OUT,
    )
