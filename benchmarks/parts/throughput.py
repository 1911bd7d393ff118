"""Compare the throughput of one server process in clicks per second."""

from __future__ import annotations

import asyncio

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
    usual = median([load.rate for load in loads[USUAL.name]])
    rows = [_row(name, each, usual) for name, each in loads.items()]
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


def _row(name: str, loads: list[Load], usual: float) -> tuple[object, ...]:
    rate = median([load.rate for load in loads])
    return (
        name,
        len(loads),
        sum(len(load.runs) for load in loads),
        rate,
        ratio(rate, usual),
        median([median(load.times) for load in loads]),
        median([percentile(load.times, 0.95) for load in loads]),
        median([load.cpu_ms for load in loads]),
        median([load.kilobytes for load in loads]),
        median([load.rss_mb for load in loads]),
        sum(len(load.errors) for load in loads),
    )


async def measure(subject: Subject, server: Server, seconds: float, warming: float) -> Load:
    """Let people click as fast as the server responds."""
    people = await enter_all(subject, server.url, PEOPLE)
    try:
        await answer_for(people, server, warming)
        return await answer_for(people, server, seconds)
    finally:
        await leave_all(people)
