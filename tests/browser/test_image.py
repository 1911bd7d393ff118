"""What the Dockerfile copies is all that the app needs."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Final

from serving import ROOT, Server, started
from wire import Wire

DOCKERFILE: Final = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8")
LEFT_OUT: Final = shutil.ignore_patterns("__pycache__")


def _copy(folder: Path) -> None:
    """Copy what the second stage of the build copies, as it does."""
    stage = DOCKERFILE.split("\nFROM ")[2]
    for line in re.findall(r"^COPY (?!--from)(.+)$", stage, re.MULTILINE):
        *sources, target = line.split()
        for each in sources:
            if (ROOT / each).is_dir():
                shutil.copytree(ROOT / each, folder / target, ignore=LEFT_OUT)
            else:
                (folder / target).mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / each, folder / target)


def test_a_folder_with_what_is_copied_runs_the_app(tmp_path: Path) -> None:
    (tmp_path / "app").mkdir()
    _copy(tmp_path / "app")
    with started(Server(tmp_path / "data", root=tmp_path / "app")) as serving:
        with Wire(serving.url) as wire:
            wire.run()
            assert "start" in "".join(wire.widgets)
            wire.run(page="result")
        assert "Traceback" not in serving.log()
        assert serving.database.exists()
