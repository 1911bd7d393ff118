"""Share a result from the command line: an image, or a few lines of text."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_support import Place, Run
from report_support import MINE

from skills.reports.as_share_image import THEMES

pytestmark = pytest.mark.slow

pytest_plugins = ["cli_support"]

PNG = b"\x89PNG\r\n\x1a\n"


def test_a_result_is_a_few_lines_of_text(place: Place, run: Run) -> None:
    done = run("share", place.second)
    assert (done.code, done.error) == (0, "")
    lines = done.out.splitlines()
    assert lines[0].startswith("Machine learning engineer, Mid-level: ")
    assert lines[1].startswith("Readiness: ")
    assert lines[-1].startswith("Readiness Radar, ")
    assert MINE not in done.out


@pytest.mark.parametrize(
    ("shape", "theme", "size"),
    [("wide", "light", (1200, 630)), ("square", "dark", (1080, 1080))],
)
def test_an_image_has_the_shape_and_theme_asked_for(
    shape: str, theme: str, size: tuple[int, int], place: Place, run: Run
) -> None:
    drawn = run("share", place.second, "--format", "svg", "--shape", shape, "--theme", theme).out
    assert f'viewBox="0 0 {size[0]} {size[1]}"' in drawn
    assert f".ground {{ fill: {THEMES[theme]['ground']}; }}" in drawn


def test_a_png_is_written_to_a_file_that_does_not_exist_yet(
    place: Place, run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "result.png"
    assert run("share", place.second, "-o", file).code == 0
    assert file.read_bytes().startswith(PNG)
    again = run("share", place.second, "-o", file)
    assert again.code == 2
    assert again.error == f"{file} exists: use --force to overwrite it, or another name.\n"
    assert run("share", place.second, "-o", file, "--force").code == 0


def test_a_name_is_on_the_image_only_if_it_is_given(place: Place, run: Run) -> None:
    assert "Zoë" not in run("share", place.second, "--format", "svg").out
    assert "Zoë" in run("share", place.second, "--format", "svg", "--name", "Zoë Å").out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-o", "out.jpg"], "Cannot write a .jpg file: use .png, .svg or .txt, "),
        (["-o", "out.svg", "--format", "png"], "out.svg looks like svg, but --format asks for png"),
    ],
)
def test_an_extension_of_something_else_is_refused(
    arguments: list[str], message: str, place: Place, run: Run
) -> None:
    done = run("share", place.second, *arguments)
    assert (done.code, done.data) == (2, b"")
    assert done.error.startswith(message)
    assert not Path("out.svg").exists()


def test_a_format_may_have_a_file_of_any_name(place: Place, run: Run, tmp_path: Path) -> None:
    assert run("share", place.second, "--format", "svg", "-o", tmp_path / "out.odd").code == 0
    assert (tmp_path / "out.odd").read_bytes().startswith(b"<svg")
