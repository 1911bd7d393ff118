"""Show places to learn from, lowest step first."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from skills.matrix import Resource


def show(resources: Sequence[Resource]) -> None:
    """Show each resource with its author, kind, time and link."""
    if resources:
        rows = "".join(_row(each) for each in resources)
        st.html(f'<p class="rr-quiet">To learn from:</p><ul class="rr-resources">{rows}</ul>')


def _row(each: Resource) -> str:
    facts = [each.author, each.kind, f"about {each.hours:g} h" if each.hours else ""]
    text = escape(", ".join(fact for fact in facts if fact))
    why = f" {escape(each.why)}" if each.why else ""
    return (
        f'<li><a href="{escape(each.link)}" target="_blank" rel="noopener noreferrer">'
        f'{escape(each.title)}</a> <span class="rr-quiet">{text}; level {each.start} to '
        f"{each.end}.{why}</span></li>"
    )
