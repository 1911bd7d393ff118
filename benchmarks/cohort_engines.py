"""Compare how answers are scored: Parquet, CSV, and in parts by this process or by Dask."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import pandas as pd

from benchmarks.tables import show_table
from skills.cohorts import parts
from skills.cohorts.engines import Engine
from skills.cohorts.faults import Faults
from skills.cohorts.question import CohortQuestion
from skills.cohorts.run import score_files
from skills.cohorts.score_file import score_writer
from skills.cohorts.score_parts import PartsJob, score_in_parts
from skills.matrix import Matrix

PARTS: Final = 8


def show_engines(matrix: Matrix, words: pd.DataFrame) -> None:
    """Print a row for each engine; all have to come to the same checksum."""
    question = CohortQuestion(matrix, (next(iter(matrix.profiles)),))
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        answers, job = Path(folder) / "answers.parquet", PartsJob(question, Path(folder) / "scores")
        size = max(len(words) // PARTS, 1)
        words.assign(id=words.index.astype(str)).to_parquet(answers, row_group_size=size)
        for name, file in (("Parquet, whole", answers), ("CSV, whole", _as_csv(answers))):
            scores = file.with_name("whole.parquet")
            begin = time.perf_counter()
            count = score_whole(file, scores, question)
            rows.append((name, count, time.perf_counter() - begin, _checksum(scores)))
        for name, engine, setting in _engines():
            begin = time.perf_counter()
            with setting, patch.object(parts, "PART_ROWS", size):
                count, _ = score_in_parts([answers], job, engine, Faults())
            seconds = time.perf_counter() - begin
            rows.append((name, count, seconds, _checksum(job.target)))
    is_same = len({row[-1] for row in rows}) == 1
    notes = (
        f"The checksums are {'the same' if is_same else 'NOT THE SAME'}.",
        f"{PARTS} parts of the Parquet file. Without Dask, its rows are left out.",
    )
    show_table("cohort engines", ("how", "people", "seconds", "checksum"), rows, notes)


def score_whole(answers: Path, scores: Path, question: CohortQuestion) -> int:
    """Score a file of answers to one file, and return the number of people.

    Raises
    ------
    ValueError
        If there is a problem in the answers.
    """
    faults, count = Faults(), 0
    with score_writer(scores, question, levels=False) as writer:
        for people in score_files([answers], question, faults):
            writer.write(people)
            count += len(people.ids)
    if faults:
        raise ValueError(faults.problems)
    return count


def _as_csv(answers: Path) -> Path:
    file = answers.with_suffix(".csv")
    pd.read_parquet(answers).to_csv(file, index=False)
    return file


def _engines() -> Iterator[tuple[str, Engine, AbstractContextManager[Any]]]:
    yield "Parquet in parts", "local", nullcontext()
    if find_spec("dask"):
        import dask  # noqa: PLC0415 - an optional package

        for each in ("threads", "processes"):
            yield f"Parquet in parts, Dask {each}", "dask", dask.config.set(scheduler=each)


def _checksum(scores: Path) -> str:
    plain = pd.read_parquet(scores).astype({"verdict": str, "missing": str})
    return f"{int(pd.util.hash_pandas_object(plain, index=False).sum()):016x}"
