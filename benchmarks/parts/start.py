"""Compare the time until a server responds and until the first text is shown."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Browser

from benchmarks.browser import browser, first_screen
from benchmarks.measuring import median, percentile
from benchmarks.subjects import BARE, PRODUCT, PROTOTYPE, Subject, running
from benchmarks.tables import ratio, show_table

SUBJECTS = (BARE, PROTOTYPE, PRODUCT)
AIM = 1.2


WORDS = {
    "listening": "process start to listening, ms",
    "healthy": "process start to healthy, ms",
    "cpu": "CPU until healthy, ms",
    "rss": "memory once healthy, MB",
    "first": "first screen of a fresh process, ms",
    "later": "later cold screens, ms",
    "fetched": "fetched by a cold page, kB",
}
"""The measurements, in the order of the table."""


@dataclass
class Starts:
    """Measurements of each start, in milliseconds, MB and kB."""

    listening: list[float] = field(default_factory=list)
    healthy: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    rss: list[float] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    later: list[float] = field(default_factory=list)
    fetched: list[float] = field(default_factory=list)


def show(*, quick: bool) -> None:
    """Print the table."""
    rounds, pages = (1, 1) if quick else (7, 3)
    found = {subject.name: Starts() for subject in SUBJECTS}
    with browser() as chromium:
        _measure(chromium, BARE, 1, Starts())  # the browser itself starts slowly
        for turn in range(rounds):
            for subject in SUBJECTS if turn % 2 == 0 else SUBJECTS[::-1]:
                _measure(chromium, subject, pages, found[subject.name])
    bare = found[BARE.name]
    rows = []
    for what, words in WORDS.items():
        for name, each in found.items():
            values, other = getattr(each, what), getattr(bare, what)
            row = (words, name, len(values), median(values), percentile(values, 0.95))
            rows.append((*row, ratio(median(values), median(other))))
    notes = (
        f"Aim: first and later screens within {AIM} times bare.",
        (
            "A screen counts when its first heading or text is visible, from the start of "
            "navigation, in a browser context that has nothing cached."
        ),
    )
    columns = ("what", "app", "samples", "p50", "p95", "p50 / bare")
    show_table("start", columns, rows, notes)


def _measure(chromium: Browser, subject: Subject, pages: int, into: Starts) -> None:
    with running([subject]) as servers:
        server = servers[subject.name]
        into.listening.append(server.listening_ms)
        into.healthy.append(server.healthy_ms)
        into.cpu.append(server.cpu_ms())
        into.rss.append(server.rss_mb())
        into.first.append(first_screen(chromium, subject, server.url)["text"])
        for _ in range(pages):
            seen = first_screen(chromium, subject, server.url)
            into.later.append(seen["text"])
            into.fetched.append(seen["fetched"])
