"""Tables with one line or a few, and what is read from them."""

from __future__ import annotations

from skills.importing.from_table import read_csv
from skills.importing.read_result import ImportedData, ReadResult

HEAD = "kind,id,label,value,issuer,start,end,link,at"


def imported(reading: ReadResult) -> ImportedData:
    """Return what was read where all of it could be."""
    assert reading.problems == ()
    assert reading.imported is not None
    return reading.imported


def one(text: str) -> ImportedData:
    """Return what a table with these lines brings."""
    return imported(read_csv(f"{HEAD}\n{text}".encode(), "my.csv"))
