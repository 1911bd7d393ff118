"""Steps of a form, one per screen: buttons to go back and on, and a list to jump to any of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from components.web import tab_state


def asked_for(steps: Sequence[str], step: str) -> str:
    """Return the step requested by a button, read before rendering to save a second rerun."""
    position = steps.index(step)
    if tab_state.is_pressed("next") and position + 1 < len(steps):
        return steps[position + 1]
    if tab_state.is_pressed("back") and position > 0:
        return steps[position - 1]
    jumped = tab_state.choice(f"jump|{step}")
    return jumped if jumped in steps else step


def show_jump(shown: Mapping[str, str], step: str, *, about: str | None = None) -> None:
    """Show the list of all steps, each with a unique label."""
    steps = list(shown)
    st.selectbox(
        "Jump to",
        steps,
        index=steps.index(step),
        format_func=lambda each: shown[each],
        key=f"jump|{step}",
        help=about,
    )
