"""Judge what the product says about simulated people by what is true of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np

from benchmarks.simulated_people import (
    SEED,
    Group,
    Situation,
    answer_all,
    answer_checks,
    halve,
    invent_group,
    true_credits,
)
from skills.entries.kinds import Mode
from skills.matrix import Matrix
from skills.matrix.library import SHIPPED
from skills.matrix.reading import read_matrix
from skills.scoring.assessed import Assessed, assess
from skills.scoring.knowledge_checks import Given
from skills.scoring.levels import SELF, Estimate, combine
from skills.scoring.readiness import Readiness, Verdict, compare
from skills.scoring.statements import Basis, Step, count_steps, step_heights

PROFILES: Final = (
    "ml-engineer.entry",
    "ml-engineer.junior",
    "ml-engineer.mid",
    "ml-engineer.senior",
    "ml-engineer.lead",
)
"""The profiles people aim at, as many at each."""

GRAVE_READINESS, GRAVE_MUSTS, GRAVE_LEVELS = 0.70, 2, 1.0
"""Ready is gravely false below this readiness, with so many must-haves missing, or with one missing
by more than so many levels."""

CHECKS: Final = ("none", "some", "all")


@dataclass(frozen=True, slots=True)
class Row:
    """How the product did in one situation.

    Attributes
    ----------
    level_error : mean distance of a level from the true one, in levels.
    error, bias : mean distance of readiness from the true one, and its mean with sign, in points.
    held, skills_held : percentage of true readiness and of true levels within their range.
    width : mean width of the range of readiness, in points.
    right : percentage of people who get the verdict of their true levels.
    ready : percentage told "ready".
    false, grave : percentage of those of whom it is not true, and gravely not.
    missed : percentage of the truly ready who are told something else.
    """

    level_error: float
    error: float
    bias: float
    held: float
    skills_held: float
    width: float
    right: float
    ready: float
    false: float
    grave: float
    missed: float

    def cells(self) -> tuple[str, ...]:
        """Return the figures as they are printed."""
        return tuple(f"{getattr(self, name):{form}}" for name, form in FORMS.items())


FORMS: Final = {
    "level_error": ".2f",
    "error": ".1f",
    "bias": "+.1f",
    "held": ".0f",
    "skills_held": ".0f",
    "width": ".0f",
    "right": ".0f",
    "ready": ".0f",
    "false": ".0f",
    "grave": ".0f",
    "missed": ".0f",
}

COLUMNS: Final = tuple(name.replace("_", " ") for name in FORMS)


@dataclass(frozen=True, slots=True)
class Told:
    """What one person is told, beside what is true of them."""

    off: float
    held: float
    truth: Readiness
    found: Readiness

    @property
    def is_false(self) -> bool:
        """Return whether the person is told "ready" and is not."""
        return self.found.verdict is Verdict.ready and self.truth.verdict is not Verdict.ready

    @property
    def is_grave(self) -> bool:
        """Return whether that is gravely false."""
        if not self.is_false:
            return False
        missing = [each.gap or 0.0 for each in self.truth.skill_gaps if each.target.must]
        missing = [each for each in missing if each > 1e-9]
        low = (self.truth.value or 0.0) < GRAVE_READINESS
        return low or len(missing) >= GRAVE_MUSTS or max(missing, default=0.0) > GRAVE_LEVELS


def measure(
    situation: Situation, mode: Mode = Mode.full, checks: str = "none", people: int = 3_000
) -> Row:
    """Send people through the product and compare what it says with the truth."""
    told: list[Told] = []
    for group in groups(people):
        known = check_answers(group.profile.id, people, checks)
        for person, answers in enumerate(answer_all(group, situation)):
            shown = answers if mode is Mode.full else halve(group.skills, answers)
            found = assess(shipped(), shown, known[person], profile=group.profile.id, mode=mode)
            told.append(_compare(group, person, found, truths(group.profile.id, people)[person]))
    return _row(told)


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
def check_answers(profile: str, people: int, share: str) -> list[Given]:
    """Return the answers to checks of the people at a profile."""
    return answer_checks(_group(profile, people), share)


@cache
def truths(profile: str, people: int) -> list[Readiness]:
    """Return what the product's own rules say of the true levels of the people at a profile."""
    group = _group(profile, people)
    return [true_readiness(group, person) for person in range(group.size)]


def true_readiness(group: Group, person: int) -> Readiness:
    """Compare a person's true levels with the profile, everything answered."""
    scores = {}
    for at, skill in enumerate(group.skills):
        level = float(group.levels[person, at])
        credit = true_credits(skill, np.array(level)).tolist()
        heights = step_heights(skill)
        steps = tuple(
            Step(one.id, one.level, height, each, each, each, Basis.answered)
            for one, height, each in zip(skill.statements, heights, credit, strict=True)
        )
        exact = Estimate(SELF, level, level, level, 1e-9, steps)
        scores[skill.id] = combine(skill, [exact], top=shipped().top, tally=count_steps(steps))
    return compare(shipped(), group.profile, scores)


def _group(profile: str, people: int) -> Group:
    return next(each for each in groups(people) if each.profile.id == profile)


def _compare(group: Group, person: int, found: Assessed, truth: Readiness) -> Told:
    off, held = [], []
    for at, skill in enumerate(group.skills):
        score, level = found.scores[skill.id], float(group.levels[person, at])
        off.append(abs((score.level or 0.0) - level))
        held.append(score.low - 1e-9 <= level <= score.high + 1e-9)
    return Told(sum(off) / len(off), sum(held) / len(held), truth, found.readiness)


def _row(told: list[Told]) -> Row:
    signed = [100 * ((one.found.value or 0.0) - (one.truth.value or 0.0)) for one in told]
    ready = [one for one in told if one.found.verdict is Verdict.ready]
    able = [one for one in told if one.truth.verdict is Verdict.ready]
    return Row(
        level_error=_mean([one.off for one in told]),
        error=_mean([abs(each) for each in signed]),
        bias=_mean(signed),
        held=100 * _mean([_is_held(one) for one in told]),
        skills_held=100 * _mean([one.held for one in told]),
        width=100 * _mean([one.found.high - one.found.low for one in told]),
        right=100 * _mean([one.found.verdict is one.truth.verdict for one in told]),
        ready=100 * len(ready) / len(told),
        false=100 * _mean([one.is_false for one in ready]),
        grave=100 * _mean([one.is_grave for one in ready]),
        missed=100 * _mean([one.found.verdict is not Verdict.ready for one in able]),
    )


def _is_held(one: Told) -> bool:
    value = one.truth.value or 0.0
    return one.found.low - 1e-9 <= value <= one.found.high + 1e-9


def _mean(values: list[float] | list[bool]) -> float:
    return sum(values) / len(values) if values else float("nan")
