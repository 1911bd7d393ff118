"""Headers, cookie and hidden paths as a stranger sees them, and what an error reveals."""

from __future__ import annotations

import json
import re
import socket
import urllib.request
from collections.abc import Iterator
from email.message import Message
from pathlib import Path
from select import select
from typing import Final

import pytest
from person import Person
from playwright.sync_api import Browser, expect
from serving import ROOT, Server, answer_to, started
from tab import START
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

COOKIE: Final = "readiness_radar_owner="


def _get(url: str, **headers: str) -> tuple[int, Message, str]:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, headers=sent)  # noqa: S310 - our own server
    with answer_to(request) as answer:
        return answer.status or 0, answer.headers, answer.read().decode(errors="replace")


def _policy(headers: Message) -> dict[str, set[str]]:
    rules = (rule.split() for rule in headers["content-security-policy"].split(";"))
    return {name: set(values) for name, *values in rules}


@pytest.mark.parametrize(
    "path", ["/", "/assess", "/result?a=x", "/_stcore/health", "/api/health", "/api/live"]
)
def test_every_answer_bears_the_security_headers(server: Server, path: str) -> None:
    status, headers, _ = _get(server.url + path)
    assert status == 200
    policy = _policy(headers)
    assert policy["default-src"] == {"'self'"}
    assert policy["connect-src"] == {"'self'"}
    assert policy["frame-ancestors"] == {"'none'"}
    assert policy["object-src"] == {"'none'"}
    assert {"'unsafe-inline'", "'unsafe-eval'", "*"}.isdisjoint(policy["script-src"])
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["server"] is None


def test_a_page_cannot_reach_anybody_else(person: Person) -> None:
    tab = person.new_tab()
    tried = tab.page.evaluate(
        "() => fetch('https://example.org/').then(() => 'reached', () => 'refused')"
    )
    assert tried == "refused"
    run = tab.page.evaluate(
        "() => { const script = document.createElement('script'); script.text = 'window.ran = 1';"
        " document.body.append(script); return window.ran ?? 'refused' }"
    )
    assert run == "refused"


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(server: Server) -> None:
    _, headers, _ = _get(f"{server.url}/")
    cookie = headers["set-cookie"]
    assert re.match(r"readiness_radar_owner=[A-Za-z0-9_-]{43};", cookie)
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie
    assert "Secure" not in cookie
    _, headers, _ = _get(f"{server.url}/", X_Forwarded_Proto="https")
    assert headers["set-cookie"].endswith("; Secure")


def test_a_browser_keeps_its_cookie_and_a_bad_one_is_replaced(server: Server) -> None:
    _, headers, _ = _get(f"{server.url}/")
    own = headers["set-cookie"].split(";")[0]
    _, headers, _ = _get(f"{server.url}/assess", Cookie=own)
    assert headers["set-cookie"] is None
    for bad in ("readiness_radar_owner=short", "readiness_radar_owner=", 'x="', own + "x"):
        _, headers, _ = _get(f"{server.url}/", Cookie=bad)
        assert headers["set-cookie"].startswith(COOKIE)
        assert headers["set-cookie"].split(";")[0] != own


def test_a_page_that_is_still_in_the_cache_gives_a_cookie_too(server: Server) -> None:
    _, headers, _ = _get(f"{server.url}/")
    status, headers, _ = _get(f"{server.url}/", If_None_Match=headers["etag"], Accept="text/html")
    assert status in {200, 304}
    assert (headers["set-cookie"] or "").startswith(COOKIE)


def test_a_person_who_lost_the_cookie_continues_after_a_reload(person: Person) -> None:
    tab = person.new_tab()
    person.context.clear_cookies()
    tab.reload()
    expect(tab.page.get_by_role("button", name=START)).to_be_visible()


def test_nothing_but_pages_gives_a_cookie(server: Server) -> None:
    for path in ("/_stcore/health", "/api/health", "/_stcore/host-config"):
        cookies = _get(server.url + path)[1].get_all("set-cookie", [])
        assert not any(COOKIE in each for each in cookies)


@pytest.mark.parametrize(
    "path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/agent/interact"]
)
def test_endpoints_about_sessions_are_disabled(server: Server, path: str) -> None:
    for spelling in (path, path + "/", "/" + path, path.replace("_stcore", "%5Fstcore")):
        status, _, body = _get(server.url + spelling)
        assert status in {400, 404} or "<title>Streamlit" in body, spelling
        assert "active_sessions" not in body


@pytest.mark.parametrize("path", ["/api/live", "/api/ready", "/api/health"])
def test_a_probe_says_only_whether_all_is_well(server: Server, path: str) -> None:
    status, headers, body = _get(server.url + path)
    assert (status, json.loads(body)) == (200, {"status": "ok"})
    assert headers["content-type"] == "application/json"


def test_a_foreign_page_gets_no_session_and_causes_no_request(tmp_path: Path) -> None:
    """Streamlit looks up its own address at a stranger's before it refuses a foreign origin."""
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        address = f"http://127.0.0.1:{proxy.getsockname()[1]}"
        with started(
            Server(tmp_path / "data", {"HTTP_PROXY": address, "http_proxy": address})
        ) as serving:
            assert not _is_called(proxy)
            address = f"ws://127.0.0.1:{serving.port}/_stcore/stream"
            origin = Origin("https://evil.example")
            with pytest.raises(InvalidStatus) as refused, connect(address, origin=origin):
                pass
        assert refused.value.response.status_code == 403
        assert not _is_called(proxy)


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", ""])
def test_a_local_server_accepts_only_local_host_names(server: Server, host: str) -> None:
    """A page elsewhere whose name points to this machine would be taken for one of ours."""
    for path in ("/", "/api/health", "/_stcore/health"):
        status, headers, _ = _get(server.url + path, Host=host)
        assert status == 400
        assert "set-cookie" not in headers
        assert headers["x-frame-options"] == "DENY"


def test_a_foreign_host_name_gets_no_session(server: Server) -> None:
    with (
        socket.create_connection(("127.0.0.1", server.port)) as raw,
        pytest.raises(InvalidStatus) as refused,
        connect("ws://evil.example/_stcore/stream", sock=raw),
    ):
        pass
    assert refused.value.response.status_code == 400


@pytest.mark.parametrize("host", ["localhost", "[::1]"])
def test_a_machine_has_several_names(server: Server, host: str) -> None:
    assert _get(f"{server.url}/", Host=f"{host}:{server.port}")[0] == 200


def test_a_server_for_others_may_be_given_its_names(tmp_path: Path) -> None:
    environ = {"STREAMLIT_SERVER_ALLOWED_HOSTS": "skills.example 127.0.0.1"}
    with started(Server(tmp_path / "data", environ)) as serving:
        assert _get(f"{serving.url}/", Host="skills.example")[0] == 200
        assert _get(f"{serving.url}/", Host="other.example")[0] == 400


@pytest.mark.parametrize("what", ["PUT /_stcore/upload_file/a/b", "POST /api/files/pdf"])
def test_an_upload_that_is_broken_off_is_no_fault(server: Server, what: str) -> None:
    begun = (
        f"{what} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n"
        "Content-Type: multipart/form-data; boundary=x\r\n\r\n--x\r\n"
    )
    for _ in range(5):
        with socket.create_connection(("127.0.0.1", server.port)) as raw:
            raw.sendall(begun.encode())
    assert _get(f"{server.url}/api/health")[0] == 200
    assert "Traceback" not in server.log()


def _is_called(listening: socket.socket) -> bool:
    return bool(select([listening], [], [], 0)[0])


@pytest.fixture
def broken(tmp_path: Path, matrices: str) -> Iterator[Server]:
    """Run a server whose database this test may ruin."""
    with started(Server(tmp_path / "data", {"SKILLS_MATRICES": matrices})) as serving:
        yield serving


def _ruin(server: Server) -> None:
    """Overwrite the database and all that belongs to it."""
    for path in server.data.glob("skills.sqlite3*"):
        path.write_bytes(b"ruined " * (path.stat().st_size // 7))


def test_a_fault_shows_a_sentence_and_an_id_and_nothing_from_inside(
    browser: Browser, broken: Server
) -> None:
    with browser.new_context() as context:
        tab = Person(context, broken.url).new_tab()
        tab.begin()
        tab.answer(1, "Fully")
        _ruin(broken)
        tab.page.reload()
        alert = tab.page.get_by_role("alert")
        expect(alert).to_have_count(1)
        message = alert.inner_text()
        found = re.search(r"report error ([0-9a-f]{8})", message)
        assert found, message
        assert f"error {found[1]}" in broken.log()
        for secret in ("Traceback", "sqlite", str(ROOT), str(broken.data), "SELECT", ".py"):
            assert secret not in tab.page.content()
        for path in ("/api/ready", "/api/health"):
            status, _, body = _get(broken.url + path)
            assert (status, json.loads(body)) == (503, {"status": "unavailable"})
        assert _get(f"{broken.url}/api/live")[0] == 200


def test_notes_never_reach_the_log(browser: Browser, broken: Server) -> None:
    with browser.new_context() as context:
        tab = Person(context, broken.url).new_tab()
        tab.begin()
        _ruin(broken)
        tab.unfold("Evidence and notes")
        tab.page.get_by_role("textbox").fill("my private words")
        tab.page.get_by_role("textbox").press("Control+Enter")
        expect(tab.page.get_by_role("alert")).not_to_have_count(0)
        assert "private words" not in broken.log()
