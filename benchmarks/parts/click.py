"""Compare click latency in a browser: from the click to the text that confirms it."""

from __future__ import annotations

from dataclasses import dataclass, field

from benchmarks import prototype_aims
from benchmarks.browser import Visit, browser
from benchmarks.measuring import Server, median, percentile
from benchmarks.subjects import (
    BARE,
    BARE_WITHOUT_GC,
    PRODUCT,
    PROTOTYPE,
    USUAL,
    Subject,
    running,
)
from benchmarks.tables import ratio, show_table

SUBJECTS = (BARE, BARE_WITHOUT_GC, USUAL, PROTOTYPE, PRODUCT)
AIM = 1.8


@dataclass
class Clicks:
    """Latencies of the answers in one app, in milliseconds."""

    times: list[float] = field(default_factory=list)
    server: list[float] = field(default_factory=list)
    page: list[float] = field(default_factory=list)


def show(*, quick: bool) -> None:
    """Print the table."""
    rounds, warming = (3, 1) if quick else (40, 10)
    found = measure(SUBJECTS, rounds, warming)
    bare, spared = found[BARE.name], found[BARE_WITHOUT_GC.name]
    rows = [
        (
            name,
            len(each.times),
            median(each.times),
            percentile(each.times, 0.95),
            ratio(median(each.times), median(bare.times)),
            ratio(median(each.times), median(spared.times)),
            sum(each.server) / len(each.server),
            ratio(sum(each.server), sum(bare.server)),
            ratio(sum(each.server), sum(found[PROTOTYPE.name].server)),
            median(each.page),
        )
        for name, each in found.items()
    ]
    columns = (
        "app",
        "clicks",
        "p50 ms",
        "p95 ms",
        "p50 / bare",
        "p50 / bare without GC",
        "server CPU ms",
        "CPU / bare",
        prototype_aims.CPU,
    )
    notes = (
        "From the trusted pointer event to the changed text in the page, in Chromium.",
        f"Aim: the product at most {AIM} times bare.",
        (
            "Apps take turns click by click; server CPU is that of the process tree per click, "
            "garbage collection afterwards included."
        ),
    )
    show_table("click", (*columns, "page main thread ms"), rows, notes)


def measure(subjects: tuple[Subject, ...], rounds: int, warming: int) -> dict[str, Clicks]:
    """Answer in all apps in turn."""
    found = {subject.name: Clicks() for subject in subjects}
    with running(subjects) as servers, browser() as chromium:
        visits = {each.name: Visit(chromium, each, servers[each.name].url) for each in subjects}
        for turn in range(warming + rounds):
            # The first app after a pause must not always be the same one.
            shift = turn % len(subjects)
            for subject in (*subjects[shift:], *subjects[:shift]):
                name = subject.name
                into = found[name] if turn >= warming else Clicks()
                _answer(visits[name], servers[name], turn, into)
    return found


def _answer(visit: Visit, server: Server, turn: int, into: Clicks) -> None:
    """Give each question another answer than it has."""
    questions = visit.count()
    server.settle()
    before, page = server.cpu_ms(), visit.main_thread_ms()
    into.times.append(visit.answer(turn % questions, 1 + turn // questions))
    server.settle()
    into.server.append(server.cpu_ms() - before)
    into.page.append(visit.main_thread_ms() - page)
