"""Load the installed matrices and reload them when their files change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import Final

from skills.matrix import Matrix
from skills.matrix.reading import read_matrix
from skills.problems import Problem

SHIPPED: Final = Path(__file__).parents[1] / "matrices"
"""The folder of built-in matrices: one file or one folder each."""


@dataclass(frozen=True, slots=True)
class LoadedMatrices:
    """The matrices read from one set of places, and what is wrong with the others."""

    matrices: Mapping[str, Matrix]
    problems: tuple[Problem, ...]


class Library:
    """Every readable matrix by id; a broken file leaves its last good version in place.

    Parameters
    ----------
    places : files or folders in addition to the built-in ones; later ones win.
    """

    def __init__(self, places: Sequence[Path] = ()) -> None:
        self._places = tuple(places)
        self._lock = Lock()
        self._states: dict[Path, tuple[tuple[str, int, int], ...]] = {}
        self._good: dict[Path, Matrix] = {}
        self._problems: dict[Path, tuple[Problem, ...]] = {}
        self._known: Mapping[str, Matrix] = {}

    def get(self, matrix_id: str) -> Matrix | None:
        """Return a matrix as last loaded, without checking its files; None if there is none."""
        return self.known().get(matrix_id)

    def known(self) -> Mapping[str, Matrix]:
        """Return all matrices as last loaded, without checking their files."""
        return self._known or self.load().matrices

    def load(self) -> LoadedMatrices:
        """Reload changed files and return all matrices."""
        with self._lock:
            paths = self._paths()
            for path in paths:
                self._refresh(path)
            matrices = [self._good[path] for path in paths if path in self._good]
            problems = [each for path in paths for each in self._problems.get(path, ())]
            self._known = {matrix.id: matrix for matrix in matrices}
            return LoadedMatrices(self._known, tuple(problems))

    def _paths(self) -> list[Path]:
        shipped = [path for path in sorted(SHIPPED.iterdir()) if _may_be_matrix(path)]
        return [*shipped, *self._places]

    def _refresh(self, path: Path) -> None:
        state = _state(path)
        if self._states.get(path) == state:
            return
        reading = read_matrix(path)
        self._states[path] = state
        self._problems[path] = tuple(
            _with_short_name(each, path) for each in reading.problems if each.blocks
        )
        if reading.matrix is not None:
            self._good[path] = reading.matrix


def _with_short_name(problem: Problem, path: Path) -> Problem:
    """Shorten the file's path: a page must not reveal the folders above it."""
    file = Path(problem.place.file)
    short = file.relative_to(path.parent) if file.is_relative_to(path.parent) else file.name
    what = problem.what.replace(str(path), path.name)
    return replace(problem, place=replace(problem.place, file=str(short)), what=what)


def _may_be_matrix(path: Path) -> bool:
    return not path.name.startswith((".", "_")) and (
        path.is_dir() or path.suffix in {".yaml", ".yml"}
    )


def _state(path: Path) -> tuple[tuple[str, int, int], ...]:
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    stats = [(each.name, each.stat()) for each in files if each.exists()]
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats)
