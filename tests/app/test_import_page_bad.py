"""Files that are broken, hostile or of another matrix change nothing on the page."""

import json
import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from import_export import (
    all_entries,
    choose_target,
    confirm_import,
    entries_of,
    file_of,
    offers_import,
    upload,
)
from page_visit import Visit

from skills.matrix import Matrix
from skills.store import Assessment

EVIL = "<img src=x onerror=alert(1)> **b** [l](https://e.example) :material/delete: $x$"


def test_a_file_of_a_matrix_that_is_not_here_says_so_and_how_to_go_on(
    ann: Visit, filled: Assessment, garden: Matrix, garden_file: Path
) -> None:
    data = file_of(ann.owner, filled, garden)
    data = data.replace(b'"id": "garden"', b'"id": "orchard"', 1)
    data = data.replace(b'"title": "Work in a garden"', b'"title": "Work in an *orchard*"', 1)
    before = all_entries(ann)
    choose_target(upload(ann.open("assessments"), "it.json", data), "@new")
    (error,) = ann.at.error
    assert "“Work in an \\*orchard\\*”" in error.value
    assert "Nothing was changed." in error.value
    assert "Your answers are kept" not in ann.text()
    assert not offers_import(ann)
    choose_target(ann, filled.id)
    assert "This file is for a different matrix" in ann.text()
    assert all_entries(ann) == before
    assert garden_file.exists()


def test_a_file_of_which_nothing_fits_is_imported_only_on_a_second_yes(
    ann: Visit, filled: Assessment, garden: Matrix
) -> None:
    record = json.loads(file_of(ann.owner, filled, garden))
    for each in record["answers"]:
        each["statement"] = f"elsewhere.{each['statement']}"
    for key in ("notes", "checks", "qualifications"):
        record[key] = []
    before = entries_of(ann.owner, filled)
    choose_target(
        upload(ann.open("assessments"), "it.json", json.dumps(record).encode()), filled.id
    )
    assert "Nothing in this file matches the matrix" in ann.text()
    (button,) = [each for each in ann.at.button if str(each.key).startswith("take-in|")]
    assert button.disabled
    (agree,) = [each for each in ann.at.checkbox if str(each.key).startswith("all-the-same|")]
    agree.check()
    confirm_import(ann.run())
    assert entries_of(ann.owner, filled).keys() > before.keys()


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
def test_a_broken_file_is_explained_in_sentences_and_changes_nothing(
    name: str, ann: Visit, filled: Assessment
) -> None:
    before = all_entries(ann)
    upload(ann.open("assessments"), *BROKEN[name])
    (alert,) = ann.parts('role="alert"')
    assert re.search(r"This file can&#39;t be imported: [1-9] problems?(?: and|\.)", alert)
    assert BROKEN[name][0] in alert
    assert "Nothing was changed." in ann.text()
    assert not offers_import(ann)
    assert all_entries(ann) == before
    assert filled.id in before


def test_a_hostile_file_shows_everything_literally(
    ann: Visit, filled: Assessment, garden: Matrix
) -> None:
    text = file_of(ann.owner, filled, garden).decode()
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
    choose_target(ann, filled.id)
    assert f"Title in the file: {EVIL}" in ann.text()
    assert "<img" not in ann.html()
    confirm_import(choose_target(ann, "@new"))
    assert f"Imported as “{EVIL}”." in ann.text()
    assert "<img" not in ann.html()
    assert not [each for each in ann.markdown() if re.search(r"[^\\]\]\(https|[^\\]<img", each)]


def test_a_hostile_file_name_is_shown_literally(ann: Visit, filled: Assessment) -> None:
    upload(ann.open("assessments"), "<img src=x>.json", b"{")
    assert "<img src=x>.json" in ann.text()
    assert "<img" not in ann.html()
    assert filled.title in ann.text()
