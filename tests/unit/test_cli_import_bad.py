"""Files that cannot be imported change nothing, and the command says why."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_support import LATER, OTHER, Place, Run

from skills.cli.main import main

pytestmark = pytest.mark.slow
pytest_plugins = ["cli_support"]


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
    lines = done.error.splitlines()
    assert lines[0].startswith(name.partition("\x1b")[0])
    assert ": error: " in lines[0]
    assert lines[-1] == "Nothing was changed."
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
