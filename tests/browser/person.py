"""A person with their own browser, whose requests and messages are recorded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Request
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from tab import Tab

_COUNT_RUNS: Final = """
(() => {
  window.runsEnded = 0;
  window.changedAt = 0;
  new MutationObserver(() => { window.changedAt = performance.now(); })
    .observe(document, {childList: true, subtree: true, attributes: true, characterData: true});
  const number = FIELD, early = EARLY;
  const ended = (bytes) => {
    let at = 0;
    const varint = () => {
      let value = 0, factor = 1, byte;
      do { byte = bytes[at++]; value += (byte & 127) * factor; factor *= 128; } while (byte > 127);
      return value;
    };
    while (at < bytes.length) {
      const tag = varint();
      const kind = tag & 7;
      const value = kind === 0 || kind === 2 ? varint() : 0;
      if (tag >> 3 === number) return value !== early;
      at += kind === 2 ? value : kind === 5 ? 4 : kind === 1 ? 8 : 0;
    }
    return false;
  };
  window.WebSocket = class extends window.WebSocket {
    constructor(...how) {
      super(...how);
      this.addEventListener("message", (event) => {
        if (ended(new Uint8Array(event.data))) window.runsEnded += 1;
      });
    }
  };
})()
""".replace("FIELD", str(ForwardMsg.SCRIPT_FINISHED_FIELD_NUMBER)).replace(
    "EARLY", str(ForwardMsg.FINISHED_EARLY_FOR_RERUN)
)
"""Count in the page how often the server said that a run has ended, other than for another.

Parts whose code is still on its way come after that: so note, too, when the page last changed.
"""


class Person:
    """A person's own browser with its own cookies, whose requests and messages are recorded."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.context = context
        self.url = url
        self.addresses: list[str] = []
        self.console: list[tuple[str, str]] = []
        self.dialogs: list[str] = []
        context.add_init_script(_COUNT_RUNS)
        context.on("request", self._note_request)
        context.on("console", self._note_console)
        context.on("dialog", self._note_dialog)

    def new_tab(self, path: str = "/") -> Tab:
        """Open a tab at an address."""
        tab = self.blank_tab()
        tab.open(path)
        return tab

    def blank_tab(self) -> Tab:
        """Return a tab that opens the start page when it is used, unless it is sent elsewhere."""
        page = self.context.new_page()
        page.on("websocket", lambda socket: self.addresses.append(socket.url))
        page.on("pageerror", lambda error: self.console.append((str(error), page.url)))
        return Tab(page, self.url, is_blank=True)

    def elsewhere(self) -> list[str]:
        """Return what was asked of anybody but the server."""
        own = urlsplit(self.url).netloc
        inside = ("data", "blob")
        parts = ((each, urlsplit(each)) for each in self.addresses)
        return [each for each, part in parts if part.scheme not in inside and part.netloc != own]

    def _note_request(self, request: Request) -> None:
        self.addresses.append(request.url)

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.console.append((message.text, message.location.get("url", "")))

    def _note_dialog(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()


NewPerson = Callable[..., Person]
"""Opens a browser for another person."""
