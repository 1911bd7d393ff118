import json
import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from carrying import bring, file_of, fill, held, into, places, upload, uploader, write
from review_start import REVIEW, begin_review
from visiting import ANN, BEN, Come, Visit, begin, put, stored, today

from components.web import session
from skills.entries.review_entries import OWNER, item_of
from skills.matrix import Matrix
from skills.reports.file_kinds import KINDS
from skills.sentences.pages import came_from_file, import_done, import_undone
from skills.sentences.review_history import HIDDEN
from skills.store import Assessment
from skills.workspace.access import MentorAccess
from skills.workspace.reviews import reveal

APPRENTICE = "gardener.apprentice"
EVIL = "<img src=x onerror=alert(1)> **b** [l](https://e.example) :material/delete: $x$"


@pytest.fixture
def found(ann: Visit, garden: Matrix) -> Assessment:
    found = begin(ann, garden, APPRENTICE, hours=4)
    fill(ann, found, garden)
    write(ann, found, "note", "compost", "=1+1 in the shed")
    return found


def changed(data: bytes, **answers: str) -> bytes:
    """Change answers in a JSON file: ``compost__heap="never"``."""
    record = json.loads(data)
    for each in record["answers"]:
        name = each["statement"].replace(".", "__")
        each["option"] = answers.get(name, each["option"])
    return json.dumps(record).encode()


def everybodys(visit: Visit) -> dict[str, dict[tuple[str, str], str]]:
    """Return all that is stored for a browser."""
    every = [each.assessment for each in session.store().assessments(visit.owner)]
    return {each.id: held(visit.owner, each) for each in every}


def is_offered(visit: Visit) -> bool:
    return any(str(each.key).startswith("take-in|") for each in visit.at.button)


def undo_keys(visit: Visit) -> list[str]:
    return [str(each.key) for each in visit.at.button if str(each.key).startswith("undo|")]


@pytest.mark.parametrize("kind", [each for each, known in KINDS.items() if known.comes_back])
def test_a_file_of_each_kind_begins_a_new_assessment_after_a_look(
    kind: str, ann: Visit, found: Assessment, garden: Matrix
) -> None:
    data = file_of(ann.owner, found, garden, kind)
    values = held(ann.owner, found)
    session.store().erase(ann.owner, found.id)
    upload(ann.open("assessments"), f"it.{KINDS[kind].suffix}", data)
    assert f"{len(values)} entries: {len(values)} new." in ann.text()
    assert "I build a heap that gets warm." in ann.text()
    assert everybodys(ann) == {}, "nothing before the press"
    bring(ann)
    (made,) = [each.assessment for each in session.store().assessments(ann.owner)]
    assert held(ann.owner, made) == values
    assert (made.title, made.profile, made.hours) == ("My garden", APPRENTICE, 4)
    assert "Imported as “My garden”." in ann.text()
    assert not is_offered(ann)
    assert uploader(ann).value is None
    ann.press(f"result|{made.id}")
    assert ann.title == "Result · Readiness Radar"


@pytest.mark.parametrize(
    ("prefer", "heap"), [("newer", "fully"), ("file", "never"), ("mine", "fully")]
)
def test_into_one_that_is_there_the_preference_decides(
    prefer: str, heap: str, ann: Visit, found: Assessment, garden: Matrix
) -> None:
    data = changed(file_of(ann.owner, found, garden), compost__heap="never")
    put(ann, found, {"compost.heap": "fully", "compost.turning": "fully"})
    before = held(ann.owner, found)
    into(upload(ann.open("assessments"), "it.json", data), found.id)
    assert "2 changed" in ann.text()
    assert held(ann.owner, found) == before
    bring(ann.choose("prefer", prefer))
    assert stored(ann, found)["compost.heap"] == heap
    assert stored(ann, found)["compost.turning"] == ("partly" if prefer == "file" else "fully")
    assert len(session.store().assessments(ann.owner)) == 1


def test_the_same_again_is_said_to_be_the_same_and_asks_for_no_preference(
    ann: Visit, found: Assessment, garden: Matrix
) -> None:
    data = file_of(ann.owner, found, garden)
    before = everybodys(ann)
    into(upload(ann.open("assessments"), "it.json", data), found.id)
    assert "entries: " in ann.text()
    assert "unchanged." in ann.text()
    assert not [each for each in ann.at.button_group if each.key == "prefer"]
    bring(ann)
    assert everybodys(ann) == before
    assert import_done("My garden", 0, 0) in ann.text()
    assert undo_keys(ann) == []


def test_snapshots_that_are_known_come_once(ann: Visit, found: Assessment, garden: Matrix) -> None:
    ann.open("progress", a=found.id).press("keep")
    data = file_of(ann.owner, found, garden)
    for _ in range(2):
        into(upload(ann.open("assessments"), "it.json", data), found.id)
        assert "1 snapshot: 1 already here." in ann.text()
        bring(ann)
    assert len(session.store().snapshots(ann.owner, found.id)) == 1


def test_only_snapshots_may_come_and_can_be_undone(
    ann: Visit, found: Assessment, garden: Matrix
) -> None:
    ann.open("progress", a=found.id).press("keep")
    data = file_of(ann.owner, found, garden)
    (snapshot,) = session.store().snapshots(ann.owner, found.id)
    session.store().forget_snapshot(ann.owner, found.id, snapshot.id)
    bring(into(upload(ann.open("assessments"), "it.json", data), found.id))
    assert import_done("My garden", 0, 1) in ann.text()
    assert came_from_file(0, today()) in ann.text()
    (undo,) = undo_keys(ann)
    ann.press(undo)
    assert session.store().snapshots(ann.owner, found.id) == ()


def test_entries_without_a_place_are_told_and_kept(
    ann: Visit, found: Assessment, garden: Matrix
) -> None:
    record = json.loads(file_of(ann.owner, found, garden))
    record["answers"].append({"statement": "gone.long-ago", "option": "partly"})
    record["answers"][0]["option"] = "<b>sometimes</b>"
    upload(ann.open("assessments"), "it.json", json.dumps(record).encode())
    assert "1 entry with no match in this matrix: saved but not counted." in ann.text()
    assert "1 entry with a value this matrix doesn't offer" in ann.text()
    assert "<b>sometimes" not in ann.html()
    bring(ann)
    made = session.store().assessments(ann.owner)[0].assessment
    assert stored(ann, made)["gone.long-ago"] == "partly"
    ann.open("result", a=made.id)
    assert "1 " in ann.text()


def test_a_file_of_a_matrix_that_is_not_here_says_so_and_how_to_go_on(
    ann: Visit, found: Assessment, garden: Matrix, garden_file: Path
) -> None:
    data = file_of(ann.owner, found, garden)
    data = data.replace(b'"id": "garden"', b'"id": "orchard"', 1)
    data = data.replace(b'"title": "Work in a garden"', b'"title": "Work in an *orchard*"', 1)
    before = everybodys(ann)
    into(upload(ann.open("assessments"), "it.json", data), "@new")
    (error,) = ann.at.error
    assert "“Work in an \\*orchard\\*”" in error.value
    assert "Nothing was changed." in error.value
    assert "Your answers are kept" not in ann.text()
    assert not is_offered(ann)
    into(ann, found.id)
    assert "This file is for a different matrix" in ann.text()
    assert everybodys(ann) == before
    assert garden_file.exists()


def test_a_file_of_which_nothing_fits_is_imported_only_on_a_second_yes(
    ann: Visit, found: Assessment, garden: Matrix
) -> None:
    record = json.loads(file_of(ann.owner, found, garden))
    for each in record["answers"]:
        each["statement"] = f"elsewhere.{each['statement']}"
    for key in ("notes", "checks", "qualifications"):
        record[key] = []
    before = held(ann.owner, found)
    into(upload(ann.open("assessments"), "it.json", json.dumps(record).encode()), found.id)
    assert "Nothing in this file matches the matrix" in ann.text()
    (button,) = [each for each in ann.at.button if str(each.key).startswith("take-in|")]
    assert button.disabled
    (agree,) = [each for each in ann.at.checkbox if str(each.key).startswith("all-the-same|")]
    agree.check()
    bring(ann.run())
    assert held(ann.owner, found).keys() > before.keys()


def zipped(**files: bytes) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/"), data)
    return packed.getvalue()


BROKEN: Mapping[str, tuple[str, bytes]] = {
    "empty": ("it.json", b""),
    "cut off": ("it.json", b'{"format": "readiness-radar-assessment", "answers": ['),
    "other json": ("it.json", b'{"a": 1}'),
    "newer": ("it.json", b'{"format": "readiness-radar-assessment", "format_version": "9.0"}'),
    "list": ("it.json", b"[" * 100_000),
    "twice": ("it.json", b'{"format": "readiness-radar-assessment", "a": 1, "a": 2}'),
    "no pdf": ("it.pdf", b"%PDF-1.7\nnothing"),
    "picture": ("it.pdf", b"\x89PNG\r\n\x1a\n"),
    "zip": ("it.xlsx", zipped(a=b"b")),
    "cut zip": ("it.xlsx", zipped(a=b"b")[:-9]),
    "word": ("it.xlsx", zipped(word__document=b"b")),
    "no columns": ("it.csv", b"a,b\n1,2\n"),
    "columns": ("it.csv", b"kind,id\nanswer,x\n"),
    "quotation": ("it.csv", b'kind,id,value\nanswer,"x,1\n'),
    "kind": ("it.csv", b"kind,id,value\nansver,x,1\n"),
    "latin": ("it.json", '{"basics": {}, "skills": [{"name": "gr\xfc\xdfe"}]}'.encode("latin-1")),
    "bytes": ("it.csv", bytes(range(256))),
    "resume": ("it.json", b'{"basics": {}, "skills": [{"name": "Composting"}], "work": []}'),
    "matrix": ("it.csv", b"matrix: garden\nareas:\n  x: 1\n"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_told_in_sentences_and_changes_nothing(
    name: str, ann: Visit, found: Assessment
) -> None:
    before = everybodys(ann)
    upload(ann.open("assessments"), *BROKEN[name])
    (told,) = ann.parts('role="alert"')
    assert re.search(r"This file can&#39;t be imported: [1-9] problems?(?: and|\.)", told)
    assert BROKEN[name][0] in told
    assert "Nothing was changed." in ann.text()
    assert not is_offered(ann)
    assert everybodys(ann) == before
    assert found.id in before


def test_a_hostile_file_shows_everything_literally(
    ann: Visit, found: Assessment, garden: Matrix
) -> None:
    text = file_of(ann.owner, found, garden).decode()
    record = json.loads(text)
    record["assessment"]["title"] = EVIL
    record["notes"][0]["text"] = EVIL
    record["answers"].append({"statement": EVIL, "option": EVIL})
    for each in record["matrix"]["skills"]:
        each["title"] = EVIL
    record["matrix"]["title"] = EVIL
    data = json.dumps(record).encode()
    upload(ann.open("assessments"), f"{EVIL[:30]}.json", data)
    assert EVIL in ann.text()
    assert "<img" not in ann.html()
    into(ann, found.id)
    assert f"Title in the file: {EVIL}" in ann.text()
    assert "<img" not in ann.html()
    bring(into(ann, "@new"))
    assert f"Imported as “{EVIL}”." in ann.text()
    assert "<img" not in ann.html()
    assert not [each for each in ann.markdown() if re.search(r"[^\\]\]\(https|[^\\]<img", each)]


def test_a_hostile_name_of_a_file_is_literal(ann: Visit, found: Assessment) -> None:
    upload(ann.open("assessments"), "<img src=x>.json", b"{")
    assert "<img src=x>.json" in ann.text()
    assert "<img" not in ann.html()
    assert found.title in ann.text()


@pytest.mark.parametrize("kind", ["json", "csv"])
def test_a_file_goes_by_default_where_it_came_from_so_that_no_twin_comes_about(
    kind: str, ann: Visit, found: Assessment, garden: Matrix
) -> None:
    other = begin(ann, garden, "seller.starter")
    data = file_of(ann.owner, found, garden, kind)
    upload(ann.open("assessments"), f"it.{kind}", data)
    assert places(ann).value == found.id
    session.store().erase(ann.owner, found.id)
    upload(ann.open("assessments"), f"again.{kind}", data)
    assert places(ann).value == "@new"
    assert other.title in places(ann).options


def test_a_preview_shows_no_hidden_rating_and_a_revealed_one_stays(
    ann: Visit, found: Assessment, garden: Matrix
) -> None:
    begin_review(ann, found)
    access = MentorAccess(session.store(), ann.owner, found.id, REVIEW)
    item = item_of(REVIEW, "compost.heap")
    access.save("rating", item, "fully", tab="t", drawn=0, operation="rate")
    record = json.loads(file_of(ann.owner, found, garden))
    record["ratings"][0]["option"] = "mostly"
    data = json.dumps(record).encode()
    into(upload(ann.open("assessments"), "it.json", data), found.id)
    told = ann.html()
    assert told.count(f'<td class="rr-said">{HIDDEN}</td>') == 2
    assert not re.search(r'<td class="rr-said">(Fully|Mostly)</td>', told)
    before = held(ann.owner, found)
    reveal(
        session.store(), ann.owner, found.id, REVIEW, by=OWNER, now=session.now(), operation="show"
    )
    revealed = held(ann.owner, found)
    assert revealed != before
    into(ann.run(), found.id)
    assert re.search(r'<td class="rr-said">(Fully|Mostly)</td>', ann.html())
    bring(ann)
    assert held(ann.owner, found) == revealed


def test_undo_gives_back_what_was_there(ann: Visit, found: Assessment, garden: Matrix) -> None:
    data = changed(file_of(ann.owner, found, garden), compost__heap="never")
    write(ann, found, "note", "compost", "Mine")
    before = held(ann.owner, found)
    into(upload(ann.open("assessments"), "it.json", data), found.id)
    bring(ann.choose("prefer", "file"))
    assert held(ann.owner, found) != before
    assert came_from_file(2, today()) in ann.text()
    (undo,) = undo_keys(ann)
    ann.press(undo)
    assert import_undone(2, 0) in ann.text()
    assert held(ann.owner, found) == before
    assert undo_keys(ann) == []


def test_undo_after_later_clicks_leaves_them_and_says_so(
    ann: Visit, come: Come, found: Assessment, garden: Matrix
) -> None:
    answers = {"compost__heap": "never", "compost__turning": "never"}
    data = changed(file_of(ann.owner, found, garden), **answers)
    into(upload(ann.open("assessments"), "it.json", data), found.id)
    bring(ann.choose("prefer", "file"))
    other = come(ANN).open("assess", a=found.id)
    assert other.control("answer|compost.heap|").value == "never"
    other.answer("compost.heap", "fully")
    (undo,) = undo_keys(ann)
    ann.run().press(undo)
    assert import_undone(1, 1) in ann.text()
    assert stored(ann, found)["compost.heap"] == "fully"
    assert stored(ann, found)["compost.turning"] == "partly"
    other.run()
    assert other.control("answer|compost.turning|").value == "partly"


def test_a_file_of_somebody_else_gives_no_way_to_what_is_theirs(
    ann: Visit, come: Come, found: Assessment, garden: Matrix
) -> None:
    data = file_of(ann.owner, found, garden)
    assert found.id.encode() in data
    before = everybodys(ann)
    ben = come(BEN)
    upload(ben.open("assessments"), "hers.json", changed(data, compost__heap="never"))
    assert places(ben).options == ["A new assessment"]
    bring(ben)
    (his,) = [each.assessment for each in session.store().assessments(ben.owner)]
    assert his.id != found.id
    ben.open("assess", a=his.id).answer("compost.turning", "fully")
    assert everybodys(ann) == before
    ben.open("result", a=found.id)
    assert "Not found" in ben.text()
    ben.open("assessments").press(f"delete|{his.id}").press("really-delete")
    assert everybodys(ann) == before


def test_a_second_click_brings_nothing_a_second_time(
    ann: Visit, found: Assessment, garden: Matrix, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run of the first click is stopped right after it has stored."""
    data = file_of(ann.owner, found, garden)
    into(upload(ann.open("assessments"), "it.json", data), "@new")
    with monkeypatch.context() as stopped:
        stopped.setattr(session, "flash", _stop)
        bring(ann)
    assert len(session.store().assessments(ann.owner)) == 2
    assert is_offered(ann)
    bring(ann)
    assert len(session.store().assessments(ann.owner)) == 2
    assert "Imported as “My garden”." in ann.text()


def _stop(_sentence: str) -> None:
    import streamlit as st  # noqa: PLC0415 - stops the script as a newer click does

    st.stop()


def test_the_same_file_may_be_brought_in_twice_on_purpose(
    ann: Visit, found: Assessment, garden: Matrix
) -> None:
    data = file_of(ann.owner, found, garden)
    for count in (2, 3):
        bring(into(upload(ann.open("assessments"), "it.json", data), "@new"))
        assert len(session.store().assessments(ann.owner)) == count


def test_a_resume_fills_notes_and_no_answer(ann: Visit, found: Assessment) -> None:
    resume = {
        "basics": {"name": "Ann"},
        "skills": [{"name": "Pruning", "level": "Master", "keywords": ["roses"]}],
        "work": [],
    }
    answers = stored(ann, found)
    upload(ann.open("assessments"), "resume.json", json.dumps(resume).encode())
    into(ann, found.id)
    assert "A résumé only fills in notes, never answers or levels." in ann.text()
    bring(ann)
    assert stored(ann, found) == answers
    assert "roses" in held(ann.owner, found)["note", "pruning"]


def test_an_assessment_deleted_in_another_tab_meanwhile_is_not_found_and_nothing_is_made(
    ann: Visit, found: Assessment, garden: Matrix
) -> None:
    data = changed(file_of(ann.owner, found, garden), compost__heap="never")
    into(upload(ann.open("assessments"), "it.json", data), found.id)
    session.store().erase(ann.owner, found.id)
    bring(ann)
    assert everybodys(ann) == {}
    assert not ann.at.exception
