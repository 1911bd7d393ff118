"""Export assessments by command, one or all of them, and import them again."""

from __future__ import annotations

import re
import shlex
from contextlib import closing
from pathlib import Path

import pytest
from cli_support import BACK, TITLE, Place, Run, entered, made_by, record_of
from report_support import MINE
from store_support import BEN

from skills.cli.main import command_line
from skills.records.record import Record
from skills.reports.file_kinds import KINDS

pytestmark = pytest.mark.slow
pytest_plugins = ["cli_support"]


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
    ("arguments", "message"),
    [
        (["FIRST", "-o", "x.html"], "HTML cannot be imported again; write it with report."),
        (["--all", "FILE"], "FILE cannot be created: File exists."),
        (["--all", "FOLDER", "-o", "x"], "--all writes JSON files to its folder"),
        (["--all", "FOLDER", "--format", "csv"], "--all writes JSON files to its folder"),
    ],
)
def test_a_failed_export_is_one_sentence(
    arguments: list[str], message: str, place: Place, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    names = {"FIRST": place.first, "FILE": f"{tmp_path}/file", "FOLDER": f"{tmp_path}/folder"}
    done = run("export", *[names.get(each, each) for each in arguments])
    assert (done.code, done.data) == (2, b"")
    assert message.replace("FILE", names["FILE"]) in done.error
    assert done.error.count("\n") == 1
    assert not (tmp_path / "folder").exists()


def test_the_commands_in_your_data_exist() -> None:
    page = (Path(__file__).parents[2] / "docs" / "your-data.md").read_text(encoding="utf-8")
    lines = re.findall(r"python -m skills ([^#>\n]+)", page)
    parser, commands = command_line()
    named = {parser.parse_args(shlex.split(each)).run for each in lines}
    taught = ("report", "compare", "export", "import", "undo", "erase", "backup", "restore")
    assert named == {commands[each].get_default("run") for each in (*taught, "doctor", "review")}
    shown = re.findall(r"^\| ([A-Z][^|]*) \|", page, re.MULTILINE)
    titles = ", ".join(shown)
    assert all(each.title in titles for each in KINDS.values())
