"""Show which roles a person is closest to, with the numbers behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from components.html import render
from components.texts_on_page import show_lead
from skills.guidance.roles import RoleFit, shared_skills
from skills.matrix import Matrix, Profile
from skills.sentences.formats import listed, plural
from skills.sentences.guidance import closest_role, met_musts, reached_text
from skills.sentences.verdicts import conditions_text

ORDER: Final = (
    "Roles in which you have reached a level come first, then the others; both are sorted by "
    "readiness for the next level, highest first. Roles with too few answers come last."
)


def show(matrix: Matrix, fits: Sequence[RoleFit], aimed: Profile) -> None:
    """Show every role with its next level, in the order of `rank_roles`."""
    lead = closest_role(matrix, fits[0])
    show_lead(lead)
    rows = [_row(matrix, each, aimed) for each in fits]
    st.html(render("role_list.html", order=ORDER, rows=rows))


def _overlap(shared: int, every: int) -> str:
    if shared == every > 1:
        return f"All {every} skills overlap"
    return f"{shared} of {plural(every, 'skill')} {'overlaps' if every == 1 else 'overlap'}"


def _row(matrix: Matrix, fit: RoleFit, aimed: Profile) -> Mapping[str, object]:
    following = matrix.profiles[fit.following.profile]
    shared = shared_skills(aimed, following)
    return {
        "title": fit.role.title,
        "reached": reached_text(fit),
        "is_aim": aimed.id == following.id,
        "count": _overlap(len(shared), len(following.targets)),
        "shared": listed([matrix.skills[skill].title for skill in shared]),
        "following": following.title,
        "musts": conditions_text(fit.following, met_musts(fit)),
        "readiness": fit.following,
    }
