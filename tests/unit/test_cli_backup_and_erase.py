"""Back up, restore and erase from the command line, on a database of its own."""

from __future__ import annotations

import io
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from store_support import ANA, BEN, Clock, begin

from skills.cli.main import main
from skills.store import NotFound, Store

pytest_plugins = ["store_support"]

Run = Callable[..., int]


class Terminal(io.StringIO):
    """A person's input at a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def run(file: Path, file_store: Store, clock: Clock) -> Run:
    """Run a command on the database of the store."""
    assert file_store.ping()
    database = f"--database=sqlite:///{file}"
    return lambda *arguments: main([*map(str, arguments), database], clock=clock)


def test_a_backup_is_written_and_reported(
    file_store: Store, run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    begin(file_store)
    copy = tmp_path / "copy"
    assert run("backup", copy) == 0
    size = copy.stat().st_size
    assert capsys.readouterr().out == f"Backed up to {copy}: {size:,} bytes, checked.\n"
    assert run("backup", copy) == 2
    assert "already exists" in capsys.readouterr().err


def test_the_default_database_is_that_of_the_app(
    file: Path, file_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = begin(file_store)
    monkeypatch.setenv("SKILLS_DATA", str(file.parent))
    monkeypatch.delenv("SKILLS_DATABASE_URL", raising=False)
    assert main(["backup", str(tmp_path / "copy")]) == 0
    with closing(sqlite3.connect(tmp_path / "copy")) as connection:
        assert connection.execute("SELECT id FROM assessment").fetchall() == [(made.id,)]


@pytest.mark.parametrize("command", ["backup", "erase"])
def test_a_missing_database_is_not_created(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "none" / "skills.sqlite3"
    argument = str(tmp_path / "argument")
    assert main([command, argument, f"--database=sqlite:///{missing}"]) == 2
    assert f"There is no database at {missing}" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_restore_is_reported_and_keeps_the_previous_database(
    file: Path,
    file_store: Store,
    run: Run,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    made, gone = begin(file_store), begin(file_store)
    run("backup", tmp_path / "copy")
    file_store.rename(ANA, made.id, "Later")
    file_store.erase(ANA, gone.id)
    capsys.readouterr()
    assert run("restore", tmp_path / "copy", "--yes") == 0
    assert capsys.readouterr().out == (
        "The backup is restored. The previous database is kept as skills.sqlite3.before-restore. "
        "Erased again, since it was erased after the backup: 1.\n"
    )
    assert [each.assessment.title for each in file_store.assessments(ANA)] == ["My skills"]
    file_store.close()
    file.write_bytes(b"rubbish" * 1000)
    assert run("restore", tmp_path / "copy", "--yes") == 0
    assert (
        "was damaged, so what was erased since the backup is not known" in capsys.readouterr().out
    )


@pytest.mark.parametrize("arguments", [["restore", "copy"], ["erase", "--all"]])
def test_without_a_terminal_nothing_happens_unless_confirmed(  # noqa: PLR0913, PLR0917 - all used
    arguments: list[str],
    file_store: Store,
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    made = begin(file_store)
    file_store.backup(tmp_path / "copy")
    file_store.rename(ANA, made.id, "Later")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO("yes\n"))
    assert run(*arguments) == 2
    assert "Nothing was changed: use --yes" in capsys.readouterr().err
    assert file_store.assessment(ANA, made.id).title == "Later"


@pytest.mark.parametrize(("said", "code"), [("no\n", 2), ("", 2), ("y\n", 2), (" Yes\n", 0)])
def test_only_yes_confirms(  # noqa: PLR0913, PLR0917 - examples and places
    said: str,
    code: int,
    file_store: Store,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    made = begin(file_store, title="My \x1b skills")
    monkeypatch.setattr("sys.stdin", Terminal(said))
    assert run("erase", made.id) == code
    error = capsys.readouterr().err
    assert 'This erases "My \\x1b skills" with 0 entries.' in error
    assert "python -m skills export … first" in error
    assert len(file_store.assessments(ANA)) == (1 if code else 0)


def test_erasing_an_assessment_leaves_the_others(
    file_store: Store, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    kept, gone = begin(file_store), begin(file_store)
    assert run("erase", gone.id, "--yes") == 0
    assert capsys.readouterr().out == "Erased: 1 assessment.\n"
    assert [each.assessment.id for each in file_store.assessments(ANA)] == [kept.id]
    assert run("erase", gone.id, "--yes") == 2
    assert capsys.readouterr().err == f"No such assessment: {gone.id}\n"


@pytest.mark.parametrize("by_id", [True, False])
def test_a_person_is_named_by_the_owner_or_by_an_assessment(
    by_id: bool,  # noqa: FBT001 - one of two ways
    file_store: Store,
    run: Run,
    capsys: pytest.CaptureFixture[str],
) -> None:
    made, _ = begin(file_store), begin(file_store)
    bens = begin(file_store, owner=BEN)
    assert run("erase", "--person", made.id if by_id else ANA, "--yes") == 0
    assert capsys.readouterr().out == (
        "Erased: 2 assessments of 1 person, with everything that belongs to them.\n"
    )
    assert [each.owner for each in file_store.owners()] == [BEN]
    assert file_store.assessment(BEN, bens.id) == bens
    assert run("erase", "--person", ANA, "--yes") == 2
    assert "no such person here" in capsys.readouterr().err


def test_everybody_is_erased(
    file_store: Store, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    made = begin(file_store)
    begin(file_store, owner=BEN)
    assert run("erase", "--all", "--yes") == 0
    assert "Erased: 2 assessments of 2 people" in capsys.readouterr().out
    assert file_store.owners() == ()
    with pytest.raises(NotFound):
        file_store.assessment(ANA, made.id)


@pytest.mark.parametrize("arguments", [["erase"], ["erase", "x", "--all"], ["backup"]])
def test_a_target_is_required(
    arguments: list[str], run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        run(*arguments)
    assert ended.value.code == 2
    assert "usage: python -m skills" in capsys.readouterr().err


def test_the_injected_clock_is_used(file: Path, run: Run, clock: Clock) -> None:
    begun = clock.now
    with closing(Store.open(f"sqlite:///{file}", clock=clock, new_id=lambda: "x" * 12)) as store:
        made = begin(store)
    assert run("erase", made.id, "--yes") == 0
    with closing(sqlite3.connect(file)) as connection:
        (at,) = connection.execute("SELECT erased_at FROM erased").fetchone()
    assert at == (begun + timedelta(seconds=2)).isoformat(timespec="microseconds")
