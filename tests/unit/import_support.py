"""Entries of a file to import, their preview, and what is stored afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from report_support import NOW
from state_support import renaming_matrix

from skills.entries.answers import carry_answers
from skills.entries.kinds import IncomingEntry, Kind
from skills.importing.preview import ImportPreview, StoredValues, preview
from skills.importing.read_result import ImportedData

EARLIER, LATER = NOW - timedelta(days=1), NOW + timedelta(days=1)
MATRIX = renaming_matrix()


def entry(kind: Kind, item: str, value: str, at: datetime | None = NOW) -> IncomingEntry:
    """Return an entry of a file."""
    return IncomingEntry(kind, item, value, at)


def seen(*incoming: IncomingEntry, stored: StoredValues | None = None) -> ImportPreview:
    """Return the preview of a file of these entries."""
    return preview(ImportedData(incoming), stored or {}, MATRIX)


def merged(stored: StoredValues, incoming: tuple[IncomingEntry, ...]) -> StoredValues:
    """What is stored once a file is in."""
    return {**stored, **{(each.kind, each.item): (each.value, each.at) for each in incoming}}


def counted(stored: StoredValues) -> Mapping[str, str]:
    """The answers that count."""
    answers = {item: value for (kind, item), (value, _) in stored.items() if kind == "answer"}
    return carry_answers(answers, MATRIX).answers
