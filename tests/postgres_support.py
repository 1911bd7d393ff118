"""Find a PostgreSQL for the tests: the one named, or else one of our own while they run."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import psycopg

NAMED: Final = os.environ.get("SKILLS_TEST_DATABASE_URL", "")
STARTS_SECONDS: Final = 60

_QUICK: Final = ("-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=50")
"""What is in these databases need not outlive a power cut."""


def programs() -> Path | None:
    """Return the folder of the newest PostgreSQL on this machine, None where there is none."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    places = [Path("/usr/lib/postgresql"), Path("/opt/homebrew/opt"), Path("/usr/local/opt")]
    folders = [each.parent for place in places for each in place.glob("*/bin/initdb")]
    return max(folders, key=_version, default=None)


def _version(folder: Path) -> int:
    return int("".join(filter(str.isdigit, folder.parent.name)) or 0)


IS_HERE: Final = bool(NAMED or programs())


class CannotStart(Exception):  # noqa: N818 - reads as what it is
    """The PostgreSQL of this machine does not start here."""


@contextmanager
def running() -> Iterator[str]:
    """Give the address of a server; one of our own is gone afterwards, with all that was in it.

    Raises
    ------
    CannotStart
        where there is one on this machine that does not start.
    """
    place = programs()
    if NAMED or place is None:
        yield NAMED
        return
    with tempfile.TemporaryDirectory(prefix="skills-tests-", ignore_cleanup_errors=True) as name:
        user = _stand_back(Path(name))
        yield from _serve(place, Path(name), user)


def _stand_back(folder: Path) -> str | None:
    """Return who has to run the server, since it refuses to be run by root; None for ourselves."""
    if os.name != "posix" or os.geteuid() != 0:
        return None
    users = Path("/etc/passwd").read_text(encoding="utf-8")
    user = "postgres" if "\npostgres:" in users else "nobody"
    shutil.chown(folder, user)
    return user


def _serve(place: Path, folder: Path, user: str | None) -> Iterator[str]:
    data, log = folder / "data", folder / "log"
    start = [str(place / "initdb"), "-D", str(data), "-U", "tests", "-A", "trust", "-E", "UTF8"]
    options = ["--no-sync", "--locale=C"]
    made = subprocess.run(
        [*start, *options], user=user, cwd=folder, check=False, capture_output=True
    )
    if made.returncode:
        raise CannotStart(f"PostgreSQL cannot make a database here: {made.stderr.decode()}")
    port = _free_port()
    command = [str(place / "postgres"), "-D", str(data), "-p", str(port), "-k", str(folder)]
    with log.open("wb") as output:
        server = subprocess.Popen(
            [*command, "-h", "127.0.0.1", *_QUICK],
            user=user,
            cwd=folder,
            stdout=output,
            stderr=output,
        )
    try:
        url = f"postgresql://tests@127.0.0.1:{port}/postgres"
        _wait(url, server, log)
        yield url
    finally:
        server.terminate()
        server.wait(STARTS_SECONDS)


def _wait(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + STARTS_SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            psycopg.connect(url, connect_timeout=5).close()
        except psycopg.OperationalError:
            _pause(server)
        else:
            return
    raise CannotStart(f"PostgreSQL does not start here: {log.read_text(errors='replace')}")


def _pause(server: subprocess.Popen[bytes]) -> None:
    try:
        server.wait(0.05)
    except subprocess.TimeoutExpired:
        return


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
