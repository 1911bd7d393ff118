"""The schema of the structure of a document that a project produces."""

from __future__ import annotations

from typing import Final

from skills.matrix.reading.field_types import Field, Group, ListOf, MapOf, Short, Text, Whole

_TITLE: Final = Text(200, is_line=True)

WORD_LIMITS: Final = Group(
    "limit",
    {
        "from": Field(Whole(1, 100_000), "The fewest words allowed.", default="1"),
        "to": Field(Whole(1, 100_000), "The most words allowed.", default="any number"),
    },
)

DOCUMENT_SECTION: Final = Group(
    "section",
    {
        "title": Field(_TITLE, "The title in its heading.", required=True),
        "also": Field(ListOf(_TITLE, most=20, lone=True), "Other titles that are as good."),
        "words": Field(WORD_LIMITS, "How many words it must have.", default="any number above 0"),
    },
    is_short=True,
)

DOCUMENT: Final = Group(
    "document",
    {
        "sections": Field(
            MapOf(Short("title", DOCUMENT_SECTION), least=1, most=50),
            "The required sections: id to title, in any order; the document may have others.",
            required=True,
        ),
        "words": Field(
            WORD_LIMITS, "How many words the whole document must have.", default="any number"
        ),
    },
    is_short=True,
)
