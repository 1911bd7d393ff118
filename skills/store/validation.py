"""Refuse what no database should hold, before it gets there."""

from __future__ import annotations

import hashlib
import math
import re
from datetime import datetime
from typing import Final

from skills.entries.kinds import HOURS_IN_A_WEEK, ID_LENGTH, KINDS, Mode
from skills.problems import StoreError

MATRIX_TITLE_LIMIT: Final = 2000
"""Characters in the title of a matrix, which its author chose and we only repeat."""

EXTRA_LIMIT: Final = 200_000
"""Characters of what an imported file held beyond what we know."""

RECORD_LIMIT: Final = 5_000_000
"""Characters in the record of a snapshot."""


_OWNER: Final = re.compile(r"[0-9a-f]{64}")
_OPERATION: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")


class NotFound(StoreError):  # noqa: N818 - reads as what the page says
    """Raised where there is no such thing, or it is somebody else's."""

    def __init__(self, what: str = "assessment") -> None:
        super().__init__(f"There is no such {what} here.")


class Refused(StoreError):  # noqa: N818 - reads as what the page says
    """Raised where a value cannot be stored; nothing was written."""


def owner_of(token: str) -> str:
    """Return the owner that a browser's secret token stands for.

    Raises
    ------
    Refused
        where the token is blank: all browsers without one would be the same person.
    """
    if not token.strip():
        raise Refused("This browser has no key to its assessments yet.")
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def storable(text: str, limit: int, what: str = "This text") -> str:
    """Return the text as it is, at most `limit` characters long.

    Raises
    ------
    Refused
        where it is too long or holds a character which a database cannot keep.
    """
    if len(text) > limit:
        raise Refused(f"{what} is too long: {len(text)} characters, at most {limit} fit.")
    if "\0" in text or not _has_only_characters(text):
        raise Refused(f"{what} holds a character that cannot be stored.")
    return text


def named(text: str, what: str, limit: int = ID_LENGTH) -> str:
    """Return a text that has to say something.

    Raises
    ------
    Refused
        where it is blank or not storable.
    """
    if not text.strip():
        raise Refused(f"{what} is empty.")
    return storable(text, limit, what)


def owner_checked(owner: str) -> str:
    """Return an owner, so that a browser's token itself can never be stored.

    Raises
    ------
    Refused
        where it is not what `owner_of` gives.
    """
    if not _OWNER.fullmatch(owner):
        raise Refused("The owner is not one.")
    return owner


def kind_checked(kind: str) -> str:
    """Return one of the kinds of entries.

    Raises
    ------
    Refused
        where it is none.
    """
    if kind not in KINDS:
        raise Refused("An entry is an answer, a note, a qualification, a check or a credential.")
    return kind


def mode_checked(mode: str) -> str:
    """Return one of the ways of asking.

    Raises
    ------
    Refused
        where it is none.
    """
    if mode not in set(Mode):
        raise Refused("An assessment is full or quick.")
    return mode


def operation_checked(operation: str) -> str:
    """Return the name of an operation that many events share, each with a number of its own.

    Raises
    ------
    Refused
        where it has other signs than letters, digits, - and _, or more than 64 of them.
    """
    if not _OPERATION.fullmatch(operation):
        raise Refused("The name of the import is not one.")
    return operation


def moment_checked(moment: datetime, now: datetime) -> datetime:
    """Return a moment, or `now` where it lies in the future.

    Raises
    ------
    Refused
        where it has no zone, so that nobody knows when it was.
    """
    if moment.tzinfo is None:
        raise Refused("A time has no zone.")
    return min(moment, now)


def hours_checked(hours: float | None) -> float | None:
    """Return hours a week, from 0 to 168, or None.

    Raises
    ------
    Refused
        where a week does not have them.
    """
    if hours is None:
        return None
    if not (math.isfinite(hours) and 0 <= hours <= HOURS_IN_A_WEEK):
        raise Refused(f"The hours a week go from 0 to {HOURS_IN_A_WEEK}.")
    return float(hours)


def _has_only_characters(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
