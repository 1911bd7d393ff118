"""How often one network address may open a wrong link, and how little is remembered of it."""

from __future__ import annotations

from components.web import mentor_links
from components.web.mentor_links import TRIES_SECONDS, WRONG_TRIES, WrongTries


def test_wrong_tries_are_counted_per_address_within_a_minute() -> None:
    tries = WrongTries()
    for second in range(WRONG_TRIES):
        assert not tries.are_too_many("a", second)
        tries.add("a", second)
    assert tries.are_too_many("a", TRIES_SECONDS - 1)
    assert not tries.are_too_many("b", TRIES_SECONDS - 1)
    assert not tries.are_too_many("a", TRIES_SECONDS)


def test_only_the_latest_wrong_tries_count() -> None:
    tries = WrongTries()
    for second in range(0, 1000, 3):
        tries.add("a", second)
        assert not tries.are_too_many("a", second)
    for _ in range(WRONG_TRIES):
        tries.add("a", 1000)
    assert tries.are_too_many("a", 1000)


def test_however_many_addresses_try_few_are_remembered() -> None:
    tries = WrongTries()
    for number in range(mentor_links._MOST_ADDRESSES + 50):
        tries.add(f"host-{number}", number)
    for number in range(WRONG_TRIES * 3):
        tries.add("busy", number)
    assert len(tries._times) == mentor_links._MOST_ADDRESSES
    assert max(len(each) for each in tries._times.values()) == WRONG_TRIES
    assert tries.are_too_many("busy", WRONG_TRIES * 3)
    assert "host-0" not in tries._times


def test_asking_about_an_address_remembers_nothing() -> None:
    tries = WrongTries()
    assert not tries.are_too_many("a", 0)
    assert not tries._times
