"""Time the report in every format, several at once, and the import of a large file."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.interpreters import Effort, measure
from benchmarks.measuring import median, percentile
from benchmarks.tables import ratio, show_table

BESIDE = "markdown"
"""The baseline for writing a report: string formatting, without libraries."""

CASE = """
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from skills.matrix.library import SHIPPED
from skills.matrix.reading import read_matrix
from skills.records.snapshot import assess_record, take_record, take_state
from skills.store import Assessment, Entry
NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
matrix = read_matrix(SHIPPED / "machine-learning-engineer").matrix
def given(turn):
    found = []
    for number, each in enumerate(matrix.statements.values()):
        options = each.scale.options
        option = options[max(0, len(options) - each.level + (number * 7 + turn) % 3 - 1)
                         % len(options)]
        found.append(Entry("answer", each.id, option.id, 1, 1, "t", NOW))
    for number, skill in enumerate(matrix.skills):
        text = f"Note {turn}.{number}: a result that a colleague can look at. " * 5
        found.append(Entry("note", skill, text, 1, 1, "t", NOW))
    return found
profile = next(each for each in matrix.profiles if each.endswith("mid"))
about = Assessment("abcdefghijkl", "Benchmark", matrix.id, matrix.title, matrix.wording,
                   matrix.structure, profile, "full", 6.0, NOW, NOW, next_on="2026-06-01")
def states(count):
    return [take_state(about, given(turn), matrix, NOW - timedelta(days=count - turn))
            for turn in range(count)]
"""

WRITING = (
    CASE
    + """
history = states(3)
def record(turn):
    return take_record(about, given(turn), matrix, NOW, history)
"""
)
WRITE = """
began = time.perf_counter()
from skills.reports.build_report import build_report
from skills.reports.report import Parts
from skills.reports.writers import WRITERS
kind, times = sys.argv[1].split()
def write(turn):
    began = time.perf_counter()
    report = build_report(one := record(turn), assess_record(one, matrix), Parts(),
                          today=NOW.date())
    size = len(WRITERS[kind](report, NOW))
    return (time.perf_counter() - began) * 1000, size
size = write(0)[1]
cold = (time.perf_counter() - began) * 1000
"""
WARM = "[write(turn)[0] for turn in range(1, 1 + int(times))]"
AT_ONCE = """
with ThreadPoolExecutor(5) as pool:
    began = time.perf_counter()
    each = list(pool.map(write, range(100, 105)))
    together = (time.perf_counter() - began) * 1000
"""

READING = "from pathlib import Path; data = Path(sys.argv[1]).read_bytes(); import json"
READ = "from skills.importing.detect import read_file; reading = read_file(data, 'large.json')"
STORE = """
import itertools
from datetime import UTC, datetime
from skills.matrix.library import Library
from skills.workspace import Workspace
from skills.workspace.import_file import import_as_new, preview_import
from skills.workspace.matrices import MatrixChoice, read_upload
from skills.matrix.library import Library
from skills.store import Store, owner_of
imported, owner = reading.imported, owner_of("somebody")
numbers = itertools.count()
store = Store.open(f"sqlite:///{sys.argv[1]}.sqlite3", clock=lambda: datetime.now(UTC),
                   new_id=lambda: f"abcdefgh{next(numbers):04}")
matrix = Library().get(imported.matrix_id)
mine = Workspace(store, owner, Library(), read_upload)
preview_import(mine, None, imported, matrix)
import_as_new(mine, imported, MatrixChoice(matrix), operation="benchmark")
"""
LARGE_BYTES = 10_000_000


@dataclass(frozen=True)
class Writing:
    """Measurements of one fresh process that writes a report repeatedly.

    Attributes
    ----------
    cold : milliseconds of the first one, including imports; the matrix is read before.
    warm : milliseconds of the others, each with different data.
    peak_mb : peak memory of the process.
    peak_five_mb : the same with five at once.
    together : milliseconds until five started at once were all done.
    """

    cold: float
    warm: tuple[float, ...]
    peak_mb: float
    peak_five_mb: float
    together: float
    size: int


def show(*, quick: bool) -> None:
    """Print both tables."""
    _show_writing(repetitions=1 if quick else 5, warm=2 if quick else 10)
    with tempfile.TemporaryDirectory() as folder:
        _show_reading(Path(folder), repetitions=1 if quick else 5)


def _show_writing(*, repetitions: int, warm: int) -> None:
    kinds = _kinds()
    found: dict[str, list[Writing]] = {kind: [] for kind in kinds}
    for _ in range(repetitions):
        for kind in kinds:
            found[kind].append(_write(kind, warm))
    plain = found[BESIDE]
    rows = [(kind, *_figures(each), *_ratios(each, plain)) for kind, each in found.items()]
    columns = ("format", "samples", "cold ms p50", "warm ms p50", "warm ms p95", "five at once ms")
    notes = (
        (
            "Cold: the first in a process that has read the matrix, with what it loads. Warm: "
            "other answers and notes each time; building record and report included."
        ),
        (
            "Five at once: threads of one process, until the last is done; 5 / one is below 5 "
            "where they share the processors."
        ),
        (
            "A whole report with every answer, notes, three snapshots and a plan with dates. Peak: "
            "of the whole process, with the matrix."
        ),
    )
    more = ("kB", "peak MB", "peak MB, five", f"warm / {BESIDE}", f"cold / {BESIDE}", "five / one")
    show_table("reports", (*columns, *more), rows, notes)


def _kinds() -> list[str]:
    from skills.reports.file_kinds import KINDS  # noqa: PLC0415 - what is measured loads in its process

    return list(KINDS)


def _write(kind: str, times: int) -> Writing:
    peak = "kilobytes('VmHWM') / 1024"
    result = f"[cold, {WARM}, size, {peak}]"
    effort = measure(WRITE, before=WRITING, result=result, argument=f"{kind} {times}")
    result_of_five = f"[together, {peak}]"
    five = measure(WRITE + AT_ONCE, before=WRITING, result=result_of_five, argument=f"{kind} 0")
    alone: Any = effort.result
    together: Any = five.result
    return Writing(alone[0], tuple(alone[1]), alone[3], together[1], together[0], alone[2])


def _figures(all_of: list[Writing]) -> tuple[object, ...]:
    warm = [each for one in all_of for each in one.warm]
    return (
        len(all_of),
        median([each.cold for each in all_of]),
        median(warm),
        percentile(warm, 0.95),
        median([each.together for each in all_of]),
        all_of[0].size / 1000,
        median([each.peak_mb for each in all_of]),
        median([each.peak_five_mb for each in all_of]),
    )


def _ratios(all_of: list[Writing], plain: list[Writing]) -> tuple[str, str, str]:
    warm, beside = (
        median([each for one in group for each in one.warm]) for group in (all_of, plain)
    )
    cold, cold_beside = (median([each.cold for each in group]) for group in (all_of, plain))
    together = median([each.together for each in all_of])
    return ratio(warm, beside), ratio(cold, cold_beside), ratio(together, warm)


def _show_reading(folder: Path, *, repetitions: int) -> None:
    file = folder / "large.json"
    _write_large(file)
    works = {
        "json.loads": (READING, "json.loads(data)", "1"),
        "read_file": (READING, READ, "len(reading.imported.history)"),
        "read_file, preview and store": (READING, READ + STORE, "len(imported.history)"),
    }
    found: dict[str, list[Effort]] = {name: [] for name in works}
    for _ in range(repetitions):
        for name, (before, work, result) in works.items():
            Path(f"{file}.sqlite3").unlink(missing_ok=True)
            found[name].append(measure(work, before=before, result=result, argument=str(file)))
    plain = median([each.cpu_ms for each in found["json.loads"]])
    rows = [
        (
            name,
            len(each),
            median([one.cpu_ms for one in each]),
            median([one.peak_mb for one in each]),
            each[0].result,
            ratio(median([one.cpu_ms for one in each]), plain),
        )
        for name, each in found.items()
    ]
    columns = ("what", "samples", "CPU ms p50", "peak MB", "snapshots", "CPU / json.loads")
    notes = (
        (
            f"One assessment with its snapshots, {file.stat().st_size / 1e6:.1f} MB of JSON; "
            "imports, checks of every value and the database on the disk included."
        ),
    )
    show_table("bringing in a large file", columns, rows, notes)


def _write_large(file: Path) -> None:
    """Write an assessment with enough snapshots to make the file large."""
    write = (
        "from skills.records.to_json import as_json\n"
        "one = len(as_json(states(1)[0]).encode())\n"
        f"count = {LARGE_BYTES} // (one * 115 // 100)\n"
        "made = take_record(about, given(0), matrix, NOW, states(count))\n"
        "Path(sys.argv[1]).write_text(as_json(made), encoding='utf-8')"
    )
    measure(write, before=CASE, argument=str(file))
