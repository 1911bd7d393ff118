"""Turn exceptions of the database library into one sentence that a person can act on.

The library's own messages contain SQL, paths and sometimes the text of a note: none of that may
reach a screen or a log.
"""

from __future__ import annotations

import sqlite3
from typing import Final

from sqlalchemy.exc import DBAPIError, NoSuchModuleError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from skills.problems import StoreError

FAILURES: Final = (SQLAlchemyError, sqlite3.Error, OSError, ImportError)
"""Exceptions that a database and its libraries can raise."""

_REASONS: Final = {
    "SQLITE_BUSY": "another program is using the database",
    "SQLITE_LOCKED": "another program is using the database",
    "SQLITE_FULL": "the disk is full",
    "SQLITE_READONLY": "the database is read-only",
    "SQLITE_PERM": "this account has no access to the database",
    "SQLITE_AUTH": "this account has no access to the database",
    "SQLITE_CANTOPEN": "the database file cannot be opened",
    "SQLITE_IOERR": "the disk has an error",
    "SQLITE_CORRUPT": "the database file is damaged; go back to the last backup",
    "SQLITE_NOTADB": "the file is not a database; name another one, or go back to the last backup",
    "SQLITE_CONSTRAINT": "the database rejected it",
    "08004": "the database server refused the connection; its log says why",
    "08": "the database server cannot be reached",
    "23": "the database rejected it",
    "28P01": "the database server rejected the user name or password; correct SKILLS_DATABASE_URL "
    "or the file of the password",
    "28": "the database server does not let this user in; check the user's rights and pg_hba.conf "
    "on the server",
    "3D": "the database server has no database of this name; create it, or correct "
    "SKILLS_DATABASE_URL",
    "40": "too many saves of the same data at once",
    "42501": "this account has no permission to change the database",
    "53300": "too many programs are connected to the database server",
    "53": "the database server is out of space",
    "55": "another program is using the database",
    "57": "the database server is restarting",
}

_PASSING: Final = ("08", "23505", "40", "53300", "55P03", "57P")
"""Transient SQLSTATE codes (PostgreSQL manual, appendix A).

23505 means that two sessions inserted the same row at once: the second finds it on a retry.
"""

_LASTING: Final = ("28", "3D")
"""SQLSTATE codes of what stays wrong until somebody corrects it."""

_DOING: Final = {
    "saved": "The answers could not be saved",
    "read": "The answers could not be read",
    "opened": "The database could not be opened",
    "backed up": "The database could not be backed up",
    "restored": "The backup could not be restored",
}


class InUse(StoreError):  # noqa: N818 - reads as what it is
    """Raised where a database has tables, and none of them are ours."""

    def __init__(self) -> None:
        super().__init__("The database is in use for something else; nothing was changed.")


def failure(error: Exception, doing: str) -> StoreError:
    """Return the error to show for an exception during a database operation."""
    is_lasting = doing == "opened" or _state(error).startswith(_LASTING)
    fix = "" if is_lasting else "; try again"
    return StoreError(f"{_DOING[doing]}: {_reason(error)}{fix}.")


def is_transient(error: Exception) -> bool:
    """Return whether a retry may well succeed: also if a server refuses connections, for now."""
    if not isinstance(error, DBAPIError):
        return False
    state = _state(error)
    return error.connection_invalidated or state.startswith(_PASSING) or _is_refused(error)


def _is_refused(error: DBAPIError) -> bool:
    """Return whether there was no server to fail; it would have given a reason."""
    return _is_lost(error) and not _state(error) and isinstance(error, OperationalError)


def _reason(error: Exception) -> str:
    if isinstance(error, PoolTimeoutError):
        return "too many people are using the database"
    if isinstance(error, (ImportError, NoSuchModuleError)):
        return "install psycopg to use PostgreSQL"
    state = _state(error)
    for known, reason in _REASONS.items():
        if state.startswith(known):
            return reason
    if isinstance(error, OSError):
        return "its folder or file can't be used"
    return "the database server cannot be reached" if _is_lost(error) else "the database failed"


def _state(error: Exception) -> str:
    """Return SQLite's name of an error or PostgreSQL's SQLSTATE, or "" if there is none."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    found = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None)
    return found if isinstance(found, str) else ""


def _is_lost(error: Exception) -> bool:
    return isinstance(error, DBAPIError) and type(error.orig).__module__.startswith("psycopg")
