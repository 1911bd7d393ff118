"""The schema of the rules for a table that a project produces."""

from __future__ import annotations

from typing import Final

from skills.matrix.reading.field_types import (
    Choice,
    Field,
    Flag,
    Group,
    Id,
    ListOf,
    MapOf,
    Number,
    Text,
    Whole,
)

TABLE_COLUMN: Final = Group(
    "column",
    {
        "name": Field(Text(100, is_line=True), "The column's name in the file.", default="its id"),
        "kind": Field(
            Choice(("text", "integer", "number", "date")),
            "What its cells are; dates are written YYYY-MM-DD.",
            default="text",
        ),
        "empty": Field(Whole(0, 1_000_000), "How many cells may be empty.", default="none"),
        "unique": Field(Flag(), "Whether no value may occur twice.", default="no"),
        "values": Field(
            ListOf(Text(200, is_line=True), least=1, lone=True), "The only values allowed."
        ),
        "from": Field(Number(), "The lowest number allowed."),
        "to": Field(Number(), "The highest number allowed."),
        "mean": Field(Number(), "What the mean of its numbers must be."),
        "within": Field(Number(0), "How far the mean may be off.", default="0"),
    },
    is_short=True,
)

TABLE: Final = Group(
    "table",
    {
        "rows": Field(
            Group(
                "rows",
                {
                    "from": Field(Whole(1, 100_000), "The fewest rows allowed.", default="1"),
                    "to": Field(Whole(1, 100_000), "The most rows allowed.", default="any number"),
                },
            ),
            "How many rows the table must have.",
        ),
        "columns": Field(
            MapOf(TABLE_COLUMN, least=1, most=100),
            "The columns by their ids; the table has these and no others, in any order.",
            required=True,
        ),
        "groups": Field(
            Group(
                "groups",
                {
                    "columns": Field(
                        ListOf(Id(), least=1, most=20, lone=True),
                        "Ids of columns; rows with the same values in all of them are one group.",
                        required=True,
                    ),
                    "rows": Field(
                        Whole(1, 100_000), "The fewest rows a group may have.", required=True
                    ),
                    "number": Field(
                        Whole(1, 100_000), "The fewest groups there may be.", default="1"
                    ),
                },
            ),
            "How many rows must be alike, so that nobody stands out (k-anonymity).",
        ),
    },
    is_short=True,
)
