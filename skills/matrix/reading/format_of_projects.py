"""The schema of learning projects."""

from __future__ import annotations

from typing import Final

from skills.matrix.reading.common_fields import LEVEL, LONG, NEEDS, TITLE, about_field, title_field
from skills.matrix.reading.field_types import (
    Choice,
    Field,
    Group,
    Id,
    ListOf,
    MapOf,
    Number,
    Text,
    Whole,
)
from skills.matrix.reading.format_of_documents import DOCUMENT
from skills.matrix.reading.format_of_tables import TABLE

BASELINE: Final = Group(
    "baseline",
    {
        "metric": Field(TITLE, "What is measured.", required=True),
        "better": Field(
            Choice(("higher", "lower")), "The direction in which it improves.", required=True
        ),
        "passing": Field(Number(), "The figure a solution must reach.", required=True),
        "dummy": Field(Number(), "What a guess that ignores the data reached."),
        "simple": Field(Number(), "What a simple solution reached."),
        "reference": Field(Number(), "What a good solution reached."),
    },
)


QUESTION: Final = Group(
    "question",
    {
        "ask": Field(
            Text(1_000), "The question, with the unit and the digits asked for.", required=True
        ),
        "is": Field(
            ListOf(Text(200, is_line=True), least=1, most=20, lone=True),
            "The right answer, or several ways to write it; a number has one.",
            required=True,
        ),
        "within": Field(Number(0), "How far a number may be off.", default="the answer is a text"),
    },
)


PROJECT: Final = Group(
    "project",
    {
        "title": title_field("The project's name, as people see it."),
        "about": about_field("the task; the brief a learner starts from"),
        "hours": Field(
            Number(0, 1_000, above=True),
            "Expected hours for somebody who has what the project needs.",
            required=True,
        ),
        "raises": Field(
            MapOf(LEVEL, least=1),
            "Skill ids, each with the level the project leads to.",
            required=True,
        ),
        "after": Field(ListOf(Id(), lone=True), "Ids of projects to do first."),
        "needs": Field(NEEDS, "Skill ids, each with the level needed to start."),
        "data": Field(LONG, "Where the data is."),
        "licence": Field(LONG, "What may be done with the data."),
        "sensitive": Field(LONG, "A note on distressing or harmful content."),
        "deliver": Field(LONG, "What to deliver."),
        "accept": Field(LONG, "When the project is done."),
        "baseline": Field(BASELINE, "What simple and good solutions reached."),
        "pack": Field(
            Id(),
            "The pack of data and the automatic check it uses, by name; docs/projects.md lists"
            " them. The pass mark is that of the baseline.",
        ),
        "questions": Field(
            MapOf(QUESTION, least=1, most=30),
            "Questions about the result by their ids; all of them right is a passed check.",
        ),
        "table": Field(
            TABLE, "The rules for a table it produces; one that meets all of them passes the check."
        ),
        "document": Field(
            DOCUMENT, "The structure of a document it produces; having it changes no level."
        ),
        "verifies": Field(
            ListOf(Id(), least=1, lone=True),
            "Ids of the skills, of those it raises, of which a passed check shows the level.",
            default="all that the project raises",
        ),
        "valid_months": Field(
            Whole(1, 120), "How many months a passed check counts.", default="it does not expire"
        ),
    },
    is_short=True,
)
