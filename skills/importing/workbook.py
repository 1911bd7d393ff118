"""Read the cells of one sheet of an XLSX workbook, safely even from malicious files.

Only four parts of the file are read, each of bounded size, by a parser that stops at the first
entity declaration. Formulas are not evaluated: a cell has the value last shown in it. No library is
used because texts must be preserved to the letter, errors must be reported with their cell, and
memory use must not depend on what a file claims.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final
from xml.parsers import expat

from skills.importing.workbook_parts import Book, Cell, Cells, Links, Texts, WorkbookError
from skills.importing.zip_archive import opened, part_of

MOST_ELEMENTS: Final = 3_000_000
"""Maximum number of elements in one part; a cell and its value are two."""


@dataclass(frozen=True, slots=True)
class Page:
    """The non-blank cells of a sheet.

    Attributes
    ----------
    rows : row number, from 1, and cells by column number, from 0.
    first_day : days from 1899-12-30 to day 0 of the dates in the workbook.
    """

    name: str
    rows: list[tuple[int, dict[int, Cell]]]
    first_day: int


def read_page(data: bytes, wanted: str) -> Page:
    """Return a sheet of a workbook: the one named `wanted` or, without it, the first.

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
    names = [name.casefold() for name, _ in book.sheets]
    at = names.index(wanted.casefold()) if wanted.casefold() in names else 0
    name, link = book.sheets[at]
    texts = Texts()
    if links.texts:
        parse(part_of(archive, links.texts), texts.start, texts.end, texts.add)
    sheet = Cells(texts.found)
    parse(part_of(archive, links.targets.get(link, "")), sheet.start, sheet.end, sheet.add)
    return Page(name, sheet.rows, book.first_day)


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
        raise WorkbookError("The workbook holds more cells than any assessment")
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = lambda name, found: start(name.rpartition("}")[2], found)
    if end and add:
        parser.EndElementHandler = lambda name: end(name.rpartition("}")[2])
        parser.CharacterDataHandler = add
    try:
        # All at once: in chunks, a long token would be parsed again with every chunk.
        parser.Parse(part, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise WorkbookError("The workbook is damaged: a part of it is no XML") from error


def _refuse(*_: object) -> None:
    raise WorkbookError("The workbook declares entities, which no spreadsheet does")
