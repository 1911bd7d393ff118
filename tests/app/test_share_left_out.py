"""What others get to see of notes, answers and the name, and what is left out."""

import json
import sqlite3
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest
from import_export import export_file
from mentor_visit import FIRST, begin_review, rate, show_both
from page_visit import Visit
from pypdf import PdfReader
from share_page import NOTE, offered, taken

from components.web import session
from skills.reports.report import Extent
from skills.sentences.cohorts import NAME_REFUSED
from skills.sentences.share import HIDDEN_INCLUDED
from skills.store import Assessment

pytest_plugins = ["share_page"]


@pytest.mark.parametrize("switch", ["with-notes", "with-answers|whole"])
def test_notes_and_answers_are_left_out_on_request(
    switch: str, ann: Visit, noted: Assessment
) -> None:
    ann.open("share", a=noted.id)
    assert "Can be imported here." in ann.text()
    ann.click(ann.at.toggle(key=switch).set_value(False))
    record = json.loads(taken(ann, "json"))
    pdf = PdfReader(BytesIO(taken(ann, "pdf")))
    if switch == "with-notes":
        assert record["notes"] == []
        assert record["answers"]
        assert NOTE not in json.dumps(record)
        (attached,) = pdf.attachments["assessment.json"]
        assert NOTE.encode() not in attached
    else:
        assert record["answers"] == []
        assert record["notes"]
        assert not pdf.attachments
        assert "no file can restore your result" in ann.text()
        assert "Can be imported here." not in ann.text()


def test_a_page_for_a_cv_carries_neither_notes_nor_answers_and_forgets_no_choice(
    ann: Visit, noted: Assessment
) -> None:
    ann.open("share", a=noted.id).click(ann.at.toggle(key="with-notes").set_value(False))
    ann.choose("extent", Extent.cv)
    assert not ann.at.toggle
    record = json.loads(taken(ann, "json"))
    assert (record["answers"], record["notes"]) == ([], [])
    assert not PdfReader(BytesIO(taken(ann, "pdf"))).attachments
    ann.run().choose("extent", Extent.whole)
    assert [each.value for each in ann.at.toggle] == [False, True]
    record = json.loads(taken(ann, "json"))
    assert record["answers"]
    assert record["notes"] == []


@pytest.mark.parametrize(
    ("extent", "names"),
    [
        (Extent.mentor, ("Report for a mentor (PDF)", "mentor-report_")),
        (Extent.gaps, ("Gap report (PDF)", "gap-report_")),
    ],
)
def test_answers_go_to_others_once_they_are_switched_on(
    extent: Extent, names: tuple[str, str], ann: Visit, noted: Assessment
) -> None:
    label, begins = names
    key = f"with-answers|{extent.value}"
    ann.open("share", a=noted.id).choose("extent", extent)
    assert offered(ann)["pdf"].label == label
    assert export_file(ann, "pdf")[0].startswith(begins)
    assert ann.at.toggle(key=key).value is False
    assert not PdfReader(BytesIO(taken(ann, "pdf"))).attachments
    assert "Without your answers, no file can restore your result here" in ann.text()
    ann.click(ann.at.toggle(key=key).set_value(True))
    assert PdfReader(BytesIO(taken(ann, "pdf"))).attachments
    assert json.loads(taken(ann, "json"))["answers"]
    assert "you can import this file here again" in ann.text()
    ann.choose("extent", Extent.cv).choose("extent", extent)
    assert ann.at.toggle(key=key).value is True


def test_a_name_is_on_the_report_and_stored_nowhere(
    ann: Visit, noted: Assessment, tmp_path: Path
) -> None:
    ann.open("share", a=noted.id)
    ann.click(ann.at.text_input(key="name-on-report").set_value("Zdenka <b>Quill"))
    assert b"Zdenka &lt;b&gt;Quill" in taken(ann, "html")
    text = PdfReader(BytesIO(taken(ann, "pdf"))).pages[0].extract_text()
    assert "Zdenka <b>Quill" in " ".join(text.split())
    assert json.loads(taken(ann, "resume"))["basics"] == {"name": "Zdenka <b>Quill"}
    assert "Quill" not in export_file(ann, "pdf")[0]
    ann.open("progress").press("keep")
    database = tmp_path / "data" / "skills.sqlite3"
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        assert "Quill" not in "\n".join(connection.iterdump())
    files = [each for each in database.parent.rglob("*") if each.is_file()]
    assert not [each for each in files if b"Quill" in each.read_bytes()]


NAME = "Name to show in a cohort"


def agree(visit: Visit, name: str) -> Visit:
    """Type a name by which to be shown in a cohort, and confirm it."""
    (field,) = [each for each in visit.at.text_input if each.label == NAME]
    field.set_value(name)
    (button,) = [e for e in visit.at.button if str(e.key).startswith("FormSubmitter:consent")]
    return visit.click(button.click())


def consents(visit: Visit, assessment: Assessment) -> dict[str, str | None]:
    entries = session.store().entries(visit.owner, assessment.id, kind="consent")
    return {item: each.value for (_, item), each in entries.items()}


def test_a_name_for_a_cohort_is_stored_changed_and_removed(ann: Visit, noted: Assessment) -> None:
    ann.open("share", a=noted.id)
    agree(ann, "  Ann  ")
    assert consents(ann, noted) == {"cohort": "Ann"}
    agree(ann, "Anna")
    assert consents(ann, noted) == {"cohort": "Anna"}
    agree(ann, "")
    assert consents(ann, noted) == {"cohort": None}


def test_a_name_that_cannot_be_shown_is_refused(ann: Visit, noted: Assessment) -> None:
    ann.open("share", a=noted.id)
    agree(ann, "Ann\u202e")
    assert NAME_REFUSED in "".join(each.value for each in ann.at.error)
    assert consents(ann, noted) == {}


def test_data_with_ratings_that_are_hidden_says_so(ann: Visit, noted: Assessment) -> None:
    begin_review(ann, noted)
    assert HIDDEN_INCLUDED not in ann.open("share", a=noted.id).text()
    rate(ann, noted, {FIRST: "fully"})
    assert HIDDEN_INCLUDED in ann.open("share", a=noted.id).text()
    (answers,) = (each for each in ann.at.toggle if each.label == "Include every answer")
    answers.set_value(False)
    assert HIDDEN_INCLUDED not in ann.run().text()
    ann.open("review", a=noted.id)
    show_both(ann, noted)
    assert HIDDEN_INCLUDED not in ann.open("share", a=noted.id).text()
