"""Every problem code is registered, explained, and proven by a file."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from skills.matrix.reading import Reading, read_matrix, read_texts
from skills.matrix.reading.findings import MOST_PROBLEMS
from skills.matrix.reading.nodes import MOST_NODES
from skills.matrix.reading.problem_codes import CODES
from skills.problems import Problem

ROOT = Path(__file__).parents[2]
FILES = ROOT / "tests" / "data" / "problems"
PAGE = (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")
HEAD = b"matrix: small\ntitle: Small\n"

MADE_HERE = {
    "unreadable": lambda: read_matrix(FILES / "there-is-no-such.yaml"),  # it must not exist
    "too-large": lambda: read_texts([("x", b"- x\n" * MOST_NODES)]),  # too large to keep
    "too-many": lambda: read_texts([("x", b"? [x]\n: y\n" * MOST_PROBLEMS)]),  # the same
}
NOT_SHOWN = {*MADE_HERE, "not-utf8"}  # a page in UTF-8 cannot show them

EXPECTED = re.compile(rb"^# expect (\d+):(\d+) (\S+)$", re.MULTILINE)


def expected_in(path: Path) -> set[tuple[str, int, int, str]]:
    found = EXPECTED.findall(path.read_bytes())
    return {(str(path), int(line), int(column), code.decode()) for line, column, code in found}


def place_and_code(problem: Problem) -> tuple[str, int, int, str]:
    place = problem.place
    return place.file, place.line, place.column, problem.code


@pytest.mark.parametrize("path", sorted(FILES.iterdir()), ids=lambda path: path.name)
def test_a_file_has_exactly_the_expected_problems(path: Path) -> None:
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    expected = set().union(*map(expected_in, files))
    assert expected
    assert {place_and_code(each) for each in read_matrix(path).problems} == expected


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_test_file(code: str) -> None:
    if code in MADE_HERE:
        reading: Reading = MADE_HERE[code]()
        assert code in {each.code for each in reading.problems}
    else:
        assert code in {each[-1] for each in expected_in(FILES / f"{code}.yaml")}


def sections() -> dict[str, str]:
    parts = re.split(r"^## (\S+)\n", PAGE, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def snippet(text: str, name: str) -> bytes:
    found = re.search(rf"^```yaml {name}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return found[1].encode() if found else b""


def test_page_explains_every_code_in_order_and_no_other() -> None:
    assert list(sections()) == list(CODES)


@pytest.mark.parametrize("code", [each for each in CODES if each not in NOT_SHOWN])
def test_snippets_of_the_page_are_bad_and_fixed(code: str) -> None:
    base = ("base.yaml", snippet(PAGE, "base"))
    bad = read_texts([base, ("more.yaml", snippet(sections()[code], "bad"))])
    fixed = read_texts([base, ("more.yaml", snippet(sections()[code], "fixed"))])
    assert code in {each.code for each in bad.problems}
    assert code not in {each.code for each in fixed.problems}
    assert fixed.matrix is not None


@pytest.mark.parametrize("code", [each for each in CODES if each not in MADE_HERE])
def test_page_calls_warnings_warnings(code: str) -> None:
    reading = read_matrix(FILES / f"{code}.yaml")
    warning = not any(each.blocks for each in reading.problems if each.code == code)
    assert ("\nWarning: " in sections()[code]) == warning
    assert CODES[code][1:] in " ".join(sections()[code].split())


def codes_in(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            values = [*node.args, *(each.value for each in node.keywords if each.arg == "code")]
            if called in {"error", "warn", "_refuse", "Refusal", "Problem", "Sentence"}:
                found |= {each.value for each in values if isinstance(each, ast.Constant)}
        elif isinstance(node, ast.AnnAssign) and getattr(node.target, "id", "") == "code":
            found.add(getattr(node.value, "value", ""))
    return {each for each in found if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+|unreadable", str(each))}


def test_the_registry_has_exactly_the_codes_in_use() -> None:
    files = (ROOT / "skills" / "matrix" / "reading").glob("*.py")
    assert set().union(*map(codes_in, files)) == set(CODES)


def test_reading_stops_after_many_problems_with_a_note() -> None:
    problems = read_texts([("x.yaml", HEAD + b"a: 1\n" + b"a: 2\n" * 5_000)]).problems
    assert len(problems) == MOST_PROBLEMS + 1
    assert problems[-1].code == "too-many"
    assert problems[-1].place == problems[-2].place
