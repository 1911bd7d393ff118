"""Load the installed matrices and reload them when their files change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import Final

from skills.matrix import Matrix
from skills.matrix.reading import Reading, open_files, read_texts
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
        self._texts: dict[Path, tuple[tuple[str, str], ...]] = {}
        self._problems: dict[Path, tuple[Problem, ...]] = {}
        self._known: Mapping[str, Matrix] = {}

    def get(self, matrix_id: str) -> Matrix | None:
        """Return a matrix as last loaded, without checking its files; None if there is none."""
        return self.known().get(matrix_id)

    def known(self) -> Mapping[str, Matrix]:
        """Return all matrices as last loaded, without checking their files."""
        return self._known or self.load().matrices

    def texts_of(self, matrix: Matrix) -> tuple[tuple[str, str], ...]:
        """Return names and texts of the files of a matrix as last loaded, in reading order.

        There are none for a matrix that is built in or is not installed in this wording.
        """
        self.known()
        wanted = matrix.id, matrix.wording
        same = {path for path, each in self._good.items() if (each.id, each.wording) == wanted}
        if any(each.parent == SHIPPED for each in same):
            return ()
        return next((self._texts[each] for each in self._places if each in same), ())

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
        files, problems = open_files(path)
        reading = Reading(None, problems) if problems else read_texts(files)
        self._states[path] = state
        self._problems[path] = tuple(
            _with_short_name(each, path) for each in reading.problems if each.blocks
        )
        if reading.matrix is not None:
            self._good[path] = reading.matrix
            if path in self._places:
                self._texts[path] = tuple(_as_text(each) for each in files)


def _as_text(file: tuple[str, bytes]) -> tuple[str, str]:
    """Return the name and text of a file that could be read; its folders stay private."""
    return Path(file[0]).name, file[1].decode("utf-8-sig")


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
