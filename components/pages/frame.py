"""Entry script of Streamlit: page settings and the frame around every page."""

import streamlit as st

from components import browser, guard
from components.form import pending
from components.form.statement import show_failure
from components.navigation import show_frame
from components.pages import assess, assessments, checks, guide, plan, result, start
from components.web import clicks, error_handling, review_tab, session, tab_state
from components.web.addresses import PATHS


def show_share() -> None:
    """Show the page to share a result."""
    from components.pages import share  # noqa: PLC0415 - slow: loads report writers

    share.show()


def show_review() -> None:
    """Show the page about reviews by mentors."""
    from components.pages import review  # noqa: PLC0415 - slow: loads NumPy

    review.show()


def show_mentor() -> None:
    """Show the page for a mentor."""
    from components.pages import mentor  # noqa: PLC0415 - slow: loads NumPy and report writers

    mentor.show()


def show_shared() -> None:
    """Show the page that a read-only link opens."""
    from components.pages import shared  # noqa: PLC0415 - slow: loads report writers

    shared.show()


def show_progress() -> None:
    """Show the progress page."""
    from components.pages import progress  # noqa: PLC0415 - slow: loads report writers

    progress.show()


def show_project() -> None:
    """Show the page of one learning project."""
    from components.pages import project  # noqa: PLC0415 - few people open it

    project.show()


def show_cohort() -> None:
    """Show the page for many people."""
    from components.pages import cohort  # noqa: PLC0415 - few people open it

    cohort.show()


# First of all, so that whatever fails or is interrupted below, no click is lost.
try:
    pending.store_pending()
finally:
    clicks.taken()

FORGET = {
    "start": start.forget_upload,
    "review": review_tab.forget_link,
    "mentor": review_tab.forget_practice,
    "project": session.forget_project,
    "cohort": tab_state.forget_cohort,
    "result": result.forget_view,
}
"""What to forget once a page is left."""


def leave_others(page_name: str) -> None:
    """Forget what belongs to the page that this tab has left or, in a new session, to any other."""
    last = tab_state.last_page()
    if last != page_name:
        for each, forget in FORGET.items():
            if each != page_name and last in (each, ""):
                forget()
        tab_state.keep_page(page_name)


TITLES = {
    "start": ("Start", start.show),
    "assess": ("Assess", assess.show),
    "checks": ("Knowledge checks", checks.show),
    "result": ("Result", result.show),
    "plan": ("Plan", plan.show),
    "project": ("Project", show_project),
    "progress": ("Progress", show_progress),
    "share": ("Share", show_share),
    "review": ("Review with a mentor", show_review),
    "mentor": ("Review", show_mentor),
    "shared": ("Shared result", show_shared),
    "assessments": ("Assessments and data", assessments.show),
    "cohort": ("Cohort", show_cohort),
    "guide": ("Writing a matrix", guide.show),
}
pages = {
    name: st.Page(show, title=title, url_path=PATHS[name] or name, default=name == "start")
    for name, (title, show) in TITLES.items()
}
guard.set_pages(pages)
page = st.navigation(list(pages.values()), position="hidden")
name = next(each for each in pages if pages[each] is page)
st.set_page_config(page_title=f"{page.title} · Readiness Radar", layout="wide")
show_frame(name)
leave_others(name)
notices = st.container() if pending.memory()["unsaved"] else None
try:
    page.run()
except guard.PageEnd:
    pass
except Exception as error:  # noqa: BLE001 - logged and shown, as Streamlit would, but see below
    error_handling.show_script_error(error)
browser.refresh_other_tabs()
if notices:
    with notices:
        for each in pending.unmarked():
            show_failure(each["why"])
