"""Show what a matrix rests on: its sources, and the identifiers of its skills elsewhere."""

from __future__ import annotations

from html import escape
from typing import Final

import streamlit as st

from skills.matrix import Matrix, Skill

FRAMEWORKS: Final = {
    "edison": "EDISON",
    "esco": "ESCO",
    "onet": "O*NET",
    "sfia": "SFIA",
    "uk-gdad": "UK Government Digital and Data",
}
"""Short names of public frameworks to what people call them."""


def show(matrix: Matrix) -> None:
    """Show credits and identifiers; nothing where the matrix names neither."""
    named = [skill for skill in matrix.skills.values() if skill.refs]
    if not matrix.credits and not named:
        return
    with st.expander("What this matrix rests on", key="credits"):
        lines = "".join(f"<li>{escape(each)}</li>" for each in matrix.credits)
        if lines:
            st.html(f"<ul>{lines}</ul>")
        if named:
            rows = "".join(map(_row, named))
            st.html(
                '<div class="rr-scroll" tabindex="0" role="region" aria-label="Identifiers">'
                '<table class="rr-table"><caption class="rr-visually-hidden">Skills in public '
                'frameworks</caption><thead><tr><th scope="col">Skill</th>'
                '<th scope="col">In public frameworks</th></tr></thead>'
                f"<tbody>{rows}</tbody></table></div>"
            )


def _row(skill: Skill) -> str:
    text = "<br>".join(
        f"{escape(FRAMEWORKS.get(framework, framework))}: {escape(', '.join(ids))}"
        for framework, ids in skill.refs.items()
    )
    return f'<tr><th scope="row">{escape(skill.title)}</th><td>{text}</td></tr>'
