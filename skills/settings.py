"""Read the settings from environment variables; this is the only module that does.

- ``SKILLS_DATA``           folder for the database; default ``data`` beside ``app.py``
- ``SKILLS_DATABASE_URL``   ``sqlite:///FILE`` or ``postgresql://…``; default a file in that folder
- ``SKILLS_MATRICES``       more matrix files or folders, separated like ``PATH``
- ``SKILLS_SECURE_COOKIE``  ``yes`` or ``no``; default depends on whether a request came by HTTPS

An empty variable counts as unset.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from skills.problems import SkillsError

ROOT: Final = Path(__file__).resolve().parent.parent
"""The folder of ``app.py``."""

DATABASE_KINDS: Final = ("sqlite:///", "postgresql://", "postgresql+psycopg://", "postgres://")
"""Supported prefixes of a database URL."""

_FLAGS: Final = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


class SettingsError(SkillsError):
    """Raised where a variable of the environment cannot be used."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment decides.

    Attributes
    ----------
    data : folder for the database.
    database_url : may contain a password, so it is excluded from ``repr``.
    matrices : files and folders in the order given; the reader reports those that do not exist.
    secure_cookie : None to decide by the scheme of each request.
    """

    data: Path
    database_url: str = field(repr=False)
    matrices: tuple[Path, ...] = ()
    secure_cookie: bool | None = None


def settings() -> Settings:
    """Read the settings of this process.

    Raises
    ------
    SettingsError
        If a variable is invalid.
    """
    return read_settings(os.environ)


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Read settings from a mapping of variables.

    Raises
    ------
    SettingsError
        If a variable is invalid.
    """
    data = _path("SKILLS_DATA", environ.get("SKILLS_DATA", "").strip() or str(ROOT / "data"))
    parts = environ.get("SKILLS_MATRICES", "").split(os.pathsep)
    return Settings(
        data=data,
        database_url=_database_url(environ.get("SKILLS_DATABASE_URL", "").strip(), data),
        matrices=tuple(_path("SKILLS_MATRICES", part.strip()) for part in parts if part.strip()),
        secure_cookie=_flag("SKILLS_SECURE_COOKIE", environ.get("SKILLS_SECURE_COOKIE", "")),
    )


def _path(name: str, text: str) -> Path:
    if text.startswith("~"):
        raise SettingsError(
            f'{name} begins with "~", which only a shell expands: write out the path.'
        )
    if "\0" in text:
        raise SettingsError(f"{name} contains a character that no path can have.")
    return Path(text)


def _database_url(text: str, data: Path) -> str:
    if not text:
        return f"sqlite:///{data / 'skills.sqlite3'}"
    if not text.startswith(DATABASE_KINDS):
        raise SettingsError(
            "SKILLS_DATABASE_URL has to begin with sqlite:/// (then a file) or postgresql://."
        )
    if text == "sqlite:///" or ":memory:" in text:
        raise SettingsError("SKILLS_DATABASE_URL has to name a file: sqlite:///FILE.")
    return text


def _flag(name: str, text: str) -> bool | None:
    word = text.strip().lower()
    if not word:
        return None
    if word not in _FLAGS:
        raise SettingsError(f'{name} has to be "yes" or "no".')
    return _FLAGS[word]
