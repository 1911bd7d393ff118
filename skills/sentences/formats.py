"""Format numbers, dates and lists for sentences, tables and charts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from skills.scoring.rounding import round_down, round_up

_WHOLE_FROM: Final = 100_000
"""Where numbers are shown without decimals: six significant digits are used up by then."""

_UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def percent(share: float) -> str:
    """Format a share of 0 to 1 as a whole percentage, rounded down so that 100 means all."""
    return f"{round_down(share * 100):.0f}%"


def percent_range(low: float, high: float) -> str:
    """Format a range of shares as whole percentages, rounded outwards: it never looks narrower.

    A range without any width, as above every target, is one percentage.
    """
    least, most = f"{round_down(low * 100):.0f}", f"{round_up(high * 100):.0f}"
    return f"{most}%" if least == most else f"{least} to {most}%"


def rounded(share: float) -> str:
    """Format a share of 0 to 1 as the nearest whole percentage, for parts of a whole."""
    return f"{share * 100:.0f}%"


def points(share: float) -> str:
    """Format a share of readiness as points, 0 to 100, with one decimal."""
    return f"{share * 100:.1f}"


def total(share: float) -> str:
    """Format readiness as points with one decimal, rounded down like its percentage."""
    return f"{round_down(share * 100, 1):.1f}"


def level(value: float | None) -> str:
    """Format a level with at most one decimal, or return "not assessed".

    It is rounded down, so that a target that looks reached is reached.
    """
    if value is None:
        return "not assessed"
    return f"{round_down(value, 1):.1f}".removesuffix(".0")


def exact_level(value: float) -> str:
    """Format a level with two decimals, rounded down, as the total of a sum."""
    return f"{round_down(value, 2):.2f}"


def signed(value: float) -> str:
    """Format a term of a sum with two decimals, and a minus sign if it is below 0."""
    return f"{value:.2f}".replace("-", "−")


def level_range(low: float, high: float) -> str:
    """Format a range of levels, rounded outwards: it never looks narrower."""
    return f"{level(low)} to {round_up(high, 1):.1f}".removesuffix(".0")


def number(value: float) -> str:
    """Format a number with six significant digits or all before the point, never an exponent."""
    if abs(value) >= _WHOLE_FROM:
        return f"{value:,.0f}"
    return f"{Decimal(f'{value:.6g}').normalize():,f}"


def as_in_file(value: float) -> str:
    """Format a number as it stands in a file: every digit, no exponent, nothing between digits."""
    return f"{Decimal(str(value)).normalize():f}"


def plural(count: float, one: str, many: str = "") -> str:
    """Return a count with its noun, in the singular or plural."""
    shown = number(count)
    return f"{shown} {one if shown == '1' else many or one + 's'}"


def capitalised(text: str) -> str:
    """Return a text with its first letter in upper case, and the others as they are."""
    return f"{text[:1].upper()}{text[1:]}"


def listed(words: Sequence[str]) -> str:
    """Join words as in a sentence: “one, two and three”."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def day(moment: date) -> str:
    """Format a date for people to read."""
    return f"{moment.day} {moment:%B %Y}"


def days(first: date, last: date) -> str:
    """Format the days from one to another, both included: a single day is named once."""
    return day(first) if first == last else f"{day(first)} to {day(last)}"


def printable(text: str) -> str:
    """Replace characters that text files must not contain, such as NUL or lone surrogates."""
    return _UNPRINTABLE.sub("\ufffd", text)
