"""Sentences about what changed between two dates, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from skills.entries.kinds import Mode
from skills.records.change_reasons import Cause, Reason
from skills.records.comparison import ChangeKind, Comparison, Obstacle, SkillChange, StateSummary
from skills.scoring.rounding import round_down, round_up
from skills.sentences.formats import day, listed, percent, percent_range, plural
from skills.sentences.results import SOURCE_WORDS

HARDLY: Final = 1.0
"""Change of readiness, in points, below which it is said to have hardly changed."""

WHY_NOT: Final = {
    Obstacle.matrix: "They come from different matrices, so they can't be compared.",
    Obstacle.structure: (
        "The matrix has since changed in ways that affect the numbers, so they can't be compared."
    ),
    Obstacle.result: "So there's nothing to compare.",
}

ANSWERS: Final = {
    Cause.raised: "higher",
    Cause.lowered: "lower",
    Cause.first: "new",
    Cause.cleared: "cleared",
    Cause.set_aside: "set aside",
    Cause.taken_up: "no longer set aside",
}

CHECKS: Final = {
    Cause.checked: "knowledge checks taken",
    Cause.checked_more: "more knowledge checks taken",
    Cause.checked_again: "knowledge checks taken again",
    Cause.check_cleared: "knowledge checks cleared",
}

STATEMENTS: Final = {
    Cause.added: "added",
    Cause.removed: "removed",
    Cause.reworded: "reworded",
}

OTHERS: Final = {
    Cause.project: "project verified",
    Cause.project_gone: "project no longer counted",
    Cause.mentor: "mentor's rating added",
    Cause.mentor_gone: "mentor's rating no longer counted",
    Cause.agreed: "level agreed with a mentor",
    Cause.agreed_gone: "agreed level withdrawn",
    Cause.mode: "assessment length changed",
    Cause.leniency: "self-rating now adjusted differently",
    Cause.unexplained: "reason not recorded",
}


ONLY_ADJUSTED: Final = "changed only because self-ratings are now adjusted differently"
"""What is said once of all skills that moved because of results of others."""


def change_summary(comparison: Comparison) -> str:
    """Summarize how readiness and skills changed, or why the two dates cannot be compared."""
    return " ".join(each for each in _summary(comparison) if each)


def why(line: SkillChange) -> str:
    """Return the reasons for the change of a skill in words, or "" if there are none."""
    answers = [each for each in line.reasons if each.cause in ANSWERS]
    rest = [_reason(each) for each in line.reasons if each.cause not in ANSWERS]
    stale = f"last answered {day(line.newest.date())}" if line.is_stale and line.newest else ""
    return "; ".join(each for each in [_answers(answers), *rest, stale] if each)


def _summary(comparison: Comparison) -> Iterator[str]:
    before, now = comparison.before, comparison.now
    if comparison.obstacle is not None:
        yield from (_state_text(before), _state_text(now), WHY_NOT[comparison.obstacle])
        return
    if before.profile != now.profile:
        yield from (_state_text(before), _state_text(now))
        yield "The target role is different, so the two figures can't be compared."
    else:
        yield from _readiness(comparison)
    yield _counted(comparison)
    if before.mode != now.mode:
        yield "Only some of the statements were included " + (
            "this time." if now.mode == Mode.quick else "the first time."
        )
    if not comparison.same_wording:
        yield "Some wording in the matrix has changed since, but nothing that affects the numbers."


def _state_text(summary: StateSummary) -> str:
    when = day(summary.at.date())
    if not summary.has_result:
        return f"No figures were saved on {when}."
    if summary.readiness is None:
        return f"On {when}, nothing was assessed for {summary.aim}."
    return (
        f"On {when}, readiness for {summary.aim} was {percent(summary.readiness)}, likely range "
        f"{_range(summary)}."
    )


def _readiness(comparison: Comparison) -> Iterator[str]:
    before, now, points = comparison.before, comparison.now, comparison.points
    if before.readiness is None or now.readiness is None or points is None:
        yield from (_state_text(before), _state_text(now))
        return
    one, other = percent(before.readiness), percent(now.readiness)
    if abs(points) < HARDLY:
        yield (
            f"Readiness stayed at {other}."
            if one == other
            else (f"Readiness hardly changed: {one} then, {other} now.")
        )
        return
    verb = "rose" if points > 0 else "fell"
    yield f"Readiness {verb} from {one.removesuffix('%')} to {other}."
    yield _likely(comparison, "rise" if points > 0 else "fall")


def _likely(comparison: Comparison, which: str) -> str:
    """Return the likely range of a change, whose ends are rounded outwards."""
    least, most = int(round_down(comparison.least)), int(round_up(comparison.most))
    if not comparison.is_clear:
        mixed = (
            " Most of the uncertainty comes from skills now measured by different evidence than "
            "before."
            if comparison.is_mixed
            else ""
        )
        return (
            "Ratings are never exact, so the real change is likely somewhere between "
            f"{_end(least)} and {_end(most)}; there may be no change at all.{mixed}"
        )
    smallest, largest = sorted((abs(least), abs(most)))
    if smallest == largest:
        size = f"about {plural(largest, 'point')}"
    elif smallest == 0:
        size = f"at most {plural(largest, 'point')}"
    else:
        size = f"between {smallest} and {plural(largest, 'point')}"
    return f"The {which} is likely {size}, more than chance alone would explain."


def _end(change: int) -> str:
    if change == 0:
        return "no change"
    return f"a {'rise' if change > 0 else 'fall'} of {plural(abs(change), 'point')}"


def _range(summary: StateSummary) -> str:
    return percent_range(summary.low, summary.high)


def _is_only_adjusted(line: SkillChange) -> bool:
    """Return whether a level moved although nothing was answered or checked in the skill."""
    has_moved = line.change in (ChangeKind.rose, ChangeKind.fell)
    return has_moved and {each.cause for each in line.reasons} == {Cause.leniency}


def _counted(comparison: Comparison) -> str:
    adjusted = sum(map(_is_only_adjusted, comparison.lines))
    found = Counter(each.change for each in comparison.lines if not _is_only_adjusted(each))
    words = {
        ChangeKind.rose: "rose",
        ChangeKind.fell: "fell",
        ChangeKind.new: "assessed for the first time",
        ChangeKind.gone: "no longer assessed",
        ChangeKind.stale: "last answered more than a year ago",
    }
    parts = [f"{found[each]} {word}" for each, word in words.items() if found[each]]
    if adjusted:
        parts.append(f"{adjusted} {ONLY_ADJUSTED}")
    if not parts:
        return "No skill changed level." if comparison.lines else ""
    same = f"; {found[ChangeKind.same]} unchanged" if found[ChangeKind.same] else ""
    return f"{plural(len(comparison.lines), 'skill')}: {listed(parts)}{same}."


def _answers(reasons: list[Reason]) -> str:
    words = [f"{each.count} {ANSWERS[each.cause]}" for each in reasons]
    if words:
        first = reasons[0]
        words[0] = f"{plural(first.count, 'answer')} {ANSWERS[first.cause]}"
    return ", ".join(words)


def _reason(reason: Reason) -> str:
    cause = reason.cause
    if cause in CHECKS:
        return f"{CHECKS[cause]}{_right(reason)}"
    if cause in STATEMENTS:
        return f"{plural(reason.count, 'statement')} {STATEMENTS[cause]}"
    if cause is Cause.weight:
        others = listed([SOURCE_WORDS.get(each, each) for each in reason.ids])
        if not others:
            return "only the self-rating counts now"
        return f"self-rating now counts alongside {others}"
    if cause is Cause.target:
        return _target(reason)
    return OTHERS[cause]


def _right(reason: Reason) -> str:
    if reason.cause is Cause.check_cleared or reason.now is None:
        return ""
    now = f"{reason.now} of {reason.count} right"
    if reason.cause is Cause.checked or reason.before is None:
        return f", {now}"
    return f", {reason.before} right before, {now} now"


def _target(reason: Reason) -> str:
    if reason.now is None:
        return f"no target now, {reason.before} before"
    if reason.before is None:
        return f"target {reason.now} now, none before"
    return f"target changed from {reason.before} to {reason.now}"
