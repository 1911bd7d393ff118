"""Choose a matrix, and a target profile in it."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from components.html import render
from components.text import labels, literal
from components.web import session
from skills.matrix import Matrix, Profile
from skills.sentences.formats import day as written_day


def matrix_titles(owner: str, installed: Mapping[str, Matrix]) -> Mapping[str, str]:
    """Return the title of each matrix to choose from, by wording: installed and the person's own.

    The own ones are listed without being read, as there may be twenty of 5 MB each.
    """
    titles = {wording: _matrix_title(matrix) for wording, matrix in installed.items()}
    for each in session.store().matrices(owner):
        added = written_day(session.local(each.created_at))
        titles.setdefault(each.wording, f"{each.title}, added {added}")
    return titles


def ask_matrix(titles: Mapping[str, str], *, key: str) -> str:
    """Ask for a matrix if there is more than one, and return its wording."""
    if len(titles) == 1:
        return next(iter(titles))
    shown = labels(titles)
    wording = st.selectbox(
        "Matrix",
        list(shown),
        format_func=lambda each: shown[each],
        key=key,
    )
    return wording if wording in titles else next(iter(titles))


def ask_profile(matrix: Matrix, label: str, *, key: str = "") -> Profile:
    """Ask for a role, and for one of its levels; `key` keeps the widgets of two pages apart."""
    roles = {role.id: role for role in matrix.roles}
    role = matrix.roles[0]
    if len(roles) > 1:
        titles = labels({each: roles[each].title for each in roles})
        chosen = st.selectbox(
            "Role", list(titles), format_func=lambda each: titles[each], key=f"{key}role"
        )
        role = roles.get(chosen, role)
    else:
        st.html(render("only_role.html", title=role.title))
    profiles = {profile.id: profile for profile in role.profiles}
    first = next(iter(profiles))
    shown = labels({each: profiles[each].title for each in profiles})
    chosen = st.segmented_control(
        label,
        list(profiles),
        default=first,
        required=True,
        format_func=lambda each: literal(shown.get(each, "")),
        key=f"{key}level|{matrix.wording}|{role.id}",
    )
    return profiles.get(chosen or first, profiles[first])


def _matrix_title(matrix: Matrix) -> str:
    return f"{matrix.title} ({matrix.version})" if matrix.version else matrix.title
