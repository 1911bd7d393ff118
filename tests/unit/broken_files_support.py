"""Ways to break a file, and what must be true of every result of reading."""

from __future__ import annotations

import random
import time

from report_support import first_matrix

from skills.importing.detect import read_file
from skills.importing.read_result import CODES, ReadResult

SECONDS = 2.0


def mutated(data: bytes, draw: random.Random) -> bytes:
    """Truncate, flip, insert, double or swap at random."""
    at = draw.randrange(len(data))
    length = draw.choice([1, 3, 50, 2000])
    some = draw.choice([b"\x00", b'"', b"\xff", b"\r", b",", b"{", b"<", draw.randbytes(length)])
    ways = (
        lambda: data[:at],
        lambda: data[:at] + bytes([data[at] ^ (1 << draw.randrange(8))]) + data[at + 1 :],
        lambda: data[:at] + some + data[at:],
        lambda: data[:at] + data[max(0, at - length) :],
        lambda: data[:at] + data[at + length :],
        lambda: data[at:] + data[:at],
    )
    for _ in range(draw.choice([0, 0, 2])):
        data = draw.choice(ways)() or b"x"
        at = draw.randrange(len(data))
    return draw.choice(ways)()


def read(data: bytes, seconds: float = SECONDS) -> ReadResult:
    """Read a file and check what must be true of every result."""
    start = time.process_time()
    reading = read_file(data, "bad", first_matrix())
    assert time.process_time() - start < seconds
    if reading.imported is None:
        assert 0 < len(reading.problems) <= 50
    else:
        assert reading.problems == ()
    for each in reading.problems:
        assert len(each.what.strip()) > 10
        assert not set(each.what) & set("\n\r\x00\u202e")
        assert not each.what.endswith(".")
        assert len(each.what) < 1000
        assert each.code in CODES
        assert each.place.file == "bad"
    return reading


def codes(reading: ReadResult) -> list[str]:
    """Return the codes of what a reading reports."""
    assert reading.imported is None
    return [each.code for each in reading.problems]
