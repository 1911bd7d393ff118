"""Compare clicks and pages: own matrix, one ten times larger, and the prototype."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial

from benchmarks import prototype_aims
from benchmarks.browser import Visit, browser
from benchmarks.loads import FAULTS, Person
from benchmarks.measuring import MeasuringError, Server, median, percentile
from benchmarks.subjects import LARGE, PRODUCT, PROTOTYPE, running
from benchmarks.tables import ratio, show_table
from benchmarks.websocket_client import Run

SUBJECTS = (PRODUCT, LARGE, PROTOTYPE)
MOST_PAGES = 200


@dataclass
class Steps:
    """Measurements of one kind of step: milliseconds, server CPU and kB of each."""

    times: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    kilobytes: list[float] = field(default_factory=list)

    def medians(self) -> tuple[float, float, float]:
        """Return the medians of milliseconds, server CPU and kB."""
        return median(self.times), median(self.cpu), median(self.kilobytes)


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
    keys = [(kind, each.name) for kind in kinds for each in SUBJECTS]
    rows = [_row(*each, found) for each in keys if each in found]
    columns = ("step", "app", "samples", "p50 ms", "p95 ms", "CPU ms", "kB")
    ratios = ("p50 / own", "CPU / own", "kB / own", prototype_aims.CPU, prototype_aims.KILOBYTES)
    notes = (
        "A click must not grow with the matrix: ratios to the product's own matrix near 1.",
        (
            "Websocket times are to the end of the script's run, browser times from the press to "
            "the changed text."
        ),
        "A page also lists all skills in its box to jump to another.",
        "The prototype has one matrix, and no way back to an earlier page: it only answers.",
    )
    show_table("size", (*columns, *ratios), rows, notes)


def _row(kind: str, name: str, found: Found) -> tuple[object, ...]:
    steps, own = found[kind, name].medians(), found[kind, PRODUCT.name].medians()
    prototype = found.get((kind, PROTOTYPE.name), Steps()).medians()
    times = found[kind, name].times
    return (
        kind,
        name,
        len(times),
        steps[0],
        percentile(times, 0.95),
        *steps[1:],
        *(ratio(*each) for each in zip(steps, own, strict=True)),
        *(ratio(*each) for each in zip(steps[1:], prototype[1:], strict=True)),
    )


async def _measure_server(
    servers: dict[str, Server], batches: int, clicks: int, found: Found
) -> None:
    people = {each.name: await Person.enter(each, servers[each.name].url) for each in SUBJECTS}
    await _step_in_turn("nothing answered", people, servers, (batches, clicks), found)
    for name in (PRODUCT.name, LARGE.name):
        await _answer_everything(people[name])
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
            if name == PROTOTYPE.name:
                continue
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
            # The first click also compiles the page's code.
            into = found if turn else {}
            for name, visit in visits.items():
                turns_pages = name != PROTOTYPE.name
                # A different option each time: choosing the same one again changes nothing.
                question = turn % visit.count()
                place = (name, turn % 2 if turns_pages else 0, question)
                given[place] += 1
                answer = partial(visit.answer, question, given[place])
                steps = into.setdefault(("answer in a browser", name), Steps())
                _step_in_browser(answer, servers[name], steps)
                if turns_pages:
                    go = partial(visit.go, "Back" if turn % 2 else "Next")
                    steps = into.setdefault(("page in a browser", name), Steps())
                    _step_in_browser(go, servers[name], steps)


def _step_in_browser(step: Callable[[], float], server: Server, into: Steps) -> None:
    server.settle()
    before = server.cpu_ms()
    into.times.append(step())
    server.settle()
    into.cpu.append(server.cpu_ms() - before)
