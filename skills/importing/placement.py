"""Match the entries of a file to a matrix, even if ids have changed since (renames)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from skills.entries.answers import is_choice
from skills.entries.kinds import IncomingEntry, Kind
from skills.entries.rules import (
    current_ids,
    current_item,
    is_storable,
    is_value,
    value_meant,
)
from skills.matrix import Matrix

StoredValues = Mapping[tuple[str, str], tuple[str | None, datetime | None]]
"""Kind and item to the stored value, None if cleared, and when it was stored."""


class PlacementIssue(StrEnum):
    """Why an entry does not count."""

    no_place = "no-place"
    no_value = "no-value"
    superseded = "superseded"
    not_storable = "not-storable"


@dataclass(frozen=True, slots=True)
class Placed:
    """One entry of a file, matched to the matrix.

    Attributes
    ----------
    entry : the entry as in the file.
    current_id : its current id in the matrix, or None if it has none.
    incoming : what to store, under its current id if it counts; None if it cannot be stored, or
        would shadow an answer that counts.
    trouble : None if it counts.
    """

    entry: IncomingEntry
    current_id: str | None
    incoming: IncomingEntry | None
    trouble: PlacementIssue | None


def place_profile(profile: str, matrix: Matrix) -> str:
    """Return the profile a file aims for or, if the matrix does not have it, its first one."""
    return profile if profile in matrix.profiles else next(iter(matrix.profiles))


def place_entries(
    entries: Iterable[IncomingEntry], stored: StoredValues, matrix: Matrix
) -> tuple[Placed, ...]:
    """Match each entry to the matrix; of two with the same id the last counts.

    As with stored answers, one under a current id takes precedence over one under an earlier id,
    and of two under earlier ids the first. A value that the matrix does not offer takes no place.
    """
    last = {(each.kind, each.item): each for each in with_meant_values(entries, matrix)}
    ids = current_ids(matrix)
    taken = {key for key, each in last.items() if _counts(each, ids, matrix)}
    found = []
    for each in last.values():
        current_id = current_item(ids, each.kind, each.item)
        placed = _place(each, current_id, taken, stored, matrix)
        if placed.incoming is not None and placed.trouble is None:
            taken.add((placed.incoming.kind, placed.incoming.item))
        found.append(placed)
    good = {_slot(each.incoming) for each in found if each.incoming and each.trouble is None}
    return tuple(_without_rival(each, good) for each in found)


def with_meant_values(entries: Iterable[IncomingEntry], matrix: Matrix) -> Iterator[IncomingEntry]:
    """Yield the entries with the ids of their values, where a file has the titles instead."""
    ids = current_ids(matrix)
    for each in entries:
        current_id = current_item(ids, each.kind, each.item)
        if current_id is None or each.value is None:
            yield each
        else:
            meant = value_meant(matrix, each.kind, current_id, each.value)
            yield each if meant == each.value else replace(each, value=meant)


def current(
    stored: StoredValues, kind: str, item: str, matrix: Matrix
) -> tuple[str | None, datetime | None] | None:
    """Return the stored value of an entry, even if given under an earlier id, or None."""
    if (kind, item) in stored or kind != "answer" or item not in matrix.statements:
        return stored.get((kind, item))
    earlier = [each for each in matrix.statements[item].was if (kind, each) in stored]
    if not earlier:
        return None
    for (other, name), found in stored.items():
        if other == kind and name in earlier and is_choice(matrix, item, found[0]):
            return found
    return None


def _place(
    entry: IncomingEntry,
    current_id: str | None,
    taken: Collection[tuple[str, str]],
    stored: StoredValues,
    matrix: Matrix,
) -> Placed:
    """Match one entry, given its current id, or None if it has none."""
    if not is_storable(entry):
        return Placed(entry, current_id, None, PlacementIssue.not_storable)
    if current_id is None:
        return Placed(entry, current_id, entry, PlacementIssue.no_place)
    if not is_value(matrix, entry.kind, current_id, entry.value):
        return Placed(entry, current_id, entry, PlacementIssue.no_value)
    if current_id == entry.item:
        return Placed(entry, current_id, entry, None)
    if (entry.kind, current_id) in taken:
        is_safe = entry.kind != "answer" or _is_free(current_id, stored, matrix)
        return Placed(entry, current_id, entry if is_safe else None, PlacementIssue.superseded)
    return Placed(entry, current_id, replace(entry, item=current_id), None)


def _slot(entry: IncomingEntry) -> tuple[str, str]:
    return entry.kind, entry.item


def _without_rival(placed: Placed, good: Collection[tuple[str, str]]) -> Placed:
    """Return an entry that is not stored where one that counts takes its place."""
    is_rival = placed.trouble is not None and placed.incoming is not None
    if is_rival and _slot(placed.entry) in good:
        return replace(placed, incoming=None)
    return placed


def _counts(entry: IncomingEntry, ids: Mapping[Kind, Mapping[str, str]], matrix: Matrix) -> bool:
    """Return whether an entry takes the place of one under an earlier id."""
    current_id = current_item(ids, entry.kind, entry.item)
    fits = current_id is None or is_value(matrix, entry.kind, current_id, entry.value)
    return is_storable(entry) and fits


def _is_free(statement: str, stored: StoredValues, matrix: Matrix) -> bool:
    """Return whether no value is stored for a statement, under any of its ids."""
    names = [statement, *matrix.statements[statement].was]
    return all(stored.get(("answer", each), (None, None))[0] is None for each in names)
