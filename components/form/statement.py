"""The widget for one statement."""

from __future__ import annotations

from typing import Final

import streamlit as st

from components.text import labels, literal
from components.web import session
from skills.matrix import NOT_APPLICABLE, Statement

DOES_NOT_APPLY: Final = "Doesn't apply"


def ask(
    statement: Statement,
    *,
    number: int,
    value: str | None,
    key: str,
    aside: str = DOES_NOT_APPLY,
) -> str | None:
    """Show a statement with its options and return the chosen one; with None, none is chosen.

    Parameters
    ----------
    aside : label of the option that sets the statement aside.
    """
    titles = {option.id: option.title for option in statement.scale.options}
    shown = labels(titles | {NOT_APPLICABLE: aside})
    choice = st.segmented_control(
        f"{number} · {literal(statement.text)}",
        options=list(shown),
        default=value,
        required=True,
        format_func=lambda option: literal(shown.get(option, "")),
        key=key,
        width="stretch",
    )
    return choice if isinstance(choice, str) else None


def show_failure(sentence: str) -> None:
    """Show an error for a choice that could not be stored."""
    again = "" if session.is_example() else " We'll try again with your next click."
    st.error(f"Not saved. {literal(sentence)}{again}")
