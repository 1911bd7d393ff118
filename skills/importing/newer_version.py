"""Say that a file was written by a newer program, and by which one where the file tells."""

from __future__ import annotations

import re
from typing import Final

from skills.version import NAME, PROGRAM

_VERSION: Final = re.compile(r"\d{1,6}(?:\.\d{1,6}){0,3}", re.ASCII)


def newer_version(subject: str, version: str, program: object) -> tuple[str, str]:
    """Return what is wrong with a file of a newer version, and how to go on.

    Parameters
    ----------
    subject : what has the version, as a sentence begins with it.
    program : the version of the program that wrote it, as the file says; anything may stand there.
    """
    is_known = isinstance(program, str) and _VERSION.fullmatch(program) is not None
    writer = f", written by {NAME} {program}" if is_known else ""
    what = f"{subject} has version {version}{writer}, which is newer than this program, {PROGRAM}"
    return what, f"open it with {NAME} {program}" if is_known else "open it with a newer program"
