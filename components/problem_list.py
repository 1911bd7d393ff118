"""Show what is wrong with a matrix, in the same words as the command line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from components.html import render
from skills.problems import Problem
from skills.sentences.pages import problems_head
from skills.sentences.problems import fold

MOST: Final = 50
"""Problems shown at once; more help nobody, and the command line shows all."""


def show(problems: Sequence[Problem], blocked: str = "This matrix can't be loaded") -> None:
    """Show each problem with its place, the line itself, and how to fix it.

    Parameters
    ----------
    blocked : what cannot be done if there are errors among them.
    """
    if not problems:
        return
    errors = sum(1 for each in problems if each.blocks)
    head = problems_head(len(problems), errors, blocked)
    folded = fold(problems)
    st.html(
        render(
            "problem_list.html",
            head=head,
            problems=folded[:MOST],
            rest=len(folded) - MOST,
        )
    )
