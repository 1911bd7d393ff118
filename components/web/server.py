"""ASGI middleware and routes: security headers, owner cookie, hidden paths."""

from __future__ import annotations

import re
import secrets
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import streamlit as st
import uvicorn
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request, cookie_parser
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.web import login, probes, session
from components.web.addresses import OWN_HOSTS, below, cookie_path, is_local_only, redirects
from components.web.clicks import Connection
from components.web.cookies import is_secure, sent
from components.web.counters import PATH as METRICS_PATH
from components.web.counters import Metered, serve_metrics
from components.web.files import PATH, serve_file
from components.web.mentor_links import PATH as REVIEW_PATH
from components.web.mentor_links import open_link
from components.web.own_page import streamlits_page, whole, with_own_page
from components.web.scripts import SCRIPTS
from skills.settings import settings

SCRIPT: Final = Path(__file__).parents[1] / "pages" / "frame.py"
"""The script that Streamlit runs for every page."""

ICON: Final = (Path(__file__).parents[1] / "icon.svg").read_bytes()

HIDDEN_PATHS: Final = ("/_stcore/metrics", "/_stcore/agent")
"""Streamlit endpoints that reveal session data to strangers and that no user needs."""

COOKIE_SECONDS: Final = 400 * 24 * 3600
"""Lifetime of the owner cookie; browsers cap it at 400 days."""


def routes() -> list[BaseRoute]:
    """Return the HTTP routes other than the pages."""
    return [
        *probes.routes(),
        Route(below(METRICS_PATH), serve_metrics, methods=["GET"]),
        Route(below(PATH), serve_file, methods=["POST"]),
        Route(below("/api/{other:path}"), not_there, methods=["GET"]),
        Route(below(REVIEW_PATH), open_link, methods=["GET"]),
        Route(below("/favicon.png"), favicon, methods=["GET", "HEAD"]),
        *redirects(),
    ]


async def not_there(_request: Request) -> Response:
    """Respond with 404; Streamlit would respond with a page to whoever asks for no page."""
    return PlainTextResponse("Not found", status_code=404)


async def favicon(_request: Request) -> Response:
    """Serve our icon at the address of Streamlit's own.

    Setting it with ``st.set_page_config`` instead would load NumPy and an image library.
    """
    return Response(ICON, media_type="image/svg+xml")


def hide_server_header() -> None:
    """Keep uvicorn from naming itself in every response.

    It adds that header after all middleware. Streamlit does not pass on the setting against it, and
    has made its configuration before it loads this app: so its list of such headers stays empty.
    """
    no_headers = property(lambda _config: [], lambda _config, _headers: None)
    uvicorn.Config.encoded_headers = no_headers  # type: ignore[assignment]


def middleware() -> list[Middleware]:
    """Return the ASGI middleware of the app."""
    hosts = Middleware(TrustedHostMiddleware, allowed_hosts=_hosts(), www_redirect=False)
    metered = [Middleware(Metered)] if settings().metrics else []
    return [*metered, Middleware(Envelope), hosts]


def _hosts() -> list[str]:
    """Return the names under which the server may be called, by default any.

    A server for this machine alone has only this machine's names: a page elsewhere could let its
    own name point here, and would then be taken for ours (DNS rebinding).
    """
    named = st.get_option("server.allowedHosts")
    if named:
        return [str(each) for each in named]
    return list(OWN_HOSTS) if is_local_only() else ["*"]


class Envelope:
    """Middleware that adds security headers and gives a new browser its owner cookie."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.headers = _security_headers()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Forward a request, or refuse it if its path is hidden or its origin is foreign."""
        if scope["type"] == "websocket" and _is_foreign(scope):
            # Streamlit would call an external service for its own address before it refuses.
            await send({"type": "websocket.close", "code": 1008})
        elif scope["type"] == "websocket":
            connection = Connection(scope, receive, send)
            await self.app(scope, connection.receive, connection.send)
        elif scope["type"] != "http":
            await self.app(scope, receive, send)
        elif any(hidden in scope["path"] for hidden in HIDDEN_PATHS):  # below whatever base path
            await PlainTextResponse("Not found", status_code=404)(scope, receive, send)
        else:
            login.note_logout(scope["path"], _cookies(scope))
            answer = with_own_page(scope, self._with_headers(scope, send))
            await self.app(whole(scope), receive, answer)

    def _with_headers(self, scope: Scope, send: Send) -> Send:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                if login.is_on():
                    login.explain_failure(scope, message)
                    message["headers"] = _secured(scope, message["headers"])
                headers = [*message.get("headers", []), *self.headers]
                if _is_page(scope, headers) and not login.is_on() and not _has_owner(scope):
                    headers.append((b"set-cookie", _owner_cookie(scope)))
                message["headers"] = headers
            await send(message)

        return send_with_headers


def _is_page(scope: Scope, headers: list[tuple[bytes, bytes]]) -> bool:
    """Return whether a response is a page; a 304 response has no content type."""
    kinds = [value for name, value in headers if name == b"content-type"]
    return any(b"text/html" in kind for kind in kinds or [sent(scope, b"accept")])


def _is_foreign(scope: Scope) -> bool:
    """Return whether a WebSocket is cross-origin: opened by a page of another site."""
    origin = sent(scope, b"origin").decode("latin-1")
    own = sent(scope, b"host").decode("latin-1")
    allowed = st.get_option("server.corsAllowedOrigins") or []
    return bool(origin) and urlsplit(origin).netloc != own and origin not in allowed


def _cookies(scope: Scope) -> dict[str, str]:
    # Not the standard library's parser, which drops all cookies if one of them is malformed.
    return cookie_parser(sent(scope, b"cookie").decode("latin-1"))


def _has_owner(scope: Scope) -> bool:
    return session.is_token(_cookies(scope).get(session.COOKIE, ""))


def _owner_cookie(scope: Scope) -> bytes:
    cookie = (
        f"{session.COOKIE}={secrets.token_urlsafe(32)}; Path={cookie_path()}; "
        f"Max-Age={COOKIE_SECONDS}; HttpOnly; SameSite=Lax"
    )
    return (cookie + ("; Secure" if is_secure(scope) else "")).encode()


def _secured(scope: Scope, headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Return headers in which every cookie goes by HTTPS alone, if the request came by it."""
    secure = b"; Secure" if is_secure(scope) else b""
    return [
        (name, value + secure * (name == b"set-cookie" and secure not in value))
        for name, value in headers
    ]


def _security_headers() -> list[tuple[bytes, bytes]]:
    policy = "; ".join(
        (
            "default-src 'self'",
            "script-src 'self' " + " ".join(_script_hashes()),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ),
    )
    headers = {
        "content-security-policy": policy,
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "no-referrer",
        "permissions-policy": "camera=(), microphone=(), geolocation=()",
        "cross-origin-opener-policy": "same-origin",
    }
    return [(name.encode(), value.encode()) for name, value in headers.items()]


def _script_hashes() -> list[str]:
    """Return CSP hashes of our own scripts and those in Streamlit's page, whatever its version."""
    own = re.findall(r"<script>(.*?)</script>", streamlits_page(), flags=re.DOTALL)
    digests = (b64encode(sha256(script.encode()).digest()).decode() for script in (*SCRIPTS, *own))
    return [f"'sha256-{digest}'" for digest in digests]
