"""Compare reading a matrix with PyYAML's own loader, and time hostile files."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.interpreters import Effort, measure
from benchmarks.matrices import hostile_texts, matrix_text
from benchmarks.measuring import median
from benchmarks.tables import ratio, show_table

OPEN = "from pathlib import Path; data = Path(sys.argv[1]).read_bytes()"
YAML_BEFORE = f"{OPEN}; import yaml"
OURS_BEFORE = f"{OPEN}; from skills.matrix.reading import read_texts"
OURS = "reading = read_texts([('matrix.yaml', data)])"
OURS_RESULT = "[reading.matrix is not None, len(reading.problems)]"
SAFE = "yaml.safe_load"


def show(*, quick: bool) -> None:
    """Print both tables."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "matrix.yaml"
        _show_sound(file, skills=500 if quick else 5_000, repetitions=1 if quick else 5)
        _show_hostile(file, repetitions=1 if quick else 3)


def _show_sound(file: Path, *, skills: int, repetitions: int) -> None:
    file.write_text(matrix_text(skills, (2,)), encoding="utf-8")
    works = {
        SAFE: (YAML_BEFORE, "yaml.safe_load(data)", "None"),
        "yaml.load with the loader in C": (
            YAML_BEFORE,
            "yaml.load(data, Loader=yaml.CSafeLoader)",
            "None",
        ),
        "skills.matrix.reading": (OURS_BEFORE, OURS, OURS_RESULT),
    }
    found: dict[str, list[Effort]] = {name: [] for name in works}
    for _ in range(repetitions):
        for name, (before, work, result) in works.items():
            found[name].append(measure(work, before=before, result=result, argument=str(file)))
    plain = found[SAFE]
    rows = [(name, *_figures(each), *_ratios(each, plain)) for name, each in found.items()]
    columns = ("reader", "samples", "CPU ms p50", "peak MB", "matrix, problems")
    notes = (
        (
            f"{skills:,} skills with two statements each, {file.stat().st_size / 1e6:.1f} MB; "
            "ours also checks everything, knows each line and builds the matrix."
        ),
    )
    show_table("reading", (*columns, "CPU / safe_load", "peak / safe_load"), rows, notes)


def _show_hostile(file: Path, *, repetitions: int) -> None:
    rows = []
    for name, text in hostile_texts().items():
        file.write_text(text, encoding="utf-8")
        efforts = [
            measure(OURS, before=OURS_BEFORE, result=OURS_RESULT, argument=str(file))
            for _ in range(repetitions)
        ]
        rows.append((name, f"{len(text) / 1e6:.2f}", *_figures(efforts)))
    columns = ("file", "MB", "samples", "CPU ms p50", "peak MB", "matrix, problems")
    notes = ("Each must be refused, so the last column must say False.",)
    show_table("reading hostile files", columns, rows, notes)


def _figures(efforts: list[Effort]) -> tuple[object, ...]:
    cpu = median([each.cpu_ms for each in efforts])
    peak = median([each.peak_mb for each in efforts])
    return len(efforts), cpu, peak, efforts[0].result or "-"


def _ratios(efforts: list[Effort], plain: list[Effort]) -> tuple[str, str]:
    cpu, peak = (
        [median([getattr(each, what) for each in group]) for group in (efforts, plain)]
        for what in ("cpu_ms", "peak_mb")
    )
    return ratio(*cpu), ratio(*peak)
