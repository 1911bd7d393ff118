"""Page for a mentor: rate somebody blind, then talk about both ratings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import streamlit as st

from components import guard
from components.browser import hand_over, show_step_heading
from components.form import saving
from components.form.saving import FormState
from components.form.status import show_status
from components.form.steps import asked_for, show_jump
from components.html import render
from components.review import practice, rating_form, talk, watch
from components.text import labels, literal
from components.texts_on_page import show_message, show_quiet
from components.transfer import downloads
from components.web import review_tab, session, tab_state
from components.web.addresses import address
from components.web.entry_access import mentor_access, mentors_key
from components.web.files import REVIEW_ANSWER
from components.web.workspace import workspace_of
from skills.entries.assessment import Entry
from skills.entries.kinds import MENTOR_MODE
from skills.entries.review_entries import Review, reviews_in
from skills.matrix import Matrix, Skill
from skills.questionnaire.effort import rating_minutes
from skills.questionnaire.questions import Progress, progress
from skills.sentences.review import (
    minutes_text,
    own_link_text,
    own_skills_rated,
    statements_rated,
)
from skills.sentences.talk import CHANGES_MARKED
from skills.store import Assessment, NotFound
from skills.workspace.access import MentorAccess
from skills.workspace.assessment import unmoved
from skills.workspace.export import AssessmentFiles
from skills.workspace.matrices import NoMatrix
from skills.workspace.review_by_file import role_title
from skills.workspace.reviews import reveal, skills_to_rate

WELCOME: Final = "@welcome"
FINISH: Final = "@finish"
"""Ids of the steps around the skills; no skill can have them."""

RATES: Final = "rates"
"""Name of the switch that is on from the time a mentor rates until they see both ratings."""


@dataclass(frozen=True, slots=True)
class _MentorPage:
    """What a mentor works on."""

    access: MentorAccess
    assessment: Assessment
    matrix: Matrix
    review: Review
    form: FormState
    skills: Sequence[Skill]


def show() -> None:
    """Show the mentor's form or, once the ratings are revealed, what there is to talk about."""
    page = _require_page()
    if page.review.is_revealed and not review_tab.rates_again():
        _show_talk(page)
        return
    tab_state.turn(RATES, on=True)
    steps = [*(each.id for each in page.skills), FINISH]
    if not page.review.is_revealed:
        steps.insert(0, WELCOME)
    here = _go(page.matrix, steps)
    if here not in steps:
        practice.show(page.matrix, page.access.review, here, steps[1])
        return
    answers = rating_form.mentors_answers(page.form, page.access.review)
    done = {each.id: progress([each], answers, MENTOR_MODE) for each in page.skills}
    if here == WELCOME:
        _show_welcome(page, steps)
    elif here == FINISH:
        _show_finish(page, steps, done)
    else:
        _show_skill(page, steps, here, done)


def _show_talk(page: _MentorPage) -> None:
    """Show both ratings, from the beginning if the mentor was rating until now."""
    if tab_state.is_on(RATES):  # their click was about the form, and would move the talk on
        tab_state.turn(RATES, on=False)
        session.go_to_skill("")
        st.rerun()
    if st.button("Change my ratings", key="rate-again", type="tertiary"):
        review_tab.rate_again(page.skills[0].id)
        st.rerun()
    workspace = workspace_of(page.access.owner)
    source = AssessmentFiles(workspace, page.assessment, page.matrix, session.local(session.now()))
    talk.show(page.form, source, page.access.review, by=page.access.review)


def _go(matrix: Matrix, steps: Sequence[str]) -> str:
    """Go to the step that is asked for, and return it; practice comes only when it is opened."""
    first, *others = steps
    practising = [first, *practice.steps_of(matrix), *others]
    is_practising = first == WELCOME and session.skill() in practice.steps_of(matrix)
    known = practising if is_practising else steps
    here = session.skill() if session.skill() in known else first
    here = asked_for(known, here)
    session.go_to_skill(here)
    return here


def _require_page() -> _MentorPage:
    """Return what this browser may review, or stop with the same sentence whatever is missing."""
    assessment_id, review_id = session.wanted(), review_tab.review()
    try:
        access = mentor_access(assessment_id, review_id)
        assessment, matrix = unmoved(workspace_of(access.owner), assessment_id)
        entries = access.entries()
        review = reviews_in(entries.values())[review_id]
    except (NotFound, NoMatrix, KeyError):
        guard.stop_without_access()
    review_tab.keep_mentors_address(assessment_id, review_id)
    form = saving.form_of(mentors_key(assessment_id, review_id), matrix, entries)
    skills = skills_to_rate(matrix, assessment.profile)
    return _MentorPage(access, assessment, matrix, review, form, skills)


def _show_welcome(page: _MentorPage, steps: Sequence[str]) -> None:
    profile = page.matrix.profiles[page.assessment.profile]
    musts = {each.skill for each in profile.targets if each.must}
    minutes = [
        rating_minutes(each, MENTOR_MODE) if each else 0
        for each in ([one for one in page.skills if one.id in musts], page.skills)
    ]
    show_step_heading(
        f"Rate what you have seen, {page.review.mentor}", eyebrow=_about(page), step=WELCOME
    )
    if session.own_owner() == page.access.owner and not page.assessment.handed_to:
        text = own_link_text(page.review.mentor)
        show_message(text)
    st.html(
        render(
            "mentor_welcome.html",
            minutes=minutes_text(*minutes),
            is_copy=bool(page.review.guest_of),
        )
    )
    practice.offer(page.matrix)
    _show_way_on(page, steps, WELCOME, None, "Start")


def _about(page: _MentorPage) -> str:
    """Return what a mentor is rating and, in a copy made from a file, whose work it is."""
    if not page.review.guest_of:
        return page.matrix.title
    role = role_title(page.matrix, page.assessment.profile)
    return f"{page.assessment.title} · {role} · {page.matrix.title}"


def _show_skill(
    page: _MentorPage, steps: Sequence[str], step: str, done: Mapping[str, Progress]
) -> None:
    skill = page.matrix.skills[step]
    area = next(each for each in page.matrix.areas if each.id == skill.area)
    progress_text = f"{area.title} · {page.skills.index(skill) + 1} of {len(page.skills)}"
    show_step_heading(skill.title, eyebrow=progress_text, step=step)
    if page.review.is_revealed:
        show_quiet(CHANGES_MARKED)
    elsewhere = sum((done[each] for each in done if each != step), start=Progress())
    now = elsewhere + rating_form.show_skill(page.form, page.access.review, skill)
    _show_jump(page, step, done)
    following = page.matrix.skills.get(steps[steps.index(step) + 1])
    label = f"Next: {literal(following.label)}" if following else "Next: Finish"
    _show_way_on(page, steps, step, now, label)


def _show_jump(page: _MentorPage, step: str, done: Mapping[str, Progress]) -> None:
    marks = {each: "✓" if done[each].finished else "○" for each in done} | {step: "●"}
    titles = {each.id: f"{marks[each.id]} {each.title}" for each in page.skills}
    first = {} if page.review.is_revealed else {WELCOME: "Introduction"}
    show_jump(
        labels({**first, **titles, FINISH: "Finish"}),
        step,
        about="✓ done, ○ not yet",
    )


def _show_way_on(
    page: _MentorPage, steps: Sequence[str], step: str, now: Progress | None, label: str
) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="way-on"):
        st.button("Back", key="back", disabled=steps.index(step) == 0)
        if now is not None:
            show_status(page.form, now.with_aside(), text=statements_rated(now))
        if label:
            st.button(label, key="next", type="primary")


def _show_finish(page: _MentorPage, steps: Sequence[str], done: Mapping[str, Progress]) -> None:
    everything = sum(done.values(), start=Progress())
    has_rated = everything.answered > 0 or everything.is_finished
    is_copy = bool(page.review.guest_of)
    is_here = bool(page.assessment.handed_to)
    show_step_heading("Finish", eyebrow=_about(page) if is_copy else "", step=FINISH)
    if page.review.is_revealed:
        if st.button("Back to both ratings", key="to-talk", type="primary"):
            review_tab.stop_rating()
            st.rerun()
        _show_way_on(page, steps, FINISH, None, "")
        return
    st.html(
        render(
            "mentor_finish.html",
            is_done=everything.is_finished,
            rated=own_skills_rated(everything),
            is_here=is_here,
            is_copy=is_copy,
            way_back=address("assessments"),
        )
    )
    if is_copy:
        downloads.offer_review(
            page.assessment.id, page.access.review, REVIEW_ANSWER, "Save the file to send back"
        )
    elif is_here and st.button("Hand the device back", key="hand-back", type="primary"):
        hand_over(page.access.store, page.access.owner, page.assessment.id, "")
        review_tab.show_review(page.access.review)
        session.go_to_skill("")
        st.switch_page(guard.pages()["review"])
    elif not is_here and st.button(
        "Reveal both ratings", key="reveal", type="primary", disabled=not has_rated
    ):
        reveal(
            page.access.store,
            page.access.owner,
            page.assessment.id,
            page.access.review,
            by=page.access.review,
            now=session.now(),
            operation=session.operation(),
        )
        st.rerun()
    _show_way_on(page, steps, FINISH, None, "")
    if not is_here and not is_copy:
        _follow_person(page)


def _follow_person(page: _MentorPage) -> None:
    """Go on to both ratings once the person has revealed them."""

    def state(entries: Iterable[Entry]) -> object:
        review = reviews_in(entries).get(page.access.review)
        return review is not None and review.is_revealed

    watch.follow(page.form.form_key, state, seen=False)
