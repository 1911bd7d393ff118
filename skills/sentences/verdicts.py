"""Sentences about a verdict: how far a person is, on what evidence, and what is missing.

Texts are plain: callers escape what came from a matrix.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from skills.matrix import Matrix
from skills.scoring import SELF
from skills.scoring.readiness import Readiness
from skills.scoring.statements import Tally
from skills.scoring.verdicts import (
    READY,
    READY_COVERAGE,
    Condition,
    Grounds,
    Verdict,
    unmet_conditions,
)
from skills.sentences.formats import listed, percent, percent_range, plural
from skills.sentences.must_haves import (
    FEW_NAMED,
    by_reason,
    musts_sentence,
    musts_text,
    named,
    why_weak,
)
from skills.sentences.person import YOU, Person
from skills.sentences.results import aim_words, level_words, with_sources

VERDICT_WORDS = {
    Verdict.unknown: "not enough answers",
    Verdict.early: "starting out",
    Verdict.developing: "on the way",
    Verdict.nearly: "nearly ready",
    Verdict.ready: "ready",
}

NO_VERDICT = "Not enough answers yet to say how ready you are for"
"""Beginning of the sentence if there is no verdict."""

APART: Final = 18
"""Points between the mean readiness of bold and of modest people of the same ability, by their own
ratings alone; with all checks, 2 are left. From `python -m benchmarks simulated`."""

SELF_ONLY: Final = (
    f"Equally skilled people end up about {APART} points apart if one rates boldly and the other "
    "modestly. Knowledge checks or a mentor's rating narrow that gap."
)

_COUNTED: Final = ("None", "One", "Two")


def verdict(matrix: Matrix, readiness: Readiness, who: Person = YOU) -> str:
    """Return the verdict on a profile as one sentence about somebody."""
    return _verdict_on(matrix, readiness, aim_words(matrix, readiness.profile), who)


def headline(matrix: Matrix, readiness: Readiness, who: Person = YOU) -> str:
    """Return the verdict for use beside the role, so that it needs only the level."""
    name = level_words(matrix, readiness.profile)
    return _verdict_on(matrix, readiness, name, who).rstrip(".")


def shown_verdict(matrix: Matrix, readiness: Readiness) -> str:
    """Return the verdict as a heading that addresses no one, or "" if there is none."""
    beginnings = {
        Verdict.early: "Just starting out towards",
        Verdict.developing: "On the way to",
        Verdict.nearly: "Nearly ready for",
        Verdict.ready: "Ready for" if readiness.is_confirmed else "Self-rated as ready for",
    }
    beginning = beginnings.get(readiness.verdict, "")
    return beginning and f"{beginning} {aim_words(matrix, readiness.profile)}"


def _verdict_on(matrix: Matrix, readiness: Readiness, name: str, who: Person) -> str:
    if readiness.verdict is Verdict.nearly:
        return f"{_nearly(matrix, readiness, name)}."
    sentences = {
        Verdict.unknown: who.say(
            NO_VERDICT, "Not enough answers yet to say how ready {name} is for"
        ),
        Verdict.early: who.say(
            "You're just starting out towards", "{Name} is just starting out towards"
        ),
        Verdict.developing: who.say("You're on your way to", "{Name} is on the way to"),
        Verdict.ready: f"{ready_words(is_confirmed=readiness.is_confirmed, who=who)} for",
    }
    return f"{sentences[readiness.verdict]} {name}."


def ready_words(*, is_confirmed: bool, who: Person = YOU) -> str:
    """Return the beginning of the sentence that somebody is ready, and by whose ratings."""
    if is_confirmed:
        return who.say("You look ready", "{Name} looks ready")
    return who.say("By your own ratings, you're ready", "By their own ratings, {name} is ready")


def _nearly(matrix: Matrix, readiness: Readiness, name: str) -> str:
    """Return how little is missing for "ready", the most important first."""
    musts = readiness.missing_musts
    count = _COUNTED[len(musts)] + (" must-have" if len(musts) == 1 else " must-haves")
    names = listed(named(matrix, musts))
    if musts and not readiness.unmet_besides_musts:
        return f"{count} away from {name}: {names}"
    missing = f"{count.lower()} missing ({names}), and " if musts else ""
    return f"Nearly ready for {name}: {missing}{_reason_besides_musts(matrix, readiness)}"


def _reason_besides_musts(matrix: Matrix, readiness: Readiness) -> str:
    """Return the first reason but must-haves why somebody nearly ready is not ready."""
    if Condition.half in readiness.unmet_besides_musts:
        return _weak_text(matrix, readiness)
    return f"{percent(readiness.value or 0.0)} of the way; “ready” starts at {percent(READY)}"


def _weak_text(matrix: Matrix, readiness: Readiness) -> str:
    """Return which targets are not half reached, or not known to be, by the first reason."""
    reasons = {
        "short": "less than halfway to the target in {}",
        "unknown": "{} not assessed yet",
        "aside": "{} set aside as not applicable",
        "unshown": "too few answers in {}",
    }
    gaps = [e for e in readiness.skill_gaps if e.is_weak]
    others = [each for each in gaps if each.target.skill not in readiness.missing_musts]
    weak = by_reason(others, why_weak)
    reason = next(each for each in reasons if weak[each])
    return reasons[reason].format(listed(named(matrix, weak[reason], FEW_NAMED)))


def verdict_word(readiness: Readiness, who: Person = YOU) -> str:
    """Return the verdict in a word or two, for a list of profiles."""
    if readiness.verdict is Verdict.ready:
        return ready_word(is_confirmed=readiness.is_confirmed, who=who)
    return VERDICT_WORDS[readiness.verdict]


def ready_word(*, is_confirmed: bool, who: Person = YOU) -> str:
    """Return the verdict "ready" in a word or, without another source, in a few."""
    if is_confirmed:
        return VERDICT_WORDS[Verdict.ready]
    return who.say("ready by your own ratings", "ready by their own ratings")


def progress_summary(matrix: Matrix, readiness: Readiness) -> str:
    """Return how much of the way is done: what a percentage counts, targets and must-haves met."""
    met = sum(each.is_reached for each in readiness.skill_gaps)
    parts = [
        f"of the way to {matrix.profiles[readiness.profile].title}",
        f"{met} of {plural(len(readiness.skill_gaps), 'target')} met",
    ]
    musts = [each for each in readiness.skill_gaps if each.target.must]
    if musts:
        shown = sum(each.is_shown for each in musts)
        parts.append(f"{shown} of {plural(len(musts), 'must-have')}")
    return " · ".join(parts)


def reach(readiness: Readiness, who: Person = YOU) -> str:
    """Return the likely range of readiness or, with too few answers, the possible one."""
    found = percent_range(readiness.low, readiness.high)
    if readiness.verdict is Verdict.unknown:
        return f"{who.say('Your', 'Their')} readiness could be anything from {found}."
    return f"Likely range {found} {how_likely(readiness, who)}."


def by_own_ratings(readiness: Readiness) -> str:
    """Return how a phrase begins that says a range rests on self-ratings."""
    return "by " if set(readiness.sources) <= {SELF} else "mostly by "


def how_likely(readiness: Readiness, who: Person = YOU) -> str:
    """Return how sure a range is, or on what condition where it rests on self-ratings."""
    if readiness.is_mostly_self_rated:
        return by_own_ratings(readiness) + who.say(
            "your own ratings, if you rate yourself as most people do",
            "their own ratings, if they rate themselves as most people do",
        )
    return "(about 90% sure)"


def basis(
    matrix: Matrix, readiness: Readiness, *, with_reach: bool = True, who: Person = YOU
) -> str:
    """Return what a verdict is based on: answers, sources, range, what is missing for "ready"."""
    asked = plural(readiness.asked, "statement")
    parts = [f"{readiness.answered} of {asked} answered"]
    if readiness.covered > readiness.answered:
        parts.append(implied(readiness))
    if readiness.set_aside:
        parts.append(f"{readiness.set_aside} set aside as not applicable")
    sentences = [with_sources(", ".join(parts), readiness.sources)]
    if readiness.value is not None and with_reach:
        sentences.append(reach(readiness, who))
    musts = musts_sentence(matrix, readiness)
    sentences += [missing_text(matrix, readiness), musts, _needs(readiness)]
    if readiness.verdict is Verdict.ready and not readiness.is_confirmed:
        sentences.append(SELF_ONLY)
    return " ".join(each for each in sentences if each)


def implied(found: Readiness | Tally) -> str:
    """Return how many statements more are implied by the answers."""
    them = "it" if found.answered == 1 else "them"
    return f"{found.covered - found.answered} more implied by {them}"


def ready_rule(*, has_musts: bool) -> str:
    """Return from which readiness on a verdict can be "ready", and what else it takes."""
    conditions = [
        f"{percent(READY_COVERAGE)} of the statements are answered",
        "every target is at least half met",
    ]
    if has_musts:
        conditions.append("every must-have is met")
    return f"“Ready” starts at {percent(READY)}, as long as {listed(conditions)}."


def _needs(readiness: Readiness) -> str:
    """Return what it takes to get a verdict at all, or "" if there is one."""
    if readiness.verdict is not Verdict.unknown:
        return ""
    if readiness.needed:
        up_to = "" if readiness.needed == 1 else "at most "
        return f"A verdict needs {up_to}{plural(readiness.needed, 'more answer')}."
    if not readiness.asked and readiness.value is None:
        return "Everything was set aside, so there's nothing to compare with a target."
    return "There's no verdict because too much was set aside as not applicable."


def missing_text(matrix: Matrix, readiness: Readiness) -> str:
    """Return what else the verdict "ready" takes, apart from must-haves."""
    if readiness.verdict in (Verdict.ready, Verdict.unknown):
        return ""
    musts = set(readiness.missing_musts)
    gaps = [e for e in readiness.skill_gaps if e.is_weak and e.target.skill not in musts]
    weak = [each.target.skill for each in gaps if why_weak(each) != "unshown"]
    unshown = [each.target.skill for each in gaps if why_weak(each) == "unshown"]
    # A verdict takes no fewer answers than "ready", so answers are never what is missing.
    missing = [f"readiness of {percent(READY)}"] if Condition.readiness in readiness.unmet else []
    if weak:
        missing.append(f"at least half the target in {listed(named(matrix, weak, FEW_NAMED))}")
    if unshown:
        missing.append(f"more answers in {listed(named(matrix, unshown, FEW_NAMED))}")
    return f"Still needed for “ready”: {listed(missing)}." if missing else ""


def conditions_text(readiness: Readiness, musts: str = "") -> str:
    """Return in a few words how the must-haves stand and what else is missing for "ready".

    Parameters
    ----------
    musts : how the must-haves stand, if worded differently from those of `musts_text`.
    """
    is_judged = readiness.verdict not in (Verdict.ready, Verdict.unknown)
    missing = _missing_words(readiness.unmet, readiness.coverage) if is_judged else []
    return "; ".join([musts or musts_text(readiness), *missing])


def past_verdict(
    verdict: str,
    value: float | None,
    coverage: float,
    missing_musts: int,
    *,
    is_confirmed: bool,
) -> str:
    """Return the verdict of a snapshot with what was missing for "ready", in a few words.

    Parameters
    ----------
    verdict : its name, which another version of the program may have given.
    """
    if verdict == Verdict.ready:
        return ready_word(is_confirmed=is_confirmed)
    if verdict not in (Verdict.early, Verdict.developing, Verdict.nearly):
        return {each.value: words for each, words in VERDICT_WORDS.items()}.get(verdict, verdict)
    unmet = unmet_conditions(Grounds(value, coverage, missing_musts=missing_musts))
    musts = [f"{plural(missing_musts, 'must-have')} missing"] if missing_musts else []
    # A snapshot does not say so, but nothing else can have been missing.
    missing = _missing_words(unmet or (Condition.half,), coverage)
    return "; ".join([VERDICT_WORDS[Verdict(verdict)], *musts, *missing])


def _missing_words(unmet: Sequence[Condition], coverage: float) -> list[str]:
    words = {
        Condition.readiness: f"“ready” starts at {percent(READY)}",
        Condition.coverage: f"{percent(coverage)} answered, {percent(READY_COVERAGE)} needed",
        Condition.half: "not every target is half met yet",
    }
    return [words[each] for each in unmet if each in words]
