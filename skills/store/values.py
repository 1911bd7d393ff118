"""The arguments and results of the store, as frozen values; times are UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal, NotRequired, TypedDict

from skills.entries.assessment import Assessment, Entry
from skills.entries.kinds import Kind, Scope


class Columns(TypedDict):
    """What a new assessment begins with; `Assessment` explains each."""

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
    """A requested change to an entry.

    Attributes
    ----------
    widget_revision : what `Entry.widget_revision` returned when the widget was rendered.
    operation : idempotency key: distinguishes a repeated save from a new one.
    redraw : make the tab re-render its own widget.
    actor : "" for the owner, or the id of the review for its mentor.
    """

    kind: Kind
    item: str
    value: str | None
    tab: str
    widget_revision: int
    operation: str
    redraw: bool = False
    actor: str = ""


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
    """One change of one entry, or of access; `revision` is the entry's after it.

    Attributes
    ----------
    kind : a `Kind`, or `skills.entries.kinds.ACCESS`.
    actor : "" for the owner, or the id of the review for its mentor.
    """

    operation: str
    kind: str
    item: str
    old: str | None
    new: str | None
    revision: int
    tab: str
    at: datetime
    actor: str = ""

    @property
    def is_import(self) -> bool:
        """Return whether it came with an imported file."""
        return self.operation.startswith("import.")

    @property
    def is_move(self) -> bool:
        """Return whether it only copied a value to the new id of what a matrix renamed."""
        return self.operation.startswith("move.")


@dataclass(frozen=True, slots=True)
class ReviewLink:
    """A link by which somebody reaches a review or a result, without its secret.

    Attributes
    ----------
    token_hash : SHA-256 of the secret, as hexadecimal digits.
    review : id of the review, or a random one if the link is read only.
    scope : a `Scope`.
    label : whom a read-only link is for; a review names its mentor itself.
    revoked_at, used_at : None if it was never revoked or used; `used_at` is the last time.
    """

    token_hash: str
    review: str
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None = None
    used_at: datetime | None = None
    scope: str = Scope.review
    label: str = ""

    def is_valid(self, now: datetime) -> bool:
        """Return whether it still opens what it leads to."""
        return self.revoked_at is None and now < self.expires_at


@dataclass(frozen=True, slots=True)
class Granted:
    """What a grant gives access to: one owner's assessment, to the extent of a `Scope`."""

    owner: str
    assessment: str
    review: str
    scope: str = Scope.review


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
    """An import that stands; `entries` is the number it changed."""

    operation: str
    at: datetime
    entries: int


@dataclass(frozen=True, slots=True)
class Undone:
    """How an import was undone.

    Attributes
    ----------
    reverted : number of entries restored to their earlier value.
    kept : kind and item of entries left alone because they were changed since the import, or
        belong to a review that was revealed or signed off since.
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
