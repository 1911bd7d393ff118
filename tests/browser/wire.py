"""Talk to the server as Streamlit's own page does, and send what no page would send."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from types import TracebackType
from typing import Any, Self
from urllib.request import urlopen

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Common_pb2 import FileURLs
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import connect
from websockets.typing import Origin

PATIENCE_SECONDS = 30


class Wire:
    """One session over a bare connection.

    Attributes
    ----------
    cookie : what the browser would send; the proxy may change it with each connection.
    widgets : key of each widget the last runs have drawn, to its id.
    defaults : id of each group of options drawn, to the option it began with, if it had one.
    texts : every message of the last run, as one text, to look for words in.
    """

    def __init__(self, url: str, cookie: str = "") -> None:
        self.cookie = cookie or _new_cookie(url)
        self.widgets: dict[str, str] = {}
        self.defaults: dict[str, str] = {}
        self.texts = ""
        self.query = ""
        self._page = ""
        self._url = url
        self._open = ExitStack()

    def __enter__(self) -> Self:
        self._socket = self._open.enter_context(
            connect(
                f"{self._url.replace('http', 'ws', 1)}/_stcore/stream",
                origin=Origin(self._url),
                additional_headers={"Cookie": self.cookie},
                max_size=None,
            )
        )
        answer = self._socket.response
        self.keep_cookies(answer.headers.get_all("set-cookie") if answer else [])
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()

    def begin(self, matrix: str = "Twelve statements") -> None:
        """Start an assessment and open its first page."""
        self.run()
        chosen = self.value("matrix", string_value=matrix)
        self.run(chosen)
        self.press("start", chosen, self.value("mode", string_array_value=["Full"]))

    def run(self, *states: WidgetState, page: str = "", fragment: str = "") -> None:
        """Request a run with these widgets' values and read what it draws."""
        self.ask(*states, page=page, fragment=fragment)
        self.texts = ""
        while not self._take_in(ForwardMsg.FromString(self._receive())):
            pass

    def ask(self, *states: WidgetState, page: str = "", fragment: str = "") -> None:
        """Ask for a run and go on without waiting for it."""
        message = BackMsg()
        wanted = message.rerun_script
        wanted.query_string = self.query
        wanted.page_name = page
        wanted.page_script_hash = "" if page else self._page
        wanted.fragment_id = fragment
        wanted.widget_states.widgets.extend(states)
        self._socket.send(message.SerializeToString())

    def leave(self) -> None:
        """Close the connection as a closed tab does: at once, whatever is under way."""
        self._socket.close()

    def keep_cookies(self, given: Iterable[str]) -> None:
        """Take in the cookies that an answer sets, as a browser does."""
        known = dict(each.split("=", 1) for each in self.cookie.split("; ") if each)
        known |= dict(each.split(";")[0].split("=", 1) for each in given)
        self.cookie = "; ".join(f"{name}={value}" for name, value in known.items())

    def place_for_file(self, name: str) -> FileURLs:
        """Ask where to upload a file."""
        message = BackMsg()
        message.file_urls_request.request_id = name
        message.file_urls_request.file_names.append(name)
        self._socket.send(message.SerializeToString())
        while True:
            answer = ForwardMsg.FromString(self._receive())
            if answer.WhichOneof("type") == "file_urls_response":
                (place,) = answer.file_urls_response.file_urls
                return place
            self._take_in(answer)

    def send_raw(self, data: bytes | str) -> None:
        """Send anything at all."""
        self._socket.send(data)

    def press(self, key: str, *also: WidgetState) -> None:
        """Press a button, while other widgets have these values."""
        self.run(WidgetState(id=self.widget(key), trigger_value=True), *also)

    def value(self, key: str, **how: Any) -> WidgetState:  # noqa: ANN401
        """Return a value for a widget, in whatever form."""
        state = WidgetState(id=self.widget(key))
        for kind, value in how.items():
            if kind.endswith("_array_value"):
                getattr(state, kind).data.extend(value)
            else:
                setattr(state, kind, value)
        return state

    def widget(self, key: str) -> str:
        """Return the id of the widget whose key begins so."""
        found = [own for name, own in self.widgets.items() if name.startswith(key)]
        assert found, f"no widget {key} among {sorted(self.widgets)}"
        return found[-1]

    def _take_in(self, message: ForwardMsg) -> bool:
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._page = message.new_session.page_script_hash
        elif kind == "navigation":
            self._page = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "delta":
            self.texts += str(message.delta)
            for key, own in _keys(message.delta):
                self.widgets.pop(key, None)  # the last of several revisions is the one drawn last
                self.widgets[key] = own
            self.defaults |= dict(_defaults(message.delta))
        return kind == "script_finished" and (
            message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
        )

    def _receive(self) -> bytes:
        data = self._socket.recv(timeout=PATIENCE_SECONDS)
        assert isinstance(data, bytes)
        return data


def _new_cookie(url: str) -> str:
    with urlopen(f"{url}/") as answer:  # noqa: S310 - our own server
        cookies = answer.headers.get_all("set-cookie", [])
    return "; ".join(each.split(";")[0] for each in cookies)


def _keys(delta: Any) -> Iterable[tuple[str, str]]:  # noqa: ANN401 - generated code
    """Find the ids of widgets in what was drawn; they end in the key the product gave them."""
    if not delta.HasField("new_element"):
        return
    element = getattr(delta.new_element, delta.new_element.WhichOneof("type"))
    own = getattr(element, "id", "")
    if own.startswith("$$ID-"):
        yield own.split("-", 2)[2], own


def _defaults(delta: Any) -> Iterable[tuple[str, str]]:  # noqa: ANN401 - generated code
    if delta.HasField("new_element") and delta.new_element.WhichOneof("type") == "button_group":
        group = delta.new_element.button_group
        for at in group.default:
            yield group.id, group.options[at].content
