"""Score everybody in a list of files, tables or this program's own, block by block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from skills.cohorts.answer_tables import read_csv, read_parquet
from skills.cohorts.faults import Faults
from skills.cohorts.own_files import find_own_files, score_own_files
from skills.cohorts.parts import CSV, PARQUET, Part
from skills.cohorts.question import CohortQuestion, People
from skills.cohorts.seen import SeenIds, hashes_of
from skills.cohorts.table_scores import score_rows
from skills.problems import Place

OWN: Final = (".json", ".zip")


def score_files(
    paths: Sequence[Path], question: CohortQuestion, faults: Faults
) -> Iterator[People]:
    """Yield the scores of all people in blocks.

    Everything is read even after a fault, to tell all of them, but no more scores are yielded.
    What was yielded before counts for nothing then.

    Raises
    ------
    OSError
        If a file cannot be opened.
    """
    seen = SeenIds()
    for path in paths:
        for people in score_part(Part(path), question, faults):
            seen.add(hashes_of(people.ids))
            yield people
    if not faults:
        seen.tell(paths[-1].name, faults)


def score_part(part: Part, question: CohortQuestion, faults: Faults) -> Iterator[People]:
    """Yield the scores of the people in a file, or in a part of one, in blocks."""
    path, ending = part.path, part.path.suffix.lower()
    if path.is_dir() or ending in OWN:
        files = find_own_files(path, faults, part.files)
        yield from score_own_files(files, path.name, question, faults)
    elif ending == PARQUET:
        yield from score_rows(read_parquet(path, question, faults, part.groups), question, faults)
    elif ending == CSV:
        yield from score_rows(read_csv(path, question, faults), question, faults)
    else:
        fix = "use CSV, Parquet, JSON or ZIP files, or folders of JSON files"
        what = f'Files that end in "{ending}" cannot be scored'
        faults.add("cohort-file", what, fix, Place(path.name))
