"""Sentences that say how ready somebody is, and what is missing for more."""

import pytest
from hypothesis import given
from matrix_support import a_matrix, a_skill, answer, cases, the_profile
from verdict_support import MATRIX, SQL, WRITING, four, of

from skills.matrix import Matrix, Target
from skills.scoring import Estimate, score_skills
from skills.scoring.readiness import Readiness, compare
from skills.scoring.verdicts import Verdict
from skills.sentences.person import somebody
from skills.sentences.results import aim_words, finding
from skills.sentences.verdicts import (
    basis,
    conditions_text,
    headline,
    past_verdict,
    reach,
    ready_rule,
    shown_verdict,
    verdict,
    verdict_word,
)

EVERY = answer(SQL, 1, 1, 1, 1) | answer(WRITING, 1, 1, 1, 1)


def test_ready_by_ones_own_account_says_so_and_what_would_narrow_it() -> None:
    readiness = of(MATRIX, EVERY)
    assert verdict(MATRIX, readiness) == "By your own ratings, you're ready for level role."
    assert verdict_word(readiness) == "ready by your own ratings"
    assert basis(MATRIX, readiness).endswith(
        "The must-have is met. Equally skilled people end up about 18 points apart if one rates "
        "boldly and the other modestly. Knowledge checks or a mentor's rating narrow that gap."
    )


def test_plain_ready_needs_a_second_source_for_every_must_have() -> None:
    mentor = Estimate("mentor", 4, 4, 4, 0.7, shown=4)
    scores = score_skills(MATRIX, EVERY, others={"sql": [mentor]})
    readiness = compare(MATRIX, the_profile(MATRIX), scores)
    assert verdict(MATRIX, readiness) == "You look ready for level role."
    assert verdict_word(readiness) == "ready"
    assert reach(readiness).endswith(" (about 90% sure).")
    assert "people of the same ability" not in basis(MATRIX, readiness)


@pytest.mark.parametrize(
    ("levels", "musts", "sentence"),
    [
        ((1, 2, 2, 2), 4, "One must-have away from level role: Sql."),
        ((1, 1, 2, 2), 4, "Two must-haves away from level role: Sql and Git."),
        ((1, 1, 1, 2), 4, "You're on your way to level role."),
        ((0, 2, 2, 2), 4, "You're on your way to level role."),
        ((0, 2, 2, 2), 0, "Nearly ready for level role: less than halfway to the target in Sql."),
        ((1, 1, 2, 2), 0, "Nearly ready for level role: 75% of the way; “ready” starts at 85%."),
        ((0, 0, 0, 1), 4, "You're just starting out towards level role."),
    ],
)
def test_the_headline_carries_the_reason(
    levels: tuple[int, ...], musts: int, sentence: str
) -> None:
    assert verdict(*four(*levels, musts=musts)) == sentence


def test_the_headline_speaks_of_somebody_else_or_to_you() -> None:
    found = four(1, 1, 1, 2, musts=4)
    assert headline(*found).startswith("You're on your way to")
    assert headline(*found, somebody("")).startswith("The candidate is on the way to")


@pytest.mark.parametrize(
    ("levels", "musts", "sentence"),
    [
        ((0, 0, 0, 1), 4, "Just starting out towards"),
        ((1, 1, 1, 2), 4, "On the way to"),
        ((1, 1, 2, 2), 0, "Nearly ready for"),
        ((2, 2, 2, 2), 4, "Self-rated as ready for"),
    ],
)
def test_for_others_the_verdict_is_in_the_third_person(
    levels: tuple[int, ...], musts: int, sentence: str
) -> None:
    matrix, readiness = four(*levels, musts=musts)
    name = aim_words(matrix, readiness.profile)
    assert shown_verdict(matrix, readiness) == f"{sentence} {name}"
    assert shown_verdict(MATRIX, of(MATRIX, {})) == ""


@pytest.mark.parametrize(
    ("art", "sentence"),
    [
        ({}, "Nearly ready for level role: Art not assessed yet."),
        (
            dict.fromkeys((f"art.s{at}" for at in range(4)), "not-applicable"),
            "Nearly ready for level role: Art set aside as not applicable.",
        ),
        ({"art.s1": "o1"}, "Nearly ready for level role: too few answers in Art."),
    ],
)
def test_what_is_not_known_is_not_said_to_be_under_half(art: dict[str, str], sentence: str) -> None:
    names = [f"skill{at}" for at in range(8)]
    skills = [*map(a_skill, names), a_skill("art")]
    matrix = a_matrix(*skills, targets=[Target(each.id, 2) for each in skills])
    answers = {k: v for each in skills[:-1] for k, v in answer(each, 1, 1, 0, 0).items()}
    assert verdict(matrix, of(matrix, answers | art)) == sentence


@pytest.mark.slow
@given(cases())
def test_every_case_can_be_reported(case: tuple[Matrix, dict[str, str]]) -> None:
    matrix, answers = case
    readiness = of(matrix, answers)
    for sentence in (
        verdict(matrix, readiness),
        basis(matrix, readiness),
        finding(matrix, readiness),
    ):
        assert sentence.endswith(".")
        assert "None" not in sentence


def set_aside(skills: int) -> Readiness:
    """Return ten skills at their targets without must-haves, a part of some set aside."""
    parts = [a_skill(f"skill{at}") for at in range(10)]
    matrix = a_matrix(*parts, targets=[Target(each.id, 2) for each in parts])
    answers: dict[str, str] = {}
    for at, each in enumerate(parts):
        answers |= answer(each, *(("n/a", 1, "n/a", "n/a") if at < skills else (1, 1, 1, 1)))
    return of(matrix, answers)


def test_a_verdict_kept_back_by_what_was_set_aside_says_so() -> None:
    readiness = set_aside(7)
    assert (readiness.coverage, readiness.verdict) == (1, Verdict.unknown)
    assert "19 of 19 statements answered, 21 set aside" in basis(MATRIX, readiness)
    assert basis(MATRIX, readiness).endswith("because too much was set aside as not applicable.")


def test_a_verdict_that_is_ready_or_unknown_misses_nothing_for_ready() -> None:
    assert set_aside(6).verdict is Verdict.ready
    assert conditions_text(set_aside(6)) == "no must-haves"
    assert conditions_text(set_aside(6), "0 of 0 must-haves") == "0 of 0 must-haves"
    assert "Still needed" not in basis(MATRIX, set_aside(6))
    unknown = of(MATRIX, answer(SQL, 1, None, None, None))
    assert conditions_text(unknown) == "1 must-have only estimated from other answers"
    assert "Still needed" not in basis(MATRIX, unknown)


def test_every_condition_that_fails_is_named() -> None:
    readiness = of(MATRIX, answer(SQL, 1, 0, 0, 0) | answer(WRITING, 1, "n/a", "n/a", "n/a"))
    assert "Still needed for “ready”: readiness of 85%." in basis(MATRIX, readiness)
    assert conditions_text(readiness) == "1 must-have not met; “ready” starts at 85%"


def test_the_rule_names_must_haves_only_where_there_are_any() -> None:
    start = "“Ready” starts at 85%, as long as 80% of the statements are answered"
    half = "every target is at least half met"
    assert ready_rule(has_musts=False) == f"{start} and {half}."
    assert ready_rule(has_musts=True) == f"{start}, {half} and every must-have is met."


@given(cases())
def test_ready_is_where_no_condition_fails(case: tuple[Matrix, dict[str, str]]) -> None:
    readiness = of(*case)
    assert (readiness.verdict is Verdict.ready) is not bool(readiness.unmet)


@pytest.mark.parametrize(
    ("verdict_then", "value", "coverage", "musts", "sentence"),
    [
        ("nearly", 0.98, 0.7, 0, "nearly ready; 70% answered, 80% needed"),
        ("nearly", 0.9, 1.0, 2, "nearly ready; 2 must-haves missing"),
        (
            "early",
            0.1,
            0.6,
            1,
            "starting out; 1 must-have missing; “ready” starts at 85%; 60% answ",
        ),
        ("nearly", 0.9, 0.9, 0, "nearly ready; not every target is half met yet"),
        ("ready", 0.9, 0.9, 0, "ready"),
        ("unknown", None, 0.1, 0, "not enough answers"),
        ("splendid", 0.9, 0.9, 0, "splendid"),
    ],
)
def test_a_past_verdict_names_what_was_missing(
    verdict_then: str, value: float | None, coverage: float, musts: int, sentence: str
) -> None:
    found = past_verdict(verdict_then, value, coverage, musts, is_confirmed=True)
    assert found.startswith(sentence)


def test_a_past_ready_that_rested_on_ones_own_word_still_says_so() -> None:
    sentence = past_verdict("ready", 0.9, 0.9, 0, is_confirmed=False)
    assert sentence == "ready by your own ratings"
