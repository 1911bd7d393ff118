"""Guards at the start of a page: require an owner or an assessment, or stop and say why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NoReturn

import streamlit as st

from components import browser, login_page
from components.html import render
from components.text import literal
from components.texts_on_page import show_title
from components.web import login, review_tab, session
from components.web.addresses import address
from components.web.workspace import workspace
from skills.matrix import Matrix
from skills.problems import SkillsError
from skills.sentences.answers import carried_over
from skills.sentences.login import (
    BRING_BACK,
    LOST_COOKIE,
    no_such_assessment,
    why_not_there,
)
from skills.sentences.pages import moved_to_today
from skills.sentences.results import aim
from skills.sentences.review import NO_ACCESS, handed_over_text
from skills.store import Assessment, NotFound
from skills.workspace.assessment import move_to_matrix
from skills.workspace.example_person import EXAMPLE
from skills.workspace.hand_over import handed_over
from skills.workspace.matrices import NoMatrix, matrix_of


class PageEnd(Exception):  # noqa: N818 - ends a page, and is no error
    """Raised after a page has said why there is no more of it.

    Not `st.stop`: after that, Streamlit's server keeps the values of widgets that the browser has
    forgotten, and the next run would store what nobody sees.
    """


_PAGES: dict[str, st.Page] = {}


def set_pages(pages: Mapping[str, st.Page]) -> None:
    """Register the pages, so that components can link to them."""
    _PAGES.update(pages)


def pages() -> Mapping[str, st.Page]:
    """Return every page by its short name."""
    return _PAGES


def require_owner() -> str:
    """Return the person's own owner id, or stop: ask for a login, or say that cookies are needed.

    A page about the person's own data leaves the example.
    """
    session.leave_example()
    owner = session.own_owner()
    if not owner and login.is_on():
        login_page.show()
        raise PageEnd
    if not owner:
        show_title("This page needs one cookie")
        st.markdown(
            "Your browser uses it to find your answers again. It contains a random number and "
            "isn't sent to anyone else. Allow cookies for this site and reload the page."
        )
        raise PageEnd
    return owner


def require_assessment() -> tuple[Assessment, Matrix]:
    """Return the assessment of this page with its current matrix, or stop with an explanation."""
    if not session.is_example():  # the example needs no cookie
        require_owner()
    try:
        assessment = session.assessment()
        if assessment is None:
            _show_nothing_yet()
        require_device([assessment])
        _require_person(assessment)
        matrix = matrix_of(workspace(), assessment)
        if session.is_example():
            st.html(
                render(
                    "example_note.html",
                    title=assessment.title,
                    aim=aim(matrix, assessment.profile),
                    link=address("start"),
                )
            )
        return _moved_to_matrix(assessment, matrix), matrix
    except NotFound:
        _show_not_found()
    except NoMatrix as error:
        _show_stop("Matrix not found", str(error))


def require_device(assessments: Iterable[Assessment]) -> None:
    """Stop while this device is with a mentor, who should see nothing of the person's."""
    waiting = [each for each in assessments if each.handed_to]
    found = handed_over(session.store(), session.owner(), waiting) if waiting else None
    if found is None:
        return
    away, review = found
    show_title("Handed over")
    st.markdown(literal(handed_over_text(review.mentor)))
    with st.container(horizontal=True):
        _offer_rating(away, "Continue rating")
        if st.button("Take it back", key="take-back"):
            browser.hand_over(session.store(), session.owner(), away.id, "")
            st.rerun()
    raise PageEnd


def _offer_rating(assessment: Assessment, label: str) -> None:
    """Offer to go on with the review that this browser's assessment is handed over to."""
    if st.button(label, key="to-mentor", type="primary"):
        rate(assessment)


def rate(assessment: Assessment) -> NoReturn:
    """Open the mentor's page of an assessment that is handed over, or is a mentor's copy."""
    session.choose(assessment.id)
    review_tab.show_review(assessment.handed_to)
    session.go_to_skill("")
    st.switch_page(_PAGES["mentor"])


def _require_person(assessment: Assessment) -> None:
    """Stop if an assessment is a mentor's copy, which has no page but the mentor's."""
    if assessment.handed_to:  # and not the person's, who would have been stopped before
        show_title("A review for someone else")
        _offer_rating(assessment, "Continue rating")
        raise PageEnd


def _moved_to_matrix(assessment: Assessment, matrix: Matrix) -> Assessment:
    """Move a stored assessment to its changed matrix; nothing stored is removed."""
    if assessment.wording == matrix.wording and assessment.profile in matrix.profiles:
        return assessment
    carried = move_to_matrix(workspace(), assessment, matrix)
    moved = session.store().assessment(session.owner(), assessment.id)
    new_aim = aim(matrix, moved.profile) if moved.profile != assessment.profile else ""
    st.info(literal(moved_to_today(carried_over(carried), new_aim)))
    return moved


def _show_nothing_yet() -> NoReturn:
    st.html(
        render(
            "nothing_here.html",
            link=address("result", EXAMPLE),
        )
    )
    _show_way_to_start()


def _show_not_found() -> NoReturn:
    has_account = login.is_on()
    sentences = no_such_assessment(has_account=has_account), why_not_there(has_account=has_account)
    _say("Not found", " ".join(sentences))
    if not has_account:
        st.markdown(literal(LOST_COOKIE))
        st.markdown(literal(BRING_BACK))
        st.html(
            render(
                "import_link.html",
                link=address("assessments"),
            )
        )
    _show_way_to_start()


def _show_stop(title: str, sentence: str) -> NoReturn:
    _say(title, sentence)
    _show_way_to_start()


def _say(title: str, sentence: str) -> None:
    show_title(title)
    st.markdown(literal(sentence))


def _show_way_to_start() -> NoReturn:
    if st.button("Go to the start page", key="to-start", type="primary"):
        session.forget(session.wanted())
        st.switch_page(_PAGES["start"])
    raise PageEnd


def stop_without_access() -> NoReturn:
    """Stop where a link gives no access, with the same words whatever the reason is."""
    show_title("Not found", NO_ACCESS)
    raise PageEnd from None


def show_trouble(error: SkillsError) -> None:
    """Show the message of an error."""
    st.error(literal(str(error)))
