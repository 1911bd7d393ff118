"""Propose how a line of a file that is not YAML was meant, one rule for each common slip.

The rules only propose; `repair_search` reads the file with each proposal and keeps what works.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from skills.matrix.reading.format import records

ODD_SPACES: Final = "\u00a0\u1680\u2000-\u200d\u202f\u205f\u2060\u3000"
"""Spaces that YAML takes for letters; word processors and web pages write them."""

ODD: Final = re.compile(f"[{ODD_SPACES}]")
ODD_WHAT: Final = "a space here is not an ordinary one but a non-breaking one"
ODD_FIX: Final = (
    "delete the spaces and type them anew; texts from web pages or Word bring such along"
)

OPENING: Final = "“”„‟«»‘’‚‹›″"
CLOSING: Final = OPENING
BULLETS: Final = "•◦▪▫‣●○■□·∙➢➤✓–—‒―*§"
KEYS: Final = frozenset(name for record in records() for name in record.fields)
"""Every key that the format names itself."""


class Repair(NamedTuple):
    """A line as it may have been meant.

    Attributes
    ----------
    line : number of the line, counted from 0.
    what, fix : the explanation if this repair works.
    lines : the text with the repair, line by line.
    """

    line: int
    column: int
    what: str
    fix: str
    lines: Sequence[str]


class _Parts(NamedTuple):
    """A line taken apart: what stands before the value, and the value."""

    head: str
    value: str


_KEY: Final = re.compile(r"""((?: |-[ ])*[^\s:#{\["'][^:#{}"]*:[ ]+|[ ]*(?:-[ ]+)+)(.+)$""")
_KNOWN: Final = "|".join(sorted(KEYS, key=len, reverse=True))
_NO_SPACE: Final = re.compile(r"([ ]*(?:-[ ]+)?)([A-Za-z][\w-]*):(?!//)(\S.*)$")
_NO_COLON: Final = re.compile(
    rf"([ ]*(?:-[ ]+)?)({_KNOWN})(?:[ ]*[=;.,：][ ]*|[ ]+[-–][ ]+|[ ]+)(\S.*)$", re.IGNORECASE
)
_ID_ALONE: Final = re.compile(r"([ ]*)([^\W\d_][\w-]*)[ ]*[;,.：]?[ ]*$")
_ID_GROUP: Final = re.compile(r"([ ]*)([^\W\d_][\w-]*)[ ]*[=;：]?[ ]+([{\[].*)$")
_BULLET: Final = re.compile(
    rf"([ ]*)(?:[{BULLETS}][ \t]*|-(?=[^\s-])|o[ \t]+|[0-9]{{1,2}}[.)][ \t]+)(.*\S)"
)
_TAB: Final = re.compile(r"^[ ]*\t[ \t]*")
_ODD: Final = re.compile(rf"(^[ ]*|[:-][ ]*)[{ODD_SPACES}][ {ODD_SPACES}]*")
_FLOW_KEY: Final = re.compile(rf"([{{,][ ]*)({_KNOWN})[ ]*:[ ]+")
_RISKY: Final = re.compile(r""":[ ]|:$|,|[ ]#|^[-@`%&*!|>\[\]{}?#"'“”„«»]|[\[\]{}]""")


def indent_of(line: str) -> int:
    """Return the number of spaces at the start of a line."""
    return len(line) - len(line.lstrip(" "))


def is_blank(line: str) -> bool:
    """Return whether a line holds nothing, or only a note."""
    return line.strip()[:1] in {"", "#"}


def in_quotes(text: str) -> str:
    """Return a text in the quotes that need least change to it."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def repairs_of(lines: Sequence[str], at: int) -> Iterator[Repair]:
    """Yield every repair of a line close to the place where reading failed."""
    for rule in _RULES:
        yield from rule(lines, at)


def _changed(lines: Sequence[str], at: int, new: str, what: str, fix: str = "") -> Repair:
    old = lines[at]
    column = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), len(old))
    column = min(max(column, indent_of(old)), len(old))
    shown = new.strip()
    told = fix or (f"write: {shown}" if len(shown) <= LONGEST_LINE else _SHORT_FIX)
    return Repair(at, column, what, told, [*lines[:at], new, *lines[at + 1 :]])


LONGEST_LINE: Final = 240
_SHORT_FIX: Final = "put the whole text in quotes"


def _odd_spaces(lines: Sequence[str], at: int) -> Iterator[Repair]:
    found = _ODD.search(lines[at])
    if found:
        new = [_ODD.sub(lambda it: it[1] + " " * (len(it[0]) - len(it[1])), each) for each in lines]
        yield Repair(at, found.start(), ODD_WHAT + _also(lines, new), ODD_FIX, new)


def _also(lines: Sequence[str], new: Sequence[str]) -> str:
    count = sum(a != b for a, b in zip(lines, new, strict=True)) - 1
    more = "another line" if count == 1 else f"{count} other lines"
    return f", as in {more}" if count > 0 else ""


def _tabs(lines: Sequence[str], at: int) -> Iterator[Repair]:
    found = _TAB.match(lines[at])
    if not found:
        return
    for width in (2, 4, 8):
        new = [_with_spaces(each, width) for each in lines]
        what = "a tab stands where only spaces may indent a line" + _also(lines, new)
        fix = f"put {width} spaces in place of each tab"
        yield Repair(at, found.end() - 1, what, fix, new)
    for near in _neighbour_indents(lines, at):
        what = "a tab stands where only spaces may indent a line"
        fix = f"begin the line with {near} spaces in place of the tab"
        yield _changed(lines, at, " " * near + lines[at].lstrip(), what, fix)


def _with_spaces(line: str, width: int) -> str:
    return _TAB.sub(lambda found: found[0].replace("\t", " " * width), line)


def _no_space(lines: Sequence[str], at: int) -> Iterator[Repair]:
    found = _NO_SPACE.match(lines[at])
    if found:
        what = f'a space is missing after the colon of "{found[2]}"'
        yield _changed(lines, at, f"{found[1]}{found[2]}: {found[3]}", what)


def _no_colon(lines: Sequence[str], at: int) -> Iterator[Repair]:
    for form in (_NO_COLON, _ID_GROUP):
        found = form.match(lines[at])
        if found:
            what = f'the colon is missing after "{found[2]}"'
            yield _changed(lines, at, f"{found[1]}{found[2].lower()}: {found[3]}", what)
    found = _ID_ALONE.match(lines[at])
    if found:
        what = f'the colon is missing after "{found[2]}"'
        yield _changed(lines, at, f"{found[1]}{found[2]}:", what)


def _bullet(lines: Sequence[str], at: int) -> Iterator[Repair]:
    """Replace the bullet of a line, and of the lines around that have one as well."""
    if not _BULLET.match(lines[at]):
        return
    first = last = at
    while first > 0 and _BULLET.match(lines[first - 1]):
        first -= 1
    while last + 1 < len(lines) and _BULLET.match(lines[last + 1]):
        last += 1
    new = [*lines[:first], *map(_with_dash, lines[first : last + 1]), *lines[last + 1 :]]
    what = "an entry of a list begins with a hyphen and a space, not as it does here"
    fix = f"write: {new[first].strip()}" + (", and the next lines alike" if last > first else "")
    yield Repair(first, indent_of(lines[first]), what, fix, new)


def _with_dash(line: str) -> str:
    return _BULLET.sub(lambda found: f"{found[1]}- {found[2]}", line, count=1)


def _dashes(lines: Sequence[str], at: int) -> Iterator[Repair]:
    """Add a hyphen that others have, or take away one that others lack."""
    line = lines[at]
    bare = line.lstrip(" ")
    if not bare.startswith("-"):
        what = "the hyphen is missing with which the entries of this list begin"
        yield _changed(lines, at, f"{' ' * indent_of(line)}- {bare}", what)
    elif bare.startswith("- {"):
        what = "an id is missing here, where a hyphen stands"
        fix = 'write an id and a colon in place of the hyphen, as "first: {…"'
        new = line.replace("- {", f"{NEW_ID}: {{", 1)
        yield _changed(lines, at, new, what, fix)
    elif bare.startswith("- "):
        what = "a hyphen stands before a key of a group"
        yield _changed(lines, at, " " * indent_of(line) + bare[2:].lstrip(), what)


NEW_ID: Final = "new-id-here"
"""An id that nobody has, to read a file as if one stood there."""


def _value(line: str) -> _Parts | None:
    found = _KEY.match(line)
    return _Parts(found[1], found[2].rstrip()) if found else None


def _curly_quotes(lines: Sequence[str], at: int) -> Iterator[Repair]:
    parts = _value(lines[at])
    if parts and parts.value[0] in OPENING:
        what = "the quotes here are curly ones, which YAML takes for letters"
        inner = parts.value[1:].rstrip(CLOSING + '"')
        yield _changed(lines, at, parts.head + in_quotes(inner), what)


def _quotes(lines: Sequence[str], at: int) -> Iterator[Repair]:
    parts = _value(lines[at])
    if not parts or parts.value[0] not in "\"'":
        return
    quote, rest = parts.value[0], parts.value[1:]
    inner = rest.rstrip(quote + CLOSING)
    if quote not in rest:
        what = "a quote is opened here and not closed"
        yield _changed(lines, at, f"{parts.head}{quote}{inner}{quote}", what)
    elif quote == "'" and "'" in inner and rest.endswith("'"):
        what = "an apostrophe inside single quotes ends the text too early"
        yield _changed(lines, at, parts.head + in_quotes(inner), what)
    else:
        what = "the text in quotes ends before the line does"
        if quote == '"' and rest.count(quote) == 1 and "\\" in rest:
            what = "a backslash in double quotes begins a sign of its own"
        whole = inner if rest.endswith(quote) else parts.value
        yield _changed(lines, at, f"{parts.head}{in_quotes(whole)}", what)


def _colon_in_text(lines: Sequence[str], at: int) -> Iterator[Repair]:
    parts = _value(lines[at])
    if parts and parts.value[0] not in "{[\"'" and re.search(r":(\s|$)", parts.value):
        what = "a text that holds a colon and a space needs quotes"
        yield _changed(lines, at, parts.head + in_quotes(parts.value), what)


def _first_character(lines: Sequence[str], at: int) -> Iterator[Repair]:
    parts = _value(lines[at])
    if parts and parts.value[0] in "@`%&*!|>?-,[]{}":
        what = f'a text that begins with "{parts.value[0]}" needs quotes'
        yield _changed(lines, at, parts.head + in_quotes(parts.value), what)


def _flow_texts(lines: Sequence[str], at: int) -> Iterator[Repair]:
    """Quote what needs quotes in a group in one line, split at the keys of the format."""
    line = lines[at].rstrip()
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
        yield _changed(lines, at, done + "}", _unclosed(line, causes))
    elif causes:
        yield _changed(lines, at, done + "}", causes[0])


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
            return f"a text in {{ }} that holds {name} needs quotes"
    return "a text in { } that holds brackets or begins with a sign needs quotes"


_UNOPENED: Final = re.compile(rf"([^:]*: +)(\(?)((?:{_KNOWN}): .*?)([)}}]?)$")


def _no_brace(lines: Sequence[str], at: int) -> Iterator[Repair]:
    found = _UNOPENED.match(lines[at].rstrip())
    if found and (found[2] or found[4] == "}"):
        what = 'a group in { } has no "{" at its beginning'
        yield _changed(lines, at, f"{found[1]}{{{found[3]}}}", what)


_LIST: Final = re.compile(r"(.*?[:-] +)\[(.*)\]$")


def _flow_list(lines: Sequence[str], at: int) -> Iterator[Repair]:
    """Quote the entries of a list in one line that need it."""
    found = _LIST.match(lines[at].rstrip())
    if found:
        parts = [each.strip() for each in found[2].split(",")]
        new = [_flow_value(each) for each in parts]
        if new != parts:
            what = "an entry of a list in [ ] holds a sign for which it needs quotes"
            yield _changed(lines, at, f"{found[1]}[{', '.join(new)}]", what)


_UNPARTED: Final = re.compile(rf"(?<=[^{{,\s]) +({_KNOWN}): ")


def _no_comma(lines: Sequence[str], at: int) -> Iterator[Repair]:
    start = lines[at].find("{")
    found = _UNPARTED.search(lines[at], start) if start >= 0 else None
    if found:
        what = f'a comma is missing before "{found[1]}"'
        new = f"{lines[at][: found.start()]}, {lines[at][found.start() :].lstrip()}"
        yield _changed(lines, at, new, what)


_PAIRS: Final = (("{", "}"), ("[", "]"))
_QUOTED: Final = re.compile(r'"(?:[^"\\]|\\.)*"|(?<=[\s,\[{])\'(?:[^\']|\'\')*\'')


def _brackets(lines: Sequence[str], at: int) -> Iterator[Repair]:
    line = lines[at].rstrip()
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
                yield _changed(lines, at, line[:-1] + closing, what)
            yield _changed(lines, at, line.rstrip(",") + closing * missing, what)
            yield _changed(lines, at, f"{line},", "a comma is missing at the end of this line")
        elif missing < 0 and line.endswith(closing):
            what = f'there is one "{closing}" too many'
            yield _changed(lines, at, line[:missing], what)


def _indent(lines: Sequence[str], at: int) -> Iterator[Repair]:
    own = indent_of(lines[at])
    for near in _neighbour_indents(lines, at):
        if near != own:
            what = f"this line begins with {_spaces(own)}, where {near} are expected"
            fix = (
                f"begin it with {_spaces(near)}, and let keys of the same group stand in one column"
            )
            new = " " * near + lines[at][own:]
            yield Repair(at, own, what, fix, [*lines[:at], new, *lines[at + 1 :]])


def _spaces(count: int) -> str:
    return {0: "no spaces", 1: "1 space"}.get(count, f"{count} spaces")


def _neighbour_indents(lines: Sequence[str], at: int) -> list[int]:
    """Return the indents that the lines around would let expect, likeliest first."""
    after = next((each for each in lines[at + 1 : at + 20] if not is_blank(each)), "")
    before = [each for each in lines[max(0, at - 200) : at] if not is_blank(each)]
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


def _wrapped(lines: Sequence[str], at: int) -> Iterator[Repair]:
    """Take a line without a colon for the rest of the text above it."""
    above = next((n for n in range(at - 1, -1, -1) if not is_blank(lines[n])), None)
    if above is None or ": " in lines[at]:
        return
    what = "this line has no colon after its key; it looks like the rest of the text above"
    depth = indent_of(lines[above]) + 2
    fix = f"begin it with {_spaces(depth)}, or write it at the end of line {above + 1}"
    yield _changed(lines, at, " " * depth + lines[at].strip(), what, fix)


Rule = Callable[[Sequence[str], int], Iterator[Repair]]
SWALLOWING: Final[tuple[Rule, ...]] = (
    _quotes,
    _brackets,
    _no_comma,
    _flow_texts,
    _flow_list,
)
"""Rules for slips whose consequences may come many lines later."""

_RULES: Final[tuple[Rule, ...]] = (
    _odd_spaces,
    _tabs,
    _curly_quotes,
    _no_space,
    _no_colon,
    _bullet,
    _dashes,
    _no_brace,
    *SWALLOWING,
    _colon_in_text,
    _first_character,
    _wrapped,
    _indent,
)
