"""Metrics for a monitoring system: what is counted, and the text it reads (Prometheus, 0.0.4).

Nothing here has an id, an address with one, or anything about a person. Each server counts for
itself, from its start.
"""

from __future__ import annotations

import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from threading import Lock
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.web.addresses import MOVED, PATHS, PROBES, base
from skills.settings import settings
from skills.store import Conflict, NotFound, Refused, Saved, Store

PATH: Final = "/api/metrics"
CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"

LIMITS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Seconds up to which saves are counted together."""

OTHER: Final = "other"
"""The route of requests that nothing here answers: their paths may be anything."""

_PAGES: Final = frozenset({*PATHS.values(), *MOVED})
_ROUTES: Final = frozenset({*PROBES, PATH, "/api/files", "/_stcore/upload_file", "/_stcore/health"})
_FOLDERS: Final = frozenset({"api", "auth", "component", "media", "static", "_stcore"})
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"})


class Counters:
    """What this server has counted since it started."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._open = 0
        self._requests: Counter[tuple[str, str, int]] = Counter()
        self._saves: Counter[str] = Counter(dict.fromkeys(("saved", "conflict", "failed"), 0))
        self._by_limit = [0] * (len(LIMITS) + 1)
        self._seconds = 0.0

    def opened(self, change: int) -> None:
        """Count a connection that was opened, +1, or closed, -1."""
        with self._lock:
            self._open += change

    def answered(self, method: str, route: str, status: int) -> None:
        """Count a request."""
        with self._lock:
            self._requests[method, route, status] += 1

    def saved(self, result: str, seconds: float) -> None:
        """Count a save with its result: "saved", "conflict" or "failed"."""
        with self._lock:
            self._saves[result] += 1
            self._by_limit[bisect_left(LIMITS, seconds)] += 1
            self._seconds += seconds

    def text(self) -> str:
        """Return everything as a monitoring system reads it."""
        with self._lock:
            return "\n".join((*self._lines(), ""))

    def _lines(self) -> Iterator[str]:
        yield from _head("open_connections", "gauge", "Browser tabs that are connected.")
        yield f"{_PREFIX}open_connections {self._open}"
        yield from _head("requests_total", "counter", "HTTP requests by method, route and status.")
        for (method, route, status), count in sorted(self._requests.items()):
            labels = f'method="{method}",route="{route}",status="{status}"'
            yield f"{_PREFIX}requests_total{{{labels}}} {count}"
        yield from _head("saves_total", "counter", "Saves of a value by result.")
        for result, count in self._saves.items():
            yield f'{_PREFIX}saves_total{{result="{result}"}} {count}'
        yield from self._save_seconds()

    def _save_seconds(self) -> Iterator[str]:
        yield from _head("save_seconds", "histogram", "Seconds per save, including failures.")
        total = 0
        for limit, count in zip((*map(str, LIMITS), "+Inf"), self._by_limit, strict=True):
            total += count
            yield f'{_PREFIX}save_seconds_bucket{{le="{limit}"}} {total}'
        yield f"{_PREFIX}save_seconds_sum {self._seconds:.6f}"
        yield f"{_PREFIX}save_seconds_count {total}"


_PREFIX: Final = "readiness_radar_"
COUNTERS: Final = Counters()
"""What this server counts, if it is asked to."""


def _head(name: str, kind: str, about: str) -> tuple[str, str]:
    return f"# HELP {_PREFIX}{name} {about}", f"# TYPE {_PREFIX}{name} {kind}"


def route_of(path: str) -> str:
    """Return the route of a request's path: one of a few, without what stands for somebody's."""
    first, *rest = path.removeprefix(base()).strip("/").split("/")
    if not rest and first in _PAGES:
        return f"/{first}"
    if rest and f"/{first}/{rest[0]}" in _ROUTES:
        return f"/{first}/{rest[0]}"
    if first == "review":
        return "/review/TOKEN"
    return f"/{first}/*" if first in _FOLDERS else OTHER


class Metered:
    """Middleware that counts requests and connections."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Forward a request and count it by its answer."""
        if scope["type"] == "websocket":
            COUNTERS.opened(+1)
            try:
                await self.app(scope, receive, send)
            finally:
                COUNTERS.opened(-1)
        elif scope["type"] == "http":
            await self._counted(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _counted(self, scope: Scope, receive: Receive, send: Send) -> None:
        status = 500  # what Starlette makes of an exception, outside all middleware

        async def send_and_note(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        try:
            await self.app(scope, receive, send_and_note)
        finally:
            method = scope["method"] if scope["method"] in _METHODS else OTHER
            COUNTERS.answered(method, route_of(scope["path"]), status)


class MeteredStore(Store):
    """The database, whose saves are counted."""

    def save(self, *args: Any, **kwargs: Any) -> Saved | Conflict:  # noqa: ANN401 - as inherited
        """Save one value and count it; one that was not valid or has no place is not counted."""
        begun = time.perf_counter()
        result = "failed"
        try:
            saved = super().save(*args, **kwargs)
            result = "saved" if isinstance(saved, Saved) else "conflict"
        except (NotFound, Refused):
            result = ""
            raise
        finally:
            if result:
                COUNTERS.saved(result, time.perf_counter() - begun)
        return saved


async def serve_metrics(_request: Request) -> Response:
    """Respond with the metrics if a setting asks for them, with 404 otherwise."""
    if not settings().metrics:
        return PlainTextResponse("Not found", status_code=404)
    return Response(COUNTERS.text(), headers={"content-type": CONTENT_TYPE})
