import json
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from import_export import entries_of, export_file, fill, read_import, write
from pypdf import PdfReader
from review_start import FIRST, begin_review, rate, show_both
from visiting import (
    ANN,
    APPRENTICE,
    BEN,
    Come,
    Download,
    Visit,
    begin,
    here,
    put,
    today,
    workspace_of,
)

from components.web import session
from skills.matrix import Matrix
from skills.reports.file_kinds import KINDS, file_name
from skills.reports.report import Extent, Parts
from skills.sentences.cohorts import NAME_REFUSED
from skills.sentences.share import HIDDEN_INCLUDED
from skills.store import Assessment
from skills.workspace.export import AssessmentFiles, read_state

NOTE = "In the shed behind the lindens"
OFFERED = tuple(each for each in KINDS if each != "calendar")


@pytest.fixture
def found(ann: Visit, garden: Matrix) -> Assessment:
    """Begin an assessment with answers, a note and a credential."""
    found = begin(ann, garden, APPRENTICE, hours=4)
    fill(ann, found, garden)
    write(ann, found, "note", "compost", NOTE)
    return found


def source(visit: Visit, found: Assessment, garden: Matrix) -> AssessmentFiles:
    return AssessmentFiles(workspace_of(visit.owner), found, garden, here())


def offered(visit: Visit) -> dict[str, Download]:
    return {each.kind: each for each in visit.downloads()}


def taken(visit: Visit, kind: str) -> bytes:
    return export_file(visit, kind)[1]


def test_without_an_assessment_nothing_is_offered(ann: Visit) -> None:
    ann.open("share")
    assert "Nothing here yet" in ann.text()
    assert not ann.downloads()


def test_somebody_elses_assessment_is_not_found(come: Come, found: Assessment) -> None:
    ben = come(BEN).open("share", a=found.id)
    assert "Not found" in ben.text()
    assert not ben.downloads()


def test_before_anything_is_answered_every_format_can_be_taken(ann: Visit, garden: Matrix) -> None:
    found = begin(ann, garden, APPRENTICE)
    ann.open("share", a=found.id)
    assert OFFERED
    for kind in OFFERED:
        assert len(taken(ann, kind)) > 100, kind


def test_every_format_is_offered_under_its_own_name(ann: Visit, found: Assessment) -> None:
    ann.open("share", a=found.id)
    names = {each: export_file(ann, each)[0] for each in OFFERED}
    assert names == {each: file_name("My garden", today(), each) for each in OFFERED}
    assert len(set(names.values())) == len(names)
    for kind in OFFERED:
        assert kind in offered(ann)
        assert KINDS[kind].about in ann.text() or kind == "pdf"


def test_what_is_taken_is_what_is_stored_when_it_is_pressed(ann: Visit, found: Assessment) -> None:
    """Somebody answers in another tab after the buttons were drawn."""
    ann.open("share", a=found.id)
    put(ann, found, {"compost.heap": "never"}, tab="third")
    values = {each.item: each.value for each in read_import(taken(ann, "json")).entries}
    assert values["compost.heap"] == "never"
    assert values["compost"] == NOTE


@pytest.mark.parametrize("extent", Extent)
def test_what_it_is_for_reaches_the_file(
    extent: Extent, ann: Visit, found: Assessment, garden: Matrix
) -> None:
    ann.open("share", a=found.id).choose("extent", extent)
    html = taken(ann, "html")
    of_each = {
        each: source(ann, found, garden).file(
            "html", Parts(each, notes=extent.has_notes, answers=extent.has_answers)
        )
        for each in Extent
    }
    assert html == of_each.pop(extent)
    assert html not in of_each.values()


@pytest.mark.parametrize("switch", ["with-notes", "with-answers|whole"])
def test_notes_and_answers_are_left_out_on_request(
    switch: str, ann: Visit, found: Assessment
) -> None:
    ann.open("share", a=found.id)
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
    ann: Visit, found: Assessment
) -> None:
    ann.open("share", a=found.id).click(ann.at.toggle(key="with-notes").set_value(False))
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


def test_a_page_for_a_cv_is_named_and_told_as_what_it_is(ann: Visit, found: Assessment) -> None:
    session.store().rename(ann.owner, found.id, "After the refusal")
    ann.open("share", a=found.id).choose("extent", Extent.cv)
    assert offered(ann)["pdf"].label == "Skill profile (PDF)"
    for kind in OFFERED:
        name, data = export_file(ann, kind)
        assert name.startswith("skill-profile_gardener-apprentice_"), kind
        assert b"After the refusal" not in data, kind
    told = ann.text()
    assert "To restore your result here, use “Everything”." in told
    for untrue in ("Can be imported", "fills in notes", "Full result"):
        assert untrue not in told


@pytest.mark.parametrize(
    ("extent", "names"),
    [
        (Extent.mentor, ("Report for a mentor (PDF)", "mentor-report_")),
        (Extent.gaps, ("Gap report (PDF)", "gap-report_")),
    ],
)
def test_answers_go_to_others_once_they_are_switched_on(
    extent: Extent, names: tuple[str, str], ann: Visit, found: Assessment
) -> None:
    label, begins = names
    key = f"with-answers|{extent.value}"
    ann.open("share", a=found.id).choose("extent", extent)
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
    ann: Visit, found: Assessment, tmp_path: Path
) -> None:
    ann.open("share", a=found.id)
    ann.click(ann.at.text_input(key="name-on-report").set_value("Zdenka <b>Quill"))
    assert b"Zdenka &lt;b&gt;Quill" in taken(ann, "html")
    text = PdfReader(BytesIO(taken(ann, "pdf"))).pages[0].extract_text()
    assert "Zdenka <b>Quill" in " ".join(text.split())
    assert json.loads(taken(ann, "resume"))["basics"] == {"name": "Zdenka <b>Quill"}
    assert "Quill" not in export_file(ann, "pdf")[0]
    ann.follow("progress").press("keep")
    database = tmp_path / "data" / "skills.sqlite3"
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        assert "Quill" not in "\n".join(connection.iterdump())
    files = [each for each in database.parent.rglob("*") if each.is_file()]
    assert not [each for each in files if b"Quill" in each.read_bytes()]


def test_the_next_date_is_planned_put_into_a_calendar_and_forgotten(
    ann: Visit, found: Assessment
) -> None:
    def planned() -> str:
        return session.store().assessment(ann.owner, found.id).next_on

    ann.open("share", a=found.id)
    assert ann.at.date_input[0].value == today() + timedelta(days=91)
    assert "calendar" not in offered(ann)
    day = today() + timedelta(days=30)
    ann.click(ann.at.date_input[0].set_value(day))
    assert planned() == ""
    ann.press("plan-next")
    assert planned() == day.isoformat()
    assert ann.at.date_input[0].value == day
    calendar = taken(ann, "calendar").decode()
    assert f"DTSTART;VALUE=DATE:{day:%Y%m%d}" in calendar
    assert json.loads(taken(ann, "json"))["assessment"]["next_on"] == day.isoformat()
    ann.press("forget-next")
    assert planned() == ""
    assert "calendar" not in offered(ann)


def test_a_date_that_has_passed_since_can_be_seen_and_moved(ann: Visit, found: Assessment) -> None:
    session.store().plan_next(ann.owner, found.id, date(2020, 2, 3))
    ann.open("share", a=found.id)
    assert ann.at.date_input[0].value == date(2020, 2, 3)
    assert "Planned for 3 February 2020" in ann.text()


def test_a_hostile_title_names_a_harmless_file(ann: Visit, found: Assessment) -> None:
    session.store().rename(ann.owner, found.id, '../../<bdo>"x"\r\n.exe ![a](b)')
    ann.open("share", a=found.id)
    name, data = export_file(ann, "html")
    assert name.replace("gap-report_", "").startswith("bdo-x-exe-a-b_")
    assert b"<bdo>" not in data


def test_the_result_keeps_one_snapshot_once_everything_is_answered(
    ann: Visit, garden: Matrix
) -> None:
    found = begin(ann, garden, APPRENTICE)
    put(ann, found, {"compost.heap": "fully", "compost.turning": "partly"})
    ann.open("result", a=found.id)
    assert session.store().snapshots(ann.owner, found.id) == ()
    fill(ann, found, garden, option="fully")
    ann.run().run()
    (first,) = session.store().snapshots(ann.owner, found.id)
    write(ann, found, "answer", "compost.heap", "partly")
    ann.run()
    (second,) = session.store().snapshots(ann.owner, found.id)
    assert second.id != first.id
    values = {each.statement: each.option for each in read_state(second).answers}
    assert values["compost.heap"] == "partly"


def test_the_result_leads_to_the_whole_report(ann: Visit, found: Assessment) -> None:
    ann.open("result", a=found.id)
    assert not ann.downloads()
    (frame,) = ann.parts('class="rr-go rr-share"')
    assert f'<a class="rr-go rr-share" href="/share?a={found.id}">Share</a>' in frame
    ann.open("share", a=found.id)
    assert ann.title == "Share · Readiness Radar"
    assert offered(ann)["pdf"].is_primary
    name, data = export_file(ann, "pdf")
    assert name.endswith(".pdf")
    (attached,) = PdfReader(BytesIO(data)).attachments["assessment.json"]
    values = {(each.kind, each.item): each.value for each in read_import(attached).entries}
    assert values == entries_of(ann.owner, found)


def test_without_enough_answers_the_result_offers_no_report(ann: Visit, garden: Matrix) -> None:
    found = begin(ann, garden, APPRENTICE)
    ann.open("result", a=found.id)
    assert not ann.downloads()


def test_the_page_in_a_tab_without_a_cookie_says_so(come: Come) -> None:
    nobody = come(None).open("share")
    assert "one cookie" in nobody.text()
    assert not nobody.downloads()


def test_two_tabs_take_their_own_assessment(
    ann: Visit, come: Come, found: Assessment, garden: Matrix
) -> None:
    other = begin(ann, garden, "seller.starter")
    one, two = come(ANN).open("share", a=found.id), come(ANN).open("share", a=other.id)
    ids = [json.loads(taken(each, "json"))["assessment"]["id"] for each in (one, two)]
    assert ids == [found.id, other.id]


NAME = "Name to show in a cohort"


def agree(visit: Visit, name: str) -> Visit:
    """Type a name by which to be shown in a cohort, and confirm it."""
    (field,) = [each for each in visit.at.text_input if each.label == NAME]
    field.set_value(name)
    (button,) = [e for e in visit.at.button if str(e.key).startswith("FormSubmitter:consent")]
    return visit.click(button.click())


def consents(visit: Visit, found: Assessment) -> dict[str, str | None]:
    entries = session.store().entries(visit.owner, found.id, kind="consent")
    return {item: each.value for (_, item), each in entries.items()}


def test_a_name_for_a_cohort_is_stored_changed_and_taken_back(
    ann: Visit, found: Assessment
) -> None:
    ann.open("share", a=found.id)
    agree(ann, "  Ann  ")
    assert consents(ann, found) == {"cohort": "Ann"}
    agree(ann, "Anna")
    assert consents(ann, found) == {"cohort": "Anna"}
    agree(ann, "")
    assert consents(ann, found) == {"cohort": None}


def test_a_name_that_cannot_be_shown_is_refused(ann: Visit, found: Assessment) -> None:
    ann.open("share", a=found.id)
    agree(ann, "Ann\u202e")
    assert NAME_REFUSED in "".join(each.value for each in ann.at.error)
    assert consents(ann, found) == {}


def test_data_with_ratings_that_are_hidden_says_so(ann: Visit, found: Assessment) -> None:
    begin_review(ann, found)
    assert HIDDEN_INCLUDED not in ann.open("share", a=found.id).text()
    rate(ann, found, {FIRST: "fully"})
    assert HIDDEN_INCLUDED in ann.open("share", a=found.id).text()
    (answers,) = (each for each in ann.at.toggle if each.label == "Include every answer")
    answers.set_value(False)
    assert HIDDEN_INCLUDED not in ann.run().text()
    ann.open("review", a=found.id)
    show_both(ann, found)
    assert HIDDEN_INCLUDED not in ann.open("share", a=found.id).text()
