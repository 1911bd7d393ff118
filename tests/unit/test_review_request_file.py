"""A file that asks for a review brings the matrix along and leads to one copy."""

from __future__ import annotations

from pathlib import Path

import pytest
from report_support import NOW
from store_support import ANA, BEN, workspace_of
from uploaded_matrix_support import GARDEN, begin_garden, garden, installing, upload

from skills.importing.detect import read_file
from skills.store import Store
from skills.workspace.export import AssessmentFiles
from skills.workspace.import_file import import_as_new
from skills.workspace.matrices import matrix_for_import, matrix_of
from skills.workspace.review_by_file import (
    answer_name,
    copy_for,
    make_copy,
    request_file,
    request_name,
)
from skills.workspace.reviews import invite

pytestmark = pytest.mark.slow

pytest_plugins = ["store_support"]
EXAMPLES = f"""{GARDEN}calibration:
  ada:
    skill: digging
    title: Ada digs
    text: Ada digs shallow beds when somebody helps.
    reference: {{shallow: {{answer: fully, why: She does.}}}}
"""


def test_a_review_request_contains_the_examples(store: Store) -> None:
    upload(store, ANA, EXAMPLES)
    mine = begin_garden(store)
    invite(store, ANA, mine.id, "Mo", review="review-0001", now=NOW)
    source = AssessmentFiles(workspace_of(store), mine, garden(EXAMPLES), NOW)
    asked = read_file(request_file(source, "review-0001"), "request.json").imported
    assert asked is not None
    carried = matrix_for_import(workspace_of(store, BEN), asked).matrix
    assert carried.calibration == garden(EXAMPLES).calibration != ()
    assert carried.wording == garden().wording


def test_a_review_request_contains_an_installed_matrix(store: Store, tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    head, rest = GARDEN.split("roles:")
    for name, text in (("a.yaml", head), ("b.yaml", f"roles:{rest}")):
        (tmp_path / "secret" / name).write_text(f"\ufeff{text}", encoding="utf-8")
    mine = begin_garden(store)
    invite(store, ANA, mine.id, "Mo", review="review-0001", now=NOW)
    workspace = installing(store, tmp_path / "secret")
    source = AssessmentFiles(workspace, mine, matrix_of(workspace, mine), NOW)
    asked = request_file(source, "review-0001")
    assert b"secret" not in asked
    imported = read_file(asked, "request.json").imported
    assert imported is not None
    assert imported.matrix_files == (("a.yaml", head), ("b.yaml", f"roles:{rest}"))
    carried = matrix_for_import(workspace_of(store, BEN), imported)
    assert carried.matrix.wording == source.matrix.wording == mine.wording
    assert carried.files == imported.matrix_files
    assert source.record().matrix_files == (), "only a request needs it"


@pytest.mark.parametrize(
    ("name", "title", "file"),
    [
        ("", "Review for someone else", "review-request_gardener"),
        (" Ann\n Ó’Dea ", "Review for Ann Ó’Dea", "review-request_ann-odea_gardener"),
    ],
)
def test_a_request_and_its_answer_name_the_role_and_whom_the_person_names_and_nothing_else(
    store: Store, name: str, title: str, file: str
) -> None:
    upload(store, ANA)
    mine = begin_garden(store, title="My own business", profile="gardener.second")
    invite(store, ANA, mine.id, "Mo", review="review-0001", now=NOW)
    source = AssessmentFiles(workspace_of(store), mine, garden(), NOW)
    data = request_file(source, "review-0001", name)
    assert b"My own business" not in data
    assert request_name(source, name) == f"{file}_{NOW.date()}.json"
    asked = read_file(data, "request.json").imported
    assert asked is not None
    assert asked.title == title
    theirs = workspace_of(store, BEN)
    choice = matrix_for_import(theirs, asked)
    copy = make_copy(theirs, asked, choice, "review-0001", "operation-0001")
    answer = AssessmentFiles(theirs, copy, choice.matrix, NOW)
    assert answer_name(answer) == f"{file.replace('request', 'answer')}_{NOW.date()}.json"


def test_the_same_request_leads_to_the_copy_that_exists(store: Store) -> None:
    upload(store, ANA)
    mine = begin_garden(store)
    invite(store, ANA, mine.id, "Mo", review="review-0001", now=NOW)
    store.hand_over(ANA, mine.id, "review-0001")
    source = AssessmentFiles(workspace_of(store), mine, garden(), NOW)
    asked = read_file(request_file(source, "review-0001"), "request.json").imported
    assert asked is not None
    theirs = workspace_of(store, BEN)
    assert copy_for(theirs, "review-0001") is None
    made = import_as_new(theirs, asked, matrix_for_import(theirs, asked), operation="r")
    store.keep_for_review(BEN, made.id, "review-0001")
    found = copy_for(theirs, "review-0001")
    assert found is not None
    assert found.id == made.id
    assert copy_for(workspace_of(store), "review-0001") is None, "the person's is no copy"
