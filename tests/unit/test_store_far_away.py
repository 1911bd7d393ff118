"""A PostgreSQL server that is far away, stalls, restarts or cuts connections."""

from __future__ import annotations

import time
from collections.abc import Iterator
from threading import Timer
from urllib.parse import urlsplit

import pytest
from proxy import Proxy
from store_support import ANA, Clock, begin, new_ids

from skills.problems import StoreError
from skills.store import Assessment, Conflict, Saved, Store, engine
from skills.store.deadline import CHECK_SECONDS, READY_SECONDS, within

pytest_plugins = ["store_support"]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.parametrize("database_url", ["postgresql"], indirect=True),
]

SOON_SECONDS = 0.5
LATE_SECONDS = 5.0
"""Far more than `SOON_SECONDS`, and far less than a server stalls."""


@pytest.fixture
def proxy(database_url: str) -> Iterator[Proxy]:
    address = urlsplit(database_url)
    assert address.hostname
    assert address.port
    with Proxy((address.hostname, address.port)) as between:
        yield between


@pytest.fixture
def far(proxy: Proxy, database_url: str) -> Iterator[Store]:
    """Open the store through the proxy."""
    port = urlsplit(database_url).port
    url = database_url.replace(f":{port}/", f":{proxy.port}/")
    store = Store.open(url, clock=Clock(), new_id=new_ids())
    yield store
    store.close()


def save(store: Store, made: Assessment, value: str, operation: str) -> Saved | Conflict:
    return store.save(
        ANA, made.id, "note", "sql", value, tab="t", widget_revision=0, operation=operation
    )


def test_a_click_takes_two_round_trips_and_a_look_one(far: Store, proxy: Proxy) -> None:
    made = begin(far)
    save(far, made, "first", "one")
    for number, change in enumerate(("second", "third")):
        proxy.turns = 0
        assert isinstance(save(far, made, change, f"more-{number}"), Saved)
        assert proxy.turns == 2
    proxy.turns = 0
    far.entries(ANA, made.id)
    far.assessment(ANA, made.id)
    assert proxy.turns == 2


@pytest.mark.parametrize("what", ["save", "read", "write"])
def test_a_stalled_server_is_given_up(far: Store, proxy: Proxy, what: str) -> None:
    made = begin(far)
    work = {
        "save": lambda: save(far, made, "text", "one"),
        "read": lambda: far.entries(ANA, made.id),
        "write": lambda: far.rename(ANA, made.id, "Another"),
    }
    proxy.stall()
    begun = time.monotonic()
    with within(SOON_SECONDS), pytest.raises(StoreError, match="the database server"):
        work[what]()
    assert time.monotonic() - begun < LATE_SECONDS
    proxy.resume()
    save(far, made, "later", "two")
    assert [each.new for each in far.history(ANA, made.id)][-1] == "later"


def test_every_unit_of_work_has_a_deadline(
    far: Store, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = begin(far)
    monkeypatch.setattr(engine, "WORK_SECONDS", SOON_SECONDS)
    proxy.stall()
    begun = time.monotonic()
    with pytest.raises(StoreError, match="the database server"):
        save(far, made, "text", "one")
    assert time.monotonic() - begun < LATE_SECONDS


def test_a_health_check_is_over_soon(far: Store, proxy: Proxy) -> None:
    assert far.ping() > 0
    proxy.stall()
    begun = time.monotonic()
    with pytest.raises(StoreError, match="the database server"):
        far.ping()
    assert time.monotonic() - begun < 2 * CHECK_SECONDS


def test_whether_it_is_ready_is_asked_once(far: Store, proxy: Proxy) -> None:
    assert far.ping(once=True) > 0
    proxy.refuse()
    begun = time.monotonic()
    with pytest.raises(StoreError, match="the database server"):
        far.ping(once=True)
    assert time.monotonic() - begun < SOON_SECONDS
    proxy.resume()
    assert far.ping(once=True) > 0
    proxy.stall()
    begun = time.monotonic()
    with pytest.raises(StoreError, match="the database server"):
        far.ping(once=True)
    assert time.monotonic() - begun < READY_SECONDS + SOON_SECONDS


def test_a_save_waits_for_a_server_that_refuses_for_now(far: Store, proxy: Proxy) -> None:
    made = begin(far)
    proxy.refuse()
    Timer(1.0, proxy.resume).start()
    assert isinstance(save(far, made, "text", "one"), Saved)
    assert len(far.history(ANA, made.id)) == 1


def test_a_server_that_goes_on_refusing_is_given_up(far: Store, proxy: Proxy) -> None:
    made = begin(far)
    proxy.refuse()
    with within(SOON_SECONDS), pytest.raises(StoreError, match="cannot be reached; try again"):
        save(far, made, "text", "one")
    proxy.resume()
    assert far.history(ANA, made.id) == ()


def test_connections_cut_between_two_clicks_are_not_noticed(far: Store, proxy: Proxy) -> None:
    made = begin(far)
    for number in range(5):
        proxy.cut()
        assert isinstance(save(far, made, f"text {number}", f"number-{number}"), Saved)
    assert len(far.history(ANA, made.id)) == 5


def test_a_connection_cut_while_saving_saves_once(far: Store, proxy: Proxy) -> None:
    """Whether the server had saved before the cut is unknown: the repetition finds out."""
    made = begin(far)
    proxy.delay = 0.05
    for number in range(5):
        Timer(0.04 * (number + 1), proxy.cut).start()
        save(far, made, f"text {number}", f"number-{number}")
    assert [each.new for each in far.history(ANA, made.id)] == [f"text {n}" for n in range(5)]
