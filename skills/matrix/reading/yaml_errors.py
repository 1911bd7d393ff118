"""Translate the errors of the YAML parser into plain words for authors."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from skills.problems import Place


class Complaint(NamedTuple):
    """What a parser says: in which context it was, and what it met.

    Attributes
    ----------
    character : the character at which it stopped, or "".
    """

    context: str
    problem: str
    character: str = ""


class Sentence(NamedTuple):
    """What is wrong, and how to fix it.

    Attributes
    ----------
    at_start : report it at the start of the unfinished construct.
    """

    what: str
    fix: str
    at_start: bool = False
    code: str = "not-yaml"


_QUOTE_IT: Final = "put the whole text in quotes"
_ALIGN: Final = "start keys of the same group in the same column, indented with spaces"

_TAB: Final = Sentence(
    "a tab is used where only spaces may indent a line", "put two spaces in place of each tab"
)
_QUOTE: Final = Sentence(
    "a quote is opened here and not closed", "write the same quote at the end of the text", True
)
_LIST: Final = Sentence(
    "a list in [ ] is malformed: a comma or the closing ] is missing",
    'separate entries with commas, close the list with "]", quote text that contains commas',
    True,
)
_GROUP: Final = Sentence(
    "a group in { } is malformed: a comma or the closing } is missing",
    'separate keys with commas, close the group with "}", quote text that contains commas',
    True,
)
_COLON: Final = Sentence(
    "a colon is used where no key can be",
    f"{_QUOTE_IT} if it contains a colon and a space; otherwise {_ALIGN}",
)
_NO_COLON: Final = Sentence(
    "this line has no colon after its key",
    'write "key: value", or indent the text if it continues the line above',
    True,
)
_INDENT: Final = Sentence(
    "this does not fit the lines above it", f"{_ALIGN}; put text that contains quotes in quotes"
)
_DASH: Final = Sentence(
    "an entry of the list above is expected here, but there is no hyphen",
    'begin each entry with "- " in the same column',
)
_NOTHING: Final = Sentence(
    "a value or key is expected here", "write it, or remove the extra bracket or comma"
)
_ESCAPE: Final = Sentence(
    "a backslash in double quotes is followed by something unknown",
    "write the backslash twice, or use single quotes",
)
_HALF_CHARACTER: Final = Sentence(
    "a backslash in double quotes names a character that does not exist",
    "type the character itself",
    code="bad-character",
)
_NAME: Final = Sentence(
    'a value that begins with "&", "*" or "!" means something else in YAML', _QUOTE_IT
)
_BLOCK: Final = Sentence(
    "the text after | or > is not right", "begin the text on the next line, indented by two spaces"
)
_DIRECTIVE: Final = Sentence('a line that begins with "%" is not part of a matrix', "remove it")
_OTHER: Final = Sentence("this line cannot be read as YAML", f"{_QUOTE_IT}, or {_ALIGN}")

_BY_PROBLEM: Final = (
    ("tab character", _TAB),
    ("Unicode character escape", _HALF_CHARACTER),
    ("unknown escape", _ESCAPE),
    ("hexdecimal", _ESCAPE),
    ("hexadecimal", _ESCAPE),
    ("unexpected end of stream", _QUOTE),
    ("unexpected document", _QUOTE),
    ("',' or ']'", _LIST),
    ("',' or '}'", _GROUP),
    ("mapping values are not allowed", _COLON),
    ("expected ':'", _NO_COLON),
    ("'-' indicator", _DASH),
    ("node content", _NOTHING),
    ("tag handle", _NAME),
    ("alphabetic or numeric", _NAME),
    ("YAML document", _DIRECTIVE),
    ("expected key", _INDENT),
    ("<block end>", _INDENT),
    ("not allowed", _INDENT),
)

_BY_CONTEXT: Final = (
    ("block scalar", _BLOCK),
    ("directive", _DIRECTIVE),
    ("tag", _NAME),
)


def syntax_problem(file: str, text: str, error: Exception) -> tuple[Place, str, str, str]:
    """Return the place, code, explanation and fix for a parser error about a text."""
    problem_mark = getattr(error, "problem_mark", None)
    context_mark = getattr(error, "context_mark", None) or problem_mark
    complaint = Complaint(
        getattr(error, "context", None) or "",
        getattr(error, "problem", None) or "",
        _character(text, problem_mark),
    )
    sentence = explain(complaint)
    mark = context_mark if sentence.at_start else problem_mark
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file, 1, 1)
    return place, sentence.code, sentence.what, sentence.fix


def _character(text: str, mark: Any) -> str:  # noqa: ANN401 - PyYAML has no types for its marks
    if mark is None:
        return ""
    line = text.split("\n", mark.line + 1)[mark.line : mark.line + 1]
    return "".join(line)[mark.column : mark.column + 1]


def explain(complaint: Complaint) -> Sentence:
    """Return the explanation of a parser error."""
    if "cannot start any token" in complaint.problem:
        return _stray(complaint.character)
    for words, sentence in _BY_PROBLEM:
        if words in complaint.problem:
            return sentence
    for words, sentence in _BY_CONTEXT:
        if words in complaint.context:
            return sentence
    return _OTHER


def _stray(character: str) -> Sentence:
    if character == "\t":
        return _TAB
    return Sentence(f'a value cannot begin with "{character}"', _QUOTE_IT)
