"""How the memory of the command `cohort` grows with the number of people."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.interpreters import measure
from benchmarks.tables import ratio, show_table
from skills.matrix import Matrix

COUNTS: Final = (100_000, 1_000_000)
QUICK_COUNTS: Final = (4_000, 40_000)
WORK: Final = "assert main(sys.argv[1].split()) == 0"
RESULT: Final = 'kilobytes("VmHWM") / 1024'


def show_memory(matrix: Matrix, words: pd.DataFrame, *, quick: bool) -> None:
    """Print the peak of a process of its own for each number of people."""
    counts = QUICK_COUNTS if quick else COUNTS
    command = f"--profile {next(iter(matrix.profiles))} --matrix {matrix.id} -o"
    peaks = []
    with tempfile.TemporaryDirectory() as folder:
        answers, scores = Path(folder) / "answers.parquet", Path(folder) / "scores.parquet"
        for people in counts:
            _write(answers, words.head(min(len(words), counts[0])), people)
            argument = f"cohort {answers} {command} {scores} --force"
            before = "from skills.cli.main import main"
            effort = measure(WORK, before=before, result=RESULT, argument=argument)
            peaks.append(float(str(effort.result)))
    rows = [(n, peak, ratio(peak, peaks[0])) for n, peak in zip(counts, peaks, strict=True)]
    columns = ("people", "peak MB", "peak / fewest people (aim: flat, 1)")
    notes = (
        "Parquet to Parquet for one profile, each with a new process; its whole resident memory.",
        "Sixteen bytes a person are needed to find an id that appears twice.",
    )
    show_table("cohort memory", columns, rows, notes)


def _write(file: Path, words: pd.DataFrame, people: int) -> None:
    """Write the same answers again and again, each time of other people."""
    table = pa.Table.from_pandas(words, preserve_index=False)
    schema = pa.schema([pa.field("id", pa.string()), *table.schema])
    with pq.ParquetWriter(file, schema) as writer:
        for first in range(0, people, len(words)):
            ids = pa.array([str(each) for each in range(first, first + len(words))])
            writer.write_table(pa.Table.from_arrays([ids, *table.columns], schema=schema))
