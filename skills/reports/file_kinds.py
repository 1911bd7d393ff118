"""Describe the kinds of files a report can be written to, without loading what writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from unicodedata import normalize

NAME_LENGTH: Final = 40
"""Characters of a title in a file name: short enough for every disk and mail."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """One kind of file.

    Attributes
    ----------
    suffix : end of the file name, without the dot.
    comes_back : whether this program can read the file again, where every answer is in it.
    fills_notes : whether it can read notes from the file, and nothing else.
    """

    title: str
    about: str
    suffix: str
    mime: str
    comes_back: bool = False
    fills_notes: bool = False


NAMES: Final[Mapping[str, str]] = {
    "whole": "Gap report",
    "mentor": "Report for a mentor",
    "gaps": "Gap report",
    "cv": "Skill profile",
}
"""Name of an extent to what a report of it is called."""

_BEGINNINGS: Final = {"mentor": "mentor-report", "cv": "skill-profile"}
"""How file names of an extent begin, shorter than its name where that is long."""


KINDS: Final[Mapping[str, FileKind]] = {
    "pdf": FileKind(
        "PDF", "To read, print and hand over.", "pdf", "application/pdf", comes_back=True
    ),
    "html": FileKind(
        "HTML", "One page for a browser, which loads nothing else.", "html", "text/html"
    ),
    "markdown": FileKind("Markdown", "For notes, wikis and tickets.", "md", "text/markdown"),
    "xlsx": FileKind(
        "Excel",
        "A sheet for each part, with a radar chart.",
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        comes_back=True,
    ),
    "csv": FileKind("CSV", "One table for any program.", "csv", "text/csv", comes_back=True),
    "json": FileKind(
        "JSON",
        "All that goes in, for other tools.",
        "json",
        "application/json",
        comes_back=True,
    ),
    "resume": FileKind(
        "JSON Resume",
        "Skills, credentials and any notes, for CV tools.",
        "resume.json",
        "application/json",
        fills_notes=True,
    ),
    "calendar": FileKind(
        "Calendar", "The plan and the day of your next assessment.", "ics", "text/calendar"
    ),
}
"""Name of a kind to what it is; the names are those of the command line too."""


OTHERS: Final = frozenset(
    (
        *("doc", "docx", "dotx", "rtf", "odt", "pages", "tex", "epub", "ps", "rst", "adoc"),
        *("xls", "xlsm", "xlsb", "ods", "numbers", "tsv", "parquet"),
        *("ppt", "pptx", "odp", "key"),
        *("htm", "xhtml", "mht", "mhtml"),
        *("png", "jpg", "jpeg", "gif", "svg", "webp", "tif", "tiff"),
        *("yaml", "yml", "xml", "toml", "jsonl", "ndjson", "sqlite", "sqlite3", "db"),
        *("zip", "gz", "tar", "tgz", "7z", "rar"),
    )
)
"""Ends of names that people and programs know, and that nothing written here has."""


def file_name(title: str, day: date, kind: str, extent: str = "whole") -> str:
    """Return a file name that every system takes; the person's name is never part of it.

    Parameters
    ----------
    extent : one of `NAMES`; the name says what the file is.
    """
    plain = normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain)[:NAME_LENGTH].strip("-")
    beginning = _BEGINNINGS.get(extent, "gap-report")
    return f"{beginning}_{words or 'report'}_{day.isoformat()}.{KINDS[kind].suffix}"


def kind_of(name: str) -> str:
    """Return the kind that a file's name stands for, or "" if its end says nothing."""
    lower = name.lower()
    ends = [each for each, kind in KINDS.items() if lower.endswith(f".{kind.suffix}")]
    return max(ends, key=lambda each: len(KINDS[each].suffix), default="")


def other_end_of(name: str) -> str:
    """Return the end of a name that stands for a kind of file not written here, or ""."""
    _, dot, end = name.lower().rpartition(".")
    return end if dot and end in OTHERS else ""


def is_true_of(name: str, kind: str) -> bool:
    """Return whether a file of a kind is what its name promises; a JSON Resume is JSON too."""
    named = kind_of(name)
    return not named or f".{KINDS[kind].suffix}".endswith(f".{KINDS[named].suffix}")
