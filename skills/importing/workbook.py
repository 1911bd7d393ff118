"""Read the cells of some sheets of an XLSX workbook, safely even from malicious files.

Only few parts of the file are read, each of bounded size, by a parser that stops at the first
entity declaration. Formulas are not evaluated: a cell has the value last shown in it. No library is
used because texts must be preserved to the letter, errors must be reported with their cell, and
memory use must not depend on what a file claims.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple
from xml.parsers import expat
from zipfile import ZipFile

from skills.importing.sheet_process import HEAD_ROWS, chosen_sheet
from skills.importing.workbook_parts import Book, Cells, Links, SheetRows, Texts, WorkbookError
from skills.importing.zip_archive import ArchiveError, opened, part_of

MOST_ELEMENTS: Final = 3_000_000
"""Maximum number of elements in one part; a cell and its value are two."""


class Wanted(NamedTuple):
    """Which sheets to read.

    Attributes
    ----------
    name : the sheet of this name or, without one, the first with these columns, or just the first.
    columns : names that its header has.
    beside : names of further sheets to read, where there are any.
    """

    name: str
    columns: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


MOST_SEARCHED: Final = 20_000
"""Maximum number of elements in which the names of the columns are searched."""

MOST_BESIDE: Final = 5_000_000
"""Limit of the size of a sheet for reading, in bytes; ten times that of any of ours."""


@dataclass(frozen=True, slots=True)
class Page:
    """The non-blank cells of a sheet.

    Attributes
    ----------
    rows : row number, from 1, and cells by column number, from 0.
    first_day : days from 1899-12-30 to day 0 of the dates in the workbook.
    names : names of all sheets of the workbook.
    beside : the further sheets that were wanted.
    """

    name: str
    rows: SheetRows
    first_day: int
    names: tuple[str, ...] = ()
    beside: tuple[Page, ...] = ()


def read_page(data: bytes, wanted: Wanted) -> Page:
    """Return the wanted sheet of a workbook.

    Raises
    ------
    ArchiveError
        If the file is corrupt, or larger than any assessment.
    """
    archive = opened(data)
    book = Book()
    parse(part_of(archive, "xl/workbook.xml"), book.start)
    links = Links()
    parse(part_of(archive, "xl/_rels/workbook.xml.rels"), links.start)
    if not book.sheets:
        raise WorkbookError("The workbook has no sheet")
    texts = Texts()
    if links.texts:
        parse(part_of(archive, links.texts), texts.start, texts.end, texts.add)
    sheets = _Sheets(archive, book, links, texts.found)
    names = tuple(name for name, _ in book.sheets)
    index = chosen_sheet(names, wanted.name, wanted.columns, sheets.first_rows)
    page = Page(names[index], sheets.rows(index), book.first_day, names)
    found = [names.index(name) for name in wanted.beside if name in names]
    beside = [replace(page, name=names[each], rows=sheets.rows_beside(each)) for each in found]
    return replace(page, beside=tuple(beside))


class _Enough(Exception):  # noqa: N818 - reads as what happened
    """Raised within a sheet after its first rows."""


@dataclass(slots=True)
class _Sheets:
    """The sheets of a workbook, each part of the file searched and read at most once."""

    archive: ZipFile
    book: Book
    links: Links
    texts: list[str]
    searched: set[str] = field(default_factory=set)
    taken: set[str] = field(default_factory=set)

    def rows(self, index: int) -> SheetRows:
        """Return the rows of a sheet that have cells."""
        self.taken.add(self._part(index))
        sheet = Cells(self.texts)
        parse(part_of(self.archive, self._part(index)), sheet.start, sheet.end, sheet.add)
        return sheet.rows

    def rows_beside(self, index: int) -> SheetRows:
        """Return the rows of a sheet for reading, or none if it is none of ours."""
        part = self._part(index)
        sizes = {each.filename: each.file_size for each in self.archive.infolist()}
        if part in self.taken or sizes.get(part, MOST_BESIDE) >= MOST_BESIDE:
            return []
        try:
            return self.rows(index)
        except ArchiveError:
            return []

    def first_rows(self, index: int) -> SheetRows:
        """Return the first rows of a sheet, or none if they cannot be read."""
        if self._part(index) in self.searched:
            return []
        self.searched.add(self._part(index))
        sheet, left = Cells(self.texts), iter(range(MOST_SEARCHED))

        def end(name: str) -> None:
            sheet.end(name)
            if len(sheet.rows) >= HEAD_ROWS or next(left, None) is None:
                raise _Enough

        with suppress(_Enough, ArchiveError):
            parse(part_of(self.archive, self._part(index)), sheet.start, end, sheet.add)
        return sheet.rows[:HEAD_ROWS]

    def _part(self, index: int) -> str:
        return self.links.targets.get(self.book.sheets[index][1], "")


def letters(column: int) -> str:
    """Return the letters of a column, given its number from 0, as a spreadsheet shows them."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


Start = Callable[[str, Mapping[str, str]], None]


def parse(
    part: bytes,
    start: Start,
    end: Callable[[str], None] | None = None,
    add: Callable[[str], None] | None = None,
) -> None:
    """Parse the XML of a part and pass its elements, without namespaces, to callbacks.

    Raises
    ------
    WorkbookError
        If it is not XML, declares entities, or is larger than any assessment.
    """
    if part.count(b"<") > 2 * MOST_ELEMENTS:
        raise WorkbookError("The workbook has too many cells")
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = lambda name, attributes: start(name.rpartition("}")[2], attributes)
    if end and add:
        parser.EndElementHandler = lambda name: end(name.rpartition("}")[2])
        parser.CharacterDataHandler = add
    try:
        # All at once: in chunks, a long token would be parsed again with every chunk.
        parser.Parse(part, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise WorkbookError("The workbook is damaged: part of it is not XML") from error


def _refuse(*_: object) -> None:
    raise WorkbookError("The workbook declares entities, which no spreadsheet does")
