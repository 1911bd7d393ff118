"""Judge what the product says about simulated people by what is true of them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from statistics import fmean
from typing import Final

from benchmarks.outcomes import ROUNDING, Row, Told, Truth, judge
from benchmarks.simulated_checks import CANDOUR, answer_checks
from benchmarks.simulated_people import (
    SEED,
    Group,
    Situation,
    answer_all,
    halve,
    invent_group,
    true_credits,
)
from skills.entries.kinds import Mode
from skills.matrix import Area, Matrix, Option, Scale, Skill
from skills.matrix.library import SHIPPED
from skills.matrix.reading import read_matrix
from skills.scoring.assessed import Assessed, assess
from skills.scoring.knowledge_checks import CheckAnswers
from skills.scoring.skill_gap import attain

PROFILES: Final = (
    "ml-engineer.entry",
    "ml-engineer.junior",
    "ml-engineer.mid",
    "ml-engineer.senior",
    "ml-engineer.lead",
)
"""The profiles people aim at, as many at each."""

FINE: Final = 200
"""Options of the scale on which true levels are told to the product, which only knows options."""


def measure(
    situation: Situation,
    mode: Mode = Mode.full,
    checks: str = "none",
    people: int = 3_000,
    *,
    candour: float = CANDOUR,
) -> Row:
    """Send people through the product and compare what it says with the truth."""
    return judge(tell(situation, mode, checks, people, candour))


@cache
def tell(
    situation: Situation, mode: Mode, checks: str, people: int, candour: float = CANDOUR
) -> tuple[Told, ...]:
    """Return what the product says of everybody."""
    matrix, told = shipped(), []
    for group in groups(people):
        true, given = truths(group), check_answers(group, checks, candour)
        for person, answers in enumerate(answer_all(group, situation)):
            shown = answers if mode is Mode.full else halve(group.skills, answers)
            found = assess(matrix, shown, given[person], profile=group.profile.id, mode=mode)
            told.append(compare_with_truth(group, person, found, true[person]))
    return tuple(told)


@cache
def shipped() -> Matrix:
    """Return the first matrix of the product."""
    matrix = read_matrix(SHIPPED / "machine-learning-engineer").matrix
    if matrix is None:
        raise LookupError("the shipped matrix cannot be read")
    return matrix


@cache
def groups(people: int) -> tuple[Group, ...]:
    """Return simulated people, the same number at each profile."""
    matrix = shipped()
    return tuple(
        invent_group(matrix, matrix.profiles[name], people // len(PROFILES), SEED + place)
        for place, name in enumerate(PROFILES)
    )


@cache
def check_answers(group: Group, share: str, candour: float) -> list[CheckAnswers]:
    """Return everybody's answers to none, some or all of the checks."""
    return answer_checks(group, share, candour)


@cache
def truths(group: Group) -> list[Truth]:
    """Return what is true of everybody."""
    return [_truth(group, person) for person in range(group.size)]


def _truth(group: Group, person: int) -> Truth:
    """Judge true levels by the product's own rules, told on a scale of many options."""
    levels = dict(zip((each.id for each in group.skills), group.levels[person], strict=True))
    targets = group.profile.targets
    total = sum(each.weight for each in targets)
    reached = [each.weight * attain(levels[each.skill], each.level) for each in targets]
    answers = {
        statement.id: f"{int(share * FINE + ROUNDING)}"
        for skill in group.skills
        for statement, share in zip(
            skill.statements, true_credits(skill, levels[skill.id]), strict=True
        )
    }
    found = assess(_fine(), answers, {}, profile=group.profile.id, mode=Mode.full)
    gaps = [each.level - levels[each.skill] for each in targets if each.must]
    missing = tuple(float(each) for each in gaps if each > ROUNDING)
    return Truth(float(sum(reached) / total), found.readiness.verdict, missing)


@cache
def _fine() -> Matrix:
    """Return the shipped matrix with a scale of many options: the nearly exact truth."""
    matrix = shipped()
    options = tuple(Option(f"{each}", "", each / FINE) for each in range(FINE + 1))
    scale = Scale("fine", "", options)

    def refine(skill: Skill) -> Skill:
        return replace(
            skill, statements=tuple(replace(each, scale=scale) for each in skill.statements)
        )

    def refine_all(area: Area) -> Area:
        return replace(area, skills=tuple(refine(each) for each in area.skills))

    return replace(matrix, areas=tuple(refine_all(each) for each in matrix.areas))


def compare_with_truth(group: Group, person: int, found: Assessed, truth: Truth) -> Told:
    """Return what the product says of one person beside what is true."""
    scores = [found.scores[skill.id] for skill in group.skills]
    pairs = list(zip(scores, group.levels[person].tolist(), strict=True))
    ranges = [(score.low, level, score.high) for score, level in pairs]
    return Told(
        truth,
        off=fmean(abs((score.level or 0.0) - level) for score, level in pairs),
        squared=fmean(((score.level or 0.0) - level) ** 2 for score, level in pairs),
        skills_held=fmean(
            low - ROUNDING <= level <= high + ROUNDING for low, level, high in ranges
        ),
        readiness=found.readiness.value or 0.0,
        low=found.readiness.low,
        high=found.readiness.high,
        verdict=found.readiness.verdict,
        is_confirmed=found.readiness.is_confirmed,
    )
