"""A client for Streamlit's WebSocket protocol: like a browser tab, at a lower cost."""

from __future__ import annotations

import asyncio
import time
import urllib.request
from dataclasses import dataclass, field
from typing import Any, Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

ANSWER_SECONDS = 60.0
"""Timeout for the end of a run."""

CHOICES = {"radio": "string_value", "button_group": "string_array_value"}
"""Kinds of elements with options to click, with the protocol field of their value."""


class RunFailedError(Exception):
    """Raised when the app responds with an error, or not at all."""


@dataclass
class Run:
    """The output of one script run."""

    milliseconds: float
    bytes_in: int
    bytes_out: int


@dataclass
class Widget:
    """One widget on the page."""

    kind: str
    element: Any
    fragment: str

    @property
    def options(self) -> list[str]:
        """Return the options, as named by the protocol."""
        if self.kind == "button_group":
            return [option.content for option in self.element.options]
        return list(self.element.options)


@dataclass
class Session:
    """A browser tab: it tracks the widgets and their values, sends clicks and reads responses.

    Attributes
    ----------
    widgets : those on the page now, by id, in page order.
    texts : the text and HTML elements of the last run.
    """

    connection: ClientConnection
    url: str
    cookie: str
    widgets: dict[str, Widget] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    _states: dict[str, WidgetState] = field(default_factory=dict)
    _cached: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    _runs: int = 0
    _query: str = ""
    _page: str = ""

    @classmethod
    async def open(cls, url: str, query: str = "", cookie: str = "") -> Self:
        """Fetch the page for its cookies, connect, and run the script once.

        Parameters
        ----------
        query : what follows the question mark in the address.
        cookie : of a browser that was here before.
        """
        cookie = cookie or await asyncio.to_thread(_cookies, url)
        session = cls(await _connect(url, cookie), url, cookie, _query=query)
        await session._run("")
        return session

    async def reconnect(self) -> Run:
        """Connect again after the connection was lost, and send what is chosen, as a page does."""
        await self.connection.close()
        self.connection = await _connect(self.url, self.cookie)
        self._cached.clear()
        return await self._run("")

    async def close(self) -> None:
        """Close the page."""
        await self.connection.close()

    @property
    def query(self) -> str:
        """Return what follows the question mark in the address."""
        return self._query

    def chosen(self) -> dict[str, str]:
        """Return what is chosen in each group, by its id; nothing for groups without a choice."""
        values = {each: self._states[each] for each in self.groups() if each in self._states}
        found = {
            each: value.string_value or "".join(value.string_array_value.data)
            for each, value in values.items()
        }
        return {each: value for each, value in found.items() if value}

    def groups(self) -> list[str]:
        """Return the ids of all widgets with options to click, in page order."""
        return [each for each, widget in self.widgets.items() if widget.kind in CHOICES]

    async def choose(self, widget_id: str, option: int) -> Run:
        """Click one option of a group."""
        widget = self.widgets[widget_id]
        self._set(widget_id, widget.kind, widget.options[option % len(widget.options)])
        return await self._run(widget.fragment)

    async def select(self, label: str, option: str) -> Run:
        """Choose the option of a select box or a group that starts with a text."""
        kind = "selectbox" if self._has("selectbox", label) else "button_group"
        widget_id = self._labelled(kind, label)
        options = self.widgets[widget_id].options
        found = next((each for each in options if each.startswith(option)), None)
        if found is None:
            raise RunFailedError(f"There is no “{option}” to choose under “{label}”.")
        self._set(widget_id, kind, found)
        return await self._run(self.widgets[widget_id].fragment)

    async def press(self, label: str) -> Run:
        """Press the button whose label starts with a text."""
        widget_id = self._labelled("button", label)
        self._states[widget_id] = WidgetState(id=widget_id, trigger_value=True)
        try:
            return await self._run(self.widgets[widget_id].fragment)
        finally:
            self._states.pop(widget_id, None)

    def has_button(self, label: str) -> bool:
        """Return whether there is a button whose label starts with a text."""
        return self._has("button", label)

    async def visit(self, page: str) -> Run:
        """Go to another page by its URL path."""
        return await self._run("", page)

    def _has(self, kind: str, label: str) -> bool:
        widgets = (each for each in self.widgets.values() if each.kind == kind)
        return any(each.element.label.startswith(label) for each in widgets)

    def _labelled(self, kind: str, label: str) -> str:
        for widget_id, widget in self.widgets.items():
            if widget.kind == kind and widget.element.label.startswith(label):
                return widget_id
        raise RunFailedError(f"There is no {kind} “{label}” on the page.")

    def _set(self, widget_id: str, kind: str, value: str) -> None:
        state = WidgetState(id=widget_id)
        if kind == "button_group":
            state.string_array_value.data.append(value)
        else:
            state.string_value = value
        self._states[widget_id] = state

    async def _run(self, fragment: str, page: str = "") -> Run:
        payload = self._request(fragment, page)
        begin = time.perf_counter()
        await self.connection.send(payload)
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                size = await self._read_run()
        except TimeoutError:
            raise RunFailedError(f"No answer after {ANSWER_SECONDS:.0f} s.") from None
        return Run((time.perf_counter() - begin) * 1000, size, len(payload))

    def _request(self, fragment: str, page: str) -> bytes:
        message = BackMsg()
        state = message.rerun_script
        state.query_string = self._query
        state.page_name = page
        state.page_script_hash = "" if page else self._page
        state.fragment_id = fragment
        state.widget_states.widgets.extend(self._states.values())
        state.cached_message_hashes.extend(self._cached)
        state.context_info.timezone = "UTC"
        state.context_info.locale = "en"
        payload: bytes = message.SerializeToString()
        return payload

    async def _read_run(self) -> int:
        """Read until the script has finished, and return the number of bytes."""
        size, seen = 0, dict[str, Widget]()
        fragments: list[str] = []
        while True:
            data = await self.connection.recv(decode=False)
            size += len(data)
            message = ForwardMsg.FromString(data)
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self._page = message.new_session.page_script_hash
                fragments, seen = list(message.metadata.run.fragment_ids), {}
                self.texts.clear()
            elif kind == "page_info_changed":
                self._query = message.page_info_changed.query_string
            elif kind in ("delta", "ref_hash"):
                self._take(message, data, seen)
            elif kind == "script_finished" and self._is_last(message.script_finished):
                self._settle(seen, fragments)
                return size

    def _is_last(self, status: int) -> bool:
        if status == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
            raise RunFailedError("The script could not be compiled.")
        return status != ForwardMsg.FINISHED_EARLY_FOR_RERUN

    def _take(self, message: ForwardMsg, data: bytes, seen: dict[str, Widget]) -> None:
        """Add one element to the page; a reference means one that the page already has."""
        if message.WhichOneof("type") == "ref_hash":
            reference = message.ref_hash
            data = self._cached[reference][1]
            self._cached[reference] = (self._runs, data)
            message = ForwardMsg.FromString(data)
        elif message.metadata.cacheable:
            self._cached[message.hash] = (self._runs, data)
        delta = message.delta
        if delta.WhichOneof("type") != "new_element":
            return
        kind = str(delta.new_element.WhichOneof("type"))
        element = getattr(delta.new_element, kind)
        if kind == "exception":
            raise RunFailedError(f"The app shows an exception: {element.message}")
        if kind == "alert":
            raise RunFailedError(f"The app shows an alert: {element.body}")
        if kind in ("text", "html"):
            self.texts.append(element.body)
        if getattr(element, "id", "") and hasattr(element, "label"):
            seen[element.id] = Widget(kind, element, delta.fragment_id)

    def _settle(self, seen: dict[str, Widget], fragments: list[str]) -> None:
        """Drop the widgets that the finished run did not show, and old references."""
        kept = {
            each: widget
            for each, widget in self.widgets.items()
            if widget.fragment not in fragments
        }
        self.widgets = kept | seen if fragments else seen
        self._states = {each: self._states[each] for each in self._states if each in self.widgets}
        for widget_id, widget in seen.items():
            self._begin(widget_id, widget)
        self._runs += 1
        self._cached = {
            name: entry for name, entry in self._cached.items() if self._runs - entry[0] <= 2
        }

    def _begin(self, widget_id: str, widget: Widget) -> None:
        """Send a widget's initial value, as a browser does."""
        if widget_id in self._states:
            return
        if widget.kind in ("radio", "selectbox") and widget.element.HasField("default"):
            self._set(widget_id, widget.kind, widget.options[widget.element.default])
        elif widget.kind == "button_group":
            state = WidgetState(id=widget_id)
            state.string_array_value.data.extend(
                widget.options[each] for each in widget.element.default
            )
            self._states[widget_id] = state
        elif widget.kind == "text_area":
            self._states[widget_id] = WidgetState(id=widget_id, string_value=widget.element.default)


async def _connect(url: str, cookie: str) -> ClientConnection:
    return await connect(
        url.replace("http://", "ws://") + "/_stcore/stream",
        subprotocols=[Subprotocol("streamlit")],
        additional_headers={"Cookie": cookie} if cookie else {},
        max_size=None,
        compression=None,
        proxy=None,
    )


def _cookies(url: str) -> str:
    """Return the cookies set for a new browser, "" for none."""
    with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310 - our own server
        found = answer.headers.get_all("Set-Cookie") or []
    return "; ".join(each.partition(";")[0] for each in found)
