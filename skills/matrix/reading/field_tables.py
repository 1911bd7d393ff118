"""Generate the tables of keys in docs/matrix-format.md from the schema.

``python -m skills.matrix.reading.field_tables docs/matrix-format.md`` regenerates them.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

from skills.matrix.reading.field_types import (
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
)
from skills.matrix.reading.format import records

_MARKER: Final = re.compile(r"<!--.*?-->\n?")
_SLOT: Final = re.compile(r"(<!-- keys of a (\w+) -->\n).*?(<!-- end of keys -->)", re.DOTALL)


def without_markers(page: str) -> str:
    """Return a page without the comments that mark its tables, for a reader that shows them."""
    return _MARKER.sub("", page)


def fill_tables(page: str) -> str:
    """Return a page with every table of keys regenerated between its two markers.

    Raises
    ------
    KeyError
        If a marker names something that the format does not have.
    """
    known = {record.name: record for record in records()}
    return _SLOT.sub(lambda slot: f"{slot[1]}{table_of(known[slot[2]])}{slot[3]}", page)


def table_of(record: Group) -> str:
    """Return the Markdown table of the keys of a record."""
    rows = [_row(name, field) for name, field in record.fields.items()]
    return "\n".join(["| key | value | what it is for |", "|---|---|---|", *rows]) + "\n"


def _row(name: str, field: Field) -> str:
    about = f"{field.about} Without it: {field.default}." if field.default else field.about
    must = " **required**" if field.required else ""
    return f"| `{name}`{must} | {described(field.kind)} | {about} |"


def described(kind: FieldType) -> str:
    """Describe the values of a type in a few words."""
    match kind:
        case ListOf():
            item = described(kind.item)
            return f"{item}, or a list of them" if kind.lone else f"list, each entry {item}"
        case MapOf():
            return f"{_plural(kind.keys)}, each with {described(kind.value)}"
        case Group():
            return f"the keys of {'an' if kind.name[0] in 'aeiou' else 'a'} {kind.name}"
        case Short():
            return f"{described(kind.scalar)} or {described(kind.record)}"
        case _:
            return _scalar(kind)


def _plural(keys: Id) -> str:
    return "full ids" if keys.form == "full" else "ids"


def _scalar(kind: Text | Id | Whole | Number | Flag | Choice | Clock | Link) -> str:
    match kind:
        case Text():
            return f"text up to {kind.most:,} characters"
        case Id():
            return {"own": "id", "full": "full id", "either": "id or full id"}[kind.form]
        case Whole() | Number():
            return _range(kind)
        case Choice():
            return " or ".join(f"`{each}`" for each in kind.options)
        case Link():
            return "address that begins with `https://`"
        case _:
            return "yes or no" if isinstance(kind, Flag) else "time, HH:MM"


def _range(kind: Whole | Number) -> str:
    if isinstance(kind, Whole):
        return f"whole number, {kind.least} to {kind.most}"
    if kind == Number():
        return "number"
    above = "above " if kind.above else ""
    return f"number, {above}{kind.least:.16g} to {kind.most:,.16g}"


if __name__ == "__main__":
    for name in sys.argv[1:]:
        page = Path(name)
        page.write_text(fill_tables(page.read_text(encoding="utf-8")), encoding="utf-8")
