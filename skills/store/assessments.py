"""Create, list, change and erase assessments within a transaction."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, and_, bindparam, delete, func, insert, select, update

from skills.entries.assessment import Assessment
from skills.entries.kinds import TITLE_LENGTH
from skills.problems import StoreError
from skills.store.tables import Rows, assessments, entries, erased
from skills.store.tombstones import hash_of, record_erasure
from skills.store.validation import (
    MATRIX_TITLE_LIMIT,
    NotFound,
    hours_checked,
    mode_checked,
    named,
    storable,
)
from skills.store.values import Columns, Listed

_ID: Final = re.compile(r"[A-Za-z0-9_-]{12,64}")

_TRIES: Final = 20
"""How many ids to try: one in 64 begins with "-", and hardly any is in use."""

_COLUMNS: Final = (
    assessments.c.id,
    assessments.c.title,
    assessments.c.matrix_id,
    assessments.c.matrix_title,
    assessments.c.wording,
    assessments.c.structure,
    assessments.c.profile,
    assessments.c.mode,
    assessments.c.hours,
    assessments.c.created_at,
    assessments.c.changed_at,
    assessments.c.skill,
    assessments.c.extra,
    assessments.c.next_on,
    assessments.c.handed_to,
)
_ANSWERED: Final = (
    select(func.count(entries.c.value))
    .where(entries.c.assessment == assessments.c.id, entries.c.kind == "answer")
    .scalar_subquery()
)

ONE: Final = select(*_COLUMNS).where(
    assessments.c.id == bindparam("assessment"), assessments.c.owner == bindparam("owner")
)
OF_OWNER: Final = (
    select(*_COLUMNS, _ANSWERED)
    .where(assessments.c.owner == bindparam("owner"))
    .order_by(assessments.c.changed_at.desc(), assessments.c.created_at.desc(), assessments.c.id)
)


def as_assessment(rows: Rows) -> Assessment:
    """Return the assessment in a row of `ONE`.

    Raises
    ------
    NotFound
        If there is no row.
    """
    if not rows:
        raise NotFound
    return Assessment(*rows[0])


def as_listed(rows: Rows) -> tuple[Listed, ...]:
    """Return the assessments in rows of `OF_OWNER`, most recently changed first."""
    return tuple(Listed(Assessment(*row[:-1]), row[-1]) for row in rows)


def checked(columns: Columns, created_at: datetime, now: datetime) -> dict[str, Any]:
    """Validate the columns of a new assessment and return its row.

    Raises
    ------
    Refused
        If a value cannot be stored.
    """
    next_on = columns.get("next_on")
    return {
        "title": title_checked(columns["title"]),
        "profile": storable(columns.get("profile", ""), TITLE_LENGTH, "The profile"),
        "mode": mode_checked(columns.get("mode", "full")),
        "hours": hours_checked(columns.get("hours")),
        "created_at": created_at,
        "changed_at": now,
        "next_on": next_on.isoformat() if next_on else "",
        **matrix_checked(
            columns["matrix_id"],
            columns["matrix_title"],
            columns["wording"],
            columns["structure"],
        ),
    }


def title_checked(title: str) -> str:
    """Return a valid title of an assessment; raise `Refused` if it cannot be stored."""
    return named(title, "The title", TITLE_LENGTH)


def matrix_checked(matrix_id: str, title: str, wording: str, structure: str) -> dict[str, Any]:
    """Return the columns that identify a matrix; raise `Refused` if they cannot be stored."""
    return {
        "matrix_id": named(matrix_id, "The id of the matrix"),
        "matrix_title": storable(title, MATRIX_TITLE_LIMIT, "The title of the matrix"),
        "wording": named(wording, "The fingerprint of the matrix"),
        "structure": named(structure, "The fingerprint of the matrix"),
    }


def one(connection: Connection, owner: str, assessment: str) -> Assessment:
    """Return an assessment within a transaction; raise `NotFound` if it is not the owner's."""
    return as_assessment(connection.execute(ONE, {"owner": owner, "assessment": assessment}).all())


def add(
    connection: Connection, owner: str, values: dict[str, Any], new_id: Callable[[], str]
) -> Assessment:
    """Add an assessment under an id that is not in use and never was."""
    unused = _unused_id(connection, new_id)
    connection.execute(insert(assessments).values(id=unused, owner=owner, skill="", **values))
    return Assessment(id=unused, **values)


def change(
    connection: Connection, owner: str, assessment: str, values: Mapping[str, object]
) -> None:
    """Update columns of an assessment.

    Raises
    ------
    NotFound
        If it is not the owner's.
    """
    owned = and_(assessments.c.id == assessment, assessments.c.owner == owner)
    if connection.execute(update(assessments).where(owned).values(values)).rowcount == 0:
        raise NotFound


def hand_over(connection: Connection, owner: str, before: str, review: str) -> None:
    """Move every assessment of an owner that is with one review, or "" for none, to another."""
    same = and_(assessments.c.owner == owner, assessments.c.handed_to == before)
    connection.execute(update(assessments).where(same).values(handed_to=review))


def erase(connection: Connection, owner: str, assessment: str, now: datetime) -> None:
    """Delete an assessment with everything that belongs to it, and record a tombstone.

    Raises
    ------
    NotFound
        If it is not the owner's.
    """
    owned = and_(assessments.c.id == assessment, assessments.c.owner == owner)
    if connection.execute(delete(assessments).where(owned)).rowcount == 0:
        raise NotFound
    record_erasure(connection, [hash_of(assessment)], now)


def _unused_id(connection: Connection, new_id: Callable[[], str]) -> str:
    for _ in range(_TRIES):
        found = new_id()
        if not _ID.fullmatch(found):
            raise StoreError("A generated id cannot be used in an address.")
        if found.startswith("-"):  # a command would take it for an option
            continue
        taken = select(assessments.c.id).where(assessments.c.id == found)
        gone = select(erased.c.id_hash).where(erased.c.id_hash == hash_of(found))
        if connection.execute(taken.union_all(gone)).first() is None:
            return found
    raise StoreError("The generated ids are all in use.")
