"""A skill may carry a short title for pictures; nothing that is stored depends on it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from report_support import first_matrix
from strategies import read

from skills.matrix.reading import read_texts
from skills.records.matrix_copy import copy_matrix, matrix_of

SMALL = """\
matrix: small
title: A small matrix
areas:
  data:
    title: Data
    skills:
      sql:
        title: Asking databases for what they hold
        statements:
          join: {level: 1, text: I join two tables.}
roles:
  analyst:
    title: Analyst
    profiles:
      entry:
        title: Entry
        targets: {sql: 1}
"""

WORDING = "dd13d7dba3092278b23103ddea829bfc8b365a0f7c653db83a5d547677aacc4a"
STRUCTURE = "e3cf3e1ed4a05b6c20b2b2e9510c0a4050b04ce876c6295e80a3a9abd9214426"
"""The fingerprints of this matrix, whose skill has no short title."""


def with_short(written: str) -> str:
    return SMALL.replace("        statements:", f"        short: {written}\n        statements:")


def test_a_label_is_the_short_title_or_else_the_title() -> None:
    assert read(SMALL).skills["sql"].short == ""
    assert read(SMALL).skills["sql"].label == "Asking databases for what they hold"
    assert read(with_short("SQL")).skills["sql"].label == "SQL"


def test_without_short_titles_fingerprints_are_unchanged() -> None:
    before = read(SMALL)
    assert (before.wording, before.structure) == (WORDING, STRUCTURE)


def test_adding_one_changes_the_wording_and_never_the_structure() -> None:
    after = read(with_short("SQL"))
    assert after.wording != WORDING
    assert after.structure == STRUCTURE


@pytest.mark.parametrize(
    ("written", "code", "what"),
    [
        ("Databases, all of them", "too-long", "has 22 characters, but the limit is 20"),
        ('"SQL\\nand more"', "too-long", "has a line break, but only one line is allowed"),
        ("[SQL]", "wrong-type", "a list, where text is expected"),
    ],
)
def test_an_invalid_short_title_is_a_problem(written: str, code: str, what: str) -> None:
    reading = read_texts([("small.yaml", with_short(written).encode())])
    assert reading.matrix is None
    (found,) = reading.problems
    assert found.code == code
    assert what in found.what
    assert (found.place.line, found.place.column) == (9, 16)


def test_two_skills_cannot_share_a_short_title() -> None:
    other = """\
      r:
        title: Another way of asking
        short: sql
        statements:
          loop: {level: 1, text: I write a loop.}
roles:"""
    text = with_short("SQL").replace("roles:", other).replace("{sql: 1}", "{sql: 1, r: 1}")
    reading = read_texts([("small.yaml", text.encode())])
    assert [(each.code, each.what) for each in reading.problems] == [
        ("duplicate-title", 'skill "r" has the same short as "sql"')
    ]


def test_a_record_brings_short_titles_along() -> None:
    matrix = first_matrix()
    copied = copy_matrix(matrix, next(iter(matrix.profiles)))
    again = matrix_of(copied)
    assert {key: each.label for key, each in again.skills.items()} == {
        key: each.label for key, each in matrix.skills.items()
    }


def test_every_label_of_the_first_matrix_fits_a_picture() -> None:
    labels = [each.label for each in first_matrix().skills.values()]
    assert max(map(len, labels)) <= 20
    assert len(set(labels)) == len(labels)
    renamed = replace(first_matrix().skills["programming"], short="")
    assert renamed.label == "Fundamentals of programming"
