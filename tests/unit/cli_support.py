"""Commands run on a database of two assessments, one of them with an earlier snapshot."""

from __future__ import annotations

import io
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import pytest
from report_support import HOSTILE, MINE, entries, first_matrix, profile_of
from store_support import ANA, new_ids, workspace_of

from skills.cli.main import main
from skills.entries.assessment import Entry
from skills.entries.kinds import IncomingEntry
from skills.records.record import Record
from skills.store import Assessment, Store
from skills.workspace.export import AssessmentFiles

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
    """The outcome of a command."""

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


@pytest.fixture(scope="session")
def kept_place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Fill a database once."""
    folder = tmp_path_factory.mktemp("kept") / "data"
    moments = iter(LATER + timedelta(days=-90, seconds=each) for each in range(10_000))
    url = f"sqlite:///{folder / 'skills.sqlite3'}"
    with closing(Store.open(url, clock=lambda: next(moments), new_id=new_ids())) as store:
        first, second = begin(store, TITLE), begin(store, "Second", hours=6.0)
        fill(store, first, entries(first_matrix(), 1, 0.5))
        fill(store, second, entries(first_matrix(), 3, 0.9, [MINE]))
        then = next(moments)
        kept = store.assessment(ANA, first.id)
        AssessmentFiles(workspace_of(store), kept, first_matrix(), then).keep_snapshot()
        fill(store, first, entries(first_matrix(), 2, 0.9, [MINE, *HOSTILE], ability=1.2))
    return Place(folder, first.id, second.id)


@pytest.fixture
def place(kept_place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """Copy the database for one test, and let the commands find it."""
    folder = shutil.copytree(kept_place.folder, tmp_path / "data")
    for name in ("SKILLS_DATABASE_URL", "SKILLS_MATRICES", "SKILLS_SECURE_COOKIE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SKILLS_DATA", str(folder))
    return Place(folder, kept_place.first, kept_place.second)


@pytest.fixture
def run(
    place: Place, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Run:
    """Run a command in this process, with bytes in the pipe."""
    assert place.folder.is_dir()
    ids = new_ids()

    def run_it(*arguments: object, pipe: bytes = b"") -> Done:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(pipe)))
        capsysbinary.readouterr()
        given = [str(each) for each in arguments]
        code = main(given, clock=lambda: LATER, ids=lambda: f"made-by-command-{ids()}")
        out, error = capsysbinary.readouterr()
        return Done(code, out, error.decode())

    return run_it
