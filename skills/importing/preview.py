"""Say what bringing in a file would change, and return what of it to store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final, Literal

from skills.entries.assessment import Assessment
from skills.entries.kinds import IncomingEntry
from skills.entries.rules import is_value
from skills.importing.placement import Placed, PlacementIssue, Stored, current, place_entries
from skills.importing.read_result import ImportedData
from skills.matrix import Matrix
from skills.records.matrix_changes import match
from skills.records.matrix_copy import matrix_of
from skills.records.record import State
from skills.sentences.entry_labels import Labels
from skills.sentences.formats import day, listed, plural
from skills.sentences.results import aim

__all__ = [
    "EntryChange",
    "PlacementIssue",
    "Prefer",
    "Preview",
    "PreviewLine",
    "SettingLine",
    "Stored",
    "chosen",
    "preview",
]

Prefer = Literal["file", "newer", "mine"]
"""Which of two values counts where they differ; "newer" leaves mine where no date decides."""

MODE_WORDS: Final = {"full": "all statements", "quick": "quick"}


class EntryChange(StrEnum):
    """How an entry of a file relates to what is stored."""

    new = "new"
    changed = "changed"
    same = "same"
    unknown = "unknown"


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """What would become of one entry.

    Attributes
    ----------
    item : its id in the file.
    label : what it is about, in words.
    old, new : what is stored and what the file says, in words; `old` is "" where nothing is.
    newer : which of two differing values was given later, "" where that is not known.
    trouble : why it does not count, None where it does.
    incoming : what to store, None where that cannot be.
    is_new : whether nothing was ever stored in its place.
    may_replace : whether it may take the place of what is stored.
    """

    kind: str
    item: str
    change: EntryChange
    label: str
    old: str
    new: str
    newer: Literal["file", "mine", ""]
    trouble: PlacementIssue | None
    incoming: IncomingEntry | None
    is_new: bool
    may_replace: bool


@dataclass(frozen=True, slots=True)
class SettingLine:
    """A setting on which the file differs, in words.

    Attributes
    ----------
    name : "title", "aim", "asking", "hours" or "next", as `ImportedData` has title, profile, mode,
        hours and next_on.
    fits : False where this matrix does not offer it.
    """

    name: Literal["title", "aim", "asking", "hours", "next"]
    old: str
    new: str
    fits: bool = True


@dataclass(frozen=True, slots=True)
class Preview:
    """What importing a file would change.

    Attributes
    ----------
    counts : entries of each fate; every fate is there.
    history : snapshots that are not known here.
    history_known : how many are.
    summary : all of it in sentences.
    """

    lines: tuple[PreviewLine, ...]
    counts: Mapping[str, int]
    settings: tuple[SettingLine, ...]
    history: tuple[State, ...]
    history_known: int
    summary: tuple[str, ...]


def preview(
    imported: ImportedData,
    stored: Stored,
    matrix: Matrix,
    *,
    assessment: Assessment | None = None,
    history: Iterable[State] = (),
) -> Preview:
    """Return what bringing in a file would change.

    Parameters
    ----------
    assessment : the assessment it goes into, None for one that is begun with the file.
    history : the snapshots it has already.
    """
    labels = Labels([matrix, *([matrix_of(imported.matrix_copy)] if imported.matrix_copy else [])])
    placed = place_entries(imported.entries, stored, matrix)
    lines = tuple(_line(each, stored, matrix, labels) for each in placed)
    known = {_mark(each) for each in history}
    new = tuple(
        {_mark(each): each for each in imported.history if _mark(each) not in known}.values()
    )
    settings = tuple(_settings(imported, assessment, matrix)) if assessment else ()
    counts = {fate.value: sum(each.change is fate for each in lines) for fate in EntryChange}
    text = [
        *_matrix_text(imported, matrix),
        *_entries_text(lines, counts),
        *(_setting_text(each) for each in settings),
        *_history_text(len(new), len(imported.history) - len(new)),
    ]
    return Preview(lines, counts, settings, new, len(imported.history) - len(new), tuple(text))


def chosen(previewed: Preview, prefer: Prefer = "file") -> tuple[IncomingEntry, ...]:
    """Return what to store, given which of two values counts.

    What has no place is stored too where nothing that counts is in its way, so that it is kept
    for a matrix that has a place for it.
    """
    return tuple(
        each.incoming
        for each in previewed.lines
        if each.incoming is not None
        and (each.is_new or (each.may_replace and _is_preferred(each, prefer)))
    )


def _is_preferred(line: PreviewLine, prefer: Prefer) -> bool:
    return prefer == "file" or (prefer == "newer" and line.newer == "file")


def _line(placed: Placed, stored: Stored, matrix: Matrix, labels: Labels) -> PreviewLine:
    entry, target = placed.entry, placed.incoming or placed.entry
    kind, item = target.kind, target.item
    standing = current(stored, kind, item, matrix)
    value, at = standing or (None, None)
    is_same = value == entry.value
    counts = placed.today is not None and is_value(matrix, kind, placed.today, value)
    return PreviewLine(
        kind=kind,
        item=entry.item,
        change=_fate(placed, is_stored=standing is not None, is_same=is_same),
        label=labels.about(kind, item, entry.value or ""),
        old="" if value is None else labels.value(kind, item, value),
        new=labels.value(kind, item, entry.value or ""),
        newer="" if standing is None or is_same else _newer(entry.at, at),
        trouble=placed.trouble,
        incoming=placed.incoming,
        is_new=standing is None,
        may_replace=standing is not None and not is_same and not (placed.trouble and counts),
    )


def _fate(placed: Placed, *, is_stored: bool, is_same: bool) -> EntryChange:
    if placed.trouble is not None:
        return EntryChange.unknown
    if not is_stored:
        return EntryChange.new
    return EntryChange.same if is_same else EntryChange.changed


def _newer(file: datetime | None, mine: datetime | None) -> Literal["file", "mine", ""]:
    if file is None or mine is None or file == mine:
        return ""
    return "file" if file > mine else "mine"


def _mark(state: State) -> tuple[datetime, frozenset[tuple[str, str]]]:
    """Return what tells a snapshot from others."""
    return state.taken_at, frozenset((each.statement, each.option) for each in state.answers)


def _settings(
    imported: ImportedData, assessment: Assessment, matrix: Matrix
) -> Iterator[SettingLine]:
    if imported.title and imported.title != assessment.title:
        yield SettingLine("title", assessment.title, imported.title)
    if imported.profile:
        if imported.profile != assessment.profile:
            fits = imported.profile in matrix.profiles
            yield SettingLine("aim", _aim(assessment, matrix), _aim(imported, matrix), fits)
        # A file that names no aim is of a kind that cannot say how was asked either.
        if imported.mode != assessment.mode:
            yield SettingLine("asking", MODE_WORDS[assessment.mode], MODE_WORDS[imported.mode])
    if imported.hours is not None and imported.hours != assessment.hours:
        yield SettingLine("hours", _hours(assessment.hours), _hours(imported.hours))
    mine = date.fromisoformat(assessment.next_on) if assessment.next_on else None
    if imported.next_on is not None and imported.next_on != mine:
        yield SettingLine("next", day(mine) if mine else "", day(imported.next_on))


def _aim(one: ImportedData | Assessment, matrix: Matrix) -> str:
    return aim(matrix, one.profile) if one.profile in matrix.profiles else one.profile


def _hours(hours: float | None) -> str:
    return "" if hours is None else f"{plural(hours, 'hour')} a week"


def _matrix_text(imported: ImportedData, matrix: Matrix) -> Iterator[str]:
    if imported.matrix_id and imported.matrix_id != matrix.id:
        named = imported.matrix_copy.title if imported.matrix_copy else imported.matrix_id
        yield f"The file belongs to another matrix, “{named}”; open here is “{matrix.title}”."
    elif imported.matrix_copy is not None and imported.matrix_copy.wording != matrix.wording:
        yield from match(imported.matrix_copy, matrix).summary


def _entries_text(lines: tuple[PreviewLine, ...], counts: Mapping[str, int]) -> Iterator[str]:
    if not lines:
        yield "The file holds nothing that was entered."
        return
    words = {
        EntryChange.new: "new",
        EntryChange.changed: "changed",
        EntryChange.same: "the same as here",
    }
    parts = [f"{counts[fate]} {word}" for fate, word in words.items() if counts[fate]]
    if parts:
        yield f"{plural(len(lines), 'entry', 'entries')}: {listed(parts)}."
    later = sum(each.change is EntryChange.changed and each.newer == "file" for each in lines)
    earlier = sum(each.change is EntryChange.changed and each.newer == "mine" for each in lines)
    if later or earlier:
        yield f"Of those changed, {later} newer in the file and {earlier} newer here."
    causes = {trouble: [e for e in lines if e.trouble is trouble] for trouble in PlacementIssue}
    for trouble, found in causes.items():
        if found:
            yield _trouble_text(trouble, len(found))


def _trouble_text(trouble: PlacementIssue, count: int) -> str:
    entries = plural(count, "entry", "entries")
    return {
        PlacementIssue.no_place: f"{entries} without a place in this matrix: kept and not counted.",
        PlacementIssue.no_value: (
            f"{entries} with a value this matrix does not offer: kept and not counted, except "
            "where a value that counts stands here."
        ),
        PlacementIssue.superseded: (
            f"{entries} under an earlier name, where the file also has one under a later name: "
            "the later name counts."
        ),
        PlacementIssue.not_storable: (
            f"{entries} too long, or with a character that cannot be stored: left out."
        ),
    }[trouble]


def _setting_text(line: SettingLine) -> str:
    what = {
        "title": "Title",
        "aim": "Aim",
        "asking": "Way of asking",
        "hours": "Time for learning",
        "next": "Next assessment",
    }[line.name]
    text = f"{what} in the file: {line.new}; here: {line.old or 'none'}."
    return text if line.fits else f"{text} This matrix does not have it, so it stays."


def _history_text(new: int, known: int) -> Iterator[str]:
    if new or known:
        parts = [f"{new} new" if new else "", f"{known} known already" if known else ""]
        text = listed([each for each in parts if each])
        yield f"{plural(new + known, 'earlier date')}: {text}."
