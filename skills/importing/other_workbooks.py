"""Read the cells of one sheet of an XLS or ODS workbook, safely even from malicious files.

A library reads them in a separate process with resource limits: `sheet_process` explains why.
"""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Final

from skills.importing import sheet_process
from skills.importing.workbook import Page, Wanted, parse
from skills.importing.workbook_parts import MOST_COLUMNS, MOST_ROWS, CellValue, WorkbookError
from skills.importing.zip_archive import opened, part_of
from skills.matrix.reading.other_files import OLE

WAIT_SECONDS: Final = 20.0
"""Timeout for a process that may take two seconds of CPU time, on a busy machine."""

SPREADSHEET: Final = b"application/vnd.oasis.opendocument.spreadsheet"

MANIFEST: Final = "META-INF/manifest.xml"

_BOOKS: Final = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
_NO_PARTS: Final = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
)
_DROPPED: Final = ((rb"<text:tab(?=[\s/>])", b"\t"), (rb"<text:line-break(?=[\s/>])", b"\n"))
"""Elements within text that the library drops, and the characters they represent."""

_TOO_LARGE: Final = "The workbook is too large to be an assessment"
_ENDS: Final = {
    sheet_process.DAMAGED: "The workbook is damaged, too large, or protected by a password",
    sheet_process.NOT_HERE: "This kind of workbook can't be read on this computer",
}


def is_xls(data: bytes) -> bool:
    """Return whether a file is an XLS workbook; other old Office files begin the same way."""
    return data.startswith(OLE) and any(name in data for name in _BOOKS)


def read_xls(data: bytes, wanted: Wanted) -> Page:
    """Return the wanted sheet of an XLS workbook.

    Raises
    ------
    ArchiveError
        If the file is corrupt, or larger than any assessment.
    """
    return _page(data, wanted)


def is_ods(archive: zipfile.ZipFile) -> bool:
    """Return whether an archive is an ODS spreadsheet, not another OpenDocument file."""
    names = archive.namelist()
    return "mimetype" in names and part_of(archive, "mimetype").startswith(SPREADSHEET)


def read_ods(data: bytes, wanted: Wanted) -> Page:
    """Return a sheet of an ODS workbook, as `read_xls` does.

    The library gets only the part with the cells, so that the size limits hold for it, too.
    """
    archive = opened(data)
    if MANIFEST in archive.namelist() and b"encryption-data" in part_of(archive, MANIFEST):
        raise WorkbookError("The workbook is protected by a password")
    content = part_of(archive, "content.xml")
    # The library never returns if a part is truncated.
    parse(content, lambda *_: None)
    for element, character in _DROPPED:
        content = re.sub(element, character + rb"\g<0>", content)
    return _page(_packed(content), wanted)


def _packed(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", SPREADSHEET)
        archive.writestr(MANIFEST, _NO_PARTS)
        archive.writestr("content.xml", content)
    return out.getvalue()


def _page(data: bytes, wanted: Wanted) -> Page:
    names, sheets = json.loads(_run(data, json.dumps(wanted)))
    pages = [Page(name, _whole(rows), first_day=0, names=tuple(names)) for name, rows in sheets]
    return replace(pages[0], beside=tuple(pages[1:]))


def _whole(rows: list[tuple[int, dict[str, CellValue]]]) -> list[tuple[int, dict[int, CellValue]]]:
    if len(rows) > MOST_ROWS:
        raise WorkbookError(f"The sheet has more than {MOST_ROWS:,} rows")
    found = [(number, _cells(cells)) for number, cells in rows]
    if any(max(cells) >= MOST_COLUMNS for _, cells in found):
        raise WorkbookError(f"The sheet has more than {MOST_COLUMNS} columns")
    return found


def _cells(cells: dict[str, CellValue]) -> dict[int, CellValue]:
    return {int(column): cell for column, cell in cells.items()}


def _run(data: bytes, wanted: str) -> bytes:
    command = [sys.executable, "-P", str(Path(sheet_process.__file__)), wanted]
    try:
        run = subprocess.run(  # noqa: S603 - our own program
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=WAIT_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise WorkbookError(_TOO_LARGE) from error
    except OSError as error:
        raise WorkbookError(_ENDS[sheet_process.NOT_HERE]) from error
    if run.returncode:
        # With any other code, one of its limits ended it.
        raise WorkbookError(_ENDS.get(run.returncode, _TOO_LARGE))
    return run.stdout
