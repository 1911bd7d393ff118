"""Read an uploaded CSV file into lines of cells, and never more of it than the limits allow."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from skills.importing.read_result import import_error
from skills.importing.separators import HEAD_LENGTH, separator_of
from skills.importing.text_encoding import decoded
from skills.matrix.reading.other_files import OLE
from skills.problems import Problem

SIZE_LIMIT: Final = 5_000_000
"""Maximum size of a file in bytes: ten times what the largest pack needs."""

LONGEST_LINE: Final = 10_000
"""Maximum number of characters in a line."""

_LINE: Final = re.compile(r"[^\r\n]+")
_SEP: Final = re.compile(r'\A"?sep=.[\r\n"]+')

_KINDS: Final = (
    (b"PK", "a ZIP archive or a workbook; unpack it, or save the sheet as CSV"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"PAR1", "a Parquet file; write it with to_csv instead"),
    (b"\x1f\x8b", "a compressed file; unpack it first"),
    (b"%PDF", "a PDF"),
    (b"\x80\x04", "a pickle; write it with to_csv instead"),
    (b"\x80\x05", "a pickle; write it with to_csv instead"),
    (b"SQLite format 3\x00", "a database"),
    (OLE, "an old Office file; save the sheet as CSV"),
    (b"\x93NUMPY", "a NumPy file; write a table with to_csv instead"),
)
"""First bytes of other types of files, and what each is."""


@dataclass(frozen=True, slots=True)
class CsvUpload:
    """What an uploaded file is meant to be.

    Attributes
    ----------
    code : how the codes of its problems begin.
    called : what it is called in a sentence, e.g. "predictions".
    expected : what to write instead of a file that cannot be read.
    """

    code: str
    called: str
    expected: str


class CsvUploadError(Exception):
    """Raised when a text is not a table; the message has no full stop."""

    def __init__(self, code: str, what: str, fix: str, line: int = 0) -> None:
        self.code, self.fix, self.line = code, fix, line
        super().__init__(what)

    def problem(self, name: str) -> Problem:
        """Return the problem with a file of this name."""
        column = 1 if self.line else 0
        return import_error(name, self.code, str(self), self.fix, line=self.line, column=column)


def too_large(name: str, size: int, upload: CsvUpload) -> Problem | None:
    """Return the problem of a file above the limit; it need not be read for that."""
    if size <= SIZE_LIMIT:
        return None
    what = f"The file is larger than {SIZE_LIMIT / 1e6:.0f} MB, the limit for {upload.called}"
    return import_error(name, f"{upload.code}-too-large", what, upload.expected)


def text_of(data: bytes, name: str, upload: CsvUpload) -> str | Problem:
    """Return the text of a file, or the problem if it is not text."""
    code, expected = upload.code, upload.expected
    large = too_large(name, len(data), upload)
    if large is not None:
        return large
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        return import_error(name, f"{code}-empty", "The file is empty", expected)
    kind = next((kind for start, kind in _KINDS if data.startswith(start)), "")
    if kind:
        return import_error(name, f"{code}-kind", f"The file is {kind}", expected)
    text = decoded(data, name)
    if isinstance(text, Problem):
        return replace(text, code=f"{code}-text")
    if "\0" in text:
        return import_error(name, f"{code}-kind", "The file is not a text file", expected)
    return text.removeprefix("\ufeff")


def lines_of(
    text: str, upload: CsvUpload, names: Callable[[list[str]], int]
) -> Iterator[tuple[int, list[str]]]:
    """Yield the number and cells of each line that is not empty.

    Parameters
    ----------
    names : how many of the expected columns a first line names.

    Raises
    ------
    CsvUploadError
        If a line is too long or cannot be divided into cells.
    """
    code = f"{upload.code}-damaged"
    # One pass over the lines: a search for a long one would begin anew at each character.
    long = next((each for each in _LINE.finditer(text) if len(each[0]) > LONGEST_LINE), None)
    if long is not None:
        what = f"The line is longer than {LONGEST_LINE:,} characters"
        raise CsvUploadError(code, what, upload.expected, text.count("\n", 0, long.start()) + 1)
    start = _SEP.match(text)
    skipped = 1 if start else 0
    text = text[start.end() :] if start else text
    separator = separator_of(text.lstrip("\r\n")[:HEAD_LENGTH], names, rows=1)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            what = "The line cannot be read: a quotation mark is missing, or a cell is too long"
            fix = "write the file with to_csv, which adds them"
            raise CsvUploadError(code, what, fix, reader.line_num + skipped) from None
        if cells:
            yield reader.line_num + skipped, [each.strip() for each in cells]
