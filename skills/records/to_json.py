"""Serialize a record as JSON, and generate the JSON Schema of such files."""

from __future__ import annotations

import json

from skills.records.record import Record, State


def as_json(state: State) -> str:
    """Return a record or a snapshot as JSON text; None is written as null, not left out."""
    return state.model_dump_json(by_alias=True, indent=2) + "\n"


def record_schema() -> str:
    """Return the JSON Schema of the files, for other tools."""
    schema = Record.model_json_schema(by_alias=True, mode="validation")
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
