"""Compare many people with a profile at once: the arithmetic of `readiness` and `verdicts`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np

from skills.matrix import Profile
from skills.scoring.cohort_skills import Codes, Flags, Floats, SkillScores
from skills.scoring.levels import READINESS_WIDTH
from skills.scoring.verdicts import (
    DEVELOPING,
    HALF,
    LEAST_KNOWN,
    NEARLY,
    NEARLY_GAP,
    NEARLY_MUSTS,
    READY,
    READY_COVERAGE,
    TOLERANCE,
    Verdict,
)

VERDICTS: Final = tuple(Verdict)
"""The verdict that each code stands for."""


def compare_people(profile: Profile, scores: Mapping[str, SkillScores], results: Floats) -> Codes:
    """Compare a block of people with a profile, write the results, and return verdict codes."""
    people = results.shape[1]
    assessed, applicable, covered, asked, whole, left = np.zeros((6, people))
    value, low, high = np.zeros((3, people))
    for target in profile.targets:
        score, weight = scores[target.skill], target.weight
        ends = score.within(READINESS_WIDTH.alone)
        assessed += weight * score.is_assessed
        applicable += weight * score.is_applicable
        value += weight * np.where(score.is_assessed, _attain(score.level, target.level), 0.0)
        low += weight * np.where(score.is_assessed, _attain(ends[0], target.level), 0.0)
        high += weight * np.where(score.is_applicable, _attain(ends[1], target.level), 0.0)
        if weight > 0:
            covered, asked, left = covered + score.covered, asked + score.asked, left + score.left
            whole += score.whole
    results[0] = _divide(value, assessed, np.nan)
    results[1] = _divide(low, applicable, 0.0)
    results[2] = _divide(high, applicable, 1.0)
    results[3] = _divide(covered, asked, 0.0)
    short = np.ceil(READY_COVERAGE * asked - covered - TOLERANCE)
    weights = sum(target.weight for target in profile.targets)
    is_little = (applicable < weights * (LEAST_KNOWN - TOLERANCE)) | (
        _divide(covered, whole, 0.0) < LEAST_KNOWN - TOLERANCE
    )
    is_unknown = (np.minimum(left, short) > 0) | is_little
    return _judge(profile, scores, results, is_unknown=is_unknown)


def _attain(level: Floats, target: int) -> Floats:
    """Return the share of a target that levels reach, 0 to 1; a target of 0 is reached."""
    return np.minimum(level / target, 1.0) if target > 0 else np.ones_like(level)


def _divide(part: Floats, whole: Floats, otherwise: float) -> Floats:
    """Divide within 0 and 1, with another value if there is nothing to divide by."""
    shares = np.full_like(part, otherwise)
    np.divide(part, whole, out=shares, where=whole > 0)
    return np.clip(shares, 0.0, 1.0)


def missing_musts(profile: Profile, scores: Mapping[str, SkillScores]) -> Flags:
    """Return which must-haves are missing, with a row for each and a column for each person."""
    musts = [target for target in profile.targets if target.must]
    people = len(next(iter(scores.values())).level)
    found = np.zeros((len(musts), people), dtype=np.bool_)
    for row, target in enumerate(musts):
        # NaN, the level of what is not assessed, is below everything.
        found[row] = ~(_shown_on(scores[target.skill]) >= target.level - TOLERANCE)
    return found


def _shown_on(score: SkillScores) -> Floats:
    shown: Floats = np.minimum(score.level, score.shown)
    return shown


def _judge(
    profile: Profile, scores: Mapping[str, SkillScores], results: Floats, *, is_unknown: Flags
) -> Codes:
    """Return the verdict on each readiness, as a code."""
    value, coverage = results[0], results[3]
    missing, far, weak = _count_targets(profile, scores)
    is_sure = (coverage >= READY_COVERAGE - TOLERANCE) & (missing == 0) & (weak == 0)
    is_near = (missing <= NEARLY_MUSTS) & (far == 0)
    conditions = {
        Verdict.unknown: np.isnan(value) | is_unknown | (coverage < LEAST_KNOWN - TOLERANCE),
        Verdict.ready: is_sure & (value >= READY - TOLERANCE),
        Verdict.nearly: is_near & (value >= NEARLY - TOLERANCE),
        Verdict.developing: value >= DEVELOPING - TOLERANCE,
    }
    positions = [VERDICTS.index(each) for each in conditions]
    chosen = np.select(list(conditions.values()), positions, VERDICTS.index(Verdict.early))
    return chosen.astype(np.int8)


def _count_targets(profile: Profile, scores: Mapping[str, SkillScores]) -> Floats:
    """Return, by person, the must-haves missing, those far off, and the targets under half."""
    missing = missing_musts(profile, scores)
    counts = np.zeros((3, missing.shape[1]))
    counts[0] = missing.sum(axis=0)
    for target in profile.targets:
        shown = _shown_on(scores[target.skill])
        if target.must:
            counts[1] += ~(shown >= target.level - NEARLY_GAP - TOLERANCE)
        if target.weight > 0:
            counts[2] += ~(_attain(shown, target.level) >= HALF - TOLERANCE)
    return counts
