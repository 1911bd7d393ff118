"""Undo an import; a second click or a second import does no harm."""

import pytest
from import_export import (
    all_entries,
    choose_target,
    confirm_import,
    entries_of,
    file_of,
    offers_import,
    undo_keys,
    upload,
    with_answers,
    write,
)
from page_visit import ANN, Come, Visit, stored, today

from components.web import session, tab_state
from skills.matrix import Matrix
from skills.sentences.pages import came_from_file, import_done, import_undone
from skills.store import Assessment


def test_a_file_of_snapshots_alone_is_imported_and_can_be_undone(
    ann: Visit, filled: Assessment, garden: Matrix
) -> None:
    ann.open("progress", a=filled.id).press("keep")
    data = file_of(ann.owner, filled, garden)
    (snapshot,) = session.store().snapshots(ann.owner, filled.id)
    session.store().forget_snapshot(ann.owner, filled.id, snapshot.id)
    confirm_import(choose_target(upload(ann.open("assessments"), "it.json", data), filled.id))
    assert import_done("My garden", 0, 1) in ann.text()
    assert came_from_file(0, today()) in ann.text()
    (undo,) = undo_keys(ann)
    ann.press(undo)
    assert session.store().snapshots(ann.owner, filled.id) == ()


def test_undo_gives_back_what_was_there(ann: Visit, filled: Assessment, garden: Matrix) -> None:
    data = with_answers(file_of(ann.owner, filled, garden), compost__heap="never")
    write(ann, filled, "note", "compost", "Mine")
    before = entries_of(ann.owner, filled)
    choose_target(upload(ann.open("assessments"), "it.json", data), filled.id)
    confirm_import(ann.choose("prefer", "file"))
    assert entries_of(ann.owner, filled) != before
    assert came_from_file(2, today()) in ann.text()
    (undo,) = undo_keys(ann)
    ann.press(undo)
    assert import_undone(2, 0) in ann.text()
    assert entries_of(ann.owner, filled) == before
    assert undo_keys(ann) == []


def test_undo_after_later_clicks_leaves_them_and_says_so(
    ann: Visit, come: Come, filled: Assessment, garden: Matrix
) -> None:
    answers = {"compost__heap": "never", "compost__turning": "never"}
    data = with_answers(file_of(ann.owner, filled, garden), **answers)
    choose_target(upload(ann.open("assessments"), "it.json", data), filled.id)
    confirm_import(ann.choose("prefer", "file"))
    other = come(ANN).open("assess", a=filled.id)
    assert other.control("answer|compost.heap|").value == "never"
    other.answer("compost.heap", "fully")
    (undo,) = undo_keys(ann)
    ann.run().press(undo)
    assert import_undone(1, 1) in ann.text()
    assert stored(ann, filled)["compost.heap"] == "fully"
    assert stored(ann, filled)["compost.turning"] == "partly"
    other.run()
    assert other.control("answer|compost.turning|").value == "partly"


def test_a_second_click_imports_nothing_again(
    ann: Visit, filled: Assessment, garden: Matrix, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run of the first click is stopped right after it has stored."""
    data = file_of(ann.owner, filled, garden)
    choose_target(upload(ann.open("assessments"), "it.json", data), "@new")
    with monkeypatch.context() as stopped:
        stopped.setattr(tab_state, "flash", _stop)
        confirm_import(ann)
    assert len(session.store().assessments(ann.owner)) == 2
    assert offers_import(ann)
    confirm_import(ann)
    assert len(session.store().assessments(ann.owner)) == 2
    assert "Imported as “My garden”." in ann.text()


def _stop(_sentence: str) -> None:
    import streamlit as st  # noqa: PLC0415 - stops the script as a newer click does

    st.stop()


def test_the_same_file_may_be_imported_twice_on_purpose(
    ann: Visit, filled: Assessment, garden: Matrix
) -> None:
    data = file_of(ann.owner, filled, garden)
    for count in (2, 3):
        confirm_import(choose_target(upload(ann.open("assessments"), "it.json", data), "@new"))
        assert len(session.store().assessments(ann.owner)) == count


def test_an_assessment_deleted_in_another_tab_meanwhile_is_not_found_and_nothing_is_made(
    ann: Visit, filled: Assessment, garden: Matrix
) -> None:
    data = with_answers(file_of(ann.owner, filled, garden), compost__heap="never")
    choose_target(upload(ann.open("assessments"), "it.json", data), filled.id)
    session.store().erase(ann.owner, filled.id)
    confirm_import(ann)
    assert all_entries(ann) == {}
    assert not ann.at.exception
