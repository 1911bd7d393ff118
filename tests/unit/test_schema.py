"""The schema for editors and the reader say the same yes or no, as far as single keys go."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path as FilePath
from typing import Any

import pytest
import yaml
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from matrix_documents import DUMPER, documents
from strategies import matrices

from skills.matrix.reading.draft import read_draft
from skills.matrix.reading.field_types import FLAGS
from skills.matrix.reading.findings import Findings
from skills.matrix.reading.format import MATRIX, records
from skills.matrix.reading.json_schema import file_schema, matrix_schema, schema_text
from skills.matrix.reading.nodes import read_nodes

pytestmark = pytest.mark.slow

VALIDATOR = Draft7Validator(matrix_schema())
Path = tuple[str | int, ...]


def is_read(document: object) -> bool:
    """Return whether the reader finds nothing wrong with single keys."""
    findings = Findings()
    root, _whole = read_nodes("f", yaml.dump(document, Dumper=DUMPER, width=10_000), findings)
    if root is not None:
        read_draft(root, MATRIX, findings)
    return not findings.problems


def test_the_schema_is_valid() -> None:
    Draft7Validator.check_schema(matrix_schema())
    assert json.loads(json.dumps(matrix_schema())) == matrix_schema()


ROOT = FilePath(__file__).parents[2]
FILES = sorted((ROOT / "skills" / "matrices").rglob("*.yaml"))


def test_the_shipped_schema_is_that_of_the_command() -> None:
    """`python -m skills schema > docs/matrix.schema.json` writes it again."""
    text = (ROOT / "docs" / "matrix.schema.json").read_text(encoding="utf-8")
    assert text == schema_text()
    Draft7Validator.check_schema(json.loads(text))
    assert json.loads(text)["$id"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_shipped_file_names_the_schema_and_fits_it(path: FilePath) -> None:
    text = path.read_text(encoding="utf-8")
    named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    assert named
    schema = json.loads((path.parent / named[1]).read_text(encoding="utf-8"))
    errors = Draft7Validator(schema).iter_errors(yaml.safe_load(text))
    assert [each.message for each in errors] == []


def test_the_schema_of_a_file_still_marks_what_no_other_file_can_add() -> None:
    validator = Draft7Validator(file_schema())
    assert validator.is_valid({"areas": {"a": {"skills": {"x": {"checks": {}}}}}})
    assert not validator.is_valid({"areas": {"a": {"skills": {"x": {"abuot": "A"}}}}})
    bare: Any = {"areas": {"a": {"skills": {"x": {"statements": {"p": {"level": 1}}}}}}}
    assert not validator.is_valid(bare)
    assert not validator.is_valid({"projects": {"p": {"title": "P"}}})


def test_every_key_is_described() -> None:
    for record in records():
        for name, field in record.fields.items():
            assert field.about.endswith("."), (record.name, name)
    levels = matrix_schema()["properties"]["levels"]
    assert levels["description"].endswith("Practitioner, Expert.")


@settings(max_examples=examples(60))
@given(matrices())
def test_valid_matrices_follow_the_schema(text: str) -> None:
    document = yaml.safe_load(text)
    assert [each.message for each in VALIDATOR.iter_errors(document)] == []


RICH: dict[str, Any] = {
    "matrix": "rich",
    "title": "Rich",
    "version": "1.10",
    "credits": ["one"],
    "levels": ["Zero", {"title": "One", "about": "first"}],
    "scales": {
        "s": {"title": "S", "options": {"no": "No", "yes": {"title": "Yes", "credit": 1}}},
    },
    "areas": {
        "a": {
            "title": "A",
            "skills": {
                "x": {
                    "title": "X",
                    "was": ["y"],
                    "refs": {"esco": "e", "onet": ["o"]},
                    "statements": {"p": {"level": 1, "text": "P", "was": ["q", "y.q"]}},
                }
            },
        }
    },
    "qualifications": {"d": {"title": "D", "kind": "education", "expected": {"r.p": "usual"}}},
    "roles": {
        "r": {
            "title": "R",
            "profiles": {
                "p": {"title": "P", "targets": {"x": {"level": 1, "weight": 2, "must": True}}},
                "q": {"title": "Q", "targets": {"x": 1}},
            },
        }
    },
    "projects": {
        "j": {
            "title": "J",
            "hours": 2.5,
            "raises": {"x": 1},
            "after": ["k"],
            "needs": {"x": 1},
            "baseline": {"metric": "M", "better": "lower", "passing": -1},
        }
    },
    "day": {"b": {"title": "B", "from": "09:00", "to": "10:00", "activities": ["c"]}},
}


def paths(value: object, path: Path = ()) -> Iterator[Path]:
    yield path
    if isinstance(value, dict):
        for key, each in value.items():
            yield from paths(each, (*path, key))
    elif isinstance(value, list):
        for at, each in enumerate(value):
            yield from paths(each, (*path, at))


def replaced(document: object, path: Path, value: object) -> Any:  # noqa: ANN401 - any value
    if not path:
        return value
    copy = deepcopy(document)
    at: Any = copy
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    return copy


def found(document: Any, path: Path) -> Any:  # noqa: ANN401 - any value
    for step in path:
        document = document[step]
    return document


OTHERS: list[object] = [
    *("text", "X Y", "x-", "a.b", "a.b.c", "yes", "2", "", " ", "09:00", "24:00", "higher", "null"),
    *("x" * 60, "x" * 61, "x" * 121 + ".y", "t" * 201, "t" * 5_001),
    *(0, 1, 2.0, 7, 8, -1, 0.5, 100, 101, 1_001, 10**13, None, [], {}, ["x"], ["a", "b", "c"]),
    *([None], {"a": 1}, {"r.p": "usual"}, {"X": 1}, {"title": "T"}, {"level": 1}, ["x"] * 9),
]


@pytest.mark.parametrize(
    "path", list(paths(RICH)), ids=lambda path: ".".join(map(str, path)) or "all"
)
def test_reader_and_schema_agree_on_other_values(path: Path) -> None:
    for value in OTHERS:
        document = replaced(RICH, path, value)
        assert is_read(document) == VALIDATOR.is_valid(document), value


@pytest.mark.parametrize(
    "path", [path for path in paths(RICH) if isinstance(found(RICH, path), dict)], ids=str
)
def test_reader_and_schema_agree_on_missing_and_unknown_keys(path: Path) -> None:
    group = found(RICH, path)
    verdicts = []
    for key in group:
        less = replaced(RICH, path, {name: each for name, each in group.items() if name != key})
        verdicts.append((is_read(less), VALIDATOR.is_valid(less)))
        for name in ("Bad_Id", "wieght", f"{key}x", "x" * 61, "r.p.q"):
            other = {name if each == key else each: value for each, value in group.items()}
            more = replaced(RICH, path, other)
            verdicts.append((is_read(more), VALIDATOR.is_valid(more)))
    assert all(read == valid for read, valid in verdicts)
    assert (False, False) in verdicts


@settings(max_examples=examples(80))
@given(documents(), st.data())
def test_reader_and_schema_agree_on_any_typo(document: dict[str, Any], data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(list(paths(document))))
    slipped = replaced(document, path, data.draw(st.sampled_from(OTHERS)))
    assert is_read(slipped) == VALIDATOR.is_valid(slipped)


@pytest.mark.parametrize("word", [form(each) for each in FLAGS for form in (str.lower, str.title)])
def test_booleans_are_accepted_in_every_form_an_editor_sees(word: str) -> None:
    path = ("roles", "r", "profiles", "p", "targets", "x", "must")
    for value in (word, True, False):
        document = replaced(RICH, path, value)
        assert is_read(document)
        assert VALIDATOR.is_valid(document)
