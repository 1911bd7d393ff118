"""Log in with a real identity provider: one owner on every device, and nobody else's."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from http.client import HTTPConnection
from typing import Any, Final

import file_transfer
import pytest
import scan
from account import (
    COOKIE,
    LOG_IN,
    cookies_of,
    expect_login_page,
    log_in,
    log_out,
    post,
    signed_cookie,
    to_provider,
)
from person import NewPerson, Person
from playwright.sync_api import expect
from provider import CLIENT_SECRET, COOKIE_SECRET, Provider
from serving import Server, started
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from tab import Tab

from skills.sentences import login as sentences
from skills.workspace.example_person import EXAMPLE

MOVE: Final = "Move to my account"
PAGES: Final = ("/", "/assess", "/result", "/plan", "/progress", "/share", "/assessments")

ServerWith = Callable[[str], Server]


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    with started(Provider(tmp_path_factory.mktemp("provider") / "provider.log")) as serving:
        yield serving


@pytest.fixture(scope="module")
def server_with(
    tmp_path_factory: pytest.TempPathFactory, matrices: str, provider: Provider
) -> Iterator[ServerWith]:
    """Run servers whose secrets name the provider, but for a line that a test spoils."""
    started: list[Server] = []

    def start(without: str) -> Server:
        folder = tmp_path_factory.mktemp("login")
        secrets = folder / "secrets.toml"
        environ = {"SKILLS_MATRICES": matrices, "STREAMLIT_SECRETS_FILES": str(secrets)}
        started.append(Server(folder / "data", environ))
        lines = provider.settings(started[-1].url).splitlines()
        kept = [each for each in lines if not without or not each.startswith(without)]
        secrets.write_text("\n".join(kept), encoding="utf-8")
        started[-1].start()
        return started[-1]

    yield start
    for each in started:
        each.kill()


@pytest.fixture(scope="module")
def server(server_with: ServerWith) -> Server:
    """Run the real server with secrets that name the provider."""
    return server_with("")


@pytest.fixture
def new_person(new_person: NewPerson) -> NewPerson:
    """Return a way to open a browser that ignores the provider's own style sheet."""

    def come(**how: Any) -> Person:  # noqa: ANN401
        found = new_person(**how)
        found.context.route(re.compile("^https:"), lambda route: route.fulfill(body=""))
        return found

    return come


@pytest.mark.parametrize("path", PAGES)
def test_who_is_not_logged_in_is_asked_to(person: Person, path: str) -> None:
    expect_login_page(person.new_tab(path))
    assert not any("owner" in each for each in cookies_of(person))


def test_login_pages_pass_the_accessibility_rules(
    new_person: NewPerson, provider: Provider, server: Server
) -> None:
    person = new_person()
    tab = person.new_tab("/?login=failed")
    assert [*scan.violations(tab.page), *scan.sideways(tab.page)] == []
    nameless = signed_cookie(server, iss=provider.url)
    person.context.add_cookies([{"name": COOKIE, "value": nameless, "url": server.url}])
    tab.open()
    expect(tab.page.get_by_role("alert")).to_have_text(sentences.NO_IDENTITY)
    tab.open_menu()
    assert [*scan.violations(tab.page), *scan.sideways(tab.page)] == []


def test_the_example_is_there_for_everybody(person: Person, server: Server) -> None:
    tab = person.new_tab()
    tab.press("See an example", role="link")
    expect(tab.page.get_by_text("nothing here can be changed")).to_be_visible()
    tab.go_to("Plan")
    expect(tab.heading(LOG_IN)).to_have_count(0)
    assert post(server, {}, EXAMPLE)[0] == 200
    assert person.elsewhere() == []


def test_a_person_finds_the_same_on_every_device_and_nobody_else_does(
    new_person: NewPerson, provider: Provider
) -> None:
    ana = new_person()
    tab = ana.new_tab()
    log_in(tab, "ana")
    found = tab.begin()
    tab.answer(1, "Fully")
    log_out(tab)
    for path in (f"/result?a={found}", f"/assess?a={found}", "/assessments"):
        tab.open(path)
        expect_login_page(tab)
    again = new_person().new_tab()
    log_in(again, "ana")
    again.open(f"/assess?a={found}")
    assert again.chosen()[0] == "Fully"
    log_in(tab, "ben")
    tab.open(f"/assess?a={found}")
    expect(tab.page.get_by_text(sentences.no_such_assessment(has_account=True))).to_be_visible()
    tab.open("/assessments")
    expect(tab.page.get_by_text("None yet.")).to_be_visible()
    asked = [each for each in ana.elsewhere() if "jsdelivr" not in each]
    assert all(each.startswith(provider.url) for each in asked)
    assert file_transfer.console_errors(ana) == []


def test_a_report_is_for_whoever_is_logged_in(new_person: NewPerson, server: Server) -> None:
    dora, emil = new_person(), new_person()
    tab, other = dora.new_tab(), emil.new_tab()
    log_in(tab, "dora")
    log_in(other, "emil")
    found = tab.begin()
    tab.answer(1, "Fully")
    tab.open("/assessments")
    _, data = file_transfer.download(tab, "Export (JSON)")
    assert json.loads(data)["assessment"]["id"] == found
    own = cookies_of(dora)
    assert post(server, own, found)[0] == 200
    second = dora.new_tab(f"/result?a={found}")
    expect(second.heading(LOG_IN)).to_have_count(0)
    gone = (404, sentences.no_such_assessment(has_account=True).encode())
    assert post(server, cookies_of(emil), found) == gone
    log_out(tab)
    assert not [name for name in cookies_of(dora) if name.startswith(COOKIE)]
    for cookies in (cookies_of(dora), own):
        assert post(server, cookies, found) == (401, sentences.LOG_IN_FIRST.encode())
    second.go_to("Plan")
    expect_login_page(second)


def test_a_forged_cookie_gives_nothing(
    new_person: NewPerson, server: Server, provider: Provider
) -> None:
    tab = new_person().new_tab()
    log_in(tab, "ana")
    found = tab.begin()
    ana = {"iss": provider.url, "sub": "ana"}
    right, own = signed_cookie(server, **ana), signed_cookie(server, iss=provider.url, sub="ben")
    assert post(server, {COOKIE: right}, found)[0] == 200
    forged = {
        "unsigned": json.dumps(ana),
        "another secret": signed_cookie(server, "another secret " * 3, **ana),
        "cut": right[:-1],
        "signature of another": ".".join([right.rsplit(".", 2)[0], *own.rsplit(".", 2)[1:]]),
        "another app": signed_cookie(server, origin="http://127.0.0.1:1", **ana),
        "not logged in": signed_cookie(server, is_logged_in=False, **ana),
        "another cookie": create_signed_value(COOKIE_SECRET, "other", json.dumps(ana)).decode(),
        "no subject": signed_cookie(server, iss=provider.url),
    }
    for how, cookie in forged.items():
        assert post(server, {COOKIE: cookie}, found) == (401, sentences.LOG_IN_FIRST.encode()), how
        person = new_person()
        person.context.add_cookies([{"name": COOKIE, "value": cookie, "url": server.url}])
        page = person.new_tab(f"/result?a={found}")
        expect(page.heading(LOG_IN)).to_be_visible()
        expect(page.page.get_by_text(sentences.NO_IDENTITY)).to_have_count(int(how == "no subject"))
    assert "the ID token has no iss or no sub" in server.log()


def test_what_a_browser_had_before_is_moved_only_when_asked(
    new_person: NewPerson, server: Server, matrices: str
) -> None:
    """Cookies know no ports: the same browser comes to a server of the same data without login."""
    person = new_person()
    with started(Server(server.data, {"SKILLS_MATRICES": matrices})) as before:
        tab = Tab(person.context.new_page(), before.url)
        tab.open()
        found = tab.begin()
        tab.answer(1, "Fully")
    tab = person.new_tab()
    offer = tab.page.get_by_text(sentences.left_in_browser(1, 0))
    expect_login_page(tab)
    log_in(tab, "next at this computer")
    expect(offer).to_be_visible()
    tab.open(f"/assess?a={found}")
    expect(tab.page.get_by_text(sentences.no_such_assessment(has_account=True))).to_be_visible()
    log_out(tab)
    log_in(tab, "cleo")
    expect(offer).to_be_visible()
    assert [*scan.violations(tab.page), *scan.sideways(tab.page)] == []
    tab.press(MOVE)
    expect(tab.page.get_by_text(sentences.moved_to_account(1, 0))).to_be_visible()
    expect(offer).to_have_count(0)
    tab.open(f"/assess?a={found}")
    assert tab.chosen()[0] == "Fully"
    tab.open()
    expect(offer).to_have_count(0)
    log_out(tab)
    log_in(tab, "next at this computer")
    expect(offer).to_have_count(0)


def test_a_cancelled_login_is_reported(person: Person) -> None:
    tab = person.new_tab()
    to_provider(tab)
    tab.page.get_by_role("button", name="Deny").click()
    expect(tab.page.get_by_text(sentences.LOGIN_FAILED)).to_be_visible()
    log_in(tab, "ana")


def test_an_unreachable_provider_is_reported(
    new_person: NewPerson, server_with: ServerWith, provider: Provider
) -> None:
    server = server_with("")
    person = new_person()
    person.url = server.url
    tab = person.new_tab()
    provider.kill()
    try:
        tab.page.get_by_role("button", name=LOG_IN, exact=True).click()
        expect(tab.page.get_by_text(sentences.PROVIDER_UNREACHABLE)).to_be_visible()
    finally:
        provider.start()
    assert "login: server_metadata_url could not be read" in server.log()
    log_in(tab, "ana")
    for secret in (COOKIE_SECRET, CLIENT_SECRET):
        assert secret not in server.log()


@pytest.mark.parametrize("missing", ["client_id", "cookie_secret", "redirect_uri"])
def test_a_mistake_in_the_secrets_is_one_sentence_and_a_line_in_the_log(
    new_person: NewPerson, server_with: ServerWith, missing: str
) -> None:
    server = server_with(missing)
    person = new_person()
    person.url = server.url
    tab = person.new_tab()
    expect(tab.page.get_by_role("alert")).to_have_text(sentences.LOGIN_NOT_SET_UP)
    expect(tab.page.get_by_role("button", name=LOG_IN)).to_have_count(0)
    assert f"login: {missing}" in server.log()
    assert "Traceback" not in server.log()
    assert CLIENT_SECRET not in server.log()


def test_nobody_can_log_in_under_another_name_of_the_server(person: Person, server: Server) -> None:
    person.url = server.url.replace("127.0.0.1", "localhost")
    tab = person.new_tab()
    link = tab.main.get_by_role("link", name=f"{server.url}/")
    expect(tab.page.get_by_role("button", name=LOG_IN)).to_have_count(0)
    link.click()
    expect_login_page(tab)


def test_cookies_of_a_login_go_by_https_alone_where_pages_do(server: Server) -> None:
    with closing(HTTPConnection("127.0.0.1", server.port)) as connection:
        connection.request("GET", "/auth/logout", headers={"X-Forwarded-Proto": "https"})
        answer = connection.getresponse()
        cookies = answer.headers.get_all("set-cookie", [])
        assert answer.headers["content-security-policy"]
    assert any(each.startswith(f"{COOKIE}=") for each in cookies)
    assert [each for each in cookies if not each.endswith("; Secure")] == []
