"""Collect the contents of the XML parts of a workbook, element by element (SAX handlers).

Each class handles the start and end of elements by name, and the text between them.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from skills.importing.zip_archive import ArchiveError

MOST_ROWS: Final = 100_000
MOST_COLUMNS: Final = 100

CellValue = str | float | bool
SheetRows = list[tuple[int, dict[int, CellValue]]]

_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")


class WorkbookError(ArchiveError):
    """Raised with what is wrong with a workbook, as a sentence without a full stop."""


class Fault(str):
    """Error value of a formula, e.g. ``#REF!``."""

    __slots__ = ()


@dataclass(slots=True)
class Book:
    """Names and links of the sheets, and the offset of dates (1900 or 1904 date system)."""

    sheets: list[tuple[str, str]] = field(default_factory=list)
    first_day: int = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Handle the start tag of an XML element."""
        if name == "sheet":
            links = [text for key, text in attributes.items() if key.endswith("}id")]
            self.sheets.append((attributes.get("name", ""), links[0] if links else ""))
        elif name == "workbookPr" and attributes.get("date1904") in ("1", "true"):
            self.first_day = 1462


@dataclass(slots=True)
class Links:
    """Paths of the parts by id; `texts` is the path of the shared strings."""

    targets: dict[str, str] = field(default_factory=dict)
    texts: str = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Handle the start tag of an XML element."""
        if name == "Relationship":
            path = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", ""))).lstrip(
                "/"
            )
            self.targets[attributes.get("Id", "")] = path
            if attributes.get("Type", "").endswith("/sharedStrings"):
                self.texts = path


@dataclass(slots=True)
class Texts:
    """The shared strings of cells, without phonetic hints."""

    found: list[str] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _is_text: bool = False
    _is_aside: bool = False

    def start(self, name: str, _: Mapping[str, str]) -> None:
        """Handle the start tag of an XML element."""
        if name == "si":
            self._parts = []
        elif name == "rPh":
            self._is_aside = True
        self._is_text = name == "t" and not self._is_aside

    def add(self, text: str) -> None:
        """Handle text."""
        if self._is_text:
            self._parts.append(text)

    def end(self, name: str) -> None:
        """Handle the end of an element."""
        self._is_text = False
        if name == "rPh":
            self._is_aside = False
        elif name == "si":
            self.found.append(_unescaped("".join(self._parts)))


@dataclass(slots=True)
class Cells:
    """The cells of a sheet."""

    texts: list[str]
    rows: SheetRows = field(default_factory=list)
    _row: int = 0
    _column: int = -1
    _type: str = ""
    _cells: dict[int, CellValue] = field(default_factory=dict)
    _parts: list[str] = field(default_factory=list)
    _is_value: bool = False
    _is_aside: bool = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Handle the start tag of an XML element."""
        if name == "row":
            number = attributes.get("r", "")
            self._row = int(number) if re.fullmatch(r"[0-9]{1,7}", number) else self._row + 1
            self._column, self._cells = -1, {}
        elif name == "c":
            reference = _REFERENCE.fullmatch(attributes.get("r", ""))
            self._column = _number(reference[1]) if reference else self._column + 1
            self._type, self._parts = attributes.get("t", "n"), []
        elif name == "rPh":
            self._is_aside = True
        self._is_value = name == "v" or (name == "t" and not self._is_aside)

    def add(self, text: str) -> None:
        """Handle text."""
        if self._is_value:
            self._parts.append(text)

    def end(self, name: str) -> None:
        """Handle the end of an element."""
        self._is_value = False
        if name == "rPh":
            self._is_aside = False
        elif name == "c" and (text := "".join(self._parts)):
            if self._column >= MOST_COLUMNS:
                raise WorkbookError(f"The sheet has more than {MOST_COLUMNS} columns")
            self._cells[self._column] = self._value(text)
        elif name == "row" and self._cells:
            if len(self.rows) >= MOST_ROWS:
                raise WorkbookError(f"The sheet has more than {MOST_ROWS:,} rows")
            self.rows.append((self._row, self._cells))

    def _value(self, text: str) -> CellValue:
        if self._type == "s":
            known = re.fullmatch(r"[0-9]{1,7}", text)
            if not known or int(text) >= len(self.texts):
                raise WorkbookError("The workbook is damaged: a cell refers to a missing text")
            return self.texts[int(text)]
        if self._type == "e":
            return Fault(text)
        if self._type == "b":
            return text == "1"
        if self._type == "n":
            return _number_in(text)
        return _unescaped(text)


def _number_in(text: str) -> CellValue:
    """Return a number, or the text unchanged if it is not one, to be reported later."""
    try:
        value = float(text)
    except ValueError:
        return text
    return value if abs(value) < 1e15 else text  # noqa: PLR2004 - false for "nan" and "inf" too


def _number(name: str) -> int:
    value = 0
    for letter in name:
        value = value * 26 + ord(letter) - ord("A") + 1
    return value - 1


def _unescaped(text: str) -> str:
    """Return a text with the escapes for characters that XML forbids, ``_x000D_``, decoded."""
    if "_x" not in text:
        return text
    plain = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
