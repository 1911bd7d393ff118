"""Compare levels with a profile: gaps, readiness, what each gap costs, and a verdict.

Readiness is the weighted mean of attainment, ``min(level / target, 1)``, over assessed skills.
It is a share of the way, not a probability.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from skills.matrix import Matrix, Profile, Role, Target
from skills.scoring.levels import Score, score_skill

TOLERANCE: Final = 1e-9
"""Differences up to this size are floating-point rounding."""

READY: Final = 0.85
"""Readiness from which the verdict can be "ready"; judgement: the rest is learnt on the job."""

NEARLY: Final = 0.70
"""Readiness from which the verdict is "nearly"; judgement: one or two projects are missing."""

DEVELOPING: Final = 0.40
"""Readiness from which the verdict is "developing"; judgement: the foundations are there."""

READY_COVERAGE: Final = 0.80
"""Coverage required for the verdict "ready": skipping weak skills can raise readiness over the
assessed ones, so a high number on few answers must not be enough."""

LEAST_COVERAGE: Final = 0.50
"""Coverage below which there is no verdict: more would be guessed than known."""

PROJECT: Final = "project"
"""Source name of verified projects, next to those of the estimates."""


class Condition(StrEnum):
    """A condition of the verdict "ready"."""

    readiness = "readiness"
    coverage = "coverage"
    musts = "musts"


class Verdict(StrEnum):
    """In a word, how far a person is on the way to a profile."""

    unknown = "unknown"
    early = "early"
    developing = "developing"
    nearly = "nearly"
    ready = "ready"


@dataclass(frozen=True, slots=True)
class SkillGap:
    """One skill of a profile against its target.

    Attributes
    ----------
    gap : levels missing, 0 or more; None when not assessed or not applicable.
    attainment : share of the target reached, 0 to 1; None in the same cases.
    share : the skill's weight among assessed skills, 0 to 1; 0 when not counted.
    readiness_loss : what the skill costs in readiness, ``share * (1 - attainment)``.
    """

    target: Target
    score: Score
    gap: float | None
    attainment: float | None
    readiness_loss: float
    share: float

    @property
    def gained(self) -> float:
        """Return the skill's contribution to readiness, 0 to 1."""
        return self.share - self.readiness_loss

    @property
    def is_met(self) -> bool:
        """Return whether the level is known and reaches the target."""
        return reaches(self.score.level, self.target.level)


@dataclass(frozen=True, slots=True)
class Readiness:
    """How ready a person is for a profile, and why.

    Attributes
    ----------
    profile : its id.
    skill_gaps : one for each target, in the order of the profile.
    value : 0 to 1 over assessed skills; None if no assessed skill has weight.
    low, high : range over all applicable skills; unassessed ones count as 0 and as 1.
    coverage : covered share of the statements asked, 0 to 1.
    answered, covered, asked, set_aside : numbers of statements over applicable skills;
        `set_aside` over all.
    missing_musts : ids of skills whose must-have level is not reached or not assessed.
    sources : kinds of evidence behind the number, e.g. ``("self", "mentor")``.
    """

    profile: str
    skill_gaps: tuple[SkillGap, ...]
    value: float | None
    low: float
    high: float
    coverage: float
    answered: int
    covered: int
    asked: int
    set_aside: int
    missing_musts: tuple[str, ...]
    verdict: Verdict
    sources: tuple[str, ...]

    @property
    def unmet(self) -> tuple[Condition, ...]:
        """Return which conditions of the verdict "ready" are not met."""
        return unmet_conditions(self.value, self.coverage, is_must_missing=bool(self.missing_musts))

    def ordered(self) -> tuple[SkillGap, ...]:
        """Return the skill gaps by their readiness loss, largest first."""
        return tuple(sorted(self.skill_gaps, key=lambda each: -round(each.readiness_loss, 9)))


def unmet_conditions(
    value: float | None, coverage: float, *, is_must_missing: bool
) -> tuple[Condition, ...]:
    """Return which conditions of the verdict "ready" are not met, as `judge` applies them."""
    met = {
        Condition.readiness: value is not None and value >= READY - TOLERANCE,
        Condition.coverage: coverage >= READY_COVERAGE - TOLERANCE,
        Condition.musts: not is_must_missing,
    }
    return tuple(each for each in Condition if not met[each])


def reaches(level: float | None, target: float) -> bool:
    """Return whether a level is known and at least a target."""
    return level is not None and level >= target - TOLERANCE


def attain(level: float, target: int) -> float:
    """Return the share of a target that a level reaches, 0 to 1; a target of 0 is reached."""
    return min(level / target, 1.0) if target > 0 else 1.0


def compare(matrix: Matrix, profile: Profile, scores: Mapping[str, Score]) -> Readiness:
    """Compare a person's levels with a profile; a skill without a score is not assessed."""
    pairs = [(target, _score_for(matrix, target, scores)) for target in profile.targets]
    total = math.fsum(target.weight for target, score in pairs if score.is_assessed)
    skill_gaps = tuple(_gap(target, score, total) for target, score in pairs)
    applicable = [score for _, score in pairs if score.is_applicable]
    value = _add_up(skill_gaps) if total > 0 else None
    low, high = _range(skill_gaps)
    covered, asked = (
        sum(each.covered for each in applicable),
        sum(each.asked for each in applicable),
    )
    coverage = covered / asked if asked else 0.0
    missing = tuple(
        each.target.skill for each in skill_gaps if each.target.must and not each.is_met
    )
    return Readiness(
        profile=profile.id,
        skill_gaps=skill_gaps,
        value=value,
        low=low,
        high=high,
        coverage=coverage,
        answered=sum(each.answered for each in applicable),
        covered=covered,
        asked=asked,
        set_aside=sum(score.set_aside for _, score in pairs),
        missing_musts=missing,
        verdict=judge(value, coverage, is_must_missing=bool(missing)),
        sources=_sources(applicable),
    )


def compare_profiles(
    matrix: Matrix, role: Role, scores: Mapping[str, Score]
) -> tuple[Readiness, ...]:
    """Compare a person's levels with every profile of a role, lowest first."""
    return tuple(compare(matrix, profile, scores) for profile in role.profiles)


def judge(value: float | None, coverage: float, *, is_must_missing: bool) -> Verdict:
    """Return the verdict; a missing must-have or low coverage rules out "ready"."""
    if value is None or coverage < LEAST_COVERAGE - TOLERANCE:
        return Verdict.unknown
    is_sure = coverage >= READY_COVERAGE - TOLERANCE and not is_must_missing
    if is_sure and value >= READY - TOLERANCE:
        return Verdict.ready
    if value >= NEARLY - TOLERANCE:
        return Verdict.nearly
    return Verdict.developing if value >= DEVELOPING - TOLERANCE else Verdict.early


def _score_for(matrix: Matrix, target: Target, scores: Mapping[str, Score]) -> Score:
    """Return the score of a target's skill, or an empty score if there is none."""
    found = scores.get(target.skill)
    return found or score_skill(matrix.skills[target.skill], {}, top=matrix.top)


def _gap(target: Target, score: Score, total: float) -> SkillGap:
    """Compare a score with a target, given the total weight of assessed skills."""
    if score.level is None:
        return SkillGap(target, score, gap=None, attainment=None, readiness_loss=0.0, share=0.0)
    attainment = attain(score.level, target.level)
    share = target.weight / total if total > 0 else 0.0
    gap = max(0.0, target.level - score.level)
    return SkillGap(target, score, gap, attainment, share * (1.0 - attainment), share)


def _add_up(skill_gaps: Sequence[SkillGap]) -> float:
    """Return readiness as the weighted mean of attainment."""
    return _clip(math.fsum(each.share * (each.attainment or 0.0) for each in skill_gaps))


def _range(skill_gaps: Sequence[SkillGap]) -> tuple[float, float]:
    """Return readiness with all skills at their low end and all at their high end.

    An unassessed skill counts as 0 in `low` even for a target of 0: otherwise `low` could exceed
    the value, which leaves that skill out.
    """
    counted = [each for each in skill_gaps if each.score.is_applicable]
    total = math.fsum(each.target.weight for each in counted)
    if total <= 0:
        return 0.0, 1.0
    lows = [
        each.target.weight * attain(each.score.low, each.target.level)
        for each in counted
        if each.score.is_assessed
    ]
    highs = [each.target.weight * attain(each.score.high, each.target.level) for each in counted]
    return _clip(math.fsum(lows) / total), _clip(math.fsum(highs) / total)


def _clip(share: float) -> float:
    """Clamp a share to 0 to 1 against rounding errors."""
    return min(max(share, 0.0), 1.0)


def _sources(scores: Sequence[Score]) -> tuple[str, ...]:
    """Return the kinds of evidence behind scores, each once, in order of appearance."""
    names = dict.fromkeys(each.source for score in scores for each in score.estimates)
    if any(score.verified is not None for score in scores):
        names[PROJECT] = None
    return tuple(names)
