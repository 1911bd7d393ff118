"""Show long lists page by page, so that a page stays small however large the matrix is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeVar

import streamlit as st

from skills.sentences.pages import part_of_list

AT_ONCE: Final = 100
"""Lines on one page of a list."""

Line = TypeVar("Line")


def choose_part(lines: Sequence[Line], key: str, label: str) -> Sequence[Line]:
    """Return the lines to show: all or, of a long list, the chosen page; offer the others."""
    if len(lines) <= AT_ONCE:
        return lines
    starts = range(0, len(lines), AT_ONCE)
    start = st.selectbox(
        label,
        starts,
        format_func=lambda each: part_of_list(each, AT_ONCE, len(lines)),
        key=key,
        width=240,
    )
    return lines[start : start + AT_ONCE]
