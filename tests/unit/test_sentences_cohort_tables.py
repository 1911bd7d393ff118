from __future__ import annotations

from cohort_summary_support import ABOUT
from matrix_support import YES_NO, a_matrix, a_project, a_skill

from skills.cohorts.summary import GroupMeans, Summary
from skills.matrix import Target
from skills.sentences.cohort_tables import (
    Bar,
    Cell,
    MeanRow,
    average_text,
    class_bars,
    gap_bars,
    group_names,
    mean_rows,
    project_rows,
)

MATRIX = a_matrix(
    a_skill("git", scale=YES_NO),
    a_skill("sql", scale=YES_NO),
    a_skill("ml", scale=YES_NO),
    targets=(Target("sql", 2, must=True), Target("ml", 3)),
    projects=(a_project("both", {"sql": 2, "ml": 3}),),
)
PROFILE = MATRIX.profiles["role.level"]
GROUPS = (
    GroupMeans((), 20, {"role.level": 0.719}, {"sql": 2.0, "ml": 1.25}),
    GroupMeans(("north", ""), 9, {}, {"sql": 1.0}),
)
SUMMARY = Summary(20, 0, GROUPS, {}, (ABOUT,))


def test_the_average_is_stated_unless_it_is_left_out() -> None:
    assert average_text(SUMMARY, PROFILE) == "Mean readiness for Level: 71%."
    without = Summary(20, 0, (GroupMeans((), 20, {}, {}),), {}, (ABOUT,))
    assert average_text(without, PROFILE) == ""


def test_classes_go_from_the_most_ready_to_the_least() -> None:
    assert class_bars(ABOUT, 20) == [
        Bar("30% or more", "15 people", 0.75),
        Bar("None yet, or below 30%", "5 people", 0.25),
    ]


def test_gaps_have_bars_as_long_as_the_share_of_people() -> None:
    assert gap_bars(ABOUT, 20, MATRIX) == [
        Bar("Sql", "nearly all are below 2", 1.0, is_must=True),
        Bar("Ml", "9 of 20 (45%) are below 3", 0.45),
    ]


def test_projects_say_how_long_they_take_and_what_they_close() -> None:
    hours = f"{MATRIX.projects[0].hours:g} hours"
    assert project_rows(ABOUT, 20, MATRIX) == [("Both", hours, "Closes about 29 gaps: Sql and Ml")]


def test_every_group_has_its_name_and_its_people() -> None:
    assert group_names(SUMMARY) == [("Everybody", "20 people"), ("north / no value", "9 people")]


def test_means_list_skills_with_targets_first_and_mark_those_below() -> None:
    hidden = Cell("not shown", None)
    assert mean_rows(SUMMARY, MATRIX, PROFILE) == [
        MeanRow("Readiness", "", is_must=False, cells=(Cell("71%", 0.719), hidden)),
        MeanRow("Sql", "2", is_must=True, cells=(Cell("2", 0.5), Cell("1", 0.25, is_below=True))),
        MeanRow("Ml", "3", is_must=False, cells=(Cell("1.2", 0.3125, is_below=True), hidden)),
        MeanRow("Git", "", is_must=False, cells=(hidden, hidden)),
    ]
