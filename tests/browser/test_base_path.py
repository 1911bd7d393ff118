"""Below a base path the server answers as it does at the root, and beside it not at all."""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import urlencode

import pytest
from person import Person
from playwright.sync_api import Browser
from serving import Server, started

BASE: Final = "/radar"
PAGE: Final = "<title>Streamlit"
FORM: Final = {"content-type": "application/x-www-form-urlencoded"}

ASKED: Final = (
    "GET /",
    "GET /result?a=x",
    "GET /api/health",
    "POST /api/health",
    "GET /api/live",
    "GET /api/ready",
    "POST /api/files/starter",
    "POST /api/files/pdf",
    "POST /api/files/nothing",
    "GET /api/files/pdf",
    "GET /api/nothing",
    "GET /review/an-unknown-token",
    "POST /review/an-unknown-token",
    "GET /favicon.png",
    "GET /history?a=x",
    "GET /start",
    "GET /_stcore/health",
    "GET /_stcore/host-config",
    "GET /_stcore/metrics",
    "GET /_stcore/metrics/",
    "GET /_stcore/agent/openapi.json",
    "POST /_stcore/agent/interact",
    "POST /_stcore/agent/mcp",
    "GET /page/_stcore/metrics",
)


class Answer(NamedTuple):
    """What a server answered, without what differs from one moment to the next."""

    status: int
    kind: str
    location: str
    cookie: str
    body: bytes


def _ask(server: Server, method: str, path: str, headers: Mapping[str, str] = FORM) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    try:
        body = urlencode({"assessment": "nobodys"}).encode() if method == "POST" else None
        connection.request(method, path, body, dict(headers))
        answer = connection.getresponse()
        found = {name.lower(): value for name, value in answer.getheaders()}
        cookie = re.sub(r"=[\w-]{43};", "=TOKEN;", found.get("set-cookie", ""))
        cookie = "" if cookie.startswith("_streamlit_xsrf") else cookie
        kind, location = found.get("content-type", ""), found.get("location", "")
        return Answer(answer.status, kind, location, cookie, answer.read())
    finally:
        connection.close()


@pytest.fixture(scope="module")
def below(tmp_path_factory: pytest.TempPathFactory, matrices: str) -> Iterator[Server]:
    """Run a second server, which has a base path."""
    data = tmp_path_factory.mktemp("below")
    with started(Server(data, {"SKILLS_MATRICES": matrices}, base=BASE)) as serving:
        yield serving


@pytest.mark.parametrize("asked", ASKED)
def test_every_answer_is_that_at_the_root(server: Server, below: Server, asked: str) -> None:
    method, _, path = asked.partition(" ")
    root, found = _ask(server, method, path), _ask(below, method, BASE + path)
    moved = BASE + root.location if root.location.startswith("/") else root.location
    assert found == root._replace(location=moved, cookie=root.cookie.replace("/;", f"{BASE};"))


@pytest.mark.parametrize("asked", ["GET /api/health", "GET /api/nothing", "GET /api/files/pdf"])
def test_a_program_never_gets_a_page(below: Server, asked: str) -> None:
    method, _, path = asked.partition(" ")
    assert PAGE not in _ask(below, method, BASE + path).body.decode()


@pytest.mark.parametrize("path", ["/metrics", "/agent/openapi.json", "/agent/interact"])
def test_endpoints_about_sessions_are_disabled(below: Server, path: str) -> None:
    for start in (f"{BASE}/_stcore", "/_stcore", f"/{BASE}/_stcore", f"{BASE}/%5Fstcore"):
        answer = _ask(below, "GET", start + path)
        assert answer.status == 404
        assert b"active_sessions" not in answer.body


def test_the_cookie_is_for_the_base_path_alone(below: Server) -> None:
    found = _ask(below, "GET", f"{BASE}/").cookie
    assert found.startswith(f"readiness_radar_owner=TOKEN; Path={BASE}; ")


@pytest.mark.parametrize("path", ["/api/health", "/review/token", "/history", "/radars/history"])
def test_beside_the_base_path_there_is_nothing(below: Server, path: str) -> None:
    assert _ask(below, "GET", path).status == 404


def test_a_person_answers_below_the_base_path_and_saves_a_file(
    browser: Browser, below: Server, tmp_path: Path
) -> None:
    with browser.new_context(accept_downloads=True) as context:
        tab = Person(context, below.url).new_tab()
        assessment = tab.begin()
        tab.answer(1, "Fully")
        tab.open(f"/history?a={assessment}")
        assert tab.page.url.startswith(f"{below.url}/progress?a={assessment}")
        tab.open(f"/share?a={assessment}")
        with tab.page.expect_download() as awaited:
            tab.page.locator("form.rr-file button").first.click()
        awaited.value.save_as(tmp_path / "saved")
        assert (tmp_path / "saved").stat().st_size > 100
        own = [each for each in context.cookies() if each.get("name", "").startswith("readiness")]
        assert [each.get("path") for each in own] == [BASE]
