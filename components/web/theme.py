"""Read the theme once: Streamlit puts it into the first message of every run.

It reads six sections of its configuration for that, again each time, although they change only with
a restart. A test watches that the private function is still there and fills what it did.
"""

from __future__ import annotations

from typing import Final

from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

FILLS: Final = "_populate_theme_msg"
"""Name of Streamlit's function that fills a section of the theme into a message."""


def read_theme_once() -> None:
    """Have the theme filled in from what was read the first time."""
    fill = getattr(app_session, FILLS, None)
    if fill is None:  # another version of Streamlit: slower, and right all the same
        return
    known: dict[str, CustomThemeConfig] = {}

    def filled(message: CustomThemeConfig, section: str = "theme") -> None:
        if section not in known:
            first = CustomThemeConfig()
            fill(first, section)
            known[section] = first
        if known[section].ListFields():  # or an empty section would count as one that is there
            message.MergeFrom(known[section])

    setattr(app_session, FILLS, filled)
