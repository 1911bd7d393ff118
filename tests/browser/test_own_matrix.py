"""Upload a matrix: a broken one is explained, a good one is used and kept."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from inspect import cleandoc
from pathlib import Path
from typing import Final

import pytest
from person import Person
from playwright.sync_api import expect
from serving import ROOT, Server
from tab import MORE, START, Tab

BROKEN: Final = cleandoc("""
    matrix: Baking
    title: Loaves
    levles: [Not yet, Some]
    areas:
      dough:
        title: Dough
        skills:
          bread:
            title: Bread
            statements:
              knead: {level: 9, text: Knead a dough.}
              bake: {level: one, text: ""}
    roles:
      baker:
        title: Loaves
        profiles:
          first:
            title: First
            targets: {bred: 2}
""")

GOOD: Final = cleandoc("""
    matrix: baking
    title: Loaves
    areas:
      dough:
        title: Dough
        skills:
          bread:
            title: Bread
            statements:
              knead: {level: 1, text: Knead a dough until it is smooth.}
              bake: {level: 2, text: Bake a loaf that is done inside.}
    roles:
      baker:
        title: Loaves
        profiles:
          first:
            title: First
            targets: {bread: 2}
""")


@pytest.fixture
def matrix_file(tmp_path: Path) -> Callable[[str, str], Path]:
    def write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text)
        return path

    return write


def _upload(tab: Tab, *files: Path) -> None:
    tab.unfold(MORE)
    with tab.a_run():
        tab.page.locator("input[type=file]").set_input_files(files)


def _validate(path: Path) -> list[dict[str, str]]:
    command = [sys.executable, "-m", "skills", "validate", "--format", "json", path.name]
    environ = {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, cwd=path.parent, env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stderr
    problems: list[dict[str, str]] = json.loads(done.stdout)
    return problems


def test_a_broken_matrix_is_explained_as_on_the_command_line_and_a_good_one_is_used(
    tab: Tab, server: Server, matrix_file: Callable[[str, str], Path]
) -> None:
    broken = matrix_file("baking.yaml", BROKEN)
    problems = _validate(broken)
    assert len(problems) >= 5
    _upload(tab, broken)
    alert = tab.page.get_by_role("alert").filter(has_text="baking.yaml")
    expect(alert).to_have_count(1)
    message = alert.inner_text()
    for each in problems:
        place = f"{each['file']}:{each['line']}:{each['column']}"
        assert place in message
        assert each["what"] in message
        assert each["fix"] in message
    shown = re.findall(r"^baking\.yaml:(\d+):", message, re.MULTILINE)
    assert shown == [str(each["line"]) for each in problems]
    expect(tab.main).to_contain_text("No matrix was loaded")
    expect(tab.page.get_by_role("button", name=START)).to_be_enabled()

    with tab.a_run():
        tab.page.locator("input[type=file]").set_input_files(matrix_file("good.yaml", GOOD))
    expect(alert).to_have_count(0)
    expect(tab.main).to_contain_text("Loaded: Loaves. It's selected above.")
    tab.press(START)
    expect(tab.heading("Bread")).to_be_visible()
    tab.answer(1, "Fully")

    server.restart()
    tab.reload()
    expect(tab.heading("Bread")).to_be_visible()
    assert tab.chosen() == ["Fully", ""]
    tab.answer(2, "Fully")
    expect(tab.rated).to_contain_text("First needs 2")


def test_a_matrix_in_two_files_is_read_as_one_and_belongs_to_its_uploader(
    person: Person, new_person: Callable[[], Person], matrix_file: Callable[[str, str], Path]
) -> None:
    head, roles = GOOD.split("roles:")
    tab = person.new_tab()
    parts = [matrix_file("1.yaml", head), matrix_file("2.yaml", f"roles:{roles}")]
    _upload(tab, *parts)
    expect(tab.main).to_contain_text("Loaded: Loaves")
    tab.open("/")
    tab.choose("Matrix", re.compile("^Loaves"))
    expect(tab.page.get_by_role("radio", name="First")).to_be_visible()
    stranger = new_person().new_tab()
    stranger.page.get_by_role("combobox", name="Matrix").click()
    expect(stranger.page.get_by_role("option", name=re.compile("^Bakery"))).to_be_visible()
    expect(stranger.page.get_by_role("option", name=re.compile("^Loaves"))).to_have_count(0)


def test_every_problem_bears_the_code_under_which_the_documentation_explains_it(
    tab: Tab, matrix_file: Callable[[str, str], Path]
) -> None:
    broken = matrix_file("baking.yaml", BROKEN)
    _upload(tab, broken)
    alert = tab.page.get_by_role("alert").filter(has_text="baking.yaml")
    problems = _validate(broken)
    assert problems
    for each in problems:
        expect(alert).to_contain_text(each["code"])


def test_anything_but_a_matrix_is_refused_in_one_sentence(
    tab: Tab, matrix_file: Callable[[str, str], Path]
) -> None:
    _upload(tab, matrix_file("notes.yaml", "just some words"))
    expect(tab.page.get_by_role("alert").filter(has_text="notes.yaml:1:1")).to_have_count(1)
    expect(tab.main).to_contain_text("No matrix was loaded")
