"""Show what an afternoon would bring, and what meeting single targets would."""

from __future__ import annotations

import streamlit as st

from components.html import render
from skills.guidance.plan_parts import PlanParts
from skills.scoring.assessed import Assessed
from skills.sentences.plan_page import short_text, what_if_text


def show(assessed: Assessed, parts: PlanParts, *, key: str) -> None:
    """Show the best short project, and let the person try what skills would change, if any does."""
    skills = assessed.matrix.skills
    costly = [each.gap.target.skill for each in parts.gaps if each.gap.readiness_loss > 0]
    titles = {each: skills[each].title for each in costly}
    if not titles:
        return
    st.html(render("heading.html", title="What if?"))
    if parts.short and parts.short.project not in parts.now:
        text = short_text(parts.short)
        st.html(render("afternoon.html", text=text))
    chosen = st.multiselect(
        "If you met the target in",
        list(titles),
        format_func=lambda each: titles.get(each, ""),
        key=f"what-if|{key}",
        placeholder="Choose skills",
        help="Just for trying things out; nothing is saved.",
    )
    found = what_if_text(assessed.readiness, [each for each in chosen if each in titles])
    if chosen and found:
        st.html(render("what_if_found.html", text=found))
