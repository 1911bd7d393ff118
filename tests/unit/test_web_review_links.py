"""A mentor's link over HTTP: the cookie it gives, what it never reveals, and how often to try."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from http.cookies import Morsel, SimpleCookie
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.types import Message
from store_support import ANA, Clock, begin

from components.web import mentor_links, server, session
from components.web.addresses import address, below
from components.web.entry_access import COOKIE
from components.web.mentor_links import TRIES_SECONDS, WRONG_TRIES, WrongTries
from skills.entries.kinds import Scope
from skills.store import Granted, NotFound, Store
from skills.store.review_links import GRANT_HOURS

TOKEN, REVIEW = "a-secret-token-of-a-link", "review-0001"
HOST = "203.0.113.7"


@dataclass(frozen=True)
class Answer:
    """What the server answered."""

    status: int
    headers: Sequence[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> list[str]:
        return [value for each, value in self.headers if each == name]

    @property
    def location(self) -> str:
        (found,) = self.header("location")
        return found

    @property
    def cookie(self) -> Morsel[str]:
        (found,) = self.header("set-cookie")
        (morsel,) = SimpleCookie(found).values()
        return morsel


def ask(  # noqa: PLR0913 - what a request is made of
    token: str,
    method: str = "GET",
    *,
    host: str = HOST,
    scheme: str = "http",
    headers: Mapping[str, str] | None = None,
    query: bytes = b"",
) -> Answer:
    """Send a request to the routes of the app, as a server does."""
    sent: list[Message] = []
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": scheme,
        "path": below(f"/review/{token}"),
        "query_string": query,
        "headers": [(name.encode(), text.encode()) for name, text in (headers or {}).items()],
        "client": (host, 50000),
        "server": ("app.test", 80),
    }

    async def receive() -> Message:
        return {"type": "http.request", "body": b""}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(Starlette(routes=server.routes())(scope, receive, send))
    pairs = [(name.decode(), value.decode()) for name, value in sent[0]["headers"]]
    body = b"".join(each.get("body", b"") for each in sent[1:])
    return Answer(sent[0]["status"], pairs, body)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def seconds(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Return a way to let time pass for the wrong tries, of which there are none yet."""
    now = [1000.0]
    monkeypatch.setattr(mentor_links, "_tries", WrongTries())
    monkeypatch.setattr(mentor_links, "monotonic", lambda: now[0])

    def wait(count: float) -> None:
        now[0] += count

    return wait


@pytest.fixture(autouse=True)
def store(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, clock: Clock, seconds: Callable[[float], None]
) -> Iterator[Store]:
    """Return the database of the server, empty at first."""
    assert seconds
    monkeypatch.setenv("SKILLS_DATA", str(tmp_path / "data"))
    for name in ("SKILLS_DATABASE_URL", "SKILLS_SECURE_COOKIE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(session, "now", clock)
    session.own_store.clear()
    yield session.own_store()
    session.own_store().close()
    session.own_store.clear()


@pytest.fixture
def made(store: Store) -> str:
    """Return an assessment with a link to a review of it."""
    made = begin(store).id
    store.add_review_link(ANA, made, review=REVIEW, token=TOKEN)
    return made


def wrong_ones(store: Store, made: str, clock: Clock) -> list[str]:
    """Return tokens of links that are unknown, expired and revoked."""
    store.add_review_link(ANA, made, review="expired", token="expired-one", days=1)  # noqa: S106
    clock.now += timedelta(days=1)
    store.add_review_link(ANA, made, review="revoked", token="revoked-one")  # noqa: S106
    store.revoke_review_links(ANA, made, "revoked")
    return ["unknown-one", "expired-one", "revoked-one"]


def test_a_link_gives_its_browser_a_grant_and_leads_to_the_review(store: Store, made: str) -> None:
    answer = ask(TOKEN)
    assert answer.status == 303
    assert urlsplit(answer.location).path == address("mentor")
    assert parse_qs(urlsplit(answer.location).query) == {"a": [made], "r": [REVIEW]}
    assert answer.cookie.key == f"{COOKIE}{REVIEW}"
    assert store.granted(answer.cookie.value) == Granted(ANA, made, REVIEW)


def test_a_read_only_link_leads_to_the_result(store: Store, made: str) -> None:
    store.add_review_link(ANA, made, review="a-link", token="to-read", scope=Scope.read)  # noqa: S106
    answer = ask("to-read")
    assert answer.status == 303
    assert urlsplit(answer.location).path == address("shared")
    assert parse_qs(urlsplit(answer.location).query) == {"a": [made], "r": ["a-link"]}
    assert answer.cookie.key == f"{COOKIE}a-link"
    assert store.granted(answer.cookie.value) == Granted(ANA, made, "a-link", Scope.read)


@pytest.mark.usefixtures("made")
def test_each_browser_gets_a_grant_of_its_own() -> None:
    grants = {ask(TOKEN).cookie.value for _ in range(3)}
    assert len(grants) == 3
    assert min(map(len, grants)) >= 43


@pytest.mark.usefixtures("made")
def test_the_cookie_is_for_the_server_alone_and_lasts_a_working_day() -> None:
    cookie = ask(TOKEN).cookie
    assert cookie["httponly"] is True
    assert cookie["samesite"].lower() == "lax"
    assert int(cookie["max-age"]) == GRANT_HOURS * 3600
    assert cookie["path"] == "/"
    assert not cookie["domain"]


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize(
    ("scheme", "headers", "is_secure"),
    [
        ("http", {}, False),
        ("https", {}, True),
        ("http", {"x-forwarded-proto": "https"}, True),
        ("http", {"x-forwarded-proto": "http"}, False),
    ],
)
def test_behind_https_the_cookie_is_secure(
    scheme: str, headers: dict[str, str], is_secure: object
) -> None:
    cookie = ask(TOKEN, scheme=scheme, headers=headers).cookie
    assert bool(cookie["secure"]) is is_secure


@pytest.mark.usefixtures("made")
def test_a_setting_decides_whether_the_cookie_is_secure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SKILLS_SECURE_COOKIE", "yes")
    assert ask(TOKEN).cookie["secure"] is True


@pytest.mark.usefixtures("made")
def test_no_answer_repeats_the_secret_or_may_be_kept() -> None:
    for token in (TOKEN, "an-unknown-token-of-a-link"):
        answer = ask(token, query=b"a=evil&r=evil")
        parts = [value for _, value in answer.headers] + [answer.body.decode()]
        assert not [each for each in parts if token in each or "evil" in each]
        assert answer.header("cache-control") == ["no-store"]


def test_the_grant_itself_stands_in_the_cookie_only(store: Store, made: str) -> None:
    answer = ask(TOKEN)
    grant = answer.cookie.value
    assert grant not in answer.location
    assert grant.encode() not in answer.body
    assert store.granted(grant).assessment == made


def test_unknown_expired_and_revoked_links_get_the_same_answer(
    store: Store, made: str, clock: Clock
) -> None:
    answers = [ask(each) for each in wrong_ones(store, made, clock)]
    assert answers[0] == answers[1] == answers[2]
    assert answers[0].status == 303
    assert answers[0].location == address("mentor")
    assert not answers[0].header("set-cookie")


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize("token", ["x" * 5000, "ä", "' OR '1'='1", "..", "%00", "<b>"])
def test_a_hostile_token_is_a_wrong_one(token: str) -> None:
    assert ask(token) == ask("unknown")


def test_revoking_ends_what_the_cookie_opened(store: Store, made: str) -> None:
    grant = ask(TOKEN).cookie.value
    store.revoke_review_links(ANA, made, REVIEW)
    with pytest.raises(NotFound):
        store.granted(grant)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_a_link_is_opened_by_get_only(store: Store, made: str, method: str) -> None:
    answer = ask(TOKEN, method)
    assert answer.status == 405
    assert not answer.header("set-cookie")
    (link,) = store.review_links(ANA, made)
    assert link.used_at is None


def test_below_another_path_the_redirect_stays_there(
    made: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(st, "get_option", {"server.baseUrlPath": "radar"}.get)
    answer = ask(TOKEN)
    assert answer.location == f"/radar/mentor?a={made}&r={REVIEW}"
    assert answer.cookie["path"] == "/radar"


def test_an_unreachable_database_is_reported_and_counts_as_no_failed_attempt(
    made: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    session.own_store().close()
    session.own_store.clear()
    (tmp_path / "blocked").write_text("no folder")
    monkeypatch.setenv("SKILLS_DATA", str(tmp_path / "blocked"))
    for _ in range(WRONG_TRIES + 1):
        answer = ask(TOKEN)
        assert answer.status == 503
        assert made not in answer.body.decode()
    monkeypatch.setenv("SKILLS_DATA", str(tmp_path / "data"))
    assert ask(TOKEN).status == 303


@pytest.mark.usefixtures("made")
def test_too_many_wrong_links_lead_to_a_wait(seconds: Callable[[float], None]) -> None:
    for _ in range(WRONG_TRIES):
        assert ask("wrong").status == 303
    late = ask(TOKEN)
    assert late.status == 429
    assert not late.header("set-cookie")
    assert ask(TOKEN, host="198.51.100.1").status == 303
    seconds(TRIES_SECONDS - 0.5)
    assert ask(TOKEN).status == 429
    seconds(0.5)
    assert ask(TOKEN).header("set-cookie")


@pytest.mark.usefixtures("made")
def test_right_links_are_no_wrong_tries() -> None:
    assert {ask(TOKEN).status for _ in range(WRONG_TRIES + 2)} == {303}
