"""The form of one knowledge check; the right answer is sent only after the person's own."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.html import render
from components.text import labels, literal
from components.texts_on_page import show_quiet
from skills.matrix import DONT_KNOW, Check
from skills.scoring.knowledge_checks import is_right


def ask(check: Check, order: Sequence[str], *, key: str) -> str | None:
    """Show a check and return the chosen option once the person has confirmed it."""
    st.html(render("check_ask.html", check=check))
    shown = labels(check.choices)
    chosen = st.radio(
        "Your answer",
        [*order, DONT_KNOW],
        index=None,
        format_func=lambda option: literal(shown.get(option, "")),
        key=key,
    )
    show_quiet("Your choice counts once you select Answer.")
    is_given = st.button("Answer", key=f"{key}|answer", type="primary", disabled=chosen is None)
    return chosen if is_given and chosen in shown else None


def explain(check: Check, chosen: str) -> None:
    """Show whether an answer was right, the right answer, and the explanation."""
    st.html(
        render(
            "check_explained.html",
            check=check,
            chosen=check.choices[chosen],
            is_right=is_right(check, chosen),
            is_unknown=chosen == DONT_KNOW,
        )
    )
