"""Convert a record to data to import, keeping keys added by a newer version."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from skills.importing.read_result import ImportedData
from skills.records.cv_record import NO_TARGET
from skills.records.entry_lists import LISTS, entries_in
from skills.records.record import Record
from skills.records.record_parts import RecordPart


def from_record(record: Record) -> ImportedData:
    """Return the data to import from a record."""
    about = record.assessment
    return ImportedData(
        entries=tuple(entries_in(record)),
        matrix_id=record.matrix.id,
        title="" if about.profile == NO_TARGET else about.title,
        profile="" if about.profile == NO_TARGET else about.profile,
        mode=about.mode,
        hours=about.hours,
        next_on=about.next_on,
        created_at=about.created_at,
        history=record.history,
        matrix_copy=record.matrix,
        matrix_files=tuple((each.name, each.text) for each in record.matrix_files),
        extra=_extra(record),
    )


def with_extra(record: Record, extra: str) -> Record:
    """Return a record with the keys of a newer version that an earlier import kept."""
    if not extra:
        return record
    known = json.loads(extra)
    changes: dict[str, Any] = {
        name: tuple(_joined(each, known.get(f"{name}/{getattr(each, key)}")) for each in parts)
        for name, key in LISTS.items()
        if (parts := getattr(record, name))
    }
    changes["assessment"] = _joined(record.assessment, known.get("assessment"))
    whole: Record = _joined(record.model_copy(update=changes), known.get(""))
    return whole


def _extra(record: Record) -> str:
    found: dict[str, Mapping[str, object]] = {
        "": record.unknown,
        "assessment": record.assessment.unknown,
    }
    for name, key in LISTS.items():
        for each in getattr(record, name):
            found[f"{name}/{getattr(each, key)}"] = each.unknown
    kept = {place: keys for place, keys in found.items() if keys}
    return json.dumps(kept, ensure_ascii=False) if kept else ""


def _joined(part: Any, keys: Mapping[str, object] | None) -> Any:  # noqa: ANN401 - any part
    if not keys or not isinstance(part, RecordPart):
        return part
    own = type(part).model_fields
    return part.model_copy(update={key: keys[key] for key in keys if key not in own})
