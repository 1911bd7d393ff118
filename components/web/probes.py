"""Probes: what a proxy or supervisor asks, to know whether to restart this server or send people.

Each answers with 200 or 503 and one word.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final

import anyio
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from components.web import session
from components.web.addresses import PROBES, below
from skills.problems import SkillsError

ANSWER_SECONDS: Final = 1.8
"""The latest that `ready` answers; whoever asks gives up after 2 s."""

_AT_ONCE: Final = anyio.CapacityLimiter(2)
"""How many ask the database whether it is there; a stalled one holds up no page and no file."""

log = logging.getLogger("readiness_radar")


def routes() -> list[Route]:
    """Return the routes of the probes."""
    return [
        Route(below(path), respond, methods=["GET"])
        for path, respond in zip(PROBES, (live, ready, health), strict=True)
    ]


async def live(_request: Request) -> Response:
    """Respond as long as this server responds at all; the database is not asked.

    A server that does not has to be restarted, which would not help one whose database is away.
    """
    return _verdict(is_well=True)


async def ready(_request: Request) -> Response:
    """Respond with 200 if the database answers the first time and soon, 503 otherwise."""
    with anyio.move_on_after(ANSWER_SECONDS):
        return _verdict(is_well=await _asked("ready", lambda: session.own_store().ping(once=True)))
    log.warning("ready: the database does not answer")
    return _verdict(is_well=False)


async def health(_request: Request) -> Response:
    """Respond with 200 if the database answers, if need be after it was asked again."""
    return _verdict(is_well=await _asked("health", lambda: session.own_store().ping()))


async def _asked(probe: str, ask: Callable[[], object]) -> bool:
    """Return whether the database answers; whoever waits for it may give up."""
    try:
        await anyio.to_thread.run_sync(ask, abandon_on_cancel=True, limiter=_AT_ONCE)
    except SkillsError as error:
        log.warning("%s: %s", probe, error)
        return False
    return True


def _verdict(*, is_well: bool) -> Response:
    headers = {"cache-control": "no-store"}
    if is_well:
        return JSONResponse({"status": "ok"}, headers=headers)
    return JSONResponse({"status": "unavailable"}, status_code=503, headers=headers)
