"""Write a report by command: its format, its extent, what it leaves out."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_support import Place, Run
from report_support import HOSTILE, MINE

from skills.cli.main import command_line
from skills.records.record import Record
from skills.reports.file_kinds import KINDS

pytestmark = pytest.mark.slow

pytest_plugins = ["cli_support"]
STARTS = {
    "pdf": b"%PDF-",
    "html": b"<!doctype html>",
    "markdown": b"# You're ",
    "xlsx": b"PK\x03\x04",
    "csv": b"\xef\xbb\xbf",
    "json": b"{",
    "resume": b"{",
    "calendar": b"BEGIN:VCALENDAR",
}


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_format_can_be_piped_and_written_to_a_file(
    kind: str, place: Place, run: Run, tmp_path: Path
) -> None:
    piped = run("report", place.second, "--format", kind)
    assert (piped.code, piped.error) == (0, "")
    assert piped.data.startswith(STARTS[kind])
    file = tmp_path / f"out.{KINDS[kind].suffix}"
    assert run("report", place.second, "-o", file).data == b""
    assert file.read_bytes().startswith(STARTS[kind])
    if kind not in ("pdf", "xlsx"):
        assert file.read_bytes() == piped.data


def test_a_report_is_markdown_by_default(place: Place, run: Run, tmp_path: Path) -> None:
    assert run("report", place.second).data.startswith(STARTS["markdown"])
    assert run("report", place.second, "-o", tmp_path / "out.odd").code == 0
    assert (tmp_path / "out.odd").read_bytes().startswith(STARTS["markdown"])


@pytest.mark.parametrize("command", ["report", "export"])
@pytest.mark.parametrize("name", ["out.docx", "OUT.DOCX", "out.htm", "out.xls", "out.7z"])
def test_an_extension_that_cannot_be_written_is_refused(
    command: str, name: str, place: Place, run: Run, tmp_path: Path
) -> None:
    done = run(command, place.second, "-o", tmp_path / name)
    assert (done.code, done.data, list(tmp_path.glob("[oO]*"))) == (2, b"", [])
    listed = {
        "report": ".pdf, .html, .md, .xlsx, .csv, .json, .resume.json or .ics",
        "export": ".pdf, .xlsx, .csv or .json",
    }
    end = name.lower().partition(".")[2]
    assert done.error == (
        f"Cannot write a .{end} file: use {listed[command]}, or choose the format of {name} with "
        "--format.\n"
    )


def test_the_format_option_takes_precedence_over_an_unknown_extension(
    place: Place, run: Run, tmp_path: Path
) -> None:
    for name, kind in (("out.docx", "markdown"), ("out.htm", "html"), ("out.json", "resume")):
        assert run("report", place.second, "--format", kind, "-o", tmp_path / name).code == 0
        assert (tmp_path / name).read_bytes().startswith(STARTS[kind])


@pytest.mark.parametrize(
    ("kind", "name", "message"),
    [
        ("csv", "out.pdf", "The extension of out.pdf means PDF, but --format asks for CSV."),
        ("json", "out.resume.json", "means JSON Resume, but --format asks for JSON."),
        (
            "markdown",
            "OUT.HTML",
            "The extension of OUT.HTML means HTML, but --format asks for Markdown.",
        ),
    ],
)
def test_a_format_that_contradicts_the_extension_is_refused(  # noqa: PLR0913, PLR0917 - fixtures
    kind: str, name: str, message: str, place: Place, run: Run, tmp_path: Path
) -> None:
    done = run("report", place.second, "--format", kind, "-o", tmp_path / name)
    assert (done.code, done.data, (tmp_path / name).exists()) == (2, b"", False)
    assert done.error.endswith(f"{message}\n")


def test_an_empty_calendar_is_not_written(place: Place, run: Run, tmp_path: Path) -> None:
    done = run("report", place.first, "-o", tmp_path / "out.ics")
    assert (done.code, done.data) == (2, b"")
    assert done.error.startswith("There is nothing to put into a calendar: ")
    assert not (tmp_path / "out.ics").exists()


def test_extent_notes_answers_and_name_are_applied(place: Place, run: Run) -> None:
    whole = run("report", place.second, "--name", "Zoë Å").out
    assert MINE in whole
    assert "Zoë Å" in whole
    assert "## Appendix" in whole
    assert "Zoë" not in run("report", place.second).out
    assert MINE not in run("report", place.second, "--no-notes").out
    sizes = [
        len(run("report", place.second, "--extent", each).data)
        for each in ("cv", "mentor", "gaps", "whole")
    ]
    assert sizes == sorted(sizes)
    mentor = ("report", place.second, "--extent", "mentor")
    assert MINE not in run(*mentor).out
    assert MINE in run(*mentor, "--notes").out
    assert "Every answer" in run(*mentor, "--answers").out
    assert len(set(sizes)) == len(sizes)


@pytest.mark.parametrize("extent", ["whole", "gaps", "mentor", "cv"])
def test_answers_are_included_for_others_only_on_request(
    extent: str, place: Place, run: Run
) -> None:
    def answers(*options: str) -> bool:
        output = run("report", place.first, "--format", "json", "--extent", extent, *options).out
        return bool(Record.model_validate_json(output).answers)

    found = (answers(), answers("--answers"), answers("--no-answers"))
    assert found == (extent == "whole", extent != "cv", False)


@pytest.mark.parametrize("kind", ["html", "markdown", "csv", "json", "resume"])
def test_parts_left_out_are_in_no_file(kind: str, place: Place, run: Run) -> None:
    options = ("--format", kind, "--no-notes", "--no-answers")
    output = run("report", place.first, *options).out
    assert MINE not in output
    assert HOSTILE[12] not in output
    if kind == "json":
        record = Record.model_validate_json(output)
        assert (record.answers, record.checks, record.notes, record.history) == ((), (), (), ())


def test_the_file_of_a_report_yields_the_same_report(
    place: Place, run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "out.json"
    run("report", place.first, "-o", file)
    output = run("report", place.first).data
    assert run("report", file).data == output
    assert run("report", "-", pipe=file.read_bytes()).data == output


def test_the_command_line_offers_every_writer() -> None:
    _, commands = command_line()
    choices = {
        name: next(each.choices for each in commands[name]._actions if each.dest == "format")
        for name in ("report", "export")
    }
    assert choices["report"] == list(KINDS)
    assert choices["export"] == [name for name, kind in KINDS.items() if kind.can_be_imported]
