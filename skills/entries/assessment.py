"""An assessment and its entries, as they are stored; times are UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from skills.entries.kinds import Kind


@dataclass(frozen=True, slots=True)
class Assessment:
    """One person's assessment, without its entries.

    Attributes
    ----------
    id : random and URL-safe.
    wording, structure : fingerprints of the matrix it was last opened with.
    profile : id of the profile it is measured against, or "".
    mode : "full" or "quick".
    hours : time for learning, in hours a week, or None where not said.
    skill : the skill last looked at, or "".
    extra : what an imported file held beyond what we know, as JSON text, or "".
    next_on : ISO date of the next assessment, or "" where none is planned.
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
    extra: str = ""
    next_on: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One stored value of an assessment.

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

    def widget_revision(self, tab: str) -> int:
        """Return the number in the key of this entry's widget, as a tab has to draw it.

        It grows with every write of another tab and stays through the tab's own.
        """
        return self.base if self.tab == tab else self.revision
