"""Show which roles a person is closest to, with the arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from skills.matrix import Matrix, Profile
from skills.roles import RoleStanding, shared_skills
from skills.telling import percent, plural, verdict_word


def show(matrix: Matrix, standings: Sequence[RoleStanding], aim: Profile) -> None:
    """Show every role with the level to aim for in it, the closest first."""
    rows = "".join(_row(matrix, each, aim) for each in standings)
    st.html(
        '<div class="rr-scroll" tabindex="0" role="region" aria-label="Roles">'
        '<table class="rr-table"><caption class="rr-visually-hidden">Roles, the closest first'
        '</caption><thead><tr><th scope="col">Role</th><th scope="col">Next level</th>'
        '<th scope="col" class="rr-num">Readiness</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(matrix: Matrix, each: RoleStanding, aim: Profile) -> str:
    following = matrix.profiles[each.following.profile]
    value = percent(each.following.value) if each.following.value is not None else "–"
    reached = f"ready: {escape(each.reached.title)}" if each.reached else "no level reached yet"
    shared = shared_skills(aim, following)
    common = f"shares {len(shared)} of {plural(len(following.targets), 'skill')} with your aim"
    musts = f"{each.met_musts} of {plural(each.musts, 'must-have')}"
    return (
        f'<tr><th scope="row">{escape(each.role.title)}<br>'
        f'<span class="rr-quiet">{reached}; {common}</span></th>'
        f'<td>{escape(following.title)}<br><span class="rr-quiet">{musts}</span></td>'
        f'<td class="rr-num">{value}<br><span class="rr-quiet">'
        f"{verdict_word(each.following)}</span></td></tr>"
    )
