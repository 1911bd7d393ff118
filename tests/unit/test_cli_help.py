from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from report_support import first_matrix

from skills.cli.help_texts import fill_help, names, shown

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "commands.md"


def test_the_page_shows_the_current_help() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert fill_help(text) == text, "run python -m skills.cli.help_texts docs/commands.md"


def test_every_command_is_on_the_page() -> None:
    assert sorted(shown(PAGE.read_text(encoding="utf-8"))) == sorted(names())


def test_profiles_in_examples_are_in_the_matrix() -> None:
    pages = [each.read_text(encoding="utf-8") for each in sorted((ROOT / "docs").glob("*.md"))]
    named = [each for page in pages for each in re.findall(r"--profile (\S+\.\S+)", page)]
    assert named
    assert set(named) <= set(first_matrix().profiles)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["skills", "erase"])
def test_the_page_shows_what_a_terminal_shows(name: str) -> None:
    command = [sys.executable, "-m", "skills", *([name] if name != "skills" else []), "--help"]
    environ = os.environ | {"COLUMNS": "80", "PYTHONUTF8": "1"}
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", check=True, cwd=ROOT, env=environ
    )
    page = PAGE.read_text(encoding="utf-8")
    assert f"<!-- help of {name} -->\n```text\n{done.stdout}```\n" in page


@pytest.mark.slow
def test_a_page_is_regenerated(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("A\n<!-- help of schema -->\nold\n<!-- end of help -->\nB\n")
    command = [sys.executable, "-m", "skills.cli.help_texts", str(page)]
    subprocess.run(command, check=True, cwd=ROOT)
    text = page.read_text(encoding="utf-8")
    assert text.startswith("A\n<!-- help of schema -->\n```text\nusage: python -m skills schema")
    assert text.endswith("```\n<!-- end of help -->\nB\n")


def test_a_marker_for_an_unknown_command_is_an_error() -> None:
    with pytest.raises(KeyError):
        fill_help("<!-- help of nothing -->\n<!-- end of help -->")
