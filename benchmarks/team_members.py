"""People who go on clicking after their connection was lost, and what was promised to them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TypeVar
from urllib.parse import parse_qs

from benchmarks.loads import FAULTS, Load, Person
from benchmarks.matrices import shipped
from benchmarks.measuring import MeasuringError
from benchmarks.team import Team
from benchmarks.websocket_client import Run, Session
from skills.matrix import NOT_APPLICABLE

T = TypeVar("T")

BACK_SECONDS = 60.0
AGAIN_SECONDS = 0.2


@dataclass
class Member:
    """Somebody who clicks and, like a page, connects again.

    Attributes
    ----------
    promised : the option of each statement that the page showed when it last said "Saved".
    reconnects : how often the connection was lost.
    """

    person: Person
    promised: Mapping[str, str] = field(default_factory=dict)
    reconnects: int = 0

    async def click_until(
        self, stop: asyncio.Event, load: Load, think: Callable[[], float]
    ) -> None:
        """Answer until told to stop; a click lasts until a server has taken it."""
        while not stop.is_set():
            await asyncio.sleep(think())
            begin = time.perf_counter()
            try:
                run = await self.person.answer()
            except FAULTS:
                run = await self._come_back()
            run.milliseconds = (time.perf_counter() - begin) * 1000
            load.runs.append(run)
            if any("Not saved" in each for each in self.person.session.texts):
                load.errors.append("Not saved")
            else:
                self.promised = shown_by(self.person.session)

    async def _come_back(self) -> Run:
        self.reconnects += 1
        return await _until_answered(self.person.session.reconnect)

    async def count_lost(self, team: Team) -> int:
        """Return how many of the promised answers are not stored."""
        (assessment,) = parse_qs(self.person.session.query)["a"]
        stored = await asyncio.to_thread(team.stored, assessment)
        return sum(
            stored.get(each) != option_id(each, title) for each, title in self.promised.items()
        )

    async def count_wrong(self) -> int:
        """Return how many of the promised answers a new page shows otherwise, or not at all."""
        session = self.person.session
        page = await _until_answered(
            lambda: Session.open(session.url, session.query, session.cookie)
        )
        await page.visit("assess")
        shown = shown_by(page)
        await page.close()
        return sum(shown.get(each) != title for each, title in self.promised.items())


async def _until_answered(ask: Callable[[], Awaitable[T]]) -> T:
    """Ask again and again, as a page does, while the proxy has no server for it."""
    end = time.monotonic() + BACK_SECONDS
    while True:
        try:
            return await ask()
        except FAULTS as error:
            if time.monotonic() > end:
                raise MeasuringError(f"Nobody answers: {error}") from error
            await asyncio.sleep(AGAIN_SECONDS)


def shown_by(session: Session) -> dict[str, str]:
    """Return the option that a page shows as chosen, by statement."""
    # The id of a widget ends in its key: "answer|<statement>|<assessment>|<revision>".
    keys = {each: each.split("|") for each in session.chosen() if "-answer|" in each}
    return {keys[each][1]: title for each, title in session.chosen().items() if each in keys}


@cache
def _options() -> Mapping[tuple[str, str], str]:
    statements = shipped().statements.values()
    return {
        (each.id, option.title): option.id for each in statements for option in each.scale.options
    }


def option_id(statement: str, title: str) -> str:
    """Return what is stored for an option: whatever is none of the scale is "does not apply"."""
    return _options().get((statement, title), NOT_APPLICABLE)
