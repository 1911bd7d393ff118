"""Attempts at the check of a project: counted, compared, kept as one entry, and never made up."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from report_support import CHECKED, evidence, first_matrix

from skills.entries.project_attempts import (
    NINE_IN_TEN,
    Attempts,
    ProjectCheck,
    add_attempt,
    attempts_as_text,
    read_attempts,
)
from skills.entries.rules import is_value
from skills.entries.work_links import (
    WORK_NOTE_LENGTH,
    WorkLink,
    faults_in_link,
    link_as_text,
    read_link,
)

LEVELS = {"libraries": 1}
LATER = datetime(2031, 5, 2, 12, tzinfo=UTC)


def check(score: float, number: int = 0, **changes: object) -> ProjectCheck:
    """A file with this score; another number is another file."""
    found = replace(
        CHECKED,
        score=score,
        gain=score - CHECKED.baseline,
        gain_low=score - CHECKED.baseline - 0.01 * NINE_IN_TEN,
        gain_high=score - CHECKED.baseline + 0.01 * NINE_IN_TEN,
        file_hash=f"{number:064x}",
        at=CHECKED.at + timedelta(days=number),
    )
    return replace(found, **changes)  # type: ignore[arg-type]


def after(*checks: ProjectCheck, expires_on: date | None = None) -> Attempts:
    found = None
    for each in checks:
        found = add_attempt(found, each, levels=LEVELS, expires_on=expires_on)
    assert found is not None
    return found


def test_the_predictions_of_the_baseline_are_an_attempt_and_no_pass() -> None:
    starter = check(0.99, 1, repeats_baseline=True)
    found = after(starter)
    assert (found.count, found.is_passed, found.levels) == (1, False, {})
    assert read_attempts(attempts_as_text(found)) == found
    own = after(starter, check(0.96, 2))
    assert (own.count, own.best.score, own.levels) == (2, 0.96, LEVELS)


def test_an_attempt_stored_before_that_was_looked_at_stays_a_pass() -> None:
    text = json.loads(
        attempts_as_text(after(check(0.96, 1, gain=0.0, gain_low=0.0, gain_high=0.0)))
    )
    del text["last"]["repeats_baseline"]
    found = read_attempts(json.dumps(text))
    assert found is not None
    assert (found.is_passed, found.levels) == (True, LEVELS)


def test_attempts_are_counted_and_the_best_is_kept() -> None:
    low, high, lower = check(0.5, 1), check(0.9, 2), check(0.7, 3)
    found = after(low, high, lower)
    assert (found.count, found.last, found.best) == (3, lower, high)
    assert not found.is_passed
    assert found.levels == {}


def test_the_same_file_twice_in_a_row_is_one_attempt() -> None:
    first, again = check(0.9, 1), check(0.9, 1, at=LATER)
    assert after(first, again) == after(first)
    assert after(first, check(0.8, 2), again).count == 3
    assert after(first, check(0.9, 1, pack_version="penguins-2")).count == 2


def test_a_pass_stays_whatever_comes_after_it() -> None:
    passed, failed = check(0.97, 1), check(0.2, 2)
    found = after(passed, failed)
    assert found.is_passed
    assert (found.best, found.last, found.levels) == (passed, failed, LEVELS)


def test_a_pass_beats_a_better_score_that_did_not_pass() -> None:
    passed = check(0.96, 1)
    strict = check(0.98, 2, passing=0.99, pack_version="penguins-2")
    assert after(passed, strict).best == passed
    assert after(strict, passed).best == passed


def test_each_pass_counts_from_its_own_day() -> None:
    first = after(check(0.97, 1), expires_on=date(2030, 1, 1))
    later = add_attempt(first, check(0.96, 2), levels=LEVELS, expires_on=date(2031, 1, 1))
    assert later.expires_on == date(2031, 1, 1)
    assert later.best.score == 0.97
    failed = add_attempt(later, check(0.1, 3), levels=LEVELS, expires_on=date(2032, 1, 1))
    assert failed.expires_on == date(2031, 1, 1)
    assert not later.is_expired(date(2031, 1, 1))
    assert later.is_expired(date(2031, 1, 2))
    assert not after(check(0.97)).is_expired(date.max)


@pytest.mark.parametrize(
    ("scores", "progress"),
    [
        ((0.5,), "first"),
        ((0.5, 0.6), "better"),
        ((0.6, 0.5), "worse"),
        ((0.50, 0.52), "indistinct"),  # noise: .01 · √2 · 1.645 = .023
        ((0.50, 0.524), "better"),
    ],
)
def test_better_than_last_time_is_said_only_beyond_the_noise(
    scores: tuple[float, ...], progress: str
) -> None:
    found = after(*(check(each, number) for number, each in enumerate(scores)))
    assert found.progress == progress


def test_other_rows_or_another_metric_are_not_compared() -> None:
    for change in ({"pack_version": "x"}, {"metric": "accuracy"}, {"pack": "wine"}):
        found = after(check(0.5, 1), check(0.9, 2, **change))
        assert (found.progress, found.best.score) == ("first", 0.9)


def test_less_is_better_where_the_metric_is_an_error() -> None:
    def error(score: float, number: int) -> ProjectCheck:
        return check(score, number, better="lower", passing=0.3, merit=0.1)

    found = after(error(0.2, 1), error(0.4, 2))
    assert found.best.score == 0.2
    assert found.best.is_passed
    assert not found.best.has_merit
    assert not found.last.is_passed
    assert error(0.1, 3).has_merit


@settings(max_examples=examples(100))
@given(scores=st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_the_best_is_never_worse_than_any_attempt_and_all_comes_back(scores: list[float]) -> None:
    found = after(*(check(each, number) for number, each in enumerate(scores)))
    assert found.best.score == max(scores)
    assert found.count == len(scores)
    assert found.is_passed == (max(scores) >= CHECKED.passing - 1e-12)
    assert bool(found.levels) == found.is_passed
    assert read_attempts(attempts_as_text(found)) == found


def text_with(part: str, **changes: object) -> str:
    found = json.loads(attempts_as_text(after(check(0.97, 1), check(0.96, 2))))
    where = found[part] if part else found
    where.update(changes)
    return json.dumps(found)


WRONG = [
    text_with("", count=0),
    text_with("", count=True),
    text_with("", count="2"),
    text_with("", progress="great"),
    text_with("", levels=[1]),
    text_with("", levels={"libraries": -1}),
    text_with("", expires_on="soon"),
    text_with("best", score="0.9"),
    text_with("best", score=float("nan")),
    text_with("best", score=True),
    text_with("last", rows=0),
    text_with("last", better="up"),
    text_with("last", file_hash="xyz"),
    text_with("last", at="2031-05-02T12:00:00"),
    text_with("last", gain_low=1.0, gain_high=0.0),
    text_with("last", versions={"numpy": 2}),
    text_with("last", repeats_baseline="no"),
    text_with("last", pack="p" * 101),
    text_with("last", metric="\ud800"),
    text_with("best", passing=1.0),  # levels without a pass
    "{}",
    "[]",
    "{",
    "",
    '{"last": 1, "count": 1}',
    " " * 5000,
]


@pytest.mark.parametrize("text", WRONG, ids=range(len(WRONG)))
def test_attempts_that_no_check_writes_are_not_read(text: str) -> None:
    assert read_attempts(text) is None


@given(st.text() | st.from_regex(r"\{.*\}"))
def test_any_text_is_read_or_refused(text: str) -> None:
    assert read_attempts(text) is None
    assert read_link(text) is None


@pytest.mark.parametrize("number", [0, 1], ids=["verification", "link"])
def test_an_entry_is_valid_only_for_a_project_of_the_matrix(number: int) -> None:
    matrix = first_matrix()
    each = evidence(matrix)[number]
    assert is_value(matrix, each.kind, each.item, each.value)
    assert not is_value(matrix, each.kind, "gone", each.value)
    assert not is_value(matrix, each.kind, each.item, "{}")


@pytest.mark.parametrize(
    ("work", "faults"),
    [
        (WorkLink("https://example.org/a"), 0),
        (WorkLink("", "On paper"), 0),
        (WorkLink("", " "), 1),
        (WorkLink("http://example.org"), 1),
        (WorkLink("javascript:alert(1)", "x" * (WORK_NOTE_LENGTH + 1)), 2),
    ],
)
def test_a_link_needs_a_safe_address_or_a_note(work: WorkLink, faults: int) -> None:
    assert len(faults_in_link(work)) == faults
    assert read_link(link_as_text(work)) == (None if faults else work)
