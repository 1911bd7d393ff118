"""Read a matrix from a file, a folder or texts, and report all problems at once.

The steps, one module each: ``decoding`` bytes to text (``other_files`` names what is no text);
``nodes`` text to a ``tree`` with line and column (the only module that knows YAML; ``yaml_errors``
translates its errors, ``repair_search`` finds the line that is really wrong by trying the repairs
of ``repair_rules``); ``merging`` several files to one tree; ``draft`` the tree to plain values by
the schema (``format``, ``field_types``, ``scalars``), once ``misplaced`` put keys at their depth;
``consistency`` cross-checks (``draft_index``, ``consistency_of_names``,
``consistency_of_projects``); ``build_matrix`` values to a ``Matrix`` with its ``fingerprints``.
``findings`` collects the problems, whose codes are in ``problem_codes``; what an author may have
meant is guessed by ``did_you_mean``, ``draft_hints``, ``id_proposals`` and ``value_proposals``.
``json_schema`` and ``field_tables`` document the same schema for editors and people.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from skills.matrix import Matrix
from skills.matrix.reading.build_matrix import build_matrix
from skills.matrix.reading.consistency import check_draft
from skills.matrix.reading.decoding import as_shown, decode
from skills.matrix.reading.draft import read_draft
from skills.matrix.reading.findings import Findings, TooManyProblems
from skills.matrix.reading.format import MATRIX
from skills.matrix.reading.merging import merge
from skills.matrix.reading.nodes import Allowance, read_nodes
from skills.matrix.reading.repair_search import name_mistake
from skills.matrix.reading.tree import Node
from skills.problems import Place, Problem

MOST_BYTES: Final = 5_000_000
"""Limit for all files of a matrix together; 5,000 skills with two statements each need a third."""

SUFFIXES: Final = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Reading:
    """The result of reading a matrix: the matrix, or why there is none.

    Attributes
    ----------
    matrix : None if a problem is an error.
    problems : sorted by place, each with the line of the file that it refers to.
    """

    matrix: Matrix | None
    problems: tuple[Problem, ...]


def read_matrix(path: Path) -> Reading:
    """Read a file, or all YAML files directly in a folder as if they were one.

    A path that cannot be opened yields the problem ``unreadable``.
    """
    texts, problems = open_files(path)
    return Reading(None, problems) if problems else read_texts(texts)


def open_files(path: Path) -> tuple[list[tuple[str, bytes]], tuple[Problem, ...]]:
    """Return paths and bytes of the files of a matrix, in reading order, or what is wrong."""
    findings = Findings()
    texts: list[tuple[str, bytes]] = []
    try:
        left = MOST_BYTES + 1
        for file in _files(path, findings):
            with file.open("rb") as opened:
                texts.append((str(file), opened.read(left)))
            left -= len(texts[-1][1])
    except (OSError, ValueError) as error:
        _note_unreadable(path, error, findings)
    return texts, tuple(findings.problems)


def _files(path: Path, findings: Findings) -> list[Path]:
    if not path.is_dir():
        return [path]
    files = [
        each
        for each in sorted(path.iterdir())
        if each.suffix.lower() in SUFFIXES and not each.name.startswith(".") and each.is_file()
    ]
    if not files:
        what = f"the folder {path} contains no file that ends in .yaml"
        findings.error(Place(str(path)), "unreadable", what, "name another folder or file")
    return files


def _note_unreadable(path: Path, error: OSError | ValueError, findings: Findings) -> None:
    reason = "cannot be opened"
    if isinstance(error, FileNotFoundError):
        reason = "is not there"
    elif isinstance(error, PermissionError):
        reason = "cannot be read by this account"
    name = getattr(error, "filename", None) or path
    findings.error(Place(str(path)), "unreadable", f"{name} {reason}", "check the name and path")


def read_texts(texts: Sequence[tuple[str, bytes]]) -> Reading:
    """Read a matrix from file names and bytes, as for uploads."""
    findings = Findings()
    contents: dict[str, str] = {}
    matrix = None
    with _without_garbage_collection(), suppress(TooManyProblems):
        matrix = _read(texts, contents, findings)
    problems = sorted(_with_source_line(each, lines) for each, lines in _lines(findings, contents))
    return Reading(matrix, tuple(problems))


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Disable garbage collection: scanning a tree that only grows doubles the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(
    texts: Sequence[tuple[str, bytes]], contents: dict[str, str], findings: Findings
) -> Matrix | None:
    if sum(len(data) for _name, data in texts) > MOST_BYTES:
        what = f"the matrix is larger than {MOST_BYTES // 1_000_000} MB"
        findings.error(Place(texts[-1][0]), "too-large", what, "remove what is not needed")
        return None
    root = _tree(texts, contents, findings)
    if root is None:
        return None
    draft = read_draft(root, MATRIX, findings)
    if draft:
        check_draft(draft, root, findings)
    blocked = any(each.blocks for each in findings.problems)
    return None if blocked else build_matrix(draft)


def _tree(
    texts: Sequence[tuple[str, bytes]], contents: dict[str, str], findings: Findings
) -> Node | None:
    """Return the merged tree of all files, or None if one of them cannot be parsed."""
    trees: list[Node] = []
    complete = True
    allowance = Allowance()
    for name, data in texts:
        text = decode(name, data, findings)
        contents[name] = as_shown(data) if text is None else text
        if text is None:
            complete = False
            continue
        tree, whole = read_nodes(name, text, findings, allowance)
        if not whole and findings.problems[-1].code == "not-yaml":
            _name_mistake(text, findings)
        complete = complete and whole
        if tree is not None:
            trees.append(tree)
    return merge(trees, findings) if complete and trees else None


def _name_mistake(text: str, findings: Findings) -> None:
    """Explain why a text is not YAML, in place of its consequences in the same line."""
    problem = name_mistake(findings.problems.pop(), text)
    place = problem.place
    findings.problems[:] = [
        each
        for each in findings.problems
        if each.code != "stray-text"
        or each.place.file != place.file
        or each.place.line != place.line
    ]
    findings.problems.append(problem)


def _lines(findings: Findings, contents: dict[str, str]) -> Iterable[tuple[Problem, Sequence[str]]]:
    split: dict[str, list[str]] = {}
    for problem in findings.problems:
        file = problem.place.file
        if file not in split:
            split[file] = contents.get(file, "").split("\n")
        yield problem, split[file]


def _with_source_line(problem: Problem, lines: Sequence[str]) -> Problem:
    """Return the problem with its source line, its place clamped to the file."""
    place = problem.place
    if place.line == 0:
        return problem
    line = min(place.line, len(lines))
    text = lines[line - 1]
    column = place.column if line == place.line else len(text) + 1
    return replace(problem, place=Place(place.file, line, column), source_line=text)
