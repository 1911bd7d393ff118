"""Compare all levels with a profile: readiness, its range, and what its verdict is based on.

Readiness is the weighted mean of attainment, ``min(level / target, 1)``, over assessed skills.
It is a share of the way, not a probability.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from skills.matrix import Matrix, Profile, Role, Target
from skills.scoring.estimates import PROJECT, SELF
from skills.scoring.levels import READINESS_WIDTH, Score, score_skill
from skills.scoring.skill_gap import SkillGap, attain, gap_of
from skills.scoring.verdicts import (
    READY_COVERAGE,
    TOLERANCE,
    Condition,
    Grounds,
    Verdict,
    judge,
    unmet_conditions,
)


@dataclass(frozen=True, slots=True)
class Readiness:
    """How ready a person is for a profile, and why.

    Attributes
    ----------
    profile : its id.
    skill_gaps : one for each target, in the order of the profile.
    value : 0 to 1 over assessed skills; None if no assessed skill has weight.
    low, high : range over all applicable skills; unassessed ones count as 0 and as 1.
    coverage : covered share of the statements that apply, 0 to 1.
    answered, covered, asked, set_aside : numbers of statements over applicable skills with a
        weight; `asked` are those that apply, `set_aside` is over all skills.
    needed : most statements to answer before there can be a verdict; 0 if there are enough.
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
    needed: int
    sources: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        """Return whether no statement that applies is left open."""
        return self.covered >= self.asked

    @property
    def known(self) -> float:
        """Return the covered share of all statements, set aside or not, 0 to 1."""
        whole = sum(each.score.tally.whole for each in self.skill_gaps if each.target.weight > 0)
        return self.covered / whole if whole else 0.0

    @property
    def missing_musts(self) -> tuple[str, ...]:
        """Return the skills whose must-have level is not shown to be reached."""
        return tuple(each.target.skill for each in self._must_gaps)

    @property
    def _must_gaps(self) -> list[SkillGap]:
        return [each for each in self.skill_gaps if each.is_missing_must]

    @property
    def weak(self) -> tuple[str, ...]:
        """Return the skills of which less than half of the target is shown."""
        return tuple(each.target.skill for each in self.skill_gaps if each.is_weak)

    @property
    def unmet(self) -> tuple[Condition, ...]:
        """Return which conditions of the verdict "ready" are not met."""
        return unmet_conditions(self.grounds)

    @property
    def unmet_besides_musts(self) -> tuple[Condition, ...]:
        """Return the conditions of "ready" left once every missing must-have is reached."""
        missing = self._must_gaps
        regained = math.fsum(each.readiness_loss for each in missing)
        value = None if self.value is None else self.value + regained
        weak = set(self.weak).difference(each.target.skill for each in missing)
        return unmet_conditions(Grounds(value, self.coverage, weak=len(weak)))

    @property
    def grounds(self) -> Grounds:
        """Return what the verdict is based on."""
        missing = self._must_gaps
        weights = math.fsum(each.target.weight for each in self.skill_gaps)
        left = [each.target.weight for each in self.skill_gaps if each.score.is_applicable]
        return Grounds(
            self.value,
            self.coverage,
            known=self.known,
            applicable=math.fsum(left) / weights if weights > 0 else 0.0,
            needed=self.needed,
            missing_musts=len(missing),
            far_musts=sum(not each.is_near for each in missing),
            weak=len(self.weak),
        )

    @property
    def verdict(self) -> Verdict:
        """Return the verdict."""
        return judge(self.grounds)

    @property
    def is_confirmed(self) -> bool:
        """Return whether the must-haves rest on more than the person's own rating.

        Without must-haves, every target with a weight has to.
        """
        musts = [each for each in self.skill_gaps if each.target.must]
        decisive = musts or [each for each in self.skill_gaps if each.target.weight > 0]
        return all(each.is_confirmed for each in decisive)

    @property
    def is_mostly_self_rated(self) -> bool:
        """Return whether less than half of the weight rests on more than the person's own rating.

        A range then still depends on how they rate themselves, whatever else is known.
        """
        weights = {False: 0.0, True: 0.0}
        for each in self.skill_gaps:
            weights[bool(set(each.sources) - {SELF})] += each.target.weight
        return weights[True] < weights[False]

    def with_targets_met(self, skills: Collection[str]) -> float | None:
        """Return readiness, 0 to 1, if the targets of these skills were met and nothing else."""
        if self.value is None:
            return None
        lost = (e.readiness_loss for e in self.skill_gaps if e.target.skill in skills)
        return min(1.0, self.value + math.fsum(lost))

    def ordered(self) -> tuple[SkillGap, ...]:
        """Return the skill gaps by their readiness loss, largest first."""
        return tuple(sorted(self.skill_gaps, key=lambda each: -round(each.readiness_loss, 9)))


def compute_readiness(matrix: Matrix, profile: Profile, scores: Mapping[str, Score]) -> Readiness:
    """Compute readiness for a profile; a skill without a score counts as not assessed."""
    pairs = [(target, _score_for(matrix, target, scores)) for target in profile.targets]
    total = math.fsum(target.weight for target, score in pairs if score.is_assessed)
    skill_gaps = tuple(gap_of(target, score, total) for target, score in pairs)
    weighted = [score for target, score in pairs if score.is_applicable and target.weight > 0]
    covered = sum(each.tally.covered for each in weighted)
    asked = sum(each.tally.asked for each in weighted)
    low, high = _range(skill_gaps)
    return Readiness(
        profile=profile.id,
        skill_gaps=skill_gaps,
        value=_add_up(skill_gaps) if total > 0 else None,
        low=low,
        high=high,
        coverage=covered / asked if asked else 0.0,
        answered=sum(each.tally.answered for each in weighted),
        covered=covered,
        asked=asked,
        set_aside=sum(score.tally.set_aside for _, score in pairs),
        needed=_needed(covered, asked, sum(each.tally.left for each in weighted)),
        sources=_sources([score for _, score in pairs if score.is_applicable]),
    )


def _needed(covered: int, asked: int, left: int) -> int:
    """Return how many statements to answer at most before there are enough for a verdict.

    There are enough when `READY_COVERAGE` is covered or nothing is left to ask.
    """
    return min(left, max(0, math.ceil(READY_COVERAGE * asked - covered - TOLERANCE)))


def compare_profiles(
    matrix: Matrix, role: Role, scores: Mapping[str, Score]
) -> tuple[Readiness, ...]:
    """Compute readiness for every profile of a role, lowest first."""
    return tuple(compute_readiness(matrix, profile, scores) for profile in role.profiles)


def _score_for(matrix: Matrix, target: Target, scores: Mapping[str, Score]) -> Score:
    """Return the score of a target's skill, or an empty score if there is none."""
    found = scores.get(target.skill)
    return found or score_skill(matrix.skills[target.skill], {}, top=matrix.top)


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
    lows, highs = [], []
    for each in counted:
        low, high = each.score.within(READINESS_WIDTH)
        if each.score.is_assessed:
            lows.append(each.target.weight * attain(low, each.target.level))
        highs.append(each.target.weight * attain(high, each.target.level))
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
