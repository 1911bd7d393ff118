"""What somebody leaves out of a file is nowhere in it."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from export_support import NOW, SMALL, files_of, filled
from pypdf import PdfReader
from store_support import Clock, new_ids

from skills.importing.detect import read_file
from skills.reports.file_kinds import KINDS
from skills.reports.report import Parts
from skills.store import Entry, Store

pytest_plugins = ["export_support"]


@pytest.mark.parametrize("kind", [each for each in KINDS if each != "calendar"])
def test_notes_left_out_are_in_no_format_and_also_not_in_earlier_dates(
    kind: str, shared: Store
) -> None:
    secret = "Xylophone under the stairs"  # noqa: S105 - a note
    found = filled(shared, SMALL, [Entry("note", "sql", secret, changed_at=NOW)])
    files_of(shared, found, SMALL, NOW - timedelta(days=9)).keep_snapshot()
    source = files_of(shared, found, SMALL)
    assert "Xylophone" not in readable(kind, source.file(kind, Parts(notes=False)))
    if kind != "resume":
        assert "Xylophone" in readable(kind, source.file(kind, Parts()))


def readable(kind: str, data: bytes) -> str:
    """Return every text in a file, unpacked."""
    if kind == "pdf":
        reader = PdfReader(BytesIO(data))
        attached = b"".join(one for many in reader.attachments.values() for one in many)
        return "\n".join(each.extract_text() for each in reader.pages) + attached.decode()
    if kind == "xlsx":
        with ZipFile(BytesIO(data)) as archive:
            return "\n".join(archive.read(each).decode() for each in archive.namelist())
    return data.decode()


@pytest.mark.slow
def test_a_name_is_on_the_report_and_nowhere_in_what_is_stored(tmp_path: Path) -> None:
    file = tmp_path / "named.sqlite3"
    store = Store.open(f"sqlite:///{file}", clock=Clock(), new_id=new_ids())
    found = filled(store, SMALL, [])
    source = files_of(store, found, SMALL)
    source.keep_day()
    for kind in ("html", "markdown", "pdf"):
        assert "Zdenka Quill" in readable(kind, source.file(kind, Parts(name=" Zdenka Quill ")))
    store.close()
    assert b"Quill" not in b"".join(each.read_bytes() for each in tmp_path.iterdir())


@pytest.mark.slow
def test_without_answers_a_pdf_carries_no_data(shared: Store) -> None:
    found = filled(shared, SMALL, [])
    source = files_of(shared, found, SMALL)
    with_data = PdfReader(BytesIO(source.file("pdf")))
    without = PdfReader(BytesIO(source.file("pdf", Parts(answers=False))))
    assert len(with_data.attachments) == 1
    assert len(without.attachments) == 0
    reading = read_file(source.file("pdf", Parts(answers=False)), "it.pdf")
    assert [each.code for each in reading.problems] == ["no-record"]
