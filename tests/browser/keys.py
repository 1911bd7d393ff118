"""Use a page with the keyboard alone."""

from __future__ import annotations

import re
from typing import Final

from tab import Tab

FAR: Final = 80
"""The most stops on the way to anything on these pages."""

_FOCUSED: Final = """
() => {
  const each = document.activeElement;
  return [each.getAttribute('role') ?? each.tagName.toLowerCase(),
    (each.ariaLabel ?? each.innerText ?? '').trim()];
}
"""


class Keys:
    """The keyboard of a tab, and the focus that it moves."""

    def __init__(self, tab: Tab) -> None:
        self.tab = tab
        self.page = tab.page
        self.pressed = 0

    def here(self) -> tuple[str, str]:
        role, name = self.page.evaluate(_FOCUSED)
        return role, name

    def tab_to(self, role: str, name: str) -> None:
        """Press Tab until the focus is there; every stop on the way has to have a name."""
        for _ in range(FAR):
            self.press("Tab")
            found = self.here()
            if found[0] == role and re.search(name, found[1]):
                return
        raise AssertionError(f"no {role} {name} within {FAR} stops")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
        self.pressed += len(keys)
