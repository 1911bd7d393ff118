"""Compare who scores the parts of a Parquet file: this process, or Dask in threads or processes."""

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
        for name, engine, setting in _engines():
            begin = time.perf_counter()
            with setting, patch.object(parts, "PART_ROWS", size):
                count, _ = score_in_parts([answers], job, engine, Faults())
            seconds = time.perf_counter() - begin
            rows.append((name, count, seconds, _checksum(job.target)))
    notes = (f"{PARTS} parts. Without Dask, its rows are left out.",)
    show_table("cohort in parts", ("engine", "people", "seconds", "checksum"), rows, notes)


def _engines() -> Iterator[tuple[str, Engine, AbstractContextManager[Any]]]:
    yield "local", "local", nullcontext()
    if find_spec("dask"):
        import dask  # noqa: PLC0415 - an optional package

        for each in ("threads", "processes"):
            yield f"Dask, {each}", "dask", dask.config.set(scheduler=each)


def _checksum(scores: Path) -> str:
    plain = pd.read_parquet(scores).astype({"verdict": str, "missing": str})
    return f"{int(pd.util.hash_pandas_object(plain, index=False).sum()):016x}"
