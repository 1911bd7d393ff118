"""The archive of everything: what is ours in it is read, whoever packed it, and nothing breaks."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_support import example_record, example_report

from skills.importing.bundle import MOST_RECORDS, is_bundle, read_bundle
from skills.records.to_json import as_json
from skills.reports.report import Parts
from skills.reports.writers import WRITERS

GOOD = as_json(example_record()).encode()


def packed(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def test_a_repacked_archive_is_read() -> None:
    files = {
        "__MACOSX/mine/._a.json": b"\x00\x05",
        "mine/.hidden.json": b"",
        "mine/A.JSON": GOOD,
        "mine/matrix_01/b.yaml": b"matrix: b",
        "mine/matrix_01/a.yml": b"title: a",
        "mine/matrix_02/a.yaml": b"matrix: c",
        "mine/notes.txt": b"nothing of ours",
    }
    pack = read_bundle(packed(files), "all.zip")
    ((name, reading),) = pack.readings
    assert name == "A.JSON"
    assert reading.record == example_record()
    assert pack.matrices == (
        ("mine/matrix_01", (("b.yaml", b"matrix: b"), ("a.yml", b"title: a"))),
        ("mine/matrix_02", (("a.yaml", b"matrix: c"),)),
    )


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (packed({"a.json": b"{}"}), True),
        (packed({"m/a.yaml": b""}), True),
        (packed({"a.txt": b""}), False),
        (packed({}), False),
        (packed({"word/document.xml": b"", "a.json": b""}), False),
        (WRITERS["xlsx"](example_report(Parts()), example_record().taken_at), False),
        (b"PK\x03\x04 and no archive", False),
        (GOOD, False),
    ],
    ids=["one", "matrix", "text", "empty", "word", "excel", "damaged", "json"],
)
def test_only_an_archive_of_ours_is_one(data: bytes, *, expected: bool) -> None:
    assert is_bundle(data) is expected


def test_a_broken_part_is_reported_by_name_and_the_others_are_read() -> None:
    pack = read_bundle(packed({"bad.json": GOOD[:-9], "good.json": GOOD}), "all.zip")
    bad, good = (reading for _, reading in pack.readings)
    assert [each.place.file for each in bad.problems] == ["bad.json"]
    assert good.record == example_record()


def damaged(files: Mapping[str, bytes], *names: str) -> bytes:
    """Return an archive in which the contents of some files no longer match their checksum."""
    data = bytearray(packed(files, zipfile.ZIP_STORED))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        places = [archive.getinfo(each).header_offset + 30 + len(each) for each in names]
    for at in places:
        data[at] ^= 1
    return bytes(data)


@pytest.mark.parametrize("bad", ["mine/a.json", "mine/b.json", "mine/c.json"])
def test_a_part_that_is_damaged_takes_no_other_with_it(bad: str) -> None:
    files = dict.fromkeys(["mine/a.json", "mine/b.json", "mine/c.json"], GOOD)
    pack = read_bundle(damaged(files, bad), "all.zip")
    assert [name for name, _ in pack.readings] == ["a.json", "b.json", "c.json"]
    for name, reading in pack.readings:
        if bad.endswith(name):
            (problem,) = reading.problems
            assert (problem.code, problem.place.file) == ("record-damaged", name)
        else:
            assert reading.record == example_record()


def test_a_matrix_with_a_damaged_file_is_left_out_whole_and_said() -> None:
    files = {"a.json": GOOD, "m1/a.yaml": b"matrix: a", "m1/b.yaml": b"title: b"}
    pack = read_bundle(damaged(files | {"m2/c.yaml": b"matrix: c"}, "m1/b.yaml"), "all.zip")
    assert pack.matrices == (("m2", (("c.yaml", b"matrix: c"),)),)
    assert [(name, bool(reading.problems)) for name, reading in pack.readings] == [
        ("a.json", False),
        ("b.yaml", True),
    ]


def test_too_many_assessments_are_refused_in_a_sentence() -> None:
    files = {f"{number}.json": b"{}" for number in range(MOST_RECORDS + 1)}
    ((_, reading),) = read_bundle(packed(files), "all.zip").readings
    (problem,) = reading.problems
    assert str(MOST_RECORDS + 1) in problem.what


@pytest.mark.slow
def test_an_archive_larger_than_any_is_refused_in_a_sentence() -> None:
    data = packed({"a.json": b" " * 61_000_000})
    assert not is_bundle(data)
    ((_, reading),) = read_bundle(data, "all.zip").readings
    assert "larger than any assessment" in reading.problems[0].what


@given(
    at=st.integers(0, len(packed({"a.json": b"{}", "m/a.yaml": b"a"})) - 1),
    to=st.binary(max_size=3),
)
def test_no_damage_crashes_the_reader(at: int, to: bytes) -> None:
    whole = packed({"a.json": b"{}", "m/a.yaml": b"a"})
    data = whole[:at] + to + whole[at + 2 :]
    if is_bundle(data):
        readings = read_bundle(data, "all.zip").readings
        assert all(reading.problems and reading.imported is None for _, reading in readings)
