"""A done project: which of its skills to rate again, with links to them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.form import saving
from components.form.pending import Slot
from components.form.saving import FormState
from components.html import render
from components.text import labels, literal
from components.web import session
from components.web.addresses import address
from skills.entries.project_statuses import Marked
from skills.matrix import Project
from skills.sentences.plan_page import SAME_LEVEL, SAME_LEVEL_IN, UNTIL_RATED, since_text


def show(form: FormState, project: Project, skills: Sequence[str], trail: Sequence[Marked]) -> None:
    """Show a done project, and ask to rate its skills again."""
    st.html(
        render(
            "done_card.html",
            title=project.title,
            since=since_text(trail),
        )
    )
    show_request(form, project, skills)


def show_request(form: FormState, project: Project, skills: Sequence[str]) -> None:
    """Ask to rate any skills of a done project again, or to say that nothing has changed."""
    if not skills:
        return
    titles = {each: form.matrix.skills[each].title for each in skills}
    links = {
        title: "" if session.is_example() else address("assess", form.assessment_id, skill=each)
        for each, title in titles.items()
    }
    st.html(render("rate_again.html", links=links.items(), until=UNTIL_RATED))
    with st.container(horizontal=True, horizontal_alignment="right"):
        _offer_same(form, project, [each for each in skills if _slots(form, each)])


def _offer_same(form: FormState, project: Project, skills: Sequence[str]) -> None:
    """Offer to say of a skill that the answers given before the project still hold.

    Like "Undo", it stands at the other end than the buttons of a project in hand.
    """
    if session.is_example() or not skills:
        return
    key = f"same|{project.id}"
    if len(skills) == 1:
        chosen = skills[0] if st.button(SAME_LEVEL, key=key, type="tertiary") else None
    else:
        shown = labels({each: form.matrix.skills[each].title for each in skills})
        chosen = st.menu_button(
            SAME_LEVEL_IN,
            options=list(shown),
            format_func=lambda each: literal(shown.get(each, "")),
            key=key,
            type="tertiary",
        )
    if chosen is not None and chosen in skills:
        for slot in _slots(form, chosen):
            saving.replace_value(form, slot, form.stored(slot) or "")
        st.rerun()


def _slots(form: FormState, skill: str) -> list[Slot]:
    """Return the answers to the statements of a skill that are stored."""
    slots: list[Slot] = [("answer", each.id) for each in form.matrix.skills[skill].statements]
    return [each for each in slots if form.stored(each) is not None]
