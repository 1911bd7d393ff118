"""Open a link of somebody's: exchange its secret for a cookie, so that no later address has it."""

from __future__ import annotations

import secrets
from collections import OrderedDict, deque
from threading import Lock
from time import monotonic
from typing import Final
from urllib.parse import urlencode

import anyio
import streamlit as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from components.web import session
from components.web.addresses import address, below, cookie_path
from components.web.cookies import is_secure
from components.web.entry_access import COOKIE
from skills.entries.kinds import Scope
from skills.problems import SkillsError
from skills.store import Granted, NotFound
from skills.store.review_links import GRANT_HOURS

PATH: Final = "/review/{token}"

WRONG_TRIES: Final = 30
"""Wrong links that one address may open in `TRIES_SECONDS`; far more than anybody mistypes."""

TRIES_SECONDS: Final = 60
_MOST_ADDRESSES: Final = 10_000


class WrongTries:
    """The latest wrong tries of each network address."""

    def __init__(self) -> None:
        self._times: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = Lock()

    def add(self, host: str, now: float) -> None:
        """Count a wrong try at a time in seconds, by any clock."""
        with self._lock:
            self._times.setdefault(host, deque(maxlen=WRONG_TRIES)).append(now)
            self._times.move_to_end(host)
            if len(self._times) > _MOST_ADDRESSES:
                self._times.popitem(last=False)

    def are_too_many(self, host: str, now: float) -> bool:
        """Return whether an address has to wait."""
        with self._lock:
            times = self._times.get(host, deque())
            return len(times) == WRONG_TRIES and now - times[0] < TRIES_SECONDS


_tries = WrongTries()


async def open_link(request: Request) -> Response:
    """Give the browser a cookie for what a link leads to, and send it there.

    Whatever is wrong with a link, the page that follows is the same.
    """
    if request.method != "GET":  # Starlette lets HEAD in wherever GET is
        return Response(status_code=405, headers={"allow": "GET"})
    host = request.client.host if request.client else ""
    if _tries.are_too_many(host, monotonic()):
        return PlainTextResponse("Too many wrong links. Wait a minute.", status_code=429)
    grant = secrets.token_urlsafe(32)
    try:
        found = await anyio.to_thread.run_sync(_opened, request.path_params["token"], grant)
    except NotFound:
        _tries.add(host, monotonic())
        return _redirect("mentor")
    except SkillsError as error:
        return PlainTextResponse(str(error), status_code=503)
    page = "mentor" if found.scope == Scope.review else "shared"
    response = _redirect(page, f"?{urlencode({'a': found.assessment, 'r': found.review})}")
    response.set_cookie(
        f"{COOKIE}{found.review}",
        grant,
        max_age=GRANT_HOURS * 3600,
        path=cookie_path(),
        httponly=True,
        samesite="lax",
        secure=is_secure(request.scope),
    )
    return response


def link_address(token: str) -> str:
    """Return the whole address of a link, as seen from this tab's browser."""
    site = str(st.context.url).partition("://")
    host = site[2].partition("/")[0]
    return f"{site[0]}://{host}{below(PATH.format(token=token))}"


def _opened(token: str, grant: str) -> Granted:
    store = session.own_store()
    store.open_review_link(token, grant)
    return store.granted(grant)


def _redirect(page: str, asked: str = "") -> RedirectResponse:
    headers = {"cache-control": "no-store"}
    return RedirectResponse(f"{address(page)}{asked}", status_code=303, headers=headers)
