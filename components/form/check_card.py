"""Ask one knowledge check; the right answer reaches the page only after the person's own."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from components.text import labels, literal
from skills.matrix import Check
from skills.scoring.knowledge_checks import is_right


def ask(check: Check, order: Sequence[str], *, key: str) -> str | None:
    """Ask a check and return the option once the person has confirmed it."""
    st.html(_asked(check))
    shown = labels(check.options)
    chosen = st.radio(
        "Your answer",
        order,
        index=None,
        format_func=lambda option: literal(shown.get(option, "")),
        key=key,
    )
    st.html('<p class="rr-quiet">Your choice counts once you press Answer.</p>')
    is_given = st.button("Answer", key=f"{key}|answer", type="primary", disabled=chosen is None)
    return chosen if is_given and chosen in check.options else None


def explain(check: Check, chosen: str) -> None:
    """Show whether an answer was right, the right one, and what there is to learn."""
    sentence = "✓ Right." if is_right(check, chosen) else "Not quite. The right answer:"
    own = "" if is_right(check, chosen) else f"<p>You chose: {escape(check.options[chosen])}</p>"
    st.html(
        f'<div class="rr-hero" role="status">{_asked(check)}'
        f"<p><b>{sentence}</b> {escape(check.options[check.right])}</p>{own}"
        f"<p>{escape(check.because)}</p></div>"
    )


def _asked(check: Check) -> str:
    """Write what is asked; code and tables keep their lines and columns."""
    sentence = "".join(_paragraph(each) for each in check.ask.split("\n\n"))
    return f'<div class="rr-ask">{sentence}</div>'


def _paragraph(text: str) -> str:
    if "\n" not in text and "   " not in text:
        return f"<p>{escape(text)}</p>"
    return (
        '<div class="rr-scroll" tabindex="0" role="region" aria-label="Code or figures">'
        f"<pre>{escape(text)}</pre></div>"
    )
