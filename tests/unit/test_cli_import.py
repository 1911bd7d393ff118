"""Import files by command, and undo an import."""

from __future__ import annotations

import json
import re
from contextlib import closing
from pathlib import Path
from zipfile import ZipFile

import pytest
from cli_support import BACK, OTHER, Place, Run, begin, entered, made_by, record_of
from report_support import MINE
from store_support import ANA, BEN

pytestmark = pytest.mark.slow
pytest_plugins = ["cli_support"]


def test_a_bundle_is_imported_whole_and_broken_files_are_reported(
    place: Place, run: Run, tmp_path: Path
) -> None:
    before = [record_of(run, each) for each in (place.first, place.second)]
    names = [f"{each.assessment.id}.json" for each in before]
    file, other = tmp_path / "all.zip", begin(place.store(), "Another").id
    with ZipFile(file, "w") as archive:
        archive.writestr("broken.json", '{"format": "readiness-radar-assessment"')
        for name, each in zip(names, before, strict=True):
            archive.writestr(name, each.model_dump_json(by_alias=True))
    for each in (place.first, place.second):
        assert run("erase", each, "--yes").code == 0
    looked = run("import", file, "--dry-run", "--person", other)
    assert looked.out.count("Nothing was changed.") == 2
    done = run("import", file, "--person", other)
    assert done.code == 1
    assert "broken.json" in done.out
    assert "not valid JSON" in done.error
    made = re.findall(r"Imported as assessment (\S+)\.\n", done.out)
    assert [entered(record_of(run, each)) for each in made] == [entered(each) for each in before]


@pytest.mark.parametrize("more", [(), ("--dry-run",)], ids=["import", "dry-run"])
def test_an_unreadable_matrix_in_a_bundle_is_named_and_the_others_are_imported(
    more: tuple[str, ...], place: Place, run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "all.zip"
    with ZipFile(file, "w") as archive:
        archive.writestr("matrix_01/mine.yaml", OTHER.replace("targets: {s: 1}", "targets: {s: 9}"))
        archive.writestr("matrix_02/mine.yaml", OTHER)
    done = run("import", file, "--person", place.first, *more)
    assert done.code == 1
    assert done.error.startswith(
        "The matrix in matrix_01/mine.yaml can't be read, so it's left out: line 4, column "
    )
    assert done.error.endswith("Then upload the matrix on the start page.\n")
    with closing(place.store()) as store:
        kept = [each.title for each in store.matrices(ANA)]
    assert kept == ([] if more else ["Other"])


def test_an_assessment_whose_own_matrix_cannot_be_read_is_refused_with_the_reason(
    place: Place, run: Run, tmp_path: Path
) -> None:
    record = json.loads(run("export", place.first).data)
    text = OTHER.replace("targets: {s: 1}", "targets: {s: 9}")
    record["assessment"]["matrix"] = record["matrix"]["id"] = "other"
    record["matrix_files"] = [{"name": "mine.yaml", "text": text}]
    file = tmp_path / "it.json"
    file.write_text(json.dumps(record))
    done = run("import", file, "--person", place.first)
    assert done.code != 0
    assert "The copy in the file can't be read: in mine.yaml, line 4, column " in done.error


@pytest.mark.parametrize("target", ["new", "into"])
def test_a_dry_run_changes_nothing(target: str, place: Place, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "out.json"
    run("export", place.first, "-o", file)
    before = place.dump()
    more = ["--into", place.second] if target == "into" else []
    done = run("import", file, "--dry-run", *more)
    assert done.code == 0
    assert done.out.endswith("Nothing was changed.\n")
    assert " entries: " in done.out
    assert place.dump() == before


@pytest.mark.parametrize("kind", BACK)
def test_importing_known_entries_changes_nothing(
    kind: str, place: Place, run: Run, tmp_path: Path
) -> None:
    file = tmp_path / f"out.{kind}"
    run("export", place.first, "-o", file)
    before = entered(record_of(run, place.first))
    done = run("import", file, "--into", place.first)
    # What was imported before would be taken back by an undo, as this import did nothing.
    assert done.out.endswith("Entries changed: 0.\n")
    assert entered(record_of(run, place.first)) == before


def test_an_import_into_another_assessment_can_be_undone(
    place: Place, run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "out.json"
    run("export", place.first, "-o", file)
    before, theirs = record_of(run, place.second), record_of(run, place.first)
    done = run("import", file, "--into", place.second, "--prefer", "file")
    assert f"Undo with: python -m skills undo {place.second}\n" in done.out
    imported = entered(record_of(run, place.second))
    assert all(entered(theirs)[each] <= imported[each] for each in imported)
    undone = run("undo", place.second)
    assert (undone.code, undone.error) == (0, "")
    assert undone.out.endswith("Changed or revealed since and kept: 0.\n")
    after = record_of(run, place.second)
    assert entered(after) == entered(before)
    assert (after.result, after.history) == (before.result, before.history)


@pytest.mark.parametrize(
    ("prefer", "moved", "wins"),
    [
        ("newer", "2030-01-01T00:00:00Z", True),
        ("newer", "2001-01-01T00:00:00Z", False),
        ("file", "2001-01-01T00:00:00Z", True),
        ("mine", "2030-01-01T00:00:00Z", False),
    ],
)
def test_prefer_decides_which_value_wins(  # noqa: PLR0913, PLR0917 - examples and places
    prefer: str,
    moved: str,
    wins: bool,  # noqa: FBT001 - what comes of an example
    place: Place,
    run: Run,
    tmp_path: Path,
) -> None:
    record = json.loads(run("export", place.second).out)
    note = next(each for each in record["notes"] if each["text"] == MINE)
    note |= {"text": "from the file", "at": moved}
    file = tmp_path / "out.json"
    file.write_text(json.dumps(record))
    assert run("import", file, "--into", place.second, "--prefer", prefer).code == 0
    texts = {each.text for each in record_of(run, place.second).notes}
    assert ("from the file" in texts) is wins
    assert (MINE in texts) is not wins


def test_a_new_assessment_is_added_for_the_chosen_owner(
    place: Place, run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "out.json"
    run("export", place.first, "-o", file)
    with closing(place.store()) as store:
        bens = store.create_assessment(
            BEN, title="B", matrix_id="m", matrix_title="M", wording="w", structure="s"
        )
    done = run("import", file)
    assert (done.code, done.error) == (
        2,
        "The database has assessments from several people: choose one with --person or --into.\n",
    )
    made = made_by(run("import", file, "--person", bens.id).out)
    with closing(place.store()) as store:
        assert store.owner_with(made) == BEN
        assert len(store.assessments(ANA)) == 2


def test_importing_into_an_empty_database_begins_with_a_new_person(
    place: Place, run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "out.json"
    run("export", place.first, "-o", file)
    before = record_of(run, place.first)
    run("erase", "--all", "--yes")
    done = run("import", file)
    assert (done.code, done.error.count("\n")) == (0, 1)
    assert entered(record_of(run, made_by(done.out))) == entered(before)


def test_no_import_to_undo_is_one_sentence(place: Place, run: Run) -> None:
    with closing(place.store()) as store:
        made = begin(store, "Third")
    done = run("undo", made.id)
    assert (done.code, done.error) == (
        2,
        "This assessment has no import to undo.\n",
    )
    assert run("undo", "nobody").code == 2


def test_a_new_assessment_needs_a_matrix_the_app_can_find(
    place: Place, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    matrix = tmp_path / "other.yaml"
    matrix.write_text(OTHER)
    file = tmp_path / "out.json"
    run("export", place.first, "-o", file)
    other = tmp_path / "other.json"
    assert run("report", file, "--matrix", matrix, "-o", other).code == 0
    before = place.dump()
    for more in ([], ["--matrix", matrix]):
        done = run("import", other, *more)
        assert (done.code, done.error.count("\n")) == (2, 1)
        assert 'The app cannot find the matrix "Other"' in done.error
    assert place.dump() == before
    monkeypatch.setenv("SKILLS_MATRICES", str(matrix))
    made = made_by(run("import", other, "--yes").out)
    assert record_of(run, made).matrix.id == "other"
    monkeypatch.delenv("SKILLS_MATRICES")
    with closing(place.store()) as store:
        found = store.assessment(ANA, made)
        store.save_matrix(
            ANA,
            matrix_id="other",
            title="Other",
            wording=found.wording,
            files=[("other.yaml", OTHER)],
        )
    assert run("score", made).code == 0
    assert run("import", other, "--yes").code == 0


def test_a_resume_fills_notes_and_needs_a_matrix(place: Place, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "out.resume.json"
    run("report", place.second, "-o", file)
    refused = run("import", file)
    assert (refused.code, refused.data) == (1, b"")
    assert "[record-needs-matrix]" in refused.error
    before = record_of(run, place.first)
    assert run("import", file, "--into", place.first, "--prefer", "file").code == 0
    after = record_of(run, place.first)
    assert (after.answers, after.result) == (before.answers, before.result)
    assert MINE in {each.text for each in after.notes}
