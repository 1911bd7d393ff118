"""Show the working day as a timeline: what a person could carry alone, with support, not yet."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

import streamlit as st

from skills.guidance.working_day import BlockReadiness, BlockStatus, KeySkill
from skills.matrix import Matrix
from skills.sentences.guidance import day_text, needs_text

MARKS: Final = {
    BlockStatus.alone: "✓",
    BlockStatus.supported: "◐",
    BlockStatus.not_yet: "○",
    BlockStatus.unknown: "?",
}


def show(matrix: Matrix, day: Sequence[BlockReadiness], key_skill: KeySkill | None) -> None:
    """Show each block of the day with how the person could carry it, and what opens the next."""
    text = escape(day_text(matrix, day, key_skill))
    rows = "".join(_row(matrix, each) for each in day)
    st.html(f'<p class="rr-quiet">{text}</p><ol class="rr-day">{rows}</ol>')


def _row(matrix: Matrix, each: BlockReadiness) -> str:
    block = each.block
    missing = needs_text(matrix, each)
    sentence = escape(missing[:1].upper() + missing[1:])
    needs = f'<br><span class="rr-quiet">{sentence}</span>' if missing else ""
    doing = escape("; ".join(block.activities))
    return (
        f'<li class="rr-{each.carry.name.replace("_", "-")}">'
        f"<time>{block.start}–{block.end}</time>"
        f'<span class="rr-what"><b>{escape(block.title)}</b> '
        f'<span class="rr-tag">{MARKS[each.carry]} {each.carry.value}</span><br>'
        f'<span class="rr-quiet">{doing}</span>{needs}</span></li>'
    )
