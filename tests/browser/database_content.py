"""Read the database of a running server directly."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from skills.entries.kinds import ACCESS


class Change(NamedTuple):
    """One row of the history."""

    kind: str
    item: str
    old: str | None
    new: str | None


def values(database: Path, assessment: str, kind: str = "answer") -> dict[str, str]:
    """Return the stored values of an assessment, by item."""
    statement = "SELECT item, value FROM entry WHERE assessment = ? AND kind = ?"
    return {item: value for item, value in _rows(database, statement, assessment, kind) if value}


def changes(database: Path, assessment: str) -> list[Change]:
    """Return every change of the entries of an assessment, oldest first."""
    statement = (
        "SELECT kind, item, old, new FROM event WHERE assessment = ? AND kind <> ? ORDER BY id"
    )
    return [Change(*row) for row in _rows(database, statement, assessment, ACCESS)]


def assessments(database: Path) -> list[str]:
    """Return the ids of all assessments of everybody."""
    return [row[0] for row in _rows(database, "SELECT id FROM assessment ORDER BY created_at")]


def settings(database: Path, assessment: str) -> dict[str, object]:
    """Return what an assessment is measured against and how it asks."""
    statement = "SELECT profile, mode, hours FROM assessment WHERE id = ?"
    [row] = _rows(database, statement, assessment)
    return dict(zip(("profile", "mode", "hours"), row, strict=True))


def everything(database: Path) -> str:
    """Return the whole content as one text."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return "\n".join(connection.iterdump())


def is_whole(database: Path) -> bool:
    """Return whether the file passes the integrity check of SQLite."""
    return _rows(database, "PRAGMA integrity_check") == [("ok",)]


def _rows(database: Path, statement: str, *values: str) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return connection.execute(statement, values).fetchall()
