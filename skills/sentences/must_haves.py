"""Sentences about must-haves and weak targets: which are missing, and for which reason.

Texts are plain: callers escape what came from a matrix.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from skills.matrix import Matrix
from skills.scoring.readiness import Readiness
from skills.scoring.skill_gap import SkillGap
from skills.scoring.verdicts import HALF
from skills.sentences.formats import listed, plural

_MISSING_WORDS = (
    "not met",
    "not assessed yet",
    "set aside as not applicable",
    "only estimated from other answers",
)

MOST_NAMED: Final = 20
"""Must-haves named in one sentence."""

FEW_NAMED: Final = 3
"""Skills named in one sentence that is about more than them."""


class MissingMusts(NamedTuple):
    """Skills of unmet must-haves by reason; an unanswered one never counts as too low."""

    short: tuple[str, ...]
    unknown: tuple[str, ...]
    aside: tuple[str, ...]
    unshown: tuple[str, ...]


def missing_musts(readiness: Readiness) -> MissingMusts:
    """Return the must-haves below their target, not assessed, set aside, and estimated."""
    names = readiness.missing_musts
    missing = [each for each in readiness.skill_gaps if each.target.skill in names]
    return MissingMusts(**by_reason(missing, _reason))


def only_estimated(matrix: Matrix, gap: SkillGap) -> str:
    """Return what a must-have still takes whose target, or half of it, is met by an estimate."""
    reached = "meets its target" if gap.is_met else "reaches half its target"
    return (
        f"{matrix.skills[gap.target.skill].title} {reached} only in an estimate from your other "
        "answers. Answer another statement to settle it."
    )


def by_reason(
    skill_gaps: Sequence[SkillGap], reason_of: Callable[[SkillGap], str]
) -> dict[str, tuple[str, ...]]:
    """Return the skills of some gaps by the reason why their targets are not shown."""
    found: dict[str, list[str]] = {each: [] for each in MissingMusts._fields}
    for each in skill_gaps:
        found[reason_of(each)].append(each.target.skill)
    return {reason: tuple(skills) for reason, skills in found.items()}


def _reason(gap: SkillGap) -> str:
    if not gap.score.is_applicable:
        return "aside"
    if not gap.score.is_assessed:
        return "unknown"
    return "unshown" if gap.is_met else "short"


def why_weak(gap: SkillGap) -> str:
    """Return why a target is not shown to be half reached."""
    return "unshown" if (gap.attainment or 0.0) >= HALF else _reason(gap)


def musts_sentence(matrix: Matrix, readiness: Readiness) -> str:
    """Return which must-haves are missing and why, or that all are met."""
    parts = zip(missing_musts(readiness), _MISSING_WORDS, strict=True)
    text = [
        f"{plural(len(part), 'must-have')} {words}: {listed(named(matrix, part))}."
        for part, words in parts
        if part
    ]
    musts = sum(1 for each in readiness.skill_gaps if each.target.must)
    if text or not musts:
        return " ".join(text)
    if musts == 1:
        return "The must-have is met."
    return f"{'Both' if musts == 2 else f'All {musts}'} must-haves are met."  # noqa: PLR2004


def named(matrix: Matrix, skills: Sequence[str], limit: int = MOST_NAMED) -> list[str]:
    """Return the titles of skills, of very many only the first and how many more there are."""
    most = limit if len(skills) > limit + 1 else len(skills)
    titles = [matrix.skills[each].title for each in skills[:most]]
    return titles if most == len(skills) else [*titles, f"{len(skills) - most} more"]


def musts_text(readiness: Readiness) -> str:
    """Summarize how many must-haves are missing, and why."""
    if not any(each.target.must for each in readiness.skill_gaps):
        return "no must-haves"
    parts = [
        (len(part), words)
        for part, words in zip(missing_musts(readiness), _MISSING_WORDS, strict=True)
        if part
    ]
    if not parts:
        return "all must-haves met"
    (count, words), *others = parts
    first = f"{plural(count, 'must-have')} {words}"
    return ", ".join([first, *(f"{count} {words}" for count, words in others)])
