"""Find the few moments worth remembering between the snapshots of an assessment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise
from typing import Final

from skills.records.record import ProjectMarked, Result, State
from skills.scoring.verdicts import Verdict

MOST: Final = 8
"""Maximum number of milestones; the latest ones are the most interesting."""


class MilestoneKind(StrEnum):
    """What happened."""

    first_verdict = "first verdict"
    must_haves = "must-haves met"
    ready = "ready"
    project = "project done"


@dataclass(frozen=True, slots=True)
class Milestone:
    """One moment worth remembering.

    Attributes
    ----------
    titles : of the must-haves, the aim or the project; () for the first verdict.
    """

    at: datetime
    kind: MilestoneKind
    titles: tuple[str, ...] = ()


def milestones(
    states: Sequence[State], projects: Iterable[ProjectMarked], structure: str
) -> tuple[Milestone, ...]:
    """Return the latest milestones, oldest first.

    Parameters
    ----------
    states : snapshots, oldest first, and the current state if it differs from the last one.
    projects : the current statuses of projects.
    structure : fingerprint of the current matrix; states of another one are left out.
    """
    known = [each for each in states if each.matrix.structure == structure and each.result]
    found = [*_verdicts(known), *_must_haves(known), *_done(projects)]
    kinds = list(MilestoneKind)
    found.sort(key=lambda each: (each.at, kinds.index(each.kind)))
    return tuple(found[-MOST:])


def _verdicts(states: Sequence[State]) -> Iterator[Milestone]:
    """Yield the first verdict of all, and the first verdict “ready” for each profile."""
    with_verdict = [
        each for each in states if each.result and each.result.verdict != Verdict.unknown
    ]
    if with_verdict:
        yield Milestone(with_verdict[0].taken_at, MilestoneKind.first_verdict)
    ready: set[str] = set()
    for each in with_verdict:
        result = each.result
        if result and result.verdict == Verdict.ready and result.profile not in ready:
            ready.add(result.profile)
            yield Milestone(each.taken_at, MilestoneKind.ready, (_aim(each, result),))


def _must_haves(states: Sequence[State]) -> Iterator[Milestone]:
    """Yield where must-haves missing in the previous state were reached, once for each."""
    reached: set[str] = set()
    for before, now in pairwise(states):
        then, current = before.result, now.result
        if then is None or current is None or then.profile != current.profile:
            continue
        new = [
            each for each in then.missing_musts if each not in {*current.missing_musts, *reached}
        ]
        if new:
            reached |= set(new)
            titles = {each.id: each.title for each in now.matrix.skills}
            named = tuple(titles.get(each, each) for each in new)
            yield Milestone(now.taken_at, MilestoneKind.must_haves, named)


def _done(projects: Iterable[ProjectMarked]) -> Iterator[Milestone]:
    for each in projects:
        if each.status == "done" and each.at is not None:
            yield Milestone(each.at, MilestoneKind.project, (each.title or each.project,))


def _aim(state: State, result: Result) -> str:
    titles = {each.id: f"{each.role_title}, {each.title}" for each in state.matrix.profiles}
    return titles.get(result.profile, result.profile)
