"""What one browser tab remembers for its pages: drafts, counters, switches and messages.

Nothing here says who somebody is or what they may see: that is in `session`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import streamlit as st

from components.web import session

if TYPE_CHECKING:
    from skills.guidance.plan_changes import EarlierPlan, SeenPlans


def last_page() -> str:
    """Return the name of the page that this tab showed last, "" in a new session."""
    return str(st.session_state.get("page", ""))


def keep_page(name: str) -> None:
    """Remember the page that this tab shows."""
    st.session_state["page"] = name


def kept_cohort(asked: object) -> object | None:
    """Return what was kept for a question about a cohort, or None if another was asked last."""
    question, result = st.session_state.get("cohort", (None, None))
    return result if question == asked else None


def keep_cohort(asked: object, result: object) -> None:
    """Keep the result of a cohort for the next run, as computing it takes seconds."""
    st.session_state["cohort"] = asked, result


def see_plan(assessment: str, target: tuple[str, str], plan: EarlierPlan) -> SeenPlans:
    """Remember the plan that this tab shows, and return what it has shown for the same target."""
    from skills.guidance.plan_changes import SeenPlans  # noqa: PLC0415 - slow: loads NumPy

    asked, seen = st.session_state.get("plans", (None, None))
    name = (assessment, *target)
    seen = seen.see(plan) if asked == name else SeenPlans(plan)
    st.session_state["plans"] = name, seen
    return seen


def forget_cohort() -> None:
    """Forget the result of a cohort once its page is left."""
    st.session_state.pop("cohort", None)


def shown_statements(page: str) -> tuple[str, ...]:
    """Return the statements last shown on a page in their order; () once another was shown."""
    last, shown = st.session_state.get("statements", ("", ()))
    return tuple(shown) if last == page else ()


def keep_statements(page: str, shown: Sequence[str]) -> None:
    """Keep the statements of a page in their order: none changes places under a click."""
    st.session_state["statements"] = page, tuple(shown)


def explained(skill_id: str) -> str:
    """Return the id of the check whose explanation is shown for a skill, or ""."""
    shown: dict[str, str] = st.session_state.get("explained", {})
    return shown.get(skill_id, "")


def explain(skill_id: str, check_id: str) -> None:
    """Show the explanation of a check; "" hides it."""
    st.session_state["explained"] = {skill_id: check_id}


def draft(name: str) -> str:
    """Return the id for a new item, stable until the draft is finished.

    A second click on "Add" then finds what the first one stored instead of storing it again.
    """
    if f"draft|{name}" not in st.session_state:
        st.session_state[f"draft|{name}"] = session.operation()
    return str(st.session_state[f"draft|{name}"])


def finish_draft(name: str) -> None:
    """Finish a draft, so that the next one gets a new id."""
    st.session_state.pop(f"draft|{name}", None)


def count(name: str) -> int:
    """Return the value of a counter of this tab, 0 at first."""
    return int(st.session_state.get(f"count|{name}", 0))


def count_up(name: str) -> int:
    """Increment a counter of this tab and return its value."""
    st.session_state[f"count|{name}"] = count(name) + 1
    return count(name)


def upload_key(name: str) -> str:
    """Return the key of a field for files, which is another one in every session.

    Streamlit keeps a file in the memory of one session. After a restart of the server, a field
    with the same key would still show the name of a file that is gone.
    """
    if "session-mark" not in st.session_state:
        st.session_state["session-mark"] = session.operation()
    return f"{name}|{st.session_state['session-mark']}"


def turn(name: str, *, on: bool) -> None:
    """Turn a switch of this tab on or off."""
    st.session_state[f"switch|{name}"] = on


def is_on(name: str) -> bool:
    """Return whether a switch of this tab is on; at first it is off."""
    return bool(st.session_state.get(f"switch|{name}"))


def keep_order(name: str, ids: Sequence[str]) -> None:
    """Remember the order in which this tab shows some things."""
    st.session_state[f"order|{name}"] = tuple(ids)


def kept_order(name: str) -> tuple[str, ...]:
    """Return the order in which this tab showed some things, () at first."""
    return tuple(st.session_state.get(f"order|{name}", ()))


def flash(sentence: str) -> None:
    """Store a message for the next run to show."""
    st.session_state["flash"] = sentence


def flashed() -> str:
    """Return and clear the message of the last run, or ""."""
    return str(st.session_state.pop("flash", ""))


def keep_findings(file_key: str, texts: Sequence[str]) -> None:
    """Keep what was found in a file, for as long as the tab shows the result of that file."""
    st.session_state["findings"] = file_key, tuple(texts)


def findings(file_key: str) -> tuple[str, ...]:
    """Return what this tab found in a file, () if another was checked last."""
    last, texts = st.session_state.get("findings", ("", ()))
    return tuple(texts) if last == file_key else ()


def keep_unread(files: Sequence[tuple[str, bytes]]) -> None:
    """Keep the files of a matrix that cannot be read, until a corrected one is added."""
    st.session_state["unread"] = list(files)


def unread_files() -> list[tuple[str, bytes]]:
    """Return and forget the files of a matrix that could not be read."""
    files: list[tuple[str, bytes]] = st.session_state.pop("unread", [])
    return files


def keep_outcome(outcome: Mapping[str, Any]) -> None:
    """Keep the outcome of the upload of a matrix for the next runs to show."""
    st.session_state["outcome"] = outcome


def upload_outcome() -> Mapping[str, Any]:
    """Return the outcome of the last upload of a matrix, {} without one."""
    outcome: Mapping[str, Any] = st.session_state.get("outcome", {})
    return outcome


def forget_upload() -> None:
    """Forget the last upload of a matrix."""
    for name in ("outcome", "unread"):
        st.session_state.pop(name, None)


def offer_matrix(wording: str) -> None:
    """Remember the fingerprint of an uploaded matrix, so that the next run selects it."""
    st.session_state["brought"] = wording


def offered_matrix() -> str:
    """Return and forget the fingerprint of a matrix to choose, or ""."""
    return str(st.session_state.pop("brought", ""))


def keep_too_large(state: tuple[str, datetime]) -> None:
    """Remember a state of an assessment that is too large to save as a snapshot."""
    st.session_state["too-large"] = state


def is_too_large(state: tuple[str, datetime]) -> bool:
    """Return whether this state was too large to save as a snapshot."""
    return bool(st.session_state.get("too-large") == state)


def ask_for_refresh() -> None:
    """Ask the next run to refresh the other tabs of this browser."""
    st.session_state["refresh-other-tabs"] = True


def is_refresh_asked() -> bool:
    """Return, once, whether the last run asked to refresh the other tabs of this browser."""
    return bool(st.session_state.pop("refresh-other-tabs", False))


def set_widget(key: str, value: object) -> None:
    """Set the value of a widget before it is rendered."""
    st.session_state[key] = value


def forget_widget(key: str) -> None:
    """Forget the value of a widget, so that it starts anew."""
    st.session_state.pop(key, None)


def restore_widget(key: str, *, default: object) -> None:
    """Give a widget that was not rendered of late the value it had before, or a default one."""
    if key not in st.session_state:
        st.session_state[key] = st.session_state.get(f"left|{key}", default)


def keep_widget(key: str, value: object) -> None:
    """Remember the value of a widget for when it is rendered again."""
    st.session_state[f"left|{key}"] = value


def has_value(key: str) -> bool:
    """Return whether a widget has a value, before it is rendered."""
    return key in st.session_state


def is_pressed(key: str) -> bool:
    """Return whether a button started this run, before the button is rendered."""
    return bool(st.session_state.get(key))


def is_toggled(key: str, *, default: bool) -> bool:
    """Return whether a toggle is on, before it is rendered."""
    return bool(st.session_state.get(key, default))


def choice(key: str) -> str:
    """Return the value of a select box before it is rendered, or ""."""
    return str(st.session_state.get(key, ""))
