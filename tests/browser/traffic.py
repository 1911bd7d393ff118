"""Record every request of a browser and every byte that it receives."""

from __future__ import annotations

from person import Person
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Request, Response, WebSocket


class Traffic:
    """The requests of a browser and what it receives, from its first request on.

    Bodies are read when `received` is called, which has to be before a page is left.
    """

    def __init__(self, person: Person) -> None:
        self.requests: list[Request] = []
        self.sockets: list[str] = []
        self._responses: list[Response] = []
        self._bodies: list[bytes] = []
        person.context.on("request", self._ask)
        person.context.on("response", self._answer)
        person.context.on("page", lambda page: page.on("websocket", self._listen))

    def received(self) -> bytes:
        """Return every byte of bodies and frames so far, in small letters."""
        for each in self._responses:
            # Streamlit's own files are the same for everybody, and the browser may drop them early.
            if "/static/" in each.url or each.status == 204 or 300 <= each.status < 400:
                continue
            try:
                self._bodies.append(each.body())
            except PlaywrightError as error:
                raise AssertionError(f"no body of {each.status} {each.url}") from error
        self._responses.clear()
        return b"\n".join(self._bodies).lower()

    def _ask(self, request: Request) -> None:
        self.requests.append(request)

    def _answer(self, response: Response) -> None:
        self._responses.append(response)

    def _listen(self, socket: WebSocket) -> None:
        self.sockets.append(socket.url)
        socket.on("framereceived", lambda data: self._bodies.append(_as_bytes(data)))


def _as_bytes(data: bytes | str) -> bytes:
    return data if isinstance(data, bytes) else data.encode()
