"""Sentences for the preview of an import: what importing a file would change.

Texts are plain: callers escape what came from a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from skills.entries.rules import current_ids, current_item, values_of
from skills.importing.preview import (
    EntryChange,
    ImportPreview,
    PlacementIssue,
    PreviewLine,
    Setting,
    SettingLine,
)
from skills.matrix import Matrix
from skills.records.matrix_copy import matrix_of
from skills.records.table_format import shown
from skills.sentences.entry_labels import Labels
from skills.sentences.formats import capitalised, day, listed, plural
from skills.sentences.matrix_changes import match_summary
from skills.sentences.results import aim
from skills.sentences.review_history import HIDDEN

MODE_WORDS: Final[Mapping[str, str]] = {"full": "full", "quick": "quick"}

CHANGE_WORDS: Final = {
    EntryChange.new: "new",
    EntryChange.changed: "changed",
    EntryChange.same: "unchanged",
    EntryChange.kept: "kept",
}

SETTING_WORDS: Final = {
    "title": "Title",
    "aim": "Target role",
    "asking": "Assessment length",
    "hours": "Learning time",
    "next": "Next assessment",
}


MOST_LISTED: Final = 10
"""Maximum number of values that are named one by one."""


class EntryText(NamedTuple):
    """What an import would do to one entry, in words; `old` is "" if nothing is stored.

    Of a rating or comment that is not revealed, both values are `HIDDEN`.
    """

    label: str
    change: str
    old: str
    new: str


def import_summary(preview: ImportPreview) -> tuple[str, ...]:
    """Summarize what importing a file would change."""
    return (
        *_matrix_text(preview),
        *_entries_text(preview),
        *(_setting_text(each, preview.matrix) for each in preview.settings),
        *_history_text(len(preview.history), preview.history_known),
    )


def nothing_fits(preview: ImportPreview) -> str:
    """Say that nothing in a file has a place in the matrix."""
    return (
        f"Nothing in this file matches the matrix “{preview.matrix.title}”: all of it would be "
        "saved, but none of it would count. Is this the right assessment and the right matrix?"
    )


def entry_texts(preview: ImportPreview, lines: Iterable[PreviewLine]) -> tuple[EntryText, ...]:
    """Return lines of a preview in words: subject, change, stored value and value in the file."""
    copy = preview.imported.matrix_copy
    labels = Labels([preview.matrix, *([matrix_of(copy)] if copy else [])])
    return tuple(_entry_text(each, labels) for each in lines)


def _entry_text(line: PreviewLine, labels: Labels) -> EntryText:
    def worded(value: str) -> str:
        return HIDDEN if line.is_hidden else labels.value(line.kind, line.current_id, value)

    return EntryText(
        label=labels.about(line.kind, line.current_id, line.new),
        change=line.change.value,
        old="" if line.old is None else worded(line.old),
        new=worded(line.new),
    )


def _matrix_text(preview: ImportPreview) -> Iterator[str]:
    imported, matrix = preview.imported, preview.matrix
    copy = imported.matrix_copy
    if imported.matrix_id and imported.matrix_id != matrix.id:
        named = copy.title if copy else imported.matrix_id
        yield f"This file is for a different matrix, “{named}”, not “{matrix.title}”."
    elif copy is not None and preview.difference is not None:
        yield from match_summary(preview.difference, copy, matrix)


def _entries_text(preview: ImportPreview) -> Iterator[str]:
    if not preview.lines:
        yield "The file contains no entries."
        return
    counts = preview.counts
    parts = [f"{counts[fate]} {word}" for fate, word in CHANGE_WORDS.items() if counts[fate]]
    if parts:
        yield f"{plural(len(preview.lines), 'entry', 'entries')}: {listed(parts)}."
    if counts[EntryChange.kept]:
        yield _kept_text(counts[EntryChange.kept])
    changed = [each.newer for each in preview.lines if each.change is EntryChange.changed]
    later, earlier = changed.count("file"), changed.count("mine")
    if later or earlier:
        yield f"Of the changed entries: {later} newer in the file, {earlier} newer here."
    for trouble in PlacementIssue:
        count = sum(each.trouble is trouble for each in preview.lines)
        if count:
            yield _trouble_text(trouble, count)
        if trouble is PlacementIssue.no_value:
            yield from _no_values(preview)


def _kept_text(count: int) -> str:
    if count == 1:
        return "1 entry belongs to a review that's already here: importing doesn't change it."
    return f"{count} entries belong to a review that's already here: importing doesn't change them."


def _no_values(preview: ImportPreview) -> Iterator[str]:
    """Name each entry whose value fits nothing, with what would fit."""
    lines = [each for each in preview.lines if each.trouble is PlacementIssue.no_value]
    for line, text in zip(
        lines[:MOST_LISTED], entry_texts(preview, lines[:MOST_LISTED]), strict=True
    ):
        current_id = current_item(current_ids(preview.matrix), line.kind, line.item) or line.item
        offered = values_of(preview.matrix, line.kind, current_id)
        place = f"{capitalised(line.place)}: " if line.place else ""
        choices = f": use {_choices(offered)}" if offered else ""
        value = "The hidden value" if line.is_hidden else shown(text.new)
        yield f"{place}{value} isn't a valid value for “{text.label}”{choices}."
    if len(lines) > MOST_LISTED:
        yield f"And {len(lines) - MOST_LISTED} more like these."


def _choices(offered: Mapping[str, str]) -> str:
    *most, last = [shown(each) for each in offered.values()]
    return f"{', '.join(most)} or {last}" if most else last


def _trouble_text(trouble: PlacementIssue, count: int) -> str:
    entries = plural(count, "entry", "entries")
    return {
        PlacementIssue.no_place: f"{entries} with no match in this matrix: saved but not counted.",
        PlacementIssue.no_value: (
            f"{entries} with a value this matrix doesn't offer: saved but not counted. Where "
            "there's already a value here that counts, that one is kept instead."
        ),
        PlacementIssue.superseded: (
            f"{entries} under an earlier name, although the file also has the later name: only "
            "the one under the later name counts."
        ),
        PlacementIssue.not_storable: (
            f"{entries} too long, or with a character that can't be stored: left out."
        ),
    }[trouble]


def _setting_text(line: SettingLine, matrix: Matrix) -> str:
    old, new = (_setting_value(line.name, each, matrix) for each in (line.old, line.new))
    text = f"{SETTING_WORDS[line.name]} in the file: {new}; here: {old or 'none'}."
    return text if line.fits else f"{text} This matrix doesn't have it, so nothing changes."


def _setting_value(name: str, value: Setting, matrix: Matrix) -> str:
    match value:
        case None:
            return ""
        case date():
            return day(value)
        case float() | int():
            return f"{plural(value, 'hour')} a week"
    if name == "aim":
        return aim(matrix, value) if value in matrix.profiles else value
    return MODE_WORDS[value] if name == "asking" else value


def _history_text(new: int, known: int) -> Iterator[str]:
    if new or known:
        parts = [f"{new} new" if new else "", f"{known} already here" if known else ""]
        text = listed([each for each in parts if each])
        yield f"{plural(new + known, 'snapshot')}: {text}."
