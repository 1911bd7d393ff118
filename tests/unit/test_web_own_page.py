"""Style and scripts come with the page that a browser loads, so that no run has to send them."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest
import streamlit as st
from asgi_support import Response, ask_app
from starlette.applications import Starlette
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import HTMLResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from components.web.own_page import STYLES, own_page, streamlits_page
from components.web.scripts import PAGE_SCRIPTS
from components.web.server import Envelope

STATIC = Path(st.__file__).parent / "static"


async def _page(_request: object) -> HTMLResponse:
    return HTMLResponse("<p>A sentence.</p></body>")


def ask(path: str = "/", method: str = "GET", **headers: str) -> Response:
    """Return the answer to a browser: Streamlit's file, compressed as it does, in our envelope."""
    files = StaticFiles(directory=STATIC, html=True)
    inner = Starlette(routes=[Route("/page", _page), Mount("/", files)])
    app = Envelope(GZipMiddleware(inner))
    asked = {name.replace("_", "-"): value for name, value in headers.items()}
    navigation = {"accept": "text/html,*/*;q=0.8", "accept-encoding": "gzip"}
    return asyncio.run(ask_app(app, path, method, navigation | asked))


def test_the_page_is_streamlits_with_our_style_and_scripts_at_its_end() -> None:
    answer = ask()
    assert (answer.status, answer.text) == (200, own_page().decode())
    start, _, rest = answer.text.partition("<style>")
    assert streamlits_page().startswith(start.rstrip())
    assert start.rstrip().endswith(
        '<div id="root"></div>'
    )  # behind what Streamlit puts in the head
    for file in STYLES.glob("*.css"):
        assert file.read_text(encoding="utf-8") in rest
    assert re.findall("<script>(.*?)</script>", rest, flags=re.DOTALL) == list(PAGE_SCRIPTS)
    assert rest.endswith(streamlits_page().rpartition("</body>")[2])


def test_the_page_says_how_long_it_is() -> None:
    answer = ask()
    assert int(answer.headers["content-length"]) == len(own_page())
    assert "content-encoding" not in answer.headers
    head = ask(method="HEAD")
    assert (head.status, head.text) == (200, "")
    assert head.headers["content-length"] == answer.headers["content-length"]


def test_a_browser_that_has_our_page_does_not_load_it_again() -> None:
    answer = ask(if_none_match=ask().headers["etag"])
    assert (answer.status, answer.text) == (304, "")


@pytest.mark.parametrize("how", [{}, {"range": "bytes=0-9"}])
def test_a_browser_that_has_streamlits_page_gets_ours(how: dict[str, str]) -> None:
    plain = asyncio.run(ask_app(StaticFiles(directory=STATIC, html=True), "/index.html"))
    tag, since = plain.headers["etag"], plain.headers["last-modified"]
    answer = ask(if_none_match=tag, if_modified_since=since, **how)
    assert (answer.status, answer.text) == (200, own_page().decode())
    assert answer.headers["etag"] != tag
    assert "last-modified" not in answer.headers


def test_nothing_else_is_replaced() -> None:
    assert ask("/page", accept_encoding="").text == "<p>A sentence.</p></body>"
    script = min(STATIC.rglob("*.js"))
    found = ask(f"/{script.relative_to(STATIC).as_posix()}", accept_encoding="", accept="*/*")
    assert found.text == script.read_text(encoding="utf-8")
    again = ask(
        f"/{script.relative_to(STATIC).as_posix()}",
        accept="*/*",
        if_none_match=found.headers["etag"],
    )
    assert again.status == 304
