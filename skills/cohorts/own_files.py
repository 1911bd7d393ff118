"""Read and score assessments that this program exported: JSON, in folders or an archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Final

import numpy as np
import pandas as pd

from skills.cohorts.faults import Faults
from skills.cohorts.question import FOLDER, CohortQuestion, People
from skills.cohorts.rater_tally import RaterTally, nobody, tally
from skills.entries.assessment import Assessment, Entry
from skills.entries.rules import is_value
from skills.importing.detect import read_file
from skills.importing.placement import place_profile, with_meant_values
from skills.importing.read_result import SIZE_LIMIT, ImportedData
from skills.importing.zip_archive import ArchiveError, opened, part_of
from skills.matrix import Matrix
from skills.problems import Place
from skills.scoring.assessed import Assessed, assess_entries
from skills.scoring.cohort import PROFILE_COLUMNS, in_words
from skills.scoring.cohort_readiness import VERDICTS
from skills.scoring.readiness import compute_readiness

FILES: Final = 256
"""Assessments in a block."""

NAME: Final = "name"
"""Key of a person's name in a row; all others have a dot."""

ScoreRow = dict[str, float | str | None]
Scored = tuple[ScoreRow, RaterTally | None]


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file that this program exported, and its path within a folder or an archive."""

    path: PurePosixPath
    data: bytes

    @property
    def id(self) -> str:
        """Return the path without its ending, as the id of a person."""
        return str(self.path.with_suffix(""))

    @property
    def folder(self) -> str:
        """Return the folder, or "" at the top."""
        return "" if self.path.parent == PurePosixPath() else str(self.path.parent)


def find_own_files(
    path: Path, faults: Faults, some: Sequence[Path] | None = None
) -> Iterator[OwnFile]:
    """Yield the JSON files in a folder or a ZIP archive, or the one that a path leads to.

    Parameters
    ----------
    some : files of a folder, where not all of them are wanted.
    """
    if path.is_dir():
        for each in files_in(path) if some is None else some:
            yield OwnFile(PurePosixPath(each.relative_to(path).as_posix()), _read(each))
    elif path.suffix.lower() == ".zip":
        yield from _in_archive(path, faults)
    else:
        yield OwnFile(PurePosixPath(path.name), _read(path))


def files_in(folder: Path) -> list[Path]:
    """Return the JSON files in a folder and everything below it, in order."""
    found = folder.rglob("*.json")
    return sorted(each for each in found if _is_visible(each.relative_to(folder)))


def score_own_files(
    files: Iterable[OwnFile], source: str, question: CohortQuestion, faults: Faults
) -> Iterator[People]:
    """Yield the scores of assessments by everything in them: answers, checks, ratings, projects.

    Parameters
    ----------
    source : the folder or archive, to say that it has no assessment.
    """
    for each in question.groups:
        if each != FOLDER:
            what, fix = f'Files have no column "{each}"', f"group them by {FOLDER}"
            faults.add("cohort-column", what, fix, Place(source))
    rest, count = iter(files), 0
    while block := list(islice(rest, FILES)):
        count += len(block)
        scored = [_score(each, question, faults) for each in block]
        if not faults:
            yield _people(block, [each for each in scored if each is not None], question)
    if not count and not faults:
        what, fix = "There is no assessment here", "export assessments as JSON"
        faults.add("cohort-file", what, fix, Place(source))


def _is_visible(path: Path | PurePosixPath) -> bool:
    return not any(each.startswith((".", "__MACOSX")) for each in path.parts)


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(SIZE_LIMIT + 1)


def _in_archive(path: Path, faults: Faults) -> Iterator[OwnFile]:
    try:
        archive = opened(path.read_bytes())
    except ArchiveError as error:
        faults.add("cohort-file", str(error), "make the archive again", Place(path.name))
        return
    for name in archive.namelist():
        each = PurePosixPath(name)
        if each.suffix.lower() != ".json" or not _is_visible(each):
            continue
        try:
            yield OwnFile(each, part_of(archive, name))
        except ArchiveError as error:
            faults.add("cohort-file", str(error), "make the archive again", Place(str(each)))


def _score(file: OwnFile, question: CohortQuestion, faults: Faults) -> Scored | None:
    """Return the numbers of one person and their raters, or None if the file cannot be used."""
    place = Place(str(file.path))
    reading = read_file(file.data, place.file)
    imported, record = reading.imported, reading.record
    if imported is None or record is None:
        fix = "use JSON files as this program exports them"
        if not reading.problems:
            faults.add("cohort-file", "This is not an exported assessment", fix, place)
        faults.keep(reading.problems)
    elif imported.matrix_id != question.matrix.id:
        what = f'The assessment is based on the matrix "{imported.matrix_id}"'
        fix = f'leave it out, or use it with --matrix instead of "{question.matrix.id}"'
        faults.add("cohort-matrix", what, fix, place)
    elif not imported.profile:
        what = "The file was made for a CV and has no answers"
        faults.add("cohort-file", what, "use the whole assessment as JSON", place)
    else:
        entries = [
            Entry(each.kind, each.item, each.value, changed_at=each.at)
            for each in with_meant_values(imported.entries, question.matrix)
        ]
        assessed = _assess(imported, entries, record.taken_at, question)
        row = _numbers(assessed, question) | {NAME: _name_in(entries, question.matrix)}
        return row, tally(entries, question.matrix)
    return None


def _name_in(entries: Sequence[Entry], matrix: Matrix) -> str:
    """Return the name by which a person agreed to be shown, or ""."""
    for each in entries:
        if each.kind == "consent" and is_value(matrix, each.kind, each.item, each.value):
            return each.value or ""
    return ""


def _assess(
    imported: ImportedData, entries: Sequence[Entry], taken: datetime, question: CohortQuestion
) -> Assessed:
    """Compute the results of a person for the day of their file, as the app does."""
    matrix = question.matrix
    about = Assessment(
        id="file",
        title=imported.title,
        matrix_id=matrix.id,
        matrix_title=matrix.title,
        wording=matrix.wording,
        structure=matrix.structure,
        profile=place_profile(imported.profile, matrix),
        mode=question.mode or imported.mode,
        hours=imported.hours,
        created_at=taken,
        changed_at=taken,
    )
    return assess_entries(about, entries, matrix, taken.date())


def _numbers(assessed: Assessed, question: CohortQuestion) -> ScoreRow:
    """Return what `score_people` would have in a row."""
    row: ScoreRow = {f"{skill}.level": each.level for skill, each in assessed.scores.items()}
    for profile in question.compared:
        found = compute_readiness(question.matrix, profile, assessed.scores)
        values = (found.value, found.low, found.high, found.coverage)
        names = (f"{profile.id}.{each}" for each in PROFILE_COLUMNS)
        row |= dict(zip(names, values, strict=True))
        row[f"{profile.id}.verdict"] = found.verdict.value
        row[f"{profile.id}.missing"] = " ".join(found.missing_musts)
    return row


def _people(files: list[OwnFile], scored: list[Scored], question: CohortQuestion) -> People:
    """Return the rows of a block as one table, its columns typed as those of a table's scores."""
    table = pd.DataFrame([row for row, _ in scored])
    names = table.pop(NAME).to_numpy(object)
    for profile in question.profiles:
        codes = [[v.value for v in VERDICTS].index(e) for e in table[f"{profile}.verdict"]]
        table[f"{profile}.verdict"] = in_words(np.array(codes, dtype=np.int8))
        table[f"{profile}.missing"] = table[f"{profile}.missing"].astype("category")
    numbers = [each for each in table if not each.endswith((".verdict", ".missing"))]
    table = table.astype(dict.fromkeys(numbers, float))
    folders = {each: [e.folder for e in files] for each in question.groups}
    groups = pd.DataFrame(folders, index=table.index)
    raters = sum((each for _, each in scored if each is not None), nobody(question.matrix))
    ids = np.array([each.id for each in files], dtype=object)
    return People(ids, groups, table, names, raters)
