"""Serialize a record as JSON, and generate the JSON Schema of such files."""

from __future__ import annotations

import json

from skills.records.cv_record import NOT_IN_CV, is_cv
from skills.records.record import Record, State


def as_json(state: State) -> str:
    """Return a record or a snapshot as JSON text; None is written as null, not left out.

    In a CV, the keys of what is asked of a person are left out.
    """
    left_out = NOT_IN_CV if is_cv(state) else None
    return state.model_dump_json(by_alias=True, indent=2, exclude=left_out) + "\n"


def record_schema() -> str:
    """Return the JSON Schema of the files, for other tools."""
    schema = Record.model_json_schema(by_alias=True, mode="validation")
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
