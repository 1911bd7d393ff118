"""Know whose page this is: cookie, tab, address, and what the whole server shares.

The only reader and writer of session state, query parameters and cookies.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from components.web.tabs import Tabs
from skills.entries.answers import Carried, carry_answers, is_value
from skills.entries.credentials import Credential, in_order, read_credential
from skills.matrix import Matrix
from skills.scoring import Mode, Score, score_skills
from skills.scoring.knowledge_checks import Change, estimates
from skills.sentences.results import aim
from skills.settings import settings
from skills.store import TITLE_LIMIT, Assessment, Store, owner_of

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


def aim_for(assessment: Assessment, matrix: Matrix, profile: str) -> None:
    """Measure an assessment against another profile; a title of ours follows."""
    if assessment.profile in matrix.profiles and assessment.title == aim(
        matrix, assessment.profile
    ):
        store().rename(owner(), assessment.id, aim(matrix, profile)[:TITLE_LIMIT])
    store().update_settings(
        owner(), assessment.id, profile=profile, mode=assessment.mode, hours=assessment.hours
    )


def answers(assessment: Assessment, matrix: Matrix) -> Carried:
    """Return what is answered, sorted by what a matrix has a place for."""
    return carry_answers(store().choices(owner(), assessment.id), matrix)


def credentials(assessment: Assessment) -> Mapping[str, Credential]:
    """Return the person's own degrees, certificates and experience, by the name of the entry."""
    entries = store().entries(owner(), assessment.id, kind="credential").values()
    read = {entry.item: read_credential(entry.value or "") for entry in entries}
    known = {item: credential for item, credential in read.items() if credential}
    return dict(sorted(known.items(), key=lambda each: in_order(each[1])))


def checks_given(assessment: Assessment, matrix: Matrix) -> Mapping[str, str]:
    """Return the options chosen in knowledge checks, by check, as far as they are still there."""
    entries = store().entries(owner(), assessment.id, kind="check").values()
    return {
        entry.item: entry.value
        for entry in entries
        if entry.value is not None and is_value(matrix, "check", entry.item, entry.value)
    }


def check_changes(assessment: Assessment) -> tuple[Change, ...]:
    """Return everything that was ever stored for knowledge checks, oldest first."""
    events = store().history(owner(), assessment.id)
    return tuple((each.item, each.new, each.at) for each in events if each.kind == "check")


def scores(assessment: Assessment, matrix: Matrix) -> Mapping[str, Score]:
    """Return the level of every skill from all that this assessment knows."""
    return score_skills(
        matrix,
        answers(assessment, matrix).answers,
        mode=Mode(assessment.mode),
        others=estimates(matrix, checks_given(assessment, matrix)),
    )


def move_to_matrix(assessment: Assessment, matrix: Matrix) -> Carried:
    """Let an assessment follow a changed matrix; nothing stored is removed."""
    carried = answers(assessment, matrix)
    store().move_to_matrix(
        owner(),
        assessment.id,
        matrix_id=matrix.id,
        matrix_title=matrix.title,
        wording=matrix.wording,
        structure=matrix.structure,
        renames=carried.renamed,
    )
    if assessment.profile not in matrix.profiles:
        aim_for(assessment, matrix, _nearest_profile(assessment.profile, matrix))
    return carried


def _nearest_profile(gone: str, matrix: Matrix) -> str:
    """Return the first profile of the same role, or of any where the role is gone too."""
    role = gone.partition(".")[0]
    same = [each for each in matrix.profiles if each.startswith(f"{role}.")]
    return next(iter(same or matrix.profiles))


def operation() -> str:
    """Return a fresh id for one save, so that repeating it changes nothing."""
    return secrets.token_urlsafe(12)
