"""One skill against its target: how far it is reached, by what evidence, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass

from skills.matrix import Target
from skills.scoring.estimates import SELF
from skills.scoring.levels import Score
from skills.scoring.verdicts import HALF, NEARLY_GAP, TOLERANCE


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
    def shown(self) -> float:
        """Return the part of the level that evidence shows, without estimates; 0 if none."""
        return min(self.score.level or 0.0, self.score.shown)

    @property
    def is_met(self) -> bool:
        """Return whether the level is known and reaches the target."""
        return reaches(self.score.level, self.target.level)

    @property
    def is_shown(self) -> bool:
        """Return whether the target is met by evidence, not just by an estimate."""
        return self.is_met and reaches(self.shown, self.target.level)

    @property
    def is_missing_must(self) -> bool:
        """Return whether this is a must-have whose target is not shown to be met."""
        return self.target.must and not self.is_shown

    @property
    def is_reached(self) -> bool:
        """Return whether the target counts as met: a must-have only if it is shown."""
        return self.is_met and not self.is_missing_must

    @property
    def is_only_estimated(self) -> bool:
        """Return whether a must-have, or half of a weighted target, is met only by estimates."""
        is_half = self.is_weak and (self.attainment or 0.0) >= HALF - TOLERANCE
        return is_half or (self.is_missing_must and self.is_met)

    @property
    def is_gap(self) -> bool:
        """Return whether the skill is assessed, and costs readiness or is a missing must-have."""
        is_short = self.readiness_loss > 0 or self.is_missing_must
        return self.score.is_assessed and is_short

    @property
    def is_near(self) -> bool:
        """Return whether the level shown is at most `NEARLY_GAP` below the target."""
        return self.score.is_assessed and reaches(self.shown, self.target.level - NEARLY_GAP)

    @property
    def is_weak(self) -> bool:
        """Return whether the target has a weight and less than half of it is shown."""
        counts = self.target.weight > 0 and self.target.level > 0
        return counts and attain(self.shown, self.target.level) < HALF - TOLERANCE

    @property
    def sources(self) -> tuple[str, ...]:
        """Return what the level is based on: its estimates' sources, and a verified project."""
        return self.score.sources

    @property
    def checks(self) -> int:
        """Return how many knowledge checks the level is based on."""
        steps = [step for each in self.score.estimates for step in each.checks if step.is_asked]
        return sum(each.right + each.wrong + each.unknown for each in steps)

    @property
    def is_confirmed(self) -> bool:
        """Return whether the level rests on more than the person's own rating.

        Checks have to go as far as the target: easier ones say nothing about it.
        """
        if reaches(self.score.verified, self.target.level):
            return True
        others = (each for each in self.score.estimates if each.source != SELF)
        return any(each.asked is None or each.asked >= self.target.level for each in others)


def reaches(level: float | None, target: float) -> bool:
    """Return whether a level is known and at least a target."""
    return level is not None and level >= target - TOLERANCE


def attain(level: float, target: int) -> float:
    """Return the share of a target that a level reaches, 0 to 1; a target of 0 is reached."""
    return min(level / target, 1.0) if target > 0 else 1.0


def gap_of(target: Target, score: Score, total: float) -> SkillGap:
    """Compare a score with a target, given the total weight of assessed skills."""
    if score.level is None:
        return SkillGap(target, score, gap=None, attainment=None, readiness_loss=0.0, share=0.0)
    is_met = reaches(score.level, target.level)
    attainment = 1.0 if is_met else attain(score.level, target.level)
    share = target.weight / total if total > 0 else 0.0
    gap = max(0.0, target.level - score.level)
    return SkillGap(target, score, gap, attainment, share * (1.0 - attainment), share)


def compare_skill(target: Target, score: Score) -> SkillGap:
    """Compare a score with its target as if this were the only skill of the profile."""
    return gap_of(target, score, target.weight)
