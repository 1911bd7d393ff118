"""Compare clicks and pages of the product with its own matrix and one ten times larger."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial

from benchmarks.browser import Visit, browser
from benchmarks.loads import FAULTS, Person
from benchmarks.measuring import MeasuringError, Server, median, percentile
from benchmarks.subjects import LARGE, PRODUCT, running
from benchmarks.tables import ratio, show_table
from benchmarks.websocket_client import Run

SUBJECTS = (PRODUCT, LARGE)
MOST_PAGES = 200


@dataclass
class Steps:
    """Measurements of one kind of step: milliseconds, server CPU and kB of each."""

    times: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    kilobytes: list[float] = field(default_factory=list)


Found = dict[tuple[str, str], Steps]
"""Results by kind of step and app."""


def show(*, quick: bool) -> None:
    """Print the table."""
    batches, clicks = (1, 2) if quick else (10, 20)
    found: Found = {}
    with running(SUBJECTS) as servers:
        try:
            asyncio.run(_measure_server(servers, batches, clicks, found))
        except FAULTS as error:
            raise MeasuringError(str(error)) from error
        _measure_browser(servers, 2 if quick else 25, found)
    kinds = list(dict.fromkeys(kind for kind, _ in found))
    rows = [_row(kind, name, found) for kind in kinds for name in (PRODUCT.name, LARGE.name)]
    columns = ("step", "matrix", "samples", "p50 ms", "p95 ms", "CPU ms", "kB")
    notes = (
        "A click must not grow with the matrix: ratios to the product's own matrix near 1.",
        (
            "Websocket times are to the end of the script's run, browser times from the press to "
            "the changed text."
        ),
        "A page also lists all skills in its box to jump to another.",
    )
    show_table("size", (*columns, "p50 / own", "CPU / own", "kB / own"), rows, notes)


def _row(kind: str, name: str, found: Found) -> tuple[object, ...]:
    steps, own = found[kind, name], found[kind, PRODUCT.name]
    figures = [
        (median(each), median(other))
        for each, other in (
            (steps.times, own.times),
            (steps.cpu, own.cpu),
            (steps.kilobytes, own.kilobytes),
        )
    ]
    p95 = percentile(steps.times, 0.95)
    values = (figures[0][0], p95, figures[1][0], figures[2][0])
    return (kind, name, len(steps.times), *values, *(ratio(*each) for each in figures))


async def _measure_server(
    servers: dict[str, Server], batches: int, clicks: int, found: Found
) -> None:
    people = {each.name: await Person.enter(each, servers[each.name].url) for each in SUBJECTS}
    await _step_in_turn("nothing answered", people, servers, (batches, clicks), found)
    for person in people.values():
        await _answer_everything(person)
    await _step_in_turn("all answered", people, servers, (batches, clicks), found)
    for person in people.values():
        await person.session.close()


async def _step_in_turn(
    state: str,
    people: dict[str, Person],
    servers: dict[str, Server],
    counts: tuple[int, int],
    found: Found,
) -> None:
    """Answer and turn pages, alternating between the two matrices batch by batch."""
    batches, clicks = counts
    for batch in range(batches):
        for name, person in people.items():
            answers = found.setdefault((f"answer, {state}", name), Steps())
            await _batch(person.answer, clicks, servers[name], answers)
            pages = found.setdefault((f"page, {state}", name), Steps())
            label = "Back" if (batch % 2 == 1) != (state == "all answered") else "Next"
            await _batch(partial(person.session.press, label), 1, servers[name], pages)


async def _batch(
    step: Callable[[], Awaitable[Run]], count: int, server: Server, into: Steps
) -> None:
    server.settle()
    before = server.cpu_ms()
    runs = [await step() for _ in range(count)]
    into.times += [run.milliseconds for run in runs]
    into.kilobytes += [run.bytes_in / 1000 for run in runs]
    server.settle()
    into.cpu.append((server.cpu_ms() - before) / count)


async def _answer_everything(person: Person) -> None:
    """Go to the first page, then through all of them, and answer each statement once."""
    session = person.session
    for _ in range(MOST_PAGES):
        if not session.has_button("Back"):
            break
        await session.press("Back")
    for _ in range(MOST_PAGES):
        for widget_id in session.groups():
            await session.choose(widget_id, 2)
        if not session.has_button("Next"):
            return
        await session.press("Next")
    raise MeasuringError(f"There are more than {MOST_PAGES} pages.")


def _measure_browser(servers: dict[str, Server], rounds: int, found: Found) -> None:
    with browser() as chromium:
        visits = {each.name: Visit(chromium, each, servers[each.name].url) for each in SUBJECTS}
        given: Counter[tuple[str, int, int]] = Counter()
        for turn in range(rounds + 1):
            for name, visit in visits.items():
                server = servers[name]
                server.settle()
                before = server.cpu_ms()
                # A different option each time: choosing the same one again changes nothing.
                question = turn % visit.count()
                given[name, turn % 2, question] += 1
                option = given[name, turn % 2, question]
                times = {"answer in a browser": visit.answer(question, option)}
                server.settle()
                answered = server.cpu_ms()
                times["page in a browser"] = visit.go("Back" if turn % 2 else "Next")
                server.settle()
                if turn == 0:
                    continue  # the first click also compiles the page's code
                for kind, cpu in zip(
                    times, (answered - before, server.cpu_ms() - answered), strict=True
                ):
                    steps = found.setdefault((kind, name), Steps())
                    steps.times.append(times[kind])
                    steps.cpu.append(cpu)
