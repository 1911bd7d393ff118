"""What doctor says about a database on a server."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from urllib.parse import urlsplit

import psycopg
import pytest
from store_support import Clock, new_ids

from skills.problems import StoreError
from skills.store import Finding, Store, examine
from skills.store.tables import VERSION

pytest_plugins = ["store_support"]

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


def test_an_unreachable_server_is_a_failure() -> None:
    (found,) = examine("postgresql://ana:pass-word@127.0.0.1:9/x", NOW)
    assert (found.about, found.level) == ("database", "trouble")
    assert "cannot be reached" in found.found
    assert "pass-word" not in str(found)


def test_a_missing_server_driver_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    (found,) = examine("postgresql://ana:pass-word@127.0.0.1:9/x", NOW)
    assert found.level == "trouble"
    assert "install psycopg" in found.found


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_examining_a_server_changes_nothing(database_url: str) -> None:
    for _ in range(2):
        (found,) = examine(database_url, NOW)
        assert found == Finding(
            "database", "ok", "The server responds; the app creates its tables."
        )


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_server_on_which_the_app_may_not_create_tables_is_a_failure(
    database_url: str, postgresql: str
) -> None:
    role = f"guest_{os.getpid()}"
    with psycopg.connect(postgresql, autocommit=True) as server:
        server.execute(f"CREATE ROLE {role} LOGIN PASSWORD 'pass-word'".encode())
        try:
            address = urlsplit(database_url)
            place = address.netloc.rpartition("@")[2]
            url = address._replace(netloc=f"{role}:pass-word@{place}").geturl()
            with pytest.raises(StoreError):
                Store.open(url, clock=Clock(), new_id=new_ids())
            (found,) = examine(url, NOW)
        finally:
            server.execute(f"DROP ROLE {role}".encode())
    assert (found.about, found.level) == ("database", "trouble")
    assert found.found == "The database has no tables, and this account may not create them."


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_server_in_use_reports_its_version(database_url: str, store: Store) -> None:
    (found,) = examine(database_url, NOW)
    assert (found.about, found.level, store.ping()) == ("version", "ok", VERSION)


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_before_the_tables_of_a_server_are_upgraded_comes_a_dump(database_url: str) -> None:
    with psycopg.connect(database_url) as connection:
        connection.execute("UPDATE meta SET value = '1' WHERE name = 'version'")
    (found,) = examine(database_url, NOW)
    assert (found.about, found.level) == ("version", "warning")
    assert found.fix == "the upgrade is automatic; first make a copy with PostgreSQL's own pg_dump"
