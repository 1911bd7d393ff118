"""What a person and a mentor have before them: both ratings, an agenda, and what they agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.browser import show_step_heading
from components.form.saving import FormState
from components.form.status import show_status
from components.form.steps import asked_for, show_jump
from components.html import render
from components.result import radar
from components.review import actions, agreed_level, signing, watch
from components.text import labels, literal
from components.texts_on_page import show_message, show_quiet
from components.transfer import downloads
from components.web import review_tab, session
from skills.drawing.radar_picture import RadarPicture
from skills.entries.review_entries import OWNER, still_open
from skills.matrix import Matrix
from skills.questionnaire.questions import Progress
from skills.review.agenda import AgendaItem, AgendaReason
from skills.scoring import CHECK
from skills.scoring.radar_views import default_view, radar_views, spokes_of_raters
from skills.sentences import agreement as say
from skills.sentences.project_checks import verified_marks
from skills.sentences.review import action_details, action_text, skills_agreed
from skills.sentences.talk import (
    agenda_item_text,
    changed_rating_text,
    comment_head,
    effect_text,
    example_talk,
    talk_lead,
    time_text,
    unblinded_text,
)
from skills.workspace.export import AssessmentFiles
from skills.workspace.further_ratings import (
    FurtherRatings,
    agreement_of_all,
    further_ratings,
    talk_of_all,
)
from skills.workspace.reviews import Talk, talk_of

A_WHILE: Final = 30
"""Seconds between updates of the elapsed time, which is shown in minutes."""


def show(form: FormState, source: AssessmentFiles, review: str, *, by: str) -> None:
    """Show the talk about one review.

    Parameters
    ----------
    form : decides in whose name things are saved.
    by : who has this page open: `skills.entries.review_entries.OWNER`, or the id of the review.
    """
    assessment, matrix = source.assessment, source.matrix
    entries = tuple(form.entries.values())
    found = talk_of(
        assessment, entries, matrix, review, today=session.today(), history=source.history
    )
    others = further_ratings(assessment, entries, matrix, review, by=by, history=source.history)
    found = talk_of_all(found, others)
    _show_overview(form, found, others)
    is_open = not session.is_example()
    if is_open:
        _show_time(review)
    else:
        show_quiet(example_talk(found.review.mentor))
    _show_side_by_side(found, others)
    steps = [each.skill for each in found.agenda]
    here = session.skill() if session.skill() in steps else steps[0]
    here = asked_for(steps, here)
    session.go_to_skill(here)
    item = found.agenda[steps.index(here)]
    progress_text = f"{steps.index(here) + 1} of {len(steps)}"
    under_note = _show_item(form, found, others, item, progress_text, by=by)
    _show_jump(found, matrix, here)
    _show_way_on(form, found, matrix, steps, here)
    actions.show(form, found, here, by=by)
    form.close()
    if by == OWNER and any(each.due and not each.is_done for each in found.actions.values()):
        downloads.offer_file(assessment, "calendar", "Add to my calendar")
    _show_effect(found)
    if is_open:
        signing.show(source, review, found.review, by=by)
        watch.show(form, ("discussion", here), under_note)


def _show_overview(form: FormState, talk: Talk, others: Sequence[FurtherRatings]) -> None:
    joint = agreement_of_all(talk, others)
    mentor, today = talk.review.mentor, session.today()
    earlier = still_open(form.entries.values(), talk.review)
    st.html(
        render(
            "talk_overview.html",
            lead=talk_lead(
                sum(each.reason is AgendaReason.apart for each in talk.agenda),
                mentors=1 + len(others),
            ),
            sentences=[
                say.rated_text(talk.agreement),
                say.difference_text(talk.agreement, "the self-rating", f"{mentor}'s rating"),
            ],
            kappa=say.kappa_text(talk.agreement),
            joint=say.joint_text(joint) if joint else "",
            earlier=[
                (action_text(form.matrix, each), action_details(form.matrix, each, mentor, today))
                for each in earlier
            ],
        )
    )


@st.fragment(run_every=A_WHILE)
def _show_time(review: str) -> None:
    """Show how long the two have been talking; it goes on without a click."""
    began = review_tab.talk_began(review)
    started = time_text(session.local(began), session.local(session.now()))
    show_quiet(started)


def _show_side_by_side(talk: Talk, others: Sequence[FurtherRatings]) -> None:
    """Show a radar of both ratings, and a table of all ratings with the targets."""
    matrix, mentor = talk.person.matrix, talk.review.mentor
    pairs = {each.skill: (each.ratings.first, each.ratings.second) for each in talk.agenda}
    views = radar_views(spokes_of_raters(matrix, pairs))
    with st.expander("All skills side by side", key="side-by-side"):
        if views:
            levels = [each.title for each in matrix.levels]
            view = default_view(views)
            radar.show_picture(RadarPicture(view, levels, own="Self-rating", other=mentor))
        st.html(
            render(
                "talk_table.html",
                mentor=mentor,
                others=[each.mentor for each in others],
                matrix=matrix,
                rows=[_row(talk, others, each) for each in talk.agenda],
            )
        )


def _row(talk: Talk, others: Sequence[FurtherRatings], item: AgendaItem) -> Mapping[str, object]:
    checks = [each.unadjusted_level for each in item.score.estimates if each.source == CHECK]
    return {
        "skill": item.skill,
        "own": item.ratings.first,
        "first": talk.changed.get(item.skill),
        "mentor": item.ratings.second,
        "others": [
            (each.mentor, each.rated.own_level(item.skill), each.changed.get(item.skill))
            for each in others
        ],
        "check": checks[0] if checks else None,
        "together": talk.before.scores[item.skill].level,
        "verified": talk.before.scores[item.skill].verified,
        "agreed": talk.person.agreed.get(item.skill),
        "target": item.ratings.target,
    }


def _show_item(  # noqa: PLR0913 - what everybody rated, and who looks at it
    form: FormState,
    talk: Talk,
    others: Sequence[FurtherRatings],
    item: AgendaItem,
    progress_text: str,
    *,
    by: str,
) -> DeltaGenerator:
    """Show one skill, and return the container under its notes."""
    matrix, mentor = form.matrix, talk.review.mentor
    skill, first = matrix.skills[item.skill], talk.changed.get(item.skill)
    show_step_heading(skill.title, eyebrow=f"Agenda · {progress_text}", step=f"talk {item.skill}")
    st.html(
        render(
            "talk_point.html",
            why=agenda_item_text(item, mentor, is_unseen=talk.is_unseen(skill.id)),
            mentor=mentor,
            matrix=matrix,
            row=_row(talk, others, item),
            verified=verified_marks(matrix, talk.before.verified).get(item.skill, ""),
            changed=unblinded_text(talk.unblinded.get(item.skill, frozenset()), mentor),
            ratings=[
                (matrix.statements[each.statement].text, changed_rating_text(matrix, each))
                for each in (first.statements if first else ())
            ],
            comment=talk.comments.get(item.skill, ""),
            comment_head=comment_head(mentor, is_late=item.skill in talk.late_comments),
            note=form.stored(("note", item.skill)) or "",
        )
    )
    agreed_level.show(form, item, by=by)
    return st.container(key="under-note")


def _show_jump(talk: Talk, matrix: Matrix, step: str) -> None:
    agreed = talk.person.agreed
    marks = {
        each.skill: "✓"
        if each.skill in agreed
        else "≠"
        if each.reason is AgendaReason.apart
        else "○"
        for each in talk.agenda
    } | {step: "●"}
    titles = {each.skill: matrix.skills[each.skill].title for each in talk.agenda}
    show_jump(
        labels({each: f"{marks[each]} {title}" for each, title in titles.items()}),
        step,
        about="Most worth talking about first. ✓ level agreed, ≠ rated differently, ○ neither",
    )


def _show_way_on(
    form: FormState, talk: Talk, matrix: Matrix, steps: Sequence[str], step: str
) -> None:
    position = steps.index(step)
    agreed = sum(each in talk.person.agreed for each in steps)
    now = Progress(answered=agreed, asked=len(steps))
    with st.container(horizontal=True, vertical_alignment="center", key="way-on"):
        st.button("Back", key="back", disabled=position == 0)
        if not session.is_example():
            show_status(form, now, text=skills_agreed(now))
        if position + 1 < len(steps):
            following = matrix.skills[steps[position + 1]]
            st.button(f"Next: {literal(following.label)}", key="next", type="primary")


def _show_effect(talk: Talk) -> None:
    effect = talk.effect
    if effect is not None:
        show_message(effect_text(effect))
