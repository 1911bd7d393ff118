"""Somebody who clicks and saves files over a bare connection, whichever replica goes away."""

from __future__ import annotations

import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPException
from random import Random
from threading import Barrier, Event
from typing import Final
from urllib.parse import parse_qs, urlencode

from websockets.exceptions import WebSocketException
from wire import Wire

BACK_SECONDS: Final = 60
TITLES: Final = ("Not yet", "Partly", "Mostly", "Fully")
GONE: Final = (WebSocketException, HTTPException, OSError, TimeoutError)


@dataclass
class Clicker:
    """Somebody who clicks until told to stop, and reconnects as a page does.

    Attributes
    ----------
    think_seconds : the mean time between two clicks.
    chosen : what the page shows as chosen.
    promised : what it showed when it last said that all is saved.
    tries : how often this person asked for a file, which may be more often than `files` came.
    """

    url: str
    chance: Random
    think_seconds: float
    chosen: dict[str, str] = field(default_factory=dict)
    promised: dict[str, str] = field(default_factory=dict)
    clicks: int = 0
    files: int = 0
    tries: int = 0

    def click_until(self, stop: Event, all_here: Barrier) -> None:
        """Begin an assessment and click."""
        try:
            persist(self.begin, lambda: None)
        except BaseException:
            all_here.abort()  # so that the test tells this, and not that it waited in vain
            raise
        try:
            all_here.wait(BACK_SECONDS)
            while not stop.wait(self.think_seconds * self.chance.uniform(0.5, 1.5)):
                self.act()
            self.run()
            self.save_file("json")
        finally:
            self.wire.__exit__(None, None, None)

    def begin(self) -> None:
        """Start an assessment."""
        self.wire = Wire(self.url)
        self.wire.__enter__()
        self.wire.begin()
        self.address = self.wire.query
        self.assessment = parse_qs(self.address)["a"][0]

    def act(self) -> None:
        """Click, and now and then save a file."""
        self.chosen[f"many.s{self.chance.randrange(1, 13):02}"] = self.chance.choice(TITLES)
        self.run()
        self.clicks += 1
        if self.chance.random() < 0.2:
            self.save_file(self.chance.choice(["json", "csv", "markdown"]))

    def run(self) -> None:
        """Send what is chosen until a server has taken it."""
        persist(self._send, self.reconnect)
        assert "Not saved" not in self.wire.texts
        self.promised = dict(self.chosen)

    def _send(self) -> None:
        sent = {item: self._group(item) for item in self.chosen}
        shown = self.chosen.items()
        self.wire.run(
            *(self.wire.value(f"answer|{item}|", string_array_value=[t]) for item, t in shown)
        )
        for item, group in sent.items():
            if self._group(item) != group:  # a page draws another group as that one begins
                self.chosen[item] = self.wire.defaults[self._group(item)]

    def _group(self, item: str) -> str:
        """Return the id of the options of a statement as they were drawn last."""
        return self.wire.widget(f"answer|{item}|")

    def reconnect(self) -> None:
        """Connect anew, which may lead to another replica."""
        self.wire.__exit__(None, None, None)
        self.wire.__enter__()

    def save_file(self, kind: str) -> bytes:
        """Save a file, if need be on a second try, and return what is in it."""
        body = urlencode({"assessment": self.assessment}).encode()
        address = f"{self.url}/api/files/{kind}"
        found = b""

        def save() -> None:
            nonlocal found
            self.tries += 1
            request = urllib.request.Request(address, body, {"Cookie": self.wire.cookie})  # noqa: S310
            with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
                self.wire.keep_cookies(answer.headers.get_all("set-cookie", []))
                found = answer.read()

        persist(save, lambda: None)
        assert len(found) > 100
        self.files += 1
        return found


def persist(work: Callable[[], None], anew: Callable[[], None]) -> None:
    """Do something again and again, as long as a page would wait for its server."""
    end = time.monotonic() + BACK_SECONDS
    is_new = True
    while True:
        try:
            if not is_new:
                anew()
            work()
        except GONE:
            if time.monotonic() > end:
                raise
            is_new = False
            time.sleep(0.2)
        else:
            return
