"""The history in a report, compared with the current matrix."""

from __future__ import annotations

from datetime import timedelta

import pytest
from report_support import NOW, TODAY, built, rich

from skills.sentences import verdicts


def test_history_is_compared_with_the_matrix_of_today() -> None:
    report = built()
    assert [each.on for each in report.history] == [TODAY - timedelta(days=90), TODAY]
    assert all(each.is_comparable for each in report.history)
    then = rich().history[0]
    other = then.model_copy(update={"matrix": then.matrix.model_copy(update={"structure": "x"})})
    mixed = built(record=rich().model_copy(update={"history": (other,)}))
    assert [each.is_comparable for each in mixed.history] == [False, True]
    untold = then.model_copy(update={"result": None})
    assert len(built(record=rich().model_copy(update={"history": (untold,)})).history) == 1


def test_moments_of_one_day_are_no_course_to_show() -> None:
    then = rich().history[0]
    at_noon = then.model_copy(update={"taken_at": NOW.replace(hour=2)})
    noon = built(record=rich().model_copy(update={"history": (at_noon,)}))
    assert [each.on for each in noon.history] == [TODAY, TODAY]
    assert noon.shown_history == ()
    both = built(record=rich().model_copy(update={"history": (then, at_noon)})).shown_history
    assert [each.on for each in both] == [TODAY - timedelta(days=90), TODAY, TODAY]


def test_history_says_what_was_said_then() -> None:
    then = rich().history[0]
    assert then.result is not None
    assert then.result.readiness is not None
    line = built().history[0]
    assert line.readiness == pytest.approx(then.result.readiness * 100)
    assert line.aim == "Machine learning engineer, Mid-level"
    assert line.verdict in verdicts.VERDICT_WORDS.values()
