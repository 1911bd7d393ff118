"""Read tables of answers in blocks of rows: CSV and Parquet, with a column for each statement."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from io import TextIOWrapper
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from skills.cohorts.columns import AnswerColumns, find_columns, statement_ids
from skills.cohorts.faults import Faults
from skills.cohorts.question import CohortQuestion
from skills.importing.separators import separator_of
from skills.importing.text_encoding import encoding_of
from skills.problems import Place
from skills.records.table_format import shown

ROWS: Final = 32_768
"""Rows of a Parquet file in a block."""

READER_ROWS: Final = 2 * ROWS
"""Rows of a Parquet file from which a new reader goes on with the next row group."""

BYTES: Final = 2_000_000
"""Size of a block of a CSV file, and so of the longest line that can be read."""

_WORDS: Final = pa.dictionary(pa.int32(), pa.string())


@dataclass(slots=True)
class AnswerRows:
    """Rows of a table.

    Attributes
    ----------
    first : number of the first row; the row with the names is number 1 in a CSV file.
    skipped : the numbers of rows that could not be read, here or later.
    """

    file: str
    columns: AnswerColumns
    table: pa.RecordBatch
    first: int
    skipped: Sequence[int] = field(default_factory=tuple)

    def number(self, index: int) -> int:
        """Return the number of a row in the file."""
        number = self.first + index
        for each in self.skipped:
            number += each <= number
        return number


def read_csv(path: Path, question: CohortQuestion, faults: Faults) -> Iterator[AnswerRows]:
    """Yield the rows of a CSV file; rows that cannot be read are faults."""
    try:
        yield from _csv_rows(path, question, faults)
    except (pa.ArrowException, UnicodeError, csv.Error) as error:
        _tell_damage(path, error, faults)


def read_parquet(
    path: Path, question: CohortQuestion, faults: Faults, groups: range | None = None
) -> Iterator[AnswerRows]:
    """Yield the rows of a Parquet file, or those of some of its row groups."""
    try:
        yield from _parquet_rows(path, question, faults, groups)
    except (pa.ArrowException, OSError, UnicodeError) as error:
        path.stat()  # a file that is gone is no fault of the data
        _tell_damage(path, error, faults)


def column_names(path: Path, likely_names: Collection[str]) -> list[str]:
    """Return the names of the columns of a table, CSV or Parquet; none if it cannot be read.

    Parameters
    ----------
    likely_names : names that some columns probably have.
    """
    try:
        if path.suffix.lower() == ".parquet":
            return list(pq.read_schema(path).names)
        return _head(path, _encoding_of(path), likely_names)[0]
    except (pa.ArrowException, OSError, UnicodeError, csv.Error):
        return []


def _csv_rows(path: Path, question: CohortQuestion, faults: Faults) -> Iterator[AnswerRows]:
    encoding = _encoding_of(path)
    names, separator = _head(path, encoding, statement_ids(question.matrix))
    columns = find_columns(names, path.name, question, faults)
    if columns is None:
        return
    skipped: list[int] = []

    def skip(row: Any) -> str:  # noqa: ANN401 - pyarrow has no types
        skipped.append(row.number)
        what = f"The row has {row.actual_columns} cells instead of {row.expected_columns}"
        fix = "put text that contains the separator or a quotation mark in quotation marks"
        faults.add("cohort-row", what, fix, Place(path.name, row.number))
        return "skip"

    reader = pa_csv.open_csv(
        str(path),
        read_options=pa_csv.ReadOptions(use_threads=False, block_size=BYTES, encoding=encoding),
        parse_options=pa_csv.ParseOptions(
            delimiter=separator, newlines_in_values=True, invalid_row_handler=skip
        ),
        convert_options=_conversion(columns),
    )
    first = 2
    for batch in reader:
        yield AnswerRows(path.name, columns, batch, first, skipped)
        first += batch.num_rows


def _encoding_of(path: Path) -> str:
    with path.open("rb") as file:
        return encoding_of(file.read(4)).removesuffix("-sig")


def _head(path: Path, encoding: str, likely_names: Collection[str]) -> tuple[list[str], str]:
    """Return the names in the first row, some of which may be known, and what separates them."""
    with path.open("rb") as file:
        text = TextIOWrapper(file, "utf-8-sig" if encoding == "utf-8" else encoding, newline="")
        line = text.readline(BYTES)
        separator = separator_of(
            line, lambda row: sum(each in likely_names for each in row), rows=1
        )
        text.seek(0)
        return next(csv.reader(text, delimiter=separator), []), separator


def _conversion(columns: AnswerColumns) -> pa_csv.ConvertOptions:
    types = dict.fromkeys(columns.statements, _WORDS)
    types |= dict.fromkeys(columns.texts, pa.string())
    return pa_csv.ConvertOptions(
        column_types=types,
        include_columns=list(types),
        null_values=[""],
        strings_can_be_null=True,
    )


def rows_of_groups(path: Path) -> list[int]:
    """Return the number of rows in each row group of a Parquet file; none if it is damaged."""
    try:
        with pq.ParquetFile(path) as file:
            return _rows_of_groups(file)
    except (pa.ArrowException, OSError):
        path.stat()  # a file that is gone is no fault of the data
        return []


def _rows_of_groups(file: pq.ParquetFile) -> list[int]:
    about = file.metadata
    return [about.row_group(each).num_rows for each in range(about.num_row_groups)]


def _parquet_rows(
    path: Path, question: CohortQuestion, faults: Faults, groups: range | None
) -> Iterator[AnswerRows]:
    with path.open("rb") as source:
        schema = pq.read_schema(source)
    known = {*statement_ids(question.matrix), *question.groups}
    # Not the ids of people: a reader would keep all of them as the words of one dictionary.
    words = [e for e in schema.names if e in known and _holds_words(schema.field(e).type)]
    with pq.ParquetFile(path, read_dictionary=words) as file:
        columns = find_columns(schema.names, path.name, question, faults)
        if columns is None or not _are_texts(schema, columns, path.name, faults):
            return
        rows = _rows_of_groups(file)
        groups = range(len(rows)) if groups is None else groups
        first = 1 + sum(rows[: groups.start])
        for batch in _batches(file, [*columns.texts, *columns.statements], groups):
            yield AnswerRows(path.name, columns, _as_texts(batch, columns), first)
            first += batch.num_rows


def _batches(
    file: pq.ParquetFile, columns: Sequence[str], groups: range
) -> Iterator[pa.RecordBatch]:
    """Yield batches of some columns in row groups, and return memory in between.

    A reader keeps what its largest batch took, and more from one row group to the next. So there is
    a new reader once enough rows were read for that to take no time.
    """
    for first, stop in _runs(_rows_of_groups(file), groups):
        yield from file.iter_batches(ROWS, row_groups=list(range(first, stop)), columns=columns)
        pa.default_memory_pool().release_unused()


def _runs(rows: Sequence[int], groups: range) -> Iterator[tuple[int, int]]:
    """Yield the first row group of each run of some, and the one after its last."""
    first, count = groups.start, 0
    for group in groups:
        count += rows[group]
        if count >= READER_ROWS or group == groups[-1]:
            yield first, group + 1
            first, count = group + 1, 0


def _are_texts(schema: pa.Schema, columns: AnswerColumns, file: str, faults: Faults) -> bool:
    """Return whether all columns of statements can contain the ids of options."""
    others = [each for each in columns.statements if not _is_text(schema.field(each).type)]
    for each in others:
        what = f"The column {shown(each)} is of the type {schema.field(each).type}"
        fix = "fill it with the ids of the options, as text"
        faults.add("cohort-column", what, fix, Place(file, 0, schema.get_field_index(each) + 1))
    return not others


def _holds_words(kind: pa.DataType) -> bool:
    """Return whether Parquet can give a column as numbers of words, which takes less time."""
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _is_text(kind: pa.DataType) -> bool:
    inner = kind.value_type if pa.types.is_dictionary(kind) else kind
    checks = (pa.types.is_string, pa.types.is_large_string, pa.types.is_null)
    return any(check(inner) for check in (*checks, pa.types.is_string_view))


def _as_texts(batch: pa.RecordBatch, columns: AnswerColumns) -> pa.RecordBatch:
    batch.validate()
    for each in batch.columns:
        _check_words(each)
    arrays = [batch.column(each).cast(pa.string()) for each in columns.texts]
    for name in columns.statements:
        array = batch.column(name)
        arrays.append(array if array.type == _WORDS else array.cast(pa.string()).cast(_WORDS))
    return pa.RecordBatch.from_arrays(arrays, [*columns.texts, *columns.statements])


def _check_words(array: pa.Array) -> None:
    """Raise an error of Arrow if texts are no texts, or words are not there: a file may be damaged.

    Arrow's own check of a column of answers takes many times as long as looking for the largest
    number of a word. So Arrow is asked only if that is too large, as it may be for an empty cell.
    """
    if array.type != _WORDS or not len(array):
        array.validate(full=True)
        return
    array.dictionary.validate(full=True)
    # What is below 0 is large as a number without a sign.
    numbers = np.frombuffer(array.indices.buffers()[1], dtype=np.uint32)
    if numbers[array.offset : array.offset + len(array)].max() >= len(array.dictionary):
        array.validate(full=True)


def _tell_damage(path: Path, error: Exception, faults: Faults) -> None:
    reason = str(error).strip().splitlines() or [""]
    what = f"The file cannot be read: {shown(reason[0])}"
    fix = "save it again, a CSV file as UTF-8"
    faults.add("cohort-file", what, fix, Place(path.name))
