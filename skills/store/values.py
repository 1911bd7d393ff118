"""Hold what the store takes and gives, as plain frozen values; times are UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Kind = Literal["answer", "note", "qualification", "check", "credential"]
"""What an entry is about: a statement, a skill, a qualification, a knowledge check or a
person's own credential."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """Describe one person's assessment, without its answers.

    Attributes
    ----------
    id : random and URL-safe.
    wording, structure : fingerprints of the matrix it was last opened with.
    profile : id of the profile it is measured against, or "".
    mode : "full" or "quick".
    hours : time for learning, in hours a week, or None where not said.
    skill : the skill last looked at, or "".
    """

    id: str
    title: str
    matrix_id: str
    matrix_title: str
    wording: str
    structure: str
    profile: str
    mode: str
    hours: float | None
    created_at: datetime
    changed_at: datetime
    skill: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """Pair an assessment with the number of statements answered in it."""

    assessment: Assessment
    answered: int


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one stored value of an assessment.

    Attributes
    ----------
    item : id of the statement, skill, qualification, check or credential.
    value : None once cleared.
    revision : 1 at the first write, one more at every further one; 0 where nothing was written.
    base : the revision which `tab`, the last writer, had before it when its widget was drawn.
    changed_at : None where nothing was written.
    """

    kind: Kind
    item: str
    value: str | None = None
    revision: int = 0
    base: int = 0
    tab: str = ""
    changed_at: datetime | None = None

    def drawn_for(self, tab: str) -> int:
        """Return the number in the key of this entry's widget, as a tab has to draw it.

        It grows with every write of another tab and stays through the tab's own.
        """
        return self.base if self.tab == tab else self.revision


@dataclass(frozen=True, slots=True)
class Change:
    """Ask for a new value of an entry.

    Attributes
    ----------
    drawn : what `Entry.drawn_for` gave when the widget was drawn.
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
    """Confirm that a value is stored; `entry` is the row as it stands now."""

    entry: Entry


@dataclass(frozen=True, slots=True)
class Conflict:
    """Refuse a save because somebody else wrote since; `entry` is what stands there."""

    entry: Entry


@dataclass(frozen=True, slots=True)
class Event:
    """Record one change of one entry; `revision` is the entry's after it."""

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
    """Name a matrix which an owner uploaded."""

    matrix_id: str
    title: str
    wording: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class MatrixText(Upload):
    """Hold an uploaded matrix; `files` are pairs of name and text in the order of reading."""

    files: tuple[tuple[str, str], ...]
