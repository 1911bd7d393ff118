import os
from pathlib import Path

from skills.matrix.library import SHIPPED, Library

GOOD = """
matrix: barista
title: Barista
areas:
  bar:
    title: Bar
    skills:
      espresso:
        title: Espresso
        statements:
          pull: {level: 1, text: Pull a shot.}
roles:
  barista: {title: Barista, profiles: {first: {title: First, targets: {espresso: 1}}}}
"""


def write(path: Path, text: str) -> None:
    """Write a file that is newer than before, however coarse the clock of the disk is."""
    before = path.stat().st_mtime_ns if path.exists() else 0
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(before + 10**9, before + 10**9))


def test_every_shipped_matrix_reads_without_a_problem() -> None:
    loaded = Library().load()
    assert loaded.problems == ()
    assert len(loaded.matrices) == len([p for p in SHIPPED.iterdir() if p.name[0] not in "._"])


def test_more_places_add_matrices(tmp_path: Path) -> None:
    write(tmp_path / "barista.yaml", GOOD)
    assert "barista" in Library([tmp_path / "barista.yaml"]).load().matrices


def test_a_change_is_read_and_a_broken_change_leaves_the_last_good_version(tmp_path: Path) -> None:
    file = tmp_path / "barista.yaml"
    write(file, GOOD)
    library = Library([file])
    assert library.get("barista").title == "Barista"
    write(file, GOOD.replace("title: Barista\nareas", "title: Head barista\nareas"))
    assert library.get("barista").title == "Barista", "files are looked at by load() only"
    assert library.load().matrices["barista"].title == "Head barista"
    write(file, "matrix: [")
    loaded = library.load()
    assert loaded.matrices["barista"].title == "Head barista"
    assert [problem.place.file for problem in loaded.problems] == ["barista.yaml"]


def test_unchanged_files_are_not_read_again(tmp_path: Path) -> None:
    file = tmp_path / "barista.yaml"
    write(file, GOOD)
    library = Library([file])
    assert library.load().matrices["barista"] is library.load().matrices["barista"]


def test_a_place_that_is_not_there_is_a_problem_and_no_end(tmp_path: Path) -> None:
    loaded = Library([tmp_path / "nothing.yaml"]).load()
    assert loaded.matrices
    assert [problem.code for problem in loaded.problems] == ["unreadable"]
