"""Describe the file formats of a report without importing the modules that write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from unicodedata import normalize

NAME_LENGTH: Final = 40
"""Maximum number of characters of a title in a file name, short enough for any file system."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """One file format of reports.

    Attributes
    ----------
    suffix : file name extension, without the dot.
    can_be_imported : whether this program can import the file again, if it includes every answer.
    fills_notes : whether it can import notes from the file, and nothing else.
    """

    title: str
    about: str
    suffix: str
    mime: str
    can_be_imported: bool = False
    fills_notes: bool = False


NAMES: Final[Mapping[str, str]] = {
    "whole": "Gap report",
    "mentor": "Report for a mentor",
    "gaps": "Gap report",
    "cv": "Skill profile",
}
"""Extent to the name of such a report."""

_BEGINNINGS: Final = {"mentor": "mentor-report", "cv": "skill-profile"}
"""Extent to the beginning of file names, shorter than its name if that is long."""


KINDS: Final[Mapping[str, FileKind]] = {
    "pdf": FileKind(
        "PDF", "To read, print or share.", "pdf", "application/pdf", can_be_imported=True
    ),
    "html": FileKind("HTML", "A single web page that loads nothing else.", "html", "text/html"),
    "markdown": FileKind("Markdown", "For notes, wikis and tickets.", "md", "text/markdown"),
    "xlsx": FileKind(
        "Excel",
        "A sheet for each part, with a radar chart.",
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        can_be_imported=True,
    ),
    "csv": FileKind("CSV", "One table for any program.", "csv", "text/csv", can_be_imported=True),
    "json": FileKind(
        "JSON",
        "The data behind the report, for other tools.",
        "json",
        "application/json",
        can_be_imported=True,
    ),
    "resume": FileKind(
        "JSON Resume",
        "Skills, credentials and any notes, for CV tools.",
        "resume.json",
        "application/json",
        fills_notes=True,
    ),
    "calendar": FileKind(
        "Calendar",
        "Your plan, agreed actions and the date of your next assessment.",
        "ics",
        "text/calendar",
    ),
}
"""File formats by name; the command line uses the same names."""


IMAGES: Final[Mapping[str, FileKind]] = {
    "share-png": FileKind("PNG", "An image to post.", "png", "image/png"),
    "share-svg": FileKind("SVG", "The same image, sharp at any size.", "svg", "image/svg+xml"),
}
"""Formats of the image to share; they have a shape and a theme, but no extent."""

SHAPES: Final = ("wide", "square")
THEMES: Final = ("light", "dark")


def image_name(title: str, day: date, kind: str, shape: str, theme: str) -> str:
    """Return the file name of an image to share."""
    base, _, _ = file_name(title, day, "json").removeprefix("gap-report_").rpartition(".")
    return f"readiness-radar_{base}_{shape}_{theme}.{IMAGES[kind].suffix}"


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
"""Common file name extensions of formats that are not written here."""


def file_name(title: str, day: date, kind: str, extent: str = "whole") -> str:
    """Return a file name valid on every system; the person's name is never part of it.

    Parameters
    ----------
    extent : one of `NAMES`; determines the beginning of the name.
    """
    beginning, words = _BEGINNINGS.get(extent, "gap-report"), name_words(title) or "report"
    return f"{beginning}_{words}_{day.isoformat()}.{KINDS[kind].suffix}"


def name_words(text: str) -> str:
    """Turn a text into part of a file name: short, with only a-z, 0-9 and hyphens."""
    plain = normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:NAME_LENGTH].strip("-")


def kind_of(name: str) -> str:
    """Return the format that belongs to a file's extension, or "" if it is not known."""
    lower = name.lower()
    ends = [each for each, kind in KINDS.items() if lower.endswith(f".{kind.suffix}")]
    return max(ends, key=lambda each: len(KINDS[each].suffix), default="")


def other_end_of(name: str) -> str:
    """Return the extension of a name if it belongs to a format not written here, or ""."""
    _, dot, end = name.lower().rpartition(".")
    return end if dot and end in OTHERS else ""


def matches_extension(name: str, kind: str) -> bool:
    """Return whether a format matches the extension of a name; a JSON Resume is also JSON."""
    named = kind_of(name)
    return not named or f".{KINDS[kind].suffix}".endswith(f".{KINDS[named].suffix}")
