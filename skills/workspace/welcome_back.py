"""What a person who returns finds: where their latest assessment stands, and what to do next."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from skills.entries.assessment import Assessment
from skills.matrix import Matrix
from skills.scoring.assessed import Assessed
from skills.scoring.verdicts import Verdict
from skills.workspace import Workspace
from skills.workspace.assessment import assess_stored


class NextMove(StrEnum):
    """What to do next with an assessment begun earlier."""

    carry_on = "continue"
    see_result = "see-result"
    update = "update"


@dataclass(frozen=True, slots=True)
class Earlier:
    """Readiness in an earlier, comparable snapshot, 0 to 1."""

    taken_at: datetime
    readiness: float


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an assessment stands.

    Attributes
    ----------
    earlier : the latest comparable snapshot with another result, or None.
    """

    assessed: Assessed
    earlier: Earlier | None
    move: NextMove


def find_standing(
    workspace: Workspace, assessment: Assessment, matrix: Matrix, today: date
) -> Standing:
    """Return the standing of a stored assessment."""
    assessed = assess_stored(workspace, assessment, matrix, today)
    return Standing(
        assessed, _earlier(workspace, assessment, assessed), _move(assessment, assessed, today)
    )


def _move(assessment: Assessment, assessed: Assessed, today: date) -> NextMove:
    if assessed.readiness.verdict is Verdict.unknown:
        return NextMove.update if assessed.readiness.is_complete else NextMove.carry_on
    if assessment.next_on and date.fromisoformat(assessment.next_on) <= today:
        return NextMove.update
    return NextMove.see_result


def _earlier(workspace: Workspace, assessment: Assessment, assessed: Assessed) -> Earlier | None:
    """Return the latest of the last few snapshots with the same aim but a different readiness."""
    now = assessed.readiness.value
    if now is None:
        return None
    for each in workspace.store.latest_snapshots(workspace.owner, assessment.id):
        if (each.profile, each.structure) != (assessment.profile, assessed.matrix.structure):
            continue
        then = _readiness_in(json.loads(each.record))
        if then is not None and round(then, 9) != round(now, 9):
            return Earlier(each.taken_at, then)
    return None


def _readiness_in(record: Mapping[str, Any]) -> float | None:
    found = record.get("result", {}).get("readiness")
    return float(found) if isinstance(found, int | float) else None
