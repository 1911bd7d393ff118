"""The widgets for the settings of an assessment: mode and hours per week."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from components.texts_on_page import show_quiet
from skills.entries.kinds import Mode
from skills.questionnaire.effort import Effort
from skills.sentences.formats import number
from skills.sentences.pages import mode_text

HOURS: Final = (1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 40)
"""Hours a week a person can choose from."""

MODE_TITLES: Final = {Mode.full: "Full", Mode.quick: "Quick"}


def ask_mode(default: Mode, *, key: str, efforts: Mapping[Mode, Effort] | None = None) -> Mode:
    """Ask for full or quick mode, with the effort of each where it is known."""
    chosen = st.segmented_control(
        "Assessment length",
        list(MODE_TITLES),
        default=default,
        required=True,
        format_func=lambda each: MODE_TITLES.get(each, ""),
        key=key,
        width="stretch",
    )
    mode = Mode(chosen) if chosen in MODE_TITLES else default
    show_quiet(mode_text(mode, efforts))
    return mode


def ask_hours(default: float | None, *, key: str) -> float | None:
    """Ask for the hours per week for learning; None means not known."""
    options: list[float] = sorted({0, *HOURS, default or 0})
    chosen = st.selectbox(
        "Hours a week for learning",
        options,
        index=options.index(default or 0),
        format_func=lambda each: number(each) if each else "I don't know yet",
        key=key,
    )
    return chosen if chosen and chosen in options else None
