"""What the server does when something fails: one sentence for the person, one entry in the log."""

from __future__ import annotations

import logging
import secrets
import traceback
from collections.abc import Callable, Mapping
from typing import Any, Final

import streamlit as st
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response

from components.text import literal
from skills.problems import SkillsError
from skills.store import ReadOnly

log = logging.getLogger("readiness_radar")

_READS_WIDGETS: Final = frozenset({"deserialize", "get_serialized", "unpack_widget_state_value"})
"""Functions of Streamlit that read what a browser has sent for a widget."""


def log_once() -> None:
    """Stop Streamlit from logging page errors that we already log under an id."""
    logging.getLogger("streamlit.error_util").addFilter(
        lambda record: record.msg != "Uncaught app execution"
    )


def exception_handlers() -> Mapping[Any, Callable[[Request, Exception], Response]]:
    """Return the handlers of exceptions outside the pages."""
    return {ClientDisconnect: _note_departure, Exception: _respond_to_error}


def _note_departure(_request: Request, _error: Exception) -> Response:
    """Respond to somebody who has gone, for instance in the middle of an upload."""
    log.info("a request was aborted")
    return PlainTextResponse("", status_code=400)


def _respond_to_error(_request: Request, error: Exception) -> Response:
    error_id = _log_error(error)
    return PlainTextResponse(f"Something went wrong. Error {error_id}.", status_code=500)


def show_script_error(error: Exception) -> bool:
    """Show a friendly message with the id of the log entry, but no internals of the error."""
    if isinstance(error, ReadOnly):
        st.error(literal(str(error)))
        return True
    error_id = _log_error(error)
    sentence = str(error) if isinstance(error, SkillsError) else "Something went wrong on our side."
    st.error(
        f"{literal(sentence)} Reload the page to continue; "
        f"if it happens again, report error {error_id}.",
    )
    return True


def _log_error(error: Exception) -> str:
    """Log an error under a new id, with its traceback if it is a fault of the program."""
    error_id = secrets.token_hex(4)
    if isinstance(error, SkillsError):
        log.error("error %s: %s", error_id, error)
    elif _is_forged(error):
        log.warning("error %s: a forged widget value was refused", error_id)
    else:
        log.error("error %s", error_id, exc_info=error)
    return error_id


def _is_forged(error: Exception) -> bool:
    """Return whether a widget's value was of a type that Streamlit's own page never sends."""
    frames = traceback.extract_tb(error.__traceback__)
    return any(each.name in _READS_WIDGETS and "streamlit" in each.filename for each in frames[-6:])
