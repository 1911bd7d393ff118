"""Read the settings from environment variables; this is the only module that does.

- ``SKILLS_DATA``                    folder for the database; default ``data`` beside ``app.py``
- ``SKILLS_DATABASE_URL``            ``sqlite:///FILE`` or ``postgresql://…``; default a file there
- ``SKILLS_DATABASE_PASSWORD_FILE``  file with the password for ``postgresql://USER@HOST/NAME``
- ``SKILLS_MATRICES``                more matrix files or folders, separated like ``PATH``
- ``SKILLS_SECURE_COOKIE``           ``yes`` or ``no``; by default whether a request came by HTTPS
- ``SKILLS_METRICS``                 ``yes`` to serve ``/api/metrics``; default ``no``
- ``SKILLS_LOG``                     ``text``, or ``json`` for one JSON object a line; default text

An empty variable counts as unset.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import quote

from skills.problems import SkillsError

ROOT: Final = Path(__file__).resolve().parent.parent
"""The folder of ``app.py``."""

DATABASE_KINDS: Final = ("sqlite:///", "postgresql://", "postgresql+psycopg://", "postgres://")
"""Supported prefixes of a database URL."""

_PASSWORD_FILE: Final = "SKILLS_DATABASE_PASSWORD_FILE"  # noqa: S105 - the name of a setting
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
    metrics : whether to count requests and saves, and serve the numbers.
    """

    data: Path
    database_url: str = field(repr=False)
    matrices: tuple[Path, ...] = ()
    secure_cookie: bool | None = None
    metrics: bool = False


def settings() -> Settings:
    """Read the settings of this process.

    Raises
    ------
    SettingsError
        If a variable is invalid.
    """
    return read_settings(os.environ)


def is_json_log() -> bool:
    """Return whether each line of the log is to be a JSON object, whatever else is set wrongly."""
    return _log_format(os.environ.get("SKILLS_LOG", "")) == "json"


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Read settings from a mapping of variables.

    Raises
    ------
    SettingsError
        If a variable is invalid.
    """
    if _log_format(environ.get("SKILLS_LOG", "")) not in {"", "text", "json"}:
        raise SettingsError('SKILLS_LOG has to be "text" or "json".')
    data = _path("SKILLS_DATA", environ.get("SKILLS_DATA", "").strip() or str(ROOT / "data"))
    parts = environ.get("SKILLS_MATRICES", "").split(os.pathsep)
    return Settings(
        data=data,
        database_url=_with_password(
            _database_url(environ.get("SKILLS_DATABASE_URL", "").strip(), data),
            environ.get(_PASSWORD_FILE, "").strip(),
        ),
        matrices=tuple(_path("SKILLS_MATRICES", part.strip()) for part in parts if part.strip()),
        secure_cookie=_flag("SKILLS_SECURE_COOKIE", environ.get("SKILLS_SECURE_COOKIE", "")),
        metrics=bool(_flag("SKILLS_METRICS", environ.get("SKILLS_METRICS", ""))),
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


def _with_password(url: str, file: str) -> str:
    """Return the URL of a database with the password in a file, as it is if no file is named.

    A file can be kept from others, as an environment cannot; and its text needs no escaping.
    """
    if not file:
        return url
    scheme, _, rest = url.partition("://")
    user, separator, host = rest.partition("@")
    if not separator or not user or ":" in user or scheme == "sqlite":
        raise SettingsError(
            f"{_PASSWORD_FILE} needs SKILLS_DATABASE_URL to be "
            "postgresql://USER@HOST/NAME, without a password."
        )
    return f"{scheme}://{user}:{quote(_password(_path(_PASSWORD_FILE, file)), safe='')}@{host}"


def _password(file: Path) -> str:
    try:
        text = file.read_text(encoding="utf-8").removesuffix("\n").removesuffix("\r")
    except (OSError, ValueError):
        raise SettingsError(f"{_PASSWORD_FILE} names a file that cannot be read.") from None
    if not text or "\n" in text:
        raise SettingsError(f"{_PASSWORD_FILE} has to name a file with one line, the password.")
    return text


def _log_format(text: str) -> str:
    return text.strip().lower()


def _flag(name: str, text: str) -> bool | None:
    word = text.strip().lower()
    if not word:
        return None
    if word not in _FLAGS:
        raise SettingsError(f'{name} has to be "yes" or "no".')
    return _FLAGS[word]
