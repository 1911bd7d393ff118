"""An assessment and its entries as stored; times are UTC."""

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
    profile : id of the profile it is compared with, or "".
    mode : "full" or "quick".
    hours : time for learning in hours per week, or None if not known.
    skill : the skill viewed last, or "".
    extra : unknown content of an imported file, as JSON text, or "".
    next_on : ISO date of the next assessment, or "" if none is planned.
    handed_to : id of the review for which the device is with the mentor, or "".
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
    handed_to: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One stored value of an assessment.

    Attributes
    ----------
    item : id of the statement, skill, qualification, check, credential, project, review or action;
        for a rating or comment, see `skills.entries.review_entries.item_of`.
    value : None if cleared.
    revision : number of writes; 0 if nothing was written.
    base : the revision with which `tab`, the last writer, rendered its widget.
    changed_at : None if nothing was written.
    """

    kind: Kind
    item: str
    value: str | None = None
    revision: int = 0
    base: int = 0
    tab: str = ""
    changed_at: datetime | None = None

    def widget_revision(self, tab: str) -> int:
        """Return the revision for the key of this entry's widget in a tab.

        It increases with every write of another tab and stays the same after the tab's own.
        """
        return self.base if self.tab == tab else self.revision
