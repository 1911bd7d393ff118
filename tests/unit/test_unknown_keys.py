"""Keys of a newer version are kept, and stay out of every file in which something is left out."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from report_support import NOW, TODAY, first_matrix
from store_support import ANA, workspace_of

from skills.importing.detect import read_file
from skills.records.record import Record
from skills.records.record_parts import RecordPart
from skills.records.review_files import answer_of, is_unchanged, request_of
from skills.records.snapshot import assess_record
from skills.records.to_json import as_json
from skills.reports.build_report import build_report
from skills.reports.report import Extent, Parts
from skills.reports.writers import WRITERS
from skills.store import Store
from skills.workspace.access import MentorAccess, ReadAccess
from skills.workspace.export import AssessmentFiles
from skills.workspace.import_file import import_as_new
from skills.workspace.matrices import MatrixChoice
from skills.workspace.review_by_file import request_file
from skills.workspace.review_log import log_file
from skills.workspace.shared_result import shared_result

pytestmark = pytest.mark.slow

pytest_plugins = ["store_support"]

DATA = Path(__file__).parents[1] / "data" / "records" / "version-1.9.json"
RECORD = Record.model_validate_json(DATA.read_text("utf-8"))
MATRIX = first_matrix()
PLANTED = "said-by-a-newer-version"

WITHHELD = [
    Parts(Extent.mentor, answers=False),
    Parts(Extent.mentor, notes=False),
    Parts(Extent.mentor, notes=False, answers=False),
    Parts(Extent.gaps, answers=False),
    Parts(Extent.whole, notes=False),
    Parts(Extent.cv),
]
"""Reports in which something is left out."""


def planted(value: Any, keys: tuple[str, ...]) -> Any:  # noqa: ANN401 - walks any value
    """Return a part of a record in which every part has unknown keys, at any depth."""
    if isinstance(value, tuple):
        return tuple(planted(each, keys) for each in value)
    if not isinstance(value, RecordPart):
        return value
    found = {each: planted(getattr(value, each), keys) for each in type(value).model_fields}
    unknown = {f"{each}_v2": {PLANTED: [PLANTED]} for each in keys}
    return type(value).model_validate({**found, **unknown})


def parts_in(value: object) -> Iterator[RecordPart]:
    """Yield a part of a record with every part in it."""
    if isinstance(value, RecordPart):
        yield value
        for each in type(value).model_fields:
            yield from parts_in(getattr(value, each))
    for one in value if isinstance(value, tuple) else ():
        yield from parts_in(one)


KEYS = st.lists(
    st.sampled_from(["answers", "self_ratings", "x", "übrig", "model"]), min_size=1, unique=True
).map(tuple)
REVIEWS = st.sampled_from([each.id for each in RECORD.reviews])


def test_keys_are_planted_at_every_level_and_kept_in_ones_own_file() -> None:
    whole = planted(RECORD, ("x",))
    kinds = {type(each) for each in parts_in(whole)}
    assert len(kinds) >= 30
    assert all(each.unknown for each in parts_in(whole))
    assert as_json(whole).count('"x_v2"') == sum(1 for _ in parts_in(whole))
    found = build_report(whole, assess_record(whole, MATRIX), Parts(), today=TODAY)
    assert PLANTED in WRITERS["json"](found, NOW).decode()


@given(KEYS, REVIEWS)
@settings(max_examples=examples(10), deadline=None)
def test_files_for_a_review_by_file_have_no_unknown_key(keys: tuple[str, ...], review: str) -> None:
    whole = planted(RECORD, keys)
    guests = tuple(each.model_copy(update={"guest_of": "theirs"}) for each in whole.reviews)
    copy = whole.model_copy(update={"reviews": guests})
    for found in (request_of(whole, review, "Copy"), answer_of(copy, review)):
        text = as_json(found)
        assert PLANTED not in text
        assert not any(each.unknown for each in parts_in(found))
        assert is_unchanged(Record.model_validate_json(text))


def test_a_request_has_what_is_listed_and_nothing_else() -> None:
    found = request_of(RECORD, RECORD.reviews[0].id, "Copy")
    assert {each for each, value in found if value not in ((), "", None)} == {
        *("format", "format_version", "program_version", "taken_at", "purpose", "checksum"),
        *("assessment", "matrix", "matrix_files", "notes", "reviews"),
    }
    about = found.assessment
    assert (about.title, about.hours, about.next_on) == ("Copy", None, None)
    assert [each.id for each in found.reviews] == [RECORD.reviews[0].id]
    assert any(each.checks for each in RECORD.matrix.skills)
    assert not any(each.checks for each in found.matrix.skills), "reveal which were answered"


@pytest.mark.parametrize("format_", sorted(WRITERS))
@pytest.mark.parametrize("parts", WITHHELD, ids=str)
def test_a_report_in_which_something_is_left_out_has_no_unknown_key(
    parts: Parts, format_: str
) -> None:
    whole = planted(RECORD, ("x",))
    report = build_report(whole, assess_record(whole, MATRIX), parts, today=TODAY)
    assert not any(each.unknown for each in parts_in(report.record))
    assert PLANTED not in readable(WRITERS[format_](report, NOW))


def test_a_report_without_answers_names_nobody_for_a_cohort() -> None:
    assert RECORD.consents
    parts = Parts(Extent.mentor, answers=False)
    found = build_report(RECORD, assess_record(RECORD, MATRIX), parts, today=TODAY).record
    assert (found.answers, found.checks, found.consents, found.history) == ((), (), (), ())
    assert found.result == RECORD.result


def readable(data: bytes) -> str:
    """Return everything that can be read in a file, attachments included."""
    if data.startswith(b"%PDF"):
        reader = PdfReader(BytesIO(data))
        files = b"".join(one for each in reader.attachments.values() for one in each)
        return "".join(each.extract_text() for each in reader.pages) + files.decode()
    if data.startswith(b"PK"):
        with ZipFile(BytesIO(data)) as file:
            return "".join(file.read(each).decode("utf-8", "replace") for each in file.namelist())
    return data.decode()


def test_stored_unknown_keys_come_out_in_ones_own_file_alone(store: Store) -> None:
    read = read_file(as_json(planted(RECORD, ("x",))).encode(), "newer.json")
    assert read.imported is not None, read.problems
    workspace, choice = workspace_of(store, ANA), MatrixChoice(MATRIX)
    made = import_as_new(workspace, read.imported, choice, operation="newer")
    source = AssessmentFiles(workspace, made, MATRIX, NOW)
    assert PLANTED in readable(source.file("json"))
    assert PLANTED not in readable(request_file(source, RECORD.reviews[0].id))
    assert PLANTED not in readable(log_file(source))
    shared = shared_result(workspace, ReadAccess(store, ANA, made.id), NOW)
    for write in WRITERS.values():
        assert PLANTED not in readable(write(shared.report, NOW))
    mentor = MentorAccess(store, ANA, made.id, RECORD.reviews[0].id)
    assert PLANTED not in str(mentor.entries())
