"""Score rows of a table of answers, and check their ids and every cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from skills.cohorts.answer_tables import AnswerRows
from skills.cohorts.faults import Faults, fault
from skills.cohorts.question import CohortQuestion, People, TextArray
from skills.entries.kinds import Mode
from skills.problems import Place, Problem
from skills.records.table_format import shown
from skills.scoring.cohort import (
    UNANSWERED,
    WantedColumns,
    choices_of,
    positions,
    score_codes,
)
from skills.scoring.cohort_segments import SkillScorer
from skills.scoring.cohort_skills import Codes


def score_rows(
    blocks: Iterable[AnswerRows], question: CohortQuestion, faults: Faults
) -> Iterator[People]:
    """Yield the scores of each block of rows; once there is a fault, rows are only checked."""
    scorer = SkillScorer(question.matrix, question.mode or Mode.full)
    columns = WantedColumns(question.profiles, musts=True, ranges=False)
    for rows in blocks:
        ids, codes = _ids(rows, faults), _codes(rows, question, faults)
        if faults:
            continue
        scores = score_codes(scorer, codes, pd.RangeIndex(len(ids)), columns)
        people = People(ids, _groups(rows), scores)
        del rows, codes, scores  # otherwise they take memory beside the next block
        yield people


def _ids(rows: AnswerRows, faults: Faults) -> TextArray:
    """Return the ids of people: those of the table, or else file and row."""
    name = rows.columns.id
    if not name:
        count = range(rows.table.num_rows)
        return np.array([f"{rows.file}:{rows.number(index)}" for index in count], dtype=object)
    found = rows.table.column(name)
    blank = np.flatnonzero(found.is_null().to_numpy(zero_copy_only=False))

    def say(index: int) -> Problem:
        place = Place(rows.file, rows.number(index), rows.columns.place(name))
        return fault("cohort-id", f"The column {shown(name)} is empty", "give an id", place)

    faults.add_all((rows.file, "cohort-id", rows.columns.place(name)), blank.tolist(), say)
    ids: TextArray = np.asarray(found.to_numpy(zero_copy_only=False), dtype=object)
    return ids


def _groups(rows: AnswerRows) -> pd.DataFrame:
    table = rows.table.select(list(dict.fromkeys(rows.columns.groups))).to_pandas()
    filled: pd.DataFrame = table.astype(object).where(table.notna(), "")
    return filled


def _codes(rows: AnswerRows, question: CohortQuestion, faults: Faults) -> Mapping[str, Codes]:
    """Return the answers as codes, under today's ids of the statements."""
    statements = question.matrix.statements
    unanswered = np.full(rows.table.num_rows, UNANSWERED, dtype=np.int8)
    found = dict.fromkeys(statements, unanswered)
    for name, current_id in rows.columns.statements.items():
        column = rows.table.column(name)
        words = column.dictionary.to_pylist()
        numbers = column.indices.fill_null(len(words)).to_numpy(zero_copy_only=False)
        choices = choices_of(statements[current_id])
        found[current_id] = positions(choices, words)[numbers]
        _check(_Cells(name, words, numbers, choices), rows, faults)
    return found


class _Cells(NamedTuple):
    """The cells of one column: the different ones, and which of them each row has."""

    name: str
    words: Sequence[str | None]
    numbers: NDArray[np.int32]
    choices: Sequence[str]


def _check(cells: _Cells, rows: AnswerRows, faults: Faults) -> None:
    """Report which cells are not an answer to their statement."""
    known = {*cells.choices, None}
    strange = [index for index, word in enumerate(cells.words) if word not in known]
    if not strange:
        return
    places = np.flatnonzero(np.isin(cells.numbers, strange))
    column = rows.columns.place(cells.name)

    def say(index: int) -> Problem:
        word = shown(cells.words[cells.numbers[index]] or "")
        what = f"{word} is not an answer to {shown(cells.name)}"
        fix = f"use {', '.join(cells.choices)}, or nothing"
        return fault("cohort-cell", what, fix, Place(rows.file, rows.number(index), column))

    faults.add_all((rows.file, "cohort-cell", column), places.tolist(), say)
