"""Format problems for people, programs and GitHub Actions."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final
from unicodedata import combining, east_asian_width

from skills.matrix.reading.decoding import UNSEEN
from skills.problems import Place, Problem
from skills.sentences.problems import fold

WIDEST: Final = 100
"""Columns of a quoted line; longer ones are truncated around the place."""

BEFORE: Final = 40
"""Columns kept before the place in a truncated line."""

_OBEYED: Final = re.compile(rf"{UNSEEN.pattern}|[\t\n\r]")

_WORD: Final = re.compile(r'"[^"]*"|\'[^\']*\'|[^\s,:\[\]{}#"\']+')


def as_text(problems: Sequence[Problem]) -> str:
    """Format problems for people, each with its line, and a summary."""
    return paragraphs(problems) + f"{summary(problems)}\n" if problems else ""


def paragraphs(problems: Iterable[Problem]) -> str:
    """Format problems for people, each with its line and those that are alike as one."""
    return "".join(f"{_paragraph(each)}\n" for each in fold(problems))


def as_json(problems: Iterable[Problem]) -> str:
    """Return problems as a JSON list of objects."""
    return json.dumps([_plain(each) for each in problems], indent=2) + "\n"


def as_github(problems: Iterable[Problem]) -> str:
    """Return problems as workflow commands, which GitHub shows as annotations in a diff."""
    return "".join(f"{_command(each)}\n" for each in problems)


FORMATS: Final[Mapping[str, Callable[[Sequence[Problem]], str]]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
}
"""Name of a format to its formatter."""


def summary(problems: Sequence[Problem]) -> str:
    """Return the number of problems and whether the matrix can be used."""
    errors = sum(each.blocks for each in problems)
    counts = [_counted(errors, "problem"), _counted(len(problems) - errors, "warning")]
    files = _counted(len({each.place.file for each in problems}), "file")
    end = "No matrix was loaded." if errors else "The matrix can be used."
    return f"{' and '.join(each for each in counts if each)} in {files}. {end}"


def _counted(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}" if count else ""


def printable(text: str) -> str:
    """Escape control characters, so that a terminal does not interpret them."""
    return _OBEYED.sub(lambda match: ascii(match.group())[1:-1], text)


def _paragraph(problem: Problem) -> str:
    place = _located(problem.place)
    what = f"{place}: {problem.severity.name}: {problem.what} [{problem.code}]"
    lines = [printable(what), *_quoted_line(problem)]
    if problem.fix:
        lines.append(f"   fix: {printable(problem.fix)}")
    return "\n".join(lines)


def _located(place: Place) -> str:
    found = (place.file, str(place.line or ""), str(place.column or ""))
    return ":".join(each for each in found if each)


def _quoted_line(problem: Problem) -> list[str]:
    """Return the source line and a second line that points at the place."""
    place, line = problem.place, problem.source_line
    if not line.strip() or not place.line:
        return []
    start = place.column - 1
    word = _WORD.match(line, start)
    end = min(word.end() if word else start + 1, start + WIDEST - BEFORE)
    cut = max(0, start - BEFORE) if len(line) > WIDEST else 0
    before = ("…" if cut else "") + _flat(line[cut:start])
    marked = _flat(line[start:end])
    after = _flat(line[end : cut + WIDEST]) + ("…" if cut + WIDEST < len(line) else "")
    pointer = " " * _width(before) + "^" * max(1, _width(marked))
    return [f"{place.line:>7} | {before}{marked}{after}".rstrip(), f"        | {pointer}"]


def _flat(text: str) -> str:
    return printable(text.replace("\t", "    "))


def _width(text: str) -> int:
    """Return the width of a text in terminal columns."""
    wide = sum(east_asian_width(each) in "WF" for each in text)
    return len(text) + wide - sum(combining(each) > 0 for each in text)


def _plain(problem: Problem) -> dict[str, str | int]:
    return {
        "file": problem.place.file,
        "line": problem.place.line,
        "column": problem.place.column,
        "severity": problem.severity.name,
        "code": problem.code,
        "what": problem.what,
        "fix": problem.fix,
    }


def _command(problem: Problem) -> str:
    place = problem.place
    parts = {"file": place.file, "title": problem.code}
    if place.line:
        parts = {"file": place.file, "line": str(place.line), "col": str(place.column)} | parts
    listed = ",".join(f"{name}={_escaped_part(value)}" for name, value in parts.items())
    message = f"{problem.what}: {problem.fix}" if problem.fix else problem.what
    return f"::{problem.severity.name} {listed}::{_escaped(message)}"


def _escaped(text: str) -> str:
    safe = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return printable(safe)


def _escaped_part(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
