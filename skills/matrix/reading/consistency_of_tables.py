"""Check that the rules for the table of a project can be met."""

from __future__ import annotations

from skills.matrix.reading.draft_index import DraftPart, Outline
from skills.matrix.reading.findings import Findings, quoted


def check_tables(outline: Outline, findings: Findings) -> None:
    """Report rules that contradict each other, or name columns that the table does not have."""
    for project in outline.projects.parts.values():
        table = DraftPart((*project.path, "table"), project.value.get("table"))
        if not table.value:
            continue
        rows = DraftPart((*table.path, "rows"), table.value.get("rows") or {})
        check_range(rows, outline, findings)
        _check_names(table, outline, findings)
        _check_groups(table, outline, findings)
        for column in table.each("columns"):
            check_range(column, outline, findings)
            _check_kind(column, outline, findings)


def check_range(part: DraftPart, outline: Outline, findings: Findings) -> None:
    """Report limits of which the lowest is above the highest."""
    least, most = part.value.get("from"), part.value.get("to")
    if least is not None and most is not None and least > most:
        limits = f"from {least:.16g} to {most:.16g}"
        what = f"{quoted(part.id)} goes {limits}, so that nothing is allowed"
        place = outline.place((*part.path, "from"), key=True)
        findings.error(place, "empty-range", what, "swap the two, or correct one of them")


def _check_names(table: DraftPart, outline: Outline, findings: Findings) -> None:
    taken: dict[str, str] = {}
    for column in table.each("columns"):
        name = column.value.get("name", column.id)
        if name in taken:
            what = f"columns {quoted(taken[name])} and {quoted(column.id)} have the same name"
            findings.error(
                outline.place(column.path, key=True),
                "repeated-column",
                what,
                "a column has one set of rules: put them together, or correct a name",
            )
        taken.setdefault(name, column.id)


def _check_groups(table: DraftPart, outline: Outline, findings: Findings) -> None:
    groups = DraftPart((*table.path, "groups"), table.value.get("groups") or {})
    columns = table.value.get("columns") or {}
    for each in groups.each("columns"):
        if columns and each.value not in columns:
            what = f"{quoted(each.value)} is not the id of a column of this table"
            findings.error(
                outline.place(each.path),
                "unknown-column",
                what,
                f"use one of {', '.join(columns)}",
            )


def _check_kind(column: DraftPart, outline: Outline, findings: Findings) -> None:
    """Report limits and means of columns without numbers."""
    if column.value.get("kind", "text") in ("integer", "number", None):
        return
    for key in ("from", "to", "mean"):
        if column.value.get(key) is not None:
            what = f"column {quoted(column.id)} has {quoted(key)}, but its cells are not numbers"
            place = outline.place((*column.path, key), key=True)
            fix = 'add "kind: number" or "kind: integer", or remove it'
            findings.error(place, "not-numeric", what, fix)
