"""Write the log as lines that a machine can read: one JSON object each, without personal data."""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any, Final

import streamlit.logger

OWN: Final = ("readiness_radar", "skills")
"""The loggers of this program, with those below them."""


QUIET: Final = "uvicorn.access"
"""The logger that has a line for every request with its address; Streamlit turns it off."""


class JsonLine(logging.Formatter):
    """A record of the log as a JSON object in one line.

    Of an exception it holds the type and where it was raised. What it says is left out, since that
    may be what somebody entered.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a record."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _message(record),
        }
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__qualname__
            frames = traceback.extract_tb(record.exc_info[2])
            line["where"] = [f"{each.filename}:{each.lineno} {each.name}" for each in frames]
        return json.dumps(line, ensure_ascii=False)


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError):  # its author gave it other values than it names
        return str(record.msg)


class OwnOrWarning(logging.Filter):
    """What belongs in the log: of other programs no more than warnings.

    A web server notes every connection with the network address it came from.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether a record belongs in the log."""
        is_own = any(f"{record.name}.".startswith(f"{each}.") for each in OWN)
        return is_own or record.levelno >= logging.WARNING


def write_json() -> None:
    """Write all that this process logs as lines of JSON, whoever logs it.

    Streamlit and its web server give each of their loggers a handler of its own, Streamlit also
    later, when it first needs one. All are taken away, and one handler stands for all.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLine())
    handler.addFilter(OwnOrWarning())
    logging.basicConfig(handlers=[handler], force=True)
    streamlit.logger.setup_formatter = _leave_to_root
    for name in list(logging.root.manager.loggerDict):
        _leave_to_root(logging.getLogger(name))
    logging.captureWarnings(capture=True)


def _leave_to_root(logger: logging.Logger) -> None:
    """Pass the records of a logger on to the root logger."""
    logger.handlers.clear()
    logger.propagate = logger.name != QUIET
