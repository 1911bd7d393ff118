"""Score rows of a table of answers, and check their ids and every cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd

from skills.cohorts.answer_tables import Rows
from skills.cohorts.faults import Faults, fault
from skills.cohorts.question import CohortQuestion, People, Words
from skills.entries.kinds import Mode
from skills.matrix import NOT_APPLICABLE, Statement
from skills.problems import Place, Problem
from skills.records.table_format import shown
from skills.scoring.cohort import score_people


def score_rows(
    blocks: Iterable[Rows], question: CohortQuestion, faults: Faults
) -> Iterator[People]:
    """Yield the scores of each block of rows; once there is a fault, rows are only checked."""
    for rows in blocks:
        ids, answers = _ids(rows, faults), _answers(rows, question, faults)
        if faults:
            continue
        scores = score_people(
            question.matrix,
            answers,
            mode=question.mode or Mode.full,
            profiles=question.profiles,
            musts=True,
        )
        yield People(ids, _groups(rows), scores)


def _ids(rows: Rows, faults: Faults) -> Words:
    """Return the ids of people: those of the table, or else file and row."""
    name = rows.columns.id
    if not name:
        count = range(rows.table.num_rows)
        return np.array([f"{rows.file}:{rows.number(at)}" for at in count], dtype=object)
    found = rows.table.column(name)
    blank = np.flatnonzero(found.is_null().to_numpy(zero_copy_only=False))

    def say(at: int) -> Problem:
        place = Place(rows.file, rows.number(at), rows.columns.place(name))
        return fault("cohort-id", f"The column {shown(name)} is empty", "give an id", place)

    faults.add_all((rows.file, "cohort-id", rows.columns.place(name)), blank.tolist(), say)
    ids: Words = np.asarray(found.to_numpy(zero_copy_only=False), dtype=object)
    return ids


def _groups(rows: Rows) -> pd.DataFrame:
    table = rows.table.select(list(dict.fromkeys(rows.columns.groups))).to_pandas()
    filled: pd.DataFrame = table.astype(object).where(table.notna(), "")
    return filled


def _answers(rows: Rows, question: CohortQuestion, faults: Faults) -> pd.DataFrame:
    """Return the answers under today's ids of the statements."""
    found = {}
    for name, today in rows.columns.statements.items():
        column = rows.table.column(name).to_pandas()
        statement = question.matrix.statements[today]
        _check(column, name, statement, rows, faults)
        found[today] = column
    return pd.DataFrame(found)


def _check(column: pd.Series, name: str, statement: Statement, rows: Rows, faults: Faults) -> None:
    """Tell which cells are not an answer to the statement."""
    choices = [*(each.id for each in statement.scale.options), NOT_APPLICABLE]
    words = list(column.cat.categories)
    strange = [at for at, word in enumerate(words) if word not in choices]
    if not strange:
        return
    places = np.flatnonzero(np.isin(column.cat.codes, strange))

    def say(at: int) -> Problem:
        place = Place(rows.file, rows.number(at), rows.columns.place(name))
        what = f"{shown(str(column.iloc[at]))} is not an answer to {shown(name)}"
        return fault("cohort-cell", what, f"use {', '.join(choices)}, or nothing", place)

    faults.add_all((rows.file, "cohort-cell", rows.columns.place(name)), places.tolist(), say)
