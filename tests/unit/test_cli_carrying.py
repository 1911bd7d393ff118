"""Export assessments from the database by commands, and import files."""

from __future__ import annotations

import json
import re
import shlex
from contextlib import closing
from pathlib import Path
from zipfile import ZipFile

import pytest
from commands_for_tests import LATER, MINE, TITLE, Place, Run, begin
from stores_for_tests import ANA, BEN

from skills.cli.main import command_line, main
from skills.records.record import Record
from skills.reports.file_kinds import KINDS

pytestmark = pytest.mark.slow

pytest_plugins = ["commands_fixture"]

BACK = ("json", "pdf", "xlsx", "csv")
OTHER = """\
matrix: other
title: Other
areas: {a: {title: A, skills: {s: {title: S, statements: {t: {level: 1, text: t}}}}}}
roles: {r: {title: R, profiles: {p: {title: P, targets: {s: 1}}}}}
"""


def record_of(run: Run, assessment: str) -> Record:
    return Record.model_validate_json(run("export", assessment).out)


def entered(record: Record) -> dict[str, set[tuple[object, ...]]]:
    """Return all that a person entered."""
    return {
        "answers": {(each.statement, each.option) for each in record.answers},
        "notes": {(each.skill, each.text) for each in record.notes},
        "qualifications": {(each.qualification, each.holds) for each in record.qualifications},
        "checks": {(each.check, each.option) for each in record.checks},
        "projects": {(each.project, each.status) for each in record.projects},
        "credentials": {(each.title, each.issuer, each.issued) for each in record.credentials},
    }


def made_by(out: str) -> str:
    """Return the id of the assessment that an import began."""
    return out.rsplit("Imported as assessment ", 1)[1].removesuffix(".\n")


@pytest.mark.parametrize("kind", BACK)
def test_export_erase_import_restores_everything(
    kind: str, place: Place, run: Run, tmp_path: Path
) -> None:
    before = record_of(run, place.first)
    file = tmp_path / f"out.{kind}"
    assert run("export", place.first, "-o", file).code == 0
    assert run("erase", place.first, "--yes").code == 0
    done = run("import", file)
    assert (done.code, done.error) == (0, "")
    after = record_of(run, made_by(done.out))
    assert entered(after) == entered(before)
    assert after.result == before.result
    assert after.assessment.title == TITLE
    assert after.history == (before.history if kind in ("json", "pdf") else ())


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


def test_an_export_can_be_piped(place: Place, run: Run) -> None:
    data = run("export", place.first).data
    done = run("import", "-", pipe=data)
    assert done.code == 0
    assert "Imported as assessment " in done.out
    assert entered(record_of(run, made_by(done.out))) == entered(record_of(run, place.first))


def test_parts_can_be_left_out(place: Place, run: Run) -> None:
    out = run("export", place.second, "--no-notes").out
    assert MINE not in out
    assert Record.model_validate_json(out).answers
    assert not Record.model_validate_json(run("export", place.second, "--no-answers").out).answers


def test_export_all_writes_one_file_per_assessment(place: Place, run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    done = run("export", "--all", folder)
    assert (done.code, done.out) == (0, f"Wrote 2 files to {folder}.\n")
    assert sorted(each.stem for each in folder.iterdir()) == sorted([place.first, place.second])
    for each in (place.first, place.second):
        assert (folder / f"{each}.json").read_bytes() == run("export", each).data


def test_export_all_writes_assessments_whose_matrix_is_gone_too(
    place: Place, run: Run, tmp_path: Path
) -> None:
    with closing(place.store()) as store:
        made = store.create_assessment(
            BEN,
            title="Lost",
            matrix_id="lost",
            matrix_title="Lost\x1b",
            wording="w",
            structure="s",
        )
    done = run("export", "--all", tmp_path / "out")
    assert (done.code, done.out) == (0, f"Wrote 3 files to {tmp_path / 'out'}.\n")
    assert done.error == (
        'The matrix "Lost\\x1b" is not installed; use --matrix PATH. The file contains what was '
        "entered.\n"
    )
    assert (tmp_path / "out" / f"{made.id}.json").read_bytes() == run("export", made.id).data


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["FIRST", "-o", "x.html"], "HTML cannot be imported again; write it with report."),
        (["--all", "FILE"], "FILE cannot be created: File exists."),
        (["--all", "FOLDER", "-o", "x"], "--all writes JSON files to its folder"),
        (["--all", "FOLDER", "--format", "csv"], "--all writes JSON files to its folder"),
    ],
)
def test_a_failed_export_is_one_sentence(
    arguments: list[str], told: str, place: Place, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    names = {"FIRST": place.first, "FILE": f"{tmp_path}/file", "FOLDER": f"{tmp_path}/folder"}
    done = run("export", *[names.get(each, each) for each in arguments])
    assert (done.code, done.data) == (2, b"")
    assert told.replace("FILE", names["FILE"]) in done.error
    assert done.error.count("\n") == 1
    assert not (tmp_path / "folder").exists()


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


@pytest.mark.parametrize("where", [["--into"], []])
def test_a_file_of_which_nothing_fits_asks_first(
    where: list[str], place: Place, run: Run, tmp_path: Path
) -> None:
    record = json.loads(run("export", place.first).out)
    for key, about in (("answers", "statement"), ("notes", "skill"), ("checks", "check")):
        for each in record[key]:
            each[about] = f"elsewhere.{each[about]}"
    record["qualifications"], record["projects"] = [], []
    file = tmp_path / "other.json"
    file.write_text(json.dumps(record))
    target = [*where, place.second] if where else ["--person", place.second]
    before = place.dump()
    done = run("import", file, *target)
    assert done.code == 2
    assert "Nothing in this file matches the matrix" in done.error
    assert done.error.endswith("use --yes to confirm without a terminal.\n")
    assert place.dump() == before
    assert run("import", file, *target, "--dry-run").code == 0
    assert run("import", file, *target, "--yes").code == 0
    assert place.dump() != before


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


BAD = {
    "empty.json": b"",
    "cut.json": b'{"format": "readiness-radar-assessment", "format_version": "1.0",',
    "newer.json": b'{"format": "readiness-radar-assessment", "format_version": "9.0"}',
    "twice.json": b'{"format": "readiness-radar-assessment", "format": "x"}',
    "deep.json": b'{"format": "readiness-radar-assessment", "a": ' + b"[" * 100_000,
    "other.json": b'{"a": 1}',
    "matrix.yaml": OTHER.encode(),
    "page.html": b"<html></html>",
    "picture.png": b"\x89PNG\r\n\x1a\n",
    "broken.pdf": b"%PDF-1.7\nnothing",
    "broken.xlsx": b"PK\x03\x04nothing",
    "columns.csv": b"kind,id\nanswer,x\n",
    "bytes.csv": b"kind,id,value\nanswer,\x81\xff\xfe\xfa,x\n",
    "large.json": b" " * 12_000_001,
    "hostile\x1b]0;x\x07.csv": b"kind,id,value\n\x1b[31m,x,y\n",
}


@pytest.mark.parametrize("name", list(BAD), ids=lambda name: name.encode().hex()[:12])
@pytest.mark.parametrize("target", ["new", "into"])
def test_bad_files_change_nothing_and_report_why(
    target: str, name: str, place: Place, run: Run, tmp_path: Path
) -> None:
    file = tmp_path / name
    file.write_bytes(BAD[name])
    before = place.dump()
    done = run("import", file, *(["--into", place.first] if target == "into" else []))
    assert (done.code, done.data) == (1, b"")
    told = done.error.splitlines()
    assert told[0].startswith(name.partition("\x1b")[0])
    assert ": error: " in told[0]
    assert told[-1] == "Nothing was changed."
    assert not set("\x1b\x07") & set(done.error)
    assert place.dump() == before


@pytest.mark.parametrize(
    "arguments", [["export"], ["import"], ["undo"], ["import", "f", "--into", "a", "--person", "b"]]
)
def test_a_target_is_required(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments, clock=lambda: LATER)
    assert ended.value.code == 2
    assert "usage: python -m skills" in capsys.readouterr().err


def test_the_commands_in_your_data_exist() -> None:
    page = (Path(__file__).parents[2] / "docs" / "your-data.md").read_text(encoding="utf-8")
    lines = re.findall(r"python -m skills ([^#>\n]+)", page)
    parser, commands = command_line()
    named = {parser.parse_args(shlex.split(each)).run for each in lines}
    taught = ("report", "compare", "export", "import", "undo", "erase", "backup", "restore")
    assert named == {commands[each].get_default("run") for each in (*taught, "doctor", "review")}
    shown = re.findall(r"^\| ([A-Z][^|]*) \|", page, re.MULTILINE)
    told = ", ".join(shown)
    assert all(each.title in told for each in KINDS.values())
