"""Load test: many people answer at once over WebSockets."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from websockets.exceptions import WebSocketException

from benchmarks.measuring import MeasuringError, Server
from benchmarks.subjects import Subject
from benchmarks.websocket_client import Run, RunFailedError, Session

FAULTS = (RunFailedError, WebSocketException, OSError)
OPENING_AT_ONCE = 5
LAST_ANSWER_SECONDS = 30.0


@dataclass
class Load:
    """Results of a load test: one entry per click, and the server's CPU time for all of them."""

    runs: list[Run] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    seconds: float = 0.0
    server_ms: float = 0.0
    rss_mb: float = 0.0

    @property
    def times(self) -> list[float]:
        """Return the milliseconds from each click to the end of its script run."""
        return [run.milliseconds for run in self.runs]

    @property
    def rate(self) -> float:
        """Return the clicks per second."""
        return len(self.runs) / self.seconds

    @property
    def cpu_ms(self) -> float:
        """Return the server CPU time per click, in milliseconds."""
        return self.server_ms / max(len(self.runs), 1)

    @property
    def kilobytes(self) -> float:
        """Return the data received per click, in kB."""
        return sum(run.bytes_in for run in self.runs) / max(len(self.runs), 1) / 1000


class Person:
    """A simulated person who keeps answering the questions of one page, with changing options."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._turn = 0

    @classmethod
    async def enter(cls, subject: Subject, url: str) -> Person:
        """Open the app and go to its first question."""
        session = await Session.open(url)
        for step in subject.way:
            if step.option:
                await session.select(step.label, step.option)
            else:
                await session.press(step.label)
        if not session.groups():
            raise RunFailedError(f"{subject.name} shows no question.")
        return cls(session)

    async def answer(self) -> Run:
        """Change the answer to the next question."""
        groups = self.session.groups()
        turn, self._turn = self._turn, self._turn + 1
        return await self.session.choose(groups[turn % len(groups)], 1 + turn // len(groups))


async def enter_all(subject: Subject, url: str, people: int) -> list[Person]:
    """Open sessions for simulated people, a few at a time.

    Raises
    ------
    MeasuringError
        If one of them cannot.
    """
    gate = asyncio.Semaphore(OPENING_AT_ONCE)

    async def enter() -> Person:
        async with gate:
            return await Person.enter(subject, url)

    try:
        return list(await asyncio.gather(*(enter() for _ in range(people))))
    except FAULTS as error:
        raise MeasuringError(f"{subject.name}: {error}") from error


async def leave_all(people: list[Person]) -> None:
    """Close all sessions."""
    for person in people:
        with suppress(*FAULTS):
            await person.session.close()


async def answer_for(
    people: list[Person], server: Server, seconds: float, think: Callable[[], float] | None = None
) -> Load:
    """Let people answer for a given time; each waits for the page before the next click.

    Parameters
    ----------
    think : returns the seconds before a click; by default there is no pause.
    """
    load = Load()
    begin, cpu = time.monotonic(), server.cpu_ms()
    end = begin + seconds
    await asyncio.gather(*(_answer_until(end, person, load, think) for person in people))
    load.seconds = time.monotonic() - begin
    load.server_ms = server.cpu_ms() - cpu
    load.rss_mb = server.rss_mb()
    return load


async def _answer_until(
    end: float, person: Person, load: Load, think: Callable[[], float] | None
) -> None:
    while (left := end - time.monotonic()) > 0:
        if think is not None:
            pause = think()
            if pause > left:
                return
            await asyncio.sleep(pause)
        try:
            async with asyncio.timeout(max(end - time.monotonic(), 0) + LAST_ANSWER_SECONDS):
                load.runs.append(await person.answer())
        except (*FAULTS, TimeoutError) as error:
            load.errors.append(f"{type(error).__name__}: {error}")
            return


def thinking(seconds: float, seed: int) -> Callable[[], float]:
    """Return a seeded generator of think times around a mean, the same for every app."""
    chance = random.Random(seed)  # noqa: S311 - think times are no secret
    return lambda: chance.expovariate(1 / seconds)
