"""What the tests of packs share: packs with their rows and projects, each made once."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import Final

import pytest
from report_support import first_matrix

from benchmarks.project_marks import solved
from benchmarks.project_solutions import SOLUTIONS
from skills.entries.project_attempts import ProjectCheck
from skills.matrix import Project
from skills.problems import Problem
from skills.projects.check_predictions import check_predictions
from skills.projects.metrics import Values
from skills.projects.pack_tables import submission
from skills.projects.packs import PackData, divided
from skills.projects.shipped_packs import PACKS

SLOW: Final = frozenset(
    {
        *("digits", "airports", "segments", "shuttle", "doctor-visits", "cars", "no-labels"),
        *("several-labels", "web-pages", "moved-digits"),
    }
)
"""Packs with a baseline or solution that takes a while."""

ALL: Final = [
    pytest.param(name, marks=pytest.mark.slow if name in SLOW else ()) for name in sorted(PACKS)
]
"""Every pack as a parameter of a test."""


@cache
def rows_of(name: str) -> PackData:
    pack = PACKS[name]
    return divided(pack, pack.table())


@cache
def project_with(name: str) -> Project:
    return next(each for each in first_matrix().projects if each.pack == name)


@cache
def reference(name: str) -> Values:
    return solved(SOLUTIONS[name], PACKS[name], rows_of(name))


def file_of(name: str, predicted: object) -> bytes:
    return submission(rows_of(name).ids, [str(each) for each in predicted])  # type: ignore[attr-defined]


def check(name: str, data: bytes) -> ProjectCheck | tuple[Problem, ...]:
    return check_predictions(
        data,
        "predictions.csv",
        matrix=first_matrix(),
        project=project_with(name),
        pack=PACKS[name],
        seed=1,
        now=datetime(2031, 5, 2, 12, tzinfo=UTC),
    )


def checked(name: str, data: bytes) -> ProjectCheck:
    found = check(name, data)
    assert isinstance(found, ProjectCheck), found
    return found
