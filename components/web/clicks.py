"""Pass the messages of a browser on one at a time, so that no click gets lost on the way.

Streamlit forgets a click whose run has not begun when the next message arrives: opening another
page sends no values of widgets, and closing the tab stops the run. So each message waits until the
run for the one before it has stored what was clicked.

It also forgets a click in a part of a page (a fragment) that it does not know, as after a restart,
and lets a part wait until the run before has ended. So a message asks for the whole page, which
waits for nobody, until what was asked for before it has been drawn on its connection.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Collection
from typing import Final
from weakref import WeakValueDictionary

import streamlit as st
from google.protobuf.message import DecodeError
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime.scriptrunner_utils.script_run_context import ThreadState

HOLD_SECONDS: Final = 3.0
"""How long a message waits at most: a server that has not stored a click by then is in trouble."""

_KEY: Final = "sec-websocket-key"
"""The header in which a browser sends a random value for each connection."""

_PRESSED: Final = frozenset(
    {"trigger_value", "string_trigger_value", "json_trigger_value", "chat_input_value"}
)
"""The kinds of values that a browser sends only once, when somebody has pressed something."""

_OPEN: Final[WeakValueDictionary[str, Connection]] = WeakValueDictionary()


class Connection:
    """The connection of one browser tab, as Streamlit is to see it."""

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._receive, self._send = receive, send
        self._loop = asyncio.get_running_loop()
        self._taken = asyncio.Event()
        self._taken.set()
        self.pages_asked = 0
        self._is_drawn = False
        self._parts: Collection[str] = ()
        key = dict(scope["headers"]).get(_KEY.encode(), b"").decode("latin-1")
        if key:
            _OPEN[key] = self

    async def receive(self) -> Message:
        """Return the next message once the click before it is stored."""
        message = await self._receive()
        asked = _request(message)
        if asked is None or self._is_apart(asked):
            if message["type"] == "websocket.disconnect":
                await self._wait()
            return message
        await self._wait()
        self._taken.clear()
        if asked.rerun_script.fragment_id in self._parts and not _is_pressed(asked):
            self._forget_page()
            return message
        return self._for_page(message, asked)

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

    def begun(self) -> None:
        """Let the next message pass, to the whole page; may be called from any thread."""
        self._loop.call_soon_threadsafe(self._forget_page)
        self.taken()

    def drawn(self, pages_asked: int, parts: Collection[str]) -> None:
        """Note that a page or part was drawn, and its parts; may be called from any thread."""
        self._loop.call_soon_threadsafe(self._note_page, pages_asked, parts)

    def _is_apart(self, asked: BackMsg) -> bool:
        """Return whether a message asks for a part that stores no clicks: a dialog, or a clock."""
        wanted = asked.rerun_script
        is_known = self._is_drawn and wanted.fragment_id not in self._parts
        return bool(wanted.fragment_id) and (wanted.is_auto_rerun or is_known)

    def _for_page(self, message: Message, asked: BackMsg) -> Message:
        """Return a message that asks for the whole page."""
        self.pages_asked += 1
        self._forget_page()
        if not asked.rerun_script.fragment_id:
            return message
        asked.rerun_script.fragment_id = ""
        return {**message, "bytes": asked.SerializeToString()}

    def _forget_page(self) -> None:
        self._is_drawn, self._parts = False, ()

    def _note_page(self, pages_asked: int, parts: Collection[str]) -> None:
        if pages_asked == self.pages_asked:  # or another page has been asked for since
            self._is_drawn, self._parts = True, parts

    async def _wait(self) -> None:
        try:
            await asyncio.wait_for(self._taken.wait(), HOLD_SECONDS)
        except TimeoutError:
            self._taken.set()


class _Run(threading.local):
    """The run of this thread: which of the pages asked for it draws, and its part that stores."""

    pages_asked = 0
    parts: tuple[str, ...] = ()


_RUN: Final = _Run()


def begun() -> None:
    """Report that the run of a whole page has stored what was clicked."""
    connection = _begin()
    if connection:
        connection.begun()


def taken() -> None:
    """Report that the run of a part has stored what was clicked."""
    connection = _begin()
    if connection:
        connection.taken()


def add_part() -> None:
    """Report that the part of the page (fragment) that calls this stores what is clicked in it."""
    part = ThreadState.get().fragment_id
    _RUN.parts = (part,) if part else ()


def drawn() -> None:
    """Report that a run has drawn everything: the next one may draw its part alone."""
    connection = _connection()
    if connection:
        connection.drawn(_RUN.pages_asked, _RUN.parts)


def _begin() -> Connection | None:
    """Note for which page this run is, before the next message can pass."""
    connection = _connection()
    _RUN.pages_asked, _RUN.parts = (connection.pages_asked if connection else 0), ()
    return connection


def _connection() -> Connection | None:
    return _OPEN.get(st.context.headers.get(_KEY, ""))


def _is_pressed(asked: BackMsg) -> bool:
    """Return whether a button was pressed, too: it may stand outside of the part.

    Leaving a text by pressing "Next" reaches us as one message, which names the part of the text.
    """
    states = asked.rerun_script.widget_states.widgets
    return any(each.WhichOneof("value") in _PRESSED for each in states)


def _request(message: Message) -> BackMsg | None:
    """Return what a message says if it asks for a run."""
    try:
        asked = BackMsg.FromString(message.get("bytes") or b"")
    except DecodeError:
        return None
    return asked if asked.HasField("rerun_script") else None
