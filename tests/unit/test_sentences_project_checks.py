from __future__ import annotations

from dataclasses import replace

import pytest
from pack_support import project_with
from report_support import CHECKED

from skills.entries.project_attempts import Attempts
from skills.projects.shipped_packs import PACKS
from skills.sentences import project_checks as say
from skills.sentences import project_packs as packs

CHECK = replace(CHECKED, rows=1086, score=0.98, baseline=0.97, gain_low=-0.0204)


COULD_BE_LUCK = "the difference is +0.0100 (90% range −0.0204 to +0.0400), which could be luck."


@pytest.mark.parametrize(
    ("low", "gain", "high", "expected"),
    [
        (
            -0.0204,
            0.01,
            0.04,
            f"These rows alone don't distinguish it from the baseline, though: {COULD_BE_LUCK}",
        ),
        (
            1,
            12.345,
            20,
            "Better than the baseline by 12.35 (90% range +1.0000 to +20.00).",
        ),
        (
            -0.7,
            -0.5,
            -0.1,
            "Worse than the baseline by 0.5000 (90% range −0.7000 to −0.1000).",
        ),
        (0, 0, 0, "The same score as the baseline."),
    ],
)
def test_a_difference_is_stated_with_its_confidence(
    low: float, gain: float, high: float, expected: str
) -> None:
    found = replace(CHECK, gain=gain, gain_low=low, gain_high=high)
    assert say.comparison_text(found) == expected


def test_a_difference_that_could_be_luck_and_does_not_pass_says_only_that() -> None:
    found = replace(CHECK, gain=0.01, gain_low=-0.0204, gain_high=0.04, passing=0.99)
    assert say.comparison_text(found) == f"Not distinguishable from the baseline: {COULD_BE_LUCK}"


def test_the_starters_own_predictions_are_not_passed_and_it_says_why() -> None:
    found = replace(CHECK, repeats_baseline=True)
    assert say.verdict_text(found) == "Not passed yet."
    assert say.comparison_text(found) == (
        "All or nearly all predictions are the baseline's, which never pass: change the starter to "
        "learn something."
    )
    best = say.best_text(Attempts(1, found, found))
    assert best.startswith("not passed yet: macro F1 0.9800 on ")
    assert best.endswith(" (the baseline's predictions)")


def test_the_scores_stand_beside_each_other() -> None:
    assert say.rows_of_check(CHECK) == (
        ("Your file", "0.9800"),
        ("Guess that ignores the data", "0.2043"),
        ("Simple baseline", "0.9700"),
        ("Pass mark", "0.9500"),
        ("Merit mark", "0.9900"),
    )
    assert len(say.rows_of_check(replace(CHECK, merit=None))) == 4


def test_verdict_and_metric() -> None:
    assert say.verdict_text(CHECK) == "Passed."
    assert say.verdict_text(replace(CHECK, score=0.99)) == "Passed with merit."
    assert say.verdict_text(replace(CHECK, score=0.94)) == "Not passed yet."
    assert say.metric_text(CHECK) == "Macro F1 on 1,086 rows; higher is better."
    brier = replace(CHECK, metric="brier", better="lower")
    assert say.metric_text(brier) == "Brier score on 1,086 rows; lower is better."


def test_a_pack_says_what_a_prediction_is_and_which_score_passes() -> None:
    values = {
        "penguins": "A prediction is one of the 2 classes: a and b.",
        "shuttle": "A prediction is a number: the higher, the more likely. Only the order counts.",
        "survey": "A prediction is a probability from 0 to 1.",
        "doctor-visits": "A prediction is a number above 0.",
        "co2": "A prediction is a number.",
    }
    for name, expected in values.items():
        assert packs.form_text(PACKS[name], ["a", "b"]).endswith(f" and no other. {expected}")
    assert packs.pass_text(PACKS["sunspots"], 17) == (
        "The metric is mean absolute error, computed by scikit-learn; lower is better. 17.00 or "
        "less passes. 14.50 or less earns a merit."
    )
    assert packs.wins_text(PACKS["penguins"]) == ""
    assert packs.wins_text(PACKS["diabetes"]).startswith(
        "The simple baseline reaches the pass mark here, but its own predictions don't count as a "
        "pass. "
    )


def test_what_is_not_checked_depends_on_the_project() -> None:
    project = project_with("sunspots")
    rest, blind, ahead = packs.unchecked_texts(project, PACKS["sunspots"])
    assert rest == (
        "The check does not look at the rest of what to deliver, any condition below other than "
        "the score and your code. Judge that yourself, or ask a mentor."
    )
    assert blind.startswith("It cannot see whether you looked at the answers ")
    assert ahead.endswith("It cannot see whether you looked ahead.")
    bare = replace(project, deliver="", accept="")
    first, *others = packs.unchecked_texts(bare, PACKS["penguins"])
    assert first.startswith("The check does not look at your code. ")
    assert len(others) == 1


def test_every_metric_has_a_name() -> None:
    assert {each.metric.key for each in PACKS.values()} == set(say.METRICS)


def test_what_is_said_before_a_check_agrees_with_what_is_said_after_it() -> None:
    for text in (say.HOW_TO, say.NOT_CERTIFIED):
        assert "The data is public, so anybody can look up" in text
