"""Preview an import: what a file would change, and which entries to store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

from skills.entries.assessment import Assessment
from skills.entries.kinds import IncomingEntry, Kind
from skills.entries.review_entries import MENTORS_OWN, as_review, review_of
from skills.entries.rules import is_value
from skills.importing.placement import Placed, PlacementIssue, StoredValues, current, place_entries
from skills.importing.read_result import ImportedData
from skills.matrix import Matrix
from skills.records.matrix_changes import Match, match
from skills.records.record import State

__all__ = [
    "EntryChange",
    "ImportPreview",
    "PlacementIssue",
    "Prefer",
    "PreviewLine",
    "SettingLine",
    "StoredValues",
    "chosen",
    "is_nothing_for",
    "preview",
]

Prefer = Literal["file", "newer", "mine"]
"""Which of two differing values wins; "newer" keeps mine if the dates do not decide."""

Setting = str | float | date | None
"""Value of a setting, or None."""


class EntryChange(StrEnum):
    """How an entry of a file compares with the stored one.

    `kept` is one that differs, but belongs to a review that is stored, which no file changes.
    """

    new = "new"
    changed = "changed"
    same = "same"
    kept = "kept"
    unknown = "unknown"


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """Preview of one entry: what importing it would do.

    Attributes
    ----------
    item : its id in the file.
    current_id : the id under which it would be stored.
    old, new : value stored and value in the file; `old` is None if nothing is stored.
    newer : which of two differing values was given later, or "" if unknown; "file" if the stored
        one has been cleared or undone.
    trouble : why it does not count, or None if it does.
    incoming : what to store, or None if it cannot be or is `kept`.
    is_new : whether nothing was ever stored for it.
    may_replace : whether it may replace what is stored.
    place : where it stands in the file, or "" if not known.
    is_hidden : whether it is a mentor's rating or comment that is not revealed, so that neither
        value may be shown.
    """

    kind: Kind
    item: str
    current_id: str
    change: EntryChange
    old: str | None
    new: str
    newer: Literal["file", "mine", ""]
    trouble: PlacementIssue | None
    incoming: IncomingEntry | None
    is_new: bool
    may_replace: bool
    place: str = ""
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class SettingLine:
    """A setting that differs in the file.

    Attributes
    ----------
    name : "title", "aim", "asking", "hours" or "next", as `ImportedData` has title, profile, mode,
        hours and next_on.
    fits : False if this matrix does not offer the new value.
    """

    name: Literal["title", "aim", "asking", "hours", "next"]
    old: Setting
    new: Setting
    fits: bool = True


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What importing a file would change.

    Attributes
    ----------
    imported, matrix : the data to import, and the matrix they are matched to.
    counts : number of entries by `EntryChange`, including 0.
    history : snapshots that are not stored yet.
    history_known : number of snapshots that are.
    difference : how the matrix has changed since the file, or None if it is the same, another one,
        or not in the file.
    """

    imported: ImportedData
    matrix: Matrix
    lines: tuple[PreviewLine, ...]
    counts: Mapping[str, int]
    settings: tuple[SettingLine, ...]
    history: tuple[State, ...]
    history_known: int
    difference: Match | None


def preview(
    imported: ImportedData,
    stored: StoredValues,
    matrix: Matrix,
    *,
    assessment: Assessment | None = None,
    history: Iterable[State] = (),
) -> ImportPreview:
    """Return what importing a file would change.

    Parameters
    ----------
    assessment : the assessment to import into, or None to create a new one.
    history : the snapshots it already has.
    """
    reviews = _reviews(imported, stored)
    placed = place_entries(imported.entries, stored, matrix)
    lines = tuple(_line(each, stored, matrix, reviews) for each in placed)
    known = {_mark(each) for each in history}
    new = tuple(
        {_mark(each): each for each in imported.history if _mark(each) not in known}.values()
    )
    return ImportPreview(
        imported=imported,
        matrix=matrix,
        lines=lines,
        counts={fate.value: sum(each.change is fate for each in lines) for fate in EntryChange},
        settings=tuple(_settings(imported, assessment, matrix)) if assessment else (),
        history=new,
        history_known=len(imported.history) - len(new),
        difference=_difference(imported, matrix),
    )


def is_nothing_for(previewed: ImportPreview) -> bool:
    """Return whether nothing in a file has a place in the matrix, though the file has entries."""
    counted = [each for each in previewed.lines if each.change is not EntryChange.kept]
    lines = [each for each in counted if each.kind != "credential"]
    return bool(lines) and all(each.trouble is PlacementIssue.no_place for each in lines)


def chosen(previewed: ImportPreview, prefer: Prefer = "file") -> tuple[IncomingEntry, ...]:
    """Return the entries to store, given which of two differing values wins.

    Entries that the matrix does not know are stored too, unless they would replace one that counts:
    they are kept for a matrix that knows them.
    """
    return tuple(
        each.incoming
        for each in previewed.lines
        if each.incoming is not None
        and (each.is_new or (each.may_replace and _is_preferred(each, prefer)))
    )


def _is_preferred(line: PreviewLine, prefer: Prefer) -> bool:
    return prefer == "file" or (prefer == "newer" and line.newer == "file")


@dataclass(frozen=True, slots=True)
class _Reviews:
    """The ids of the reviews that are stored, and of those, stored or new, that are revealed."""

    stored: frozenset[str]
    revealed: frozenset[str]


def _reviews(imported: ImportedData, stored: StoredValues) -> _Reviews:
    """Return what is known of reviews; what is stored of one counts, whatever a file says."""
    file = {each.item: each.value for each in imported.entries if each.kind == "review"}
    mine = {item: value for (kind, item), (value, _) in stored.items() if kind == "review"}
    here = {item: found for item, value in mine.items() if (found := as_review(value or ""))}
    new = {item: found for item, value in file.items() if (found := as_review(value or ""))}
    revealed = {item for item, found in {**new, **here}.items() if found.is_revealed}
    return _Reviews(frozenset(here), frozenset(revealed))


def _line(placed: Placed, stored: StoredValues, matrix: Matrix, reviews: _Reviews) -> PreviewLine:
    """Return the line of one entry, given what is known of reviews."""
    line = _merged(placed, stored, matrix)
    review = review_of(line.kind, line.current_id)
    if line.kind in MENTORS_OWN and review not in reviews.revealed:
        line = replace(line, is_hidden=True)
    return _kept(line) if review in reviews.stored else line


def _kept(line: PreviewLine) -> PreviewLine:
    """Return the line of an entry that stays as it is stored, or stays absent."""
    change = EntryChange.same if (line.old or "") == line.new else EntryChange.kept
    line = replace(line, change=change, newer="", trouble=None, incoming=None)
    return replace(line, is_new=False, may_replace=False)


def _merged(placed: Placed, stored: StoredValues, matrix: Matrix) -> PreviewLine:
    entry, target = placed.entry, placed.incoming or placed.entry
    kind, item = target.kind, target.item
    standing = current(stored, kind, item, matrix)
    value, at = standing or (None, None)
    is_same = value == entry.value
    counts = placed.current_id is not None and is_value(matrix, kind, placed.current_id, value)
    return PreviewLine(
        kind=kind,
        item=entry.item,
        current_id=item,
        change=_fate(placed, is_stored=standing is not None, is_same=is_same),
        old=value,
        new=entry.value or "",
        newer="" if standing is None or is_same else _newer(entry.at, at, value),
        trouble=placed.trouble,
        incoming=placed.incoming,
        is_new=standing is None,
        may_replace=standing is not None and not is_same and not (placed.trouble and counts),
        place=entry.place,
    )


def _fate(placed: Placed, *, is_stored: bool, is_same: bool) -> EntryChange:
    if placed.trouble is not None:
        return EntryChange.unknown
    if not is_stored:
        return EntryChange.new
    return EntryChange.same if is_same else EntryChange.changed


def _newer(
    file: datetime | None, mine: datetime | None, value: str | None
) -> Literal["file", "mine", ""]:
    """Return which is newer; a cleared value never is, for it may come from an undone import."""
    if value is None:
        return "file"
    if file is None or mine is None or file == mine:
        return ""
    return "file" if file > mine else "mine"


def _mark(state: State) -> tuple[datetime, frozenset[tuple[str, str]]]:
    """Return the key that identifies a snapshot."""
    return state.taken_at, frozenset((each.statement, each.option) for each in state.answers)


def _difference(imported: ImportedData, matrix: Matrix) -> Match | None:
    copy = imported.matrix_copy
    if copy is None or imported.matrix_id not in ("", matrix.id):
        return None
    return match(copy, matrix) if copy.wording != matrix.wording else None


def _settings(
    imported: ImportedData, assessment: Assessment, matrix: Matrix
) -> Iterator[SettingLine]:
    if imported.title and imported.title != assessment.title:
        yield SettingLine("title", assessment.title, imported.title)
    if imported.profile:
        if imported.profile != assessment.profile:
            fits = imported.profile in matrix.profiles
            yield SettingLine("aim", assessment.profile, imported.profile, fits)
        # File types without an aim cannot contain the mode, either.
        if imported.mode != assessment.mode:
            yield SettingLine("asking", assessment.mode, imported.mode)
    if imported.hours is not None and imported.hours != assessment.hours:
        yield SettingLine("hours", assessment.hours, imported.hours)
    mine = date.fromisoformat(assessment.next_on) if assessment.next_on else None
    if imported.next_on is not None and imported.next_on != mine:
        yield SettingLine("next", mine, imported.next_on)
