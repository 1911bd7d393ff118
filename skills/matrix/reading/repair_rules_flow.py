"""Propose repairs of quotes, brackets, and groups in one line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from skills.matrix.reading.line_repairs import (
    CLOSING,
    KNOWN,
    OPENING,
    Repair,
    RepairRule,
    changed,
    in_quotes,
    parts_of,
)

_FLOW_KEY: Final = re.compile(rf"([{{,][ ]*)({KNOWN})[ ]*:[ ]+")
_RISKY: Final = re.compile(r""":[ ]|:$|,|[ ]#|^[-@`%&*!|>\[\]{}?#"'“”„«»]|[\[\]{}]""")


def _quotes(lines: Sequence[str], index: int) -> Iterator[Repair]:
    parts = parts_of(lines[index])
    if not parts or parts.value[0] not in "\"'":
        return
    quote, rest = parts.value[0], parts.value[1:]
    inner = rest.rstrip(quote + CLOSING)
    if quote not in rest:
        what = "a quote is opened here and not closed"
        yield changed(lines, index, f"{parts.head}{quote}{inner}{quote}", what)
    elif quote == "'" and "'" in inner and rest.endswith("'"):
        what = "an apostrophe inside single quotes ends the text too early"
        yield changed(lines, index, parts.head + in_quotes(inner), what)
    else:
        what = "the quotes end before the line does"
        if quote == '"' and rest.count(quote) == 1 and "\\" in rest:
            what = "a backslash in double quotes begins an escape"
        whole = inner if rest.endswith(quote) else parts.value
        yield changed(lines, index, f"{parts.head}{in_quotes(whole)}", what)


def _flow_texts(lines: Sequence[str], index: int) -> Iterator[Repair]:
    """Quote what needs quotes in a group in one line, split at the keys of the format."""
    line = lines[index].rstrip()
    start = line.find("{")
    keys = list(_FLOW_KEY.finditer(line, start)) if start >= 0 else []
    if not keys:
        return
    is_closed = line.endswith("}")
    ends = [each.start() for each in keys[1:]] + [len(line) - is_closed]
    done, causes = line[:start], list[str]()
    for key, end in zip(keys, ends, strict=True):
        value = line[key.end() : end].strip()
        new = _flow_value(value)
        causes += [_cause(value)] if new != value else []
        done += f"{key[1]}{key[2]}: {new}"
    if not is_closed:
        yield changed(lines, index, done + "}", _unclosed(line, causes))
    elif causes:
        yield changed(lines, index, done + "}", causes[0])


def _unclosed(line: str, causes: Sequence[str]) -> str:
    what = 'a group in { } is opened here, and its closing "}" is missing'
    return causes[0] if " #" in line and causes else what


def _flow_value(value: str) -> str:
    if not value or value[0] in "{[" or not _RISKY.search(value):
        return value
    if value[0] in OPENING:
        return in_quotes(value[1:].rstrip(CLOSING + '"'))
    if value[0] != '"' and value.count('"') == 1 and value.endswith('"'):
        return in_quotes(value[:-1])
    if value[0] in "\"'":
        quote, rest = value[0], value[1:]
        is_fine = rest.endswith(quote) and quote not in rest[:-1].replace("\\" + quote, "")
        return value if is_fine else in_quotes(rest.rstrip(quote))
    return in_quotes(value)


def _cause(value: str) -> str:
    if value[0] in OPENING:
        return "the quotes here are curly ones, which YAML takes for letters"
    if value[0] in "\"'":
        closed = value[0] in value[1:]
        unclosed = "a quote is opened here and not closed"
        return "the text in quotes ends before its last quote" if closed else unclosed
    for sign, name in ((": ", "a colon and a space"), (" #", '" #"'), (",", "a comma")):
        if sign in value:
            return f"text in {{ }} with {name} needs quotes"
    return "text in { } that contains brackets or begins with a special character needs quotes"


_UNOPENED: Final = re.compile(rf"([^:]*: +)(\(?)((?:{KNOWN}): .*?)([)}}]?)$")


def no_brace(lines: Sequence[str], index: int) -> Iterator[Repair]:
    """Open a group that is only closed, or stands in round brackets."""
    found = _UNOPENED.match(lines[index].rstrip())
    if found and (found[2] or found[4] == "}"):
        what = 'a group in { } has no "{" at its beginning'
        yield changed(lines, index, f"{found[1]}{{{found[3]}}}", what)


_LIST: Final = re.compile(r"(.*?[:-] +)\[(.*)\]$")


def _flow_list(lines: Sequence[str], index: int) -> Iterator[Repair]:
    """Quote the entries of a list in one line that need it."""
    found = _LIST.match(lines[index].rstrip())
    if found:
        parts = [each.strip() for each in found[2].split(",")]
        new = [_flow_value(each) for each in parts]
        if new != parts:
            what = "an entry of a list in [ ] contains a special character, so it needs quotes"
            yield changed(lines, index, f"{found[1]}[{', '.join(new)}]", what)


_UNPARTED: Final = re.compile(rf"(?<=[^{{,\s]) +({KNOWN}): ")


def _no_comma(lines: Sequence[str], index: int) -> Iterator[Repair]:
    start = lines[index].find("{")
    found = _UNPARTED.search(lines[index], start) if start >= 0 else None
    if found:
        what = f'a comma is missing before "{found[1]}"'
        new = f"{lines[index][: found.start()]}, {lines[index][found.start() :].lstrip()}"
        yield changed(lines, index, new, what)


_PAIRS: Final = (("{", "}"), ("[", "]"))
_QUOTED: Final = re.compile(r'"(?:[^"\\]|\\.)*"|(?<=[\s,\[{])\'(?:[^\']|\'\')*\'')


def _brackets(lines: Sequence[str], index: int) -> Iterator[Repair]:
    line = lines[index].rstrip()
    bare = _QUOTED.sub("", line)
    for opening, closing in _PAIRS:
        missing = bare.count(opening) - bare.count(closing)
        name = "group" if opening == "{" else "list"
        if missing > 0:
            what = (
                f'a {name} in {opening} {closing} is opened here, and its closing "{closing}"'
                " is missing"
            )
            other = "]" if closing == "}" else "}"
            if line.endswith(other) and bare.count(other) > bare.count(
                "[" if other == "]" else "{"
            ):
                yield changed(lines, index, line[:-1] + closing, what)
            yield changed(lines, index, line.rstrip(",") + closing * missing, what)
            yield changed(lines, index, f"{line},", "a comma is missing at the end of this line")
        elif missing < 0 and line.endswith(closing):
            what = f'there is one "{closing}" too many'
            yield changed(lines, index, line[:missing], what)


SWALLOWING: Final[tuple[RepairRule, ...]] = (
    _quotes,
    _brackets,
    _no_comma,
    _flow_texts,
    _flow_list,
)
"""Rules for mistakes whose consequences may come many lines later."""
