"""The session of one browser tab: owner cookie, tab id, query parameters, and the shared store.

Only `web.session`, `web.review_tab`, `web.tab_state` and, for the widgets of forms, `form.pending`
use session state; only the first two use query parameters.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.web import example, login
from components.web.counters import MeteredStore
from components.web.tabs import Tabs
from skills.settings import settings
from skills.store import Assessment, Store, owner_of
from skills.workspace import Workspace
from skills.workspace.example_person import EXAMPLE

COOKIE: Final = "readiness_radar_owner"
"""Name of the cookie that identifies the owner of a browser's assessments."""

_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{43}")


def is_token(text: str) -> bool:
    """Return whether a cookie's value has the form of an owner token."""
    return _TOKEN.fullmatch(text) is not None


@st.cache_resource(show_spinner=False)
def own_store() -> Store:
    """Return the database, opened once for the whole server."""
    how = settings()
    kind = MeteredStore if how.metrics else Store
    return kind.open(how.database_url, clock=now, new_id=lambda: secrets.token_urlsafe(9))


def own() -> tuple[Store, str]:
    """Return the database and the person's own owner id, whatever this tab shows."""
    return own_store(), own_owner()


def own_owner() -> str:
    """Return the owner id of the account or else of the browser, or "" if there is none."""
    return login.owner() if login.is_on() else browser_owner()


def browser_owner() -> str:
    """Return the owner id of this browser, or "" if it accepts no cookies."""
    return _browser_owner_in(st.context.cookies)


def store() -> Store:
    """Return the store of what this tab shows: the database, or that of the example."""
    shown = shown_example()
    return shown.store if shown else own_store()


def owner() -> str:
    """Return the owner of what this tab shows: the person's own, or that of the example."""
    shown = shown_example()
    return shown.owner if shown else own_owner()


def place_of(assessment_id: str) -> tuple[Store, str]:
    """Return the store and owner of an assessment, whatever this tab shows now."""
    found = example.workspace_at(now()) if assessment_id == EXAMPLE else None
    return (found.store, found.owner) if found else own()


def is_example() -> bool:
    """Return whether this tab shows the example, which nobody can change."""
    is_page = get_script_run_ctx(suppress_warning=True) is not None
    return is_page and wanted() == EXAMPLE


def shown_example() -> Workspace | None:
    """Return the workspace of the example if this tab shows it, else None."""
    return example.workspace_at(now()) if is_example() else None


def leave_example() -> None:
    """Detach this tab from the example, if that is what it shows."""
    if is_example():
        forget(EXAMPLE)


def owner_in(cookies: Mapping[str, str]) -> str:
    """Return the owner id by the cookies of a request, or "" if there is none."""
    return login.owner_in(cookies) if login.is_on() else _browser_owner_in(cookies)


def _browser_owner_in(cookies: Mapping[str, str]) -> str:
    token = cookies.get(COOKIE, "")
    return owner_of(token) if is_token(token) else ""


def now() -> datetime:
    """Return the current time in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return the current day in the time zone of the person's browser."""
    return local(now()).date()


def zone() -> str:
    """Return the name of the time zone of the person's browser."""
    return st.context.timezone or "UTC"


def local(moment: datetime, name: str = "") -> datetime:
    """Return a moment in a time zone, by default in that of the person's browser."""
    try:
        return moment.astimezone(ZoneInfo(name or zone()))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return moment


@st.cache_resource(show_spinner=False)
def _tabs() -> Tabs:
    return Tabs()


def tab() -> str:
    """Return the id of this tab."""
    if "tab" not in st.session_state:
        holder = secrets.token_hex(8)
        st.session_state["tab"] = _tabs().claim(st.query_params.get("tab", ""), holder)
    return str(st.session_state["tab"])


def keep_address(assessment_id: str) -> None:
    """Put the assessment and tab into the address, to continue after a reload or server restart."""
    address = {"a": assessment_id, "tab": tab()}
    if any(st.query_params.get(name) != value for name, value in address.items()):
        st.query_params.update(address)


def wanted() -> str:
    """Return the id of this tab's assessment, from the address or the session, or ""."""
    return str(st.query_params.get("a") or st.session_state.get("assessment", ""))


def assessment() -> Assessment | None:
    """Return this tab's assessment: from the address or session, or else the latest one.

    One that is with a mentor, or that is a mentor's copy, comes after all others.

    Raises
    ------
    NotFound
        If the address names an assessment that is not this browser's.
    """
    if wanted():
        found: Assessment | None = store().assessment(owner(), wanted())
    else:
        known = [each.assessment for each in store().assessments(owner())]
        found = min(known, key=lambda each: bool(each.handed_to), default=None)
    if found is not None:
        st.session_state["assessment"] = found.id
        keep_address(found.id)
    return found


def login_failure() -> str:
    """Return why this tab's person is not logged in, by the address, or ""."""
    return str(st.query_params.get("login", ""))


def choose(assessment_id: str) -> None:
    """Switch this tab to an assessment."""
    forget(wanted())
    st.session_state["assessment"] = assessment_id


def forget(assessment_id: str) -> None:
    """Detach this tab from an assessment, if it is the one shown."""
    if assessment_id in {st.session_state.get("assessment"), st.query_params.get("a")}:
        for name in ("assessment", "skill"):
            st.session_state.pop(name, None)
        for name in ("a", "skill"):
            st.query_params.pop(name, None)


def skill() -> str:
    """Return the id of the skill that this tab shows, or ""."""
    return str(st.query_params.get("skill") or st.session_state.get("skill", ""))


def project() -> str:
    """Return the id of the project that this tab shows, or ""."""
    return str(st.query_params.get("p") or st.session_state.get("project", ""))


def keep_project(project_id: str) -> None:
    """Remember the project of this tab, also in the address, to continue after a reload."""
    st.session_state["project"] = project_id
    if st.query_params.get("p") != project_id:
        st.query_params["p"] = project_id


def forget_project() -> None:
    """Remove the project from the address on any other page."""
    st.query_params.pop("p", None)


def go_to_skill(skill_id: str) -> None:
    """Switch this tab to another skill."""
    st.session_state["skill"] = skill_id
    if st.query_params.get("skill") != skill_id:  # writing it anew would send the browser a message
        st.query_params["skill"] = skill_id


def operation() -> str:
    """Return a new idempotency key for one save."""
    return secrets.token_urlsafe(12)
