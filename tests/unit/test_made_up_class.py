"""The class that nobody is in: it can be scored with every matrix, and is the same every time."""

from __future__ import annotations

from random import Random

from effort import examples
from hypothesis import given, settings
from matrix_support import matrices

from skills.cohorts.files_in_memory import possible_groups, summarise_files
from skills.cohorts.made_up_class import COURSES, PEOPLE, made_up_class
from skills.cohorts.question import CohortQuestion
from skills.matrix import Matrix
from skills.matrix.library import Library


@settings(max_examples=examples(20))
@given(matrices())
def test_a_made_up_class_has_no_problems_with_any_matrix(matrix: Matrix) -> None:
    made = made_up_class(matrix, Random(1))  # noqa: S311 - test data
    found = summarise_files([made], CohortQuestion(matrix, tuple(matrix.profiles)))
    assert found.problems == ()
    assert made == made_up_class(matrix, Random(1))  # noqa: S311 - test data


def test_the_class_of_the_shipped_matrix_has_people_of_every_kind() -> None:
    matrix = next(iter(Library().known().values()))
    made = made_up_class(matrix, Random(1))  # noqa: S311 - test data
    assert possible_groups([made], matrix) == ("course",)
    question = CohortQuestion(matrix, tuple(matrix.profiles), groups=("course",))
    summary = summarise_files([made], question).summary
    assert summary is not None
    assert [each.people for each in summary.groups] == [PEOPLE, PEOPLE // 2, PEOPLE // 2]
    assert [each.group for each in summary.groups[1:]] == [(each,) for each in COURSES]
    first = summary.profiles[0]
    assert len(first.classes) > 1
    assert first.gaps
    assert first.projects
