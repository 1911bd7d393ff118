"""Parse a text of the file into a value of the declared type, or say why it cannot be one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from skills.matrix import LINK_PATTERN
from skills.matrix.reading.did_you_mean import NearMisses
from skills.matrix.reading.field_types import (
    CLOCK_PATTERN,
    FLAGS,
    Choice,
    Clock,
    Flag,
    Id,
    Link,
    Number,
    Text,
    Whole,
)
from skills.matrix.reading.id_proposals import RULE, broken_rule, is_id, proposed_id
from skills.matrix.reading.value_proposals import (
    WORDS,
    meant_flag,
    meant_link,
    meant_number,
    meant_time,
)

Value = str | int | float | bool

_NUMBER: Final = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_FLAG: Final = re.compile("|".join(f"{each}|{each.title()}|{each.upper()}" for each in FLAGS))
_BREAK: Final = re.compile(r"[\r\n]")
_CLOCK: Final = re.compile(CLOCK_PATTERN)
_LINK: Final = re.compile(LINK_PATTERN)
_MOST_DIGITS: Final = 20
"""Longer numbers are out of every range, and slow to convert."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a text is not the value expected; `why` follows the word "which"."""

    code: str
    why: str
    fix: str = ""


def read_scalar(kind: Any, text: str, *, plain: bool) -> Value | Refusal:  # noqa: ANN401 - each reader names its kind
    """Return the value of a text, or a refusal.

    Parameters
    ----------
    plain : whether the text is unquoted in the file.
    """
    return READERS[type(kind)](kind, text, plain)


def expected(kind: Any) -> str:  # noqa: ANN401 - any kind may be asked
    """Return the expected value of a type, such as "a whole number"."""
    return _EXPECTED[type(kind)]


def _text(kind: Text, text: str, _plain: bool) -> Value | Refusal:  # noqa: FBT001 - all readers are called alike
    if len(text) > kind.most:
        why = f"has {len(text):,} characters, but the limit is {kind.most:,}"
        return Refusal("too-long", why, "shorten it")
    if kind.is_line and _BREAK.search(text.strip()):
        return Refusal("too-long", "has a line break, but only one line is allowed", "use one line")
    return text.strip()


def _id(kind: Id, text: str, _plain: bool) -> Value | Refusal:  # noqa: FBT001
    parts = text.split(".")
    if len(parts) in _PARTS[kind.form] and all(map(is_id, parts)):
        return text
    return Refusal(
        "bad-id", f"is not {_ID_FORMS[kind.form]}{_why_no_id(kind, text)}", _fix_id(kind, text)
    )


def _why_no_id(kind: Id, text: str) -> str:
    return f": {broken_rule(text)}" if kind.form == "own" else ""


def _fix_id(kind: Id, text: str) -> str:
    if kind.form == "own":
        better = proposed_id(text)
        return f'write "{better}"' if better else RULE
    parts = [proposed_id(each) for each in text.split(".")]
    if len(parts) in _PARTS[kind.form] and all(parts):
        return f'write "{".".join(parts)}"'
    return f'write "role.profile", and in each part {RULE}' if kind.form == "full" else RULE


def _number(kind: Number, text: str, plain: bool) -> Value | Refusal:  # noqa: FBT001
    if not plain or not _NUMBER.fullmatch(text):
        return _no_number(kind, text, plain=plain)
    value = float(text[:_MOST_DIGITS])
    low = value <= kind.least if kind.above else value < kind.least
    if low or value > kind.most or len(text.partition(".")[0]) > _MOST_DIGITS:
        return _out_of_range(kind)
    return value


def _whole(kind: Whole, text: str, plain: bool) -> Value | Refusal:  # noqa: FBT001
    if not plain or not _NUMBER.fullmatch(text):
        return _no_number(kind, text, plain=plain)
    value = float(text[:_MOST_DIGITS])
    if not value.is_integer():
        return Refusal("wrong-type", "is not a whole number", "write a number without a fraction")
    if not kind.least <= value <= kind.most:
        return _out_of_range(kind)
    return int(value)


def _out_of_range(kind: Whole | Number) -> Refusal:
    start = "above" if isinstance(kind, Number) and kind.above else "from"
    bounds = f"{start} {kind.least:.16g} to {kind.most:.16g}"
    article = "a whole number" if isinstance(kind, Whole) else "a number"
    return Refusal("out-of-range", f"is not {bounds}", f"write {article} {bounds}")


def _no_number(kind: Whole | Number, text: str, *, plain: bool) -> Refusal:
    why = "is not a whole number" if isinstance(kind, Whole) else "is not a number"
    if not plain and _NUMBER.fullmatch(text):
        return Refusal("wrong-type", "is text because of its quotes", "remove the quotes")
    meant = meant_number(text, kind.most)
    if meant and not isinstance(READERS[type(kind)](kind, meant, True), Refusal):
        return Refusal("wrong-type", why, f"write {meant}")
    example = "2" if isinstance(kind, Whole) else "2 or 0.5"
    return Refusal("wrong-type", why, f"write a number like {example}")


def _flag(_kind: Flag, text: str, _plain: bool) -> Value | Refusal:  # noqa: FBT001
    if _FLAG.fullmatch(text):
        return FLAGS[text.lower()]
    fix = f"write {meant_flag(text) or 'yes or no'}"
    return Refusal("wrong-type", "is neither yes nor no", fix)


def _choice(kind: Choice, text: str, _plain: bool) -> Value | Refusal:  # noqa: FBT001
    if text in kind.options:
        return text
    near = NearMisses(kind.options).nearest(text) or WORDS.get(text.strip().lower())
    near = near if near in kind.options else None
    words = " or ".join(f'"{each}"' for each in kind.options)
    fix = f'write "{near}"' if near else f"write {words}"
    return Refusal("unknown-choice", f"is not one of {words}".replace(" or ", ", "), fix)


def _clock(_kind: Clock, text: str, _plain: bool) -> Value | Refusal:  # noqa: FBT001
    if _CLOCK.fullmatch(text):
        return text
    meant = meant_time(text)
    fix = (
        f'write "{meant}"' if meant else 'write it with two digits, a colon and two digits: "09:00"'
    )
    return Refusal("bad-time", "is not a time of day", fix)


def _link(_kind: Link, text: str, _plain: bool) -> Value | Refusal:  # noqa: FBT001
    if _LINK.fullmatch(text):
        return text
    meant = meant_link(text)
    fix = f'write "{meant}"' if _LINK.fullmatch(meant) else 'write one that begins with "https://"'
    return Refusal("bad-link", "is not a safe address", fix)


READERS: Final[Mapping[type, Callable[[Any, str, bool], Value | Refusal]]] = {
    Text: _text,
    Id: _id,
    Number: _number,
    Whole: _whole,
    Flag: _flag,
    Choice: _choice,
    Clock: _clock,
    Link: _link,
}
"""Type of a scalar to the function that `read_scalar` calls for it."""

_EXPECTED: Final[Mapping[type, str]] = {
    Text: "text",
    Id: "an id",
    Number: "a number",
    Whole: "a whole number",
    Flag: "yes or no",
    Choice: "one word",
    Clock: "a time",
    Link: "an address",
}
_PARTS: Final = {"own": (1,), "full": (2,), "either": (1, 2)}
_ID_FORMS: Final = {
    "own": "an id",
    "full": 'a full id of a role and a profile, like "role.profile"',
    "either": "an id, or two of them joined by a dot",
}
