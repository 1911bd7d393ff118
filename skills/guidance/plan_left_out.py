"""Find what a plan assumes or leaves out because of what the person said about projects."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from skills.guidance.plan_steps import OUT, lifts
from skills.guidance.prerequisites import (
    Levels,
    Requirement,
    find_settled,
    meets,
    requirements,
    with_assumed_levels,
)
from skills.matrix import Project, Target
from skills.scoring import Score
from skills.scoring.levels import levels_of
from skills.scoring.skill_gap import reaches


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What a plan assumes or leaves out.

    Attributes
    ----------
    has_done : whether it counts levels that done projects lead to and no rating shows yet.
    has_repeats : whether done projects would lead further than the levels rated since, or to a
        level that another project needs.
    has_dropped : whether dropped projects would lead further, or are what another project needs.
    has_others : whether projects that are neither done nor dropped would lead further.
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
    assumed_levels: Mapping[str, int],
) -> LeftOut:
    """Return what a plan assumes or leaves out.

    Parameters
    ----------
    targets : of the skills to raise, by skill id.
    statuses : project id to its status.
    assumed_levels : skill id to the level that done projects lead to, where it is not rated since.
    """
    rated = levels_of(scores)
    levels = with_assumed_levels(rated, assumed_levels)
    helping = [each for each in projects if lifts(each.raises, levels, targets)]
    settled = find_settled(projects, statuses, levels)
    open_now = {each.id: each for each in projects if statuses.get(each.id) not in OUT}
    needed = _needed([each for each in helping if each.id in open_now], projects, levels, settled)
    said = {statuses.get(each) for each in {*needed, *(each.id for each in helping)}}
    return LeftOut(
        has_done=bool(lifts(assumed_levels, rated, targets)),
        has_repeats="done" in said,
        has_dropped="dropped" in said,
        has_others=any(each.id in open_now for each in helping),
    )


def _needed(
    goals: Sequence[Project], projects: Sequence[Project], levels: Levels, settled: Collection[str]
) -> set[str]:
    """Return the ids of the projects that meet what some wait for, directly or through others.

    What a project leads to may also be reached by others instead of it.
    """
    by_id = {each.id: each for each in projects}
    met: set[Requirement] = set()
    found: set[str] = set()
    waiting = list(goals)
    while waiting:
        asked = requirements(waiting.pop(), levels, settled)
        ways = (
            one for each in asked if isinstance(each, str) for one in by_id[each].raises.items()
        )
        wanted = {*asked, *(each for each in ways if not reaches(levels.get(each[0]), each[1]))}
        for one in wanted - met:
            new = [by_id[one]] if isinstance(one, str) else [e for e in projects if meets(e, one)]
            waiting += (each for each in new if each.id not in found)
            found |= {each.id for each in new}
        met |= wanted
    return found
