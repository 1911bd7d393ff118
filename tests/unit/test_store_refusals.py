"""A PostgreSQL server that is there and refuses says why, and so do we."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from urllib.parse import urlsplit

import psycopg
import pytest
from postgres_support import NAMED
from store_support import ANA, Clock, begin, new_ids

from skills.problems import StoreError
from skills.store import Store, examine
from skills.store.refusals import REFUSED, refusal_state

pytest_plugins = ["store_support"]

ROLE: Final = f"asked_{os.getpid()}"
RELOAD_SECONDS: Final = 10
AT_ONCE_SECONDS: Final = 2

NO_DATABASE: Final = (
    "the database server has no database of this name; create it, or correct SKILLS_DATABASE_URL."
)
REJECTED: Final = (
    "the database server rejected the user name or password; correct SKILLS_DATABASE_URL "
    "or the file of the password."
)
NOT_LET_IN: Final = (
    "the database server does not let this user in; check the user's rights and pg_hba.conf on "
    "the server."
)


def _address(postgresql: str, user: str, database: str) -> str:
    address = urlsplit(postgresql)
    return f"postgresql://{user}:pass-word@{address.hostname}:{address.port}/{database}"


def _refusal(url: str) -> str:
    with pytest.raises(StoreError) as caught:
        Store.open(url, clock=Clock(), new_id=new_ids())
    (found,) = examine(url, Clock()())
    assert (found.level, found.found) == ("trouble", str(caught.value))
    assert "pass-word" not in f"{caught.value} {found}"
    return str(caught.value).removeprefix("The database could not be opened: ")


@contextmanager
def _role(postgresql: str, options: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(postgresql, autocommit=True) as server:
        server.execute(f"CREATE ROLE {ROLE} {options}".encode())
        try:
            yield server
        finally:
            server.execute(f"DROP ROLE {ROLE}".encode())


def _ours(postgresql: str) -> None:
    if NAMED:
        pytest.skip("the server that is named may ask everybody for a password")
    assert urlsplit(postgresql).username == "tests"


def test_a_database_that_is_not_there_is_not_called_unreachable(postgresql: str) -> None:
    address = urlsplit(postgresql)._replace(path="/no-such-database").geturl()
    assert _refusal(address) == NO_DATABASE


def test_an_unknown_user_is_rejected(postgresql: str) -> None:
    _ours(postgresql)
    assert _refusal(_address(postgresql, "nobody-at-all", "postgres")) == REJECTED


def test_a_user_who_may_not_log_in_is_not_let_in(postgresql: str) -> None:
    _ours(postgresql)
    with _role(postgresql, "NOLOGIN"):
        assert _refusal(_address(postgresql, ROLE, "postgres")) == NOT_LET_IN


def test_too_many_connections_are_no_lack_of_space(postgresql: str) -> None:
    _ours(postgresql)
    with _role(postgresql, "LOGIN CONNECTION LIMIT 0"):
        refusal = _refusal(_address(postgresql, ROLE, "postgres"))
        assert refusal == "too many programs are connected to the database server."


@contextmanager
def _asked_for_a_password(postgresql: str) -> Iterator[None]:
    """Have the server of the tests ask a role for its password."""
    with _role(postgresql, "LOGIN PASSWORD 'another'") as server:
        (file,) = server.execute("SHOW hba_file").fetchone() or ("",)
        (text,) = server.execute("SELECT pg_read_file(%s)", [file]).fetchone() or ("",)
        before = [" ".join(each.split()) for each in text.splitlines() if each[:1].isalpha()]
        try:
            _write_rules(server, file, [f"host all {ROLE} all scram-sha-256", *before])
            yield
        finally:
            _write_rules(server, file, before)


def _write_rules(server: psycopg.Connection, file: str, rules: list[str]) -> None:
    """Write who may connect how, and wait until that is so."""
    copy = psycopg.sql.SQL("COPY (SELECT unnest({}::text[])) TO {}")
    server.execute(copy.format(rules, file))
    (before,) = server.execute("SELECT pg_conf_load_time()").fetchone() or (None,)
    server.execute("SELECT pg_reload_conf()")
    end = time.monotonic() + RELOAD_SECONDS
    while time.monotonic() < end:
        if server.execute("SELECT pg_conf_load_time()").fetchone() != (before,):
            return
        time.sleep(0.02)
    raise AssertionError("the server does not reload its rules")


def test_a_wrong_password_is_rejected(postgresql: str) -> None:
    _ours(postgresql)
    address = _address(postgresql, ROLE, "postgres")
    with _asked_for_a_password(postgresql):
        assert _refusal(address) == REJECTED
        assert _refusal(address.replace(":pass-word", "")) == REJECTED


def test_what_stays_wrong_is_not_tried_again(postgresql: str) -> None:
    """Whoever waits would wait in vain, and trying again would not help them."""
    address = urlsplit(postgresql)
    name = f"moved_{os.getpid()}"
    with psycopg.connect(postgresql, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}".encode())
        url = address._replace(path=f"/{name}").geturl()
        store = Store.open(url, clock=Clock(), new_id=new_ids())
        made = begin(store)
        server.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())
    begun = time.monotonic()
    with pytest.raises(StoreError, match=r"correct SKILLS_DATABASE_URL\.$"):
        store.assessment(ANA, made.id)
    assert time.monotonic() - begun < AT_ONCE_SECONDS
    store.close()


@pytest.mark.parametrize(
    ("message", "state"),
    [
        ("FATAL:  the database system is starting up", "57P03"),
        ("FATAL:  the database system is not yet accepting connections", "57P03"),
        ("FATAL:  sorry, too many clients already", "53300"),
        ("FATAL:  remaining connection slots are reserved for roles with …", "53300"),
        ('FATAL:  no pg_hba.conf entry for host "10.0.0.1", user "a", database "b"', "28000"),
        ('FATAL:  Peer authentication failed for user "a"', "28000"),
        ('FATAL:  permission denied for database "b"', "28000"),
        ("FATAL:  Datenbank »b« existiert nicht", REFUSED),
        ("致命错误:  数据库 b 不存在", REFUSED),
        ("Connection refused\n\tIs the server running on that host and accepting …", None),
        ("timeout expired", None),
        ("server closed the connection unexpectedly", None),
        ("server does not support SSL, but SSL was required", None),
    ],
)
def test_what_the_server_said_is_told_from_what_nobody_said(
    message: str, state: str | None
) -> None:
    start = 'connection failed: connection to server at "10.0.0.2", port 5432 failed: '
    assert refusal_state(start + message) == state
