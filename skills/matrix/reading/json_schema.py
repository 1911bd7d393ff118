"""The JSON Schema of the matrix file, for completion and validation in editors.

For single keys, the schema accepts exactly what the reader accepts. It accepts a value in every
form in which an editor may see it: a title 1.10 arrives as a number, a boolean yes as a string.
"""

from __future__ import annotations

import json
from typing import Any, Final

from skills.matrix import LINK_PATTERN
from skills.matrix.reading.field_types import (
    CLOCK_PATTERN,
    FLAGS,
    ID_MOST,
    ID_PATTERN,
    Choice,
    Clock,
    Field,
    FieldType,
    Flag,
    Group,
    Id,
    Link,
    ListOf,
    MapOf,
    Number,
    Short,
    Text,
    Whole,
    record_of,
)
from skills.matrix.reading.format import MATRIX

Schema = dict[str, Any]

DRAFT: Final = "http://json-schema.org/draft-07/schema#"
SCHEMA_FILE: Final = "matrix.schema.json"
ID: Final = "urn:readiness-radar:matrix:1"


def matrix_schema() -> Schema:
    """Return the JSON Schema (draft 7) of a matrix in one file."""
    head = {"$schema": DRAFT, "title": "Skill matrix"}
    return head | schema_of(MATRIX)


def file_schema() -> Schema:
    """Return the JSON Schema (draft 7) of any file of a matrix, for editors.

    What may go on in another file lacks no key; whether all files together do, the reader knows.
    """
    head = {"$schema": DRAFT, "$id": ID, "title": "Skill matrix, or one file of it"}
    return head | _without_required(schema_of(MATRIX), MATRIX)


def _without_required(schema: Schema, kind: Group) -> Schema:
    """Return the schema of a group with no key required where it may go on in another file."""
    if not kind.goes_on:
        return schema
    loose = {name: each for name, each in schema.items() if name != "required"}
    properties = dict(schema["properties"])
    for name, field in kind.fields.items():
        inner = record_of(field.kind)
        if inner is not None and isinstance(field.kind, MapOf):
            entry = properties[name]["additionalProperties"]
            if isinstance(field.kind.value, Group):
                entry = _without_required(entry, inner)
            properties[name] = properties[name] | {"additionalProperties": entry}
    return loose | {"properties": properties}


def schema_text() -> str:
    """Return the schema of any file of a matrix as it is shipped."""
    return json.dumps(file_schema(), indent=2) + "\n"


def schema_of(kind: FieldType) -> Schema:
    """Return the JSON Schema of one type of value."""
    match kind:
        case Group():
            return _record(kind)
        case Short():
            return {"anyOf": [schema_of(kind.scalar), _record(kind.record)]}
        case ListOf():
            return _list(kind)
        case MapOf():
            return {
                "type": "object",
                "propertyNames": schema_of(kind.keys),
                "additionalProperties": schema_of(kind.value),
                "minProperties": kind.least,
                "maxProperties": kind.most,
            }
        case Whole() | Number():
            return _number(kind)
        case _:
            return _words(kind)


def _record(kind: Group) -> Schema:
    return {
        "type": "object",
        "properties": {name: _field(each) for name, each in kind.fields.items()},
        "required": [name for name, each in kind.fields.items() if each.required],
        "additionalProperties": False,
    }


def _field(field: Field) -> Schema:
    about = f"{field.about} Default: {field.default}." if field.default else field.about
    return {"description": about} | schema_of(field.kind)


def _list(kind: ListOf) -> Schema:
    item = schema_of(kind.item)
    several = {"type": "array", "items": item, "minItems": kind.least, "maxItems": kind.most}
    return {"anyOf": [item, several]} if kind.lone else several


def _number(kind: Whole | Number) -> Schema:
    if isinstance(kind, Whole):
        return {"type": "integer", "minimum": kind.least, "maximum": kind.most}
    least = "exclusiveMinimum" if kind.above else "minimum"
    return {"type": "number", least: kind.least, "maximum": kind.most}


def _words(kind: Text | Id | Flag | Choice | Clock | Link) -> Schema:
    match kind:
        case Text():
            types = ["string", "number", "boolean"]
            pattern = r"^\s*\S([^\r\n]*\S)?\s*$" if kind.is_line else r"\S"
            return {"type": types, "minLength": 1, "maxLength": kind.most, "pattern": pattern}
        case Id():
            return _id(kind)
        case Choice():
            return {"enum": list(kind.options)}
        case Clock():
            return {"type": "string", "pattern": f"^{CLOCK_PATTERN}$"}
        case Link():
            return {"type": "string", "pattern": f"^{LINK_PATTERN}$"}
        case Flag():
            words = [form(each) for each in FLAGS for form in (str.lower, str.title, str.upper)]
            return {"enum": [True, False, *words]}


def _id(kind: Id) -> Schema:
    part = f"(?=[^.]{{1,{ID_MOST}}}(\\.|$)){ID_PATTERN}"
    pattern = {"own": part, "full": rf"{part}\.{part}", "either": rf"{part}(\.{part})?"}[kind.form]
    return {"type": "string", "pattern": f"^{pattern}$"}
