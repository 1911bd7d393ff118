"""The simulated people of the benchmarks are what they are said to be."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.hard_cases import (
    musts_left_to_estimates,
    musts_unanswered,
    one_skill_missing,
    wrongly_ready,
)
from benchmarks.simulated_checks import answer_checks, chance_to_know, guess_checks
from benchmarks.simulated_people import (
    BOLD,
    HONEST,
    MODEST,
    PUBLISHED,
    RANDOM,
    SHARED,
    SITUATIONS,
    SLIPS_20,
    SPREAD,
    Group,
    Situation,
    answer_all,
    felt_levels,
    halve,
    invent_group,
    specialists,
    true_credits,
)
from benchmarks.verdicts import PROFILES, groups, measure, shipped, truths
from skills.entries.kinds import Mode
from skills.matrix import Skill
from skills.questionnaire.questions import is_finished
from skills.scoring.assessed import assess
from skills.scoring.statements import step_heights
from skills.scoring.verdicts import Verdict

pytestmark = pytest.mark.slow

PEOPLE = 2_000


@pytest.fixture(scope="module")
def group() -> Group:
    matrix = shipped()
    return invent_group(matrix, matrix.profiles["ml-engineer.mid"], PEOPLE)


def _standard(group: Group, levels: np.ndarray) -> np.ndarray:
    return (levels - group.means) / SPREAD


def test_true_levels_are_on_the_scale_near_the_targets_and_rarely_whole(group: Group) -> None:
    assert group.levels.min() >= 0
    assert group.levels.max() <= shipped().top
    targets = {each.skill: each.level for each in group.profile.targets}
    off = np.abs(group.levels - [targets[skill.id] for skill in group.skills])
    assert np.mean(off) < 1
    assert np.mean(np.isclose(group.levels, np.rint(group.levels))) < 0.15


def test_the_same_seed_makes_the_same_people_and_another_seed_others() -> None:
    matrix = shipped()
    profile = matrix.profiles["ml-engineer.mid"]
    one, same, other = (invent_group(matrix, profile, 5, seed) for seed in (1, 1, 2))
    assert answer_all(one, PUBLISHED) == answer_all(same, PUBLISHED)
    assert answer_checks(one, "some") == answer_checks(same, "some")
    assert answer_all(one, PUBLISHED) != answer_all(other, PUBLISHED)


@pytest.mark.parametrize("situation", [PUBLISHED, BOLD, MODEST], ids=lambda each: each.name)
def test_felt_levels_have_the_validity_and_leniency_they_are_made_with(
    group: Group, situation: Situation
) -> None:
    unclipped = replace(group, levels=_unclipped(group))
    true, felt = (
        _standard(group, each) for each in (unclipped.levels, felt_levels(unclipped, situation))
    )
    found = [np.corrcoef(true[:, at], felt[:, at])[0, 1] for at in range(true.shape[1])]
    assert np.mean(found) == pytest.approx(situation.validity, abs=0.03)
    drawn = felt_levels(unclipped, replace(situation, leniency=0.0))
    lifted = (felt_levels(unclipped, situation) - drawn) / SPREAD
    assert np.mean(lifted) == pytest.approx(situation.leniency)
    assert np.std(felt) == pytest.approx(np.std(true), abs=0.05)


def test_three_tenths_of_the_error_variance_are_shared_within_a_person(group: Group) -> None:
    error = felt_levels(group, replace(PUBLISHED, validity=0.0))
    between = np.cov(error, rowvar=False)
    shared = np.mean(between[~np.eye(len(between), dtype=bool)]) / np.mean(np.diag(between))
    assert shared == pytest.approx(SHARED, abs=0.03)


@pytest.mark.parametrize("skill", shipped().skills.values(), ids=lambda each: each.id)
def test_a_level_answered_on_a_ladder_of_statements_scores_as_itself(skill: Skill) -> None:
    levels = np.linspace(0, shipped().top, 41)
    found = true_credits(skill, levels) @ np.array(step_heights(skill))
    assert found == pytest.approx(levels)


def test_honest_people_answer_close_to_the_truth() -> None:
    row = measure(HONEST, people=100)
    assert row.level_error < 0.3
    assert abs(row.bias) < 2
    assert row.held > 95


def test_slips_change_as_many_answers_as_stated(group: Group) -> None:
    exact = answer_all(group, replace(SLIPS_20, slips=0.0))
    slipped = answer_all(group, SLIPS_20)
    changed = [a[name] != b[name] for a, b in zip(exact, slipped, strict=True) for name in a]
    assert np.mean(changed) == pytest.approx(0.2, abs=0.01)


def test_random_answers_are_equally_likely(group: Group) -> None:
    chosen = [option for answers in answer_all(group, RANDOM) for option in answers.values()]
    shares = np.unique(chosen, return_counts=True)[1] / len(chosen)
    assert shares == pytest.approx([0.25] * 4, abs=0.01)


def test_specialists_have_every_skill_at_0_or_at_the_top(group: Group) -> None:
    assert set(np.unique(specialists(group, 4).levels)) == {0.0, 4.0}


def test_quick_mode_is_finished_with_a_part_of_the_answers(group: Group) -> None:
    answers = answer_all(group, PUBLISHED)[0]
    asked = halve(group.skills, answers)
    assert asked.items() < answers.items()
    assert all(is_finished(skill, asked, Mode.quick) for skill in group.skills)


def test_the_chance_to_know_a_check_rises_with_the_level() -> None:
    chances = chance_to_know(np.array([0.0, 1.5, 4.0]), 2)
    assert np.all(np.diff(chances) > 0)
    assert chances[1] == pytest.approx(0.5)


def test_better_people_know_more_checks_and_guessers_a_quarter(group: Group) -> None:
    checks = shipped().checks
    shares = {}
    for name, given in {
        "all": answer_checks(group, "all", candour=0.0),
        "guessed": guess_checks(group),
    }.items():
        right = [[checks[each].right == option for each, option in one.items()] for one in given]
        shares[name] = np.mean(right, axis=1)
    assert np.mean(shares["guessed"]) == pytest.approx(0.25, abs=0.01)
    assert np.corrcoef(shares["all"], group.levels.mean(axis=1))[0, 1] > 0.8


def test_some_checks_are_three_in_every_third_skill(group: Group) -> None:
    few = replace(group, levels=group.levels[:3])
    owners = [name.partition(".")[0] for name in answer_checks(few, "some")[0]]
    assert owners == [skill.id for skill in group.skills[::3] for _ in range(3)]
    assert answer_checks(few, "none") == [{}, {}, {}]


def test_the_truth_is_judged_by_the_rules_of_the_product() -> None:
    matrix = shipped()
    at_top = groups(5)[0]
    best, worst = (replace(at_top, levels=np.full_like(at_top.levels, each)) for each in (4.0, 0.0))
    (able,), (unable,) = truths(best), truths(worst)
    assert (able.readiness, able.verdict, able.missing) == (1.0, Verdict.ready, ())
    assert unable.readiness == 0
    assert unable.is_far
    assert unable.missing == tuple(
        float(each.level) for each in matrix.profiles[PROFILES[0]].targets if each.must
    )


def test_every_situation_can_be_measured_alone() -> None:
    rows = [measure(each, Mode.quick, "some", 5) for each in SITUATIONS]
    assert len({row.cells() for row in rows}) > 1


def test_cases_that_must_never_be_ready_cover_every_profile() -> None:
    profiles = set(shipped().profiles)
    assert {profile.id for _, profile, _ in one_skill_missing()} == profiles
    assert {profile.id for _, profile, _ in musts_unanswered()} == profiles


def test_nobody_is_ready_whose_must_haves_are_left_to_estimates() -> None:
    cases = musts_left_to_estimates()
    assert {name for name, _, _ in cases} == set(shipped().profiles)
    assert wrongly_ready(cases, Mode.full) == []


@pytest.mark.parametrize("mode", Mode)
def test_a_missing_hard_skill_is_at_0(mode: Mode) -> None:
    _, profile, answers = one_skill_missing()[0]
    found = assess(shipped(), answers, {}, profile=profile.id, mode=mode)
    assert [each.attainment for each in found.readiness.skill_gaps].count(0.0) == 1


def _unclipped(group: Group) -> np.ndarray:
    chance = np.random.default_rng(7)
    return group.means + chance.normal(0, SPREAD, group.levels.shape)
