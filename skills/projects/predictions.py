"""Read a file of predictions: every problem at once, and never more of it than the limits allow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from skills.importing.read_result import import_error
from skills.problems import Problem
from skills.projects.csv_upload import CsvUploadError, text_of
from skills.projects.packs import ROW_ID, ValueRule
from skills.projects.prediction_rows import UPLOAD, PredictionRow, PredictionTable, read_rows
from skills.projects.prediction_values import ValueFault, wrong_value

SHOWN: Final = 5
"""How many ids of a kind a problem names."""

MANY_TIMES: Final = 2
"""How many times the rows of a pack a file may have for its ids to be compared one by one."""

CODES: Final[Mapping[str, str]] = {
    "predictions-too-large": "the file is larger, or has far more rows, than predictions need",
    "predictions-empty": "the file is empty, or has column names only",
    "predictions-kind": "the file is not a CSV file",
    "predictions-text": "the file is not text, or its encoding is not supported",
    "predictions-columns": "the columns are not row_id and prediction",
    "predictions-damaged": "a line does not have two cells, or a quotation mark is missing",
    "predictions-unknown-id": "an id is not one of the test rows",
    "predictions-id-twice": "an id occurs twice",
    "predictions-id-missing": "a test row has no prediction",
    "predictions-value": "a prediction is not of the kind that the project asks for",
}
"""Codes of the problems, and their meanings."""


@dataclass(frozen=True, slots=True)
class Predictions:
    """What was read from a file.

    Attributes
    ----------
    values : one prediction for each test row, in the order of the ids; empty if there are problems.
    """

    values: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


def table_of(data: bytes, name: str) -> PredictionTable | Problem:
    """Return the rows of a file, or the problem if it is not a table of predictions."""
    text = text_of(data, name, UPLOAD)
    if isinstance(text, Problem):
        return text
    try:
        return read_rows(text)
    except CsvUploadError as error:
        return error.problem(name)


def read_predictions(
    table: PredictionTable,
    name: str,
    *,
    ids: Sequence[str],
    rule: ValueRule,
    classes: Sequence[str],
) -> Predictions:
    """Compare the rows of a file with the test rows.

    Parameters
    ----------
    name : file name.
    ids : the ids of the test rows.
    classes : the classes of the training rows, where a prediction is a class.
    """
    rows = table.rows
    if table.count > MANY_TIMES * len(ids):
        return Predictions((), (_too_many(name, table, ids),))
    problems = [
        *_wrong_ids(name, rows, ids),
        *_wrong_values(name, rows, rule, classes),
    ]
    if problems:
        return Predictions((), tuple(sorted(problems)))
    by_id = {row.id: row.value for row in rows}
    return Predictions(tuple(by_id[each] for each in ids))


def _too_many(name: str, table: PredictionTable, ids: Sequence[str]) -> Problem:
    """Return the problem of a file with many times the rows; no more than examples are sought."""
    left = set(ids)
    surplus: dict[str, PredictionRow] = {}
    for row in table.rows:
        if row.id in left:
            left.remove(row.id)
        else:
            surplus.setdefault(row.id, row)
        if len(surplus) > SHOWN:
            break
    what = (
        f"The file has {table.count:,} rows, but test.csv has {len(ids):,}; unknown or repeated "
        f"{ROW_ID}: {_named(list(surplus))}"
    )
    line = next(iter(surplus.values())).line
    fix = "write one line for each row of test.csv"
    return import_error(name, "predictions-too-large", what, fix, line=line, column=1)


def _wrong_ids(name: str, rows: Sequence[PredictionRow], ids: Sequence[str]) -> list[Problem]:
    known = set(ids)
    seen: set[str] = set()
    unknown, twice = [], []
    for row in rows:
        if row.id not in known:
            unknown.append(row)
        elif row.id in seen:
            twice.append(row)
        seen.add(row.id)
    missing = [each for each in ids if each not in seen]
    lines = [
        (unknown, "predictions-unknown-id", "is not an id of test.csv", "are not ids of test.csv")
    ]
    lines += [(twice, "predictions-id-twice", "appears twice", "appear more than once")]
    found = [_about_ids(name, *each) for each in lines if each[0]]
    return found + ([_missing(name, missing, len(ids))] if missing else [])


def _about_ids(name: str, rows: Sequence[PredictionRow], code: str, one: str, many: str) -> Problem:
    shown = _named([row.id for row in rows])
    what = f"The {ROW_ID} {shown} {one}" if len(rows) == 1 else f"{_ids(rows)} {shown} {many}"
    fix = f"take the column {ROW_ID} of test.csv as it is"
    return import_error(name, code, what, fix, line=rows[0].line, column=1)


def _ids(rows: Sequence[object]) -> str:
    return f"{len(rows):,} values of {ROW_ID}:"


def _missing(name: str, missing: Sequence[str], count: int) -> Problem:
    few = len(missing) == 1
    what = f"{len(missing):,} of the {count:,} test rows {'has' if few else 'have'} no prediction: "
    fix = "write one line for every row of test.csv"
    return import_error(name, "predictions-id-missing", f"{what}{ROW_ID} {_named(missing)}", fix)


def _named(texts: Sequence[str]) -> str:
    """Return the first few texts, each quoted and cut short."""
    shown = [f'"{each[:40]}"' for each in dict.fromkeys(texts)]
    return ", ".join(shown[:SHOWN]) + (", …" if len(shown) > SHOWN else "")


def _wrong_values(
    name: str, rows: Sequence[PredictionRow], rule: ValueRule, classes: Sequence[str]
) -> list[Problem]:
    """Return a problem for each way in which values are wrong, which names the first few."""
    allowed = frozenset(classes)
    found: dict[ValueFault, list[PredictionRow]] = {}
    for row in rows:
        wrong = wrong_value(row.value, rule, allowed)
        if wrong is not None:
            found.setdefault(wrong, []).append(row)
    return [_about_values(name, wrong, rows, classes) for wrong, rows in found.items()]


def _about_values(
    name: str, wrong: ValueFault, rows: Sequence[PredictionRow], classes: Sequence[str]
) -> Problem:
    count = "A prediction is" if len(rows) == 1 else f"{len(rows):,} predictions are"
    shown = "" if wrong.is_blank else f": {_named([row.value for row in rows])}"
    fix = wrong.fix or f"write one of {_named(classes)}"
    what = f"{count} {wrong.what}{shown}"
    return import_error(name, "predictions-value", what, fix, line=rows[0].line, column=1)
