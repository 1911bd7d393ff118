"""The files of a pack: starter, notebook, readme and checksums."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pack_support import checked, project_with, rows_of

from skills.projects.pack_files import as_zip, pack_files, starter_of
from skills.projects.shipped_packs import PACKS
from skills.reports.project_readme import project_readme
from skills.workspace.learning_packs import make_pack

OFFLINE = """
import runpy, sys
def watch(event, arguments):
    if event in {"socket.connect", "socket.getaddrinfo"}:
        sys.exit("the starter asks for the network")
sys.addaudithook(watch)
runpy.run_path("starter.py", run_name="__main__")
"""


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(PACKS))
def test_the_starter_runs_in_a_clean_folder_and_is_the_baseline(name: str, tmp_path: Path) -> None:
    for file, content in make_pack(project_with(name)).items():
        (tmp_path / file).write_bytes(content)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-I", "-c", OFFLINE],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr == ""
    found = checked(name, (tmp_path / "predictions.csv").read_bytes())
    assert found.score == pytest.approx(found.baseline, rel=1e-9)
    assert found.comparison == "indistinct"


@pytest.mark.parametrize("name", sorted(PACKS))
def test_the_notebook_is_the_script(name: str) -> None:
    pack = replace(PACKS["penguins"], starter=PACKS[name].starter)
    notebook = json.loads(_files(pack.starter)["starter.ipynb"])
    code = "".join(
        "".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"
    )
    script = starter_of(pack).partition("# %%\n")[2].replace("# %%\n", "")
    assert re.sub(r"\s", "", code) == re.sub(r"\s", "", script)
    assert notebook["nbformat"] == 4
    assert all(not cell.get("outputs") for cell in notebook["cells"])


def _files(starter: str) -> dict[str, bytes]:
    pack = replace(PACKS["penguins"], starter=starter)
    return dict(pack_files(pack, rows_of("penguins"), "A\n"))


def test_a_pack_is_the_same_bytes_again_and_has_its_checksums() -> None:
    first, second = (as_zip(make_pack(project_with("wine")), "why-scaling") for _ in range(2))
    assert first == second
    with zipfile.ZipFile(BytesIO(first)) as archive:
        assert archive.testzip() is None
        names = [each.removeprefix("why-scaling/") for each in archive.namelist()]
        sums = archive.read("why-scaling/SHA256SUMS").decode().splitlines()
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert sorted(each.split("  ")[1] for each in sums) == sorted(set(names) - {"SHA256SUMS"})


@pytest.mark.parametrize("name", sorted(PACKS))
def test_the_readme_has_the_brief_the_check_and_its_limits(name: str) -> None:
    project = project_with(name)
    text = project_readme(project, PACKS[name], rows_of(name))
    assert "upload the file on the project's page in the app" in text
    for heading in ("Files", "How it is checked", "What is not checked", "Data and licence"):
        assert f"\n## {heading}\n\n" in text
    assert "it is not a certificate" in text
    assert all(each.sha256 in text for each in PACKS[name].files)
    assert f"project check {project.id} FOLDER/predictions.csv" in text
    assert "\n\n\n" not in text
