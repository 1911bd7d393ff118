"""List the terms of the arithmetic behind a report."""

from __future__ import annotations

from skills.matrix import Matrix
from skills.reports.report_lines import Sum
from skills.scoring import Estimate
from skills.scoring.readiness import Readiness
from skills.scoring.rounding import LEVEL_DIGITS, POINTS_DIGITS, shown_terms
from skills.scoring.skill_gap import SkillGap
from skills.sentences.formats import exact_level
from skills.sentences.knowledge_checks import checks_sum_text
from skills.sentences.leniency import adjustment_text
from skills.sentences.reports import by_target
from skills.sentences.results import SOURCE_WORDS, basis_words, combined


def terms(matrix: Matrix, readiness: Readiness) -> tuple[tuple[str, float, str, float], ...]:
    """Return the terms of readiness: skill, share of the weight, level by target, points added.

    The points add up to readiness as they are shown.
    """
    counted = [each for each in readiness.skill_gaps if each.share > 0]
    adds, _ = shown_terms([each.gained * 100 for each in counted], POINTS_DIGITS)
    return tuple(
        (
            matrix.skills[each.target.skill].title,
            each.share * 100,
            by_target(each.score.level, each.target.level),
            points,
        )
        for each, points in zip(counted, adds, strict=True)
    )


def skill_sums(matrix: Matrix, readiness: Readiness) -> tuple[Sum, ...]:
    """Return the level of every assessed skill as a sum, one per source."""
    return tuple(
        _sum(matrix, each, estimate)
        for each in readiness.skill_gaps
        for estimate in each.score.estimates
    )


def _sum(matrix: Matrix, gap: SkillGap, estimate: Estimate) -> Sum:
    is_last = estimate is gap.score.estimates[-1]
    texts = [
        checks_sum_text(estimate),
        adjustment_text(estimate),
        combined(gap.score) if is_last else "",
    ]
    return Sum(
        title=matrix.skills[gap.target.skill].title,
        source=SOURCE_WORDS.get(estimate.source, estimate.source),
        level=exact_level(estimate.unadjusted_level),
        terms=_terms(matrix, estimate),
        together=" ".join(text for text in texts if text),
    )


def _terms(matrix: Matrix, estimate: Estimate) -> tuple[tuple[str, str, float, float, float], ...]:
    adds, _ = shown_terms([step.gained for step in estimate.steps], LEVEL_DIGITS)
    words = basis_words(estimate.source)
    return tuple(
        (
            matrix.statements[step.statement].text,
            words[step.basis],
            step.height,
            step.credit,
            gained,
        )
        for step, gained in zip(estimate.steps, adds, strict=True)
    )
