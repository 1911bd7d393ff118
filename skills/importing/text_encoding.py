"""Decode the bytes of a text file: UTF-8, or UTF-16 and Windows text as spreadsheets save it."""

from __future__ import annotations

import codecs

from skills.importing.read_result import import_error
from skills.problems import Problem

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (codecs.BOM_UTF8, "utf-8-sig"),
)
"""Byte order marks and their encodings; longer marks come first."""


_CSV = 'save the file as "CSV UTF-8"'


def decoded(data: bytes, name: str) -> str | Problem:
    """Return the text of a file, or a problem if it cannot be decoded."""
    encoding = encoding_of(data)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            what = f"The file begins as {encoding.upper()}, then breaks off or changes"
            return import_error(name, "record-text", what, "save it as UTF-8")
        line = data.count(b"\n", 0, error.start) + 1
        what = f"The byte {data[error.start]:02X} is not UTF-8 text"
        is_json = data.lstrip().startswith((b"{", b"["))
        fix = "save it as UTF-8, which every editor offers" if is_json else _CSV
        return import_error(name, "record-text", what, fix, line=line)


def windows_text(data: bytes) -> str | None:
    """Return the text of a file in the encoding of Windows, or None if it is in another one.

    Bytes that are partly UTF-8 are a damaged UTF-8 text, not one of Windows.
    """
    if encoding_of(data) != "utf-8" or not data.decode("utf-8", "ignore").isascii():
        return None
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return None


def encoding_of(data: bytes) -> str:
    """Guess the encoding of a file from its first bytes."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return encoding
    if len(data) > 1 and 0 in data[:2] and any(data[:2]):
        return "utf-16-le" if data[0] else "utf-16-be"
    return "utf-8"
