import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from import_export import (
    confirm_import,
    entries_of,
    export_file,
    fill,
    own_matrix,
    packed,
    read_import,
    unpacked,
    upload,
    upload_matrix,
    write,
)
from page_text import bare
from page_visit import APPRENTICE, BEN, Come, Visit, begin, keys, workspace_of

from components.web import session
from skills.matrix import Matrix
from skills.sentences.pages import archive_done, archive_holds, erasure_warning, no_matrix_for
from skills.sentences.problems import no_matrix_for_file
from skills.store import Assessment
from skills.workspace.matrices import uploaded_matrix

NOTE = "In the shed behind the lindens"
FIRST, SECOND = "among-hornbeams", "among-larches"


@pytest.fixture
def both(ann: Visit, garden: Matrix) -> list[Assessment]:
    """Begin two assessments of equal titles, each with a note of its own."""
    both = [begin(ann, garden, each) for each in (APPRENTICE, "seller.starter")]
    for found, place in zip(both, (FIRST, SECOND), strict=True):
        fill(ann, found, garden)
        write(ann, found, "note", "compost", f"{NOTE}, {place}")
    return both


def dump(tmp_path: Path) -> str:
    database = tmp_path / "data" / "skills.sqlite3"
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return "\n".join(connection.iterdump())


def traces(tmp_path: Path, *texts: str) -> list[str]:
    """Return which of these texts are in any file of the data folder."""
    files = [each for each in (tmp_path / "data").rglob("*") if each.is_file()]
    return [each for each in texts if any(each.encode() in file.read_bytes() for file in files)]


def test_nothing_is_offered_to_somebody_who_has_nothing(ann: Visit) -> None:
    ann.open("assessments")
    assert "erase-all" not in keys(ann)
    assert not ann.downloads()


def test_an_assessment_is_exported_as_json_and_imported_again(ann: Visit, garden: Matrix) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    fill(ann, assessment, garden)
    ann.open("assessments")
    assert [each.label for each in ann.downloads()] == ["Export (JSON)"]
    name, data = export_file(ann, "json")
    assert name.endswith(".json")
    assert {(each.kind, each.item): each.value for each in read_import(data).entries} == entries_of(
        ann.owner, assessment
    )


def test_everything_can_be_exported_erased_and_each_file_imported(
    ann: Visit, both: list[Assessment]
) -> None:
    before = [entries_of(ann.owner, each) for each in both]
    ann.open("assessments")
    assert [each.label for each in ann.downloads()] == ["Export everything (ZIP)"]
    name, data = export_file(ann, "everything")
    assert name.endswith(".zip")
    files = unpacked(data)
    assert len(files) == 2
    ann.press("erase-all").press("really-erase")
    assert session.store().assessments(ann.owner) == ()
    for each, content in files.items():
        confirm_import(upload(ann.open("assessments"), each, content))
    back = [each.assessment for each in session.store().assessments(ann.owner)]
    values = [entries_of(ann.owner, each) for each in back]
    assert sorted(map(str, map(sorted, values))) == sorted(map(str, map(sorted, before)))
    assert {each.profile for each in back} == {each.profile for each in both}


def test_the_archive_imports_everything_at_once(ann: Visit, both: list[Assessment]) -> None:
    before = [entries_of(ann.owner, each) for each in both]
    _, data = export_file(ann.open("assessments"), "everything")
    ann.press("erase-all")
    assert erasure_warning(2, 0) in ann.text()
    ann.press("keep|really-erase")
    assert len(session.store().assessments(ann.owner)) == 2
    ann.press("erase-all").press("really-erase")
    upload(ann.open("assessments"), "all.zip", data)
    assert session.store().assessments(ann.owner) == (), "nothing before the press"
    assert ann.at.button(key="take-in|pack").label == f"Import {archive_holds(2, 0)}"
    ann.press("take-in|pack")
    assert archive_done(2, 0) in ann.text()
    back = [each.assessment for each in session.store().assessments(ann.owner)]
    values = [entries_of(ann.owner, each) for each in back]
    assert sorted(map(str, map(sorted, values))) == sorted(map(str, map(sorted, before)))


def test_broken_parts_of_an_archive_are_reported_and_the_rest_is_imported(
    ann: Visit, both: list[Assessment]
) -> None:
    _, data = export_file(ann.open("assessments"), "everything")
    ann.press("erase-all").press("really-erase")
    good, broken = unpacked(data).values()
    assert len(both) == 2
    files = {"good.json": good, "cut.json": broken[:-100], "<b>evil.json": b"{}", "me.txt": b"?"}
    upload(ann.open("assessments"), "all.zip", packed(files))
    assert ann.at.button(key="take-in|pack").label == f"Import {archive_holds(1, 0)}"
    assert "<b>evil.json" not in ann.html()
    ann.press("take-in|pack")
    assert len(session.store().assessments(ann.owner)) == 1


def test_uploaded_matrices_are_exported_and_imported(ann: Visit, garden_file: Path) -> None:
    text = own_matrix(garden_file)
    mine = upload_matrix(ann, text, "../my own.yaml")
    assessment = begin(ann, mine, APPRENTICE)
    fill(ann, assessment, mine)
    name, data = export_file(ann.open("assessments"), "everything")
    assert name.endswith(".zip")
    files = unpacked(data)
    (matrix,) = [each for each in files if each.startswith("matrix_01/")]
    assert ".." not in matrix
    assert files[matrix].decode() == text
    ann.press("erase-all")
    assert erasure_warning(1, 1) in ann.text()
    ann.press("really-erase")
    assert session.store().matrices(ann.owner) == ()
    assert uploaded_matrix(workspace_of(ann.owner), mine.wording) is None, (
        "nor in the memory of the server"
    )
    upload(ann.open("assessments"), "all.zip", data).press("take-in|pack")
    (kept,) = session.store().matrices(ann.owner)
    assert (kept.matrix_id, kept.wording) == ("mine", mine.wording)
    (made,) = [each.assessment for each in session.store().assessments(ann.owner)]
    assert made.matrix_id == "mine"


def damage(data: bytes) -> bytes:
    """Return an export in which every text of the person's own matrix has a mistake in it."""
    broken = data.replace(b"targets:", b"goals:")
    assert broken != data
    return broken


@pytest.mark.parametrize("is_in_assessment", [False, True], ids=["folder-alone", "assessment-too"])
def test_an_unreadable_uploaded_matrix_is_named_and_the_rest_is_imported(
    ann: Visit, garden: Matrix, garden_file: Path, *, is_in_assessment: bool
) -> None:
    begin(ann, garden, APPRENTICE)
    mine = upload_matrix(ann, own_matrix(garden_file))
    fill(ann, begin(ann, mine, APPRENTICE), mine)
    files = unpacked(export_file(ann.open("assessments"), "everything")[1])
    ann.press("erase-all").press("really-erase")
    damaged = {
        name: damage(data)
        if name.endswith("yaml") or (is_in_assessment and json.loads(data)["matrix_files"])
        else data
        for name, data in files.items()
    }
    upload(ann.open("assessments"), "all.zip", packed(damaged))
    (place,) = [each for each in files if each.endswith("mine.yaml")]
    warned = [bare(each.value) for each in ann.at.warning]
    (said,) = [each for each in warned if f"The matrix in {place} can't be read" in each]
    assert 'line 66, column 7: profile "apprentice" has no "targets"' in said
    assert 'Fix: add "targets:"' in said
    assert "Then upload the matrix on the start page." in said
    assert ("The copy in the file can't be read" in " ".join(warned)) is is_in_assessment
    ann.press("take-in|pack")
    assert archive_done(2 - is_in_assessment, 0, 1) in ann.text()
    back = {each.assessment.matrix_id for each in session.store().assessments(ann.owner)}
    assert back == {"garden"} if is_in_assessment else {"garden", "mine"}


def test_an_export_that_fails_says_so(
    ann: Visit, both: list[Assessment], garden_file: Path
) -> None:
    text = garden_file.read_text()
    garden_file.write_text(text.replace("matrix: garden", "matrix: orchard"))
    ann.open().open("assessments")
    assert ann.text().count(no_matrix_for("My garden")) == 2
    assert not ann.downloads()
    assert [each.title for each in both] == ["My garden"] * 2


def test_erasing_asks_first_and_offers_to_export_everything(
    ann: Visit, both: list[Assessment]
) -> None:
    ann.open("assessments").press("erase-all")
    assert erasure_warning(2, 0) in ann.text()
    assert len(session.store().assessments(ann.owner)) == len(both)
    _, data = export_file(ann, "everything")
    assert len(unpacked(data)) == 2


def test_erasing_leaves_nothing_but_tombstones_and_no_other_browser_is_touched(
    ann: Visit, come: Come, garden: Matrix, both: list[Assessment], tmp_path: Path
) -> None:
    ben = come(BEN)
    his = begin(ben, garden, APPRENTICE)
    fill(ben, his, garden)
    write(ben, his, "note", "compost", "Among the cedars")
    ann.open("progress", a=both[0].id).press("keep")
    before = entries_of(ben.owner, his)
    assert traces(tmp_path, FIRST, SECOND) == [FIRST, SECOND]
    ann.open("assessments").press("erase-all").press("really-erase")
    assert "All your data has been erased." in ann.text()
    assert "None yet." in ann.text()
    everything = dump(tmp_path)
    for each in (ann.owner, both[0].id, both[1].id, FIRST, SECOND):
        assert each not in everything
    assert traces(tmp_path, ann.owner, both[0].id, both[1].id, FIRST, SECOND) == []
    database = tmp_path / "data" / "skills.sqlite3"
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        (stones,) = connection.execute("SELECT count(*) FROM erased").fetchone()
    assert stones >= 2
    assert entries_of(ben.owner, his) == before
    ben.open("assessments")
    assert f"open|{his.id}" in keys(ben)


def test_after_erasing_the_tab_begins_anew(ann: Visit, both: list[Assessment]) -> None:
    ann.open("assess", a=both[0].id).open("assessments")
    ann.press("erase-all").press("really-erase")
    assert "a" not in ann.at.query_params
    ann.open("share")
    assert "Nothing here yet" in ann.text()


def test_another_tab_of_the_same_browser_is_reported(
    ann: Visit, come: Come, both: list[Assessment]
) -> None:
    other = come(ann.cookie).open("progress", a=both[0].id)
    ann.open("assessments").press("erase-all").press("really-erase")
    other.run()
    assert "Not found" in other.text()


def test_an_assessment_can_be_exported_before_it_is_deleted(
    ann: Visit, both: list[Assessment]
) -> None:
    found = both[1]
    ann.open("assessments").press(f"delete|{found.id}")
    _, data = export_file(ann, "json")
    assert json.loads(data)["assessment"]["id"] == found.id
    ann.press("really-delete")
    assert [each.assessment.id for each in session.store().assessments(ann.owner)] == [both[0].id]


def test_a_matrix_alone_can_be_exported_and_erased(ann: Visit, garden_file: Path) -> None:
    text = garden_file.read_text()
    session.store().save_matrix(
        ann.owner, matrix_id="plot", title="Plot", wording="w" * 64, files=[("plot.yaml", text)]
    )
    ann.open("assessments")
    files = unpacked(export_file(ann, "everything")[1])
    assert [name.rpartition("/")[2] for name in files] == ["plot.yaml"]
    ann.press("erase-all").press("really-erase")
    assert session.store().matrices(ann.owner) == ()
    assert "erase-all" not in keys(ann)


def test_an_assessment_of_an_unknown_matrix_is_refused_without_a_choice_there_is_not(
    ann: Visit, both: list[Assessment]
) -> None:
    _, data = export_file(ann.open("assessments"), "everything")
    assert len(both) == 2
    record = json.loads(next(iter(unpacked(data).values())))
    record["assessment"]["matrix"] = record["matrix"]["id"] = "gone"
    record |= {"matrix_files": []}
    upload(ann.open("assessments"), "all.zip", packed({"it.json": json.dumps(record).encode()}))
    title = record["matrix"]["title"]
    assert no_matrix_for_file(title, None, can_choose=False) in ann.text()
