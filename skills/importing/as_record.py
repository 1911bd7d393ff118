"""Build a record from imported data that has no record, under a given matrix."""

from __future__ import annotations

from datetime import datetime

from skills.entries.assessment import Assessment, Entry
from skills.importing.from_record import with_extra
from skills.importing.placement import place_profile, with_meant_values
from skills.importing.read_result import ImportedData
from skills.matrix import Matrix
from skills.records.record import Record
from skills.records.snapshot import take_record


def as_record(
    imported: ImportedData, matrix: Matrix, now: datetime, *, default_title: str
) -> Record:
    """Return a record of imported data, with its results under a matrix.

    Parameters
    ----------
    default_title : title of the assessment if the file has none.
    """
    moments = [each.at for each in imported.entries if each.at]
    assessment = Assessment(
        id="file",
        title=imported.title or default_title,
        matrix_id=matrix.id,
        matrix_title=matrix.title,
        wording=matrix.wording,
        structure=matrix.structure,
        profile=place_profile(imported.profile, matrix),
        mode=imported.mode,
        hours=imported.hours,
        created_at=imported.created_at or now,
        changed_at=max(moments, default=now),
        next_on=imported.next_on.isoformat() if imported.next_on else "",
    )
    entries = [
        Entry(each.kind, each.item, each.value, changed_at=each.at)
        for each in with_meant_values(imported.entries, matrix)
    ]
    record = take_record(assessment, entries, matrix, now, imported.history)
    return with_extra(record, imported.extra)
