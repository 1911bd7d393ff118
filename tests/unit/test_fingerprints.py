from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
import yaml
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from matrix_documents import Document, documents, written
from strategies import read

from skills.matrix import Matrix


def prints(matrix: Matrix) -> tuple[str, str]:
    return matrix.wording, matrix.structure


def of(document: Document) -> Matrix:
    return read(yaml.safe_dump(document, sort_keys=False))


@pytest.mark.slow
@settings(max_examples=examples(60))
@given(documents().flatmap(lambda each: st.tuples(written(each), written(each))))
def test_notation_does_not_change_fingerprints(texts: tuple[str, str]) -> None:
    first, second = map(read, texts)
    assert first == second
    assert prints(first) == prints(second)


ORDERED = {"profiles", "options"}  # their order means something


def turned(value: Any, key: str = "") -> Any:  # noqa: ANN401 - any part of a document
    if not isinstance(value, dict):
        return value
    pairs = [(name, turned(each, name)) for name, each in value.items()]
    return dict(pairs if key in ORDERED or key == "scales" else reversed(pairs))


@pytest.mark.slow
@settings(max_examples=examples(60))
@given(documents())
def test_the_order_of_keys_changes_nothing(document: Document) -> None:
    assert prints(of(turned(document))) == prints(of(document))


TEXTS = ("title", "short", "about", "text", "show", "why", "version", "metric", "data", "deliver")


def reworded(value: Any) -> Any:  # noqa: ANN401 - any part of a document
    if not isinstance(value, dict):
        return value
    return {
        key: f"{each} anew" if key in TEXTS and isinstance(each, str) else reworded(each)
        for key, each in value.items()
    }


@pytest.mark.slow
@settings(max_examples=examples(60))
@given(documents())
def test_renaming_titles_changes_wording_only(document: Document) -> None:
    before, after = of(document), of(reworded(document))
    assert before.wording != after.wording
    assert before.structure == after.structure


BASE: Document = {
    "matrix": "small",
    "title": "Small",
    "levels": ["Zero", "One", "Two"],
    "scales": {"s": {"title": "S", "options": {"no": "No", "half": "Half", "yes": "Yes"}}},
    "areas": {
        "a": {
            "title": "A",
            "skills": {
                "x": {"title": "X", "statements": {"p": {"level": 1, "text": "P"}}},
                "y": {"title": "Y", "statements": {"q": {"level": 2, "text": "Q"}}},
            },
        },
        "b": {
            "title": "B",
            "skills": {"z": {"title": "Z", "statements": {"q": {"level": 2, "text": "Q"}}}},
        },
    },
    "roles": {
        "r": {
            "title": "R",
            "profiles": {"p": {"title": "P", "targets": {"x": 1, "y": {"level": 2, "weight": 2}}}},
        }
    },
}


def changed(*path: str, to: object) -> Matrix:
    document = deepcopy(BASE)
    at: Any = document
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = to
    return of(document)


def test_whatever_changes_numbers_changes_the_structure() -> None:
    credit = {"no": {"title": "No", "credit": 0}, "half": {"title": "Half", "credit": 0.4}}
    skill = ("areas", "a", "skills", "x")
    targets = ("roles", "r", "profiles", "p", "targets")
    found = [
        of(BASE),
        changed("levels", to=["Zero", "One", "Two", "Three"]),
        changed("scales", "s", "options", to=credit),
        changed("scales", "s", "options", to={"no": "No", "some": "Half", "yes": "Yes"}),
        changed(*skill, "statements", "p", "level", to=2),
        changed(*skill, "statements", to={"pp": {"level": 1, "text": "P"}}),
        changed(*targets, "y", "level", to=1),
        changed(*targets, "y", "weight", to=3),
        changed(*targets, "y", "must", to=True),
        changed(*targets, to={"x": 1}),
    ]
    assert len({each.structure for each in found}) == len(found)
    assert len({each.wording for each in found}) == len(found)


def test_explicit_defaults_do_not_change_fingerprints() -> None:
    target = {"level": 1, "weight": 1.0, "must": False}
    same = changed("roles", "r", "profiles", "p", "targets", "x", to=target)
    assert prints(same) == prints(of(BASE))


@pytest.mark.slow
def test_wording_alone_does_not_change_the_structure() -> None:
    for path in (("title",), ("areas", "a", "title"), ("roles", "r", "title"), ("about",)):
        after = changed(*path, to="Other words")
        assert after.wording != of(BASE).wording
        assert after.structure == of(BASE).structure


def test_the_pack_that_checks_a_project_changes_no_fingerprint() -> None:
    project = {"title": "P", "hours": 1, "raises": {"x": 1}}
    plain = of(BASE | {"projects": {"p": project}})
    packed = of(BASE | {"projects": {"p": project | {"pack": "penguins"}}})
    assert packed.projects[0].pack == "penguins"
    assert prints(packed) == prints(plain)
