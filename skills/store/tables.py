"""The database schema, the same for SQLite and PostgreSQL.

``entry`` holds the current values, ``event`` every change that led to them. Events are append-only
and deleted only with their assessment: triggers enforce this in both databases.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import (
    DDL,
    REAL,
    BigInteger,
    CheckConstraint,
    Column,
    Dialect,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    event,
    text,
)

from skills.entries.kinds import HOURS_IN_A_WEEK, NOTE_LENGTH, TITLE_LENGTH, Mode, Scope
from skills.store.validation import EXTRA_LIMIT, RECORD_LIMIT

VERSION: Final = 6
"""The schema version; `schema_upgrades` migrates older databases to it."""


class UtcTime(TypeDecorator[datetime]):
    """A UTC time as text of fixed width, which sorts by time in every database."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> str | None:
        """Convert a timezone-aware time to text; a naive one is a programming error."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, _dialect: Dialect) -> datetime | None:
        """Convert text to a time in UTC."""
        return None if value is None else datetime.fromisoformat(value)


def _text(
    name: str, *, primary_key: bool = False, server_default: str | None = None
) -> Column[str]:
    return Column(
        name, Text, primary_key=primary_key, server_default=server_default, nullable=False
    )


def _of_assessment(*, primary_key: bool = False) -> Column[str]:
    goes_with = ForeignKey("assessment.id", ondelete="CASCADE")
    return Column("assessment", Text, goes_with, primary_key=primary_key, nullable=False)


def _moment(name: str) -> Column[datetime]:
    return Column(name, UtcTime, nullable=False)


def _one_of(column: str, words: tuple[str, ...]) -> CheckConstraint:
    choices = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({choices})", name=f"{column}_known")


Rows = Sequence[Sequence[Any]]
"""The rows that a statement returns."""

_CLUSTERED: Final[dict[str, Any]] = {"sqlite_strict": True, "sqlite_with_rowid": False}

metadata = MetaData()

meta = Table("meta", metadata, _text("name", primary_key=True), _text("value"), **_CLUSTERED)

assessments = Table(
    "assessment",
    metadata,
    _text("id", primary_key=True),
    _text("owner"),
    _text("title"),
    _text("matrix_id"),
    _text("matrix_title"),
    _text("wording"),
    _text("structure"),
    _text("profile"),
    _text("mode"),
    Column("hours", Double().with_variant(REAL(), "sqlite")),
    _moment("created_at"),
    _moment("changed_at"),
    _text("skill", server_default=""),
    _text("extra", server_default=""),
    _text("next_on", server_default=""),
    _text("handed_to", server_default=""),
    CheckConstraint("length(owner) = 64", name="owner_hashed"),
    CheckConstraint(f"length(title) <= {TITLE_LENGTH}", name="title_fits"),
    CheckConstraint(f"hours >= 0 AND hours <= {HOURS_IN_A_WEEK}", name="hours_of_a_week"),
    CheckConstraint(f"length(extra) <= {EXTRA_LIMIT}", name="extra_fits"),
    CheckConstraint("length(next_on) IN (0, 10)", name="next_on_a_day"),
    _one_of("mode", tuple(Mode)),
    Index("assessment_by_owner", "owner", "changed_at"),
    **_CLUSTERED,
)

entries = Table(
    "entry",
    metadata,
    _of_assessment(primary_key=True),
    _text("kind", primary_key=True),
    _text("item", primary_key=True),
    Column("value", Text),
    Column("revision", Integer, nullable=False),
    Column("base", Integer, nullable=False),
    _text("tab"),
    _moment("changed_at"),
    CheckConstraint("revision >= 1 AND base >= 0 AND base <= revision", name="revision_grows"),
    CheckConstraint(f"length(value) <= {NOTE_LENGTH}", name="value_fits"),
    **_CLUSTERED,
)

events = Table(
    "event",
    metadata,
    Column("id", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True),
    _text("operation"),
    _of_assessment(),
    _text("kind"),
    _text("item"),
    Column("old", Text),
    Column("new", Text),
    Column("revision", Integer, nullable=False),
    _text("tab"),
    _moment("at"),
    _text("actor", server_default=""),
    UniqueConstraint("assessment", "operation", name="operation_once"),
    UniqueConstraint("assessment", "kind", "item", "revision", name="revision_once"),
    sqlite_strict=True,
)

snapshots = Table(
    "snapshot",
    metadata,
    _text("id", primary_key=True),
    _of_assessment(),
    _moment("taken_at"),
    _text("profile"),
    _text("wording"),
    _text("structure"),
    _text("record"),
    _text("operation", server_default=""),
    CheckConstraint(f"length(record) <= {RECORD_LIMIT}", name="record_fits"),
    Index("snapshot_by_assessment", "assessment", "taken_at"),
    sqlite_strict=True,
)

imports = Table(
    "imported",
    metadata,
    _of_assessment(primary_key=True),
    _text("operation", primary_key=True),
    _moment("at"),
    Column("entries", Integer, nullable=False),
    Column("extra_before", Text),
    Column("extra_after", Text),
    Column("undone_at", UtcTime),
    Column("number", Integer, nullable=False, server_default=text("0")),
    sqlite_strict=True,
)

matrix_texts = Table(
    "matrix_text",
    metadata,
    _text("owner", primary_key=True),
    _text("wording", primary_key=True),
    _text("matrix_id"),
    _text("title"),
    _text("files"),
    _moment("created_at"),
    CheckConstraint("length(owner) = 64", name="owner_hashed"),
    sqlite_strict=True,
)

review_links = Table(
    "review_link",
    metadata,
    _text("token_hash", primary_key=True),
    _of_assessment(),
    _text("review"),
    _moment("created_at"),
    _moment("expires_at"),
    Column("revoked_at", UtcTime),
    Column("used_at", UtcTime),
    _text("scope", server_default=Scope.review),
    _text("label", server_default=""),
    CheckConstraint("length(token_hash) = 64", name="token_hashed"),
    CheckConstraint(f"length(label) <= {TITLE_LENGTH}", name="label_fits"),
    _one_of("scope", tuple(Scope)),
    Index("review_link_by_assessment", "assessment"),
    **_CLUSTERED,
)

review_grants = Table(
    "review_grant",
    metadata,
    _text("grant_hash", primary_key=True),
    Column(
        "token_hash",
        Text,
        ForeignKey("review_link.token_hash", ondelete="CASCADE"),
        nullable=False,
    ),
    _moment("expires_at"),
    CheckConstraint("length(grant_hash) = 64", name="grant_hashed"),
    Index("review_grant_by_link", "token_hash"),
    **_CLUSTERED,
)

erased = Table(
    "erased", metadata, _text("id_hash", primary_key=True), _moment("erased_at"), **_CLUSTERED
)

_TRIGGERS = {
    "sqlite": (
        """
        CREATE TRIGGER event_unchanged BEFORE UPDATE ON event
        BEGIN SELECT RAISE(ABORT, 'events are never changed'); END
        """,
        """
        CREATE TRIGGER event_kept BEFORE DELETE ON event
        WHEN EXISTS (SELECT 1 FROM assessment WHERE id = OLD.assessment)
        BEGIN SELECT RAISE(ABORT, 'events go only with their assessment'); END
        """,
        # INSERT OR REPLACE and UPDATE OR REPLACE delete the row in their way without a trigger.
        """
        CREATE TRIGGER event_added BEFORE INSERT ON event
        WHEN EXISTS (SELECT 1 FROM event WHERE id = NEW.id)
        OR EXISTS (SELECT 1 FROM event
            WHERE assessment = NEW.assessment AND operation = NEW.operation)
        OR EXISTS (SELECT 1 FROM event WHERE assessment = NEW.assessment AND kind = NEW.kind
            AND item = NEW.item AND revision = NEW.revision)
        BEGIN SELECT RAISE(ABORT, 'events are never replaced'); END
        """,
        """
        CREATE TRIGGER assessment_added BEFORE INSERT ON assessment
        WHEN EXISTS (SELECT 1 FROM assessment WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'assessments are never replaced'); END
        """,
        """
        CREATE TRIGGER assessment_named BEFORE UPDATE OF id ON assessment
        WHEN NEW.id <> OLD.id
        BEGIN SELECT RAISE(ABORT, 'assessments keep their id'); END
        """,
    ),
    "postgresql": (
        """
        CREATE FUNCTION event_stands() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'DELETE' THEN
                IF NOT EXISTS (SELECT 1 FROM assessment WHERE id = OLD.assessment) THEN
                    RETURN OLD;
                END IF;
            END IF;
            RAISE EXCEPTION 'events are never changed and go only with their assessment';
        END $$
        """,
        """
        CREATE TRIGGER event_stands BEFORE UPDATE OR DELETE ON event
        FOR EACH ROW EXECUTE FUNCTION event_stands()
        """,
        """
        CREATE TRIGGER event_emptied BEFORE TRUNCATE ON event
        FOR EACH STATEMENT EXECUTE FUNCTION event_stands()
        """,
    ),
}

for _dialect, _statements in _TRIGGERS.items():
    for _statement in _statements:
        _ddl = DDL(_statement)  # type: ignore[no-untyped-call] # SQLAlchemy left it so
        event.listen(events, "after_create", _ddl.execute_if(dialect=_dialect))
