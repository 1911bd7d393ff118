"""Import a file on the page, after a preview of what it would change."""

import json
import re

import pytest
from import_export import (
    all_entries,
    choose_target,
    confirm_import,
    entries_of,
    file_of,
    offers_import,
    target_list,
    undo_keys,
    upload,
    uploader,
    with_answers,
)
from mentor_visit import REVIEW, begin_review
from page_visit import APPRENTICE, BEN, Come, Visit, begin, put, stored

from components.web import session
from skills.entries.review_entries import OWNER, item_of
from skills.importing.detect import read_file
from skills.importing.read_result import ReadResult
from skills.matrix import Matrix
from skills.reports.file_kinds import KINDS
from skills.sentences.pages import import_done
from skills.sentences.review_history import HIDDEN
from skills.store import Assessment
from skills.workspace.access import MentorAccess
from skills.workspace.reviews import reveal


@pytest.mark.parametrize("kind", [each for each, known in KINDS.items() if known.can_be_imported])
def test_a_file_of_each_kind_begins_a_new_assessment_after_a_look(
    kind: str, ann: Visit, filled: Assessment, garden: Matrix
) -> None:
    data = file_of(ann.owner, filled, garden, kind)
    values = entries_of(ann.owner, filled)
    session.store().erase(ann.owner, filled.id)
    upload(ann.open("assessments"), f"it.{KINDS[kind].suffix}", data)
    assert f"{len(values)} entries: {len(values)} new." in ann.text()
    assert "I build a heap that gets warm." in ann.text()
    assert all_entries(ann) == {}, "nothing before the press"
    confirm_import(ann)
    (made,) = [each.assessment for each in session.store().assessments(ann.owner)]
    assert entries_of(ann.owner, made) == values
    assert (made.title, made.profile, made.hours) == ("My garden", APPRENTICE, 4)
    assert "Imported as “My garden”." in ann.text()
    assert not offers_import(ann)
    assert uploader(ann).value is None
    ann.press(f"result|{made.id}")
    assert ann.title == "Result · Readiness Radar"


@pytest.mark.parametrize(
    ("prefer", "heap"), [("newer", "fully"), ("file", "never"), ("mine", "fully")]
)
def test_the_preference_decides_in_an_existing_assessment(
    prefer: str, heap: str, ann: Visit, filled: Assessment, garden: Matrix
) -> None:
    data = with_answers(file_of(ann.owner, filled, garden), compost__heap="never")
    put(ann, filled, {"compost.heap": "fully", "compost.turning": "fully"})
    before = entries_of(ann.owner, filled)
    choose_target(upload(ann.open("assessments"), "it.json", data), filled.id)
    assert "2 changed" in ann.text()
    assert entries_of(ann.owner, filled) == before
    confirm_import(ann.choose("prefer", prefer))
    assert stored(ann, filled)["compost.heap"] == heap
    assert stored(ann, filled)["compost.turning"] == ("partly" if prefer == "file" else "fully")
    assert len(session.store().assessments(ann.owner)) == 1


def test_a_file_is_read_once_each_time_the_page_is_drawn(
    ann: Visit, filled: Assessment, garden: Matrix, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads: list[str] = []

    def counted(data: bytes, name: str, matrix: Matrix | None = None) -> ReadResult:
        reads.append(name)
        return read_file(data, name, matrix)

    monkeypatch.setattr("skills.importing.detect.read_file", counted)
    upload(ann.open("assessments"), "it.json", file_of(ann.owner, filled, garden))
    assert reads == ["it.json"]
    choose_target(ann, "@new")
    assert reads == ["it.json"] * 2


def test_the_same_again_is_said_to_be_the_same_and_asks_for_no_preference(
    ann: Visit, filled: Assessment, garden: Matrix
) -> None:
    data = file_of(ann.owner, filled, garden)
    before = all_entries(ann)
    choose_target(upload(ann.open("assessments"), "it.json", data), filled.id)
    assert "entries: " in ann.text()
    assert "unchanged." in ann.text()
    assert not [each for each in ann.at.button_group if each.key == "prefer"]
    confirm_import(ann)
    assert all_entries(ann) == before
    assert import_done("My garden", 0, 0) in ann.text()
    assert undo_keys(ann) == []


def test_known_snapshots_are_not_imported_again(
    ann: Visit, filled: Assessment, garden: Matrix
) -> None:
    ann.open("progress", a=filled.id).press("keep")
    data = file_of(ann.owner, filled, garden)
    for _ in range(2):
        choose_target(upload(ann.open("assessments"), "it.json", data), filled.id)
        assert "1 snapshot: 1 already here." in ann.text()
        confirm_import(ann)
    assert len(session.store().snapshots(ann.owner, filled.id)) == 1


def test_entries_without_a_place_are_reported_and_kept(
    ann: Visit, filled: Assessment, garden: Matrix
) -> None:
    record = json.loads(file_of(ann.owner, filled, garden))
    record["answers"].append({"statement": "gone.long-ago", "option": "partly"})
    record["answers"][0]["option"] = "<b>sometimes</b>"
    upload(ann.open("assessments"), "it.json", json.dumps(record).encode())
    assert "1 entry with no match in this matrix: saved but not counted." in ann.text()
    assert "1 entry with a value this matrix doesn't offer" in ann.text()
    assert "<b>sometimes" not in ann.html()
    confirm_import(ann)
    made = session.store().assessments(ann.owner)[0].assessment
    assert stored(ann, made)["gone.long-ago"] == "partly"
    ann.open("result", a=made.id)
    assert "1 " in ann.text()


@pytest.mark.parametrize("kind", ["json", "csv"])
def test_a_file_is_imported_by_default_into_its_own_assessment(
    kind: str, ann: Visit, filled: Assessment, garden: Matrix
) -> None:
    other = begin(ann, garden, "seller.starter")
    data = file_of(ann.owner, filled, garden, kind)
    upload(ann.open("assessments"), f"it.{kind}", data)
    assert target_list(ann).value == filled.id
    session.store().erase(ann.owner, filled.id)
    upload(ann.open("assessments"), f"again.{kind}", data)
    assert target_list(ann).value == "@new"
    assert other.title in target_list(ann).options


def test_a_preview_shows_no_hidden_rating_and_a_revealed_one_stays(
    ann: Visit, filled: Assessment, garden: Matrix
) -> None:
    begin_review(ann, filled)
    access = MentorAccess(session.store(), ann.owner, filled.id, REVIEW)
    item = item_of(REVIEW, "compost.heap")
    access.save("rating", item, "fully", tab="t", widget_revision=0, operation="rate")
    record = json.loads(file_of(ann.owner, filled, garden))
    record["ratings"][0]["option"] = "mostly"
    data = json.dumps(record).encode()
    choose_target(upload(ann.open("assessments"), "it.json", data), filled.id)
    html = ann.html()
    assert html.count(f'<td class="rr-said">{HIDDEN}</td>') == 2
    assert not re.search(r'<td class="rr-said">(Fully|Mostly)</td>', html)
    before = entries_of(ann.owner, filled)
    reveal(
        session.store(), ann.owner, filled.id, REVIEW, by=OWNER, now=session.now(), operation="show"
    )
    revealed = entries_of(ann.owner, filled)
    assert revealed != before
    choose_target(ann.run(), filled.id)
    assert re.search(r'<td class="rr-said">(Fully|Mostly)</td>', ann.html())
    confirm_import(ann)
    assert entries_of(ann.owner, filled) == revealed


def test_a_file_of_somebody_else_gives_no_way_to_what_is_theirs(
    ann: Visit, come: Come, filled: Assessment, garden: Matrix
) -> None:
    data = file_of(ann.owner, filled, garden)
    assert filled.id.encode() in data
    before = all_entries(ann)
    ben = come(BEN)
    upload(ben.open("assessments"), "hers.json", with_answers(data, compost__heap="never"))
    assert target_list(ben).options == ["A new assessment"]
    confirm_import(ben)
    (his,) = [each.assessment for each in session.store().assessments(ben.owner)]
    assert his.id != filled.id
    ben.open("assess", a=his.id).answer("compost.turning", "fully")
    assert all_entries(ann) == before
    ben.open("result", a=filled.id)
    assert "Not found" in ben.text()
    ben.open("assessments").press(f"delete|{his.id}").press("really-delete")
    assert all_entries(ann) == before


def test_a_resume_fills_notes_and_no_answer(ann: Visit, filled: Assessment) -> None:
    resume = {
        "basics": {"name": "Ann"},
        "skills": [{"name": "Pruning", "level": "Master", "keywords": ["roses"]}],
        "work": [],
    }
    answers = stored(ann, filled)
    upload(ann.open("assessments"), "resume.json", json.dumps(resume).encode())
    choose_target(ann, filled.id)
    assert "A résumé only fills in notes, never answers or levels." in ann.text()
    confirm_import(ann)
    assert stored(ann, filled) == answers
    assert "roses" in entries_of(ann.owner, filled)["note", "pruning"]
