"""An uploaded matrix: fixed, chosen, and visible to its owner only."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from import_export import export_file, matrix_uploader, upload_matrix
from page_visit import BEN, MASTER, Come, Visit
from start_page import choose, the_assessment

from components.transfer import own_matrix
from components.web import session, workspace
from skills.matrix.reading import Reading, read_texts
from skills.matrix.starter import STARTER_NAME
from skills.questionnaire.questions import next_statement
from skills.sentences.pages import loaded
from skills.workspace import matrices


def test_a_broken_uploaded_matrix_is_explained_as_the_reader_does(
    ann: Visit, garden_file: Path
) -> None:
    text = garden_file.read_text().replace("compost: {level: 2,", "compots: {level: 9,", 1)
    text = text.replace("title: Soil and plants", "titel: <b>Soil</b> & plants", 1)
    problems = read_texts([("mine.yaml", text.encode())]).problems
    assert len(problems) > 2
    matrix_uploader(ann.open()).upload("mine.yaml", text.encode())
    ann.run()
    seen = ann.text()
    for each in problems:
        assert plain_words(each.what) in seen
        assert plain_words(f"Fix: {each.fix}") in seen
        assert f"mine.yaml:{each.place.line}:{each.place.column}" in seen
        assert plain_words(each.source_line) in seen
    assert "No matrix was loaded." in seen
    assert session.store().matrices(ann.owner) == ()
    ann.press("start")
    assert the_assessment(ann).matrix_id != "mine"


def plain_words(text: str) -> str:
    return " ".join(text.split())


def test_an_uploaded_matrix_can_be_chosen_and_started_by_its_owner_only(
    ann: Visit, come: Come, garden_file: Path
) -> None:
    text = garden_file.read_text().replace("matrix: garden", "matrix: mine")
    text = text.replace("title: Work in a garden", "title: My *own* garden")
    matrix = read_texts([("mine.yaml", text.encode())]).matrix
    assert matrix is not None
    matrix_uploader(ann.open()).upload("mine.yaml", text.encode())
    ann.run()
    assert loaded("My *own* garden") in ann.text()
    choose(ann, matrix, MASTER)
    ann.press("start")
    assessment = the_assessment(ann)
    assert (assessment.matrix_id, assessment.wording) == (matrix.id, matrix.wording)
    first = next_statement(matrix.skills["compost"], {})
    assert first is not None
    assert ann.asked() == [first.id]
    theirs = come(BEN).open()
    assert not [each for each in theirs.at.selectbox if each.key == "matrix"]
    theirs.press("start")
    assert the_assessment(theirs).matrix_id == "garden"


def test_a_starter_can_be_downloaded(ann: Visit) -> None:
    name, data = export_file(ann.open(), "starter")
    assert name == STARTER_NAME
    assert read_texts([(name, data)]).matrix is not None


def test_a_matrix_in_several_files_is_read_as_one(ann: Visit, garden_file: Path) -> None:
    head, people = garden_file.read_text().split("  people:\n", 1)
    people, rest = people.split("roles:\n", 1)
    uploader = matrix_uploader(ann.open())
    uploader.upload("head.yaml", f"{head}roles:\n{rest}".replace("garden", "two", 1).encode())
    uploader.upload("people.yml", f"areas:\n  people:\n{people}".encode())
    ann.run()
    assert ann.at.success
    (kept,) = session.store().matrices(ann.owner)
    assert kept.matrix_id == "two"


def test_two_versions_of_an_uploaded_matrix_can_both_be_chosen(
    ann: Visit, garden_file: Path
) -> None:
    """Who forgets to change the version has two matrices that look the same."""
    texts = [
        garden_file.read_text().replace("matrix: garden", "matrix: mine").replace("Never", word)
        for word in ("Not at all", "Not in the least")
    ]
    wordings = []
    ann.open()
    for text in texts:
        matrix = read_texts([("mine.yaml", text.encode())]).matrix
        assert matrix is not None
        session.store().save_matrix(
            ann.owner,
            matrix_id=matrix.id,
            title=matrix.title,
            wording=matrix.wording,
            files=[("mine.yaml", text)],
        )
        wordings.append(matrix.wording)
    for wording in wordings:
        ann.open().select("matrix", wording).press("start")
    begun = {each.assessment.wording for each in session.store().assessments(ann.owner)}
    assert begun == set(wordings)


def mine(garden_file: Path, title: str = "My garden") -> str:
    text = garden_file.read_text().replace("matrix: garden", "matrix: mine")
    return text.replace("title: Work in a garden", f"title: {title}")


def test_an_upload_is_read_once_and_never_again(
    ann: Visit, garden_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A matrix of 5,000 skills takes a second to read, and every click is a run."""
    reads: list[object] = []

    def reading(texts: Sequence[tuple[str, bytes]]) -> Reading:
        reads.append(texts)
        return read_texts(texts)

    monkeypatch.setattr(own_matrix, "read_texts", reading)
    monkeypatch.setattr(matrices, "read_texts", reading)
    matrix_uploader(ann.open()).upload("mine.yaml", mine(garden_file).encode())
    ann.run()
    ann.run()
    ann.press("start")
    ann.open()
    assert len(reads) == 1


def test_the_start_page_reads_only_the_chosen_uploaded_matrix(
    ann: Visit, garden_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wordings = []
    for number in range(3):
        text = mine(garden_file, f"Garden {number}")
        wordings.append(upload_matrix(ann, text).wording)
    workspace._remembered.clear()
    reads: list[object] = []

    def reading(texts: Sequence[tuple[str, bytes]]) -> Reading:
        reads.append(texts)
        return read_texts(texts)

    monkeypatch.setattr(matrices, "read_texts", reading)
    ann.open()
    assert len(reads) == 1
    ann.select("matrix", wordings[0])
    assert len(reads) == 2


def chosen_matrix(visit: Visit) -> object:
    (found,) = [each for each in visit.at.selectbox if each.key == "matrix"]
    return found.value


def test_a_fixed_matrix_can_be_uploaded_again(ann: Visit, garden_file: Path) -> None:
    text = mine(garden_file)
    matrix_uploader(ann.open()).upload("mine.yaml", text.replace("roles:", "rolls:").encode())
    ann.run()
    assert "No matrix was loaded." in ann.text()
    assert "rolls" in ann.text()
    matrix_uploader(ann).upload("mine (1).yaml", text.encode())
    ann.run()
    matrix = read_texts([("mine.yaml", text.encode())]).matrix
    assert matrix is not None
    assert chosen_matrix(ann) == matrix.wording
    assert "rolls" not in ann.text()
    assert [each.value for each in ann.at.success] == [loaded("My garden")]
    ann.press("start")
    assert the_assessment(ann).wording == matrix.wording


def test_one_fixed_file_replaces_its_broken_version(ann: Visit, garden_file: Path) -> None:
    head, rest = mine(garden_file).split("roles:\n", 1)
    uploader = matrix_uploader(ann.open())
    uploader.upload("head.yaml", head.encode())
    uploader.upload("roles.yaml", f"rolls:\n{rest}".encode())
    ann.run()
    assert not ann.at.success
    matrix_uploader(ann).upload("roles.yaml", f"roles:\n{rest}".encode())
    ann.run()
    assert ann.at.success
    (kept,) = session.store().matrices(ann.owner)
    assert len(session.store().load_matrix(ann.owner, kept.wording).files) == 2


def test_the_problems_of_an_upload_are_gone_with_the_page(ann: Visit) -> None:
    matrix_uploader(ann.open()).upload("mine.yaml", b"matrix: mine")
    ann.run()
    assert "No matrix was loaded." in ann.text()
    ann.open("assessments")
    assert "No matrix was loaded." not in ann.open().text()


def test_an_uploaded_matrix_that_can_no_longer_be_read_is_reported(ann: Visit) -> None:
    session.store().save_matrix(
        ann.owner, matrix_id="old", title="Old", wording="w", files=[("old.yaml", "x: 1")]
    )
    ann.open().select("matrix", "w")
    assert [each.value for each in ann.at.warning] == [
        "This matrix can't be read any more. Upload it again."
    ]
