"""Examples for mentors in a matrix: what is read, what is refused, and what stays the same."""

from __future__ import annotations

import pytest
import yaml
from effort import examples
from hypothesis import given, settings
from matrix_documents import Document, documents
from strategies import read

from skills.matrix import Dossier, Reference
from skills.matrix.library import SHIPPED
from skills.matrix.reading import read_matrix, read_texts
from skills.questionnaire.effort import practice_minutes

HEAD = """
matrix: small
title: Small
scales:
  truth: {title: How well?, options: {no: No, half: Half, yes: "Yes"}}
  often: {title: How often?, options: {never: Never, daily: Daily}}
areas:
  data:
    title: Data
    skills:
      sql:
        title: SQL
        statements:
          tune: {level: 2, text: Tune a query.}
          join: {level: 1, text: Join two tables.}
          plan: {level: 3, text: Plan a schema., scale: often}
      charts:
        title: Charts
        scale: often
        statements:
          draw: {level: 1, text: Draw a chart.}
roles:
  analyst: {title: Analyst, profiles: {entry: {title: Entry, targets: {sql: 1, charts: 1}}}}
"""

GOOD = """
calibration:
  mia:
    skill: sql
    title: Mia
    text: Mia joins.
    reference:
      plan: {answer: never, why: She has planned none.}
      join: {answer: "yes", why: She joins.}
  tom:
    skill: charts
    title: Tom
    text: Tom draws.
    reference: {draw: {answer: daily, why: He draws.}}
"""


def problems(text: str) -> list[tuple[str, int, str, str]]:
    found = read_texts([("it.yaml", (HEAD + text).encode())])
    first = HEAD.count("\n")
    return [(each.code, each.place.line - first, each.what, each.fix) for each in found.problems]


def test_dossiers_are_read_in_the_order_of_the_file_and_statements_in_that_of_the_skill() -> None:
    mia, tom = read(HEAD + GOOD).calibration
    assert mia == Dossier(
        "mia",
        "sql",
        "Mia",
        "Mia joins.",
        (
            Reference("sql.join", "yes", "She joins."),
            Reference("sql.plan", "never", "She has planned none."),
        ),
    )
    assert (tom.id, tom.skill) == ("tom", "charts")


def test_a_matrix_without_the_key_has_none() -> None:
    assert read(HEAD).calibration == ()
    assert read(HEAD + "calibration: {}\n").calibration == ()


def test_all_problems_of_dossiers_are_reported_at_once() -> None:
    text = """
calibration:
  mia:
    skill: sqll
    title: Mia
    text: Mia joins.
    reference: {join: {answer: "yes", why: So.}}
  tom:
    skill: sql
    title: Tom
    text: ""
    reference:
      joim: {answer: "yes", why: So.}
      tune: {answer: daily, why: So.}
      plan: {answer: "yes", why: So.}
      join: {answer: half}
  mia:
    skill: sql
    title: Another Mia
    text: Mia tunes.
    reference: {tune: {answer: half, why: So.}}
  ida:
    skill: sql
    title: Ida
    text: Ida does.
    reference: {}
"""
    assert [(code, line) for code, line, _, _ in problems(text)] == [
        ("unknown-skill", 4),
        ("empty-value", 11),
        ("unknown-statement", 13),
        ("unknown-answer", 14),
        ("unknown-answer", 15),
        ("missing-key", 16),
        ("duplicate-key", 17),
        ("wrong-count", 26),
    ]


@pytest.mark.parametrize(
    ("old", "new", "what", "fix"),
    [
        (
            "skill: sql",
            "skill: sqll",
            'dossier "mia" is about "sqll", which is not a skill in this matrix',
            'did you mean "sql" (line 11)?',
        ),
        (
            "join:",
            "joim:",
            'dossier "mia" rates "joim", which is not a statement of skill "sql"',
            'did you mean "join" (line 15)?',
        ),
        (
            "answer: never",
            "answer: half",
            'dossier "mia" expects "half" for "plan", which is not on the scale of that statement',
            "write one of never, daily",
        ),
        (
            "answer: daily",
            "answer: not-applicable",
            (
                'dossier "tom" expects "not-applicable" for "draw", which is not on the scale of '
                "that statement"
            ),
            "write one of never, daily",
        ),
    ],
)
def test_a_problem_says_what_is_wrong_and_how_to_fix_it(
    old: str, new: str, what: str, fix: str
) -> None:
    assert [found[2:] for found in problems(GOOD.replace(old, new, 1))] == [(what, fix)]


def test_what_cannot_be_read_is_not_reported_twice() -> None:
    broken = HEAD.replace("tune: {level: 2, text: Tune a query.}", "tune: {level: x, text: T.}")
    text = broken.replace("Draw a chart.}", "Draw a chart., scale: oftem}") + GOOD
    found = read_texts([("it.yaml", text.encode())]).problems
    assert sorted(each.code for each in found) == ["unknown-scale", "wrong-type"]


def test_two_dossiers_with_one_title_are_distinguished() -> None:
    (found,) = problems(GOOD.replace("title: Tom", "title: mia"))
    assert found[0] == "duplicate-title"


def without(document: Document) -> Document:
    return {key: each for key, each in document.items() if key != "calibration"}


@settings(max_examples=examples(40))
@given(documents())
def test_calibration_changes_nothing_that_an_assessment_is_tied_to(document: Document) -> None:
    whole, bare = (
        read(yaml.safe_dump(each, sort_keys=False)) for each in (document, without(document))
    )
    assert (whole.wording, whole.structure) == (bare.wording, bare.structure)
    assert len(whole.calibration) == len(document.get("calibration", ()))
    assert bare.calibration == ()


SHIPPED_MATRIX = read_matrix(SHIPPED / "machine-learning-engineer").matrix
assert SHIPPED_MATRIX is not None


@pytest.mark.parametrize("dossier", SHIPPED_MATRIX.calibration, ids=lambda each: each.id)
def test_a_shipped_dossier_is_short_and_uses_different_answers(dossier: Dossier) -> None:
    assert 90 <= len(dossier.text.split()) <= 140
    assert 3 <= len(dossier.reference) <= 5
    assert len({each.answer for each in dossier.reference}) >= 3
    assert all(len(each.why.split()) <= 40 and each.why.endswith(".") for each in dossier.reference)


def test_three_dossiers_about_three_skills_of_both_areas_take_five_minutes() -> None:
    matrix = SHIPPED_MATRIX
    assert matrix is not None
    skills = {each.skill for each in matrix.calibration}
    assert len(matrix.calibration) == len(skills) == 3
    assert {matrix.skills[each].area for each in skills} == {"hard-skills", "soft-skills"}
    assert practice_minutes(matrix) == 5


def test_the_shipped_matrix_keeps_the_fingerprint_it_had_before_it_had_dossiers() -> None:
    matrix = SHIPPED_MATRIX
    assert matrix is not None
    bare = read_texts(
        [
            (each.name, each.read_bytes())
            for each in sorted((SHIPPED / "machine-learning-engineer").iterdir())
            if each.name != "calibration.yaml"
        ]
    ).matrix
    assert bare is not None
    assert bare.wording == matrix.wording
