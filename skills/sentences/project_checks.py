"""Sentences about the check of a file of predictions."""

from __future__ import annotations

from skills.projects.check_predictions import PredictionCheck
from skills.sentences.project_packs import METRICS, NOT_CERTIFIED, direction_text, score_text


def verdict_text(check: PredictionCheck) -> str:
    """Return whether a file passed."""
    if check.merit:
        return "Passed with merit."
    return "Passed." if check.passed else "Not passed yet."


def metric_text(check: PredictionCheck) -> str:
    """Return what was measured."""
    return (
        f"{METRICS[check.metric].capitalize() if check.metric != 'macro-f1' else 'Macro F1'} on "
        f"{check.rows:,} rows; {direction_text(check.better)}."
    )


def comparison_text(check: PredictionCheck) -> str:
    """Return how a file compares with the baseline, and how sure that is."""
    gain = check.gain
    if gain.low == gain.value == gain.high == 0:
        return "The same as the baseline: change the starter to learn something."
    span = f"90% range {_signed(gain.low)} to {_signed(gain.high)}"
    if check.comparison == "better":
        return f"Better than the baseline by {score_text(gain.value)} ({span})."
    if check.comparison == "worse":
        return f"Worse than the baseline by {score_text(-gain.value)} ({span})."
    return (
        f"Not distinguishable from the baseline: the difference is {_signed(gain.value)} ({span}), "
        "which could be luck."
    )


def rows_of_check(check: PredictionCheck) -> tuple[tuple[str, str], ...]:
    """Return the scores to show beside each other, each with its name."""
    marks = check.marks
    rows = [
        ("your file", score_text(check.score)),
        ("guess that ignores the data", score_text(marks.dummy)),
        ("simple baseline", score_text(marks.baseline)),
        ("pass mark", score_text(marks.passing)),
    ]
    merit = [] if marks.merit is None else [("merit mark", score_text(marks.merit))]
    return (*rows, *merit)


def evidence_text() -> str:
    """Return what a passed check is worth."""
    return NOT_CERTIFIED


def _signed(value: float) -> str:
    return f"{'−' if value < 0 else '+'}{score_text(abs(value))}"
