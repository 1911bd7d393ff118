"""What the cookies of this app have in common."""

from __future__ import annotations

from starlette.types import Scope

from skills.settings import settings


def is_secure(scope: Scope) -> bool:
    """Return whether a cookie may be sent over encrypted connections only."""
    decided = settings().secure_cookie
    if decided is not None:
        return decided
    return scope.get("scheme") == "https" or sent(scope, b"x-forwarded-proto") == b"https"


def sent(scope: Scope, header: bytes) -> bytes:
    """Return a request header, empty if it was not sent."""
    return b"; ".join(value for name, value in scope["headers"] if name == header)
