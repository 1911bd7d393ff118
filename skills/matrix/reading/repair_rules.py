"""Propose how a line of a file that is not YAML was meant, one rule for each common mistake.

The rules only propose; `repair_search` reads the file with each proposal and keeps what works.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from skills.matrix.reading.field_types import record_of
from skills.matrix.reading.format import records
from skills.matrix.reading.line_repairs import (
    BULLETS,
    CLOSING,
    KNOWN,
    ODD_FIX,
    ODD_SPACES,
    ODD_WHAT,
    OPENING,
    Repair,
    RepairRule,
    changed,
    in_quotes,
    indent_of,
    is_blank,
    parts_of,
)
from skills.matrix.reading.repair_rules_flow import SWALLOWING, no_brace

_NO_SPACE: Final = re.compile(r"([ ]*(?:-[ ]+)?)([A-Za-z][\w-]*):(?!//)(\S.*)$")
_NO_COLON: Final = re.compile(
    rf"([ ]*(?:-[ ]+)?)({KNOWN})(?:[ ]*[=;.,：][ ]*|[ ]+[-–][ ]+|[ ]+)(\S.*)$", re.IGNORECASE
)
_ID_ALONE: Final = re.compile(r"([ ]*)([^\W\d_][\w-]*)[ ]*[;,.：]?[ ]*$")
_ID_GROUP: Final = re.compile(r"([ ]*)([^\W\d_][\w-]*)[ ]*[=;：]?[ ]+([{\[].*)$")
_BULLET: Final = re.compile(
    rf"([ ]*)(?:[{BULLETS}][ \t]*|-(?=[^\s-])|o[ \t]+|[0-9]{{1,2}}[.)][ \t]+)(.*\S)"
)
_TAB: Final = re.compile(r"^[ ]*\t[ \t]*")
_ODD: Final = re.compile(rf"(^[ ]*|[:-][ ]*)[{ODD_SPACES}][ {ODD_SPACES}]*")


def repairs_of(lines: Sequence[str], index: int) -> Iterator[Repair]:
    """Yield every repair of a line close to the place where reading failed."""
    for rule in _RULES:
        yield from rule(lines, index)


def _odd_spaces(lines: Sequence[str], index: int) -> Iterator[Repair]:
    found = _ODD.search(lines[index])
    if found:
        new = [
            _ODD.sub(lambda match: match[1] + " " * (len(match[0]) - len(match[1])), each)
            for each in lines
        ]
        yield Repair(index, found.start(), ODD_WHAT + _also(lines, new), ODD_FIX, new)


def _also(lines: Sequence[str], new: Sequence[str]) -> str:
    count = sum(a != b for a, b in zip(lines, new, strict=True)) - 1
    more = "another line" if count == 1 else f"{count} other lines"
    return f", as in {more}" if count > 0 else ""


def _tabs(lines: Sequence[str], index: int) -> Iterator[Repair]:
    found = _TAB.match(lines[index])
    if not found:
        return
    for width in (2, 4, 8):
        new = [_with_spaces(each, width) for each in lines]
        what = "a tab is used where only spaces may indent a line" + _also(lines, new)
        fix = f"put {width} spaces in place of each tab"
        yield Repair(index, found.end() - 1, what, fix, new)
    for near in _neighbour_indents(lines, index):
        what = "a tab is used where only spaces may indent a line"
        fix = f"begin the line with {near} spaces in place of the tab"
        yield changed(lines, index, " " * near + lines[index].lstrip(), what, fix)


def _with_spaces(line: str, width: int) -> str:
    return _TAB.sub(lambda match: match[0].replace("\t", " " * width), line)


def _no_space(lines: Sequence[str], index: int) -> Iterator[Repair]:
    found = _NO_SPACE.match(lines[index])
    if found:
        what = f'a space is missing after the colon of "{found[2]}"'
        yield changed(lines, index, f"{found[1]}{found[2]}: {found[3]}", what)


def _no_colon(lines: Sequence[str], index: int) -> Iterator[Repair]:
    for form in (_NO_COLON, _ID_GROUP):
        found = form.match(lines[index])
        if found:
            what = f'the colon is missing after "{found[2]}"'
            yield changed(lines, index, f"{found[1]}{found[2].lower()}: {found[3]}", what)
    found = _ID_ALONE.match(lines[index])
    if found:
        what = f'the colon is missing after "{found[2]}"'
        yield changed(lines, index, f"{found[1]}{found[2]}:", what)


def _bullet(lines: Sequence[str], index: int) -> Iterator[Repair]:
    """Replace the bullet of a line, and of the lines around that have one as well."""
    if not _BULLET.match(lines[index]):
        return
    first = last = index
    while first > 0 and _BULLET.match(lines[first - 1]):
        first -= 1
    while last + 1 < len(lines) and _BULLET.match(lines[last + 1]):
        last += 1
    new = [*lines[:first], *map(_with_dash, lines[first : last + 1]), *lines[last + 1 :]]
    what = "an entry of a list must begin with a hyphen and a space"
    fix = f"write: {new[first].strip()}" + (
        ", and do the same for the next lines" if last > first else ""
    )
    yield Repair(first, indent_of(lines[first]), what, fix, new)


def _with_dash(line: str) -> str:
    return _BULLET.sub(lambda match: f"{match[1]}- {match[2]}", line, count=1)


_FENCE: Final = re.compile(r"\s*(```.*|~~~.*|[<>=]{7}.*)$")


def _fence(lines: Sequence[str], index: int) -> Iterator[Repair]:
    """Take away a line that Markdown or Git put around or between the lines of the file."""
    if _FENCE.match(lines[index]):
        what = "this line belongs to Markdown or Git, not to a matrix"
        yield changed(lines, index, "", what, "remove the line")


def _dashes(lines: Sequence[str], index: int) -> Iterator[Repair]:
    """Add a hyphen that others have, or take away one that others lack."""
    line = lines[index]
    bare = line.lstrip(" ")
    beside = [each for each in lines[max(0, index - 1) : index + 2] if each is not line]
    if not bare.startswith("-"):
        if not any(each.lstrip(" ").startswith("- ") for each in beside):
            return
        what = "the hyphen that begins the entries of this list is missing"
        yield changed(lines, index, f"{' ' * indent_of(line)}- {bare}", what)
    elif bare.startswith("- {"):
        what = "an id is missing here, where there is a hyphen"
        fix = 'write an id and a colon in place of the hyphen, as "first: {…"'
        new = line.replace("- {", f"{NEW_ID}: {{", 1)
        yield changed(lines, index, new, what, fix)
    elif bare.startswith("- "):
        what = "there is a hyphen before a key of a group"
        yield changed(lines, index, " " * indent_of(line) + bare[2:].lstrip(), what)


NEW_ID: Final = "new-id-here"
"""An id that nobody has, to read a file as if one stood there."""


def _curly_quotes(lines: Sequence[str], index: int) -> Iterator[Repair]:
    parts = parts_of(lines[index])
    if parts and parts.value[0] in OPENING:
        what = "the quotes here are curly ones, which YAML takes for letters"
        inner = parts.value[1:].rstrip(CLOSING + '"')
        yield changed(lines, index, parts.head + in_quotes(inner), what)


def _colon_in_text(lines: Sequence[str], index: int) -> Iterator[Repair]:
    parts = parts_of(lines[index])
    if parts and parts.value[0] not in "{[\"'" and re.search(r":(\s|$)", parts.value):
        what = "text with a colon and a space needs quotes"
        yield changed(lines, index, parts.head + in_quotes(parts.value), what)


def _first_character(lines: Sequence[str], index: int) -> Iterator[Repair]:
    parts = parts_of(lines[index])
    if parts and parts.value[0] in "@`%&*!|>?-,[]{}":
        what = f'text that begins with "{parts.value[0]}" needs quotes'
        yield changed(lines, index, parts.head + in_quotes(parts.value), what)


GROUPS: Final = tuple(
    dict.fromkeys(
        name
        for record in records()
        for name, field in record.fields.items()
        if record_of(field.kind)
    )
)
"""Keys that open a group of things which the author names."""


def _group_line(lines: Sequence[str], index: int) -> Iterator[Repair]:
    """Add the line that opens the group in which a line stands."""
    above = next((each for each in reversed(lines[:index]) if not is_blank(each)), "")
    depth = indent_of(above)
    if indent_of(lines[index]) <= depth or not re.search(r":[ ]+\S", above):
        return
    for name in GROUPS:
        what = f'the line "{name}:" is missing above this one'
        fix = f'add "{name}:" above it, on a line that begins with {_spaces(depth)}'
        new = [*lines[:index], f"{' ' * depth}{name}:", *lines[index:]]
        yield Repair(index, indent_of(lines[index]), what, fix, new)


def _indent(lines: Sequence[str], index: int) -> Iterator[Repair]:
    own = indent_of(lines[index])
    for near in _neighbour_indents(lines, index):
        if near != own:
            what = f"this line begins with {_spaces(own)}, where {near} are expected"
            fix = f"begin it with {_spaces(near)}, and line up keys of the same group in one column"
            new = " " * near + lines[index][own:]
            yield Repair(index, own, what, fix, [*lines[:index], new, *lines[index + 1 :]])


def _spaces(count: int) -> str:
    return {0: "no spaces", 1: "1 space"}.get(count, f"{count} spaces")


def _neighbour_indents(lines: Sequence[str], index: int) -> list[int]:
    """Return the indents that the lines around would let expect, likeliest first."""
    after = next((each for each in lines[index + 1 : index + 20] if not is_blank(each)), "")
    before = [each for each in lines[max(0, index - 200) : index] if not is_blank(each)]
    found = [indent_of(after)] if after else []
    if before:
        found.append(indent_of(before[-1]))
        found.append(indent_of(before[-1]) + 2)
    lowest = indent_of(before[-1]) if before else 0
    for each in reversed(before):
        if indent_of(each) < lowest:
            lowest = indent_of(each)
            found.append(lowest)
    return list(dict.fromkeys(found))


def _wrapped(lines: Sequence[str], index: int) -> Iterator[Repair]:
    """Take a line without a colon for the rest of the text above it."""
    above = next((n for n in range(index - 1, -1, -1) if not is_blank(lines[n])), None)
    if above is None or ": " in lines[index]:
        return
    what = "this line has no colon after its key; it looks like the rest of the text above"
    depth = indent_of(lines[above]) + 2
    fix = f"begin it with {_spaces(depth)}, or write it at the end of line {above + 1}"
    yield changed(lines, index, " " * depth + lines[index].strip(), what, fix)


_RULES: Final[tuple[RepairRule, ...]] = (
    _odd_spaces,
    _fence,
    _tabs,
    _curly_quotes,
    _no_space,
    _no_colon,
    _bullet,
    _dashes,
    no_brace,
    *SWALLOWING,
    _colon_in_text,
    _first_character,
    _wrapped,
    _group_line,
    _indent,
)
