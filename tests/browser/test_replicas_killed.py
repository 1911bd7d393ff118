"""Replicas are killed, and restarted in turn, while people click, download and upload.

What was shown as saved is stored, files come, and no upload is shown that is not there.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from random import Random
from threading import Barrier, BrokenBarrierError, Event
from typing import Final

import nginx_support
import postgres_support
import psycopg
import pytest
from busy_person import BusyPerson
from clicker import BACK_SECONDS
from effort import EFFORT
from serving import Server, free_port

pytestmark = [
    pytest.mark.skipif(not nginx_support.IS_HERE, reason="nginx or openssl is not installed here"),
    pytest.mark.skipif(
        not postgres_support.IS_HERE, reason="no PostgreSQL is installed here, and none is named"
    ),
]

PEOPLE: Final = EFFORT.people
CLICKS_A_SECOND: Final = 20
"""Of all people together, which two cores bear beside the servers, the database and the test."""

ROUNDS: Final = max(1, EFFORT.kills // 3)
PAUSE_SECONDS: Final = 4
"""Before each replica goes away; the proxy may take 3 s to use one again that came back."""

ENTRIES: Final = "SELECT item, value FROM entry WHERE assessment = %s AND kind = %s"


@pytest.fixture(scope="module")
def replicas(tmp_path_factory: pytest.TempPathFactory, postgresql: str) -> Iterator[list[Server]]:
    folder = tmp_path_factory.mktemp("replicas")
    matrices = str(Path(__file__).with_name("twelve.yaml"))
    environ = {"SKILLS_MATRICES": matrices, "SKILLS_DATABASE_URL": postgresql}
    servers = [Server(folder / name, environ) for name in ("a", "b")]
    try:
        for each in servers:
            each.start()
        yield servers
    finally:
        for each in servers:
            each.kill()


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory, replicas: list[Server]) -> Iterator[str]:
    """Run the proxy, without encryption between it and the test."""
    port, (a, b) = free_port(), replicas
    places = {
        **nginx_support.places_of(a.port, b.port),
        "443 ssl": f"127.0.0.1:{port}",
        "listen 80": f"listen 127.0.0.1:{free_port()}",
    }
    file = nginx_support.prepare(tmp_path_factory.mktemp("proxy"), places)
    with nginx_support.running(file, port):
        yield f"http://127.0.0.1:{port}"


def _kill(replicas: list[Server]) -> None:
    for each in replicas:
        time.sleep(PAUSE_SECONDS)
        each.restart()


def _update(replicas: list[Server]) -> None:
    for each in replicas:
        time.sleep(PAUSE_SECONDS)
        each.end()
        each.start()


WAYS: Final[Mapping[str, Callable[[list[Server]], None]]] = {"killed": _kill, "updated": _update}


@pytest.mark.parametrize("how", WAYS)
def test_what_was_shown_is_so_whichever_replica_goes(
    replicas: list[Server], url: str, postgresql: str, how: str
) -> None:
    def happen() -> None:
        for _ in range(ROUNDS):
            WAYS[how](replicas)

    people = _watch_people(url, happen)
    print(_told(people))  # noqa: T201 - shown with a failure, and by `pytest -s`
    assert min(each.clicks for each in people) > 1
    assert sum(each.imports for each in people) > PEOPLE // 2
    assert [each.tries for each in people] == [each.files for each in people]
    with psycopg.connect(postgresql) as connection:
        for each in people:
            answers = dict(connection.execute(ENTRIES, [each.assessment, "answer"]).fetchall())
            promised = {k: v.lower().replace(" ", "-") for k, v in each.promised.items()}
            assert answers == promised
            notes = dict(connection.execute(ENTRIES, [each.assessment, "note"]).fetchall())
            assert notes.get("many", "") == each.noted


def _watch_people(url: str, happen: Callable[[], None]) -> list[BusyPerson]:
    """Return people who were clicking while something happened."""
    stop, all_here = Event(), Barrier(PEOPLE + 1)
    chance = Random(1)  # noqa: S311 - not for secrets
    think = PEOPLE / CLICKS_A_SECOND
    people = [BusyPerson(url, Random(chance.random()), think) for _ in range(PEOPLE)]  # noqa: S311
    with ThreadPoolExecutor(PEOPLE) as pool:
        clicking = [pool.submit(each.click_until, stop, all_here) for each in people]
        try:
            with suppress(BrokenBarrierError):  # the results below tell why
                all_here.wait(BACK_SECONDS)
                happen()
        finally:
            stop.set()
        for each in clicking:
            each.result()
    return people


def _told(people: list[BusyPerson]) -> str:
    names = ("clicks", "files", "tries", "imports", "uploads", "lost")
    return str({name: sum(getattr(each, name) for each in people) for name in names})
