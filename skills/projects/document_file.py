"""Read a file with the document that a project produces: text with headings, YAML or JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Final

from skills.importing.read_result import import_error
from skills.importing.text_encoding import encoding_of
from skills.matrix.reading.other_files import OLE
from skills.problems import Problem
from skills.projects.document_parts import DocumentError, ReadDocument
from skills.projects.heading_parts import parts_of_text
from skills.projects.named_parts import parts_of_json, parts_of_yaml

CODES: Final[Mapping[str, str]] = {
    "document-too-large": "the file is larger than 200 KB",
    "document-empty": "the file is empty",
    "document-kind": "the file is of another type",
    "document-text": "the file is not text, or its encoding is not supported",
    "document-damaged": "the file is not YAML or JSON as its name says, or has no names",
}
"""Codes of the problems, and their meanings."""

SIZE_LIMIT: Final = 200_000
"""Maximum size of a file in bytes: a hundred pages, and cheap even where it is all headings."""

EXTENSIONS: Final = ("md", "txt", "yaml", "yml", "json")
"""The file types that can be read."""

EXPECTED: Final = "save it as Markdown or text (.md, .txt), YAML or JSON"

_LONGEST_EXTENSION: Final = 20

_BY_EXTENSION: Final[Mapping[str, Callable[[str], ReadDocument]]] = {
    "": parts_of_text,  # a pipe has no name
    "md": parts_of_text,
    "txt": parts_of_text,
    "yaml": parts_of_yaml,
    "yml": parts_of_yaml,
    "json": parts_of_json,
}

_KINDS: Final = (
    (b"PK", "a Word or OpenDocument file, or another ZIP archive"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a Rich Text file"),
    (OLE, "an old Office file"),
)
"""First bytes of other types of files, and what each is."""


def read_document(data: bytes, name: str) -> ReadDocument | Problem:
    """Return the parts of a document, or the problem that keeps it from being checked.

    Parameters
    ----------
    name : file name, whose extension says what the file is.
    """
    problem = _problem_with_bytes(data, name)
    if problem is not None:
        return problem
    read = _BY_EXTENSION.get(_extension(name))
    if read is None:
        what = f'A file of type ".{_extension(name)[:_LONGEST_EXTENSION]}" is not read here'
        return import_error(name, "document-kind", what, EXPECTED)
    text = _text_of(data, name)
    if isinstance(text, Problem):
        return text
    try:
        return read(text)
    except DocumentError as error:
        return import_error(
            name,
            "document-damaged",
            str(error),
            error.fix,
            line=error.line,
            column=error.column,
        )


def _extension(name: str) -> str:
    return PurePath(name).suffix.removeprefix(".").casefold()


def _problem_with_bytes(data: bytes, name: str) -> Problem | None:
    if len(data) > SIZE_LIMIT:
        what = f"The file is larger than {SIZE_LIMIT / 1e3:.0f} KB"
        return import_error(
            name, "document-too-large", what, "leave out what the task does not ask"
        )
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        return import_error(name, "document-empty", "The file is empty", "write the sections first")
    kind = next((kind for start, kind in _KINDS if data.startswith(start)), "")
    return import_error(name, "document-kind", f"The file is {kind}", EXPECTED) if kind else None


def _text_of(data: bytes, name: str) -> str | Problem:
    try:
        text = data.decode(encoding_of(data))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what, fix = (
            "The file is not UTF-8 text",
            "save it as UTF-8, which every editor offers",
        )
        return import_error(name, "document-text", what, fix, line=line, column=1)
    if "\0" in text:
        return import_error(name, "document-kind", "The file is not a text file", EXPECTED)
    return text.removeprefix("\ufeff")
