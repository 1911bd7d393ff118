from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_support import SMALL
from store_support import ANA, Clock, begin

from skills.cli.main import main
from skills.store import Store
from skills.store.tables import VERSION

pytestmark = pytest.mark.slow

pytest_plugins = ["store_support"]


@pytest.fixture(autouse=True)
def _of_these_files(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SKILLS_DATABASE_URL", "SKILLS_MATRICES", "SKILLS_SECURE_COOKIE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SKILLS_DATA", str(file.parent))


def test_healthy_findings_are_reported(
    file_store: Store, file: Path, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    begin(file_store)
    file_store.backup(file.with_name("backup"))
    assert main(["doctor"], clock=clock) == 0
    out = capsys.readouterr().out
    for expected in (
        f"ok       settings: The environment variables are valid; the data is in {file.parent}.",
        "ok       Python: Python 3.",
        f"ok       version: The tables are at version {VERSION}",
        "ok       content: The database is intact",
        "ok       uploads: Every uploaded matrix can be read.",
        "ok       matrices: Usable matrices: ",
    ):
        assert expected in out
    assert "TROUBLE" not in out


def test_json_has_the_same_findings(
    file_store: Store, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    begin(file_store)
    assert main(["doctor", "--format", "json"], clock=clock) == 0
    found = json.loads(capsys.readouterr().out)
    assert {frozenset(each) for each in found} == {frozenset({"about", "level", "found", "fix"})}
    backup = next(each for each in found if each["about"] == "backup")
    assert (backup["level"], backup["fix"]) == ("warning", "run: python -m skills backup FILE")


def test_a_failure_exits_with_1_and_says_how_to_fix_it(
    file: Path, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    file.parent.mkdir(mode=0o700)
    file.write_text("dear diary " * 100)
    assert main(["doctor"], clock=clock) == 1
    out = capsys.readouterr().out
    assert "TROUBLE  content: The database could not be opened: the file is not a database" in out
    assert "         go back to the last backup: python -m skills restore FILE\n" in out


def test_invalid_settings_are_reported_and_the_other_checks_run(
    monkeypatch: pytest.MonkeyPatch, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SKILLS_DATA", "~/data")
    assert main(["doctor"], clock=clock) == 1
    out = capsys.readouterr().out
    assert "TROUBLE  settings: SKILLS_DATA begins with" in out
    assert "Python: Python" in out


@pytest.mark.parametrize(
    ("content", "code", "expected"),
    [
        (SMALL, 0, "ok       matrices"),
        (SMALL.replace("title: Small", "titel: Small"), 1, "TROUBLE  matrices: m.yaml, line 2: "),
        (None, 1, "TROUBLE  matrices: m.yaml: "),
    ],
)
def test_matrices_that_cannot_be_read_are_named(  # noqa: PLR0913, PLR0917 - examples and places
    content: str | None,
    code: int,
    expected: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "m.yaml"
    if content is not None:
        path.write_text(content)
    monkeypatch.setenv("SKILLS_MATRICES", str(path))
    assert main(["doctor"]) == code
    assert expected in capsys.readouterr().out


def test_uploaded_matrices_that_cannot_be_read_are_counted(
    file_store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    for wording, text in (("w1", SMALL), ("w2", "matrix: [")):
        files = [("m.yaml", text)]
        file_store.save_matrix(ANA, matrix_id="m", title="M", wording=wording, files=files)
    assert main(["doctor"]) == 0
    assert "warning  uploads: Uploaded matrices that this program cannot read: 1." in (
        capsys.readouterr().out
    )


def test_packages_of_other_versions_are_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "requirements.txt").write_text("# some\nPyYAML[x]==0.1\nno-such-thing==1.0\n")
    monkeypatch.setattr("skills.cli.health.ROOT", tmp_path)
    assert main(["doctor"]) == 1
    out = capsys.readouterr().out
    assert "warning  packages: PyYAML 0.1 is required, but " in out
    assert "TROUBLE  packages: no-such-thing 1.0 is required, but none is installed." in out


def test_without_requirements_the_packages_are_not_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("skills.cli.health.ROOT", tmp_path)
    assert main(["doctor"]) == 0
    out = capsys.readouterr().out
    assert (
        "warning  packages: Their versions were not checked, because requirements.txt is missing.\n"
        f"         copy it from the program to {tmp_path / 'requirements.txt'}\n"
    ) in out


def test_an_unsupported_database_url_exits_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--database", "mysql://x"]) == 2
    assert "must be sqlite:///FILE" in capsys.readouterr().err
