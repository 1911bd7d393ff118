"""Sentences of the README in a pack: how predictions are checked, and what is not checked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from skills.matrix import Project
from skills.projects.pack_files import PackSize
from skills.projects.packs import PREDICTION, ROW_ID, Pack
from skills.sentences.formats import listed, number, plural
from skills.sentences.project_checks import METRICS, direction_text, score_text

FILES: Final = (
    ("train.csv", "the rows to learn from, with the answers"),
    ("test.csv", "the rows to predict, without the answers"),
    (
        "sample_submission.csv",
        "a sample file of predictions in the right format, filled with guesses",
    ),
    ("starter.py", "a script that makes predictions.csv with the simple baseline"),
    ("starter.ipynb", "the same code as a notebook"),
    ("requirements.txt", "what the starter needs"),
    ("SHA256SUMS", "the checksums of these files, for sha256sum --check"),
)
"""The files of a pack, and what each is for."""

_BLIND: Final = (
    "It cannot see whether you looked at the answers or tuned your settings on the test rows."
)

_SERIES: Final = (
    "The rows of test.csv are in chronological order, so later ones show the answers of earlier "
    "ones. It cannot see whether you looked ahead."
)

START: Final = (
    "Install the requirements and run the starter in this folder, then replace its model with "
    "yours:"
)

CHECK: Final = (
    "To check your predictions, upload the file on the project's page in the app. If the app is "
    "installed on your computer, this command in its folder does the same:"
)


def size_text(pack: Pack, size: PackSize) -> str:
    """Return how many rows there are, and which column is the answer."""
    return (
        f"There are {size.train:,} rows to learn from and {size.test:,} to predict. The answer is "
        f"in the column {pack.label}."
    )


def form_text(pack: Pack, classes: Sequence[str]) -> str:
    """Return what a file of predictions must look like."""
    return (
        f"Your file needs the columns {ROW_ID} and {PREDICTION}, with one line for every "
        f"{ROW_ID} of test.csv and no other. {_value_text(pack, classes)}"
    )


def _value_text(pack: Pack, classes: Sequence[str]) -> str:
    rule = pack.rule
    if rule.kind == "class":
        return f"A prediction is one of the {len(classes)} classes: {listed(list(classes))}."
    if rule.kind == "classes":
        named = listed(list(classes))
        return (
            f"A prediction is one or more of {len(classes)} classes, with spaces between: {named}."
        )
    if rule.kind == "score":
        return "A prediction is a number: the higher, the more likely. Only the order counts."
    if rule.least is not None and rule.most is not None:
        return f"A prediction is a probability from {number(rule.least)} to {number(rule.most)}."
    return f"A prediction is a number{' above 0' if rule.is_open else ''}."


def pass_text(pack: Pack, passing: float) -> str:
    """Return which score passes, and which one has merit."""
    words = "or more" if pack.metric.better == "higher" else "or less"
    merit = f" {score_text(pack.merit)} {words} earns a merit." if pack.merit is not None else ""
    return (
        f"The metric is {METRICS[pack.metric.key]}, computed by scikit-learn; "
        f"{direction_text(pack.metric.better)}. {score_text(passing)} {words} passes.{merit}"
    )


def compared_text() -> str:
    """Return how a file is compared with the baseline."""
    return (
        "Your score is shown beside that of a guess that ignores the data and that of the simple "
        "baseline. The test rows are resampled 2,000 times (bootstrap) to see whether the "
        "difference from the baseline could be luck; if it could, the check says so. You can try "
        "as often as you like."
    )


def wins_text(pack: Pack) -> str:
    """Say that the simple baseline is hard to beat, or return "" if that is not the lesson."""
    if not pack.baseline_wins:
        return ""
    return (
        "The simple baseline reaches the pass mark here, but its own predictions don't count as a "
        "pass. The exercise is to find out whether a larger model is really better; often it is "
        "not."
    )


def unchecked_texts(project: Project, pack: Pack) -> tuple[str, ...]:
    """Return what the check cannot see."""
    texts = (_rest_text(project), _BLIND, _SERIES if pack.answers_follow else "")
    return tuple(each for each in texts if each)


def _rest_text(project: Project) -> str:
    rest = ["the rest of what to deliver"] if project.deliver else []
    rest += ["any condition below other than the score"] if project.accept else []
    return (
        f"The check does not look at {listed([*rest, 'your code'])}. Judge that yourself, or ask a "
        "mentor."
    )


def hours_text(project: Project) -> str:
    """Return how long a project takes."""
    return f"Expected time: {plural(project.hours, 'hour')}."
