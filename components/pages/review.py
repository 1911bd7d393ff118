"""Page of a person about reviews by mentors: invite one, see how far they are, compare ratings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import streamlit as st

from components import browser, guard
from components.form import saving
from components.form.saving import FormState
from components.html import render
from components.review import review_link, signing, talk, watch
from components.text import literal
from components.texts_on_page import show_message, show_quiet
from components.transfer import downloads, import_review
from components.web import review_tab, session, tab_state
from components.web.addresses import is_local_only
from components.web.files import NAME_LENGTH, REVIEW_REQUEST
from skills.entries.assessment import Entry
from skills.entries.kinds import TITLE_LENGTH, Scope
from skills.entries.review_entries import OWNER, Review, reviews_in
from skills.matrix import Skill
from skills.problems import SkillsError
from skills.sentences.review import (
    BY_FILE,
    LOCAL_ONLY,
    NAME_IN_FILE,
    removal_warning,
    reveal_warning,
    review_status,
)
from skills.store import Assessment, ReviewLink
from skills.workspace.export import AssessmentFiles
from skills.workspace.reviews import invite, rated, reveal, skills_to_rate


def show() -> None:
    """Show the reviews of this tab's assessment, or compare the ratings of one of them."""
    assessment, matrix = guard.require_assessment()
    form = saving.require_form(assessment.id, matrix)
    reviews = reviews_in(form.entries.values())
    source = downloads.assessment_files(assessment, matrix)
    if session.is_example():
        _show_example(form, source, reviews)
        return
    shown = reviews.get(review_tab.review())
    if shown and shown.is_revealed:
        if st.button("All reviews", key="all-reviews", type="tertiary"):
            review_tab.show_review("")
            st.rerun()
        talk.show(form, source, review_tab.review(), by=OWNER)
        return
    st.html(render("review_lead.html"))
    message = tab_state.flashed()
    if message:
        show_message(message)
    every = session.store().review_links(session.owner(), assessment.id)
    links = [each for each in every if each.is_valid(session.now())]
    for review_id, each in reviews.items():
        own = [link for link in every if link.review == review_id]
        _show_review(form, assessment, review_id, each, own)
    for link in links:
        if link.scope == Scope.read:
            review_link.show_read_only(assessment, link)
    _offer_new(assessment, is_first=not reviews)
    review_link.offer_read_only(assessment)
    if reviews or every:
        signing.show_log(source)
    if not all(each.is_revealed for each in reviews.values()):
        _follow_mentors(form, skills_to_rate(matrix, assessment.profile))


def _follow_mentors(form: FormState, skills: Sequence[Skill]) -> None:
    """Run the page again when a mentor rates or reveals; only the latter may close a question."""
    reviews = reviews_in(form.entries.values())
    questions = [f"{name}|{each}" for each in reviews for name in ("reveal", "remove")]
    is_asking = any(map(tab_state.is_pressed, questions))

    def state(entries: Iterable[Entry]) -> object:
        every = tuple(entries)
        counts = (
            {}
            if is_asking
            else {each: rated(each, every, form.matrix, skills).answered for each in reviews}
        )
        return counts, {each: found.is_revealed for each, found in reviews_in(every).items()}

    watch.follow(form.form_key, state, state(form.entries.values()))


def _show_example(form: FormState, source: AssessmentFiles, reviews: Mapping[str, Review]) -> None:
    """Show the example's review as both saw it, or a line on what would be here without one."""
    if reviews:
        talk.show(form, source, next(iter(reviews)), by=OWNER)
        return
    st.html(render("review_example.html"))


def _show_review(
    form: FormState,
    assessment: Assessment,
    review_id: str,
    review: Review,
    every: list[ReviewLink],
) -> None:
    links = [each for each in every if each.is_valid(session.now())]
    skills = skills_to_rate(form.matrix, assessment.profile)
    done = rated(review_id, form.entries.values(), form.matrix, skills)
    with st.container(border=True, key=f"review-{review_id}"):
        st.html(
            render(
                "review.html",
                name=review.mentor,
                status=[review_status(review, done), *map(review_link.status_text, links)],
            )
        )
        with st.container(horizontal=True):
            has_ratings = done.answered > 0 or done.is_finished
            _offer_next(
                assessment, review_id, review, has_ratings=has_ratings, has_page=bool(links)
            )
            if links:
                review_link.offer_withdrawal(assessment, review_id)
            else:
                review_link.offer_new(assessment, review_id, is_first=not every)
            if st.button("Remove", key=f"remove|{review_id}", type="tertiary"):
                _confirm_removal(assessment, review_id, review)
        review_link.show_new(review_id)
        if not review.is_revealed:
            is_wanted = tab_state.is_on(f"by-file|{review_id}")
            with st.expander("By file", expanded=is_wanted, key=f"by-file-{review_id}"):
                show_quiet(BY_FILE)
                named = st.text_input(
                    "Your name in the file (optional)",
                    max_chars=NAME_LENGTH,
                    key=f"named|{review_id}",
                    help=NAME_IN_FILE,
                )
                label = f"File for {review.mentor}"
                downloads.offer_review(assessment.id, review_id, REVIEW_REQUEST, label, named=named)
                import_review.ask_answer(assessment, review_id)


def _offer_next(
    assessment: Assessment, review_id: str, review: Review, *, has_ratings: bool, has_page: bool
) -> None:
    """Offer what comes next in a review: compare, or rate, or reveal."""
    if review.is_revealed:
        if st.button("Compare ratings", key=f"compare|{review_id}", type="primary"):
            review_tab.show_review(review_id)
            st.rerun()
        return
    kind: Literal["primary", "secondary"] = "primary" if has_ratings else "secondary"
    key = f"reveal|{review_id}"
    if st.button("Reveal both ratings", key=key, type=kind, disabled=not has_ratings):
        _confirm_reveal(assessment, review_id, review, has_page=has_page)
    if st.button("Hand over this device", key=f"hand-over|{review_id}"):
        _hand_over(assessment, review_id)


@st.dialog("Reveal both ratings?")
def _confirm_reveal(
    assessment: Assessment, review_id: str, review: Review, *, has_page: bool
) -> None:
    st.markdown(literal(reveal_warning(review.mentor, has_page=has_page)))
    if st.button("Reveal both ratings", key="confirm-reveal", type="primary"):
        reveal(
            session.store(),
            session.owner(),
            assessment.id,
            review_id,
            by=OWNER,
            now=session.now(),
            operation=session.operation(),
        )
        review_tab.show_review(review_id)
        st.rerun()


@st.dialog("Remove this review?")
def _confirm_removal(assessment: Assessment, review_id: str, review: Review) -> None:
    st.markdown(literal(removal_warning(review.mentor)))
    if st.button("Remove it", key="confirm-removal", type="primary"):
        session.store().remove_review(session.owner(), assessment.id, review_id)
        review_tab.forget_link()
        st.rerun()


def _offer_new(assessment: Assessment, *, is_first: bool) -> None:
    """Ask whom to invite, and how they get to the review."""
    st.html(render("heading.html", title="Invite a mentor" if is_first else "Invite another"))
    key = f"mentor|{tab_state.count('invited')}"
    mentor = st.text_input("Your mentor's name", max_chars=TITLE_LENGTH, key=key, placeholder="Ana")
    if is_local_only():
        show_quiet(LOCAL_ONLY)
    way, days = _ask_way()
    if way and not mentor.strip():
        st.error("Enter your mentor's name.")
    elif way:
        _begin(assessment, mentor, way, days)


def _ask_way() -> tuple[str, int]:
    """Offer the ways to reach a mentor; return the one chosen, or "", and the days a link works."""
    kinds: list[Literal["primary", "secondary"]] = ["secondary", "primary"]
    ways = {}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        ways["here"] = st.button(
            "Hand over this device", key="new-here", type=kinds[is_local_only()]
        )
        ways["file"] = st.button("Prepare a file", key="new-file")
        days = review_link.ask_days("link-days")
        ways["link"] = st.button("Create a link", key="new-link", type=kinds[not is_local_only()])
    return next((way for way, is_chosen in ways.items() if is_chosen), ""), days


def _begin(assessment: Assessment, mentor: str, way: str, days: int) -> None:
    """Start a review and share it in the chosen way."""
    store, owner, review_id = session.store(), session.owner(), tab_state.draft("review")
    try:
        invite(store, owner, assessment.id, mentor, review_id=review_id, now=session.now())
        if way == "link":
            review_link.add(assessment, review_id, days, Scope.review, "")
    except SkillsError as error:
        guard.show_trouble(error)
        return
    tab_state.finish_draft("review")
    tab_state.count_up("invited")
    if way == "here":
        _hand_over(assessment, review_id)
    tab_state.turn(f"by-file|{review_id}", on=way == "file")
    st.rerun()


def _hand_over(assessment: Assessment, review_id: str) -> None:
    browser.hand_over(session.store(), session.owner(), assessment.id, review_id)
    review_tab.show_review(review_id)
    session.go_to_skill("")
    st.switch_page(guard.pages()["mentor"])
