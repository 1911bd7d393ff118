"""Write scores as CSV or Parquet: a row for each person and profile, under a name once complete."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from skills.cohorts.question import CohortQuestion, People, TextArray
from skills.records.table_format import guarded

TEXTS: Final = ("id", "profile")
NUMBERS: Final = ("readiness", "low", "high")
WORDS: Final = ("verdict",)
SHARES: Final = ("coverage",)
MISSING: Final = ("missing",)

COLUMNS: Final = (*TEXTS, *NUMBERS, *WORDS, *SHARES, *MISSING)
"""AnswerColumns of the scores; with levels, one named ``<skill>.level`` follows for each skill."""

CSV: Final = ".csv"
PARQUET: Final = ".parquet"


class ScoreWriter:
    """Writes blocks of people to a file that is already open."""

    def __init__(self, file: Any, ending: str, question: CohortQuestion, *, levels: bool) -> None:  # noqa: ANN401 - pyarrow has no types
        self._question, self._levels, self._ending = question, levels, ending
        self._schema = _schema(question, levels=levels)
        kind = pa_csv.CSVWriter if ending == CSV else pq.ParquetWriter
        self._writer = kind(file, self._schema)

    def write(self, people: People) -> None:
        """Write a block: the rows of a person follow each other, one for each profile."""
        ids = people.ids
        if self._ending == CSV:
            ids = np.array([guarded(each) for each in ids], dtype=object)
        columns = _long(people.scores, ids, self._question, levels=self._levels)
        arrays = [
            pa.array(columns[each.name], from_pandas=True).cast(each.type) for each in self._schema
        ]
        self._writer.write(pa.Table.from_arrays(arrays, schema=self._schema))

    def close(self) -> None:
        """Finish the file."""
        self._writer.close()


@contextmanager
def score_writer(path: Path, question: CohortQuestion, *, levels: bool) -> Iterator[ScoreWriter]:
    """Yield a writer to a temporary file; it gets its name only if everything went well."""
    with tempfile.TemporaryDirectory(prefix=".cohort-", dir=path.parent) as folder:
        part = Path(folder) / path.name
        with part.open("wb") as file:
            writer = ScoreWriter(file, path.suffix.lower(), question, levels=levels)
            try:
                yield writer
            finally:
                writer.close()
        part.replace(path)


def _schema(question: CohortQuestion, *, levels: bool) -> pa.Schema:
    kinds = dict.fromkeys(COLUMNS, pa.string())
    kinds |= dict.fromkeys([*NUMBERS, *SHARES], pa.float64())
    if levels:
        kinds |= {f"{each}.level": pa.float64() for each in question.matrix.skills}
    return pa.schema(list(kinds.items()))


def _long(
    scores: pd.DataFrame,
    ids: TextArray,
    question: CohortQuestion,
    *,
    levels: bool,
) -> dict[str, Any]:
    """Return the columns of the scores with a row for each person and profile."""
    people, profiles = len(scores), question.profiles
    order = np.arange(people * len(profiles)).reshape(len(profiles), people).T.ravel()
    whose = np.repeat(np.arange(people), len(profiles))
    numbers = pa.array(np.tile(np.arange(len(profiles), dtype=np.int32), people))
    named = pa.DictionaryArray.from_arrays(numbers, pa.array(profiles, pa.string()))
    found: dict[str, Any] = {"id": ids[whose], "profile": named}
    for name in COLUMNS[len(TEXTS) :]:
        parts = [scores[f"{each}.{name}"] for each in profiles]
        if isinstance(parts[0].dtype, pd.CategoricalDtype):
            found[name] = pd.api.types.union_categoricals(parts).take(order)
        else:
            found[name] = np.concatenate([each.to_numpy() for each in parts])[order]
    if levels:
        for skill in question.matrix.skills:
            found[f"{skill}.level"] = scores[f"{skill}.level"].to_numpy()[whose]
    return found
