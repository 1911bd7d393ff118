"""Replicas are killed, ended and started while people click: what was shown as saved is stored."""

from __future__ import annotations

import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from threading import Barrier, BrokenBarrierError, Event
from typing import Final
from urllib.error import URLError
from urllib.parse import parse_qs, urlencode

import nginx_for_tests
import postgres_for_tests
import psycopg
import pytest
from serving import Server, free_port
from websockets.exceptions import WebSocketException
from wire import Wire

pytestmark = [
    pytest.mark.skipif(
        not nginx_for_tests.IS_HERE, reason="nginx or openssl is not installed here"
    ),
    pytest.mark.skipif(
        not postgres_for_tests.IS_HERE, reason="no PostgreSQL is installed here, and none is named"
    ),
]

PEOPLE: Final = 10
ROUNDS: Final = 4
"""Replicas that go away, in turns."""

THINK_SECONDS: Final = 0.3
BACK_SECONDS: Final = 60
TITLES: Final = ("Not yet", "Partly", "Mostly", "Fully")
ANSWERS: Final = "SELECT item, value FROM entry WHERE assessment = %s AND kind = 'answer'"
GONE: Final = (WebSocketException, OSError, TimeoutError)


@dataclass
class Clicker:
    """Somebody who clicks until told to stop, and reconnects as a page does.

    Attributes
    ----------
    chosen : what the page shows as chosen.
    promised : what it showed when it last said that all is saved.
    """

    url: str
    chance: Random
    chosen: dict[str, str] = field(default_factory=dict)
    promised: dict[str, str] = field(default_factory=dict)
    clicks: int = 0
    files: int = 0

    def click_until(self, stop: Event, all_here: Barrier) -> None:
        """Begin an assessment and click."""
        try:
            _persist(self._begin, lambda: None)
        except BaseException:
            all_here.abort()  # so that the test tells this, and not that it waited in vain
            raise
        try:
            all_here.wait(BACK_SECONDS)
            while not stop.wait(THINK_SECONDS * self.chance.uniform(0.5, 1.5)):
                self._click()
            self._run()
            self._save_file()
        finally:
            self.wire.__exit__(None, None, None)

    def _begin(self) -> None:
        self.wire = Wire(self.url)
        self.wire.__enter__()
        self.wire.begin()

    @property
    def assessment(self) -> str:
        return parse_qs(self.wire.query)["a"][0]

    def _click(self) -> None:
        self.chosen[f"many.s{self.chance.randrange(1, 13):02}"] = self.chance.choice(TITLES)
        self._run()
        self.clicks += 1
        if self.chance.random() < 0.2:
            self._save_file()

    def _run(self) -> None:
        """Send what is chosen until a server has taken it."""
        _persist(self._send, self._reconnect)
        assert "Not saved" not in self.wire.texts
        self.promised = dict(self.chosen)

    def _send(self) -> None:
        shown = self.chosen.items()
        self.wire.run(
            *(self.wire.value(f"answer|{item}|", string_array_value=[t]) for item, t in shown)
        )

    def _reconnect(self) -> None:
        self.wire.__exit__(None, None, None)
        self.wire.__enter__()

    def _save_file(self) -> None:
        """Save a file, if need be on a second try."""
        body = urlencode({"assessment": self.assessment}).encode()
        address = f"{self.url}/api/files/json"
        request = urllib.request.Request(address, body, {"Cookie": self.wire.cookie})  # noqa: S310

        def save() -> None:
            with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
                assert len(answer.read()) > 100

        _persist(save, lambda: None)
        self.files += 1


def _persist(work: Callable[[], None], anew: Callable[[], None]) -> None:
    """Do something again and again, as long as a page would wait for its server."""
    end = time.monotonic() + BACK_SECONDS
    is_new = True
    while True:
        try:
            if not is_new:
                anew()
            work()
        except (*GONE, URLError):
            if time.monotonic() > end:
                raise
            is_new = False
            time.sleep(0.2)
        else:
            return


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
    port, places = free_port(), {}
    for each, place in zip(replicas, ("172.30.46.11", "172.30.46.12"), strict=True):
        places[f"{place}:8501"] = f"127.0.0.1:{each.port}"
    places |= {"443 ssl": f"127.0.0.1:{port}", "listen 80": f"listen 127.0.0.1:{free_port()}"}
    file = nginx_for_tests.prepare(tmp_path_factory.mktemp("proxy"), places)
    with nginx_for_tests.running(file, port):
        yield f"http://127.0.0.1:{port}"


@pytest.mark.parametrize("how", ["kill", "end"])
def test_what_was_shown_as_saved_is_stored_whichever_replica_goes(
    replicas: list[Server], url: str, postgresql: str, how: str
) -> None:
    stop, all_here = Event(), Barrier(PEOPLE + 1)
    chance = Random(1)  # noqa: S311 - not for secrets
    people = [Clicker(url, Random(chance.random())) for _ in range(PEOPLE)]  # noqa: S311
    with ThreadPoolExecutor(PEOPLE) as pool:
        clicking = [pool.submit(each.click_until, stop, all_here) for each in people]
        try:
            with suppress(BrokenBarrierError):  # the results below tell why
                all_here.wait(BACK_SECONDS)
                for number in range(ROUNDS):
                    time.sleep(1.5)
                    getattr(replicas[number % 2], how)()
                    replicas[number % 2].start()
        finally:
            stop.set()
        for each in clicking:
            each.result()
    assert min(each.clicks for each in people) > 3
    assert sum(each.files for each in people) > PEOPLE
    with psycopg.connect(postgresql) as connection:
        for each in people:
            kept = dict(connection.execute(ANSWERS, [each.assessment]).fetchall())
            assert kept == {k: v.lower().replace(" ", "-") for k, v in each.promised.items()}
