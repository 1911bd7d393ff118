"""Probes: whether a proxy should restart a server, and whether it should send people to it."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from threading import Event
from typing import Any

import pytest
from asgi_support import ask_app
from starlette.applications import Starlette

from components.web import probes, server, session
from skills.problems import StoreError

WELL = (200, {"status": "ok"})
UNWELL = (503, {"status": "unavailable"})


async def _answer(path: str, app: Starlette) -> tuple[int, Any]:
    answer = await ask_app(app, path)
    assert answer.headers["cache-control"] == "no-store"
    return answer.status, json.loads(answer.text)


def ask(path: str) -> tuple[int, Any]:
    """Return status and content of the answer of the app."""
    return asyncio.run(_answer(path, Starlette(routes=server.routes())))


class FakeStore:
    """A database that does what a test says; it notes how it is asked."""

    def __init__(self, does: Callable[[], None]) -> None:
        self.asked: list[bool] = []
        self._does = does

    def ping(self, *, once: bool = False) -> int:
        self.asked.append(once)
        self._does()
        return 1


def _fail() -> None:
    raise StoreError("The answers could not be read: the database server cannot be reached.")


@pytest.fixture
def database(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], None]], FakeStore]:
    """Return a way to put a database in the place of the server's own."""

    def put(does: Callable[[], None]) -> FakeStore:
        store = FakeStore(does)
        monkeypatch.setattr(session, "own_store", lambda: store)
        return store

    return put


def test_live_never_asks_the_database(database: Callable[[Callable[[], None]], FakeStore]) -> None:
    store = database(_fail)
    assert ask("/api/live") == WELL
    assert store.asked == []


@pytest.mark.parametrize(("path", "once"), [("/api/ready", True), ("/api/health", False)])
def test_the_other_probes_ask_the_database(
    database: Callable[[Callable[[], None]], FakeStore], path: str, once: object
) -> None:
    store = database(lambda: None)
    assert ask(path) == WELL
    assert store.asked == [once]


@pytest.mark.parametrize("path", ["/api/ready", "/api/health"])
def test_a_database_that_fails_is_one_word_to_the_caller_and_a_reason_in_the_log(
    database: Callable[[Callable[[], None]], FakeStore], path: str, caplog: pytest.LogCaptureFixture
) -> None:
    database(_fail)
    assert ask(path) == UNWELL
    assert "cannot be reached" in caplog.text


def test_ready_answers_in_time_though_the_database_does_not(
    database: Callable[[Callable[[], None]], FakeStore], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(probes, "ANSWER_SECONDS", 0.1)
    let_go = Event()
    database(lambda: let_go.wait(30) and None)
    app = Starlette(routes=server.routes())

    async def several() -> list[tuple[int, Any]]:
        try:  # more than may ask at a time, and one that does not ask
            asked = [_answer("/api/ready", app) for _ in range(4)]
            return await asyncio.gather(*asked, _answer("/api/live", app))
        finally:
            let_go.set()

    begun = time.monotonic()
    *answers, live = asyncio.run(several())
    assert time.monotonic() - begun < 5
    assert answers == [UNWELL] * 4
    assert live == WELL


def test_a_probe_times_out_after_two_seconds() -> None:
    assert probes.ANSWER_SECONDS < 2
