"""Reduce the record behind a report to what the person wants to share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeVar

from skills.records.matrix_copy import without_checks
from skills.records.project_record import ProjectLink
from skills.records.record import Record, State
from skills.records.review_record import AgreedSkill
from skills.reports.report import Parts
from skills.version import VERSION

S = TypeVar("S", bound=State)

WITHOUT_ANSWERS: Final = (
    "schema_",
    "format_version",
    "program_version",
    "taken_at",
    "assessment",
    "matrix",
    "notes",
    "qualifications",
    "credentials",
    "projects",
    "verifications",
    "links",
    "wishes",
    "limits",
    "reviews",
    "agreements",
    "actions",
    "plan",
    "result",
)
"""The fields of a record in a report without answers: what the report is made of."""


def reduced(record: Record, parts: Parts) -> Record:
    """Remove from a record what the person does not want to share; set this program's version.

    Where anything stays out, so do the keys of a newer version: they may say the same.
    """
    if record.program_version != VERSION:
        record = record.model_copy(update={"program_version": VERSION})
    if parts.notes and parts.answers:
        return record
    record = record.without_unknown()
    if not parts.notes:
        history = tuple(map(_without_words, record.history))
        record = _without_words(record).model_copy(update={"history": history})
    return record if parts.answers else _without_answers(record)


def _without_answers(record: Record) -> Record:
    found = {each: getattr(record, each) for each in WITHOUT_ANSWERS}
    return Record.model_validate(found | {"matrix": without_checks(record.matrix)})


def _without_words(state: S) -> S:
    """Remove notes and comments from a record or an earlier state."""
    agreements = _without_notes(state.agreements)
    gone = {"notes": (), "comments": (), "agreements": agreements}
    return state.model_copy(update=gone | {"links": _without_link_notes(state.links)})


def _without_notes(agreements: Sequence[AgreedSkill]) -> tuple[AgreedSkill, ...]:
    return tuple(each.model_copy(update={"notes": ""}) for each in agreements)


def _without_link_notes(links: Sequence[ProjectLink]) -> tuple[ProjectLink, ...]:
    return tuple(each.model_copy(update={"note": ""}) for each in links if each.link)
