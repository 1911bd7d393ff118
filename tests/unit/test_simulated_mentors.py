"""The mentors of the simulated people are what they are said to be."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.design_population import POPULATIONS, SOURCES, asked_groups, combine_levels
from benchmarks.simulated_mentors import (
    APART,
    MENTOR,
    VARIANTS,
    Variant,
    agree,
    measure_reviewed,
    mentor_answers,
)
from benchmarks.simulated_people import (
    PUBLISHED,
    SHARED,
    SPREAD,
    Group,
    answer_all,
    felt_levels,
    halve,
)
from benchmarks.verdicts import groups, measure, shipped
from skills.entries.kinds import MENTOR_MODE, Mode
from skills.entries.review_entries import LEVEL_STEP
from skills.questionnaire.questions import progress
from skills.review import agenda
from skills.scoring.assessed import assess
from skills.scoring.estimates import estimate_mentor

pytestmark = pytest.mark.slow

PEOPLE = 1_000


@pytest.fixture(scope="module")
def crowd() -> tuple[Group, ...]:
    return groups(PEOPLE)


def _recorded(group: Group, number: int) -> np.ndarray:
    def level(skill, answers):  # noqa: ANN001, ANN202
        return estimate_mentor(skill, answers, top=shipped().top, mode=MENTOR_MODE).level

    found = mentor_answers(group, MENTOR, number)
    return np.array([[level(skill, each) for skill in group.skills] for each in found])


def _correlation(first: np.ndarray, second: np.ndarray) -> float:
    columns = range(first.shape[1])
    return float(np.mean([np.corrcoef(first[:, at], second[:, at])[0, 1] for at in columns]))


def test_two_mentors_agree_as_published_and_are_right_by_its_root(
    crowd: tuple[Group, ...],
) -> None:
    pairs = [(_recorded(each, 1), _recorded(each, 2), each.levels) for each in crowd]
    alike = np.mean([_correlation(one, other) for one, other, _ in pairs])
    valid = np.mean([_correlation(one, true) for one, _, true in pairs])
    assert alike == pytest.approx(0.52, abs=0.03)
    assert valid == pytest.approx(0.72, abs=0.02)


def test_mentors_are_neither_lenient_nor_severe_and_have_a_halo(crowd: tuple[Group, ...]) -> None:
    blind = replace(MENTOR, validity=0.0)
    errors = np.concatenate([felt_levels(each, blind, 1) - each.means for each in crowd])
    between = np.cov(errors, rowvar=False)
    shared = np.mean(between[~np.eye(len(between), dtype=bool)]) / np.mean(np.diag(between))
    assert np.mean(errors) == pytest.approx(0, abs=0.05)
    assert np.std(errors) == pytest.approx(SPREAD, abs=0.03)
    assert shared == pytest.approx(SHARED, abs=0.04)


def test_mentors_err_independently_of_the_person_and_of_each_other(
    crowd: tuple[Group, ...],
) -> None:
    group, blind = crowd[0], replace(MENTOR, validity=0.0)
    one, other, own = (felt_levels(group, blind, number) for number in (1, 2, 0))
    assert abs(_correlation(one, other)) < 0.1
    assert abs(_correlation(one, own)) < 0.1


def test_mentors_answer_what_the_product_asks_them_and_no_more(crowd: tuple[Group, ...]) -> None:
    group = crowd[0]
    ratings = mentor_answers(group, MENTOR, 1)[0]
    assert progress(group.skills, ratings, MENTOR_MODE).is_finished
    everything = answer_all(group, MENTOR, 1)[0]
    assert ratings.items() < halve(group.skills, everything).items()


def test_without_mentors_the_simulation_is_that_of_people_alone() -> None:
    row, talks = measure_reviewed(PUBLISHED, Mode.quick, VARIANTS[0], 5)
    assert row.cells() == measure(PUBLISHED, Mode.quick, people=5).cells()
    assert talks is None


def test_simulated_people_agree_on_levels_of_skills_rated_differently(
    crowd: tuple[Group, ...],
) -> None:
    group, matrix = crowd[2], shipped()
    own, ratings = answer_all(group, PUBLISHED)[0], mentor_answers(group, MENTOR, 1)[0]
    person = assess(matrix, own, {}, profile=group.profile.id, mode=Mode.full, ratings=[ratings])
    mentor = assess(matrix, ratings, {}, profile=group.profile.id, mode=MENTOR_MODE)
    exact = np.zeros(len(group.skills))
    agreed = agree(group, person, ratings, Variant("", 1, talked=APART), exact)
    apart = {
        skill.id: (person.own_level(skill.id), mentor.own_level(skill.id))
        for skill in group.skills
        if abs(person.own_level(skill.id) - mentor.own_level(skill.id)) >= agenda.APART
    }
    assert agreed.keys() == apart.keys() != set()
    for skill, level in agreed.items():
        assert level % LEVEL_STEP == 0
        low, high = sorted(apart[skill])
        assert low - LEVEL_STEP / 2 <= level <= high + LEVEL_STEP / 2


def test_a_mentor_helps_and_agreed_levels_are_counted() -> None:
    alone, _ = measure_reviewed(PUBLISHED, Mode.quick, VARIANTS[0], 50)
    rated, _ = measure_reviewed(PUBLISHED, Mode.quick, VARIANTS[2], 50)
    _, talks = measure_reviewed(PUBLISHED, Mode.quick, VARIANTS[3], 50)
    assert rated.rmse < alone.rmse
    assert talks is not None
    assert 0 < talks.share < 100


def test_the_population_of_the_aim_has_the_errors_found_when_it_was_set() -> None:
    for sources in SOURCES:
        if sources.aim is not None:
            found = combine_levels(POPULATIONS[0], sources, 400)
            assert found.rmse == pytest.approx(sources.aim, abs=0.03)


def test_people_of_the_aim_are_around_the_middle_of_the_scale() -> None:
    levels = np.concatenate([each.levels for each in asked_groups(PEOPLE)])
    top = shipped().top
    assert np.mean(levels) == pytest.approx(top / 2, abs=0.05)
    assert np.std(levels) == pytest.approx(0.24 * top, abs=0.05)
