"""Say what is wrong with one prediction."""

from __future__ import annotations

import math
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from skills.projects.packs import ValueRule

_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)(?:[eE][+-]?[0-9]++)?")
"""Matches digits possessively: backtracking over a long text would take minutes."""

_MISSING: Final = frozenset({"", "nan", "na", "n/a", "null", "none", "<na>"})
_ENDLESS: Final = frozenset({"inf", "-inf", "+inf", "infinity", "-infinity", "+infinity"})


@dataclass(frozen=True, slots=True)
class ValueFault:
    """What is wrong with a value; `fix` is "" where the fix is to name the classes."""

    what: str
    fix: str = ""
    is_blank: bool = False


_NOT_GIVEN: Final = ValueFault(
    "missing", "predict every row; your model may have hit a missing value", is_blank=True
)
_ENDLESS_FOUND: Final = ValueFault("infinite", "write a number; something was divided by 0")
_NOT_A_NUMBER: Final = ValueFault("not a number", "write a number such as 12.5")
_COMMA: Final = ValueFault("not a number", "use a point, not a comma, for decimals")
_TOO_LARGE: Final = ValueFault("too large to calculate with", "write a smaller number")
_NO_CLASS: Final = ValueFault("not a class of train.csv")
_NO_CLASSES: Final = ValueFault(
    "not made of classes of train.csv", "write classes separated by spaces, each once"
)
_FLOAT_CLASS: Final = ValueFault("not a class of train.csv", "write whole numbers without a point")

LARGEST: Final = 1e15
"""A number beyond is a mistake, and its square would no longer be finite for long."""


def wrong_value(text: str, rule: ValueRule, classes: Collection[str]) -> ValueFault | None:
    """Return what is wrong with a prediction, or None."""
    if rule.kind == "class":
        return None if text in classes else _wrong_class(text, classes)
    if rule.kind == "classes":
        return _wrong_classes(text, classes)
    if not _NUMBER.fullmatch(text):
        return _no_number(text)
    value = float(text)
    if math.isinf(value) or abs(value) > LARGEST:
        return _TOO_LARGE
    return _outside(value, rule)


def _wrong_class(text: str, classes: Collection[str]) -> ValueFault:
    if text.lower() in _MISSING:
        return _NOT_GIVEN
    return _FLOAT_CLASS if text.removesuffix(".0") in classes else _NO_CLASS


def _wrong_classes(text: str, classes: Collection[str]) -> ValueFault | None:
    if text.lower() in _MISSING:
        return _NOT_GIVEN
    named = text.split()
    known = all(each in classes for each in named)
    return None if known and len(set(named)) == len(named) else _NO_CLASSES


def _no_number(text: str) -> ValueFault:
    if text.lower() in _MISSING:
        return _NOT_GIVEN
    if text.lower() in _ENDLESS:
        return _ENDLESS_FOUND
    return _COMMA if _NUMBER.fullmatch(text.replace(",", ".")) else _NOT_A_NUMBER


def _outside(value: float, rule: ValueRule) -> ValueFault | None:
    least, most = rule.least, rule.most
    if least is not None and (value < least or (rule.is_open and value == least)):
        words = "more than" if rule.is_open else "at least"
        return ValueFault(f"below what is possible, {least:g}", f"write {words} {least:g}")
    if most is not None and value > most:
        return ValueFault(f"above what is possible, {most:g}", f"write at most {most:g}")
    return None
