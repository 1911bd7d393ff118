"""What the tests of cohorts share: tables of made-up people, and how one person alone is scored."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from skills.cohorts.faults import Faults
from skills.cohorts.question import CohortQuestion
from skills.cohorts.run import score_files
from skills.cohorts.score_file import score_writer
from skills.entries.kinds import Mode
from skills.matrix import NOT_APPLICABLE, Matrix
from skills.scoring import score_skills
from skills.scoring.readiness import compute_readiness

Person = Mapping[str, str]


def made_up(matrix: Matrix, count: int, seed: int = 1) -> list[dict[str, str]]:
    """Return the answers of people, some of them missing or not applicable."""
    chance = random.Random(seed)  # noqa: S311 - test data
    people = []
    for _ in range(count):
        choices = {
            each.id: chance.choice([*(o.id for o in each.scale.options), NOT_APPLICABLE, None])
            for each in matrix.statements.values()
        }
        people.append({name: value for name, value in choices.items() if value is not None})
    return people


def table_of(matrix: Matrix, people: Sequence[Person], **columns: Sequence[str]) -> pa.Table:
    ids = columns.pop("id", [f"p{number}" for number in range(len(people))])
    found = {"id": ids, **columns}
    for name in matrix.statements:
        found[name] = pa.array([each.get(name) for each in people], pa.string())
    return pa.table(found)


def write_table(table: pa.Table, path: Path) -> Path:
    if path.suffix == ".csv":
        pa_csv.write_csv(table, path)
    else:
        pq.write_table(table, path, row_group_size=100)
    return path


def read_scores(path: Path) -> pd.DataFrame:
    if path.suffix == ".csv":
        return pd.read_csv(path, keep_default_na=False, na_values={"readiness": [""]})
    return pd.read_parquet(path)


def score(paths: Sequence[Path], target: Path, question: CohortQuestion, **more: bool) -> Faults:
    """Write the scores of files, and return the faults."""
    faults = Faults()
    with score_writer(target, question, levels=more.get("levels", False)) as writer:
        for people in score_files(paths, question, faults):
            writer.write(people)
    return faults


def alone(
    matrix: Matrix, people: Sequence[Person], profiles: Sequence[str], mode: Mode
) -> list[dict[str, object]]:
    """Return the rows that scoring each person alone gives."""
    rows = []
    for number, answers in enumerate(people):
        scores = score_skills(matrix, answers, mode=mode)
        levels = {f"{skill}.level": each.level for skill, each in scores.items()}
        for profile in profiles:
            found = compute_readiness(matrix, matrix.profiles[profile], scores)
            row = {
                "id": f"p{number}",
                "profile": profile,
                "readiness": found.value,
                "low": found.low,
                "high": found.high,
                "verdict": found.verdict.value,
                "coverage": found.coverage,
                "missing": " ".join(found.missing_musts),
            }
            rows.append(row | levels)
    return rows
