"""Compare the throughput of one server process in clicks per second."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from benchmarks import prototype_aims
from benchmarks.loads import Load, answer_for, enter_all, leave_all
from benchmarks.measuring import Server, median, percentile
from benchmarks.subjects import BARE, PRODUCT, PROTOTYPE, USUAL, Subject, running
from benchmarks.tables import ratio, show_table

SUBJECTS = (PRODUCT, PROTOTYPE, USUAL, BARE)
PEOPLE = 10
AIM = 10


def show(*, quick: bool) -> None:
    """Print the table."""
    rounds, seconds, warming = (1, 1.0, 0.5) if quick else (3, 8.0, 2.0)
    loads: dict[str, list[Load]] = {subject.name: [] for subject in SUBJECTS}
    for _ in range(rounds):
        for subject in SUBJECTS:
            with running([subject]) as servers:
                work = measure(subject, servers[subject.name], seconds, warming)
                loads[subject.name].append(asyncio.run(work))
    rows = [row(name, loads) for name in loads]
    columns = (
        "app",
        "rounds",
        "clicks",
        "clicks/s",
        "rate / usual",
        "p50 ms",
        "p95 ms",
        "CPU ms/click",
        "kB/click",
        "RSS MB",
        "errors",
        prototype_aims.CPU,
        prototype_aims.RATE,
        prototype_aims.KILOBYTES,
    )
    notes = (
        (
            f"{PEOPLE} people without a pause, one server process; medians of rounds of "
            f"{seconds:g} s in which the apps take turns."
        ),
        f"Aim: the product at least {AIM} times the usual page.",
        "Over websockets, without a browser's cost; times are to the end of the script's run.",
    )
    show_table("throughput", columns, rows, notes)


def row(name: str, loads: Mapping[str, list[Load]]) -> tuple[object, ...]:
    """Return the row of one app: medians of its rounds, and ratios to other apps."""
    rounds, prototype = loads[name], loads[PROTOTYPE.name]
    return (
        name,
        len(rounds),
        sum(len(load.runs) for load in rounds),
        _rate(rounds),
        ratio(_rate(rounds), _rate(loads[USUAL.name])),
        median([median(load.times) for load in rounds]),
        median([percentile(load.times, 0.95) for load in rounds]),
        _cpu_ms(rounds),
        _kilobytes(rounds),
        median([load.rss_mb for load in rounds]),
        sum(len(load.errors) for load in rounds),
        ratio(_cpu_ms(rounds), _cpu_ms(prototype)),
        ratio(_rate(rounds), _rate(prototype)),
        ratio(_kilobytes(rounds), _kilobytes(prototype)),
    )


def _rate(rounds: list[Load]) -> float:
    return median([load.rate for load in rounds])


def _cpu_ms(rounds: list[Load]) -> float:
    return median([load.cpu_ms for load in rounds])


def _kilobytes(rounds: list[Load]) -> float:
    return median([load.kilobytes for load in rounds])


async def measure(subject: Subject, server: Server, seconds: float, warming: float) -> Load:
    """Let people click as fast as the server responds."""
    people = await enter_all(subject, server.url, PEOPLE)
    try:
        await answer_for(people, server, warming)
        return await answer_for(people, server, seconds)
    finally:
        await leave_all(people)
