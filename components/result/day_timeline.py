"""Show the working day as a timeline: blocks a person could do alone, with support, not yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from components.html import render
from skills.guidance.working_day import BlockReadiness, BlockStatus, Opening
from skills.matrix import Matrix
from skills.sentences.guidance import day_text, needs_text

MARKS: Final = {
    BlockStatus.alone: "✓",
    BlockStatus.supported: "◐",
    BlockStatus.not_yet: "○",
    BlockStatus.unknown: "?",
}


def show(matrix: Matrix, day: Sequence[BlockReadiness], opening: Opening | None) -> None:
    """Show how the person could do each block of the day, and what the plan opens next."""
    rows = [(each, MARKS[each.status], _missing(matrix, each)) for each in day]
    st.html(render("day_timeline.html", summary=day_text(day, opening), rows=rows))


def _missing(matrix: Matrix, block: BlockReadiness) -> str:
    missing = needs_text(matrix, block)
    return missing[:1].upper() + missing[1:]
