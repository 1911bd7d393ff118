"""The daily backup of PostgreSQL is whole, and an old one makes room."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import psycopg
import pytest
from store_support import ANA, BEN, MATRIX, begin, new_ids

from skills.store import Store

pytest_plugins = ["store_support"]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (shutil.which("pg_dump") and shutil.which("createdb")),
        reason="the programs of PostgreSQL are not installed here",
    ),
]

ROOT: Final = Path(__file__).parents[2]
SCRIPT: Final = ROOT / "deploy" / "backup.sh"
NAME: Final = "radar_backup_test"


@pytest.fixture
def environ(postgresql: str, tmp_path: Path) -> Iterator[Mapping[str, str]]:
    """Make a database with one answer, and return the environment that names it to the script."""
    place = urlsplit(postgresql)
    with psycopg.connect(postgresql, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {NAME}")
    url = place._replace(path=f"/{NAME}").geturl()
    store = Store.open(url, clock=lambda: datetime.now(UTC), new_id=new_ids())
    how = {"tab": "t", "widget_revision": 0, "operation": "one"}
    store.save(ANA, begin(store).id, "answer", "x", "fully", **how)  # type: ignore[arg-type]
    store.close()
    (tmp_path / "password").write_text(f"{place.password or 'any'}\n")
    yield os.environ | {
        "PGHOST": str(place.hostname),
        "PGPORT": str(place.port),
        "PGUSER": str(place.username),
        "PGDATABASE": NAME,
        "PASSWORD_FILE": str(tmp_path / "password"),
        "BACKUPS": str(tmp_path),
    }
    with psycopg.connect(postgresql, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {NAME} WITH (FORCE)")


def run(environ: Mapping[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["sh", str(SCRIPT), *arguments]
    return subprocess.run(command, env=environ, check=False, capture_output=True, text=True)


def test_a_dump_can_be_restored(environ: Mapping[str, str]) -> None:
    made = run(environ, "once")
    assert made.returncode == 0, made.stderr
    file = Path(made.stdout.strip())
    assert file.stat().st_mode & 0o077 == 0
    checked = run(environ, "check", str(file))
    assert (checked.returncode, checked.stdout) == (0, "1 assessments, 1 entries\n"), checked.stderr


def test_old_dumps_are_removed_once_there_is_a_new_one(
    environ: Mapping[str, str], tmp_path: Path
) -> None:
    old, young, other = (tmp_path / f"{name}.dump" for name in ("radar-1", "radar-2", "mine"))
    for file, days in ((old, 16), (young, 10), (other, 90)):
        file.touch()
        moment = datetime.now(UTC).timestamp() - days * 86400
        os.utime(file, (moment, moment))
    assert run({**environ, "PGDATABASE": "nothing"}, "once").returncode == 1
    assert old.exists()
    assert run(environ, "once").returncode == 0
    assert [each.exists() for each in (old, young, other)] == [False, True, True]


def test_a_database_without_our_tables_is_no_backup(
    environ: Mapping[str, str], tmp_path: Path
) -> None:
    made = run({**environ, "PGDATABASE": "postgres"}, "once")
    assert (made.returncode, made.stderr) == (1, "no backup was made\n")
    assert list(tmp_path.glob("*.dump*")) == []


def test_running_without_a_command_prints_usage(environ: Mapping[str, str]) -> None:
    done = run(environ)
    assert done.returncode == 2
    assert done.stderr.count("usage: backup.sh") == 4


def _opened(url: str) -> Store:
    return Store.open(url, clock=lambda: datetime.now(UTC), new_id=new_ids())


def _erase_as_in(url: str, name: str) -> str:
    command = [sys.executable, "-m", "skills", "erase", "--as-in", name, "--yes", "--database", url]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    return done.stdout + done.stderr


def test_what_was_erased_after_a_dump_is_erased_again_after_its_restore(
    environ: Mapping[str, str], postgresql: str
) -> None:
    url = urlsplit(postgresql)._replace(path=f"/{NAME}").geturl()
    with closing(_opened(url)) as store:
        (mine,) = store.assessments(ANA)
        stays = store.create_assessment(BEN, title="Stays", **MATRIX)
        dump = run(environ, "once").stdout.strip()
        store.erase(ANA, mine.assessment.id)
    restored = run(environ, "restore", dump)
    assert restored.returncode == 0, restored.stderr
    before = restored.stdout.strip()
    try:
        with closing(_opened(url)) as store:
            assert len(store.assessments(ANA)) == 1
        assert _erase_as_in(url, before) == "Erased again: 1.\n"
        assert _erase_as_in(url, before) == "Erased again: 0.\n"
        with closing(_opened(url)) as store:
            assert store.assessments(ANA) == ()
            assert [each.assessment.id for each in store.assessments(BEN)] == [stays.id]
    finally:
        with psycopg.connect(postgresql, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{before}" WITH (FORCE)')


def test_a_dump_that_is_damaged_changes_nothing(
    environ: Mapping[str, str], postgresql: str, tmp_path: Path
) -> None:
    (tmp_path / "bad.dump").write_bytes(b"PGDMP damaged")
    refused = run(environ, "restore", str(tmp_path / "bad.dump"))
    assert refused.returncode == 1
    assert refused.stderr.endswith("nothing was changed\n")
    with psycopg.connect(postgresql) as connection:
        found = connection.execute("SELECT datname FROM pg_database").fetchall()
    assert [name for (name,) in found if name.startswith(NAME)] == [NAME]


def test_a_database_file_has_its_own_way(tmp_path: Path) -> None:
    message = _erase_as_in(f"sqlite:///{tmp_path / 'one.sqlite3'}", "other")
    assert "restoring a database file erases again by itself" in message
