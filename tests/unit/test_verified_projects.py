"""A passed check is a lower bound of the levels it shows, as long as it counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from matrix_support import YES_NO, a_matrix, a_skill, answer, the_profile
from report_support import CHECKED, NOW, TODAY

from skills.entries.kinds import Mode
from skills.entries.project_attempts import Attempts, ProjectCheck, add_attempt
from skills.matrix import Matrix, Project, Target
from skills.scoring import PROJECT
from skills.scoring.assessed import Assessed, assess
from skills.scoring.leniency import CAUTION, NONE
from skills.scoring.verified import last_valid_day, verified_levels
from skills.sentences.project_checks import expiry_text, project_text, shown_text, verified_marks
from skills.sentences.results import combined

NAMES = ("sql", "ml", "ops")
SKILLS = tuple(a_skill(each, scale=YES_NO) for each in NAMES)
MATRIX = replace(
    a_matrix(*SKILLS, targets=[Target(each, 3) for each in NAMES]),
    projects=(
        Project("one", "One", 5, {"sql": 2, "ml": 1}, pack="penguins", verifies=("sql", "ml")),
        Project("two", "Two", 5, {"sql": 3, "ops": 3}, pack="wine", verifies=("sql",)),
    ),
)
FAILED = replace(CHECKED, score=0.5)


def tried(check: ProjectCheck = CHECKED, expires_on: date | None = None, **levels: int) -> Attempts:
    return add_attempt(None, check, levels=levels, expires_on=expires_on)


def assessed(matrix: Matrix = MATRIX, today: date = TODAY, **attempts: Attempts) -> Assessed:
    answers = {k: v for each in SKILLS for k, v in answer(each, 1, 0, 0, 0).items()}
    profile = the_profile(matrix).id
    return assess(
        matrix, answers, {}, profile=profile, mode=Mode.full, attempts=attempts, today=today
    )


def levels(found: Assessed) -> list[float | None]:
    return [found.scores[each].level for each in NAMES]


def test_a_pass_is_a_lower_bound_for_the_skills_that_the_check_covers() -> None:
    assert levels(assessed()) == [1, 1, 1]
    found = assessed(one=tried())
    assert levels(found) == [2, 1, 1]
    assert [found.scores[each].verified for each in NAMES] == [2, 1, None]
    assert found.scores["sql"].sources[-1] == PROJECT
    assert found.readiness.value is not None
    assert found.readiness.value > (assessed().readiness.value or 0)
    assert levels(assessed(two=tried())) == [3, 1, 1]  # "ops" is raised, but not verified


def test_a_failed_check_an_expired_one_and_one_without_a_project_show_nothing() -> None:
    assert levels(assessed(one=tried(FAILED))) == [1, 1, 1]
    last = TODAY + timedelta(days=3)
    assert levels(assessed(one=tried(expires_on=last), today=last)) == [2, 1, 1]
    assert levels(assessed(one=tried(expires_on=last), today=last + timedelta(days=1))) == [1, 1, 1]
    assert levels(assessed(gone=tried())) == [1, 1, 1]


def test_a_copy_of_a_matrix_without_projects_takes_the_levels_of_that_day() -> None:
    copy = replace(MATRIX, projects=())
    assert levels(assessed(copy, one=tried(sql=2, ml=1))) == [2, 1, 1]
    assert levels(assessed(copy, one=tried(sql=9, other=2))) == [4, 1, 1]


def test_of_two_projects_the_higher_level_counts_and_of_equals_the_later() -> None:
    later = replace(CHECKED, at=CHECKED.at + timedelta(days=1))
    both = {"one": tried(), "two": tried()}
    assert verified_levels(MATRIX, both, TODAY)["sql"].project == "two"
    same = replace(MATRIX, projects=(MATRIX.projects[0], replace(MATRIX.projects[0], id="again")))
    found = verified_levels(same, {"one": tried(later), "again": tried()}, TODAY)
    assert found["sql"].project == "one"


@pytest.mark.parametrize(
    ("months", "passed", "last"),
    [
        (None, date(2030, 1, 31), None),
        (1, date(2030, 1, 31), date(2030, 2, 28)),
        (24, date(2028, 2, 29), date(2030, 2, 28)),
        (11, date(2030, 1, 5), date(2030, 12, 5)),
        (12, date(2030, 12, 5), date(2031, 12, 5)),
    ],
)
def test_a_pass_counts_for_the_months_that_the_matrix_gives(
    months: int | None, passed: date, last: date | None
) -> None:
    assert last_valid_day(replace(MATRIX.projects[0], valid_months=months), passed) == last


def rated_at(moment: datetime) -> dict[str, datetime]:
    return {each.id: moment for skill in SKILLS for each in skill.statements}


def leniency(moment: datetime, attempts: Attempts, *own: float) -> float:
    answers = {k: v for each in SKILLS for k, v in answer(each, *own).items()}
    return assess(
        MATRIX,
        answers,
        {},
        profile=the_profile(MATRIX).id,
        mode=Mode.full,
        attempts={"one": attempts},
        today=TODAY,
        answered_at=rated_at(moment),
    ).leniency.shift


def test_who_rates_below_what_a_project_showed_before_rates_modestly() -> None:
    after, before = NOW + timedelta(days=1), NOW - timedelta(days=1)
    # Own levels 0 and 0, shown 2 and 1: two skills, 1.5 levels below on average.
    assert leniency(after, tried(), 0, 0, 0, 0) == -3 / (2 + CAUTION)
    assert leniency(before, tried(), 0, 0, 0, 0) == NONE.shift  # learnt something since
    assert leniency(after, tried(), 1, 1, 1, 1) == NONE.shift  # a lower bound says no more
    assert leniency(after, tried(FAILED), 0, 0, 0, 0) == NONE.shift


def test_what_a_project_shows_is_said_with_date_and_result() -> None:
    found = assessed(one=tried())
    assert verified_marks(MATRIX, found.verified)["sql"] == (
        "Verified at level 2 by “One”: macro F1 0.9700 on 23 November 2026"
    )
    assert combined(found.scores["sql"]) == "A verified project shows level 2, so that counts."
    assert combined(found.scores["ml"]) == ""
    assert shown_text(MATRIX, {"sql": 2, "ml": 1, "gone": 1}) == (
        f"Shows level 2 in {SKILLS[0].title}; level 1 in {SKILLS[1].title}."
    )
    assert project_text(MATRIX, "one", None, TODAY) == ""
    assert project_text(MATRIX, "one", tried(), TODAY) == (
        "Passed: macro F1 0.9700 on 23 November 2026 (pass mark 0.9500, simple baseline 0.9600). "
        f"Shows level 2 in {SKILLS[0].title}; level 1 in {SKILLS[1].title}. 1 attempt."
    )


def test_an_expired_pass_says_so() -> None:
    last = TODAY + timedelta(days=1)
    assert expiry_text(tried(), TODAY) == ""
    assert expiry_text(tried(FAILED, expires_on=last), TODAY) == ""
    assert expiry_text(tried(expires_on=last), last).startswith("Counts until")
    text = project_text(MATRIX, "one", tried(expires_on=last), last + timedelta(days=1))
    assert "so it no longer counts" in text
    assert "Shows" not in text
