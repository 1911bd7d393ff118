"""Two replicas behind the proxy, on one PostgreSQL: either may go away and come back."""

from __future__ import annotations

import http.client
import ssl
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple

import file_transfer
import nginx_support
import postgres_support
import psycopg
import pytest
from person import Person
from playwright.sync_api import Browser, expect
from serving import Server, free_port
from tab import Tab

pytestmark = [
    pytest.mark.skipif(not nginx_support.IS_HERE, reason="nginx or openssl is not installed here"),
    pytest.mark.skipif(
        not postgres_support.IS_HERE, reason="no PostgreSQL is installed here, and none is named"
    ),
]

LOG_TRIES: Final = 100
BACK_TRIES: Final = 100
TAKEN_SECONDS: Final = 0.5
MINIMUM_BYTES: Final = 1000
MEGABYTE: Final = 1_000_000
PASSWORD: Final = "p@ss/w:rd"  # noqa: S105 - the server of the tests takes any
ANSWERS: Final = "SELECT item, value FROM entry WHERE assessment = %s AND kind = 'answer'"


class Team(NamedTuple):
    """The replicas and the database behind a proxy."""

    port: int
    replicas: Mapping[str, Server]
    database: str

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self.port}"


class Answer(NamedTuple):
    """What the proxy answered."""

    status: int
    cookies: list[str]
    body: bytes

    @property
    def route(self) -> str:
        """Return the replica that the answer names, "" if it names none."""
        found = [each for each in self.cookies if each.startswith("radar_route=")]
        return found[0].partition("=")[2].partition(";")[0] if found else ""


@pytest.fixture(scope="module")
def team(
    tmp_path_factory: pytest.TempPathFactory, postgresql: str, matrices: str
) -> Iterator[Team]:
    folder = tmp_path_factory.mktemp("team")
    (folder / "password").write_text(f"{PASSWORD}\n")
    environ = {
        "SKILLS_MATRICES": matrices,
        "SKILLS_DATABASE_URL": postgresql,
        "SKILLS_DATABASE_PASSWORD_FILE": str(folder / "password"),
    }
    replicas = {name: Server(folder / name, environ) for name in ("a", "b")}
    port = free_port()
    file = nginx_support.prepare(folder, _places(replicas, port))
    try:
        for each in replicas.values():
            each.start()
        with nginx_support.running(file, port):
            yield Team(port, replicas, postgresql)
    finally:
        for each in replicas.values():
            each.kill()


def _places(replicas: Mapping[str, Server], port: int) -> Mapping[str, str]:
    """Return what the configuration says of a container, with what it is here."""
    return {
        **nginx_support.places_of(replicas["a"].port, replicas["b"].port),
        "listen 443 ssl": f"listen 127.0.0.1:{port} ssl",
        "listen 80;": f"listen 127.0.0.1:{free_port()};",
    }


def ask(  # noqa: PLR0913 - what a request is made of
    team: Team,
    path: str,
    method: str = "GET",
    *,
    cookie: str = "",
    body: bytes | None = None,
    client: str = "127.0.0.1",
) -> Answer:
    """Send one request from an address of this machine."""
    anybody = ssl.create_default_context()
    anybody.check_hostname, anybody.verify_mode = False, ssl.CERT_NONE
    connection = http.client.HTTPSConnection(
        "127.0.0.1", team.port, context=anybody, timeout=30, source_address=(client, 0)
    )
    with closing(connection):
        connection.request(method, path, body, {"Cookie": cookie, "Accept": "text/html"})
        answer = connection.getresponse()
        cookies = answer.headers.get_all("set-cookie", [])
        return Answer(answer.status, cookies, answer.read())


def test_people_are_spread_and_each_stays_with_one(team: Team) -> None:
    routes = {ask(team, "/").route for _ in range(40)}
    assert routes == {"a", "b"}
    for route in ("a", "b"):
        assert ask(team, "/", cookie=f"radar_route={route}").route == ""
    assert ask(team, "/", cookie="radar_route=evil").route in routes


def test_requests_over_https_get_secure_cookies(team: Team) -> None:
    cookies = ask(team, "/").cookies
    assert len(cookies) == 2
    assert [each for each in cookies if "; Secure" not in each or "HttpOnly" not in each] == []


@pytest.mark.parametrize(
    "path", ["/api/ready", "/api/metrics", "/_stcore/metrics", "/_stcore/agent/openapi.json"]
)
def test_monitoring_endpoints_are_not_reachable_from_outside(team: Team, path: str) -> None:
    for start in ("", "/radar"):
        assert ask(team, start + path).status == 404
    assert ask(team, "/api/live").status == 200


def test_a_file_of_the_largest_size_passes_the_proxy(team: Team) -> None:
    path = "/_stcore/upload_file/no-session/no-file"
    assert ask(team, path, "PUT", body=b"x" * (13 * MEGABYTE + MEGABYTE // 2)).status != 413
    assert ask(team, path, "PUT", body=b"x" * (15 * MEGABYTE)).status == 413


def test_wrong_links_of_one_address_leave_the_others_alone(team: Team) -> None:
    for name in ("a", "b"):
        for _ in range(30):
            ask(team, "/review/wrong", cookie=f"radar_route={name}", client="127.0.0.2")
    assert ask(team, "/review/wrong", client="127.0.0.2").status == 429
    assert ask(team, "/review/wrong", client="127.0.0.3").status == 303


@pytest.fixture
def tab(browser: Browser, team: Team) -> Iterator[Tab]:
    with browser.new_context(ignore_https_errors=True, timezone_id="UTC") as context:
        yield Person(context, team.url).new_tab()


def _route(tab: Tab) -> str:
    cookies = {each.get("name"): each.get("value") for each in tab.page.context.cookies()}
    return str(cookies["radar_route"])


def _stored(team: Team, assessment: str) -> dict[str, str]:
    with psycopg.connect(team.database) as connection:
        return dict(connection.execute(ANSWERS, [assessment]).fetchall())


def test_a_person_whose_replica_stops_continues_on_the_other(
    tab: Tab, team: Team, tmp_path: Path
) -> None:
    """Answers, uploads and reloads reach the same replica after one went away and came back."""
    assessment = tab.begin()
    tab.answer(1, "Fully")
    first = _route(tab)
    team.replicas[first].kill()
    try:
        tab.forget_runs()
        tab.wait_for_run(0)
        tab.answer(2, "Mostly")
        assert tab.chosen()[:2] == ["Fully", "Mostly"]
        assert _route(tab) != first
    finally:
        team.replicas[first].start()
    tab.go_to("Assessments and data")  # without a reload, on the connection there is
    tab.unfold("Import a file")
    with tab.a_run():
        tab.page.locator("input[type=file]").set_input_files(file_transfer.write_file(tmp_path))
    expect(file_transfer.target_list(tab)).to_be_visible()
    assert _route(tab) != first
    tab.open(f"/assess?a={assessment}")
    assert tab.chosen()[:2] == ["Fully", "Mostly"]
    expect(tab.status).not_to_contain_text("Not saved")
    assert sorted(_stored(team, assessment).values()) == ["fully", "mostly"]


def _wait_until_used(team: Team, route: str) -> None:
    """Wait until the proxy sends people to a replica that was away."""
    for _ in range(BACK_TRIES):
        if not ask(team, "/", cookie=f"radar_route={route}").route:
            return
        time.sleep(0.1)
    raise AssertionError(f"the proxy does not go back to {route}")


def _first_one_dies_on(team: Team, path: str) -> Answer:
    """Return the answer to a request that a replica has taken when it is killed."""
    replica = team.replicas["a"]
    _wait_until_used(team, "a")
    replica.hang()
    with ThreadPoolExecutor(1) as person:
        answer = person.submit(ask, team, path, "POST", cookie="radar_route=a", body=b"")
        time.sleep(TAKEN_SECONDS)
        replica.kill()
        try:
            return answer.result()
        finally:
            replica.start()


def test_a_file_is_made_by_the_other_replica_if_the_first_one_dies_on_it(team: Team) -> None:
    answer = _first_one_dies_on(team, "/api/files/starter")
    assert (answer.status, answer.route) == (200, "b")
    assert b"skills" in answer.body


def test_what_changes_something_is_not_sent_twice(team: Team) -> None:
    assert _first_one_dies_on(team, "/_stcore/anything").status == 502


def test_the_button_says_so_if_no_replica_answers(tab: Tab, team: Team, tmp_path: Path) -> None:
    tab.begin()
    tab.go_to("Share")
    button = tab.page.locator("form.rr-file button").first
    expect(button).to_be_visible()
    for each in team.replicas.values():
        each.kill()
    try:
        button.click()
        status = tab.page.locator("form.rr-file").first.get_by_role("status")
        expect(status).to_have_text("The server could not be reached. Try again.")
    finally:
        for each in team.replicas.values():
            each.start()
    with tab.page.expect_download() as waiting:
        button.click()
    waiting.value.save_as(tmp_path / "file")
    assert (tmp_path / "file").stat().st_size > MINIMUM_BYTES


def test_the_log_of_the_proxy_names_nobody(team: Team) -> None:
    for path in ("/review/a-secret", "/_stcore/upload_file/a-secret/x", "/result?a=a-secret"):
        ask(team, path, client="127.0.0.4")
    file = team.replicas["a"].data.parent / "access.log"
    for _ in range(LOG_TRIES):  # a line is written after the answer was sent
        log = file.read_text()
        if "/result 200" in log:
            break
        ask(team, "/api/live", client="127.0.0.4")
    assert "/review/***" in log
    assert "/result 200" in log
    assert "secret" not in log
    assert "127.0.0.4" not in log
