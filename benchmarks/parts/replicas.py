"""Compare one and two replicas behind nginx, in calm and while each is restarted."""

from __future__ import annotations

import asyncio
import time

from benchmarks.loads import FAULTS, Load, enter_all, leave_all, thinking
from benchmarks.measuring import MeasuringError, percentile
from benchmarks.subjects import PRODUCT
from benchmarks.tables import show_table
from benchmarks.team import Team, running_team
from benchmarks.team_members import Member

SEED = 20_261_128
THINKING_SECONDS = 2.0
COLUMNS = (
    "replicas",
    "while",
    "people",
    "clicks",
    "p50 ms",
    "p95 ms",
    "clicks/s",
    "CPU ms/click",
    "connections lost",
    "said not saved",
    "lost (aim 0)",
    "shown wrongly (aim 0)",
)


def show(*, quick: bool) -> None:
    """Print the table."""
    people, seconds = (6, 3.0) if quick else (40, 30.0)
    rows: list[tuple[object, ...]] = []
    for count in (1, 2):
        with running_team(count) as team:
            rows += asyncio.run(_measure(team, people, seconds))
    notes = (
        (
            "People over websockets through the proxy of deploy/nginx.conf, without encryption, "
            f"who think {THINKING_SECONDS:g} s on average; CPU is that of the replicas."
        ),
        (
            "Each replica is ended and started again in turn. A click lasts until a server has "
            "taken it, however often the connection is lost; with one replica, until it is back."
        ),
        (
            "Lost is what a page showed as saved and is not in PostgreSQL; shown wrongly, what a "
            "page opened afterwards shows otherwise. PostgreSQL runs without waiting for the disk."
        ),
    )
    show_table("replicas", COLUMNS, rows, notes)


async def _measure(team: Team, people: int, seconds: float) -> list[tuple[object, ...]]:
    members = [Member(each) for each in await enter_all(PRODUCT, team.url, people)]
    try:
        calm = await _phase(team, "calm", members, seconds)
        return [calm, await _phase(team, "restarted", members, seconds)]
    except FAULTS as error:
        raise MeasuringError(f"{type(error).__name__}: {error}") from error
    finally:
        await leave_all([each.person for each in members])


async def _phase(
    team: Team, name: str, members: list[Member], seconds: float
) -> tuple[object, ...]:
    """Let people click, while replicas are restarted or not, and return the row of a table."""
    load, stop, lost_before = Load(), asyncio.Event(), sum(each.reconnects for each in members)
    think = thinking(THINKING_SECONDS, SEED)
    begin, cpu = time.monotonic(), team.cpu_ms()
    clicking = [asyncio.create_task(each.click_until(stop, load, think)) for each in members]
    if name == "restarted":
        await _restart_each(team, seconds / len(team.replicas))
    else:
        await asyncio.sleep(seconds)
    load.seconds = time.monotonic() - begin
    # A replica that was restarted counts anew.
    load.server_ms = team.cpu_ms() - cpu if name == "calm" else float("nan")
    stop.set()
    await asyncio.gather(*clicking)
    return (
        len(team.replicas),
        name,
        len(members),
        len(load.runs),
        percentile(load.times, 0.5),
        percentile(load.times, 0.95),
        load.rate,
        load.cpu_ms,
        sum(each.reconnects for each in members) - lost_before,
        len(load.errors),
        sum([await each.count_lost(team) for each in members]),
        sum([await each.count_wrong() for each in members]),
    )


async def _restart_each(team: Team, seconds: float) -> None:
    for each in team.replicas:
        await asyncio.sleep(seconds / 2)
        await asyncio.to_thread(each.stop)
        await asyncio.to_thread(each.start)
        await asyncio.sleep(seconds / 2)
