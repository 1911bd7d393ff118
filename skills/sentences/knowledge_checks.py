"""Sentences about knowledge checks: how many were right, what that counts, what is left.

Texts are plain: callers escape what came from a matrix.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from skills.scoring import CheckStep, Estimate
from skills.scoring.knowledge_checks import LEAST_ANSWERS, Outcome
from skills.scoring.rounding import LEVEL_DIGITS, shown_terms
from skills.sentences.formats import day, level, plural

ABOUT_CHECKS: Final = (
    "Quick questions that confirm or challenge your rating. Stop whenever you like: unanswered "
    "questions don't count. A wrong guess costs you something; “I don't know” doesn't."
)

MOVES_OTHERS: Final = (
    "If checks show that you rate yourself high or low, your ratings of other skills are adjusted "
    "too, even where nothing was checked. You can switch that off in your result, under “How it's "
    "scored”."
)

SELF_RATED_ONLY: Final = "So far, your result is based on your own ratings alone."

NO_CHECKS_TAKEN: Final = "You haven't taken any yet."

MAY_STILL_MOVE: Final = (
    "Your result shows the same level now; checks of other skills can still move it a little."
)

TAKE_AGAIN_LATER: Final = "You can take them again a week after your last answer."

GUESSING: Final = (
    "Wrong answers cancel out what lucky guesses would add; “I don't know” costs nothing. Levels "
    "without a check use your own rating or, failing that, what the next harder level shows."
)


def checks_outcome(outcome: Outcome) -> str:
    """Return how many checks are right and left, and why they do not count yet."""
    lines = [f"{plural(outcome.left, 'check')} left."]
    if outcome.answered:
        lines.insert(0, _right(outcome))
    if not outcome.can_count:
        lines.append("This skill has too few checks to say anything about your level.")
    elif outcome.estimate is None:
        lines.append(f"Checks count once you've answered {LEAST_ANSWERS} in all.")
    return " ".join(lines)


def _right(outcome: Outcome) -> str:
    unknown = f", {outcome.unknown} “I don't know”" if outcome.unknown else ""
    return f"{outcome.right} of {plural(outcome.answered, 'answer')} right{unknown}."


def level_changed(own: float | None, now: float | None, outcome: Outcome) -> str:
    """Return what the checks of a skill did to its level, or "" while they do not count.

    Parameters
    ----------
    own, now : level without and with checks, or None if not assessed.
    """
    if outcome.estimate is None or now is None:
        return ""
    before = f"Level {level(own)} → {level(now)}" if own is not None else f"Level {level(now)}"
    if not outcome.left:
        return before
    return f"{before} · {outcome.left} more would make this more certain"


def earlier_checks(taken: Sequence[tuple[date, int, int]]) -> str:
    """Return when checks were taken and how many of how many were right, latest first."""
    lines = [f"{day(on)}: {right} of {answered} right" for on, right, answered in taken]
    return f"{'; before that '.join(lines)}."


def share_text(step: CheckStep) -> str:
    """Return what the checks of one level count, with the correction for guessing."""
    if not step.is_asked:
        counts = "your own rating" if step.is_rated else "the next harder level"
        return f"not checked, so {counts} counts"
    parts = [f"{step.right} right", f"{step.wrong} wrong" if step.wrong else ""]
    parts.append(f"{step.unknown} “I don't know”" if step.unknown else "")
    return ", ".join(each for each in parts if each)


def checks_sum(estimate: Estimate) -> tuple[tuple[CheckStep, float], ...]:
    """Return the steps of knowledge checks, easy to hard, with what each adds as it is shown.

    They add up to the level as it is shown, unless that would be below 0.
    """
    shares = [step.share for step in estimate.checks]
    adds, total = shown_terms(shares, LEVEL_DIGITS)
    if total < 0:
        adds = tuple(round(each, LEVEL_DIGITS) for each in shares)
    return tuple(zip(estimate.checks, adds, strict=True))


def checks_sum_text(estimate: Estimate) -> str:
    """Return what each level of the checks adds, in one sentence, or "" for other sources."""
    terms = [
        f"level {step.level}: {share_text(step)}, {_adds(added)}"
        for step, added in checks_sum(estimate)
    ]
    return f"By level: {'; '.join(terms)}. {GUESSING}" if terms else ""


def _adds(share: float) -> str:
    return f"takes off {-share:.2f}" if share < 0 else f"adds {share:.2f}"
