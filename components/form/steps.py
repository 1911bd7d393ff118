"""Steps of a form, one per screen: buttons to go back and on, and a list to jump to any of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from components.web import tab_state


def asked_for(steps: Sequence[str], here: str) -> str:
    """Return the step requested by a button, read before rendering to save a second rerun."""
    position = steps.index(here)
    if tab_state.is_pressed("next") and position + 1 < len(steps):
        return steps[position + 1]
    if tab_state.is_pressed("back") and position > 0:
        return steps[position - 1]
    jumped = tab_state.choice(f"jump|{here}")
    return jumped if jumped in steps else here


def show_jump(shown: Mapping[str, str], here: str, *, about: str | None = None) -> None:
    """Show the list of all steps, each with a unique label."""
    steps = list(shown)
    st.selectbox(
        "Jump to",
        steps,
        index=steps.index(here),
        format_func=lambda step: shown[step],
        key=f"jump|{here}",
        help=about,
    )
