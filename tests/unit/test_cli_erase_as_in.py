"""Erasing again reads the replaced database and leaves it as it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Final
from urllib.parse import quote, urlsplit

import psycopg
import pytest
from store_support import ANA, Clock, begin, new_ids

from skills.cli.main import main
from skills.store import Store

pytest_plugins = ["store_support"]

NAMES: Final = ("radar restored", "radar before")


@pytest.fixture
def urls(postgresql: str) -> Iterator[tuple[str, str]]:
    """Make two empty databases on one server, and return their URLs."""
    place = urlsplit(postgresql)
    with psycopg.connect(postgresql, autocommit=True) as connection:
        for each in NAMES:
            connection.execute(f'CREATE DATABASE "{each}"')
    restored, before = (place._replace(path=f"/{quote(each)}").geturl() for each in NAMES)
    yield restored, before
    with psycopg.connect(postgresql, autocommit=True) as connection:
        for each in NAMES:
            connection.execute(f'DROP DATABASE "{each}" WITH (FORCE)')


def _filled(url: str, clock: Clock) -> Store:
    """Return a store with the same assessment in every database."""
    store = Store.open(url, clock=clock, new_id=new_ids())
    begin(store)
    return store


def _left(url: str) -> int:
    with psycopg.connect(url) as connection:
        found = connection.execute("SELECT count(*) FROM assessment").fetchone()
    assert found
    return int(found[0])


def _tables(url: str) -> list[str]:
    with psycopg.connect(url) as connection:
        found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return [name for (name,) in found.fetchall()]


def _run(name: str, url: str, clock: Clock) -> int:
    return main(["erase", "--as-in", name, "--yes", "--database", url], clock=clock)


def test_what_the_replaced_database_erased_is_erased_again(
    urls: tuple[str, str], clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    restored, before = urls
    with closing(_filled(restored, clock)), closing(_filled(before, clock)) as store:
        (mine,) = store.assessments(ANA)
        store.erase(ANA, mine.assessment.id)
    assert _left(restored) == 1
    assert _run(NAMES[1], restored, clock) == 0
    assert capsys.readouterr().out == "Erased again: 1.\n"
    assert _left(restored) == 0


def test_a_database_of_something_else_is_refused_and_stays_as_it_is(
    urls: tuple[str, str], clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    restored, other = urls
    _filled(restored, clock).close()
    for tables in ([], ["erased"]):
        assert sorted(_tables(other)) == tables
        assert _run(NAMES[1], restored, clock) == 2
        said = capsys.readouterr()
        assert (said.out, said.err) == (
            "",
            f"The database {NAMES[1]} has no Readiness Radar tables; nothing was changed.\n",
        )
        assert sorted(_tables(other)) == tables
        with psycopg.connect(other) as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS erased (what text)")
    assert _left(restored) == 1


def test_a_missing_database_is_named(
    urls: tuple[str, str], clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    _filled(urls[0], clock).close()
    assert _run("radar nowhere", urls[0], clock) == 2
    assert capsys.readouterr().err == (
        "The server has no database radar nowhere; nothing was changed.\n"
    )


def test_the_restored_database_itself_is_refused(
    urls: tuple[str, str], clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    _filled(urls[0], clock).close()
    assert _run(NAMES[0], urls[0], clock) == 2
    assert "is the restored one: name the one it replaces" in capsys.readouterr().err
