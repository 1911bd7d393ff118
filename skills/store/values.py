"""The arguments and results of the store, as frozen values; times are UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal, NotRequired, TypedDict

from skills.entries.assessment import Assessment, Entry
from skills.entries.kinds import Kind


class Columns(TypedDict):
    """The columns of a new assessment; see `Assessment` for their meaning."""

    title: str
    matrix_id: str
    matrix_title: str
    wording: str
    structure: str
    profile: NotRequired[str]
    mode: NotRequired[str]
    hours: NotRequired[float | None]
    next_on: NotRequired[date | None]


@dataclass(frozen=True, slots=True)
class Listed:
    """An assessment with its number of answered statements."""

    assessment: Assessment
    answered: int


@dataclass(frozen=True, slots=True)
class SaveRequest:
    """A requested change to an entry.

    Attributes
    ----------
    drawn : what `Entry.widget_revision` returned when the widget was rendered.
    operation : idempotency key: distinguishes a repeated save from a new one.
    redraw : make the tab re-render its own widget.
    """

    kind: Kind
    item: str
    value: str | None
    tab: str
    drawn: int
    operation: str
    redraw: bool = False


@dataclass(frozen=True, slots=True)
class Saved:
    """The result of a successful save; `entry` is the current row."""

    entry: Entry


@dataclass(frozen=True, slots=True)
class Conflict:
    """A save refused because somebody else has written since; `entry` is the current row."""

    entry: Entry


@dataclass(frozen=True, slots=True)
class Event:
    """One change to one entry; `revision` is that of the entry after it."""

    operation: str
    kind: Kind
    item: str
    old: str | None
    new: str | None
    revision: int
    tab: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Upload:
    """A matrix that an owner uploaded, without its text."""

    matrix_id: str
    title: str
    wording: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class MatrixText(Upload):
    """An uploaded matrix; `files` are pairs of name and text in reading order."""

    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """An assessment at one moment; immutable.

    Attributes
    ----------
    profile, wording, structure : profile and matrix fingerprints at that time.
    record : JSON text.
    operation : the import that added it, or "" if it was taken here.
    """

    id: str
    taken_at: datetime
    profile: str
    wording: str
    structure: str
    record: str
    operation: str = ""


@dataclass(frozen=True, slots=True)
class IncomingSnapshot:
    """A snapshot from a file; see `Snapshot`."""

    record: str
    profile: str
    wording: str
    structure: str
    taken_at: datetime


@dataclass(frozen=True, slots=True)
class Imported:
    """An import that has not been undone; `entries` is the number of entries it changed."""

    operation: str
    at: datetime
    entries: int


@dataclass(frozen=True, slots=True)
class Undone:
    """The result of undoing an import.

    Attributes
    ----------
    reverted : number of entries restored to their earlier value.
    kept : kind and item of entries left alone because they were changed since the import.
    """

    reverted: int
    kept: tuple[tuple[Kind, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Owner:
    """One owner and the number of their assessments, for administrators."""

    owner: str
    assessments: int
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Restored:
    """The result of restoring a backup.

    Attributes
    ----------
    kept : copy of the previous database, or None if there was none.
    erased : number of erasures since the backup that were repeated; None if the previous database
        was unreadable.
    """

    kept: Path | None
    erased: int | None


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding about this installation.

    Attributes
    ----------
    about : one or two words.
    found : the finding in one sentence.
    fix : what to do about it, or "" if there is nothing to do.
    """

    about: str
    level: Literal["ok", "warning", "trouble"]
    found: str
    fix: str = ""
