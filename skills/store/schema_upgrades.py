"""Migrate the database schema, one version at a time.

Everything runs in the caller's transaction, so a failing step leaves the database as it was.
Several processes may start together: the first one upgrades, the others wait and find nothing left
to do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from sqlalchemy import Connection, insert, inspect, select, text, update

from skills.problems import StoreError
from skills.store.errors import InUse
from skills.store.tables import VERSION, Rows, meta, metadata
from skills.version import PROGRAM

SchemaUpgrade = Callable[[Connection], None]

_ADVISORY_LOCK: Final = 7_204_517_391
"""An arbitrary key: PostgreSQL lets one holder of it at a time upgrade."""


_VERSION_3: Final = (
    """ALTER TABLE assessment ADD COLUMN extra TEXT NOT NULL DEFAULT ''
    CONSTRAINT extra_fits CHECK (length(extra) <= 200000)""",
    """ALTER TABLE assessment ADD COLUMN next_on TEXT NOT NULL DEFAULT ''
    CONSTRAINT next_on_a_day CHECK (length(next_on) IN (0, 10))""",
    """CREATE TABLE snapshot (
        id TEXT NOT NULL PRIMARY KEY,
        assessment TEXT NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
        taken_at TEXT NOT NULL,
        profile TEXT NOT NULL,
        wording TEXT NOT NULL,
        structure TEXT NOT NULL,
        record TEXT NOT NULL,
        operation TEXT NOT NULL DEFAULT '',
        CONSTRAINT record_fits CHECK (length(record) <= 5000000)
    )""",
    "CREATE INDEX snapshot_by_assessment ON snapshot (assessment, taken_at)",
    """CREATE TABLE imported (
        assessment TEXT NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
        operation TEXT NOT NULL,
        at TEXT NOT NULL,
        entries INTEGER NOT NULL,
        extra_before TEXT,
        extra_after TEXT,
        undone_at TEXT,
        PRIMARY KEY (assessment, operation)
    )""",
)


_VERSION_4: Final = (
    """CREATE TRIGGER event_added BEFORE INSERT ON event
        WHEN EXISTS (SELECT 1 FROM event WHERE id = NEW.id)
        OR EXISTS (SELECT 1 FROM event
            WHERE assessment = NEW.assessment AND operation = NEW.operation)
        OR EXISTS (SELECT 1 FROM event WHERE assessment = NEW.assessment AND kind = NEW.kind
            AND item = NEW.item AND revision = NEW.revision)
        BEGIN SELECT RAISE(ABORT, 'events are never replaced'); END""",
    """CREATE TRIGGER assessment_added BEFORE INSERT ON assessment
        WHEN EXISTS (SELECT 1 FROM assessment WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'assessments are never replaced'); END""",
    """CREATE TRIGGER assessment_named BEFORE UPDATE OF id ON assessment
        WHEN NEW.id <> OLD.id
        BEGIN SELECT RAISE(ABORT, 'assessments keep their id'); END""",
)
"""Triggers for SQLite only: PostgreSQL knows no REPLACE."""

_VERSION_5: Final = (
    "ALTER TABLE assessment ADD COLUMN handed_to TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE event ADD COLUMN actor TEXT NOT NULL DEFAULT ''",
    """CREATE TABLE review_link (
        token_hash TEXT NOT NULL PRIMARY KEY,
        assessment TEXT NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
        review TEXT NOT NULL,
        created_at TEXT NOT NULL,
        expires_at TEXT NOT NULL,
        revoked_at TEXT,
        used_at TEXT,
        CONSTRAINT token_hashed CHECK (length(token_hash) = 64)
    )""",
    "CREATE INDEX review_link_by_assessment ON review_link (assessment)",
    """CREATE TABLE review_grant (
        grant_hash TEXT NOT NULL PRIMARY KEY,
        token_hash TEXT NOT NULL REFERENCES review_link (token_hash) ON DELETE CASCADE,
        expires_at TEXT NOT NULL,
        CONSTRAINT grant_hashed CHECK (length(grant_hash) = 64)
    )""",
    "CREATE INDEX review_grant_by_link ON review_grant (token_hash)",
)
"""The tables of version 5 have no row id in SQLite, as `tables` declares them."""

_VERSION_6: Final = (
    """ALTER TABLE review_link ADD COLUMN scope TEXT NOT NULL DEFAULT 'review'
    CONSTRAINT scope_known CHECK (scope IN ('read', 'review'))""",
    """ALTER TABLE review_link ADD COLUMN label TEXT NOT NULL DEFAULT ''
    CONSTRAINT label_fits CHECK (length(label) <= 120)""",
)

_WRITTEN_BEFORE: Final = {
    "sqlite": "other.rowid <= imported.rowid",
    "postgresql": "(other.at, other.operation) <= (imported.at, imported.operation)",
}
"""Which imports were written before one or are it; PostgreSQL knows no more than their times."""


def _remember_the_skill(connection: Connection) -> None:
    connection.execute(text("ALTER TABLE assessment ADD COLUMN skill TEXT NOT NULL DEFAULT ''"))


def _keep_snapshots_and_imports(connection: Connection) -> None:
    for statement in _VERSION_3:
        strict = " STRICT" if connection.dialect.name == "sqlite" else ""
        connection.execute(text(statement + strict * statement.startswith("CREATE TABLE")))


def _number_imports_and_guard_history(connection: Connection) -> None:
    dialect = connection.dialect.name
    connection.execute(text("ALTER TABLE imported ADD COLUMN number INTEGER NOT NULL DEFAULT 0"))
    connection.execute(
        text(
            "UPDATE imported SET number = (SELECT count(*) FROM imported AS other "  # noqa: S608 - ours
            f"WHERE other.assessment = imported.assessment AND {_WRITTEN_BEFORE[dialect]})"
        )
    )
    for statement in _VERSION_4 if dialect == "sqlite" else ():
        connection.execute(text(statement))


def _let_mentors_review(connection: Connection) -> None:
    for statement in _VERSION_5:
        is_table = statement.startswith("CREATE TABLE")
        options = " STRICT, WITHOUT ROWID" if connection.dialect.name == "sqlite" else ""
        connection.execute(text(statement + options * is_table))


def _let_links_be_read_only(connection: Connection) -> None:
    for statement in _VERSION_6:
        connection.execute(text(statement))


STEPS: Final[Mapping[int, SchemaUpgrade]] = {
    1: _remember_the_skill,
    2: _keep_snapshots_and_imports,
    3: _number_imports_and_guard_history,
    4: _let_mentors_review,
    5: _let_links_be_read_only,
}
"""The migration from each version to the next."""

STORED_VERSION: Final = select(meta.c.value).where(meta.c.name == "version")


def upgrade(
    connection: Connection,
    steps: Mapping[int, SchemaUpgrade] = STEPS,
    before: Callable[[int], None] | None = None,
) -> None:
    """Create the tables, or run every missing migration.

    Parameters
    ----------
    before : called with the old version before the first migration, to make a backup.

    Raises
    ------
    StoreError
        If the database is from a newer program, or not ours.
    """
    if connection.dialect.name == "postgresql":
        _wait_for_others(connection)
    if is_new(connection):
        metadata.create_all(connection)
        connection.execute(insert(meta).values(name="version", value=str(VERSION)))
    else:
        _take_steps(connection, steps, before)


def is_new(connection: Connection) -> bool:
    """Return whether a database has no tables yet, rather than ours.

    Raises
    ------
    InUse
        If it has tables that are not ours.
    """
    tables = inspect(connection).get_table_names()
    if tables and meta.name not in tables:
        raise InUse
    return not tables


def version_in(rows: Rows) -> int:
    """Return the version in rows of `STORED_VERSION`.

    Raises
    ------
    StoreError
        If there is none.
    """
    stored = str(rows[0][0]) if rows else ""
    if not (stored.isascii() and stored.isdecimal()):
        raise StoreError("The database has no version; go back to the last backup.")
    return int(stored)


def _take_steps(
    connection: Connection, steps: Mapping[int, SchemaUpgrade], before: Callable[[int], None] | None
) -> None:
    stored = version_in(connection.execute(STORED_VERSION).all())
    last = max(steps, default=VERSION - 1) + 1
    if stored > last:
        raise StoreError(
            f"The database was written by a newer program (version {stored}, this one knows "
            f"{last}). Use one newer than {PROGRAM}; nothing was changed."
        )
    if stored < last and before is not None:
        before(stored)
    for version in range(stored, last):
        steps[version](connection)
    if stored < last:
        connection.execute(update(meta).where(meta.c.name == "version").values(value=str(last)))


def _wait_for_others(connection: Connection) -> None:
    for limit in ("lock_timeout", "statement_timeout"):
        connection.execute(text(f"SET LOCAL {limit} = '60s'"))
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
