"""Move the keyboard's and the reader's place to the top of a new step."""

from __future__ import annotations

from html import escape
from typing import Final

import streamlit as st

FOCUS_SCRIPT: Final = (
    "(()=>{const heading=document.querySelector('.rr-step');"
    "if(!heading)return;heading.focus({preventScroll:true});"
    "const page=document.querySelector('[data-testid=stMain]');if(page)page.scrollTo(0,0)})()"
)
"""The only script of ours on a page; the content security policy allows it by its hash."""


def show_step_heading(title: str, *, eyebrow: str, step: str) -> None:
    """Show the heading of a step, and put the focus on it whenever `step` has changed."""
    st.html(
        f'<p class="rr-eyebrow">{escape(eyebrow)}</p>'
        f'<h1 class="rr-step" tabindex="-1" data-step="{escape(step)}">{escape(title)}</h1>'
        f"<script>{FOCUS_SCRIPT}</script>",
        unsafe_allow_javascript=True,
    )
