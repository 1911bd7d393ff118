"""Recognise why a PostgreSQL server refused a connection, from what it said.

The driver has no SQLSTATE for a connection that failed, only the sentence that the server sent, in
the server's language. So the ones that somebody can do something about are recognised in English.
Of the others it is known that the server sent them: libpq puts two spaces after the severity.
"""

from __future__ import annotations

import re
from typing import Final

REFUSED: Final = "08004"
"""SQLSTATE of a connection that the server refused for any other reason."""

_SENTENCES: Final = (
    (r'password authentication failed|role ".*" does not exist|no password supplied', "28P01"),
    (r"authentication failed|not permitted to log in|pg_hba\.conf|permission denied", "28000"),
    (r'database ".*" does not exist', "3D000"),
    (r"too many (clients|connections)|remaining connection slots", "53300"),
    (r"the database system is ", "57P03"),
    (r"\w:  \S", REFUSED),
)
"""Sentences with the SQLSTATE that the server sends along (PostgreSQL manual, appendix A).

An unknown role counts as a wrong password: a server that asks for one does not tell them apart.
"""


def refusal_state(message: str) -> str | None:
    """Return the SQLSTATE of a failed connection, or None if no server answered."""
    found = (state for sentence, state in _SENTENCES if re.search(sentence, message))
    return next(found, None)
