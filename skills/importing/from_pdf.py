"""Read the record attached to a PDF report of this program.

The PDF structure is not parsed: its streams are tried one by one, so the cost does not depend on
what the file claims. A stream with a record begins like JSON, whatever its name.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from skills.importing.from_json import read_json
from skills.importing.read_result import SIZE_LIMIT, ReadResult, failed, import_error
from skills.records.record import FORMAT

MOST_STREAMS: Final = 20_000
MOST_BYTES: Final = 4 * SIZE_LIMIT
"""Maximum number of bytes to search for a record, compressed and decompressed together."""

HEAD: Final = 64
"""Bytes of a stream to inspect before decompressing all of it."""

TAIL: Final = 2_048
"""Bytes at the end of a file among which a PDF says that it ends, as readers search for it."""

_STREAM: Final = re.compile(rb"stream\r?\n")


class _DamagedError(Exception):
    """Raised if a stream begins like a record but is truncated or corrupt."""


class _SpentError(_DamagedError):
    """Raised if more was searched than any report of this program could need."""


@dataclass(slots=True)
class _Budget:
    left: int = MOST_BYTES

    def take(self, count: int) -> None:
        self.left -= count
        if self.left < 0:
            raise _SpentError


def read_pdf(data: bytes, name: str) -> ReadResult:
    """Read the record attached to a PDF; `name` is the file name."""
    is_damaged, budget = False, _Budget()
    for start in _starts(data):
        try:
            found = _record_at(data, start, budget)
        except _SpentError:
            break
        except _DamagedError:
            is_damaged = True
            continue
        if found is not None:
            return read_json(found, name)
    if is_damaged:
        what = "The answers inside this PDF are damaged"
        return failed(import_error(name, "record-damaged", what, "use the original file"))
    if b"/Encrypt" in data:
        what = "This PDF is protected, so it can't be read"
        return failed(import_error(name, "no-record", what, "use the original file"))
    if b"%%EOF" not in data[-TAIL:]:
        what = "This PDF is damaged: its end is missing"
        fix = "download it again, or copy it again from the original"
        return failed(import_error(name, "record-damaged", what, fix))
    what = "This PDF contains no answers"
    fix = "only reports from this program do, and only if you included every answer"
    return failed(import_error(name, "no-record", what, fix))


def _starts(data: bytes) -> Iterator[int]:
    """Yield the offsets of streams, last first: the latest addition counts."""
    starts = [found.end() for found in _STREAM.finditer(data)]
    yield from reversed(starts[-MOST_STREAMS:])


def _record_at(data: bytes, start: int, budget: _Budget) -> str | None:
    """Return the JSON text of a stream, or None if it is something else."""
    if _begins(data[start : start + HEAD]):
        end = data.find(b"endstream", start)
        budget.take((end if end >= 0 else len(data)) - start)
        return _text(data[start:end]) if end >= 0 else _broken()
    if not _begins(_unpacked_head(data, start)):
        return None
    inflate = zlib.decompressobj()
    try:
        whole = inflate.decompress(memoryview(data)[start:], SIZE_LIMIT)
    except zlib.error as error:
        budget.take(len(data) - start)
        raise _DamagedError from error
    budget.take(len(whole))
    return _text(whole) if inflate.eof else _broken()


def _begins(head: bytes) -> bool:
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def _unpacked_head(data: bytes, start: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(data[start : start + 4 * HEAD], HEAD)
    except zlib.error:
        return b""


def _text(whole: bytes) -> str | None:
    if FORMAT.encode() not in whole:
        return None
    try:
        return whole.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _DamagedError from error


def _broken() -> str:
    raise _DamagedError
