"""Show the role and level aimed for, with a switch that updates the result."""

from __future__ import annotations

import streamlit as st

from components.html import render
from components.text import labels, literal
from components.web import session
from components.web.addresses import address
from components.web.workspace import workspace
from skills.matrix import Matrix, Role
from skills.store import Assessment
from skills.workspace.assessment import aim_for, same_level


def show(assessment: Assessment, matrix: Matrix) -> None:
    """Show the switch; a choice is stored at once."""
    role = matrix.role_of(assessment.profile)
    if session.is_example():  # its aim is shown above and cannot be changed
        return
    with st.container(horizontal=True, vertical_alignment="center", key="aim"):
        other = _choose_role(assessment, matrix, role)
        chosen = _choose_level(assessment, role)
        _show_title(assessment)
    if other is not role:
        chosen = same_level(matrix, assessment.profile, other)
    if chosen != assessment.profile:
        aim_for(workspace(), assessment, matrix, chosen)
        st.rerun()


def _show_title(assessment: Assessment) -> None:
    """Show which assessment this is, with a link to the others."""
    st.html(
        render(
            "aim_changed.html",
            link=address("assessments", assessment.id),
            title=assessment.title,
            changed=session.local(assessment.changed_at),
        )
    )


def _choose_role(assessment: Assessment, matrix: Matrix, role: Role) -> Role:
    roles = {each.id: each for each in matrix.roles}
    if len(roles) == 1:
        st.html(render("aim_title.html", title=role.title), width="content")
        return role
    titles = labels({each: roles[each].title for each in roles})
    chosen = st.selectbox(
        "Role",
        list(titles),
        index=list(titles).index(role.id),
        format_func=lambda each: titles.get(each, ""),
        key=f"role|{assessment.id}|{assessment.profile}",
        label_visibility="collapsed",
        width=280,
    )
    return roles.get(chosen, role)


def _choose_level(assessment: Assessment, role: Role) -> str:
    titles = labels({profile.id: profile.title for profile in role.profiles})
    chosen = st.segmented_control(
        "Level you're aiming for",
        list(titles),
        default=assessment.profile,
        required=True,
        format_func=lambda each: literal(titles.get(each, "")),
        key=f"aim|{assessment.id}|{assessment.profile}",
        label_visibility="collapsed",
    )
    return chosen if chosen in titles else assessment.profile
