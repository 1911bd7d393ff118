"""Hold what the store takes and gives, as plain frozen values; times are UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal, NotRequired, TypedDict

from skills.entries.assessment import Assessment, Entry
from skills.entries.kinds import Kind


class Columns(TypedDict):
    """What a new assessment begins with; `Assessment` tells what each means."""

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
    """An assessment with the number of statements answered in it."""

    assessment: Assessment
    answered: int


@dataclass(frozen=True, slots=True)
class SaveRequest:
    """A new value asked for an entry.

    Attributes
    ----------
    drawn : what `Entry.widget_revision` gave when the widget was drawn.
    operation : tells a repeated save from a new one.
    redraw : make the tab draw its own widget anew.
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
    """A value that is stored; `entry` is the row as it stands now."""

    entry: Entry


@dataclass(frozen=True, slots=True)
class Conflict:
    """A save refused because somebody else wrote since; `entry` is what stands there."""

    entry: Entry


@dataclass(frozen=True, slots=True)
class Event:
    """One change of one entry; `revision` is the entry's after it."""

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
    """A matrix which an owner uploaded, without its text."""

    matrix_id: str
    title: str
    wording: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class MatrixText(Upload):
    """An uploaded matrix; `files` are pairs of name and text in the order of reading."""

    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The record of an assessment at one moment; it is never changed.

    Attributes
    ----------
    profile, wording, structure : what it was measured with then.
    record : JSON text.
    operation : the import that imported it, or "" where it was taken here.
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
    """An import that stands; `entries` is the number it changed."""

    operation: str
    at: datetime
    entries: int


@dataclass(frozen=True, slots=True)
class Undone:
    """How an import was undone.

    Attributes
    ----------
    reverted : number of entries that have their earlier value again.
    kept : kind and item of those which somebody changed since the import.
    """

    reverted: int
    kept: tuple[tuple[Kind, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Owner:
    """What one owner has, counted for an administrator."""

    owner: str
    assessments: int
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Restored:
    """How a backup was restored.

    Attributes
    ----------
    kept : copy of the database that was there before, or None where none was.
    erased : number of things erased since the backup, and now from it too; None where the
        database that was there could not tell.
    """

    kept: Path | None
    erased: int | None


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding about this installation.

    Attributes
    ----------
    about : one or two words.
    found : what is, in one sentence.
    fix : what to do about it, or "" where nothing is to be done.
    """

    about: str
    level: Literal["ok", "warning", "trouble"]
    found: str
    fix: str = ""
