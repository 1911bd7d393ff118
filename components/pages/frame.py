"""Entry script of Streamlit: page settings, style and navigation around every page."""

from pathlib import Path

import streamlit as st

from components import guard
from components.browser import prepare_browser
from components.foot import show_foot
from components.form import pending
from components.form.statement import show_failure
from components.pages import assess, assessments, checks, guide, plan, result, start
from components.web import clicks, error_handling


def show_report() -> None:
    """Show the report page."""
    from components.pages import report  # noqa: PLC0415 - slow: loads report writers

    report.show()


def show_progress() -> None:
    """Show the page with the progress."""
    from components.pages import progress  # noqa: PLC0415 - slow: loads report writers

    progress.show()


HERE = Path(__file__).parents[1]

# First of all, so that whatever fails or is interrupted below, no click is lost.
try:
    pending.store_pending()
finally:
    clicks.taken()

st.html(HERE / "style.css")
prepare_browser()
pages = {
    "start": st.Page(start.show, title="Start", url_path="start", default=True),
    "assess": st.Page(assess.show, title="Assess", url_path="assess"),
    "checks": st.Page(checks.show, title="Checks", url_path="checks"),
    "result": st.Page(result.show, title="Result", url_path="result"),
    "plan": st.Page(plan.show, title="Plan", url_path="plan"),
    "report": st.Page(show_report, title="Report", url_path="report"),
    "progress": st.Page(show_progress, title="Progress", url_path="progress"),
    "assessments": st.Page(assessments.show, title="My assessments", url_path="assessments"),
    "guide": st.Page(guide.show, title="Writing a matrix", url_path="guide", visibility="hidden"),
}
guard.set_pages(pages)
page = st.navigation(list(pages.values()), position="top")
st.set_page_config(
    page_title=f"{page.title} · Readiness Radar",
    layout="centered",
)
if page is not pages["start"]:
    start.forget_upload()
notices = st.container() if pending.memory()["unsaved"] else None
try:
    page.run()
except guard.PageEnd:
    pass
except Exception as error:  # noqa: BLE001 - logged and told, as Streamlit would, but see below
    error_handling.show_script_error(error)
if notices:
    with notices:
        for each in pending.unmarked():
            show_failure(each["why"])
show_foot()
