"""Run commands on a database of two assessments, one of them with a snapshot of an earlier day."""

from __future__ import annotations

import io
import shutil
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from commands_for_tests import LATER, TITLE, Done, Place, Run, begin, fill
from reports_for_tests import HOSTILE, MINE, entries, first_matrix
from stores_for_tests import ANA, new_ids, workspace_of

from skills.cli.main import main
from skills.store import Store
from skills.workspace.export import AssessmentFiles


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
