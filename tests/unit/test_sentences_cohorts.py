from __future__ import annotations

from dataclasses import replace

import pytest
from cohort_summary_support import ABOUT, MATRIX

from skills.cohorts.summary import (
    ClosingProject,
    GroupMeans,
    ProfileSummary,
    ReadinessClass,
    SharedGap,
    Summary,
)
from skills.sentences.cohorts import (
    class_text,
    gap_text,
    group_name,
    left_out_texts,
    people_text,
    project_text,
    summary_lines,
)

GROUPS = (
    GroupMeans((), 20, {"role.level": 0.5}, {"sql": 2.0, "ml": 1.25}),
    GroupMeans(("north", ""), 9, {}, {"sql": 1.0}),
)
PROFILE = replace(ABOUT, classes=(ReadinessClass(None, 0.3, 8), ReadinessClass(0.3, 1.0, 12)))


def test_a_summary_runs_from_people_to_what_is_left_out() -> None:
    summary = Summary(20, 7, GROUPS, {(): 11}, (PROFILE,))
    lines = summary_lines(summary, MATRIX)
    assert lines[:17] == [
        "20 people counted. 7 others have no answers.",
        "",
        "Role: Level",
        "  Readiness",
        "    none yet, or below 30%  8",
        "    30% or more             12",
        "  Most common gaps",
        "    Sql (must-have)  nearly all are below 2",
        "    Ml               9 of 20 (45%) are below 3",
        "  Projects that close the most gaps",
        "    Both  closes about 29 gaps: Sql and Ml",
        "",
        "Mean levels and readiness",
        "  Everybody: 20 people",
        "    Readiness, Level  50%",
        "    Sql               2",
        "    Ml                1.2",
    ]
    assert lines[17:21] == [
        "  north / no value: 9 people",
        "    Readiness, Level  not shown",
        "    Sql               1",
        "    Ml                not shown",
    ]
    assert lines[-1] == "11 people are in groups that are left out."


def test_of_too_few_people_nothing_else_is_said() -> None:
    expected = ["Fewer than 5 people have answers, so nothing is shown about them."]
    assert summary_lines(Summary(0, None), MATRIX) == expected


@pytest.mark.parametrize(
    ("without", "expected"),
    [
        (0, "20 people counted."),
        (6, "20 people counted. 6 others have no answers."),
        (None, "20 people counted. Fewer than 5 others have no answers."),
    ],
)
def test_others_are_only_counted_if_there_are_enough(without: int | None, expected: str) -> None:
    assert people_text(Summary(20, without)) == expected


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (None, 0.0, "none yet"),
        (None, 0.2, "none yet, or below 20%"),
        (0.0, 0.1, "0% to below 10%"),
        (0.9, 1.0, "90% or more"),
        (0.3, 1.0, "30% or more"),
        (None, 1.0, "none yet, or up to 100%"),
    ],
)
def test_classes_are_named_by_their_ends(low: float | None, high: float, expected: str) -> None:
    assert class_text(ReadinessClass(low, high, 5)) == expected


def test_a_gap_of_nearly_all_has_no_number() -> None:
    assert gap_text(SharedGap("sql", 2, must=True, people=30), 30) == "nearly all are below 2"


@pytest.mark.parametrize(
    ("skill", "expected"), [("sql", "closes about 20 gaps: Sql"), ("ml", "closes 9 gaps: Ml")]
)
def test_gaps_of_nearly_all_are_closed_in_about_so_many(skill: str, expected: str) -> None:
    people = {each.skill: each.people for each in ABOUT.gaps}
    project = ClosingProject("both", people[skill], (skill,))
    assert project_text(project, ABOUT, 20, MATRIX) == expected


def test_large_numbers_keep_every_digit() -> None:
    assert people_text(Summary(1_234_567, 0)) == "1,234,567 people counted."


def test_groups_are_named_with_those_around_them() -> None:
    assert [group_name(each) for each in ((), ("n",), ("n", "a"))] == ["Everybody", "n", "n / a"]
    (_, text) = left_out_texts(Summary(20, 0, GROUPS, {("n",): 5}))
    assert text == "5 people are in groups within n that are left out."


def test_without_shared_gaps_it_says_so() -> None:
    alone = ProfileSummary("role.level", (), (), ())
    lines = summary_lines(Summary(20, 0, GROUPS, {}, (alone,)), MATRIX)
    assert "  No gap is shared by 5 or more people." in lines
