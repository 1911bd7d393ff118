"""Read a file to check, and no more of it than the limit."""

from __future__ import annotations

import sys
from pathlib import Path

from skills.cli.sources import PIPE
from skills.problems import SkillsError


def read_limited(name: str) -> bytes:
    """Return the bytes of a file or pipe, at most one more than a check takes.

    Raises
    ------
    SkillsError
        If it cannot be read.
    """
    from skills.projects.csv_upload import SIZE_LIMIT  # noqa: PLC0415 - not needed to list

    try:
        return _read(name, SIZE_LIMIT + 1)
    except OSError as error:
        raise SkillsError(f"{name} cannot be read: {error.strerror}.") from None
    except ValueError:  # a NUL in the name
        raise SkillsError(f"{name} cannot be read: it is not the name of a file.") from None


def _read(name: str, most: int) -> bytes:
    if name == PIPE:
        if sys.stdin is None:  # the stream was closed before Python started
            raise OSError(0, "there is no standard input")
        return sys.stdin.buffer.read(most)
    with Path(name).open("rb") as file:
        return file.read(most)
