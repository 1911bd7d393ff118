"""Sentences about levels and targets, written once, so that pages and reports cannot disagree.

Texts are plain: callers escape what came from a matrix.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final

from skills.entries.kinds import QUALIFICATION_STATES
from skills.matrix import Matrix
from skills.scoring import MENTOR, SELF, Score, source_weights, weighted
from skills.scoring.highlights import costly_gaps
from skills.scoring.readiness import Readiness
from skills.scoring.rounding import LEVEL_DIGITS, shown_terms
from skills.scoring.skill_gap import SkillGap
from skills.scoring.verdicts import TOLERANCE, Verdict
from skills.sentences.formats import exact_level, listed, percent, plural, rounded

SOURCE_WORDS = {
    "self": "self-reported",
    "check": "knowledge checks",
    "mentor": "a mentor's rating",
    "agreed": "agreed with a mentor",
    "project": "verified projects",
}

SOURCE_NOUNS: Final[Mapping[str, str]] = {
    "self": "self-ratings",
    "check": "knowledge checks",
    "mentor": "a mentor's ratings",
    "agreed": "levels agreed with a mentor",
    "project": "verified projects",
}
"""The sources where several are listed, in this order."""

BASIS_WORDS: Final[Mapping[str, str]] = {
    "answered": "your answer",
    "estimated": "not answered: estimated from neighbouring statements",
    "implied": "implied by another answer",
    "not-applicable": "set aside: counted like your answer to the next harder statement",
}

MENTOR_BASIS_WORDS: Final[Mapping[str, str]] = {
    "answered": "their rating",
    "estimated": "not rated: estimated from neighbouring statements",
    "implied": "implied by another of their ratings",
    "not-applicable": "not observed: counted like their rating of the next harder statement",
}

HOLDING_WORDS: Final = QUALIFICATION_STATES


def sources_text(sources: Sequence[str]) -> str:
    """Return what a level is based on, one source or several, or "" without any."""
    if len(sources) == 1:
        return SOURCE_WORDS.get(sources[0], sources[0])
    return _nouns(sources)


def _nouns(sources: Sequence[str]) -> str:
    shorter = {"agreed": "agreed levels"} if MENTOR in sources else {}
    words = {**SOURCE_NOUNS, **shorter}
    known = [words[each] for each in words if each in sources]
    return listed([*known, *(each for each in sources if each not in SOURCE_NOUNS)])


def with_sources(text: str, sources: Sequence[str]) -> str:
    """Return how many statements are answered, with what else the result is based on."""
    if not sources:
        return f"{text}."
    if set(sources) == {SELF}:
        return f"{text}, {SOURCE_WORDS[SELF]}."
    return f"{text}. Based on {_nouns(sources)}."


def basis_words(source: str) -> Mapping[str, str]:
    """Return the words for where the credit of a statement comes from, by whose ratings count."""
    return MENTOR_BASIS_WORDS if source == MENTOR else BASIS_WORDS


def shortfall(gap: float) -> str:
    """Return how many levels are missing, rounded up."""
    tenths = math.ceil(gap * 10 - TOLERANCE)
    if tenths < 10:  # noqa: PLR2004 - ten tenths make a level
        return f"{tenths / 10:.1f} of a level short"
    return f"{plural(tenths / 10, 'level')} short"


def aim(matrix: Matrix, profile_id: str) -> str:
    """Return a role with its level, e.g. "Machine learning engineer, Mid-level"."""
    return f"{matrix.role_of(profile_id).title}, {matrix.profiles[profile_id].title}"


def aim_words(matrix: Matrix, profile_id: str) -> str:
    """Return a role with its level for use within a sentence, e.g. "mid-level data engineer"."""
    titles = matrix.profiles[profile_id].title, matrix.role_of(profile_id).title
    return " ".join(map(_within_sentence, titles))


def level_words(matrix: Matrix, profile_id: str) -> str:
    """Return a level for use within a sentence, e.g. "mid-level"."""
    return _within_sentence(matrix.profiles[profile_id].title)


def _within_sentence(title: str) -> str:
    """Return a title with its first word in lower case, unless that has capitals of its own."""
    first, *rest = title.split(" ")
    return " ".join([first.lower() if first[1:].islower() else first, *rest])


def readiness_text(readiness: Readiness) -> str:
    """Return readiness as a percentage, or a dash if too few statements are answered."""
    if readiness.value is None or readiness.verdict is Verdict.unknown:
        return "–"
    return percent(readiness.value)


def finding(matrix: Matrix, readiness: Readiness) -> str:
    """Summarize what the radar and the dot plot show."""
    assessed = [each for each in readiness.skill_gaps if each.score.is_assessed]
    met = sum(1 for each in assessed if each.is_reached)
    largest = costly_gaps(readiness)
    meet = "meets" if 1 in (met, len(readiness.skill_gaps)) else "meet"
    text = f"{met} of {plural(len(readiness.skill_gaps), 'skill')} {meet} the target."
    aside = sum(1 for each in readiness.skill_gaps if not each.score.is_applicable)
    open_skills = len(readiness.skill_gaps) - len(assessed) - aside
    if open_skills:
        text += f" {open_skills} not assessed."
    if aside:
        text += f" {aside} set aside."
    if largest:
        names = listed([matrix.skills[each.target.skill].title for each in largest])
        text += f" Biggest gaps: {names}."
    return text


def target_status(each: SkillGap) -> str:
    """Return the status of a skill compared with its target, in words."""
    if not each.score.is_applicable:
        return "set aside as not applicable"
    if each.score.level is None:
        return "not assessed"
    if each.is_reached:
        return "target met"
    if each.is_met:
        return "only estimated"
    return shortfall(each.gap or 0.0)


def combined(score: Score) -> str:
    """Return how several sources were combined into one level, or "" if there is only one."""
    return " ".join(filter(None, (_weighted_text(score), _floor_text(score))))


def _weighted_text(score: Score) -> str:
    if len(score.estimates) < 2:  # noqa: PLR2004 - nothing to combine
        return ""
    weights = source_weights(score.estimates)
    levels = [each.level for each in score.estimates]
    adds, total = shown_terms([*map(math.prod, zip(weights, levels, strict=True))], LEVEL_DIGITS)
    terms = " + ".join(
        f"{exact_level(term)} ({rounded(weight)} of {exact_level(level)})"
        for term, weight, level in zip(adds, weights, levels, strict=True)
    )
    result = f"level {exact_level(total)}"
    return f"Combined, with the more precise source counting more: {terms} = {result}."


def _floor_text(score: Score) -> str:
    """Return that a verified project raises the level, or "" if it does not."""
    if not score.verified or score.level is None:
        return ""
    by_others = (
        weighted(score.estimates, [each.level for each in score.estimates])
        if score.estimates
        else 0.0
    )
    if score.level <= by_others + TOLERANCE:
        return ""
    return f"A verified project shows level {score.verified}, so that counts."
