"""Divide a YAML or JSON file into parts by the names at its top level."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Final

from skills.matrix.reading.findings import Findings, TooManyProblems
from skills.matrix.reading.nodes import Allowance, read_nodes
from skills.matrix.reading.tree import Keyed, Listing, Node, Scalar
from skills.problems import Problem
from skills.projects.document_parts import DocumentError, DocumentPart, ReadDocument, word_count

MOST_VALUES: Final = 20_000
"""How many names, values and lists a YAML file may have."""

NO_NAMES: Final = "The file has no names at its top level"
WRITE_NAMES: Final = "write each section as a name at the top level, with its text as the value"
WRITE_JSON: Final = "save it by a program, such as json.dump of Python, or write YAML instead"

_IN_A_DOCUMENT: Final[Mapping[str, tuple[str, str]]] = {
    "empty-file": (NO_NAMES, WRITE_NAMES),
    "several-documents": (
        "A second document begins here, after a line of dashes",
        "remove the line of dashes",
    ),
    "too-large": (
        f"The file has more than {MOST_VALUES:,} names, values and lists",
        "remove what is not needed",
    ),
}
"""What to say instead where the problem of a matrix speaks of a matrix, by its code."""


def parts_of_json(text: str) -> ReadDocument:
    """Return the parts of a JSON object.

    Raises
    ------
    DocumentError
        If the text is not a JSON object.
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        line, column = getattr(error, "lineno", 0), getattr(error, "colno", 0)
        raise DocumentError("The file is not JSON", WRITE_JSON, line, column) from None
    if not isinstance(found, dict):
        raise DocumentError(NO_NAMES, WRITE_NAMES)
    return _document([DocumentPart(name, 1, _words_in(value)) for name, value in found.items()])


def parts_of_yaml(text: str) -> ReadDocument:
    """Return the parts of a YAML file, read as strictly as a matrix.

    Raises
    ------
    DocumentError
        If the text is not YAML, or has no names at its top level.
    """
    findings = Findings()
    with suppress(TooManyProblems):  # the first of them is enough
        root, _ = read_nodes("", text, findings, Allowance(MOST_VALUES))
    if findings.problems:
        raise _as_error(min(findings.problems))
    if not isinstance(root, Keyed):
        raise DocumentError(NO_NAMES, WRITE_NAMES)
    return _document(
        [DocumentPart(name, 1, _words_below(node)) for name, (_, node) in root.entries.items()]
    )


def _as_error(problem: Problem) -> DocumentError:
    what, fix = _IN_A_DOCUMENT.get(
        problem.code, (problem.what[:1].upper() + problem.what[1:], problem.fix)
    )
    return DocumentError(what, fix, problem.place.line, problem.place.column)


def _words_below(node: Node) -> int:
    """Count the words in the values of a node, without the names."""
    match node:
        case Keyed():
            return sum(_words_below(value) for _, value in node.entries.values())
        case Listing():
            return sum(map(_words_below, node.items))
        case Scalar():
            return 0 if node.is_empty else word_count(node.text)
        case _:
            return 0


def _document(parts: list[DocumentPart]) -> ReadDocument:
    return ReadDocument(tuple(parts), sum(each.words for each in parts))


def _words_in(value: object) -> int:
    """Count the words in a JSON value, without the names of objects."""
    words, waiting = 0, [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            waiting.extend(each.values())
        elif isinstance(each, list):
            waiting.extend(each)
        elif each is not None:
            words += word_count(str(each))
    return words
