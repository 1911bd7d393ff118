"""Read a file of predictions, and no more of it than the limit."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

from skills.cli.sources import PIPE
from skills.problems import Problem, SkillsError


def read_limited(name: str) -> bytes | Problem:
    """Return the bytes of a file or pipe, or the problem that it is too large.

    Raises
    ------
    SkillsError
        If it cannot be read.
    """
    from skills.projects.predictions import SIZE_LIMIT, too_large  # noqa: PLC0415 - loads NumPy

    try:
        size = 0 if name == PIPE else _size(Path(name))
        data = b"" if size > SIZE_LIMIT else _read(name, SIZE_LIMIT + 1)
    except OSError as error:
        raise SkillsError(f"{name} cannot be read: {error.strerror}.") from None
    except ValueError:  # a NUL in the name
        raise SkillsError(f"{name} cannot be read: it is not the name of a file.") from None
    return too_large(name, max(size, len(data))) or data


def _size(path: Path) -> int:
    found = path.stat()
    return found.st_size if stat.S_ISREG(found.st_mode) else 0


def _read(name: str, most: int) -> bytes:
    if name == PIPE:
        if sys.stdin is None:  # the stream was closed before Python started
            raise OSError(0, "there is no standard input")
        return sys.stdin.buffer.read(most)
    with Path(name).open("rb") as file:
        return file.read(most)
