"""A record as JSON, as a parsed document, and the problems of a broken one."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from report_support import NOW, assessment, entries, example_record, first_matrix

from skills.importing.from_json import read_json
from skills.importing.read_result import ReadResult
from skills.records.record import Record
from skills.records.snapshot import take_state
from skills.records.to_json import as_json


@cache
def good() -> str:
    """Return a record with a history, as it is written."""
    matrix = first_matrix()
    old = take_state(assessment(matrix), entries(matrix, 3), matrix, NOW.replace(month=5))
    return as_json(example_record(history=[old]))


def plain() -> dict[str, Any]:
    """Return a good record to be changed."""
    found: dict[str, Any] = json.loads(good())
    return found


def problems_of(found: object) -> list[tuple[str, str]]:
    """Return code and text of the problems for which a document is refused."""
    reading = read_json(json.dumps(found), "my.json")
    assert reading.imported is None
    assert reading.record is None
    return [(each.code, each.what) for each in reading.problems]


def record_of(reading: ReadResult) -> Record:
    """Return what was read, without a problem."""
    assert reading.problems == ()
    assert reading.record is not None
    return reading.record
