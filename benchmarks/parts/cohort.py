"""Compare scoring many people at once with scoring them one by one."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.cohort_engines import score_whole, show_engines
from benchmarks.cohort_memory import show_memory
from benchmarks.matrices import shipped
from benchmarks.measuring import median
from benchmarks.tables import ratio, show_table
from skills.cohorts.answer_tables import ROWS
from skills.cohorts.question import CohortQuestion
from skills.matrix import NOT_APPLICABLE, Matrix
from skills.scoring import score_skills
from skills.scoring.cohort import score_people
from skills.scoring.readiness import compute_readiness

SEED = 20_261_123
UNANSWERED, NOT_APPLIED = 0.05, 0.03


def show(*, quick: bool) -> None:
    """Print the table."""
    people, alone, rounds = (2_000, 20, 1) if quick else (100_000, 500, 5)
    matrix = shipped()
    words = _answers(matrix, people)
    kinds = words.astype("category")
    singles = [
        {name: value for name, value in row.items() if isinstance(value, str)}
        for row in words.head(alone).to_dict("records")
    ]
    works: dict[str, tuple[int, Callable[[], object]]] = {
        "one by one": (alone, lambda: _one_by_one(matrix, singles)),
        "skills.scoring.cohort, words": (people, lambda: score_people(matrix, words)),
        "skills.scoring.cohort, categories": (people, lambda: score_people(matrix, kinds)),
    }
    found: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, (count, work) in works.items():
            begin = time.process_time()
            work()
            found[name].append(count / (time.process_time() - begin))
    slow = median(found["one by one"])
    rows = [
        (name, rounds, works[name][0], median(rates), ratio(median(rates), slow))
        for name, rates in found.items()
    ]
    columns = ("how", "rounds", "people a round", "people / CPU second", "/ one by one")
    notes = (
        (
            f"{len(matrix.statements)} statements, {len(matrix.skills)} skills, "
            f"{len(matrix.profiles)} profiles; the app's own matrix, random answers."
        ),
    )
    show_table("cohort", columns, rows, notes)
    _show_files(matrix, words, rounds)
    show_engines(matrix, words)
    show_memory(matrix, words, quick=quick)


def _show_files(matrix: Matrix, words: pd.DataFrame, rounds: int) -> None:
    """Compare scoring a Parquet file with reading it and writing as many rows."""
    question = CohortQuestion(matrix, (next(iter(matrix.profiles)),))
    with tempfile.TemporaryDirectory() as folder:
        answers, scores = Path(folder) / "answers.parquet", Path(folder) / "scores.parquet"
        words.assign(id=words.index.astype(str)).to_parquet(answers)
        score_whole(answers, scores, question)
        written = pq.read_table(scores).to_batches(ROWS)
        works: dict[str, Callable[[], object]] = {
            "reading and writing alone": lambda: _read_and_write(answers, scores, written),
            "Parquet to Parquet": lambda: score_whole(answers, scores, question),
        }
        found: dict[str, list[float]] = {name: [] for name in works}
        for _ in range(rounds):
            for name, work in works.items():
                begin = time.process_time()
                work()
                found[name].append(time.process_time() - begin)
    alone = found["reading and writing alone"]
    rows = [(name, len(words), median(t), _ratio_of_rounds(t, alone)) for name, t in found.items()]
    columns = ("files, one profile", "people", "CPU s", "/ reading and writing (aim ≤ 1.3)")
    notes = ("The ratio is the median of the rounds', since the load changes from round to round.",)
    show_table("cohort files", columns, rows, notes)


def _ratio_of_rounds(times: Sequence[float], others: Sequence[float]) -> str:
    return ratio(median([each / other for each, other in zip(times, others, strict=True)]), 1)


def _read_and_write(answers: Path, scores: Path, written: Sequence[pa.RecordBatch]) -> None:
    rest = iter(written)
    with pq.ParquetFile(answers) as file, pq.ParquetWriter(scores, written[0].schema) as writer:
        for _ in file.iter_batches(ROWS):
            writer.write_batch(next(rest))


def _answers(matrix: Matrix, people: int) -> pd.DataFrame:
    chance = np.random.default_rng(SEED)
    columns = {}
    for statement in matrix.statements.values():
        options = [option.id for option in statement.scale.options]
        choices = np.array([*options, NOT_APPLICABLE, None], dtype=object)
        share = (1 - UNANSWERED - NOT_APPLIED) / len(options)
        shares = [share] * len(options) + [NOT_APPLIED, UNANSWERED]
        columns[statement.id] = choices[chance.choice(len(choices), size=people, p=shares)]
    return pd.DataFrame(columns)


def _one_by_one(matrix: Matrix, people: Sequence[dict[str, str]]) -> None:
    for answers in people:
        scores = score_skills(matrix, answers)
        for profile in matrix.profiles.values():
            compute_readiness(matrix, profile, scores)
