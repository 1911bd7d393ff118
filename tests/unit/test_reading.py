"""A file or a folder is read whole, or every problem is reported with its place."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from matrix_documents import Document, documents, written
from strategies import matrices, read

from skills.matrix.reading import MOST_BYTES, read_matrix, read_texts
from skills.problems import Problem

SMALL = """\
matrix: small
title: A small matrix
areas:
  data:
    title: Data
    skills:
      sql:
        title: SQL
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


def problems_of(text: str | bytes) -> tuple[Problem, ...]:
    data = text if isinstance(text, bytes) else text.encode()
    return read_texts([("f.yaml", data)]).problems


def test_all_problems_are_reported_sorted_and_with_their_lines() -> None:
    text = SMALL.replace("title: SQL", "titel: SQL").replace("{sql: 1}", "{sqll: 1, sql: two}")
    problems = problems_of(text)
    assert [(each.place.line, each.place.column, each.code) for each in problems] == [
        (8, 9, "unknown-key"),
        (17, 19, "unknown-skill"),
        (17, 33, "wrong-type"),
    ]
    assert [each.source_line for each in problems] == [
        text.split("\n")[each.place.line - 1] for each in problems
    ]
    assert problems[0].what == 'skill "sql" has an unknown key "titel"'
    assert problems[0].fix == 'write "title", or remove the line'
    assert problems[1].fix == 'did you mean "sql" (line 7)?'


def test_warnings_do_not_prevent_loading() -> None:
    extra = "      py: {title: sql, statements: {s: {level: 1, text: s}}}\nroles:\n"
    reading = read_texts([("f", SMALL.replace("roles:\n", extra).encode())])
    assert {each.code for each in reading.problems} == {"untargeted-skill", "duplicate-title"}
    assert reading.matrix is not None
    assert list(reading.matrix.skills) == ["sql", "py"]


@pytest.mark.parametrize("prefix", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_byte_order_marks_change_nothing(prefix: bytes, end: str) -> None:
    bad = SMALL.replace("{sql: 1}", "{sql: x}")
    data = prefix + bad.replace("\n", end).encode()
    assert problems_of(data) == problems_of(bad)
    good = prefix + SMALL.replace("\n", end).encode()
    assert read_texts([("f", good)]).matrix == read(SMALL)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
def test_wide_encodings_get_their_own_message(encoding: str) -> None:
    (problem,) = problems_of(SMALL.encode(encoding))
    assert problem.code == "not-utf8"
    assert "UTF-16" in problem.what


def test_a_folder_is_read_as_one_file(tmp_path: Path) -> None:
    head, _, tail = SMALL.partition("areas:\n")
    areas, _, roles = tail.partition("roles:\n")
    skill = "py: {title: Py, statements: {s: {level: 1, text: s}}}"
    skills = f"areas:\n  data:\n    skills:\n      {skill}\n"
    (tmp_path / "1.yaml").write_text(head + "roles:\n" + roles.replace("sql: 1", "sql: 1, py: 1"))
    (tmp_path / "2.yml").write_text("areas:\n" + areas)
    (tmp_path / "3.YAML").write_text(skills)
    (tmp_path / ".hidden.yaml").write_text("nonsense: 1")
    (tmp_path / "notes.txt").write_text("nonsense: 1")
    (tmp_path / "below.yaml").mkdir()
    reading = read_matrix(tmp_path)
    assert reading.problems == ()
    assert reading.matrix is not None
    assert list(reading.matrix.skills) == ["sql", "py"]


def test_problems_across_files_name_both(tmp_path: Path) -> None:
    (tmp_path / "1.yaml").write_text(SMALL)
    more = "title: Other\nareas:\n  x:\n    title: X\n    skills:\n      sql: {title: Y}\n"
    (tmp_path / "2.yaml").write_text(more)
    problems = {each.code: each for each in read_matrix(tmp_path).problems}
    assert problems["duplicate-key"].place.file == str(tmp_path / "2.yaml")
    assert problems["duplicate-key"].what.endswith(f"first in {tmp_path / '1.yaml'}:2")
    assert problems["duplicate-id"].what.endswith(f"first in {tmp_path / '1.yaml'}:7")
    assert problems["duplicate-id"].source_line == "      sql: {title: Y}"


def test_a_file_of_a_folder_must_have_keys() -> None:
    problems = read_texts([("1", SMALL.encode()), ("2", b"- a\n")]).problems
    assert [(each.place.file, each.code) for each in problems] == [("2", "wrong-type")]
    assert read_texts([("1", b"x\n"), ("2", b"- a\n")]).matrix is None


def test_unreadable_paths_are_problems(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for path, words in [
        (tmp_path / "none.yaml", "is not there"),
        (tmp_path / "empty", "contains no file"),
        (Path("a\0b"), "cannot be opened"),
        (tmp_path / ("x" * 5_000), "cannot be opened"),
    ]:
        (problem,) = read_matrix(path).problems
        assert problem.code == "unreadable"
        assert words in problem.what


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="this account may read everything"
)
def test_forbidden_files_are_problems(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_text(SMALL)
    path.chmod(0)
    (problem,) = read_matrix(path).problems
    assert "must not be read" in problem.what


def test_reading_stops_at_the_size_limit(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_bytes(b"#" * (MOST_BYTES + 10))
    (problem,) = read_matrix(path).problems
    assert (problem.code, problem.place.line) == ("too-large", 0)
    half = b"#" * (MOST_BYTES // 2 + 1)
    (problem,) = read_texts([("a", half), ("b", half)]).problems
    assert (problem.code, problem.place.file) == ("too-large", "b")


def test_reading_no_texts_is_not_an_error() -> None:
    assert read_texts([]).matrix is None


def test_reading_leaves_garbage_collection_as_it_was() -> None:
    assert gc.isenabled()
    problems_of("a: [")
    assert gc.isenabled()
    gc.disable()
    try:
        problems_of("a: [")
        assert not gc.isenabled()
    finally:
        gc.enable()


@settings(max_examples=examples(150))
@given(
    st.binary(max_size=300)
    | st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
def test_reading_any_bytes_gives_an_answer_with_places_inside_the_file(data: bytes) -> None:
    reading = read_texts([("f", data)])
    assert reading.matrix is None
    assert reading.problems
    check_places(reading.problems, data)


@pytest.mark.slow
@settings(max_examples=examples(100))
@given(matrices(), st.data())
def test_reading_a_damaged_matrix_gives_places_inside_the_file(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 20)))
    damage = data.draw(st.text("{}[]:-\"'\n\t &*!#|>%@`a1", max_size=4))
    damaged = (text[:start] + damage + text[end:]).encode()
    reading = read_texts([("f", damaged)])
    assert (reading.matrix is None) == any(each.blocks for each in reading.problems)
    assert list(reading.problems) == sorted(reading.problems)
    check_places(reading.problems, damaged)


def check_places(problems: tuple[Problem, ...], data: bytes) -> None:
    text = data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    for problem in problems:
        assert problem.code
        assert problem.what
        assert 1 <= problem.place.line <= len(lines)
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1


@pytest.mark.slow
@settings(max_examples=examples(60))
@given(documents().flatmap(lambda each: st.tuples(st.just(each), written(each), st.data())))
def test_a_folder_reads_the_same_as_one_file(made: tuple[Document, str, st.DataObject]) -> None:
    document, text, data = made
    keys = data.draw(st.permutations(sorted(document)))
    cut = data.draw(st.integers(1, len(keys) - 1))
    parts = [{key: document[key] for key in each} for each in (keys[:cut], keys[cut:])]
    files = [(f"{at}.yaml", data.draw(written(part)).encode()) for at, part in enumerate(parts)]
    reading = read_texts(files)
    assert reading.matrix == read(text)
