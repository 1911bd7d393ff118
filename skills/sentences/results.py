"""Sentences about results, written once, so that pages and reports cannot disagree.

Texts are plain: callers escape what came from a matrix.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

from skills.entries.kinds import QUALIFICATION_STATES
from skills.matrix import Matrix
from skills.scoring import Score, source_weights
from skills.scoring.readiness import (
    LEAST_COVERAGE,
    READY,
    READY_COVERAGE,
    TOLERANCE,
    Condition,
    Readiness,
    SkillGap,
    Verdict,
    unmet_conditions,
)
from skills.sentences.formats import level, listed, percent, percent_range, plural, rounded

SOURCE_WORDS = {
    "self": "self-reported",
    "check": "knowledge checks",
    "mentor": "mentor",
    "project": "verified projects",
}

BASIS_WORDS = {
    "answered": "your answer",
    "estimated": "not answered: estimated from its neighbours",
    "implied": "implied by another answer",
    "not-applicable": "not applicable: estimated from its neighbours",
}

VERDICT_WORDS = {
    Verdict.unknown: "not enough answers",
    Verdict.early: "beginning",
    Verdict.developing: "on the way",
    Verdict.nearly: "nearly ready",
    Verdict.ready: "ready",
}

NO_VERDICT = "Not enough answers to say how ready you are for"
"""Beginning of the sentence if there is no verdict."""

VERDICT_NEEDS = f"A verdict needs at least {percent(LEAST_COVERAGE)} of the statements."

_MISSING_WORDS = ("not reached", "not assessed yet", "set aside as not applicable")

MOST_NAMED: Final = 20
"""Skills named in one sentence."""

HOLDING_WORDS: Final = QUALIFICATION_STATES


def shortfall(gap: float) -> str:
    """Return how many levels are missing, rounded up."""
    tenths = math.ceil(gap * 10 - TOLERANCE)
    if tenths < 10:  # noqa: PLR2004 - ten tenths make a level
        return f"{tenths / 10:.1f} of a level short"
    return f"{plural(tenths / 10, 'level')} short"


def aim(matrix: Matrix, profile_id: str) -> str:
    """Return a role with its level, e.g. "Machine learning engineer, Mid-level"."""
    return f"{matrix.role_of(profile_id).title}, {matrix.profiles[profile_id].title}"


def verdict(matrix: Matrix, readiness: Readiness) -> str:
    """Return the verdict on a profile as one sentence."""
    name = aim(matrix, readiness.profile)
    sentences = {
        Verdict.unknown: f"{NO_VERDICT} {name}.",
        Verdict.early: f"You are at the beginning of the way to {name}.",
        Verdict.developing: f"You are on the way to {name}.",
        Verdict.nearly: f"You are nearly ready for {name}.",
        Verdict.ready: f"You look ready for {name}.",
    }
    return sentences[readiness.verdict]


def verdict_word(readiness: Readiness) -> str:
    """Return the verdict in a word or two, for a list of profiles."""
    return VERDICT_WORDS[readiness.verdict]


def readiness_text(readiness: Readiness) -> str:
    """Return readiness as a percentage, or a dash if too few statements are answered."""
    if readiness.value is None or readiness.verdict is Verdict.unknown:
        return "–"
    return percent(readiness.value)


def reach(readiness: Readiness) -> str:
    """Return the likely range of readiness or, with too few answers, the possible one."""
    found = percent_range(readiness.low, readiness.high)
    if readiness.verdict is Verdict.unknown:
        return f"Your readiness could be anything from {found}."
    return f"Likely range {found}, in about 9 of 10 cases."


def basis(matrix: Matrix, readiness: Readiness, *, with_reach: bool = True) -> str:
    """Return what a verdict is based on: answers, sources, range, what is missing for "ready"."""
    asked = plural(readiness.asked, "statement")
    parts = [f"{readiness.answered} of {asked} answered"]
    if readiness.covered > readiness.answered:
        parts.append(implied(readiness))
    if readiness.set_aside:
        parts.append(f"{readiness.set_aside} set aside as not applicable")
    if readiness.sources:
        parts.append(listed([SOURCE_WORDS.get(each, each) for each in readiness.sources]))
    sentences = [", ".join(parts) + "."]
    if readiness.value is not None and with_reach:
        sentences.append(reach(readiness))
    sentences.append(_missing(readiness))
    sentences.append(_musts(matrix, readiness))
    if readiness.verdict is Verdict.unknown and not readiness.asked:
        sentences.append("Everything was set aside, so there is nothing to hold against a target.")
    elif readiness.verdict is Verdict.unknown:
        sentences.append(VERDICT_NEEDS)
    return " ".join(each for each in sentences if each)


def implied(readiness: Readiness) -> str:
    """Return how many statements more are implied by the answers."""
    them = "it" if readiness.answered == 1 else "them"
    return f"{readiness.covered - readiness.answered} more implied by {them}"


def ready_rule(*, has_musts: bool) -> str:
    """Return from which readiness on a verdict can be "ready", and what else it takes."""
    conditions = [f"{percent(READY_COVERAGE)} of the statements are answered"]
    if has_musts:
        conditions.append("every must-have is reached")
    return f"From there on we say ready, if {listed(conditions)}."


def _missing(readiness: Readiness) -> str:
    """Return what else the verdict "ready" takes; missing must-haves are listed by `_musts`."""
    if readiness.verdict in (Verdict.ready, Verdict.unknown):
        return ""
    needs = {
        Condition.readiness: f"a readiness of {percent(READY)}",
        Condition.coverage: f"answers to {percent(READY_COVERAGE)} of the statements "
        f"({percent(readiness.coverage)} so far)",
    }
    missing = [needs[each] for each in readiness.unmet if each in needs]
    return f"Still missing for “ready”: {listed(missing)}." if missing else ""


class MissingMusts(NamedTuple):
    """Skills of unmet must-haves by reason; an unanswered one never counts as too low."""

    short: tuple[str, ...]
    unknown: tuple[str, ...]
    aside: tuple[str, ...]


def missing_musts(readiness: Readiness) -> MissingMusts:
    """Return the must-haves below their target, those not assessed, and those set aside."""
    missing = [each for each in readiness.skill_gaps if each.target.must and not each.is_met]
    short = [each for each in missing if each.score.is_assessed]
    aside = [each for each in missing if not each.score.is_applicable]
    unknown = [each for each in missing if each not in short and each not in aside]
    return MissingMusts(*(tuple(s.target.skill for s in part) for part in (short, unknown, aside)))


def _musts(matrix: Matrix, readiness: Readiness) -> str:
    parts = zip(missing_musts(readiness), _MISSING_WORDS, strict=True)
    text = [
        f"{plural(len(part), 'must-have')} {words}: {listed(_named(matrix, part))}."
        for part, words in parts
        if part
    ]
    musts = sum(1 for each in readiness.skill_gaps if each.target.must)
    if text or not musts:
        return " ".join(text)
    return "The must-have is reached." if musts == 1 else f"All {musts} must-haves reached."


def _named(matrix: Matrix, skills: Sequence[str]) -> list[str]:
    """Return the titles of skills, of very many only the first and how many more there are."""
    most = MOST_NAMED if len(skills) > MOST_NAMED + 1 else len(skills)
    titles = [matrix.skills[each].title for each in skills[:most]]
    return titles if most == len(skills) else [*titles, f"{len(skills) - most} more"]


def finding(matrix: Matrix, readiness: Readiness) -> str:
    """Summarize what the radar and the dot plot show."""
    assessed = [each for each in readiness.skill_gaps if each.score.is_assessed]
    met = sum(1 for each in assessed if each.is_met)
    largest = [each for each in readiness.ordered() if each.readiness_loss > 0][:3]
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
        text += f" Most is lost by {names}."
    return text


def target_status(each: SkillGap) -> str:
    """Return the status of a skill compared with its target, in words."""
    if not each.score.is_applicable:
        return "set aside as not applicable"
    if each.score.level is None:
        return "not assessed"
    if each.is_met:
        return "target reached"
    return shortfall(each.gap or 0.0)


def conditions_text(readiness: Readiness, musts: str = "") -> str:
    """Return in a few words how the must-haves stand and what else is missing for "ready".

    Parameters
    ----------
    musts : how the must-haves stand, if said in other words than those of `musts_text`.
    """
    is_judged = readiness.verdict not in (Verdict.ready, Verdict.unknown)
    missing = _missing_words(readiness.unmet, readiness.coverage) if is_judged else []
    return "; ".join([musts or musts_text(readiness), *missing])


def past_verdict(verdict: str, value: float | None, coverage: float, missing_musts: int) -> str:
    """Return the verdict of a snapshot with what was missing for "ready", in a few words.

    Parameters
    ----------
    verdict : its name, which another version of the program may have given.
    """
    if verdict not in (Verdict.early, Verdict.developing, Verdict.nearly):
        return {each.value: words for each, words in VERDICT_WORDS.items()}.get(verdict, verdict)
    unmet = unmet_conditions(value, coverage, is_must_missing=bool(missing_musts))
    musts = [f"{plural(missing_musts, 'must-have')} missing"] if missing_musts else []
    return "; ".join([VERDICT_WORDS[Verdict(verdict)], *musts, *_missing_words(unmet, coverage)])


def _missing_words(unmet: Sequence[Condition], coverage: float) -> list[str]:
    words = {
        Condition.readiness: f"ready from {percent(READY)}",
        Condition.coverage: f"{percent(coverage)} answered, {percent(READY_COVERAGE)} needed",
    }
    return [words[each] for each in unmet if each in words]


def musts_text(readiness: Readiness) -> str:
    """Return in a few words whether must-haves are missing or unknown."""
    if not any(each.target.must for each in readiness.skill_gaps):
        return "no must-haves"
    parts = [
        (len(part), words)
        for part, words in zip(missing_musts(readiness), _MISSING_WORDS, strict=True)
        if part
    ]
    if not parts:
        return "all must-haves reached"
    (count, words), *others = parts
    first = f"{plural(count, 'must-have')} {words}"
    return ", ".join([first, *(f"{count} {words}" for count, words in others)])


def combined(score: Score) -> str:
    """Return how several sources were combined into one level, or "" with fewer than two."""
    if len(score.estimates) < 2:  # noqa: PLR2004 - nothing to combine
        return ""
    terms = " + ".join(
        f"{rounded(weight)} of {level(estimate.level)}"
        for weight, estimate in zip(source_weights(score.estimates), score.estimates, strict=True)
    )
    text = f"Together, the more exact source counting more: {terms}"
    return f"{text} = level {level(score.level)}."
