"""Judge what the product says about simulated people by what is true of them."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cache
from statistics import fmean
from typing import Final

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
from skills.scoring.knowledge_checks import Given
from skills.scoring.readiness import attain
from skills.scoring.verdicts import Verdict

PROFILES: Final = (
    "ml-engineer.entry",
    "ml-engineer.junior",
    "ml-engineer.mid",
    "ml-engineer.senior",
    "ml-engineer.lead",
)
"""The profiles people aim at, as many at each."""

GRAVE_READINESS, GRAVE_MUSTS, GRAVE_LEVELS = 0.70, 2, 1.0
"""Ready is gravely false if the true readiness is lower than this, if this many must-haves or more
are truly missing, or if one of them is missing by more than so many levels."""

FINE: Final = 200
"""Options of the scale on which true levels are told to the product, which only knows options."""

ROUNDING: Final = 1e-9


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
    plain, plain_grave : percentage told "ready" without "by your own account", and of those, of
        whom it is gravely false.
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
    plain: float
    plain_grave: float

    def cells(self) -> tuple[str, ...]:
        """Return the figures as they are printed."""
        figures = [(getattr(self, name), form) for name, form in FORMS.items()]
        return tuple("–" if math.isnan(each) else f"{each:{form}}" for each, form in figures)


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
    "plain": ".0f",
    "plain_grave": ".0f",
}

COLUMNS: Final = tuple(name.replace("_", " ") for name in FORMS)


@dataclass(frozen=True, slots=True)
class Truth:
    """What is true of one person.

    Attributes
    ----------
    readiness : 0 to 1, from the true levels.
    verdict : what the product's own rules say of the true levels, everything answered.
    missing : how far each missing must-have is missed, in levels.
    """

    readiness: float
    verdict: Verdict
    missing: tuple[float, ...]

    @property
    def is_ready(self) -> bool:
        """Return whether the person is ready."""
        return self.verdict is Verdict.ready

    @property
    def is_far(self) -> bool:
        """Return whether "ready" would be gravely false."""
        few = len(self.missing) < GRAVE_MUSTS and max(self.missing, default=0.0) <= GRAVE_LEVELS
        return not self.is_ready and (self.readiness < GRAVE_READINESS or not few)


@dataclass(frozen=True, slots=True)
class Told:
    """What the product says of one person, and what is true.

    Attributes
    ----------
    off : mean distance of their levels from the true ones, in levels.
    skills_held : share of their true levels within the range.
    readiness, low, high : 0 to 1.
    """

    truth: Truth
    off: float
    skills_held: float
    readiness: float
    low: float
    high: float
    verdict: Verdict
    is_confirmed: bool

    @property
    def signed(self) -> float:
        """Return how much too high the readiness is, in points."""
        return 100 * (self.readiness - self.truth.readiness)

    @property
    def is_held(self) -> bool:
        """Return whether the true readiness is within the range."""
        return self.low - ROUNDING <= self.truth.readiness <= self.high + ROUNDING


def measure(
    situation: Situation,
    mode: Mode = Mode.full,
    checks: str = "none",
    people: int = 3_000,
    *,
    candour: float = CANDOUR,
) -> Row:
    """Send people through the product and compare what it says with the truth."""
    told = tell(situation, mode, checks, people, candour)
    ready = [one.truth for one in told if one.verdict is Verdict.ready]
    plain = [one.truth for one in told if one.verdict is Verdict.ready and one.is_confirmed]
    able = [one for one in told if one.truth.is_ready]
    return Row(
        level_error=fmean(one.off for one in told),
        error=fmean(abs(one.signed) for one in told),
        bias=fmean(one.signed for one in told),
        held=_percentage([one.is_held for one in told]),
        skills_held=100 * fmean(one.skills_held for one in told),
        width=100 * fmean(one.high - one.low for one in told),
        right=_percentage([one.verdict is one.truth.verdict for one in told]),
        ready=100 * len(ready) / len(told),
        false=_percentage([not one.is_ready for one in ready]),
        grave=_percentage([one.is_far for one in ready]),
        missed=_percentage([one.verdict is not Verdict.ready for one in able]),
        plain=100 * len(plain) / len(told),
        plain_grave=_percentage([one.is_far for one in plain]),
    )


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
            told.append(_compare(group, person, found, true[person]))
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
def check_answers(group: Group, share: str, candour: float) -> list[Given]:
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


def _compare(group: Group, person: int, found: Assessed, truth: Truth) -> Told:
    scores = [found.scores[skill.id] for skill in group.skills]
    pairs = list(zip(scores, group.levels[person].tolist(), strict=True))
    ranges = [(score.low, level, score.high) for score, level in pairs]
    return Told(
        truth,
        off=fmean(abs((score.level or 0.0) - level) for score, level in pairs),
        skills_held=fmean(
            low - ROUNDING <= level <= high + ROUNDING for low, level, high in ranges
        ),
        readiness=found.readiness.value or 0.0,
        low=found.readiness.low,
        high=found.readiness.high,
        verdict=found.readiness.verdict,
        is_confirmed=found.readiness.is_confirmed,
    )


def _percentage(values: list[bool]) -> float:
    return 100 * sum(values) / len(values) if values else float("nan")
