"""Make a record of a file that carries only values, by the matrix at hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from skills.importing.from_record import with_extra
from skills.importing.result import ImportedData
from skills.matrix import Matrix
from skills.records.record import Record
from skills.records.snapshot import take_record
from skills.sentences.results import aim


@dataclass(frozen=True, slots=True)
class _About:
    """Stand for an assessment that is in no store."""

    id: str
    title: str
    profile: str
    mode: str
    hours: float | None
    created_at: datetime
    changed_at: datetime
    next_on: str


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: str
    item: str
    value: str | None
    changed_at: datetime | None


def rebuild(imported: ImportedData, matrix: Matrix, now: datetime) -> Record:
    """Return a record of what a file brings, as it stands under a matrix."""
    profile = (
        imported.profile if imported.profile in matrix.profiles else next(iter(matrix.profiles))
    )
    moments = [each.at for each in imported.entries if each.at]
    about = _About(
        id="file",
        title=imported.title or aim(matrix, profile),
        profile=profile,
        mode=imported.mode,
        hours=imported.hours,
        created_at=imported.created_at or now,
        changed_at=max(moments, default=now),
        next_on=imported.next_on.isoformat() if imported.next_on else "",
    )
    entries = [_Entry(each.kind, each.item, each.value, each.at) for each in imported.entries]
    return with_extra(take_record(about, entries, matrix, now, imported.history), imported.extra)
