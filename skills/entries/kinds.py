"""The kinds of entries and their limits: the place to start when adding a new kind.

Continue with `skills.entries.rules` (what is valid), `skills.records.entry_lists` (its list in a
file) and the page that asks for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final, Literal, get_args

Kind = Literal[
    "answer",
    "note",
    "qualification",
    "check",
    "credential",
    "project",
    "verification",
    "link",
    "growth",
    "limit",
    "consent",
    "review",
    "rating",
    "comment",
    "agreed",
    "decided",
    "discussion",
    "action",
]
"""The kind of an entry.

The person's own: an answer to a statement, a note on a skill, the state of a qualification, an
answer to a knowledge check, a credential, the status of a learning project, the attempts at its
check, a link to the work on it, whether they want to grow in a skill, a limit of their plan, the
name by which they agree to be shown to others. A mentor's: a rating of a statement, a comment on a
skill. Of both: the review itself, the agreed level of a skill, who decided it, what was said about
it, and an action, which is what comes next."""

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)

ACCESS: Final = "access"
"""The kind of an event that records a change of access; there are no entries of this kind."""

IN_JSON: Final[frozenset[Kind]] = frozenset(
    {"credential", "verification", "link", "review", "action"}
)
"""The kinds whose values have several parts and are stored as JSON texts."""


class Mode(StrEnum):
    """Whether every statement is asked, or only those that narrow the range most."""

    full = "full"
    quick = "quick"


MENTOR_MODE: Final = Mode.quick
"""Mentors are asked the statements that narrow the range most: their time is short. What their
ratings imply about the others counts."""


class AccessState(StrEnum):
    """What happened to a link, or to the device that is handed over to a mentor."""

    created = "created"
    opened = "opened"
    withdrawn = "withdrawn"
    handed_over = "handed over"
    taken_back = "taken back"


class Scope(StrEnum):
    """What a link allows: to read the result, or to review it."""

    read = "read"
    review = "review"


QUALIFICATION_STATES: Final[Mapping[str, str]] = {
    "yes": "you have it",
    "in-progress": "in progress",
    "no": "you don't have it",
}
"""Whether a person has a qualification, each state with its wording."""

PROJECT_STATUSES: Final[Mapping[str, str]] = {
    "planned": "planned",
    "started": "started",
    "done": "done",
    "dropped": "dropped",
}
"""The statuses of a learning project, each with its wording; without one, it is open."""

GROWTH_WISHES: Final[Mapping[str, str]] = {"yes": "wants to grow here", "no": "no wish"}
"""Whether a person wants to grow in a skill, each with its wording."""

DECIDERS: Final[Mapping[str, str]] = {
    "together": "decided together",
    "self": "decided by the person",
    "mentor": "decided by the mentor",
}
"""Who decided an agreed level, each with its wording."""

CREDENTIAL_KINDS: Final = ("education", "certificate", "experience")

TITLE_LENGTH: Final = 120
"""Characters in the title of an assessment: one line on a wide screen."""

NOTE_LENGTH: Final = 4000
"""Characters in a note or any other entry: two printed pages, enough for evidence and links."""

ID_LENGTH: Final = 300
"""Characters in the id of what an entry is about."""

CREDENTIAL_TEXT_LENGTH: Final = 200
"""Characters in the title and in the issuer of a credential."""

COHORT: Final = "cohort"
"""Those to whom a person can consent to be named: whoever sees the summary of a cohort."""

COHORT_NAME_LENGTH: Final = 80
"""Characters in the name by which a person may be named."""

HOURS_IN_A_WEEK: Final = 168


@dataclass(frozen=True, slots=True)
class IncomingEntry:
    """One value to store that comes from an import, not from a page.

    Attributes
    ----------
    item : as in `skills.entries.assessment.Entry`.
    value : None clears.
    at : when it was entered, or None if not known.
    place : where it stands in its file, as in "line 12", or "" if not known.
    """

    kind: Kind
    item: str
    value: str | None
    at: datetime | None = None
    place: str = field(default="", compare=False)
