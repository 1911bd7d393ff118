"""Explain texts in { } that belong to no key: mostly a comma ended the text before them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final, NamedTuple

from skills.matrix.reading.findings import quoted
from skills.matrix.reading.line_repairs import KEYS, LONGEST_LINE, ODD, ODD_FIX, ODD_WHAT, in_quotes

NUMBERS: Final = frozenset({"level", "weight", "hours", "credit", "from", "to", "passing"})
"""Keys that take a number; a word after them is no value."""

_NO_SPACE: Final = re.compile(r"([A-Za-z][\w-]*):(\S.*)")
_NO_COLON: Final = re.compile(r"([A-Za-z]+)[ =;]+(\S.*)")


class Stray(NamedTuple):
    """The texts between two keys of a group in { }.

    Attributes
    ----------
    texts : those without a key.
    key, value : what stands before them; the value is None where it is no text.
    """

    texts: Sequence[str]
    key: str = ""
    value: str | None = None


def explain_stray(stray: Stray, present: Collection[str]) -> tuple[str, str]:
    """Return what is wrong with texts without a key, and the fix.

    Parameters
    ----------
    present : the keys that the group has.
    """
    text = stray.texts[0]
    if ODD.search(text):
        return ODD_WHAT, ODD_FIX
    if found := _NO_SPACE.fullmatch(text):
        what = f"a space is missing after the colon of {quoted(found[1])}"
        return what, f'write "{found[1]}: {found[2]}"'
    found = _NO_COLON.fullmatch(text)
    if found and _is_key(found[1].lower(), found[2], present):
        what = f"the colon is missing after {quoted(found[1])}"
        return what, f'write "{found[1].lower()}: {found[2]}"'
    if stray.value is not None:
        return _after_comma(stray, stray.value)
    what = f"the text {quoted(text)} in {{ }} belongs to no key"
    return what, 'write "key: value" between commas, and put text that contains commas in quotes'


def _is_key(word: str, rest: str, present: Collection[str]) -> bool:
    if word not in KEYS or word in present:
        return False
    return word not in NUMBERS or rest[:1].isdigit()


def _after_comma(stray: Stray, value: str) -> tuple[str, str]:
    if len(stray.texts) == 1 and value.isdigit() and stray.texts[0].isdigit():
        what = f"a decimal comma in {{ }} ends the number after {quoted(stray.key)}"
        return what, f'write "{stray.key}: {value}.{stray.texts[0]}", with a point'
    whole = ", ".join([value, *stray.texts])
    what = f"the comma after {quoted(value)} in {{ }} ends the text there"
    fix = "put the whole text in quotes"
    if len(whole) <= LONGEST_LINE:
        fix += f": {stray.key}: {in_quotes(whole)}"
    return what, fix
