"""Remember erased data by a hash alone, so that no backup brings it back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, insert, select

from skills.store.tables import Rows, assessments, erased, matrix_texts, review_links, snapshots

ALL: Final = select(erased.c.id_hash, erased.c.erased_at)


def hash_of(assessment: str) -> str:
    """Return the hash that remains of an erased assessment's id."""
    return hashlib.sha256(assessment.encode()).hexdigest()


def hash_of_snapshot(snapshot: str) -> str:
    """Return the hash that remains of an erased snapshot's id; it equals no assessment's."""
    return hash_of(f"snapshot {snapshot}")


def hash_of_link(token_hash: str) -> str:
    """Return the hash that remains of a revoked link; it equals no assessment's."""
    return hash_of(f"link {token_hash}")


def hash_of_matrix(owner: str, wording: str) -> str:
    """Return the hash that remains of an erased matrix; it equals no assessment's."""
    return hash_of(f"matrix {owner} {wording}")


def record_erasure(connection: Connection, hashes: Iterable[str], now: datetime) -> None:
    """Record an erasure; a repeated one updates the time."""
    for each in hashes:
        connection.execute(delete(erased).where(erased.c.id_hash == each))
        connection.execute(insert(erased).values(id_hash=each, erased_at=now))


def erase_again(connection: Connection, rows: Rows) -> int:
    """Repeat in a restored database the erasures of the one it replaces; return their number.

    Parameters
    ----------
    rows : rows of `ALL` in the replaced database.
    """
    gone: dict[str, datetime] = {row[0]: row[1] for row in rows}
    known = {row[0] for row in connection.execute(ALL).all()}
    for each, at in gone.items():
        if each not in known:
            record_erasure(connection, [each], at)
    return _erase_matrices(connection, gone) + sum(
        _delete(connection, column.table, column == row[0])
        for column, hashed in (
            (review_links.c.token_hash, hash_of_link),
            (snapshots.c.id, hash_of_snapshot),
            (assessments.c.id, hash_of),
        )
        for row in connection.execute(select(column)).all()
        if hashed(row[0]) in gone
    )


def _erase_matrices(connection: Connection, gone: Mapping[str, datetime]) -> int:
    """Erase matrices, except those that were uploaded again after they had been erased."""
    columns = (matrix_texts.c.owner, matrix_texts.c.wording, matrix_texts.c.created_at)
    erased_now = 0
    for owner, wording, created_at in connection.execute(select(*columns)).all():
        at = gone.get(hash_of_matrix(owner, wording))
        if at is not None and created_at <= at:
            same = and_(matrix_texts.c.owner == owner, matrix_texts.c.wording == wording)
            erased_now += _delete(connection, matrix_texts, same)
    return erased_now


def _delete(connection: Connection, table: Table, which: ColumnElement[Any]) -> int:
    return connection.execute(delete(table).where(which)).rowcount
