"""Find the place of what a file brings in a matrix, also where names have changed since."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from skills.entries.answers import is_choice
from skills.entries.kinds import IncomingEntry
from skills.entries.rules import current_ids, is_storable, is_value
from skills.matrix import Matrix

Stored = Mapping[tuple[str, str], tuple[str | None, datetime | None]]
"""Kind and item to the value that is stored, None once cleared, and when it was stored."""


class PlacementIssue(StrEnum):
    """Why something cannot count."""

    no_place = "no-place"
    no_value = "no-value"
    superseded = "superseded"
    not_storable = "not-storable"


@dataclass(frozen=True, slots=True)
class Placed:
    """Where one entry of a file goes.

    Attributes
    ----------
    entry : as the file has it.
    today : its name in the matrix, or None if it has none.
    incoming : what to store, under the name of today where it counts; None if it cannot be
        stored, or would get in the way of an answer that counts.
    trouble : None if it counts.
    """

    entry: IncomingEntry
    today: str | None
    incoming: IncomingEntry | None
    trouble: PlacementIssue | None


def place_profile(profile: str, matrix: Matrix) -> str:
    """Return the profile a file aims for, the first of a matrix that does not have it."""
    return profile if profile in matrix.profiles else next(iter(matrix.profiles))


def place_entries(
    entries: Iterable[IncomingEntry], stored: Stored, matrix: Matrix
) -> tuple[Placed, ...]:
    """Return each entry with its place; of two under the same name the last counts.

    As with stored answers, one under a name of today wins over one under an earlier name, and of
    two under earlier names the first.
    """
    last = {(each.kind, each.item): each for each in entries}
    taken = {key for key, each in last.items() if is_storable(each)}
    ids = current_ids(matrix)
    found = []
    for each in last.values():
        today = ids[each.kind].get(each.item) if each.kind in ids else each.item
        placed = _place(each, today, taken, stored, matrix)
        if placed.incoming is not None and placed.trouble is None:
            taken.add((placed.incoming.kind, placed.incoming.item))
        found.append(placed)
    return tuple(found)


def current(
    stored: Stored, kind: str, item: str, matrix: Matrix
) -> tuple[str | None, datetime | None] | None:
    """Return what stands for an entry, also an answer given under an earlier name, or None."""
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
    today: str | None,
    taken: Collection[tuple[str, str]],
    stored: Stored,
    matrix: Matrix,
) -> Placed:
    """Place one entry, given its name of today, or None if it has none."""
    if not is_storable(entry):
        return Placed(entry, today, None, PlacementIssue.not_storable)
    if today is None:
        return Placed(entry, today, entry, PlacementIssue.no_place)
    if not is_value(matrix, entry.kind, today, entry.value):
        return Placed(entry, today, entry, PlacementIssue.no_value)
    if today == entry.item:
        return Placed(entry, today, entry, None)
    if (entry.kind, today) in taken:
        is_safe = entry.kind != "answer" or _is_free(today, stored, matrix)
        return Placed(entry, today, entry if is_safe else None, PlacementIssue.superseded)
    return Placed(entry, today, replace(entry, item=today), None)


def _is_free(statement: str, stored: Stored, matrix: Matrix) -> bool:
    """Return whether nothing was ever stored for a statement, under whatever name."""
    names = [statement, *matrix.statements[statement].was]
    return not any(("answer", each) in stored for each in names)
