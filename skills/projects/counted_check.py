"""Checks that count what is right or met, and pass only if everything is."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from skills.entries.project_attempts import ProjectCheck
from skills.matrix import Matrix

ANSWERS: Final = "answers"
"""The metric of checks by questions: the share of right answers."""

RULES: Final = "rules"
"""The metric of checks of a table: the share of rules that it meets."""

COUNTED: Final = (ANSWERS, RULES)
"""The metrics of checks that have no baseline."""

VERSION_LENGTH: Final = 12


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted: how many of all are right or met, in which file, by which rules.

    Attributes
    ----------
    file_hash, version : SHA-256 of what was checked, and of the questions or rules.
    """

    right: int
    total: int
    file_hash: str
    version: str


def counted_check(metric: str, counted: Counted, *, matrix: Matrix, now: datetime) -> ProjectCheck:
    """Return the result of a check that passes if everything is right or met."""
    share = counted.right / counted.total
    return ProjectCheck(
        at=now,
        metric=metric,
        better="higher",
        score=share,
        rows=counted.total,
        dummy=0.0,
        baseline=0.0,
        passing=1.0,
        merit=None,
        gain=share,
        gain_low=share,
        gain_high=share,
        file_hash=counted.file_hash,
        pack=metric,
        pack_version=counted.version[:VERSION_LENGTH],
        matrix_version=matrix.version,
    )


def hash_of(value: object) -> str:
    """Return the SHA-256 of a value that can be written as JSON."""
    return sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()
