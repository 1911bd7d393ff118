"""How alike the raters of a group rate: whose ratings count, and what may be said of them."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import reduce
from operator import add

import pytest
from matrix_support import THIRDS, a_matrix, a_scale, a_skill, answer
from report_support import NOW

from skills.cohorts.privacy import LEAST
from skills.cohorts.rater_agreement import FEWEST_RATED, Withheld, rater_agreement
from skills.cohorts.rater_tally import MOST_CREDITS, RaterTally, credits_of, nobody, tally
from skills.entries.assessment import Entry
from skills.entries.review_entries import Review, item_of, written
from skills.matrix import NOT_APPLICABLE, Target
from skills.review.agreement import Interval

SKILLS = [a_skill(f"skill-{at}", scale=THIRDS) for at in range(3)]
MATRIX = a_matrix(*SKILLS, targets=[Target(each.id, 3) for each in SKILLS])
STATEMENTS = list(MATRIX.statements)
OPTIONS = [each.id for each in THIRDS.options]
REVEALED = Review("Mo", NOW, NOW)

Choices = Mapping[str, str | None]


def answers(choices: Choices, hours: int = -1) -> list[Entry]:
    at = NOW + timedelta(hours=hours)
    return [Entry("answer", each, chosen, changed_at=at) for each, chosen in choices.items()]


def ratings(id: str, choices: Choices, hours: int = -1, review: Review = REVEALED) -> list[Entry]:  # noqa: A002
    at = NOW + timedelta(hours=hours)
    found = [Entry("review", id, written(review), changed_at=NOW)]
    for each, chosen in choices.items():
        found.append(Entry("rating", item_of(id, each), chosen, changed_at=at))
    return found


def person(seed: int, mentors: Sequence[str] = ("Mo",), noise: float = 0.4) -> list[Entry]:
    """Return the entries of somebody whose raters look at the same ability."""
    draw = random.Random(seed)  # noqa: S311 - test data
    ability = draw.uniform(0, 3)

    def choices() -> dict[str, str]:
        wishes = (round(ability + draw.gauss(0, noise)) for _ in STATEMENTS)
        return dict(zip(STATEMENTS, (OPTIONS[min(max(e, 0), 3)] for e in wishes), strict=True))

    found = answers(choices())
    for at, name in enumerate(mentors):
        found += ratings(f"review-{at}", choices(), review=replace(REVEALED, mentor=name))
    return found


def gather(people: Sequence[Sequence[Entry]]) -> RaterTally:
    found = [each for each in (tally(entries, MATRIX) for entries in people) if each is not None]
    return reduce(add, found, nobody(MATRIX))


ALL = dict.fromkeys(STATEMENTS, OPTIONS[1])


def test_a_rating_counts_once_it_is_revealed_and_as_it_stood_before() -> None:
    two = STATEMENTS[:2]
    found = tally([*answers(ALL), *ratings("a", dict.fromkeys(two, OPTIONS[2]))], MATRIX)
    assert found is not None
    assert found.coincidences.units == 2
    hidden = replace(REVEALED, revealed_at=None)
    assert tally([*answers(ALL), *ratings("a", ALL, review=hidden)], MATRIX) is None
    assert tally([*answers(ALL), *ratings("a", ALL, hours=1)], MATRIX) is None
    assert tally([*answers(ALL, hours=1), *ratings("a", ALL)], MATRIX) is None
    guest = replace(REVEALED, guest_of="another")
    assert tally([*answers(ALL), *ratings("a", ALL, review=guest)], MATRIX) is None


def test_mentors_are_compared_with_each_other_where_the_person_changed_the_answers() -> None:
    late = [*answers(ALL, hours=1), *ratings("a", ALL), *ratings("b", ALL)]
    found = tally(late, MATRIX)
    assert found is not None
    assert found.sizes == {2}


@pytest.mark.parametrize("value", [None, NOT_APPLICABLE, "no-option"])
def test_unobserved_statements_are_not_compared(value: str | None) -> None:
    assert tally([*answers(ALL), *ratings("a", dict.fromkeys(STATEMENTS, value))], MATRIX) is None


def test_coefficients_come_from_all_people_and_are_the_same_however_they_are_read() -> None:
    people = [person(seed, ("Mo", "Nia")) for seed in range(12)]
    found = rater_agreement(gather(people))
    assert found is not None
    assert (found.people, found.statements, found.raters) == (10, 12 * len(STATEMENTS), 3)
    for each in (found.by_order, found.by_distance, found.exact, found.single, found.mean):
        assert isinstance(each, Interval)
        assert 0.3 < each.value < 1
    halves = gather(people[7:]) + gather(people[:7])
    again = rater_agreement(halves)
    assert again is not None
    assert again.by_order == pytest.approx(found.by_order)
    assert again.mean == pytest.approx(found.mean)


def test_fewer_than_five_people_give_nothing_and_too_few_for_an_interval_no_coefficient() -> None:
    assert rater_agreement(gather([person(seed) for seed in range(LEAST - 1)])) is None
    few = rater_agreement(gather([person(seed) for seed in range(FEWEST_RATED - 1)]))
    assert few is not None
    assert {few.by_order, few.by_distance, few.single, few.mean} == {Withheld.few_people}
    assert few.people == LEAST


def test_few_statements_and_ratings_that_never_vary_give_a_reason() -> None:
    kept = {*STATEMENTS[:2], "review-0"}
    short = [[e for e in person(seed) if e.item.split("/")[-1] in kept] for seed in range(11)]
    found = rater_agreement(gather(short))
    assert found is not None
    assert found.by_order is Withheld.few_statements
    same = rater_agreement(gather([[*answers(ALL), *ratings("a", ALL)]] * 11))
    assert same is not None
    assert {same.by_order, same.by_distance, same.single} == {Withheld.same_ratings}


def test_kappa_needs_equally_many_raters_and_three_of_them() -> None:
    two = [person(seed) for seed in range(10)]
    three = [person(seed, ("Mo", "Nia")) for seed in range(10)]
    reasons = [(two, Withheld.two_raters), (two[:9] + three[:1], Withheld.other_number)]
    for people, reason in reasons:
        found = rater_agreement(gather(people))
        assert found is not None
        assert found.exact is reason
        assert found.raters == (2 if reason is Withheld.two_raters else None)


def test_intraclass_correlations_need_the_same_raters_for_everybody() -> None:
    people = [person(seed, ("Mo",)) for seed in range(10)]
    same = rater_agreement(gather([*people, person(10, (" MO ",))]))
    assert same is not None
    assert isinstance(same.single, Interval)
    for other in (("Nia",), ("Mo", "Nia")):
        found = rater_agreement(gather([*people, person(10, other), person(11)]))
        assert found is not None
        assert {found.single, found.mean} == {Withheld.other_raters}
    twins = rater_agreement(gather([person(seed, ("Mo", "mo")) for seed in range(10)]))
    assert twins is not None
    assert twins.single is Withheld.other_raters


@pytest.mark.parametrize(("rated", "reported"), [(5, 5), (9, 5), (10, 10), (14, 10)])
def test_the_number_of_people_is_rounded_so_that_nobody_can_tell_how_few_are_missing(
    rated: int, reported: int
) -> None:
    found = rater_agreement(gather([person(seed) for seed in range(rated)]))
    assert found is not None
    assert found.people == reported


def test_memory_does_not_grow_with_people_or_fine_scales() -> None:
    fine = a_scale(*(each / 400 for each in range(401)))
    skill = a_skill("fine", scale=fine)
    matrix = a_matrix(skill, targets=[Target("fine", 3)])
    assert len(credits_of(matrix)) == MOST_CREDITS
    same = answer(skill, *[0.5] * len(skill.statements))
    entries = [*answers(same), *ratings("a", same)]
    many = reduce(add, [found for found in [tally(entries, matrix)] * 50 if found])
    one = tally(entries, matrix)
    assert one is not None
    assert many.coincidences.squares.shape == one.coincidences.squares.shape
    assert many.coincidences.units == 50 * len(same)
