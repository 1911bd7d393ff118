"""Ask an ASGI app as a server does, without a server."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from starlette.types import ASGIApp, Message


class Response(NamedTuple):
    """What an app answered."""

    status: int
    headers: Mapping[str, str]
    text: str


async def ask_app(
    app: ASGIApp, path: str, method: str = "GET", headers: Mapping[str, str] | None = None
) -> Response:
    """Return the answer to a request without a body; an exception is raised after it."""
    sent: list[Message] = []
    asked = [(name.encode(), value.encode()) for name, value in (headers or {}).items()]
    scope = {"type": "http", "method": method, "path": path, "query_string": b"", "headers": asked}
    scope["asgi"] = {"version": "3.0", "spec_version": "2.4"}

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    found = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    body = b"".join(each.get("body", b"") for each in sent[1:])
    return Response(sent[0]["status"], found, body.decode())
