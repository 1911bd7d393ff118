"""The metrics for a monitoring system, which contain no personal data."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest
import streamlit as st
from asgi_support import ask_app
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send
from store_support import ANA, begin

from components.web import counters, server
from components.web.counters import Counters, Metered, MeteredStore, route_of
from skills.problems import StoreError
from skills.store import NotFound, Refused, Store

SAMPLE: Final = re.compile(r'[a-z_]+(\{([a-z]+="[^"\n]*",?)+\})? [0-9.]+')


@pytest.fixture(autouse=True)
def counted(monkeypatch: pytest.MonkeyPatch) -> Counters:
    """Begin to count anew."""
    fresh = Counters()
    monkeypatch.setattr(counters, "COUNTERS", fresh)
    return fresh


def _value(counted: Counters, sample: str) -> float:
    lines = dict(each.rsplit(" ", 1) for each in counted.text().splitlines() if each[0] != "#")
    return float(lines[f"readiness_radar_{sample}"])


def test_without_a_request_there_is_a_number_for_everything(counted: Counters) -> None:
    for sample in (
        "open_connections",
        'saves_total{result="saved"}',
        'saves_total{result="failed"}',
        'save_seconds_bucket{le="+Inf"}',
        "save_seconds_sum",
        "save_seconds_count",
    ):
        assert _value(counted, sample) == 0


def test_every_line_is_of_the_form_that_is_read(counted: Counters) -> None:
    counted.answered("GET", "/result", 200)
    counted.saved("saved", 0.0123)
    text = counted.text()
    assert text.endswith("\n")
    kept = [each for each in text.splitlines() if not each.startswith(("# HELP ", "# TYPE "))]
    assert len(kept) > 15
    assert [each for each in kept if not SAMPLE.fullmatch(each)] == []


def test_saves_are_counted_by_how_long_they_took(counted: Counters) -> None:
    for seconds in (0.001, 0.005, 0.02, 99.0):
        counted.saved("saved", seconds)
    assert _value(counted, 'save_seconds_bucket{le="0.005"}') == 2
    assert _value(counted, 'save_seconds_bucket{le="0.025"}') == 3
    assert _value(counted, 'save_seconds_bucket{le="10.0"}') == 3
    assert _value(counted, 'save_seconds_bucket{le="+Inf"}') == 4
    assert _value(counted, "save_seconds_sum") == pytest.approx(99.026)


@pytest.mark.parametrize("base", ["", "/radar"])
@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/", "/"),
        ("/result", "/result"),
        ("/history", "/history"),
        ("/api/live", "/api/live"),
        ("/api/files/pdf", "/api/files"),
        ("/api/somebody", "/api/*"),
        ("/review", "/review"),
        ("/review/secret", "/review/TOKEN"),
        ("/review/secret/more", "/review/TOKEN"),
        ("/_stcore/upload_file/session/file", "/_stcore/upload_file"),
        ("/media/0123.pdf", "/media/*"),
        ("/static/js/index.js", "/static/*"),
        ("/auth/login", "/auth/*"),
        ("/somebody", "other"),
        ("/result/somebody", "other"),
        ('/"}\n', "other"),
    ],
)
def test_the_name_of_a_route_contains_no_personal_data(
    monkeypatch: pytest.MonkeyPatch, base: str, path: str, route: str
) -> None:
    monkeypatch.setattr(st, "get_option", {"server.baseUrlPath": base}.get)
    assert route_of(base + path) == route


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    ids = (f"an-id-{number:08}" for number in range(100))
    opened = MeteredStore.open(
        f"sqlite:///{tmp_path / 'one.sqlite3'}",
        clock=lambda: datetime.now(UTC),
        new_id=lambda: next(ids),
    )
    yield opened
    opened.close()


def _save(store: Store, assessment: str, value: str, operation: str) -> object:
    how = {"tab": operation, "widget_revision": 0, "operation": operation}
    return store.save(ANA, assessment, "answer", "x", value, **how)  # type: ignore[arg-type]


def test_saves_are_counted_by_their_result(store: Store, counted: Counters) -> None:
    made = begin(store).id
    _save(store, made, "fully", "one")
    _save(store, made, "partly", "two")
    store.close()
    with pytest.raises(StoreError, match="closed"):
        _save(store, made, "mostly", "three")
    found = {
        result: _value(counted, f'saves_total{{result="{result}"}}')
        for result in ("saved", "conflict", "failed")
    }
    assert found == {"saved": 1, "conflict": 1, "failed": 1}
    assert _value(counted, "save_seconds_count") == 3


def test_a_refused_save_is_not_counted(store: Store, counted: Counters) -> None:
    made = begin(store).id
    with pytest.raises(NotFound):
        _save(store, "not-an-assessment", "fully", "one")
    with pytest.raises(Refused):
        _save(store, made, "\0", "two")
    assert _value(counted, "save_seconds_count") == 0


async def _fail(_request: Request) -> PlainTextResponse:
    raise ZeroDivisionError


def _app() -> Starlette:
    routes = [*server.routes(), Route("/result", _fail)]
    return Starlette(routes=routes, middleware=[Middleware(Metered)])


def test_requests_are_counted_by_route_and_status(counted: Counters) -> None:
    app = _app()
    for path in ("/api/live", "/api/live", "/api/files/pdf", "/nobody"):
        asyncio.run(ask_app(app, path))
    asyncio.run(ask_app(app, "/nobody", "BREW"))
    with pytest.raises(ZeroDivisionError):
        asyncio.run(ask_app(app, "/result"))
    requests = {
        ("GET", "/api/live", 200): 2,
        ("GET", "/api/files", 404): 1,
        ("GET", "/result", 500): 1,
        ("GET", "other", 404): 1,
        ("other", "other", 404): 1,
    }
    assert counted._requests == requests


async def _receive() -> Message:
    return {"type": "websocket.disconnect"}


async def _send(_message: Message) -> None:
    pass


def test_open_connections_are_those_that_are_not_closed(counted: Counters) -> None:
    seen = []

    async def stay(_scope: Scope, _receive: Receive, _send: Send) -> None:
        seen.append(_value(counted, "open_connections"))
        raise ConnectionError

    with pytest.raises(ConnectionError):
        asyncio.run(Metered(stay)({"type": "websocket"}, _receive, _send))
    assert seen == [1]
    assert _value(counted, "open_connections") == 0


def test_metrics_are_served_only_if_a_setting_asks_for_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("SKILLS_METRICS", raising=False)
    assert asyncio.run(ask_app(_app(), "/api/metrics")).status == 404
    assert Metered not in [each.cls for each in server.middleware()]
    monkeypatch.setenv("SKILLS_METRICS", "yes")
    answer = asyncio.run(ask_app(_app(), "/api/metrics"))
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert "readiness_radar_open_connections 0" in answer.text
    assert server.middleware()[0].cls is Metered
