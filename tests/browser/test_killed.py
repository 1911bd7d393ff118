"""Kill the server again and again while four people click: nothing said to be saved is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from threading import Timer
from typing import Final

import database_content
import pytest
from effort import KILLS
from person import Person
from playwright.sync_api import Error as PlaywrightError
from serving import Server
from tab import Tab, restart_under

PEOPLE: Final = 4
CLICKS: Final = max(1, 12 // KILLS)
"""Clicks of each before a kill: with few kills, more of them."""

SHOWN: Final = min(6, KILLS)
"""Each person has more  in the end, or nothing was put to the test."""

STATEMENTS: Final = [f"many.s{number:02}" for number in range(1, 13)]
TITLES: Final = ("Not yet", "Partly", "Mostly", "Fully", "Doesn't apply")
VALUES: Final = {title: title.lower().replace(" ", "-") for title in TITLES[:-1]} | {
    "Doesn't apply": "not-applicable"
}
SOON_SECONDS: Final = 0.12
"""Within about the time of one click and its run."""


@pytest.fixture(scope="module")
def matrices() -> str:
    return str(Path(__file__).with_name("twelve.yaml"))


@dataclass
class Clicker:
    """A person who clicks, and remembers what the page has promised.

    Attributes
    ----------
    promised : what was shown as chosen on a page that said that all is saved.
    since : what was clicked after that, which may have arrived or not.
    """

    tab: Tab
    promised: dict[str, str] = field(default_factory=dict)
    since: dict[str, set[str]] = field(default_factory=dict)

    def click(self, chance: Random) -> None:
        """Click somewhere, whether or not anybody is there to hear it."""
        number = chance.randrange(len(STATEMENTS))
        title = chance.choice(TITLES)
        self.since.setdefault(STATEMENTS[number], set()).add(VALUES[title])
        option = self.tab.option(number + 1, title)
        try:
            option.click(timeout=1000)
        except PlaywrightError:  # the page has noticed, and takes no clicks until it is back
            return

    def shown(self) -> dict[str, str]:
        chosen = zip(STATEMENTS, self.tab.chosen(), strict=True)
        return {item: VALUES[title] for item, title in chosen if title}

    def take_promise(self) -> None:
        """Note what a page at rest says is saved."""
        assert "Not saved" not in self.tab.status.inner_text()
        self.promised = self.shown()
        self.since.clear()

    def broken_promises(self, kept: dict[str, str]) -> Iterator[str]:
        for item, value in self.promised.items():
            if kept.get(item) not in {value, *self.since.get(item, set())}:
                yield f"{item}: {value} was promised, {kept.get(item)} is stored"


def test_nothing_promised_is_lost_and_nothing_else_is_shown(
    new_person: Callable[..., Person], server: Server
) -> None:
    chance = Random(20)  # noqa: S311 - the same clicks every time
    people = [Clicker(new_person().new_tab()) for _ in range(PEOPLE)]
    for each in people:
        each.tab.begin(matrix="Twelve statements")
    wrong: list[str] = []
    for round_number in range(KILLS):
        _click_until_killed(people, server, chance)
        restart_under(server, *(each.tab for each in people))
        for name, each in enumerate(people):
            kept = database_content.values(server.database, each.tab.assessment)
            wrong += [
                f"{round_number}, {name}: {problem}" for problem in each.broken_promises(kept)
            ]
            if each.shown() != kept:
                wrong.append(f"{round_number}, {name}: shown {each.shown()}, stored {kept}")
            each.take_promise()
    assert wrong == []
    assert database_content.is_whole(server.database)
    for each in people:
        each.tab.reload()
        assert each.shown() == database_content.values(server.database, each.tab.assessment)
        assert len(each.shown()) > SHOWN


def _click_until_killed(people: list[Clicker], server: Server, chance: Random) -> None:
    """Let everybody click in turn; the kill comes from beside, at any moment of that."""
    for each in people * CLICKS:
        each.click(chance)
    killer = Timer(chance.uniform(0, SOON_SECONDS), server.kill)
    killer.start()
    for each in chance.sample(people, len(people)):
        each.click(chance)
    killer.join()
