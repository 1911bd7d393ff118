"""Do in the browser the two things for which Streamlit has no call: move focus, run again."""

from __future__ import annotations

from html import escape
from typing import Final

import streamlit as st

FOCUS_SCRIPT: Final = (
    "(()=>{const heading=document.querySelector('.rr-step');"
    "if(!heading)return;heading.focus({preventScroll:true});"
    "const page=document.querySelector('[data-testid=stMain]');if(page)page.scrollTo(0,0)})()"
)
"""Puts the focus on the heading of a step."""

RECONNECT_SCRIPT: Final = (
    "(()=>{if(window.readinessRadarWatch)return;"
    "const state=()=>document.querySelector('[data-testid=stApp]')"
    "?.dataset.testConnectionState;let before=state();"
    "window.readinessRadarWatch=new MutationObserver(()=>{const now=state();"
    "if(now==='CONNECTED'&&before!==now)for(const kind of['keydown','keyup'])"
    "document.dispatchEvent(new KeyboardEvent(kind,"
    "{key:'r',code:'KeyR',keyCode:82,which:82,bubbles:true}));before=now});"
    "window.readinessRadarWatch.observe(document.body,{subtree:true,attributes:true,"
    "attributeFilter:['data-test-connection-state']})})()"
)
"""Presses Streamlit's key to run again once a lost connection is back: Streamlit itself only does
so where a run was under way, and what was clicked meanwhile would be shown and not stored."""

SCRIPTS: Final = (FOCUS_SCRIPT, RECONNECT_SCRIPT)
"""All scripts of ours; the content security policy allows exactly these, by their hashes."""


def watch_connection() -> None:
    """Have the page run again by itself when its server is back."""
    st.html(f"<script>{RECONNECT_SCRIPT}</script>", unsafe_allow_javascript=True)


def show_step_heading(title: str, *, eyebrow: str, step: str) -> None:
    """Show the heading of a step, and put the focus on it whenever `step` has changed."""
    st.html(
        f'<p class="rr-eyebrow">{escape(eyebrow)}</p>'
        f'<h1 class="rr-step" tabindex="-1" data-step="{escape(step)}">{escape(title)}</h1>'
        f"<script>{FOCUS_SCRIPT}</script>",
        unsafe_allow_javascript=True,
    )
