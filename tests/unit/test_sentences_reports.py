from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from skills.scoring.leniency import NONE, Leniency
from skills.sentences.cv import (
    adjusted_text,
    answered_text,
    levels_reached,
    rests_text,
    scope_text,
    sources_text,
)
from skills.sentences.qualifications import credential_text, qualification_text
from skills.sentences.reports import (
    answers_of,
    by_area,
    by_target,
    cost,
    effort,
    foot,
    headings,
    more_skills,
    of_target,
    source_text,
    stale_text,
    to_tick,
)

DAY, LATER = date(2026, 1, 2), date(2026, 3, 4)


def test_an_adjustment_is_reported_with_its_amount_and_what_it_is_based_on() -> None:
    lower = Leniency(2, 2.0, 0.7, ("check",))
    assert adjusted_text(lower, is_adjusted=True) == (
        "Self-ratings are adjusted downward by 0.7 of a level, based on knowledge checks in "
        "2 skills."
    )
    higher = Leniency(1, -2.0, -1.2, ("check", "mentor"))
    assert adjusted_text(higher, is_adjusted=True) == (
        "Self-ratings are adjusted upward by 1.2 levels, based on knowledge checks and a mentor's "
        "rating in 1 skill."
    )
    assert adjusted_text(lower, is_adjusted=False) == ""
    assert adjusted_text(NONE, is_adjusted=True) == ""
    assert adjusted_text(Leniency(2, 0.1, 0.04, ("check",)), is_adjusted=True) == ""


def test_headings_distinguish_a_cv_from_a_comparison_with_targets() -> None:
    held, alone = headings(has_targets=True), headings(has_targets=False)
    assert (held["gaps"], alone["gaps"]) == ("Skills, biggest gap first", "Skills, strongest first")
    assert (held["glance"], alone["glance"]) == ("At a glance", "Skills and levels")
    assert held.keys() == alone.keys()


def test_a_short_report_says_what_it_leaves_out() -> None:
    assert more_skills(3) == "And 3 more skills, in the full report."
    assert (more_skills(1), more_skills(0)) == ("And 1 more skill, in the full report.", "")


def test_a_level_stands_against_its_target_where_it_has_one() -> None:
    assert of_target(1.5, 3) == "1.5 · target 3"
    assert (of_target(1.5, 0), of_target(None, 3)) == ("1.5", "not assessed")
    assert by_target(1.5, 3) == "1.50 ÷ 3"
    assert (by_target(1.08, 2), by_target(1.0, 2)) == ("1.08 ÷ 2", "1.00 ÷ 2")
    assert by_target(None, 2) == "not assessed ÷ 2"


def test_costs_of_a_project_and_a_skill_are_stated() -> None:
    assert effort(1, "+2.5 points", None, None) == "1 hour · +2.5 points"
    assert effort(8, "+3.0 points → 84.0", DAY, LATER) == (
        "8 hours · +3.0 points → 84.0 · 2 January 2026 to 4 March 2026"
    )
    assert effort(1, "+1.0 points", DAY, DAY) == "1 hour · +1.0 points · 2 January 2026"
    assert cost("1 level short", 2.0, is_met=False) == "−2.0"
    assert cost("not assessed", None, is_met=False) == "not assessed"
    assert cost("target met", 0.0, is_met=True) == "✓ met"
    assert cost("only estimated", 0.0, is_met=False) == "only estimated"
    assert source_text("knowledge checks", "2.5") == "Knowledge checks: level 2.5"


def test_the_foot_names_matrix_and_days() -> None:
    assert foot("Matrix 1", "0123456789abcdef", answers_of((DAY, DAY)), LATER) == (
        "Matrix 1, fingerprint 0123456789ab · answers from 2 January 2026 · created on 4 March 2026"
    )
    assert foot("Matrix 1", "0123456789abcdef", answers_of(None), LATER) == (
        "Matrix 1, fingerprint 0123456789ab · created on 4 March 2026"
    )


def test_answers_are_dated_from_the_oldest_to_the_newest() -> None:
    assert answers_of((DAY, LATER)) == "answers from 2 January 2026 to 4 March 2026"
    assert stale_text(DAY) == (
        "Some of these answers are at least a year old, the oldest from 2 January "
        "2026: they may be out of date."
    )


def readiness(answered: int, covered: int) -> Any:  # noqa: ANN401 - as much of it as is said
    return SimpleNamespace(answered=answered, covered=covered, asked=8)


def test_a_cv_says_how_much_is_answered_and_what_it_rests_on() -> None:
    assert answered_text(readiness(4, 4), None) == "4 of 8 statements answered."
    assert answered_text(readiness(4, 6), (DAY, DAY)) == (
        "4 of 8 statements answered on 2 January 2026, 2 more implied by them."
    )
    assert answered_text(readiness(4, 4), (DAY, LATER)) == (
        "4 of 8 statements answered between 2 January 2026 and 4 March 2026."
    )
    assert scope_text("Role, Level", "Basics") == (
        "This page lists the skills needed for Role, Level that are at level 1 (Basics) or above."
    )
    assert sources_text(["self", "mentor", "other"]) == "self-ratings, a mentor's rating and other"
    assert rests_text("self-ratings", is_mixed=False) == "Levels are based on self-ratings."
    assert rests_text("self-ratings", is_mixed=True) == (
        "Levels are based on self-ratings unless otherwise noted."
    )


def test_a_cv_counts_the_levels_that_are_reached() -> None:
    assert levels_reached({"Expert": 1, "Basics": 2}) == (
        "Levels reached: Expert in 1 skill and Basics in 2 skills."
    )
    assert levels_reached({}) == "Nothing to show yet."


def test_a_qualification_says_what_is_asked_and_what_was_said() -> None:
    assert qualification_text("required", "yes") == "required; you have it"
    assert qualification_text("", "") == "not required; not answered"


@pytest.mark.parametrize(
    ("kind", "expires", "end"),
    [
        ("certificate", DAY, ", expired on 2 January 2026"),
        ("certificate", LATER, ", valid until 4 March 2026"),
        ("experience", DAY, ", until 2 January 2026"),
        ("degree", None, ""),
    ],
)
def test_a_credential_says_from_when_to_when(kind: str, expires: date | None, end: str) -> None:
    one: Any = SimpleNamespace(kind=kind, issuer="School", issued=DAY, expires=expires, link="")
    begun = "since" if kind == "experience" else "issued"
    expected = f"{kind}, School, {begun} 2 January 2026{end}"
    assert credential_text(one, date(2026, 2, 1)) == expected


def test_the_axes_of_a_radar_of_areas_are_explained() -> None:
    start = (
        "With more than 40 skills, each number stands for an area: the mean level of its assessed"
    )
    assert by_area(has_targets=True) == f"{start} skills against the mean of their targets."
    assert by_area(has_targets=False) == f"{start} skills."


def test_a_project_to_tick_off_has_its_hours_and_its_last_day() -> None:
    assert to_tick("Clean data", 4, None) == "Clean data (4 hours)"
    assert to_tick("Clean data", 1, date(2031, 5, 9)) == "Clean data (1 hour, by 9 May 2031)"
