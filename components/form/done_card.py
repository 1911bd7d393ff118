"""A done project: which of its skills to rate again, with links to them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.form.saving import FormState
from components.html import render
from components.web import session
from components.web.addresses import address
from skills.entries.project_statuses import Marked
from skills.matrix import Project
from skills.sentences.plan_page import UNTIL_RATED, since_text


def show(form: FormState, project: Project, skills: Sequence[str], trail: Sequence[Marked]) -> None:
    """Show a done project, and ask to rate its skills again."""
    st.html(
        render(
            '<h3 class="rr-h3 rr-quiet">Done: <span data-about>{{ title }}</span></h3>'
            '<p class="rr-quiet">{{ since }}</p>',
            title=project.title,
            since=since_text(trail),
        )
    )
    show_request(form, skills)


def show_request(form: FormState, skills: Sequence[str]) -> None:
    """Ask to rate skills of a done project again, if there are any."""
    if not skills:
        return
    titles = {each: form.matrix.skills[each].title for each in skills}
    links = {
        title: "" if session.is_example() else address("assess", form.assessment, skill=each)
        for each, title in titles.items()
    }
    st.html(render("rate_again.html", links=links.items(), until=UNTIL_RATED))
