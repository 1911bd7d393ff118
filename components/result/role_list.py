"""Show which roles a person is closest to, with the arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

import streamlit as st

from skills.guidance.roles import RoleFit, shared_skills
from skills.matrix import Matrix, Profile
from skills.sentences.guidance import closest_role, met_musts, reached_text
from skills.sentences.results import listed, plural, readiness_text, verdict_word

ORDER: Final = (
    "Roles: first those with a level reached, then the others; in both, the highest readiness for "
    "the next level first. Roles with too few answers come last."
)


def show(matrix: Matrix, skill_gaps: Sequence[RoleFit], aimed: Profile) -> None:
    """Show every role with the level to aim for in it, in the order of `rank_roles`."""
    st.html(f'<p class="rr-lead">{escape(closest_role(matrix, skill_gaps[0]))}</p>')
    rows = "".join(_row(matrix, each, aimed) for each in skill_gaps)
    st.html(
        '<div class="rr-scroll" tabindex="0" role="region" aria-label="Roles">'
        f'<table class="rr-table"><caption class="rr-visually-hidden">{ORDER}'
        '</caption><thead><tr><th scope="col">Role</th><th scope="col">Next level</th>'
        '<th scope="col" class="rr-num">Readiness</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _common(matrix: Matrix, aimed: Profile, following: Profile) -> str:
    """Name the skills that two profiles share, folded away."""
    if aimed.id == following.id:
        return "; your aim"
    shared = shared_skills(aimed, following)
    count = f"{len(shared)} of {plural(len(following.targets), 'skill')}"
    if not shared:
        return f"<br>shares {count} with your aim"
    names = escape(listed([matrix.skills[each].title for each in shared]))
    return f"<details><summary>shares {count} with your aim</summary> {names}</details>"


def _row(matrix: Matrix, each: RoleFit, aimed: Profile) -> str:
    following = matrix.profiles[each.following.profile]
    common = _common(matrix, aimed, following)
    return (
        f'<tr><th scope="row">{escape(each.role.title)}'
        f'<div class="rr-quiet">{escape(reached_text(each))}{common}</div></th>'
        f'<td>{escape(following.title)}<br><span class="rr-quiet">{met_musts(each)}</span></td>'
        f'<td class="rr-num">{readiness_text(each.following)}<br><span class="rr-quiet">'
        f"{verdict_word(each.following)}</span></td></tr>"
    )
