"""Check everything that an import brings, before a preview is shown and before it is written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from skills.entries.kinds import NOTE_LENGTH, IncomingEntry, Kind
from skills.entries.review_entries import MENTORS_OWN, review_of
from skills.store import snapshots
from skills.store.validation import (
    EXTRA_LIMIT,
    Refused,
    kind_checked,
    moment_checked,
    named,
    operation_checked,
    storable,
)
from skills.store.values import IncomingSnapshot


@dataclass(frozen=True, slots=True)
class Import:
    """All that one import brings, checked; of two values for one entry the last counts.

    Attributes
    ----------
    review : the stored review whose ratings and comments it may change, or "" for none.
    """

    operation: str
    values: Mapping[tuple[Kind, str], IncomingEntry]
    snapshots: tuple[IncomingSnapshot, ...]
    extra: str | None
    now: datetime
    review: str = ""

    def keeps(self, kind: Kind, item: str, reviews: Collection[str]) -> bool:
        """Return whether an entry belongs to one of the stored reviews that it leaves alone."""
        of = review_of(kind, item)
        return of in reviews and not (of == self.review and kind in MENTORS_OWN)


def checked_import(
    incoming: Iterable[IncomingEntry],
    taken: Iterable[IncomingSnapshot],
    extra: str | None,
    operation: str,
    now: datetime,
) -> Import:
    """Validate an import.

    Raises
    ------
    Refused
        If a value cannot be stored.
    """
    if extra is not None:
        _check_extra(extra)
    return Import(
        operation_checked(operation),
        {(each.kind, each.item): _checked(each, now) for each in incoming},
        tuple(snapshots.checked(each, now) for each in taken),
        extra,
        now,
    )


def _check_extra(extra: str) -> None:
    if len(extra) > EXTRA_LIMIT:
        raise Refused(
            f"The file has {len(extra):,} characters under keys that this program does not know, "
            f"and the limit is {EXTRA_LIMIT:,}: remove these keys from the file."
        )
    storable(extra, EXTRA_LIMIT, "What the file has under unknown keys")


def _checked(incoming: IncomingEntry, now: datetime) -> IncomingEntry:
    kind_checked(incoming.kind)
    named(incoming.item, "The name of what is imported")
    if incoming.value is not None:
        storable(incoming.value, NOTE_LENGTH, "What is imported")
    at = now if incoming.at is None else moment_checked(incoming.at, now)
    return IncomingEntry(incoming.kind, incoming.item, incoming.value, at)
