"""Validate values before they are stored."""

from __future__ import annotations

import hashlib
import math
import re
from datetime import datetime
from typing import Final

from skills.entries.kinds import HOURS_IN_A_WEEK, ID_LENGTH, KINDS, Mode
from skills.entries.rules import is_moment
from skills.entries.storable_text import is_text
from skills.problems import StoreError

MATRIX_TITLE_LIMIT: Final = 2000
"""Characters in the title of a matrix, which its author chose and we only display."""

EXTRA_LIMIT: Final = 200_000
"""Characters of unknown content saved from an imported file."""

RECORD_LIMIT: Final = 5_000_000
"""Characters in the record of a snapshot."""


_OWNER: Final = re.compile(r"[0-9a-f]{64}")
_OPERATION: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")


class NotFound(StoreError):  # noqa: N818 - reads as what the page says
    """Raised where there is no such thing, or it is somebody else's."""

    def __init__(self, kind: str = "assessment") -> None:
        super().__init__(f"There is no such {kind} here.")


class Refused(StoreError):  # noqa: N818 - reads as what the page says
    """Raised where a value cannot be stored; nothing was written."""


def owner_of(token: str) -> str:
    """Return the owner id (SHA-256, hex) of a browser's secret token.

    Raises
    ------
    Refused
        If the token is blank: all browsers without one would share an owner.
    """
    if not token.strip():
        raise Refused("This browser has no key to its assessments yet.")
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def owner_of_account(issuer: str, subject: str) -> str:
    """Return the owner id of a person whom an identity provider knows.

    Each part stands behind its length, so no other pair gives the same text; and no browser's token
    does, since a token has neither spaces nor colons.

    Parameters
    ----------
    issuer, subject : the claims ``iss`` and ``sub`` of a validated ID token.

    Raises
    ------
    Refused
        If one of them is blank: all people without one would share an owner.
    """
    if not issuer.strip() or not subject.strip():
        raise Refused("The login names no issuer or no subject.")
    return owner_of(f"account {len(issuer)}:{issuer} {len(subject)}:{subject}")


def storable(text: str, limit: int, label: str = "This text") -> str:
    """Return the text unchanged, at most `limit` characters long.

    Raises
    ------
    Refused
        If it is too long, or contains NUL or a lone surrogate, which a database cannot store.
    """
    if len(text) > limit:
        raise Refused(f"{label} is too long: {len(text)} characters, at most {limit} are allowed.")
    if not is_text(text):
        raise Refused(f"{label} contains a character that cannot be stored (NUL): remove it.")
    return text


def named(text: str, label: str, limit: int = ID_LENGTH) -> str:
    """Return the text unchanged; it must not be blank.

    Raises
    ------
    Refused
        If it is blank or not storable.
    """
    if not text.strip():
        raise Refused(f"{label} is empty.")
    return storable(text, limit, label)


def owner_checked(owner: str) -> str:
    """Return a valid owner id, so that a browser's token itself can never be stored.

    Raises
    ------
    Refused
        If it does not have the form that `owner_of` returns.
    """
    if not _OWNER.fullmatch(owner):
        raise Refused("The owner id is not valid.")
    return owner


def kind_checked(kind: str) -> str:
    """Return a valid kind of entry.

    Raises
    ------
    Refused
        If it is not one of `KINDS`.
    """
    if kind not in KINDS:
        raise Refused(f'"{kind}" is not a kind of entry.')
    return kind


def mode_checked(mode: str) -> str:
    """Return a valid mode.

    Raises
    ------
    Refused
        If it is not a `Mode`.
    """
    if mode not in set(Mode):
        raise Refused("An assessment is full or quick.")
    return mode


def operation_checked(operation: str) -> str:
    """Return a valid operation name, shared by many events, each with its own number.

    Raises
    ------
    Refused
        If it has characters other than letters, digits, - and _, or more than 64 of them.
    """
    if not _OPERATION.fullmatch(operation):
        raise Refused("The name of the import is not valid.")
    return operation


def moment_checked(moment: datetime, now: datetime) -> datetime:
    """Return a moment, or `now` if it is in the future.

    Raises
    ------
    Refused
        If it has no time zone, or no date in some of them.
    """
    if moment.tzinfo is None:
        raise Refused("A time has no time zone.")
    if not is_moment(moment):
        raise Refused(f"A time is in the year {moment.year}, which can't be right.")
    return min(moment, now)


def hours_checked(hours: float | None) -> float | None:
    """Return valid hours per week, from 0 to 168, or None.

    Raises
    ------
    Refused
        If they are out of this range.
    """
    if hours is None:
        return None
    if not (math.isfinite(hours) and 0 <= hours <= HOURS_IN_A_WEEK):
        raise Refused(f"Hours per week must be from 0 to {HOURS_IN_A_WEEK}.")
    return float(hours)
