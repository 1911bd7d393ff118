"""The page that a browser loads: Streamlit's, with our style and the scripts that every page needs.

In the page they are loaded once. Streamlit would have every run send them again, or say again that
the browser has them, and every click waits for that.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from typing import Final

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import Message, Scope, Send

from components.html import render
from components.web.cookies import sent
from components.web.scripts import PAGE_SCRIPTS
from skills.drawing.style import page_style

STYLES: Final = Path(__file__).parents[1] / "styles"

_END: Final = "</body>"
_ABOUT_THE_FILE: Final = ("content-encoding", "content-length", "last-modified", "accept-ranges")
_CONDITIONS: Final = (b"if-none-match", b"if-modified-since", b"range")


def streamlits_page() -> str:
    """Return the page that Streamlit serves."""
    return (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")


@cache
def own_page() -> bytes:
    """Return Streamlit's page with our style and scripts at its end, where our style wins."""
    files = sorted(STYLES.glob("*.css"))
    css = "\n".join([*(each.read_text(encoding="utf-8") for each in files), page_style()])
    ours = render("page_end.html", css=css, scripts=PAGE_SCRIPTS)
    before, end, after = streamlits_page().rpartition(_END)
    return f"{before}{ours}{end}{after}".encode()


@cache
def _tag() -> str:
    return f'"{sha256(own_page()).hexdigest()[:32]}"'


def whole(scope: Scope) -> Scope:
    """Return a request that asks for the whole page, whatever the browser has of Streamlit's."""
    if b"text/html" not in sent(scope, b"accept"):
        return scope
    kept = [each for each in scope["headers"] if each[0] not in _CONDITIONS]
    return {**scope, "headers": kept}


def with_own_page(scope: Scope, send: Send) -> Send:
    """Return a way to send an answer in which our page takes the place of Streamlit's."""
    body: bytes | None = None

    async def send_page(message: Message) -> None:
        nonlocal body
        if message["type"] == "http.response.start" and _is_page(message):
            body = _replace(scope, message)
        elif body is not None and message["type"] == "http.response.body":
            if message.get("more_body"):
                return
            message = {"type": "http.response.body", "body": body}
        await send(message)

    return send_page


def _is_page(message: Message) -> bool:
    """Return whether an answer is a file in HTML: there is only one, Streamlit's page."""
    headers = Headers(raw=message.get("headers", []))
    is_html = headers.get("content-type", "").startswith("text/html")
    return message["status"] == HTTPStatus.OK and is_html and "etag" in headers


def _replace(scope: Scope, message: Message) -> bytes:
    """Describe our page at the start of an answer, and return the body that follows."""
    headers = MutableHeaders(raw=list(message["headers"]))
    for name in _ABOUT_THE_FILE:
        del headers[name]
    headers["etag"] = _tag()
    message["headers"] = headers.raw
    if _tag() in sent(scope, b"if-none-match").decode("latin-1"):
        message["status"] = HTTPStatus.NOT_MODIFIED
        return b""
    headers["content-length"] = str(len(own_page()))
    return b"" if scope["method"] == "HEAD" else own_page()
