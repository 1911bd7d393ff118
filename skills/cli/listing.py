"""The command ``list``: all assessments with their results."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from skills.cli.console import FINE, Commands, add_database, opened, write
from skills.cli.problem_formats import printable
from skills.cli.sources import workspace_of
from skills.sentences.formats import percent
from skills.sentences.verdicts import verdict_word

if TYPE_CHECKING:
    from skills.store import Assessment
    from skills.workspace import Workspace

PERSON: tuple[int, int] = (0, 12)
"""Which characters of an owner id distinguish people in the list."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One assessment in the list; `readiness` is None if it is not known."""

    id: str
    title: str
    changed: str
    readiness: float | None
    result: str
    person: str


def add_to(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add ``list``."""
    listing = commands.add_parser(
        "list",
        help="list all assessments with id, title, date and result",
        description="List all assessments with the date of their last change, result and title, "
        "latest first; if there are several people, also the beginning of the owner id.",
    )
    listing.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    add_database(listing)
    listing.set_defaults(run=_list)


def _list(options: argparse.Namespace) -> int:
    with opened(options) as store:
        lines = [
            _line(workspace_of(store, each.owner), found.assessment, options)
            for each in store.owners()
            for found in store.assessments(each.owner)
        ]
    write(_as_json(lines) if options.format == "json" else _as_text(lines))
    return FINE


def _line(workspace: Workspace, assessment: Assessment, options: argparse.Namespace) -> _Line:
    from skills.workspace.assessment import assess_stored  # noqa: PLC0415 - loads the database
    from skills.workspace.matrices import available_matrix  # noqa: PLC0415 - likewise

    matrix = available_matrix(workspace, assessment)
    readiness, result = None, "its matrix is not installed"
    if matrix is not None and assessment.profile in matrix.profiles:
        found_readiness = assess_stored(
            workspace, assessment, matrix, options.clock().date()
        ).readiness
        readiness = found_readiness.value
        result = verdict_word(found_readiness)
    elif matrix is not None:
        result = "the matrix no longer has its target role"
    day = assessment.changed_at.astimezone(options.clock().tzinfo).date().isoformat()
    return _Line(
        assessment.id, assessment.title, day, readiness, result, workspace.owner[slice(*PERSON)]
    )


def _as_text(lines: Sequence[_Line]) -> str:
    if not lines:
        return "No assessments yet.\n"
    several = len({each.person for each in lines}) > 1
    rows = [
        (
            *((each.person,) if several else ()),
            each.id,
            each.changed,
            f"{_share(each.readiness)}{each.result}",
            each.title,
        )
        for each in lines
    ]
    widths = [max(len(row[index]) for row in rows) for index in range(len(rows[0]) - 1)]
    return "".join(
        printable("  ".join([*(f"{c:<{w}}" for c, w in zip(row, widths, strict=False)), row[-1]]))
        + "\n"
        for row in rows
    )


def _share(readiness: float | None) -> str:
    return "" if readiness is None else f"{percent(readiness)}, "


def _as_json(lines: Sequence[_Line]) -> str:
    rows = [
        {
            "id": each.id,
            "title": each.title,
            "changed": each.changed,
            "readiness": each.readiness,
            "result": each.result,
            "person": each.person,
        }
        for each in lines
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
