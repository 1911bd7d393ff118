"""Somebody who also imports files, whichever replica goes away during the upload."""

from __future__ import annotations

import json
import time
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from clicker import Clicker, persist
from streamlit.proto.Common_pb2 import FileUploaderState, FileURLs
from streamlit.proto.WidgetStates_pb2 import WidgetState

PART_SECONDS: Final = 0.1
"""Between two parts of an upload."""

LOOK_SECONDS: Final = 1
"""How long somebody looks at what an import would change."""

PARTS: Final = 4
LIMIT: Final = "----rr-part"
FIELD: Final = "bring|"
BUTTON: Final = "take-in|"
DONE: Final = ("changed in", "Nothing left to change in")
"""What the page says once a file is imported."""


@dataclass
class BusyPerson(Clicker):
    """A clicker who changes a note by importing files, each with another text.

    Attributes
    ----------
    noted : the note by the last file that the page said was imported.
    imports : how many files it said that of.
    uploads : how many were sent; a file is sent again if the page has lost it.
    lost : how often the page was asked about a file that went with its server.
    """

    noted: str = ""
    imports: int = 0
    uploads: int = 0
    lost: int = 0

    def begin(self) -> None:
        """Start an assessment, and get the token that uploads need, as a page does."""
        super().begin()
        request = urllib.request.Request(  # noqa: S310 - our own server
            f"{self.url}/_stcore/health", headers={"Cookie": self.wire.cookie}
        )
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            self.wire.keep_cookies(answer.headers.get_all("set-cookie", []))

    def act(self) -> None:
        """Click, save a file, or import one."""
        super().act()
        if self.chance.random() < 0.3:
            self._import_note()

    def _import_note(self) -> None:
        """Import a file until the page says that it is done, and go back to the statements."""
        text = f"Note {self.imports} of {self.assessment}"
        data = _with_note(json.loads(self.save_file("json")), text)
        self._field: WidgetState | None = None
        self._has_agreed = False
        persist(lambda: self._bring(data, text), self._come_back)
        self.noted, self.imports = text, self.imports + 1
        persist(self._show_statements, self.reconnect)
        assert text in self.wire.texts

    def _bring(self, data: bytes, text: str) -> None:
        if self._has_agreed and self._shows(text):
            return  # it was imported, and only the answer was lost
        self.wire.run(page="assessments")
        place = self.wire.place_for_file("own.json")
        self._upload(place, data)
        self._field = self._chosen(place, data)
        self.wire.run(self._field)
        assert text in self.wire.texts, "what is shown is not the file that was sent"
        time.sleep(LOOK_SECONDS)
        self._has_agreed = True
        self.wire.press(BUTTON, self._field)
        assert any(each in self.wire.texts for each in DONE), self.wire.texts

    def _come_back(self) -> None:
        """Connect anew and show the file that was chosen, as a page does; it has to be gone."""
        self.reconnect()
        if self._field is not None:
            self.wire.run(self._field, page="assessments")
            assert FIELD in self.wire.texts
            assert BUTTON not in self.wire.texts, "a file is shown that went with its server"
            self._field, self.lost = None, self.lost + 1

    def _shows(self, text: str) -> bool:
        self._show_statements()
        return text in self.wire.texts

    def _show_statements(self) -> None:
        self.wire.query = self.address
        self.wire.run(page="assess")

    def _chosen(self, place: FileURLs, data: bytes) -> WidgetState:
        """Return the state of the field for files, with one in it."""
        state = FileUploaderState()
        state.uploaded_file_info.add(
            name="own.json", size=len(data), file_id=place.file_id, file_urls=place
        )
        found = WidgetState(id=self.wire.widget(FIELD))
        found.file_uploader_state_value.CopyFrom(state)
        return found

    def _upload(self, place: FileURLs, data: bytes) -> None:
        """Send a file as Streamlit's page does, in parts, so that it is under way for a while."""
        head = f'--{LIMIT}\r\nContent-Disposition: form-data; name="own.json"; filename="own.json"'
        body = f"{head}\r\nContent-Type: application/json\r\n\r\n".encode() + data
        body += f"\r\n--{LIMIT}--\r\n".encode()
        request = urllib.request.Request(  # noqa: S310 - our own server
            self.url + place.upload_url, _in_parts(body), self._headers(len(body)), method="PUT"
        )
        self.uploads += 1
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            self.wire.keep_cookies(answer.headers.get_all("set-cookie", []))

    def _headers(self, length: int) -> dict[str, str]:
        cookies = dict(each.split("=", 1) for each in self.wire.cookie.split("; "))
        return {
            "Content-Type": f"multipart/form-data; boundary={LIMIT}",
            "Content-Length": str(length),
            "Cookie": self.wire.cookie,
            "X-Xsrftoken": cookies["_streamlit_xsrf"],
        }


def _in_parts(body: bytes) -> Iterator[bytes]:
    size = len(body) // PARTS + 1
    for start in range(0, len(body), size):
        yield body[start : start + size]
        time.sleep(PART_SECONDS)


def _with_note(record: Mapping[str, Any], text: str) -> bytes:
    now = datetime.now(UTC).isoformat()
    return json.dumps({**record, "notes": [{"skill": "many", "text": text, "at": now}]}).encode()
