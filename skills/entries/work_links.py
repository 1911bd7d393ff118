"""A link to a person's work on a learning project, with a note: evidence nobody has checked."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Final

from skills.entries.kinds import NOTE_LENGTH
from skills.entries.storable_text import is_text
from skills.matrix import LINK_PATTERN

WORK_NOTE_LENGTH: Final = 1000
"""Characters in the note: a paragraph on what there is to see."""

_LINK: Final = re.compile(LINK_PATTERN)


@dataclass(frozen=True, slots=True)
class WorkLink:
    """Where somebody can see the work on a project.

    Attributes
    ----------
    link : "" or an address that begins with ``https://``.
    note : what there is to see, or "".
    """

    link: str = ""
    note: str = ""


def faults_in_link(work: WorkLink) -> tuple[str, ...]:
    """Return the reasons why it cannot be stored, as sentences; empty if valid."""
    faults = []
    if not work.link and not work.note.strip():
        faults.append("Enter a link or a note.")
    if work.link and not _LINK.fullmatch(work.link):
        faults.append("A link must start with https:// and have no spaces.")
    if len(work.note) > WORK_NOTE_LENGTH:
        faults.append(f"The note can have at most {WORK_NOTE_LENGTH:,} characters.")
    return tuple(faults)


def link_as_text(work: WorkLink) -> str:
    """Serialise a link as JSON text for storage."""
    return json.dumps(asdict(work), ensure_ascii=False)


def read_link(text: str) -> WorkLink | None:
    """Parse a stored link, or return None if it is not valid."""
    try:
        found = json.loads(text) if len(text) <= NOTE_LENGTH else {}
        work = WorkLink(found["link"], found["note"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    texts = (work.link, work.note)
    if not all(isinstance(each, str) and is_text(each) for each in texts):
        return None
    return None if faults_in_link(work) else work


def read_links(stored: Mapping[str, str | None]) -> dict[str, WorkLink]:
    """Return the links in stored texts, by project id; cleared ones are gone."""
    read = {item: read_link(text or "") for item, text in stored.items()}
    return {item: work for item, work in read.items() if work}
