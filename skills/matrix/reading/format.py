"""The schema of the matrix file: every key, declared once.

`draft` (files), `json_schema` (editors) and `field_tables` (docs/matrix-format.md) follow it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from skills.matrix.reading.common_fields import LEVEL, NEEDS, TITLE, about_field, title_field
from skills.matrix.reading.field_types import (
    Choice,
    Clock,
    Field,
    Flag,
    Group,
    Id,
    Kind,
    Link,
    ListOf,
    MapOf,
    Number,
    Short,
    Text,
    Whole,
)
from skills.matrix.reading.format_of_projects import PROJECT

DEFAULT_LEVELS: Final = ("Not yet", "Awareness", "Working", "Practitioner", "Expert")

_EARLIER = "Earlier ids of this {}, so that stored {} follow a rename."

LEVEL_ENTRY: Final = Group(
    "level",
    {
        "title": title_field("The level's name, as people see it."),
        "about": about_field("what a person at this level does"),
    },
)

OPTION: Final = Group(
    "option",
    {
        "title": title_field("The answer, as people see it."),
        "credit": Field(
            Number(0, 1),
            "How much of the statement is true with this answer, from 0 to 1.",
            default="equal steps from 0 to 1",
        ),
    },
)

SCALE: Final = Group(
    "scale",
    {
        "title": title_field("What people are asked when they choose one of the options."),
        "options": Field(
            MapOf(Short("title", OPTION), least=2, most=7),
            "The answers by their ids, least credit first.",
            required=True,
        ),
    },
)

STATEMENT: Final = Group(
    "statement",
    {
        "level": Field(
            LEVEL, "The level that somebody who can do this has reached.", required=True
        ),
        "text": Field(Text(1_000), "One thing that can be seen or checked.", required=True),
        "show": Field(Text(1_000), "An example of what could be shown as evidence."),
        "scale": Field(Id(), "The scale of this statement.", default="the scale of the skill"),
        "was": Field(
            ListOf(Id("either"), most=50, lone=True), _EARLIER.format("statement", "answers")
        ),
    },
)

CHECK: Final = Group(
    "check",
    {
        "level": Field(LEVEL, "The level that a right answer shows.", required=True),
        "ask": Field(Text(1_000), "The question.", required=True),
        "options": Field(
            MapOf(Text(400), least=2, most=6), "The answers by their ids.", required=True
        ),
        "right": Field(Id(), "The id of the one right answer.", required=True),
        "because": Field(
            Text(1_000), "Why it is right, and what there is to learn.", required=True
        ),
        "topics": Field(
            ListOf(Text(60), most=20, lone=True), "Topics it covers, in any words you use."
        ),
    },
)

RESOURCE: Final = Group(
    "resource",
    {
        "title": title_field("Its title."),
        "author": Field(TITLE, "Who made it."),
        "kind": Field(
            Choice(("book", "course", "documentation", "article", "video", "exercise")),
            "What it is.",
            required=True,
        ),
        "from": Field(Whole(0, 6), "The level it starts at.", required=True),
        "to": Field(LEVEL, "The level it leads to.", required=True),
        "hours": Field(Number(0, 1_000, above=True), "Roughly how many hours it takes."),
        "link": Field(Link(), "Where it is.", required=True),
        "why": Field(Text(500), "What to learn from it."),
    },
)

SKILL: Final = Group(
    "skill",
    {
        "title": title_field("The skill's name, as people see it."),
        "short": Field(
            Text(20, is_line=True),
            "A shorter name for pictures, on one line.",
            default="the title, wrapped",
        ),
        "about": about_field("the skill"),
        "scale": Field(Id(), "The scale of its statements.", default="the scale of the area"),
        "was": Field(
            ListOf(Id(), most=50, lone=True), _EARLIER.format("skill", "notes and answers")
        ),
        "refs": Field(
            MapOf(ListOf(Text(500), least=1, lone=True)),
            "What the skill is called in public frameworks: short name of the framework to one"
            " text or a list of them.",
        ),
        "statements": Field(
            MapOf(STATEMENT),
            "The statements by their ids. Every skill needs one; on the screen easy ones come"
            " first.",
        ),
        "checks": Field(MapOf(CHECK, most=200), "Knowledge checks by their ids."),
        "resources": Field(MapOf(RESOURCE, most=200), "Learning resources by their ids."),
    },
)

AREA: Final = Group(
    "area",
    {
        "title": title_field("The area's name, as people see it."),
        "about": about_field("the area"),
        "scale": Field(Id(), "The scale of its skills.", default="the first scale of the file"),
        "skills": Field(MapOf(SKILL, least=1), "The skills by their ids.", required=True),
    },
)

QUALIFICATION: Final = Group(
    "qualification",
    {
        "title": title_field("Its name, as people see it."),
        "kind": Field(
            Choice(("education", "certificate", "experience")), "What it is.", required=True
        ),
        "about": about_field("the qualification"),
        "expected": Field(
            MapOf(Choice(("required", "usual", "ideal")), keys=Id("full")),
            "How strongly each profile asks for it, by the profile's full id `role.profile`; shown "
            "as required, typical or preferred.",
        ),
    },
)

TARGET: Final = Group(
    "target",
    {
        "level": Field(LEVEL, "The level the profile asks for.", required=True),
        "weight": Field(
            Number(0, 100), "How much the skill counts compared with the others.", default="1"
        ),
        "must": Field(Flag(), "Nobody is ready without this level.", default="no"),
        "why": Field(Text(500), "Why the profile asks for this."),
    },
)

PROFILE: Final = Group(
    "profile",
    {
        "title": title_field("The profile's name, as people see it."),
        "about": about_field("the profile"),
        "targets": Field(
            MapOf(Short("level", TARGET), least=1),
            "Skill ids, each with the level the profile asks for.",
            required=True,
        ),
    },
)

ROLE: Final = Group(
    "role",
    {
        "title": title_field("The role's name, as people see it."),
        "about": about_field("the role"),
        "profiles": Field(
            MapOf(PROFILE, least=1), "Its profiles by their ids, lowest first.", required=True
        ),
    },
)

BLOCK: Final = Group(
    "block",
    {
        "title": title_field("The block's name."),
        "from": Field(Clock(), "When it starts.", required=True),
        "to": Field(Clock(), "When it ends.", required=True),
        "activities": Field(ListOf(Text(500), lone=True), "What happens in it."),
        "needs": Field(NEEDS, "Skill ids, each with the level the block needs."),
    },
)

REFERENCE: Final = Group(
    "reference",
    {
        "answer": Field(
            Id(), "The answer that follows from the text: an option id.", required=True
        ),
        "why": Field(Text(500), "Why, in one sentence that points to the text.", required=True),
    },
)

DOSSIER: Final = Group(
    "dossier",
    {
        "skill": Field(Id(), "The skill it is about.", required=True),
        "title": title_field("An invented person's first name, and the situation."),
        "text": Field(
            Text(2_000),
            "What a mentor would know: what the person made, said and got wrong.",
            required=True,
        ),
        "reference": Field(
            MapOf(REFERENCE, least=1, most=5),
            "The expected answer to each statement of the skill, by short statement id.",
            required=True,
        ),
    },
)

MATRIX: Final = Group(
    "matrix",
    {
        "matrix": Field(Id(), "The id of the matrix.", required=True),
        "title": title_field("The title of the matrix, as people see it."),
        "version": Field(Text(60), "The version, in any form you like."),
        "about": about_field("the matrix"),
        "credits": Field(ListOf(Text(2_000), lone=True), "Sources, authors and licences."),
        "levels": Field(
            ListOf(Short("title", LEVEL_ENTRY), least=2, most=8),
            "The steps of every skill, lowest first. The first one means: not yet.",
            default=", ".join(DEFAULT_LEVELS),
        ),
        "scales": Field(
            MapOf(SCALE, least=1),
            "The scales by their ids. The first one applies unless another is named.",
            default="one scale `truth`: Not yet, Partly, Mostly, Fully",
        ),
        "areas": Field(MapOf(AREA, least=1), "The areas by their ids.", required=True),
        "qualifications": Field(
            MapOf(QUALIFICATION), "What profiles ask for besides skills, by id."
        ),
        "roles": Field(MapOf(ROLE, least=1), "The roles by their ids.", required=True),
        "projects": Field(MapOf(PROJECT), "Learning projects by their ids."),
        "day": Field(MapOf(BLOCK), "The blocks of a working day by their ids."),
        "calibration": Field(
            MapOf(DOSSIER, most=10), "Examples for mentors to practise on, by their ids."
        ),
    },
)


def records(kind: Kind = MATRIX) -> Iterator[Group]:
    """Yield every group within a type, outer ones first, in the order of the declaration."""
    match kind:
        case Group():
            yield kind
            for each in kind.fields.values():
                yield from records(each.kind)
        case Short():
            yield from records(kind.record)
        case ListOf():
            yield from records(kind.item)
        case MapOf():
            yield from records(kind.value)
        case _:
            return
