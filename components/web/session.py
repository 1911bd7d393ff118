"""Know whose page this is: cookie, tab, address, and what the whole server shares.

The only reader and writer of session state, query parameters and cookies.
"""

from __future__ import annotations

import re
import secrets
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from components.web.tabs import Tabs
from skills.settings import settings
from skills.store import Assessment, Store, owner_of

COOKIE: Final = "readiness_radar_owner"
"""Name of the cookie by which a browser finds its assessments again."""

_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{43}")


def is_token(text: str) -> bool:
    """Tell whether a cookie's value has the form of an owner token."""
    return _TOKEN.fullmatch(text) is not None


@st.cache_resource(show_spinner=False)
def store() -> Store:
    """Return the database, opened once for the whole server."""
    return Store.open(settings().database_url, clock=now, new_id=lambda: secrets.token_urlsafe(9))


def owner() -> str:
    """Return the owner this browser acts for, or "" where it keeps no cookies."""
    token = st.context.cookies.get(COOKIE, "")
    return owner_of(token) if is_token(token) else ""


def now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


def local(moment: datetime) -> datetime:
    """Return a moment in the time zone of the person's browser."""
    try:
        return moment.astimezone(ZoneInfo(st.context.timezone or "UTC"))
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


def _keep_address(assessment_id: str) -> None:
    """Write into the address what a reload or a restarted server needs to go on from here."""
    address = {"a": assessment_id, "tab": tab()}
    if any(st.query_params.get(name) != value for name, value in address.items()):
        st.query_params.update(address)


def wanted() -> str:
    """Return the id of the assessment this tab is about, by its address or its memory, or ""."""
    return str(st.query_params.get("a") or st.session_state.get("assessment", ""))


def assessment() -> Assessment | None:
    """Return the assessment this tab is about: from the address, or else the latest one.

    Raises
    ------
    NotFound
        where the address names an assessment that is not this browser's.
    """
    if wanted():
        found: Assessment | None = store().assessment(owner(), wanted())
    else:
        latest = store().assessments(owner())[:1]
        found = latest[0].assessment if latest else None
    if found is not None:
        st.session_state["assessment"] = found.id
        _keep_address(found.id)
    return found


def choose(assessment_id: str) -> None:
    """Make an assessment the one this tab is about."""
    forget(wanted())
    st.session_state["assessment"] = assessment_id


def forget(assessment_id: str) -> None:
    """Make this tab be about no assessment, where it was about this one."""
    if assessment_id in {st.session_state.get("assessment"), st.query_params.get("a")}:
        for name in ("assessment", "skill"):
            st.session_state.pop(name, None)
        for name in ("a", "skill"):
            st.query_params.pop(name, None)


def skill() -> str:
    """Return the id of the skill this tab is at, or ""."""
    return str(st.query_params.get("skill") or st.session_state.get("skill", ""))


def explained(skill_id: str) -> str:
    """Return the check of a skill whose explanation is on the page, or ""."""
    shown: dict[str, str] = st.session_state.get("explained", {})
    return shown.get(skill_id, "")


def explain(skill_id: str, check_id: str) -> None:
    """Put the explanation of a check on the page; "" takes it away."""
    st.session_state["explained"] = {skill_id: check_id}


def draft(name: str) -> str:
    """Return the id of what is being written, the same until it is finished.

    So a second click on "Add" meets what the first one stored instead of storing it again.
    """
    if f"draft|{name}" not in st.session_state:
        st.session_state[f"draft|{name}"] = operation()
    return str(st.session_state[f"draft|{name}"])


def finish_draft(name: str) -> None:
    """Let the next thing of this name be a new one."""
    st.session_state.pop(f"draft|{name}", None)


def count(name: str) -> int:
    """Return how often this has been counted up in this tab."""
    return int(st.session_state.get(f"count|{name}", 0))


def count_up(name: str) -> int:
    """Return how often this has been asked for in this tab, from 1 on."""
    st.session_state[f"count|{name}"] = count(name) + 1
    return count(name)


def flash(sentence: str) -> None:
    """Keep a sentence for the next run, which says what this one did."""
    st.session_state["flash"] = sentence


def flashed() -> str:
    """Return what the last run wanted said, once; "" for nothing."""
    return str(st.session_state.pop("flash", ""))


def has_moved(place: str) -> bool:
    """Tell whether this tab was at another place when it last arrived at one."""
    return bool(st.session_state.get("place", place) != place)


def arrive(place: str) -> None:
    """Remember the place this tab is at.

    After what moving needs is done: a run may be stopped at any step, and the next one goes on.
    """
    st.session_state["place"] = place


def is_pressed(key: str) -> bool:
    """Tell whether this run was started by a button, before the button is drawn."""
    return bool(st.session_state.get(key))


def choice(key: str) -> str:
    """Return what a select box holds, before it is drawn; "" where nothing is known."""
    return str(st.session_state.get(key, ""))


def go_to_skill(skill_id: str) -> None:
    """Move this tab to another skill."""
    st.session_state["skill"] = skill_id
    st.query_params["skill"] = skill_id


def operation() -> str:
    """Return a fresh id for one save, so that repeating it changes nothing."""
    return secrets.token_urlsafe(12)
