"""Which matrix an assessment is read with, and which one a file carries."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from cli_support import Place, Run
from report_support import NOW, first_matrix
from store_support import ANA, BEN, workspace_of
from uploaded_matrix_support import GARDEN, NEWER, begin_garden, garden, installing, upload

from skills.importing.detect import read_file
from skills.importing.read_result import ImportedData
from skills.matrix.library import SHIPPED
from skills.sentences.problems import matrix_replaced
from skills.store import Store
from skills.workspace.export import AssessmentFiles
from skills.workspace.matrices import (
    MOST_MATRICES,
    NoMatrix,
    NoMatrixForFile,
    TooManyMatrices,
    available_matrix,
    exact_matrix,
    matrix_by_id,
    matrix_for_import,
    matrix_of,
    newer_matrix,
    require_room,
    store_matrix,
)

pytestmark = pytest.mark.slow

pytest_plugins = ["store_support", "cli_support"]


def test_a_matrix_stored_under_another_fingerprint_is_exported_by_page_and_command(
    place: Place, run: Run
) -> None:
    """An earlier program may have computed another fingerprint of the same text."""
    with closing(place.store()) as store:
        wording = upload(store, ANA, wording="f" * 64)
        made = begin_garden(store, wording=wording)
        workspace = workspace_of(store)
        matrix = matrix_of(workspace, made)
        by_page = AssessmentFiles(workspace, made, matrix, NOW).record().matrix_files
    done = run("export", made.id)
    assert done.code == 0
    by_command = read_file(done.data, "it").imported
    assert by_command is not None
    assert [(each.name, each.text) for each in by_page] == [("garden.yaml", GARDEN)]
    assert by_command.matrix_files == (("garden.yaml", GARDEN),)


def test_the_matrix_of_an_assessment_is_the_one_it_was_answered_with(store: Store) -> None:
    workspace, old = workspace_of(store), upload(store, ANA)
    made = begin_garden(store)
    upload(store, ANA, NEWER)
    assert matrix_of(workspace, made).wording == old
    newer = newer_matrix(workspace, made)
    assert newer is not None
    assert newer.wording == garden(NEWER).wording
    assert newer_matrix(workspace, begin_garden(store, wording=newer.wording)) is None
    by_id = matrix_by_id(workspace, "garden")
    assert by_id is not None
    assert by_id.wording == newer.wording, "the one uploaded last"


def test_a_matrix_of_another_owner_is_not_used(store: Store) -> None:
    wording = upload(store, ANA)
    his = begin_garden(store, BEN)
    theirs = workspace_of(store, BEN)
    assert exact_matrix(theirs, "garden", wording) is None
    assert available_matrix(theirs, his) is None
    assert matrix_by_id(theirs, "garden") is None
    with pytest.raises(NoMatrix, match="Garden"):
        matrix_of(theirs, his)


def test_an_installed_matrix_stands_in_for_a_version_that_is_gone(store: Store) -> None:
    installed, workspace = first_matrix(), workspace_of(store)
    made = store.create_assessment(
        ANA,
        title="Mine",
        matrix_id=installed.id,
        matrix_title=installed.title,
        wording="w" * 64,
        structure=installed.structure,
    )
    assert matrix_of(workspace, made).wording == installed.wording
    assert exact_matrix(workspace, installed.id, "w" * 64) is None


def importing(text: str = GARDEN, *, carries: bool = True) -> ImportedData:
    files = (("garden.yaml", text),) if carries else ()
    return ImportedData(entries=(), matrix_id="garden", matrix_files=files)


def test_a_file_is_imported_with_its_own_matrix_or_any_other_version(store: Store) -> None:
    workspace = workspace_of(store)
    carried = matrix_for_import(workspace, importing())
    assert (carried.matrix.wording, carried.files) == (
        garden().wording,
        (("garden.yaml", GARDEN),),
    )
    with pytest.raises(NoMatrixForFile, match="garden"):
        matrix_for_import(workspace, importing(carries=False))
    upload(store, ANA, NEWER)
    other = matrix_for_import(workspace, importing(carries=False))
    assert (other.matrix.wording, other.files) == (garden(NEWER).wording, ())


def test_a_files_own_matrix_that_cannot_be_read_is_replaced_or_missed_with_its_problem(
    store: Store,
) -> None:
    workspace = workspace_of(store)
    broken = importing(GARDEN.replace("level: 3, why", "level: 9, why"))
    with pytest.raises(NoMatrixForFile, match=r"in garden\.yaml, line 18, column ") as refused:
        matrix_for_import(workspace, broken)
    upload(store, ANA, NEWER)
    other = matrix_for_import(workspace, broken)
    assert (other.matrix.wording, other.files) == (garden(NEWER).wording, ())
    assert other.problem == refused.value.problem
    assert other.problem is not None
    assert matrix_replaced(other.problem).startswith("The file's own matrix can't be read, so ")


def test_an_installed_matrix_or_another_version_is_not_exported(
    store: Store, tmp_path: Path
) -> None:
    (tmp_path / "garden.yaml").write_text(GARDEN)
    library = installing(store, tmp_path / "garden.yaml", *SHIPPED.iterdir()).library
    assert library.texts_of(garden()) == (("garden.yaml", GARDEN),)
    assert library.texts_of(garden(NEWER)) == ()
    assert library.texts_of(first_matrix()) == ()


def test_a_broken_change_of_an_installed_matrix_leaves_its_last_good_texts(
    store: Store, tmp_path: Path
) -> None:
    file = tmp_path / "garden.yaml"
    file.write_text(GARDEN)
    library = installing(store, file).library
    library.load()
    file.write_text("matrix: [")
    assert library.load().problems
    assert library.texts_of(garden()) == (("garden.yaml", GARDEN),)


def test_an_owner_may_upload_a_limited_number_of_matrices(store: Store) -> None:
    workspace = workspace_of(store)
    for number in range(MOST_MATRICES):
        require_room(workspace)
        text = GARDEN.replace("title: Garden", f"title: Garden {number}", 1)
        store_matrix(workspace, garden(text), [("garden.yaml", text)])
    require_room(workspace, 0)
    with pytest.raises(TooManyMatrices):
        require_room(workspace)
