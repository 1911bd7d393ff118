"""Pass the messages of a browser on one at a time, so that no click gets lost on the way.

Streamlit forgets a click whose run has not begun when the next message arrives: opening another
page sends no values of widgets, and closing the tab stops the run. So each message waits until the
run for the one before it has stored what was clicked.
"""

from __future__ import annotations

import asyncio
from typing import Final
from weakref import WeakValueDictionary

import streamlit as st
from google.protobuf.message import DecodeError
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

HOLD_SECONDS: Final = 3.0
"""How long a message waits at most: a server that has not stored a click by then is in trouble."""

_KEY: Final = "sec-websocket-key"
"""The header in which a browser sends a random value for each connection."""

_OPEN: Final[WeakValueDictionary[str, Connection]] = WeakValueDictionary()


class Connection:
    """The connection of one browser tab, as Streamlit is to see it."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._receive, self._send = receive, send
        self._loop = asyncio.get_running_loop()
        self._taken = asyncio.Event()
        self._taken.set()
        key = dict(scope["headers"]).get(_KEY.encode(), b"").decode("latin-1")
        if key:
            _OPEN[key] = self

    async def receive(self) -> Message:
        """Return the next message once the click before it is stored."""
        message = await self._receive()
        is_run = _asks_for_run(message)
        if is_run or message["type"] == "websocket.disconnect":
            await self._wait()
        if is_run:
            self._taken.clear()
        return message

    async def send(self, message: Message) -> None:
        """Send a message; a browser that has gone is reported by `receive` alone."""
        try:
            await self._send(message)
        except OSError:
            if message["type"] != "websocket.send":
                raise

    def taken(self) -> None:
        """Let the next message pass; may be called from any thread."""
        self._loop.call_soon_threadsafe(self._taken.set)

    async def _wait(self) -> None:
        try:
            await asyncio.wait_for(self._taken.wait(), HOLD_SECONDS)
        except TimeoutError:
            self._taken.set()


def taken() -> None:
    """Report that this run has stored what was clicked."""
    connection = _OPEN.get(st.context.headers.get(_KEY, ""))
    if connection:
        connection.taken()


def _asks_for_run(message: Message) -> bool:
    """Return whether a message asks for a run of the whole page, which `frame` reports."""
    try:
        asked = BackMsg.FromString(message.get("bytes") or b"")
    except DecodeError:
        return False
    return asked.HasField("rerun_script") and not asked.rerun_script.fragment_id
