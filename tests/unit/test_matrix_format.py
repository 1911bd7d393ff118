"""The page about the matrix file describes what the program does."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from skills.cli.main import main
from skills.matrix.reading import read_texts
from skills.matrix.reading.field_tables import fill_tables, table_of
from skills.matrix.reading.format import MATRIX, records

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "matrix-format.md").read_text(encoding="utf-8")
SNIPPETS = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
COMMAND = "python -m skills.matrix.reading.field_tables docs/matrix-format.md"


def test_tables_match_the_schema() -> None:
    assert fill_tables(PAGE) == PAGE, f"run {COMMAND}"
    assert COMMAND in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_every_group_has_its_table() -> None:
    names = re.findall(r"<!-- keys of a (\w+) -->", PAGE)
    assert sorted(names) == sorted({record.name for record in records()})
    assert all(table_of(record) in PAGE for record in records())


def test_tables_show_required_keys_and_defaults() -> None:
    table = table_of(MATRIX)
    assert "| `title` **required** | text up to 200 characters | " in table
    assert "Without it: one scale `truth`: Not yet, Partly, Mostly, Fully. |" in table


def test_the_smallest_matrix_comes_first_and_has_no_problem() -> None:
    reading = read_texts([("first.yaml", SNIPPETS[0].encode())])
    assert reading.problems == ()
    assert reading.matrix is not None


def test_all_examples_together_are_one_matrix() -> None:
    parts = [each for each in SNIPPETS[1:] if re.match(r"(# 2-.*\n)?[a-z]+:\n", each)]
    assert len(parts) == 10
    head = "matrix: kitchen\ntitle: Skills in a kitchen\n"
    files = [(f"{at}.yaml", each.encode()) for at, each in enumerate([head, *parts])]
    reading = read_texts(files)
    assert [each for each in reading.problems if each.code != "untargeted-skill"] == []
    assert reading.matrix is not None
    assert reading.matrix.projects
    assert reading.matrix.day
    assert reading.matrix.qualifications


def test_the_renaming_example_follows_the_earlier_ids() -> None:
    (example,) = [each for each in SNIPPETS if "was: [soups]" in each]
    indented = "".join(f"      {line}\n" for line in example.splitlines())
    text = SNIPPETS[0].replace("{soups: 1}", "{soups-and-stews: 1}")
    start, end = text.index("      soups:\n"), text.index("roles:")
    reading = read_texts([("f.yaml", (text[:start] + indented + text[end:]).encode())])
    assert reading.problems == ()
    assert reading.matrix is not None
    was = {key: each.was for key, each in reading.matrix.statements.items()}
    assert was["soups-and-stews.vegetable-soup"] == ("soups.vegetable-soup",)
    assert "soups.new-soup" in was["soups-and-stews.own-recipe"]
    assert "sauces.stock" in was["soups-and-stews.stock"]


def test_commands_of_the_page_run(tmp_path: Path) -> None:
    path = tmp_path / "my-matrix.yaml"
    path.write_text(SNIPPETS[0], encoding="utf-8")
    assert main(["validate", str(path)]) == 0
    assert main(["schema"]) == 0


@pytest.mark.slow
def test_the_command_of_the_page_regenerates_the_tables(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text(PAGE.replace("The level the profile asks for.", "?"), encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "skills.matrix.reading.field_tables", path], check=True, cwd=ROOT
    )
    assert path.read_text(encoding="utf-8") == PAGE
