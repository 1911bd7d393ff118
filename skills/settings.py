"""Read the environment, in this one place.

- ``SKILLS_DATA``           folder for the database; default ``data`` beside ``app.py``
- ``SKILLS_DATABASE_URL``   ``sqlite:///FILE`` or ``postgresql://…``; default a file in that folder
- ``SKILLS_MATRICES``       more matrix files or folders, separated like ``PATH``
- ``SKILLS_SECURE_COOKIE``  ``yes`` or ``no``; unset, the app goes by how it is reached

A variable that is set to nothing counts as not set.
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
"""How an address of a database may begin."""

_CLAIMS: Final = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


class SettingsError(SkillsError):
    """Raised where a variable of the environment cannot be used."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment decides.

    Attributes
    ----------
    database_url : may hold a password, so it is kept out of ``repr``.
    matrices : files and folders in the order given; whether they exist is for the reader to say.
    secure_cookie : None where the app has to find out by itself.
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
        where a variable cannot be used.
    """
    return read_settings(os.environ)


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Read settings from variables.

    Raises
    ------
    SettingsError
        where a variable cannot be used.
    """
    data = _path("SKILLS_DATA", environ.get("SKILLS_DATA", "").strip() or str(ROOT / "data"))
    parts = environ.get("SKILLS_MATRICES", "").split(os.pathsep)
    return Settings(
        data=data,
        database_url=_database_url(environ.get("SKILLS_DATABASE_URL", "").strip(), data),
        matrices=tuple(_path("SKILLS_MATRICES", part.strip()) for part in parts if part.strip()),
        secure_cookie=_claim("SKILLS_SECURE_COOKIE", environ.get("SKILLS_SECURE_COOKIE", "")),
    )


def _path(name: str, text: str) -> Path:
    if text.startswith("~"):
        raise SettingsError(f'{name} begins with "~", which only a shell knows: write it out.')
    if "\0" in text:
        raise SettingsError(f"{name} holds a character that no path can have.")
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


def _claim(name: str, text: str) -> bool | None:
    word = text.strip().lower()
    if not word:
        return None
    if word not in _CLAIMS:
        raise SettingsError(f'{name} has to be "yes" or "no".')
    return _CLAIMS[word]
