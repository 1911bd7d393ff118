"""Make up any matrix, as text or as a value, and any answers to it."""

from __future__ import annotations

import yaml
from hypothesis import strategies as st
from matrix_documents import DUMPER, documents, written

from skills.matrix import NOT_APPLICABLE, Matrix
from skills.matrix.reading import read_texts


def matrices() -> st.SearchStrategy[str]:
    """Return any valid matrix file, as YAML text."""
    return documents().flatmap(written)


def read(text: str) -> Matrix:
    """Return the matrix of a text that must be valid."""
    reading = read_texts([("made-up.yaml", text.encode())])
    assert reading.matrix is not None, reading.problems
    return reading.matrix


def matrix_values() -> st.SearchStrategy[Matrix]:
    """Return any matrix, as a value."""
    return documents().map(
        lambda document: read(yaml.dump(document, Dumper=DUMPER, sort_keys=False))
    )


def answers_to(matrix: Matrix) -> st.SearchStrategy[dict[str, str]]:
    """Return any answers to the statements of a matrix, some of them left open."""
    choices = {
        each.id: st.sampled_from([*(option.id for option in each.scale.options), NOT_APPLICABLE])
        for each in matrix.statements.values()
    }
    return st.fixed_dictionaries({}, optional=choices)


def matrices_with_answers() -> st.SearchStrategy[tuple[Matrix, dict[str, str]]]:
    """Return any matrix together with any answers to it."""
    return matrix_values().flatmap(
        lambda matrix: st.tuples(st.just(matrix), answers_to(matrix)),
    )
