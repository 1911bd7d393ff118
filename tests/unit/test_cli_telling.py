"""Report, score and compare from the command line."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from commands_for_tests import MINE, Place, Run
from reports_for_tests import HOSTILE, first_matrix

from skills.cli.main import command_line, main
from skills.importing.detect import read_file
from skills.matrix.library import SHIPPED
from skills.records.record import Record
from skills.reports.file_kinds import KINDS

pytest_plugins = ["commands_fixture"]

ROOT = Path(__file__).parents[2]
BROKEN = ROOT / "tests" / "data" / "problems" / "unknown-key.yaml"
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
OTHER = """\
matrix: other
title: Another
areas: {a: {title: A, skills: {s: {title: S, statements: {t: {level: 1, text: t}}}}}}
roles: {r: {title: R, profiles: {p: {title: P, targets: {s: 1}}}}}
"""


def shell(place: Place, *arguments: object, **more: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "skills", *map(str, arguments)]
    environ = os.environ | {"SKILLS_DATA": str(place.folder)}
    return subprocess.run(  # type: ignore[call-overload,no-any-return]  # the rest is for run()
        command, capture_output=True, check=False, cwd=ROOT, env=environ, **more
    )


@pytest.mark.slow
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


@pytest.mark.slow
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
    ("kind", "name", "told"),
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
    kind: str, name: str, told: str, place: Place, run: Run, tmp_path: Path
) -> None:
    done = run("report", place.second, "--format", kind, "-o", tmp_path / name)
    assert (done.code, done.data, (tmp_path / name).exists()) == (2, b"", False)
    assert done.error.endswith(f"{told}\n")


def test_an_empty_calendar_is_not_written(place: Place, run: Run, tmp_path: Path) -> None:
    done = run("report", place.first, "-o", tmp_path / "out.ics")
    assert (done.code, done.data) == (2, b"")
    assert done.error.startswith("There is nothing to put into a calendar: ")
    assert not (tmp_path / "out.ics").exists()


@pytest.mark.slow
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


@pytest.mark.slow
@pytest.mark.parametrize("extent", ["whole", "gaps", "mentor", "cv"])
def test_answers_are_included_for_others_only_on_request(
    extent: str, place: Place, run: Run
) -> None:
    def answers(*options: str) -> bool:
        told = run("report", place.first, "--format", "json", "--extent", extent, *options).out
        return bool(Record.model_validate_json(told).answers)

    found = (answers(), answers("--answers"), answers("--no-answers"))
    assert found == (extent == "whole", extent != "cv", False)


@pytest.mark.parametrize("kind", ["html", "markdown", "csv", "json", "resume"])
def test_what_is_left_out_is_in_no_file(kind: str, place: Place, run: Run) -> None:
    options = ("--format", kind, "--no-notes", "--no-answers")
    told = run("report", place.first, *options).out
    assert MINE not in told
    assert HOSTILE[12] not in told
    if kind == "json":
        record = Record.model_validate_json(told)
        assert (record.answers, record.checks, record.notes, record.history) == ((), (), (), ())


@pytest.mark.slow
def test_the_file_of_a_report_yields_the_same_report(
    place: Place, run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "out.json"
    run("report", place.first, "-o", file)
    told = run("report", place.first).data
    assert run("report", file).data == told
    assert run("report", "-", pipe=file.read_bytes()).data == told


def test_a_score_as_text(place: Place, run: Run) -> None:
    done = run("score", place.second)
    assert (done.code, done.error) == (0, "")
    lines = done.out.splitlines()
    assert lines[0].endswith("mid-level machine learning engineer.")
    assert lines[1].startswith("Readiness ")
    assert len(lines) == 4 + len(first_matrix().profiles["ml-engineer.mid"].targets)
    assert not any("-0.0" in each for each in lines)


def test_a_score_as_json(place: Place, run: Run) -> None:
    told = json.loads(run("score", place.second, "--format", "json").out)
    assert told["low"] <= told["readiness"] <= told["high"]
    lost = sum(each["lost"] for each in told["skills"])
    assert lost == pytest.approx(100 - told["readiness"], abs=1e-6)


@pytest.mark.slow
def test_an_unassessed_skill_is_null_not_zero(place: Place, run: Run, tmp_path: Path) -> None:
    record = json.loads(run("export", place.second).out)
    record |= {"answers": [], "checks": []}
    file = tmp_path / "empty.json"
    file.write_text(json.dumps(record))
    told = json.loads(run("score", file, "--format", "json").out)
    assert told["readiness"] is None
    assert {(each["level"], each["lost"]) for each in told["skills"]} == {(None, None)}
    assert "not assessed" in run("score", file).out


def test_an_assessment_is_compared_with_its_snapshot_of_an_earlier_day(
    place: Place, run: Run
) -> None:
    done = run("compare", place.first)
    assert done.code == 0
    assert done.out.startswith("Readiness rose from ")
    assert "\nrose  " in done.out


@pytest.mark.slow
def test_a_snapshot_of_today_is_not_compared(place: Place, run: Run, tmp_path: Path) -> None:
    done = run("compare", place.second)
    assert (done.code, done.out) == (2, "")
    assert done.error == (
        "There is no snapshot of an earlier day to compare with: name a second assessment.\n"
    )
    record = json.loads(run("export", place.second).out)
    record["history"] = [{key: record[key] for key in ("taken_at", "assessment", "matrix")}]
    (tmp_path / "today.json").write_text(json.dumps(record))
    assert run("compare", tmp_path / "today.json").code == 2


@pytest.mark.slow
def test_two_files_are_compared_each_way(place: Place, run: Run, tmp_path: Path) -> None:
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    for each, file in ((place.first, first), (place.second, second)):
        run("export", each, "-o", file)
    there, back = run("compare", first, second), run("compare", second, first)
    assert (there.code, back.code) == (0, 0)
    assert there.out.count("\nrose ") == back.out.count("\nfell ")
    assert run("compare", first, first).out.endswith(" No skill changed level.\n")


@pytest.mark.slow
def test_another_matrix_is_not_compared_but_read(place: Place, run: Run, tmp_path: Path) -> None:
    matrix = tmp_path / "other.yaml"
    matrix.write_text(OTHER)
    file = tmp_path / "file.json"
    run("export", place.first, "-o", file)
    told = json.loads(run("score", file, "--matrix", matrix, "--format", "json").out)
    assert (told["aim"], told["readiness"]) == ("R, P", None)
    report = Record.model_validate_json(
        run("report", file, "--matrix", matrix, "--format", "json").out
    )
    assert (report.matrix.id, len(report.history)) == ("other", 1)
    done = run("score", place.first, "--matrix", matrix)
    assert done.code == 2
    assert 'has no "ml-engineer.mid"' in done.error
    same = run("score", place.first, "--matrix", SHIPPED / "machine-learning-engineer")
    assert same.out == run("score", place.first).out


def test_a_matrix_with_problems_reports_them_and_exits_with_1(place: Place, run: Run) -> None:
    done = run("score", place.first, "--matrix", BROKEN)
    assert (done.code, done.data) == (1, b"")
    assert 'unknown key "abuot" [unknown-key]\n' in done.error
    missing = run("score", place.first, "--matrix", "none.yaml")
    assert (missing.code, missing.error.count("\n")) == (2, 1)


@pytest.mark.slow
@pytest.mark.parametrize("command", ["report", "score", "compare"])
def test_bad_files_report_every_problem_with_its_place(
    command: str, place: Place, run: Run, tmp_path: Path
) -> None:
    text = run("export", place.second).out
    bad = tmp_path / "bad.json"
    bad.write_text(text.replace('"option": "fully"', '"option": 5').replace('"at": "2', '"at": "x'))
    done = run(command, bad)
    assert (done.code, done.data) == (1, b"")
    problems = read_file(bad.read_bytes(), "bad.json").problems
    assert len(problems) > 1
    assert all(each.what in done.error for each in problems)
    assert done.error.startswith("bad.json:")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("none.json", "none.json cannot be read: No such file or directory."),
        (".", ". cannot be read: Is a directory."),
        ("nobody-has-this", "No such assessment: nobody-has-this"),
        ("no\x1b[31m.json", "no\\x1b[31m.json cannot be read: No such file or directory."),
    ],
)
def test_a_missing_source_is_one_sentence(name: str, told: str, place: Place, run: Run) -> None:
    before = place.dump()
    for command in ("report", "score", "compare", "export", "import"):
        if command != "import" or "." in name:
            done = run(command, name)
            assert (done.code, done.data, done.error) == (2, b"", f"{told}\n")
    assert place.dump() == before


def test_a_file_that_cannot_be_written_is_one_sentence(
    place: Place, run: Run, tmp_path: Path
) -> None:
    done = run("report", place.second, "-o", tmp_path / "no" / "such" / "folder.md")
    assert (done.code, done.error) == (
        2,
        f"{tmp_path}/no/such/folder.md cannot be written: No such file or directory.\n",
    )


def test_a_name_that_is_not_text_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["report", "x", "--name", "\udcff"])
    assert ended.value.code == 2
    assert "--name: it contains bytes that are not text" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["html", "markdown", "csv", "json", "resume"])
def test_control_characters_do_not_reach_a_terminal(kind: str, place: Place) -> None:
    shown = on_terminal(place, "report", place.first, "--format", kind)
    assert not set("\x1b\x9b\u202e\x07") & set(shown)
    assert "skills" in shown


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [["score"], ["score", "--format", "json"], ["compare"]])
def test_control_characters_in_scores_do_not_reach_a_terminal(
    arguments: list[str], place: Place
) -> None:
    shown = on_terminal(place, *arguments, place.first)
    assert not set("\x1b\x9b\u202e") & set(shown)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["pdf", "xlsx"])
def test_binary_files_are_not_printed_to_a_terminal(kind: str, place: Place) -> None:
    shown = on_terminal(place, "report", place.first, "--format", kind)
    assert shown == f"{KINDS[kind].title} cannot be printed to a terminal; use -o FILE.\n"


def on_terminal(place: Place, *arguments: str) -> str:
    """Return what a terminal gets from a command."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "skills", *arguments]
    environ = os.environ | {"SKILLS_DATA": str(place.folder), "PYTHONUTF8": "1"}
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs, cwd=ROOT, env=environ
    ):
        os.close(theirs)
        found = b""
        while data := _read(ours):
            found += data
    os.close(ours)
    return found.decode().replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65_536)
    except OSError:
        # Linux says so where the other end is closed.
        return b""


@pytest.mark.slow
def test_pipes_and_exit_codes_work_in_a_shell(place: Place, tmp_path: Path) -> None:
    made = shell(place, "export", place.second)
    assert (made.returncode, made.stderr) == (0, b"")
    piped = shell(place, "report", "-", "--format", "pdf", input=made.stdout)
    assert piped.stdout.startswith(b"%PDF-")
    again = shell(place, "score", "-", "--format", "json", input=piped.stdout)
    assert json.loads(again.stdout)["readiness"] > 0
    bad = tmp_path / "bad.json"
    bad.write_text("[")
    codes = [shell(place, "score", each).returncode for each in (bad, "none.json")]
    assert codes == [1, 2]


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments", [["report"], ["report", "--format", "json"], ["score"], ["compare"]]
)
def test_a_closed_pipe_is_not_an_error(arguments: list[str], place: Place) -> None:
    command = [sys.executable, "-m", "skills", *arguments, place.first]
    environ = os.environ | {"SKILLS_DATA": str(place.folder)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, env=environ
    ) as started:
        assert started.stdout is not None
        assert started.stderr is not None
        started.stdout.close()
        assert started.stderr.read() == b""
        assert started.wait() == 0


def test_the_command_line_offers_every_writer() -> None:
    _, commands = command_line()
    choices = {
        name: next(each.choices for each in commands[name]._actions if each.dest == "format")
        for name in ("report", "export")
    }
    assert choices["report"] == list(KINDS)
    assert choices["export"] == [name for name, kind in KINDS.items() if kind.comes_back]
