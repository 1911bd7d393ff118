"""What Streamlit gets to see of a connection: one click at a time, and first the whole page."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from types import SimpleNamespace

import pytest
import streamlit as st
from starlette.types import Message
from streamlit.proto.BackMsg_pb2 import BackMsg

from components.web import clicks
from components.web.clicks import Connection

KEY = "a random value"
PATIENCE = 1.0
PART, DIALOG = "the questions", "a dialog"

Talk = Callable[["Browser"], Awaitable[None]]


class Browser:
    """A browser that sends messages, and a page that reports what it does with them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._sent: asyncio.Queue[Message] = asyncio.Queue()
        headers = [(b"sec-websocket-key", KEY.encode())]
        self.connection = Connection({"headers": headers}, self._sent.get, self._send)
        context = SimpleNamespace(headers={"sec-websocket-key": KEY})
        monkeypatch.setattr(st, "context", context)
        monkeypatch.setattr(
            clicks, "ThreadState", SimpleNamespace(get=lambda: SimpleNamespace(fragment_id=PART))
        )

    async def _send(self, message: Message) -> None:
        raise AssertionError(message)

    async def asks(
        self, fragment: str = "", *, is_timed: bool = False, pressed: bool = False
    ) -> str:
        """Return which part a run is asked for, as it arrives; "" for the whole page."""
        asked = BackMsg()
        asked.rerun_script.query_string = "a=b"
        asked.rerun_script.fragment_id = fragment
        asked.rerun_script.is_auto_rerun = is_timed
        asked.rerun_script.widget_states.widgets.add(id="a choice", string_value="yes")
        if pressed:
            asked.rerun_script.widget_states.widgets.add(id="next", trigger_value=True)
        self._sent.put_nowait({"type": "websocket.receive", "bytes": asked.SerializeToString()})
        async with asyncio.timeout(PATIENCE):
            message = await self.connection.receive()
        arrived = BackMsg.FromString(message["bytes"])
        assert arrived.rerun_script.query_string == "a=b"
        return arrived.rerun_script.fragment_id

    async def draws(self) -> None:
        """Let a run draw the whole page, with one part that stores clicks."""
        clicks.begun()
        clicks.add_part()
        clicks.drawn()
        await asyncio.sleep(0)

    async def takes(self) -> None:
        """Let a run of the part store what was clicked."""
        clicks.taken()
        clicks.add_part()
        await asyncio.sleep(0)

    async def ends(self) -> None:
        """Let the run of the part end."""
        clicks.drawn()
        await asyncio.sleep(0)


@pytest.fixture
def talk(monkeypatch: pytest.MonkeyPatch) -> Callable[[Talk], None]:
    """Return a way to let a browser and a server talk."""

    def talk(said: Talk) -> None:
        async def begin() -> None:
            await said(Browser(monkeypatch))

        asyncio.run(begin())

    return talk


def test_a_part_is_drawn_alone_once_the_whole_page_was_drawn(talk: Callable[[Talk], None]) -> None:
    async def said(browser: Browser) -> None:
        assert await browser.asks() == ""
        await browser.draws()
        for _ in range(3):
            assert await browser.asks(PART) == PART
            await browser.takes()
            await browser.ends()

    talk(said)


def test_a_click_while_a_part_is_still_drawn_asks_for_the_whole_page(
    talk: Callable[[Talk], None],
) -> None:
    """Streamlit would let the part wait, and forget it if another page is asked for meanwhile."""

    async def said(browser: Browser) -> None:
        assert await browser.asks() == ""
        await browser.draws()
        assert await browser.asks(PART) == PART
        await browser.takes()
        assert await browser.asks(PART) == ""
        await browser.ends()  # the first one, late
        assert await browser.asks(DIALOG, is_timed=True) == DIALOG
        await browser.draws()
        assert await browser.asks(PART) == PART

    talk(said)


def test_before_that_a_click_in_a_part_asks_for_the_whole_page(
    talk: Callable[[Talk], None],
) -> None:
    """A server that has just started, or another replica, knows nothing of the part."""

    async def said(browser: Browser) -> None:
        assert await browser.asks(PART) == ""
        clicks.begun()
        assert await browser.asks(PART) == ""
        await browser.draws()
        assert await browser.asks(PART) == PART

    talk(said)


def test_while_another_page_is_on_its_way_a_click_asks_for_the_whole_page(
    talk: Callable[[Talk], None],
) -> None:
    async def said(browser: Browser) -> None:
        assert await browser.asks() == ""
        await browser.draws()
        assert await browser.asks() == ""
        clicks.begun()
        assert await browser.asks(PART) == ""

    talk(said)


def test_a_page_that_ends_after_the_next_one_was_asked_for_does_not_count(
    talk: Callable[[Talk], None],
) -> None:
    async def said(browser: Browser) -> None:
        assert await browser.asks() == ""
        clicks.begun()
        clicks.add_part()
        assert await browser.asks() == ""
        clicks.drawn()  # the first one, late
        await browser.takes()
        assert await browser.asks(PART) == ""

    talk(said)


def test_a_page_begun_anew_forgets_its_parts(talk: Callable[[Talk], None]) -> None:
    """A run of a part may ask for the whole page, without any message."""

    async def said(browser: Browser) -> None:
        assert await browser.asks() == ""
        await browser.draws()
        clicks.begun()
        await asyncio.sleep(0)
        assert await browser.asks(PART) == ""

    talk(said)


def test_a_dialog_and_a_clock_wait_for_nobody_and_nobody_waits_for_them(
    talk: Callable[[Talk], None],
) -> None:
    async def said(browser: Browser) -> None:
        assert await browser.asks() == ""
        await browser.draws()
        assert await browser.asks(DIALOG) == DIALOG
        assert await browser.asks(PART, is_timed=True) == PART
        assert await browser.asks(PART) == PART
        assert await browser.asks(PART, is_timed=True) == PART

    talk(said)


def test_a_press_that_comes_along_with_a_change_in_a_part_asks_for_the_whole_page(
    talk: Callable[[Talk], None],
) -> None:
    """A browser sends a text and the press of "Next" that ended it in one message."""

    async def said(browser: Browser) -> None:
        assert await browser.asks() == ""
        await browser.draws()
        assert await browser.asks(PART, pressed=True) == ""
        await browser.draws()
        assert await browser.asks(PART) == PART

    talk(said)


def test_each_click_in_a_part_waits_until_the_one_before_is_stored(
    talk: Callable[[Talk], None],
) -> None:
    async def said(browser: Browser) -> None:
        assert await browser.asks() == ""
        await browser.draws()
        assert await browser.asks(PART) == PART
        with pytest.raises(TimeoutError):
            await browser.asks(PART)

    talk(said)


def test_a_connection_without_a_name_gets_whole_pages(
    talk: Callable[[Talk], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def said(browser: Browser) -> None:
        monkeypatch.setattr(clicks, "HOLD_SECONDS", 0.01)
        monkeypatch.setattr(st, "context", SimpleNamespace(headers={}))
        assert await browser.asks() == ""
        await browser.draws()
        assert await browser.asks(PART) == ""

    talk(said)
