"""Show what is wrong with a matrix, in the same words as the command line."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

import streamlit as st

from skills.problems import Problem
from skills.sentences.results import plural

MOST: Final = 50
"""Problems shown at once; more help nobody, and the command line shows all."""


def show(problems: Sequence[Problem], end: str = "keep the matrix from loading") -> None:
    """Show each problem with its place, the line itself, and how to fix it.

    Parameters
    ----------
    end : what problems of the worst kind do.
    """
    if not problems:
        return
    errors = sum(1 for each in problems if each.blocks)
    head = f"{plural(len(problems), 'problem')}, of which {errors} {end}."
    rest = len(problems) - MOST
    more = f"<p class='rr-quiet'>And {plural(rest, 'more problem')}.</p>" if rest > 0 else ""
    listed = "".join(_problem(each) for each in problems[:MOST])
    st.html(f'<div role="alert"><p><b>{escape(head)}</b></p>{listed}{more}</div>')


def _problem(each: Problem) -> str:
    place = escape(each.place.file)
    if each.place.line:
        place += f":{each.place.line}:{each.place.column}"
    line = f"<pre tabindex='0'>{escape(each.source_line)}</pre>" if each.source_line else ""
    fix = f"<br>Mend: {escape(each.fix)}" if each.fix else ""
    return (
        f'<div class="rr-problem"><code>{place}</code> {each.severity.name}: '
        f"{escape(each.what)} <code>[{escape(each.code)}]</code>{line}{fix}</div>"
    )
