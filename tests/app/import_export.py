"""Export files from the pages and import them again, as one tab of one browser would."""

from __future__ import annotations

import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from page_visit import Visit, begin, here, put, workspace_of
from streamlit.testing.v1.element_tree import FileUploader, Selectbox

from components.web import files, session
from skills.entries.kinds import Kind
from skills.importing.detect import read_file
from skills.importing.read_result import ImportedData
from skills.matrix import Matrix
from skills.matrix.reading import read_texts
from skills.store import Assessment
from skills.workspace.export import AssessmentFiles


def export_file(visit: Visit, kind: str) -> tuple[str, bytes]:
    """Press the last button for a file of this kind; return the file's name and what is in it.

    The server makes it on another thread, where no page is drawn.
    """
    (*_, button) = [each for each in visit.downloads() if each.kind == kind]
    wanted = files.FileRequest(**button.fields)
    with ThreadPoolExecutor(1) as elsewhere:
        made = elsewhere.submit(files.make_file, visit.owner, kind, wanted).result()
    return made.name, made.data


def unpacked(data: bytes) -> Mapping[str, bytes]:
    """Return the files in a ZIP file."""
    with ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {each: archive.read(each) for each in archive.namelist()}


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return a ZIP file with these files."""
    data = BytesIO()
    with ZipFile(data, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def upload(visit: Visit, name: str, data: bytes) -> Visit:
    """Choose a file to import."""
    uploader(visit).set_value((name, data, "application/octet-stream"))
    return visit.run()


def uploader(visit: Visit) -> FileUploader:
    (found,) = [each for each in visit.at.file_uploader if str(each.key).startswith("bring|")]
    return found


def file_of(
    owner: str, assessment: Assessment, garden: Matrix, kind: str = "json", *, later: bool = False
) -> bytes:
    """Return a file of an assessment, made now or an hour later."""
    now = here() + timedelta(hours=later)
    return AssessmentFiles(workspace_of(owner), assessment, garden, now).file(kind)


def own_matrix(garden_file: Path) -> str:
    """Return the text of a matrix that the server does not have."""
    return garden_file.read_text().replace("matrix: garden", "matrix: mine")


def upload_matrix(visit: Visit, text: str, name: str = "mine.yaml") -> Matrix:
    """Upload a matrix on the start page and return it."""
    matrix_uploader(visit.open()).upload(name, text.encode())
    visit.run()
    matrix = read_texts([(name, text.encode())]).matrix
    assert matrix is not None
    return matrix


def matrix_uploader(visit: Visit) -> FileUploader:
    """Return the field for a matrix on the start page."""
    (found,) = [e for e in visit.at.file_uploader if str(e.key).startswith("upload|")]
    return found


def target_list(visit: Visit) -> Selectbox:
    """Return the list of assessments into which a chosen file can be imported."""
    (found,) = [each for each in visit.at.selectbox if str(each.key).startswith("bring-to|")]
    return found


def choose_target(visit: Visit, assessment: str) -> Visit:
    """Choose the assessment into which a file is imported."""
    return visit.select(str(target_list(visit).key), assessment)


def confirm_import(visit: Visit) -> Visit:
    """Press the button that imports the chosen file."""
    (key,) = [str(e.key) for e in visit.at.button if str(e.key).startswith("take-in|")]
    return visit.press(key)


def read_import(data: bytes, name: str = "it.json", matrix: Matrix | None = None) -> ImportedData:
    """Read an exported file, which must have no problems."""
    reading = read_file(data, name, matrix)
    assert reading.imported is not None, reading.problems
    return reading.imported


def fill(visit: Visit, assessment: Assessment, matrix: Matrix, *, option: str = "partly") -> None:
    """Answer every statement of what an assessment aims for."""
    skills = [matrix.skills[each.skill] for each in matrix.profiles[assessment.profile].targets]
    put(visit, assessment, {each.id: option for skill in skills for each in skill.statements})


def begin_filled(visit: Visit, matrix: Matrix, profile: str) -> Assessment:
    """Begin an assessment with an answer to every statement and a note on compost."""
    assessment = begin(visit, matrix, profile, hours=4)
    fill(visit, assessment, matrix)
    write(visit, assessment, "note", "compost", "=1+1 in the shed")
    return assessment


def write(visit: Visit, assessment: Assessment, kind: Kind, item: str, value: str) -> None:
    """Write an entry of any kind into the database past the pages."""
    before = session.store().entries(visit.owner, assessment.id).get((kind, item))
    session.store().save(
        visit.owner,
        assessment.id,
        kind,
        item,
        value,
        tab="another",
        widget_revision=before.widget_revision("another") if before else 0,
        operation=session.operation(),
    )


def entries_of(owner: str, assessment: Assessment) -> dict[tuple[str, str], str]:
    """Return every entry of an assessment, by kind and item."""
    every = session.store().entries(owner, assessment.id)
    return {slot: each.value for slot, each in every.items() if each.value is not None}


def with_answers(data: bytes, **answers: str) -> bytes:
    """Change answers in a JSON file: ``compost__heap="never"``."""
    record = json.loads(data)
    for each in record["answers"]:
        name = each["statement"].replace(".", "__")
        each["option"] = answers.get(name, each["option"])
    return json.dumps(record).encode()


def all_entries(visit: Visit) -> dict[str, dict[tuple[str, str], str]]:
    """Return the entries of every assessment of a browser, by id."""
    every = [each.assessment for each in session.store().assessments(visit.owner)]
    return {each.id: entries_of(visit.owner, each) for each in every}


def offers_import(visit: Visit) -> bool:
    """Return whether the page offers to import a file."""
    return any(str(each.key).startswith("take-in|") for each in visit.at.button)


def undo_keys(visit: Visit) -> list[str]:
    """Return the keys of the buttons that undo an import."""
    return [str(each.key) for each in visit.at.button if str(each.key).startswith("undo|")]
