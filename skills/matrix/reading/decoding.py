"""Decode the bytes of a file into text that is safe to show, and report what is not."""

from __future__ import annotations

import re
from typing import Final

from skills.matrix.reading.findings import Findings
from skills.matrix.reading.other_files import name_kind
from skills.problems import Place

UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""Control characters, Unicode line separators, bidi overrides, lone surrogates, noncharacters."""

_HEAD: Final = 1_000
"""Bytes in which a zero byte shows that a file is no text."""

_OTHER_MARKS: Final = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


def decode(file: str, data: bytes, findings: Findings) -> str | None:
    """Return the text of a file with LF line ends, or None if it is not UTF-8.

    Forbidden characters become "�", so that the rest can still be read.
    """
    kind = name_kind(data)
    if kind:
        what = f"this is {kind[0]}, but a matrix is a YAML text file"
        findings.error(Place(file, 1, 1), "other-file", what, kind[1])
        return None
    try:
        text = _with_plain_ends(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        _note_not_utf8(file, data, error.start, findings)
        return None
    if _looks_wide(data):
        _note_wide(file, findings)
        return None
    return _without_unseen(file, text, findings)


def as_shown(data: bytes) -> str:
    """Decode a file leniently, to show the line of a problem; of a binary file, none is shown."""
    if _looks_wide(data) or b"\x00" in data[:_HEAD]:
        return ""
    return UNSEEN.sub("\ufffd", _with_plain_ends(data.decode("utf-8-sig", errors="replace")))


def _with_plain_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _looks_wide(data: bytes) -> bool:
    return data.startswith(_OTHER_MARKS) or (len(data) > 3 and data[:4].count(0) > 1)  # noqa: PLR2004 - half of a wide character's bytes are zero


def _note_wide(file: str, findings: Findings) -> None:
    what = "the file is saved as UTF-16 or UTF-32, but a matrix is read as UTF-8"
    findings.error(Place(file, 1, 1), "not-utf8", what, 'save it with the encoding "UTF-8"')


def _note_not_utf8(file: str, data: bytes, start: int, findings: Findings) -> None:
    if _looks_wide(data):
        _note_wide(file, findings)
        return
    before = _with_plain_ends(data[:start].decode("utf-8-sig"))
    column = len(before) - before.rfind("\n")
    place = Place(file, before.count("\n") + 1, column)
    what = f"the byte {data[start]:02X} is not UTF-8 text"
    findings.error(place, "not-utf8", what, 'save the file with the encoding "UTF-8"')


def _without_unseen(file: str, text: str, findings: Findings) -> str:
    line, line_start, seen = 1, 0, 0
    for found in UNSEEN.finditer(text):
        start = found.start()
        line += text.count("\n", seen, start)
        line_start = max(line_start, text.rfind("\n", seen, start) + 1)
        seen = start
        note_unseen(Place(file, line, start - line_start + 1), found.group(), findings)
    return UNSEEN.sub("\ufffd", text)


def note_unseen(place: Place, character: str, findings: Findings) -> None:
    """Report a character that is forbidden in a matrix."""
    what = f"the character U+{ord(character):04X} is invisible and not allowed here"
    findings.error(place, "bad-character", what, "remove it, or retype the text")
