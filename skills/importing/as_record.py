"""Make a record of a file that carries only values, by the matrix at hand."""

from __future__ import annotations

from datetime import datetime

from skills.entries.assessment import Assessment, Entry
from skills.importing.from_record import with_extra
from skills.importing.read_result import ImportedData
from skills.matrix import Matrix
from skills.records.record import Record
from skills.records.snapshot import take_record
from skills.sentences.results import aim


def as_record(imported: ImportedData, matrix: Matrix, now: datetime) -> Record:
    """Return a record of imported data, as it stands under a matrix."""
    profile = (
        imported.profile if imported.profile in matrix.profiles else next(iter(matrix.profiles))
    )
    moments = [each.at for each in imported.entries if each.at]
    assessment = Assessment(
        id="file",
        title=imported.title or aim(matrix, profile),
        matrix_id=matrix.id,
        matrix_title=matrix.title,
        wording=matrix.wording,
        structure=matrix.structure,
        profile=profile,
        mode=imported.mode,
        hours=imported.hours,
        created_at=imported.created_at or now,
        changed_at=max(moments, default=now),
        next_on=imported.next_on.isoformat() if imported.next_on else "",
    )
    entries = [
        Entry(each.kind, each.item, each.value, changed_at=each.at) for each in imported.entries
    ]
    record = take_record(assessment, entries, matrix, now, imported.history)
    return with_extra(record, imported.extra)
