"""Requests for files that get none: how much of them is read, and with which status they end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.types import Message

from components.web import files
from components.web.files import PATH, serve_file
from skills.problems import StoreError
from skills.sentences.review import AWAY
from skills.store import NotFound, Refused

APP = Starlette(routes=[Route(PATH, serve_file, methods=["POST"])])
CHUNK = b"assessment=" + b"x" * 3000


def post(*parts: bytes) -> tuple[int, str, int]:
    """Send a body in parts; return the status and text of the answer, and how many were read."""
    left, sent = list(parts), list[Message]()

    async def receive() -> Message:
        return {"type": "http.request", "body": left.pop(0), "more_body": bool(left)}

    async def send(message: Message) -> None:
        sent.append(message)

    path = PATH.format(kind="json")
    scope = {"type": "http", "method": "POST", "path": path, "query_string": b"", "headers": []}
    asyncio.run(APP(scope, receive, send))
    return sent[0]["status"], sent[1]["body"].decode(), len(parts) - len(left)


def test_a_body_is_not_read_beyond_its_limit() -> None:
    assert post(*[CHUNK] * 1000) == (413, "This request is too long.", 2)


def test_a_body_up_to_the_limit_is_read_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "make_file", _raising(NotFound("assessment")))
    body = b"assessment=" + b"x" * 4085
    assert post(body[:100], body[100:])[::2] == (404, 2)
    assert post(body[:100], body[100:] + b"x")[0] == 413


@pytest.mark.parametrize(
    ("error", "status"), [(Refused(AWAY), 409), (StoreError("The disk is full."), 503)]
)
def test_a_refused_download_has_its_own_status_and_sentence(
    error: StoreError, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "make_file", _raising(error))
    assert post(b"assessment=a")[:2] == (status, str(error))


def _raising(error: Exception) -> Callable[..., None]:
    def make(*_: object) -> None:
        raise error

    return make
