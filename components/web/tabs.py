"""Unique ids for the open tabs of all browsers."""

from __future__ import annotations

import re
import secrets
from collections import OrderedDict
from threading import Lock
from typing import Final

_TAB: Final = re.compile(r"[A-Za-z0-9_-]{8}")
_MOST_TABS: Final = 10_000


class Tabs:
    """The open tabs, each with an id of its own, also after duplication or a restart.

    The id is in the address, because after a restart the browser resends its address and nothing
    else. A session that brings an id which another open session holds gets a new one.
    """

    def __init__(self) -> None:
        self._holders: OrderedDict[str, str] = OrderedDict()
        self._lock = Lock()

    def claim(self, wanted: str, holder: str) -> str:
        """Return `wanted` if it is free or the holder's own, else a fresh id."""
        with self._lock:
            tab = wanted if _TAB.fullmatch(wanted) else secrets.token_urlsafe(6)
            if self._holders.get(tab, holder) != holder:
                tab = secrets.token_urlsafe(6)
            self._holders[tab] = holder
            self._holders.move_to_end(tab)
            if len(self._holders) > _MOST_TABS:
                self._holders.popitem(last=False)
            return tab
