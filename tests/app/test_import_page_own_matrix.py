"""An uploaded matrix is exported with the file, or asked for where that is impossible."""

import json
from pathlib import Path

import pytest
from import_export import (
    confirm_import,
    entries_of,
    file_of,
    fill,
    own_matrix,
    upload,
    upload_matrix,
)
from page_text import bare
from page_visit import APPRENTICE, BEN, Come, Visit, begin, here, workspace_of

from components.web import session
from components.web import workspace as server
from skills.matrix import Matrix
from skills.sentences.review import request_about, request_without_matrix
from skills.workspace import matrices
from skills.workspace.export import files_of
from skills.workspace.review_by_file import request_file
from skills.workspace.reviews import invite


@pytest.fixture
def own(ann: Visit, garden_file: Path) -> tuple[Matrix, str]:
    """Upload a matrix that is not the server's; its text goes with it."""
    text = own_matrix(garden_file)
    return upload_matrix(ann, text), text


@pytest.mark.parametrize("kind", ["json", "pdf"])
def test_an_uploaded_matrix_is_exported_with_the_file(
    kind: str, ann: Visit, own: tuple[Matrix, str]
) -> None:
    mine, text = own
    assessment = begin(ann, mine, APPRENTICE)
    fill(ann, assessment, mine)
    data, values = file_of(ann.owner, assessment, mine, kind), entries_of(ann.owner, assessment)
    session.store().erase_owner(ann.owner)
    upload(ann.open("assessments"), f"it.{kind}", data)
    assert session.store().matrices(ann.owner) == (), "nothing before the press"
    confirm_import(ann)
    (made,) = [each.assessment for each in session.store().assessments(ann.owner)]
    assert entries_of(ann.owner, made) == values
    assert (made.wording, made.structure) == (mine.wording, mine.structure)
    (kept,) = session.store().matrices(ann.owner)
    assert session.store().load_matrix(ann.owner, kept.wording).files == (("mine.yaml", text),)
    ann.press(f"result|{made.id}")
    assert ann.title == "Result · Readiness Radar"


def test_no_matrix_is_included_where_there_is_no_room_for_it(
    ann: Visit, own: tuple[Matrix, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, _ = own
    data = file_of(ann.owner, begin(ann, mine, APPRENTICE), mine)
    session.store().erase_owner(ann.owner)
    monkeypatch.setattr(matrices, "MOST_MATRICES", 0)
    confirm_import(upload(ann.open("assessments"), "it.json", data))
    assert "reached the limit of 0 uploaded matrices" in ann.text()
    assert session.store().assessments(ann.owner) == ()


def test_a_table_for_an_uploaded_matrix_is_imported_once_that_matrix_is_there(
    ann: Visit, own: tuple[Matrix, str]
) -> None:
    mine, text = own
    assessment = begin(ann, mine, APPRENTICE)
    fill(ann, assessment, mine)
    data, values = file_of(ann.owner, assessment, mine, "csv"), entries_of(ann.owner, assessment)
    session.store().erase_owner(ann.owner)
    upload(ann.open("assessments"), "it.csv", data)
    assert "isn't available. Upload it on the start page" in ann.text()
    upload_matrix(ann, text)
    confirm_import(upload(ann.open("assessments"), "it.csv", data))
    (made,) = [each.assessment for each in session.store().assessments(ann.owner)]
    assert entries_of(ann.owner, made) == values


@pytest.fixture
def asked(ann: Visit, garden: Matrix) -> bytes:
    """Return a request for a review with the matrix that is installed at Ann's."""
    assessment = begin(ann, garden, APPRENTICE)
    store = session.store()
    invite(store, ann.owner, assessment.id, "Mo", review_id="review-0001", now=session.now())
    return request_file(
        files_of(workspace_of(ann.owner), assessment.id, here()), "review-0001", "Ann"
    )


def test_a_mentor_elsewhere_rates_with_the_matrix_in_the_request_and_comes_back_to_it(
    asked: bytes, garden: Matrix, come: Come, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SKILLS_MATRICES")
    server.library.clear()
    mo = upload(come(BEN).open("assessments"), "it.json", asked)
    about = request_about("Review for Ann", "Gardener", here().date())
    assert f"**{about}**" in [each.value for each in mo.at.markdown]
    mo.press("start-rating")
    (made,) = [each.assessment for each in session.store().assessments(mo.owner)]
    assert (made.handed_to, made.wording) == ("review-0001", garden.wording)
    assert session.store().load_matrix(mo.owner, garden.wording)
    mo.open("mentor", a=made.id, r="review-0001")
    assert f"Review for Ann · Gardener · {garden.title}" in mo.text()
    assert "Apprentice" not in mo.text()
    upload(mo.open("assessments"), "it.json", asked)
    assert mo.at.button(key="start-rating").label == "Continue rating"
    mo.press("start-rating")
    assert [each.assessment.id for each in session.store().assessments(mo.owner)] == [made.id]


def test_a_mentor_without_the_matrix_sees_what_a_mentor_can_do(
    asked: bytes, garden: Matrix, come: Come, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SKILLS_MATRICES")
    server.library.clear()
    without = json.dumps({**json.loads(asked), "matrix_files": []}).encode()
    mo = upload(come(BEN).open("assessments"), "it.json", without)
    assert request_without_matrix(garden.title) in [bare(each.value) for each in mo.at.error]
    assert "start-rating" not in [each.key for each in mo.at.button]
