"""Read the cells of one sheet of a workbook (XLSX), however hostile the file is.

Only four parts of the file are read, each of bounded size, by a parser that stops at the first
entity declaration. Formulas are not worked out: a cell is what was last shown in it. The reason
for not using a library is that texts have to come back to the letter, errors have to be told with
their cell, and the memory taken must not follow what a file claims.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final
from xml.parsers import expat

from skills.importing.workbook_parts import Book, Cell, Cells, Links, Texts, WorkbookError
from skills.importing.zip_archive import opened, part_of

MOST_ELEMENTS: Final = 3_000_000
"""Elements of one part; a cell with its value are two."""


@dataclass(frozen=True, slots=True)
class Page:
    """The cells of a sheet that are not blank.

    Attributes
    ----------
    rows : number of the row, from 1, and its cells by number of the column, from 0.
    first_day : how many days after 1899-12-30 days are counted from.
    """

    name: str
    rows: list[tuple[int, dict[int, Cell]]]
    first_day: int


def read_page(data: bytes, wanted: str) -> Page:
    """Return a sheet of a workbook: the wanted one or, if there is none, the first.

    Raises
    ------
    ArchiveError
        If the file is damaged, or larger than any assessment.
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
    """Return the name of a column, counted from 0, as a spreadsheet shows it."""
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
    """Feed the elements of a part, without their namespaces, to functions.

    Raises
    ------
    WorkbookError
        If it is no XML, declares entities, or holds more than any assessment.
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
        # At once, because in pieces a long word would be read anew with every piece.
        parser.Parse(part, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise WorkbookError("The workbook is damaged: a part of it is no XML") from error


def _refuse(*_: object) -> None:
    raise WorkbookError("The workbook declares entities, which no spreadsheet does")
