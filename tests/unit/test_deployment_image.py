"""The image has every file that the program reads while it runs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Final

import pytest

pytestmark = pytest.mark.slow

ROOT: Final = Path(__file__).parents[2]
DOCKERFILE: Final = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with what the last stage of the Dockerfile copies from this one."""
    folder = tmp_path_factory.mktemp("image")
    stage = DOCKERFILE[DOCKERFILE.rindex("\nFROM ") :]
    for line in re.findall(r"^COPY (?!--from)(.+)$", stage, re.MULTILINE):
        *sources, target = line.split()
        for each in sources:
            _copy(ROOT / each, folder / target, is_named=not target.endswith("/"))
    return folder


def _copy(source: Path, target: Path, *, is_named: bool) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        file = target if is_named else target / source.name
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, file)


def _python(image: Path, data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("SKILLS_")}
    kept.pop("PYTHONPATH", None)
    return subprocess.run(
        [sys.executable, *arguments],
        check=False,
        capture_output=True,
        text=True,
        cwd=image,
        env={**kept, "SKILLS_DATA": str(data), "PYTHONDONTWRITEBYTECODE": "1"},
    )


def test_doctor_finds_no_fault(image: Path, tmp_path: Path) -> None:
    done = _python(image, tmp_path, "-m", "skills", "doctor")
    assert done.stderr == ""
    assert done.returncode == 0
    assert "ok       packages: As required by requirements.txt: " in done.stdout
    assert "ok       matrices: Usable matrices: " in done.stdout


def test_a_pack_of_a_learning_project_is_written(image: Path, tmp_path: Path) -> None:
    to = tmp_path / "pack.zip"
    done = _python(
        image, tmp_path, "-m", "skills", "project", "pack", "penguin-species", "-o", str(to)
    )
    assert done.stderr == ""
    assert done.returncode == 0
    assert zipfile.is_zipfile(to)


def test_the_guide_to_writing_a_matrix_is_there(image: Path, tmp_path: Path) -> None:
    code = "from components.pages.guide import GUIDE; print(GUIDE.read_text(encoding='utf-8')[:2])"
    done = _python(image, tmp_path, "-c", code)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "# \n"
