"""Show one skill per screen in a fragment; a callback writes each answer to SQLite."""

import os
import secrets
import sqlite3
from pathlib import Path
from threading import Lock

import streamlit as st

SKILLS, STATEMENTS = 9, 5
OPTIONS = ["Not yet", "Partly", "Mostly", "Fully", "Does not apply"]
FILE = Path(os.environ["PROTOTYPE_DATA"]) / "prototype.sqlite3"
SAVE = "INSERT INTO answers VALUES (?, ?, ?) ON CONFLICT (draft, item) DO UPDATE SET value = ?"


@st.cache_resource
def database() -> tuple[sqlite3.Connection, Lock]:
    """Return the only connection, with the lock that guards it."""
    connection = sqlite3.connect(FILE, check_same_thread=False, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(
        "CREATE TABLE IF NOT EXISTS answers (draft, item, value, PRIMARY KEY (draft, item))"
    )
    return connection, Lock()


def load(draft: str) -> None:
    """Load the stored answers of a draft into the session, once."""
    if st.session_state.get("loaded") == draft:
        return
    connection, lock = database()
    with lock:
        rows = connection.execute("SELECT item, value FROM answers WHERE draft = ?", (draft,))
        for item, value in rows.fetchall():
            st.session_state[item] = value
    st.session_state["loaded"], st.session_state["saves"] = draft, 0


def keep(item: str) -> None:
    """Save one answer as soon as it is given."""
    connection, lock = database()
    value = st.session_state[item]
    with lock:
        connection.execute(SAVE, (st.query_params["draft"], item, value, value))
    st.session_state["saves"] += 1


@st.fragment
def ask(skill: int) -> None:
    """Show the statements of one skill."""
    for number in range(STATEMENTS):
        item = f"{skill}-{number}"
        st.segmented_control(
            f"Statement {number + 1} of skill {skill + 1}: this is something I do in my work.",
            OPTIONS,
            key=item,
            required=True,
            persist_state="session",
            on_change=keep,
            args=(item,),
        )
    st.text(f"{st.session_state['saves']} answers saved.")


def move(by: int) -> None:
    """Go to another skill."""
    st.session_state["skill"] = (st.session_state.get("skill", 0) + by) % SKILLS


def questions() -> None:
    """Show the page of questions."""
    if "draft" not in st.query_params:
        st.query_params["draft"] = secrets.token_urlsafe(16)
    load(st.query_params["draft"])
    skill = st.session_state.get("skill", 0)
    st.title(f"Skill {skill + 1}")
    ask(skill)
    st.button("Next", on_click=move, args=(1,), type="primary")


st.navigation([st.Page(questions, title="Questions", default=True)], position="top").run()
