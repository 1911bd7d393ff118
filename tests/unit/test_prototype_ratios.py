"""The benchmarks set the product's clicks against those of the prototype in the same run."""

from __future__ import annotations

from benchmarks.loads import Load
from benchmarks.parts import throughput
from benchmarks.subjects import BARE, PRODUCT, PROTOTYPE, USUAL
from benchmarks.tables import ratio
from benchmarks.websocket_client import Run


def a_load(clicks: int, kilobytes: float, cpu_ms: float) -> Load:
    runs = [Run(10, round(kilobytes * 1000), 100)] * clicks
    return Load(runs, seconds=10, server_ms=cpu_ms * clicks)


def test_throughput_says_how_many_times_the_prototype() -> None:
    loads = {
        PRODUCT.name: [a_load(400, 6, 9), a_load(600, 6, 9), a_load(500, 6, 9)],
        PROTOTYPE.name: [a_load(1000, 2, 3)],
        USUAL.name: [a_load(100, 20, 30)],
        BARE.name: [a_load(100, 1, 20)],
    }
    rows = {name: throughput.row(name, loads) for name in loads}
    assert rows[PRODUCT.name][-3:] == ("3.00", "0.50", "3.00")
    assert rows[PROTOTYPE.name][-3:] == ("1.00", "1.00", "1.00")


def test_a_ratio_to_nothing_is_none() -> None:
    assert [ratio(2, other) for other in (1, 0, float("nan"))] == ["2.00", "-", "-"]
    assert ratio(float("nan"), 1) == "-"
