"""Recognise files that are no YAML at all, and say what they are."""

from __future__ import annotations

import re
from typing import Final

_CONVERT: Final = (
    'turn the table into a matrix with "python -m skills convert", or copy its text into a'
    " file that ends in .yaml"
)
_COPY: Final = "copy its text into a plain text file that ends in .yaml, and save it as UTF-8"

OLE: Final = b"\xd0\xcf\x11\xe0"
"""First bytes of all files of old Office programs (OLE)."""

_STARTS: Final = (
    (b"%PDF", "a PDF", _COPY),
    (b"{\\rtf", "a document in Rich Text Format", _COPY),
    (b"\x89PNG", "a picture", _COPY),
    (b"\xff\xd8\xff", "a picture", _COPY),
    (b"GIF8", "a picture", _COPY),
    (OLE, "an old Excel or Word file", _CONVERT),
    (b"SQLite format 3", "a database", "name the YAML file of the matrix"),
    (b"\x1f\x8b", "a compressed file", "unpack it first"),
    (b"7z\xbc\xaf", "a compressed file", "unpack it first"),
)
_IN_ZIP: Final = (
    (b"xl/", "an Excel file", _CONVERT),
    (b"word/", "a Word file", _COPY),
    (b"ppt/", "a PowerPoint file", _COPY),
    (b"opendocument.spreadsheet", "a LibreOffice spreadsheet", _CONVERT),
    (b"opendocument.text", "a LibreOffice document", _COPY),
    (b"index.zip", "a Numbers or Pages file", _CONVERT),
)
_HEAD: Final = 200_000
"""Bytes of a ZIP file in which its kind is looked for."""

_HTML: Final = re.compile(rb"\s*<(!doctype|html|\?xml)", re.IGNORECASE)
_SEPARATORS: Final = "\t;,"
_MOST_START: Final = 20_000


def name_kind(data: bytes) -> tuple[str, str] | None:
    """Return what a file is and what to do with it, or None if it may be YAML."""
    if data.startswith(b"PK"):
        return _in_zip(data)
    for start, name, fix in _STARTS:
        if data.startswith(start):
            return name, fix
    if _HTML.match(data[:200]):
        return "a web page or an XML file", _COPY
    return ("a table (CSV)", _CONVERT) if _is_table(data) else None


def _in_zip(data: bytes) -> tuple[str, str]:
    ends = data[:_HEAD] + data[-_HEAD:]
    for part, name, fix in _IN_ZIP:
        if part in ends:
            return name, fix
    return "a ZIP file", "unpack it, and name the YAML files inside"


def _is_table(data: bytes) -> bool:
    """Return whether the first lines contain cells, and no key with a colon."""
    start = data[:_MOST_START].decode("utf-8-sig", errors="replace").replace("\r", "\n")
    lines = [each for each in start.split("\n") if each.strip() and not each.startswith("#")][:2]
    if len(lines) < 2 or re.search(r":(\s|$)", lines[0]) or lines[0].lstrip()[0] in "{[-?%&!*|>'":  # noqa: PLR2004 - a head and a row
        return False
    counts = [{sign: each.count(sign) for sign in _SEPARATORS} for each in lines]
    return any(counts[0][sign] and counts[1][sign] for sign in _SEPARATORS)
