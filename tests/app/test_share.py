"""Which files the page offers, and what is in them."""

import json
from datetime import date, timedelta
from io import BytesIO

import pytest
from import_export import entries_of, export_file, fill, read_import, write
from page_visit import ANN, APPRENTICE, BEN, Come, Visit, begin, here, put, today, workspace_of
from pypdf import PdfReader
from share_page import NOTE, OFFERED, offered, taken

from components.web import session
from skills.matrix import Matrix
from skills.reports.file_kinds import KINDS, file_name
from skills.reports.report import Extent, Parts
from skills.store import Assessment
from skills.workspace.export import AssessmentFiles, read_state

pytest_plugins = ["share_page"]


def source(visit: Visit, assessment: Assessment, garden: Matrix) -> AssessmentFiles:
    return AssessmentFiles(workspace_of(visit.owner), assessment, garden, here())


def test_without_an_assessment_nothing_is_offered(ann: Visit) -> None:
    ann.open("share")
    assert "Nothing here yet" in ann.text()
    assert not ann.downloads()


def test_somebody_elses_assessment_is_not_found(come: Come, noted: Assessment) -> None:
    ben = come(BEN).open("share", a=noted.id)
    assert "Not found" in ben.text()
    assert not ben.downloads()


def test_every_format_can_be_downloaded_before_anything_is_answered(
    ann: Visit, garden: Matrix
) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    ann.open("share", a=assessment.id)
    assert OFFERED
    for kind in OFFERED:
        assert len(taken(ann, kind)) > 100, kind


def test_every_format_is_offered_under_its_own_name(ann: Visit, noted: Assessment) -> None:
    ann.open("share", a=noted.id)
    names = {each: export_file(ann, each)[0] for each in OFFERED}
    assert names == {each: file_name("My garden", today(), each) for each in OFFERED}
    assert len(set(names.values())) == len(names)
    for kind in OFFERED:
        assert kind in offered(ann)
        assert KINDS[kind].about in ann.text() or kind == "pdf"


def test_what_is_taken_is_what_is_stored_when_it_is_pressed(ann: Visit, noted: Assessment) -> None:
    """Somebody answers in another tab after the buttons were drawn."""
    ann.open("share", a=noted.id)
    put(ann, noted, {"compost.heap": "never"}, tab="third")
    values = {each.item: each.value for each in read_import(taken(ann, "json")).entries}
    assert values["compost.heap"] == "never"
    assert values["compost"] == NOTE


@pytest.mark.parametrize("extent", Extent)
def test_what_it_is_for_reaches_the_file(
    extent: Extent, ann: Visit, noted: Assessment, garden: Matrix
) -> None:
    ann.open("share", a=noted.id).choose("extent", extent)
    html = taken(ann, "html")
    of_each = {
        each: source(ann, noted, garden).file(
            "html", Parts(each, notes=extent.has_notes, answers=extent.has_answers)
        )
        for each in Extent
    }
    assert html == of_each.pop(extent)
    assert html not in of_each.values()


def test_a_page_for_a_cv_is_named_and_described_as_one(ann: Visit, noted: Assessment) -> None:
    session.store().rename(ann.owner, noted.id, "After the refusal")
    ann.open("share", a=noted.id).choose("extent", Extent.cv)
    assert offered(ann)["pdf"].label == "Skill profile (PDF)"
    for kind in OFFERED:
        name, data = export_file(ann, kind)
        assert name.startswith("skill-profile_gardener-apprentice_"), kind
        assert b"After the refusal" not in data, kind
    seen = ann.text()
    assert "To restore your result here, use “Everything”." in seen
    for untrue in ("Can be imported", "fills in notes", "Full result"):
        assert untrue not in seen


def test_the_next_date_is_planned_put_into_a_calendar_and_forgotten(
    ann: Visit, noted: Assessment
) -> None:
    def planned() -> str:
        return session.store().assessment(ann.owner, noted.id).next_on

    ann.open("share", a=noted.id)
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


def test_a_date_that_has_passed_since_can_be_seen_and_moved(ann: Visit, noted: Assessment) -> None:
    session.store().plan_next(ann.owner, noted.id, date(2020, 2, 3))
    ann.open("share", a=noted.id)
    assert ann.at.date_input[0].value == date(2020, 2, 3)
    assert "Planned for 3 February 2020" in ann.text()


def test_a_hostile_title_names_a_harmless_file(ann: Visit, noted: Assessment) -> None:
    session.store().rename(ann.owner, noted.id, '../../<bdo>"x"\r\n.exe ![a](b)')
    ann.open("share", a=noted.id)
    name, data = export_file(ann, "html")
    assert name.replace("gap-report_", "").startswith("bdo-x-exe-a-b_")
    assert b"<bdo>" not in data


def test_the_result_keeps_one_snapshot_once_everything_is_answered(
    ann: Visit, garden: Matrix
) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    put(ann, assessment, {"compost.heap": "fully", "compost.turning": "partly"})
    ann.open("result", a=assessment.id)
    assert session.store().snapshots(ann.owner, assessment.id) == ()
    fill(ann, assessment, garden, option="fully")
    ann.run().run()
    (first,) = session.store().snapshots(ann.owner, assessment.id)
    write(ann, assessment, "answer", "compost.heap", "partly")
    ann.run()
    (second,) = session.store().snapshots(ann.owner, assessment.id)
    assert second.id != first.id
    values = {each.statement: each.option for each in read_state(second).answers}
    assert values["compost.heap"] == "partly"


def test_the_result_leads_to_the_whole_report(ann: Visit, noted: Assessment) -> None:
    ann.open("result", a=noted.id)
    assert not ann.downloads()
    (frame,) = ann.parts('class="rr-go rr-share"')
    assert f'<a class="rr-go rr-share" href="/share?a={noted.id}">Share</a>' in frame
    ann.open("share", a=noted.id)
    assert ann.title == "Share · Readiness Radar"
    assert offered(ann)["pdf"].is_primary
    name, data = export_file(ann, "pdf")
    assert name.endswith(".pdf")
    (attached,) = PdfReader(BytesIO(data)).attachments["assessment.json"]
    values = {(each.kind, each.item): each.value for each in read_import(attached).entries}
    assert values == entries_of(ann.owner, noted)


def test_without_enough_answers_the_result_offers_no_report(ann: Visit, garden: Matrix) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    ann.open("result", a=assessment.id)
    assert not ann.downloads()


def test_the_page_in_a_tab_without_a_cookie_says_so(come: Come) -> None:
    nobody = come(None).open("share")
    assert "one cookie" in nobody.text()
    assert not nobody.downloads()


def test_two_tabs_take_their_own_assessment(
    ann: Visit, come: Come, noted: Assessment, garden: Matrix
) -> None:
    other = begin(ann, garden, "seller.starter")
    one, two = come(ANN).open("share", a=noted.id), come(ANN).open("share", a=other.id)
    ids = [json.loads(taken(each, "json"))["assessment"]["id"] for each in (one, two)]
    assert ids == [noted.id, other.id]
