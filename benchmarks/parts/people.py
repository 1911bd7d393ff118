"""Compare waiting times with a hundred people who think between their clicks, and find the most."""

from __future__ import annotations

import asyncio

from benchmarks.loads import Load, answer_for, enter_all, leave_all, thinking
from benchmarks.measuring import Server, percentile
from benchmarks.subjects import BARE, PRODUCT, PROTOTYPE, USUAL, Subject, running
from benchmarks.tables import ratio, show_table

SUBJECTS = (PRODUCT, PROTOTYPE, USUAL, BARE)
THINKING_SECONDS = 5.0
SEED = 20_261_123
CROWDS = (50, 100, 200, 300)
"""People at once, to see where one process is full."""


def show(*, quick: bool) -> None:
    """Print the table."""
    count, seconds = (10, 4.0) if quick else (100, 45.0)
    loads: dict[str, tuple[Load, float]] = {}
    for subject in SUBJECTS:
        with running([subject]) as servers:
            loads[subject.name] = asyncio.run(
                _measure(subject, servers[subject.name], count, seconds)
            )
    usual = percentile(loads[USUAL.name][0].times, 0.95)
    rows = [_row(name, *each, usual) for name, each in loads.items()]
    columns = (
        "app",
        "clicks",
        "p50 ms",
        "p95 ms",
        "p99 ms",
        "p95 / usual",
        "clicks/s",
        "CPU ms/click",
        "RSS MB before",
        "RSS MB",
        "errors",
    )
    notes = (
        (
            f"{count} people for {seconds:g} s, thinking {THINKING_SECONDS:g} s on average "
            "(exponential) before a click; each waits for the page before thinking on, so an "
            "overloaded app also gets fewer clicks: compare p95 and errors, not clicks/s."
        ),
        "An error is a click without an answer, a fault on the page, or a lost connection.",
    )
    show_table("people", columns, rows, notes)
    _show_ceiling(quick=quick)


def _show_ceiling(*, quick: bool) -> None:
    """Print how many people one process of the product serves."""
    counts, seconds = ((5, 10), 4.0) if quick else (CROWDS, 30.0)
    rows = []
    for count in counts:
        with running([PRODUCT]) as servers:
            load, before = asyncio.run(_measure(PRODUCT, servers[PRODUCT.name], count, seconds))
        rows.append(
            (
                count,
                len(load.runs),
                percentile(load.times, 0.5),
                percentile(load.times, 0.95),
                load.rate,
                load.cpu_ms,
                load.rate * load.cpu_ms / 10,
                (load.rss_mb - before) / count,
                len(load.errors),
            )
        )
    columns = (
        "people",
        "clicks",
        "p50 ms",
        "p95 ms",
        "clicks/s",
        "CPU ms/click",
        "% of a core",
        "MB a session",
        "errors",
    )
    notes = ("The product alone, a new server for each row; people think as above.",)
    show_table("ceiling", columns, rows, notes)


def _row(name: str, load: Load, rss_before: float, usual: float) -> tuple[object, ...]:
    p95 = percentile(load.times, 0.95)
    return (
        name,
        len(load.runs),
        percentile(load.times, 0.5),
        p95,
        percentile(load.times, 0.99),
        ratio(p95, usual),
        load.rate,
        load.cpu_ms,
        rss_before,
        load.rss_mb,
        len(load.errors),
    )


async def _measure(
    subject: Subject, server: Server, count: int, seconds: float
) -> tuple[Load, float]:
    """Run a load test with think times; also return the memory before it."""
    rss = server.rss_mb()
    people = await enter_all(subject, server.url, count)
    try:
        return await answer_for(people, server, seconds, thinking(THINKING_SECONDS, SEED)), rss
    finally:
        await leave_all(people)
