"""Table format of a record: its columns, and protection of texts against formula injection."""

from __future__ import annotations

import re
from typing import Final

from skills.entries.kinds import KINDS
from skills.matrix.reading.decoding import UNSEEN

COLUMNS: Final = (
    "kind",
    "id",
    "label",
    "value",
    "value_label",
    "skill",
    "level",
    "low",
    "high",
    "target",
    "must",
    "gap",
    "points",
    "hours",
    "issuer",
    "start",
    "end",
    "link",
    "at",
    "told",
)
"""Names that end in `label`, `skill` and `told` are for people; the rest is imported."""

NEEDED: Final = ("kind", "id", "value")

SHEET: Final = "Entries"
"""Name of the workbook sheet that contains the table."""

ANSWERS: Final = "Every answer"
NOTES: Final = "Evidence and notes"
"""Headings of the parts of a report that can be read again, and names of their sheets."""

ENTRY_KINDS: Final = KINDS
COMPUTED_KINDS: Final = ("result", "plan", "history", "change")
"""Kinds of computed lines; they are not imported."""

FACT: Final = "assessment"
CONTINUED: Final = "continued"
"""Kind of a line whose texts continue those of the line above."""

FACTS: Final = {
    "format": "File type",
    "format_version": "Version of the file format",
    "program_version": "Version of Readiness Radar that wrote it",
    "apostrophes": "Apostrophes before text that looks like a formula",
    "lines": "Lines below the first",
    "id": "Assessment",
    "title": "Title",
    "name": "Name",
    "matrix": "Matrix",
    "matrix_version": "Version of the matrix",
    "wording": "Fingerprint of the wording",
    "structure": "Fingerprint of the structure",
    "profile": "Target role and level",
    "mode": "Assessment length",
    "hours": "Hours a week",
    "next_on": "Next assessment",
    "created_at": "Started",
    "changed_at": "Last changed",
    "taken_at": "Saved on",
    "answered_from": "Oldest answer",
    "answered_to": "Newest answer",
    "made_on": "Report created on",
    "readiness": "Readiness out of 100, with its range",
    "basis": "Basis",
    "notice": "What does not count",
}
"""Id of a fact about the assessment to its label."""

ADDED: Final = "added"
NONE: Final = "none"

_SPACES: Final = r"[\s\u200b-\u200f\u2060\ufeff]*"
_FORMULA: Final = re.compile(rf"'*{_SPACES}[=+\-@\t\r\n\0\uff1d\uff0b\uff0d\uff20]")
_SHOWN: Final = 60


def guarded(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would interpret as a formula.

    A text that already has such apostrophes gets one more, so that `unguarded` removes only one.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Remove the apostrophe added by `guarded`; other texts are unchanged."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def shown(text: str) -> str:
    """Quote a text from a file within a sentence: on one line, short, every character visible."""
    line = " ".join(UNSEEN.sub("\ufffd", text[: 4 * _SHOWN]).split())
    cut = f"{line[:_SHOWN]}…" if len(line) > _SHOWN else line
    return f'"{cut}"'
