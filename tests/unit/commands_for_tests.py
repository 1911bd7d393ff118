"""What the tests of commands share: a place of data, what came out, and how assessments begin."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from reports_for_tests import first_matrix, profile_of
from stores_for_tests import ANA, new_ids

from skills.entries.assessment import Entry
from skills.entries.kinds import IncomingEntry
from skills.records.record import Record
from skills.store import Assessment, Store

LATER: Final = datetime(2025, 6, 1, 12, tzinfo=UTC)
"""The day of the tests: long past, as commands in a shell know only the day of the machine."""

TITLE: Final = "My \x1b[31m \x9b5m \u202eskills"
"""What a terminal would obey."""

ROOT: Final = Path(__file__).parents[2]
BACK: Final = ("json", "pdf", "xlsx", "csv")
"""The formats that can be imported again."""

SMALL: Final = """\
matrix: small
title: Small
areas: {a: {title: A, skills: {s: {title: S, statements: {t: {level: 1, text: t}}}}}}
roles: {r: {title: R, profiles: {p: {title: P, targets: {s: 1}}}}}
"""
OTHER: Final = SMALL.replace("small", "other").replace("Small", "Other")
"""A matrix of another subject."""


@dataclass(frozen=True)
class Place:
    """A folder of data: `first` has a snapshot of 90 days ago, `second` hours a week and a note."""

    folder: Path
    first: str
    second: str

    @property
    def url(self) -> str:
        return f"sqlite:///{self.folder / 'skills.sqlite3'}"

    def store(self, now: datetime = LATER) -> Store:
        return Store.open(self.url, clock=lambda: now, new_id=new_ids())

    def dump(self) -> str:
        """Return all that the database holds."""
        with closing(sqlite3.connect(self.folder / "skills.sqlite3")) as connection:
            return "\n".join(connection.iterdump())


@dataclass(frozen=True)
class Done:
    """What a command came to."""

    code: int
    data: bytes
    error: str

    @property
    def out(self) -> str:
        return self.data.decode()


Run = Callable[..., Done]


def fill(store: Store, found: Assessment, given: Sequence[Entry]) -> None:
    incoming = [IncomingEntry(each.kind, each.item, each.value, each.changed_at) for each in given]
    store.import_entries(ANA, found.id, incoming, operation=f"fill-{found.id}-{len(given)}")


def begin(store: Store, title: str, **more: object) -> Assessment:
    matrix = first_matrix()
    return store.create_assessment(
        ANA,
        title=title,
        matrix_id=matrix.id,
        matrix_title=matrix.title,
        wording=matrix.wording,
        structure=matrix.structure,
        profile=profile_of(matrix),
        **more,  # type: ignore[arg-type] # columns
    )


def record_of(run: Run, assessment: str) -> Record:
    """Export an assessment by command."""
    return Record.model_validate_json(run("export", assessment).out)


def entered(record: Record) -> dict[str, set[tuple[object, ...]]]:
    """Return all that a person entered."""
    return {
        "answers": {(each.statement, each.option) for each in record.answers},
        "notes": {(each.skill, each.text) for each in record.notes},
        "qualifications": {(each.qualification, each.holds) for each in record.qualifications},
        "checks": {(each.check, each.option) for each in record.checks},
        "projects": {(each.project, each.status) for each in record.projects},
        "credentials": {(each.title, each.issuer, each.issued) for each in record.credentials},
    }


def made_by(out: str) -> str:
    """Return the id of the assessment that an import began."""
    return out.rsplit("Imported as assessment ", 1)[1].removesuffix(".\n")


def run_unread(*arguments: str, folder: Path | None = None) -> tuple[int, bytes]:
    """Run a command in a process whose output nobody reads; return exit code and errors."""
    with subprocess.Popen(
        [sys.executable, "-m", "skills", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=os.environ | ({"SKILLS_DATA": str(folder)} if folder else {}),
    ) as started:
        assert started.stdout is not None
        assert started.stderr is not None
        started.stdout.close()
        errors = started.stderr.read()
        return started.wait(), errors
