"""Answers to the questions of a project are right or wrong, and all of them right is a pass."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matrix_support import YES_NO, a_matrix, a_skill
from report_support import NOW

from skills.entries.project_attempts import Attempts, add_attempt, attempts_as_text, read_attempts
from skills.matrix import Project, ResultQuestion
from skills.matrix.numbers_in_text import number_in
from skills.projects.answers_file import CODES, read_answers
from skills.projects.check_answers import CheckedAnswers, check_answers, is_right
from skills.projects.csv_upload import SIZE_LIMIT
from skills.sentences import project_checks as say

ROWS = ResultQuestion("rows", "How many rows?", ("336",), 1)
SITE = ResultQuestion("site", "Which site?", ("Morris", "The Morris site"))
PROJECT = Project("barley", "Barley", 3, {"sql": 1}, questions=(ROWS, SITE), verifies=("sql",))
MATRIX = replace(a_matrix(a_skill("sql", scale=YES_NO)), projects=(PROJECT,))


def checked(**answers: str) -> CheckedAnswers:
    return check_answers(answers, matrix=MATRIX, project=PROJECT, now=NOW)


def attempts(*given_: CheckedAnswers) -> Attempts:
    found = None
    for each in given_:
        found = add_attempt(found, each.check, levels={"sql": 1}, expires_on=None)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("9", 9),
        (" 9.50 ", 9.5),
        ("9,5", 9.5),
        ("-3", -3),
        ("\u22123", -3),
        ("+.5", 0.5),
        ("1,234", 1234),
        ("1,234,567.8", 1_234_567.8),
        ("12 %", 12),
        ("1 234", 1234),
        ("2e3", 2000),
        ("12,34", 12.34),
        ("", None),
        ("nine", None),
        ("1.2.3", None),
        ("nan", None),
        ("inf", None),
        ("1e999", None),
        ("0x10", None),
        ("1_000", None),
    ],
)
def test_a_number_is_read_as_people_write_it(text: str, number: float | None) -> None:
    assert number_in(text) == number


@given(st.text())
def test_any_text_is_a_number_or_none(text: str) -> None:
    found = number_in(text)
    assert found is None or abs(found) < float("inf")


@given(st.floats(-1e9, 1e9).map(lambda each: round(each, 3)))
def test_a_number_that_is_written_out_is_read_again(number: float) -> None:
    assert number_in(f"{number:,}") == number
    assert number_in(str(number)) == number


@pytest.mark.parametrize(
    ("question", "answer", "is_accepted"),
    [
        (ROWS, "336", True),
        (ROWS, "335", True),
        (ROWS, "337.0", True),
        (ROWS, "337.1", False),
        (ROWS, "about 336", False),
        (ROWS, "", False),
        (SITE, "  MORRIS ", True),
        (SITE, "the  morris site", True),
        (SITE, "Morris!", False),
        (SITE, "", False),
        (replace(ROWS, accepted=("0.1",), within=0.2), "0.3", True),
    ],
)
def test_an_answer_is_right_or_wrong(
    question: ResultQuestion,
    answer: str,
    is_accepted: bool,  # noqa: FBT001 - a row of a table
) -> None:
    assert is_right(question, answer) is is_accepted


def test_all_right_passes_and_anything_less_does_not() -> None:
    half, whole = checked(rows="336", site="Waseca"), checked(rows="336", site="Morris")
    assert (half.wrong, half.check.score, half.check.is_passed) == (("site",), 0.5, False)
    assert (whole.wrong, whole.check.score, whole.check.is_passed) == ((), 1.0, True)
    assert checked().wrong == ("rows", "site")
    found = attempts(half, whole)
    assert (found.count, found.progress, found.levels) == (2, "better", {"sql": 1})
    assert attempts(half, half).count == 1
    assert read_attempts(attempts_as_text(found)) == found


def test_other_questions_are_another_check() -> None:
    stricter = replace(PROJECT, questions=(replace(ROWS, within=0), SITE))
    now = check_answers({"rows": "336"}, matrix=MATRIX, project=stricter, now=NOW)
    assert not now.check.is_like(checked(rows="336").check)


def test_the_sentences_count_answers_and_know_no_baseline() -> None:
    half, whole = checked(rows="336"), checked(rows="336", site="Morris")
    assert say.rows_of_check(half.check) == ()
    assert say.comparison_text(half.check) == ""
    assert say.metric_text(half.check) == "1 of 2 answers right."
    assert say.wrong_text(PROJECT, half.wrong) == "Not right yet: “Which site?”."
    assert say.wrong_text(PROJECT, ()) == "All answers are right."
    assert say.best_text(attempts(whole)) == "passed: 2 of 2 answers right on 23 November 2026"


def test_answers_that_are_missing_are_asked_for_by_name() -> None:
    assert say.unanswered_text(PROJECT, {"rows": "336", "site": " "}) == (
        "Not answered yet: “Which site?”. Nothing was checked, and this doesn't count as an "
        "attempt."
    )
    assert say.unanswered_text(PROJECT, {"rows": "336", "site": "Morris"}) == ""


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (b"", {"answers-kind"}),
        (b"\xff", {"answers-kind"}),
        (b"[1]", {"answers-kind"}),
        (b'{"rows": 336, "site": "Morris"}' + b" " * SIZE_LIMIT, {"answers-kind"}),
        (b"[" * 100_000, {"answers-kind"}),
        (b'{"rows": true, "site": "Morris"}', {"answers-value"}),
        (b'{"rows": [1], "other": 2, "site": "x"}', {"answers-value", "answers-unknown"}),
        (json.dumps({"rows": 1, "site": "x" * 201}).encode(), {"answers-value"}),
        (b"{}", {"answers-missing"}),
        (b'{"rows": 336}', {"answers-missing"}),
        (b'{"rows": 336, "site": "  "}', {"answers-missing"}),
        (b'{"rows": NaN, "site": "Morris"}', {"answers-value"}),
        (b'{"rows": 1e999, "site": "Morris"}', {"answers-value"}),
        (b'{"rows": "1e999", "site": "Morris"}', {"answers-value"}),
        (b'{"rows": "about 336", "site": "Morris"}', {"answers-value"}),
        (b'{"rows": 336, "site": NaN}', {"answers-value"}),
        (b'{"rows": null, "site": "Morris"}', {"answers-value"}),
    ],
)
def test_a_file_of_answers_that_is_none_says_why(data: bytes, codes: set[str]) -> None:
    found = read_answers(data, "a.json", PROJECT)
    assert isinstance(found, tuple)
    assert {each.code for each in found} == codes
    assert codes <= set(CODES)
    assert all("rows, site" in each.fix for each in found)


def test_a_file_of_answers_is_read() -> None:
    data = b'\xef\xbb\xbf{"rows": 336, "site": "Morris"}'
    assert read_answers(data, "a.json", PROJECT) == {"rows": "336", "site": "Morris"}
