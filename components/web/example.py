"""The example's workspace, made on first use and shared by the whole server."""

from __future__ import annotations

from datetime import datetime

import streamlit as st

from components.web.installed import library
from skills.workspace import Workspace


def workspace_at(now: datetime) -> Workspace | None:
    """Return the example's workspace, or None if no installed matrix suits.

    Its dates move with the current day, and it is rebuilt when a matrix has changed.
    """
    wordings = tuple(each.wording for each in library().known().values())
    return _made(now.date().isoformat(), wordings, now)


@st.cache_resource(show_spinner=False, max_entries=2)
def _made(day: str, wordings: tuple[str, ...], _now: datetime) -> Workspace | None:  # noqa: ARG001
    # Slow to load, and not needed until somebody looks at the example.
    from skills.workspace.example import example_workspace  # noqa: PLC0415

    return example_workspace(library(), _now)
