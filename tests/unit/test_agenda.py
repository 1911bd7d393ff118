"""What a person and a mentor talk about first, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from matrix_support import a_matrix, a_skill, answer, answers_to, matrices, the_profile
from report_support import NOW, assessment
from state_support import marked

from skills.entries.kinds import Mode
from skills.entries.review_entries import Review, item_of, written
from skills.matrix import Matrix, Target
from skills.review.agenda import APART, NEAR, AgendaItem, AgendaReason, agenda
from skills.review.agreement import compare_raters
from skills.scoring.assessed import Assessed, assess
from skills.sentences.talk import agenda_item_text
from skills.store import Entry
from skills.workspace.reviews import talk_of

NAMES = ("far", "heavy", "near", "light", "blank", "alike")
SKILLS = {name: a_skill(name) for name in NAMES}
TARGETS = (
    Target("alike", 1),
    Target("blank", 3, weight=9),
    Target("light", 3, must=True),
    Target("near", 2, must=True),
    Target("heavy", 3, weight=2),
    Target("far", 3, weight=1),
)
MATRIX = a_matrix(*SKILLS.values(), targets=TARGETS)
LOW, HIGH, TOP = (1, 0, 0, 0), (1, 1, 1, 0), (1, 1, 1, 1)


def rater(matrix: Matrix, answers: Mapping[str, str]) -> Assessed:
    return assess(matrix, answers, {}, profile=the_profile(matrix).id, mode=Mode.full)


def items(
    matrix: Matrix, own: Mapping[str, str], mentors: Mapping[str, str]
) -> tuple[AgendaItem, ...]:
    person = rater(matrix, own)
    return agenda(compare_raters(person, rater(matrix, mentors)), person)


def of(**rated: Sequence[float]) -> dict[str, str]:
    answers: dict[str, str] = {}
    for name, earned in rated.items():
        answers |= answer(SKILLS[name], *earned)
    return answers


def test_the_most_worth_talking_about_comes_first() -> None:
    own = of(far=LOW, heavy=LOW, near=(1, 1, 0, 0), light=(1, 1, 0.5, 0), alike=HIGH)
    mentors = of(far=TOP, heavy=HIGH, near=(1, 1, 0, 0), light=(1, 1, 1, 0), alike=HIGH)
    found = items(MATRIX, own, mentors)
    assert [(each.skill, each.reason) for each in found] == [
        ("heavy", AgendaReason.apart),
        ("far", AgendaReason.apart),
        ("near", AgendaReason.near),
        ("light", AgendaReason.near),
        ("alike", AgendaReason.alike),
        ("blank", AgendaReason.unknown),
    ]


def test_what_only_one_has_rated_comes_before_what_is_alike() -> None:
    found = items(MATRIX, of(alike=HIGH, far=LOW), of(alike=HIGH))
    assert [(each.skill, each.reason) for each in found[:2]] == [
        ("far", AgendaReason.unrated),
        ("alike", AgendaReason.alike),
    ]


def test_further_mentors_count_in_the_differences() -> None:
    own, mentors = of(far=LOW, light=LOW, alike=HIGH), of(far=LOW, light=LOW)
    person = rater(MATRIX, own)
    further = [rater(MATRIX, of(far=TOP, alike=HIGH)), rater(MATRIX, of(light=LOW))]
    found = agenda(compare_raters(person, rater(MATRIX, mentors)), person, further)
    reasons = {each.skill: each.reason for each in found}
    assert (found[0].skill, found[0].levels, found[0].apart) == ("far", (1, 1, 4), 3)
    assert reasons["far"] is AgendaReason.apart
    assert reasons["alike"] is AgendaReason.alike
    assert reasons["blank"] is AgendaReason.unknown
    assert agenda_item_text(found[0], "Mo") == (
        "You see it differently: the ratings range from level 1 to 4."
    )
    (light,) = (each for each in found if each.skill == "light")
    assert agenda_item_text(light, "Mo").endswith(": all ratings give level 1.")


@pytest.mark.parametrize(
    ("mentors", "reason"), [(0.75, AgendaReason.apart), (0.5, AgendaReason.alike)]
)
def test_small_differences_are_not_worth_talking_about(
    mentors: float, reason: AgendaReason
) -> None:
    found = items(MATRIX, of(far=LOW), of(far=(1, mentors, 0, 0)))
    assert {each.skill: each.reason for each in found}["far"] is reason
    assert (found[0].reason is AgendaReason.apart) is (mentors >= APART)


@pytest.mark.parametrize(("own", "reason"), [(0.5, AgendaReason.near), (0.25, AgendaReason.alike)])
def test_a_must_have_is_near_its_target_within_half_a_level(
    own: float, reason: AgendaReason
) -> None:
    rated = of(near=(1, own, 0, 0))
    found = {each.skill: each for each in items(MATRIX, rated, rated)}
    level = found["near"].score.level
    assert level is not None
    assert (abs(level - 2) <= NEAR) is (reason is AgendaReason.near)
    assert found["near"].reason is reason


def test_only_must_haves_count_as_near_their_target() -> None:
    rated = of(alike=LOW)
    (alike,) = [each for each in items(MATRIX, rated, rated) if each.skill == "alike"]
    assert alike.score.level == alike.ratings.target.level
    assert alike.reason is AgendaReason.alike


@st.composite
def cases(draw: st.DrawFn) -> tuple[Matrix, dict[str, str], dict[str, str]]:
    """A matrix with answers of two people."""
    matrix = draw(matrices())
    asked = matrix.skills.values()
    return matrix, draw(answers_to(*asked)), draw(answers_to(*asked))


@pytest.mark.slow
@given(cases())
@settings(max_examples=examples(100))
def test_every_target_stands_on_the_agenda_once(
    case: tuple[Matrix, dict[str, str], dict[str, str]],
) -> None:
    matrix, *answers = case
    skills = [each.skill for each in items(matrix, *answers)]
    assert sorted(skills) == sorted(each.skill for each in the_profile(matrix).targets)


@pytest.mark.slow
@given(cases())
@settings(max_examples=examples(100))
def test_differing_ratings_come_first_by_difference_times_weight(
    case: tuple[Matrix, dict[str, str], dict[str, str]],
) -> None:
    matrix, *answers = case
    found = items(matrix, *answers)
    order = list(AgendaReason)
    places = [order.index(each.reason) for each in found]
    assert places == sorted(places)
    sizes = [
        abs(each.ratings.difference or 0) for each in found if each.reason is AgendaReason.apart
    ]
    assert all(size >= APART for size in sizes)
    assert all(abs(each.ratings.difference or 0) < APART for each in found[len(sizes) :])
    apart = [size * each.ratings.target.weight for size, each in zip(sizes, found, strict=False)]
    assert apart == sorted(apart, reverse=True)


@pytest.mark.slow
@given(cases())
@settings(max_examples=examples(50))
def test_both_ways_of_looking_find_the_same_apart(
    case: tuple[Matrix, dict[str, str], dict[str, str]],
) -> None:
    matrix, own, mentors = case
    apart = [
        {each.skill for each in items(matrix, *both) if each.reason is AgendaReason.apart}
        for both in ((own, mentors), (mentors, own))
    ]
    assert apart[0] == apart[1]


@pytest.mark.slow
@given(cases(), st.randoms())
@settings(max_examples=examples(50))
def test_the_order_of_entries_does_not_matter(
    case: tuple[Matrix, dict[str, str], dict[str, str]], random: object
) -> None:
    matrix, own, mentors = case
    matrix = marked(matrix)
    stored = [Entry("answer", each, value, 1, changed_at=NOW) for each, value in own.items()]
    stored += [Entry("rating", item_of("r", e), v, 1, changed_at=NOW) for e, v in mentors.items()]
    stored += [Entry("rating", item_of("q", e), v, 1, changed_at=NOW) for e, v in own.items()]
    stored += [
        Entry("review", each, written(Review("Mo", NOW, NOW)), 1, changed_at=NOW)
        for each in ("r", "q")
    ]
    found = replace(assessment(matrix), profile=the_profile(matrix).id)
    mixed = random.sample(stored, len(stored))

    def items_of(entries: list[Entry]) -> tuple[AgendaItem, ...]:
        return talk_of(found, entries, matrix, "r", today=NOW.date()).agenda

    assert items_of(mixed) == items_of(stored)
