"""Page of a person about reviews by mentors: invite one, see how far they are, compare ratings."""

from __future__ import annotations

import secrets
from typing import Final, Literal

import streamlit as st

from components import guard
from components.form import saving
from components.form.saving import FormState
from components.html import render
from components.review import signing, talk
from components.text import literal
from components.transfer import downloads, import_review
from components.web import review_tab, session
from components.web.addresses import is_local_only
from components.web.files import REVIEW_REQUEST
from components.web.mentor_links import link_address
from skills.entries.kinds import TITLE_LENGTH
from skills.entries.review_entries import OWNER, Review, reviews_in
from skills.problems import SkillsError
from skills.sentences.review import BY_FILE, LINK_ONCE, LOCAL_ONLY, review_status
from skills.store import Assessment, ReviewLink
from skills.store.review_links import LINK_DAYS, MOST_LINK_DAYS
from skills.workspace.reviews import invite, rated, reveal, skills_to_rate

DAYS: Final = (7, LINK_DAYS, 30, MOST_LINK_DAYS)


def show() -> None:
    """Show the reviews of this tab's assessment, or compare the ratings of one of them."""
    assessment, matrix = guard.require_assessment()
    if session.is_example():
        _show_no_reviews()
        return
    form = saving.require_form(assessment.id, matrix)
    reviews = reviews_in(form.entries.values())
    source = downloads.assessment_files(assessment, matrix)
    shown = reviews.get(review_tab.review())
    if shown and shown.is_revealed:
        if st.button("All reviews", key="all-reviews", type="tertiary"):
            review_tab.show_review("")
            st.rerun()
        talk.show(form, source, review_tab.review(), by=OWNER)
        return
    st.html(render("review_lead.html"))
    links = session.store().review_links(session.owner(), assessment.id)
    for review_id, each in reviews.items():
        own = [link for link in links if link.review == review_id]
        _show_review(form, assessment, review_id, each, own)
    _offer_new(assessment, is_first=not reviews)
    if reviews:
        signing.show_log(source)


def _show_no_reviews() -> None:
    st.html(
        render(
            '<h1 class="rr-title">Review with a mentor</h1><p class="rr-lead">This is where you\'d '
            "invite a mentor to rate you, too, and compare both ratings.</p>"
        )
    )


def _show_review(
    form: FormState,
    assessment: Assessment,
    review_id: str,
    review: Review,
    links: list[ReviewLink],
) -> None:
    skills = skills_to_rate(form.matrix, assessment.profile)
    done = rated(review_id, form.entries.values(), form.matrix, skills)
    open_links = [each for each in links if each.is_valid(session.now())]
    with st.container(border=True, key=f"review-{review_id}"):
        st.html(
            render(
                "review.html",
                review=review,
                status=review_status(review, done),
                links=open_links,
            )
        )
        with st.container(horizontal=True):
            _offer_next(assessment, review_id, review, has_ratings=done.answered > 0)
            if open_links and st.button("Withdraw the link", key=f"revoke|{review_id}"):
                session.store().revoke_review_links(session.owner(), assessment.id, review_id)
                review_tab.forget_link()
                st.rerun()
        _show_new_link(review_id)
        if not review.is_revealed:
            with st.expander("By file", key=f"by-file-{review_id}"):
                st.html(render('<p class="rr-quiet">{{ text }}</p>', text=BY_FILE))
                downloads.offer_review(
                    assessment.id, review_id, REVIEW_REQUEST, f"File for {review.mentor}"
                )
                import_review.ask_answer(assessment, review_id)


def _offer_next(
    assessment: Assessment, review_id: str, review: Review, *, has_ratings: bool
) -> None:
    """Offer what comes next in a review: compare, or rate, or reveal."""
    if review.is_revealed:
        if st.button("Compare ratings", key=f"compare|{review_id}", type="primary"):
            review_tab.show_review(review_id)
            st.rerun()
        return
    if st.button("Reveal both ratings", key=f"reveal|{review_id}", disabled=not has_ratings):
        _confirm_reveal(assessment, review_id, review)
    if st.button("Hand over this device", key=f"hand-over|{review_id}"):
        _hand_over(assessment, review_id)


@st.dialog("Reveal both ratings?")
def _confirm_reveal(assessment: Assessment, review_id: str, review: Review) -> None:
    st.markdown(
        f"You'll see how {literal(review.mentor)} rated you, and they'll see how you rated "
        "yourself. "
        "This can't be undone; later changes to ratings are marked."
    )
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


def _offer_new(assessment: Assessment, *, is_first: bool) -> None:
    """Ask whom to invite, and how they get to the review."""
    st.html(render("heading.html", title="Invite a mentor" if is_first else "Invite another"))
    mentor = st.text_input(
        "Your mentor's name", max_chars=TITLE_LENGTH, key="mentor", placeholder="Ana"
    )
    if is_local_only():
        st.html(render('<p class="rr-quiet">{{ text }}</p>', text=LOCAL_ONLY))
    days = st.selectbox(
        "The link works for",
        DAYS,
        index=DAYS.index(LINK_DAYS),
        format_func=lambda each: f"{each} days",
        key="link-days",
    )
    kinds: list[Literal["primary", "secondary"]] = ["secondary", "primary"]
    with st.container(horizontal=True):
        is_here = st.button("Hand over this device", key="new-here", type=kinds[is_local_only()])
        is_link = st.button("Create a link", key="new-link", type=kinds[not is_local_only()])
        is_file = st.button("Prepare a file", key="new-file")
    if not (is_here or is_link or is_file):
        return
    if not (mentor or "").strip():
        st.error("Enter your mentor's name.")
        return
    review_id = _begin(assessment, mentor, days if is_link else 0)
    if review_id and is_here:
        _hand_over(assessment, review_id)
    if review_id:
        st.rerun()


def _begin(assessment: Assessment, mentor: str, days: int) -> str:
    """Begin a review and return its id, or "" if that failed; with days, make a link to it."""
    store, owner, review_id = session.store(), session.owner(), session.draft("review")
    try:
        invite(store, owner, assessment.id, mentor, review=review_id, now=session.now())
        if days:
            token = secrets.token_urlsafe(32)
            store.add_review_link(owner, assessment.id, review=review_id, token=token, days=days)
            review_tab.keep_new_link(review_id, link_address(token))
    except SkillsError as error:
        guard.show_trouble(error)
        return ""
    session.finish_draft("review")
    return review_id


def _hand_over(assessment: Assessment, review_id: str) -> None:
    session.store().hand_over(session.owner(), assessment.id, review_id)
    review_tab.show_review(review_id)
    session.go_to_skill("")
    st.switch_page(guard.pages()["mentor"])


def _show_new_link(review_id: str) -> None:
    """Show a link that was just created; its secret is stored nowhere else."""
    link = review_tab.new_link(review_id)
    if link:
        st.code(link, language=None, wrap_lines=True)
        st.html(render('<p class="rr-quiet">{{ text }}</p>', text=LINK_ONCE))
