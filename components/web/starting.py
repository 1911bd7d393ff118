"""What the server does before anybody comes, so that the log says at once what is wrong."""

from __future__ import annotations

import logging
from threading import Thread

from components.web import session
from skills.problems import SkillsError
from skills.settings import SettingsError, settings

log = logging.getLogger("readiness_radar")


def require_settings() -> None:
    """End the server with one sentence in the log if a setting is invalid.

    A proxy then sends people to another replica; if this one answered with an error, it would not.
    """
    try:
        settings()
    except SettingsError as error:
        log.critical("The server does not start: %s", error)
        raise SystemExit(1) from None


def open_database() -> None:
    """Open the database in the background, and log why if that fails.

    The server starts all the same: the database may be back when somebody comes, who is told
    otherwise by the page.
    """
    Thread(target=_open, name="open-database", daemon=True).start()


def _open() -> None:
    try:
        session.own_store()
    except SkillsError as error:
        log.error("start: %s", error)  # noqa: TRY400 - our own sentence; a traceback adds nothing
