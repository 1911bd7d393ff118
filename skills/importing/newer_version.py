"""Explain that a file was written by a newer version, and by which one if known."""

from __future__ import annotations

import re
from typing import Final

from skills.version import NAME, PROGRAM

_VERSION: Final = re.compile(r"\d{1,6}(?:\.\d{1,6}){0,3}", re.ASCII)


def newer_version(subject: str, version: str, program: object) -> tuple[str, str]:
    """Return what is wrong with a file of a newer version, and how to fix it.

    Parameters
    ----------
    subject : what has the version, as the beginning of a sentence.
    program : version of the program that wrote it, as given in the file; may be anything.
    """
    is_known = isinstance(program, str) and _VERSION.fullmatch(program) is not None
    writer = f", written by {NAME} {program}" if is_known else ""
    what = f"{subject} has version {version}{writer}, which is newer than this program, {PROGRAM}"
    return what, f"open it with {NAME} {program}" if is_known else "open it with a newer version"
