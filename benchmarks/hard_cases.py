"""Try the product on answers that must never be called ready, on guessers and careless people."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from statistics import fmean
from typing import Final

import numpy as np

from benchmarks.simulated_checks import CANDOUR, guess_checks
from benchmarks.simulated_people import (
    BOLD,
    CARELESS,
    HONEST,
    MODEST,
    RANDOM,
    Group,
    Situation,
    answer_all,
    halve,
    specialists,
)
from benchmarks.verdicts import groups, shipped, tell
from skills.entries.answers import Answers
from skills.entries.kinds import Mode
from skills.matrix import NOT_APPLICABLE, Profile
from skills.questionnaire.questions import asked_skills
from skills.questionnaire.response_patterns import disorder, second_look
from skills.scoring.assessed import assess
from skills.scoring.verdicts import Verdict

HARD: Final = "hard-skills"
"""The area of the shipped matrix whose skills nobody can do without."""

EASY: Final = 2
"""Highest level that is answered when the harder ones are set aside."""

Case = tuple[str, Profile, Answers]
"""A name, the profile aimed at, and the answers."""


def gap_of_pairs(mode: Mode, checks: str, people: int) -> tuple[float, float]:
    """Return how many points bold people come out above modest ones of the same levels.

    The first figure is the mean with its sign, the second the mean distance.
    """
    pairs = zip(
        tell(BOLD, mode, checks, people, CANDOUR),
        tell(MODEST, mode, checks, people, CANDOUR),
        strict=True,
    )
    gaps = [100 * (bold.readiness - modest.readiness) for bold, modest in pairs]
    return fmean(gaps), fmean(map(abs, gaps))


KINDS: Final[Mapping[str, tuple[Situation, Callable[[Group], Group]]]] = {
    "honest": (HONEST, lambda group: group),
    "specialist": (HONEST, lambda group: specialists(group, shipped().top)),
    CARELESS.name: (CARELESS, lambda group: group),
    "random": (RANDOM, lambda group: group),
}
"""Who goes past the detector of careless answers: how they answer and what they can."""


def noted(kind: str, mode: Mode, people: int) -> tuple[float, float]:
    """Return the percentage of people asked to look again, and the AUC against honest people.

    The AUC is that of the share of answers out of order: 0.5 is blind, 1 is perfect.
    """
    seen = _answers(kind, mode, people)
    count = sum(_is_noted(*each, mode) for each in seen)
    honest = [_disorder(*each) for each in _answers("honest", mode, people)]
    return 100 * count / len(seen), _auc([_disorder(*each) for each in seen], honest)


def guessed_level(people: int) -> float:
    """Return the mean level of people who guess every check and answer nothing else."""
    levels = []
    for group in groups(people):
        for given in guess_checks(group):
            found = assess(shipped(), {}, given, profile=group.profile.id, mode=Mode.full)
            levels += [found.scores[skill.id].level or 0.0 for skill in group.skills]
    return fmean(levels)


def wrongly_ready(cases: Sequence[Case], mode: Mode) -> list[str]:
    """Return the names of the cases that are told "ready"."""
    found = []
    for name, profile, answers in cases:
        shown = answers if mode is Mode.full else halve(asked_skills(shipped(), profile), answers)
        told = assess(shipped(), shown, {}, profile=profile.id, mode=mode)
        if told.readiness.verdict is Verdict.ready:
            found.append(name)
    return found


def one_skill_missing() -> list[Case]:
    """Return each hard skill of each profile at level 0, with all others at their targets."""
    return [
        (f"{profile.id} without {target.skill}", profile, _at_targets(profile, target.skill))
        for profile in shipped().profiles.values()
        for target in profile.targets
        if shipped().skills[target.skill].area == HARD and target.weight > 0
    ]


def hard_levels_set_aside() -> list[Case]:
    """Return, for each profile, everything done and all harder levels marked as not applicable."""
    return [
        (profile.id, profile, _all_done(profile, _harder(profile), NOT_APPLICABLE))
        for profile in shipped().profiles.values()
    ]


def musts_unanswered() -> list[Case]:
    """Return, for each profile, everything done but nothing said from each must-have's level on."""
    cases = []
    for profile in shipped().profiles.values():
        levels = {each.skill: each.level for each in profile.targets if each.must}
        left = {
            one.id
            for skill, level in levels.items()
            for one in shipped().skills[skill].statements
            if one.level >= level
        }
        cases.append((profile.id, profile, _all_done(profile, left)))
    return cases


def musts_left_to_estimates() -> list[Case]:
    """Return, for each profile, must-haves known from the easiest and the hardest statement only.

    The easiest is answered fully and the hardest not at all, so estimates would fill the middle.
    """
    cases: list[Case] = []
    for profile in shipped().profiles.values():
        known = dict(_all_done(profile, ()))
        for skill in (shipped().skills[each.skill] for each in profile.targets if each.must):
            for one in skill.statements[1:]:
                del known[one.id]
            hardest = skill.statements[-1]
            known[hardest.id] = hardest.scale.options[0].id
        cases.append((profile.id, profile, known))
    return cases


def _at_targets(profile: Profile, missing: str) -> Answers:
    levels = {each.skill: each.level for each in profile.targets} | {missing: 0}
    return {
        one.id: one.scale.options[-1 if one.level <= levels[skill.id] else 0].id
        for skill in asked_skills(shipped(), profile)
        for one in skill.statements
    }


def _harder(profile: Profile) -> frozenset[str]:
    skills = asked_skills(shipped(), profile)
    return frozenset(one.id for skill in skills for one in skill.statements if one.level > EASY)


def _all_done(profile: Profile, but: Collection[str], instead: str | None = None) -> Answers:
    """Return full credit for all but some statements, which get another choice or none."""
    answers: dict[str, str] = {}
    for skill in asked_skills(shipped(), profile):
        for one in skill.statements:
            choice = instead if one.id in but else one.scale.options[-1].id
            if choice is not None:
                answers[one.id] = choice
    return answers


def _answers(kind: str, mode: Mode, people: int) -> list[tuple[Group, Answers]]:
    situation, change = KINDS[kind]
    return [
        (group, answers if mode is Mode.full else halve(group.skills, answers))
        for group in map(change, groups(people))
        for answers in answer_all(group, situation)
    ]


def _is_noted(group: Group, answers: Answers, mode: Mode) -> bool:
    return bool(second_look(shipped(), group.profile, answers, mode))


def _disorder(group: Group, answers: Answers) -> float:
    found = [disorder(skill, answers) for skill in group.skills]
    most = sum(largest for _, largest in found)
    return sum(errors for errors, _ in found) / most if most else 0.0


def _auc(high: Sequence[float], low: Sequence[float]) -> float:
    """Return the chance that one of the first exceeds one of the second, ties counting half."""
    ordered = np.sort(low)
    below = np.searchsorted(ordered, high, side="left")
    ties = np.searchsorted(ordered, high, side="right") - below
    return float(np.mean((below + ties / 2) / len(ordered)))
