"""Score files in parts, each to a Parquet file of its own; parts that are there can be kept."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow.parquet as pq

from skills.cohorts.engines import Engine, call_for_all, require
from skills.cohorts.faults import Faults
from skills.cohorts.group_sums import GroupSums
from skills.cohorts.parts import PARQUET, Part, parts_of
from skills.cohorts.question import CohortQuestion
from skills.cohorts.run import score_part
from skills.cohorts.score_file import score_writer
from skills.cohorts.seen import Hashes, SeenIds, hashes_of
from skills.version import VERSION

NAME: Final = "part-{:05}" + PARQUET
"""Name of a part of the scores."""

WHOLE: Final = "whole"
"""Folder in which all parts get their names before it gets its own."""


@dataclass(frozen=True, slots=True)
class PartsJob:
    """What is written, and where.

    Attributes
    ----------
    target : the folder of the scores; it is there once all of them are.
    levels : whether to write the levels of skills.
    sums : whether to add up groups as well.
    resumes : whether to keep the parts that an earlier run finished.
    """

    question: CohortQuestion
    target: Path
    levels: bool = False
    sums: bool = False
    resumes: bool = False

    @property
    def unfinished(self) -> Path:
        """Return the folder in which parts wait for the others."""
        return self.target.with_name(f".{self.target.name}.unfinished")


@dataclass(frozen=True, slots=True)
class PartDone:
    """What scoring a part came to; `file` is where its scores are."""

    file: Path
    hashes: Hashes
    faults: Faults
    sums: GroupSums | None


def score_in_parts(
    paths: Sequence[Path], job: PartsJob, engine: Engine, faults: Faults
) -> tuple[int, GroupSums]:
    """Write the scores of all people to a folder of Parquet files.

    If there are faults, there is no folder, and finished parts are kept only to resume.

    Returns
    -------
    The number of people, and the sums of their groups where the job asks for them.

    Raises
    ------
    OSError
        If a file cannot be opened.
    SkillsError
        If the engine is not installed.
    """
    require(engine)
    for each in paths:
        each.stat()  # what is not there is reported before anything is written
    _begin(job)
    parts = list(parts_of(paths))
    seen, sums = SeenIds(), GroupSums(job.question)
    files, count = [], 0
    for done in call_for_all(engine, partial(score_to_file, job), parts):
        faults.join(done.faults)
        seen.add(done.hashes)
        if done.sums is not None:
            sums.join(done.sums, faults)
        files.append(done.file)
        count += len(done.hashes)
    if not faults:
        seen.tell(paths[-1].name, faults)
    _end(files, job, is_fine=not faults)
    return count, sums


def score_to_file(job: PartsJob, part: Part) -> PartDone:
    """Score one part: the task that every engine runs."""
    file = job.unfinished / f"{_key(job, part)}{PARQUET}"
    faults, sums = Faults(), GroupSums(job.question) if job.sums else None
    if file.exists():
        return PartDone(file, _hashes_in(file, job), faults, sums)
    hashes = [hashes_of(np.array([], dtype=object))]
    with score_writer(file, job.question, levels=job.levels) as writer:
        for people in score_part(part, job.question, faults):
            writer.write(people)
            hashes.append(hashes_of(people.ids))
            if sums is not None:
                sums.add(people, faults)
    if faults:
        file.unlink()
    return PartDone(file, np.concatenate(hashes), faults, sums)


def _begin(job: PartsJob) -> None:
    if not job.resumes:
        shutil.rmtree(job.unfinished, ignore_errors=True)
    job.unfinished.mkdir(exist_ok=True)


def _end(files: Sequence[Path], job: PartsJob, *, is_fine: bool) -> None:
    """Make the folder of the scores, or keep or remove what was finished."""
    if not is_fine:
        if not job.resumes:
            shutil.rmtree(job.unfinished)
        return
    whole = job.unfinished / WHOLE
    shutil.rmtree(whole, ignore_errors=True)
    whole.mkdir()
    for number, file in enumerate(files):
        file.rename(whole / NAME.format(number))
    shutil.rmtree(job.target, ignore_errors=True)
    whole.rename(job.target)
    shutil.rmtree(job.unfinished)


def _key(job: PartsJob, part: Part) -> str:
    """Return a name that changes with the file, the part of it, the question and the program."""
    question = job.question
    about = [
        VERSION,
        question.matrix.wording,
        question.matrix.structure,
        question.profiles,
        question.mode,
        question.id_column,
        question.groups,
        job.levels,
        str(part.path.resolve()),
        part.groups and (part.groups.start, part.groups.stop),
        [(str(each), *_state(each)) for each in part.files or [part.path]],
    ]
    return sha256(json.dumps(about).encode()).hexdigest()


def _state(file: Path) -> tuple[int, int]:
    about = file.stat()
    return about.st_size, about.st_mtime_ns


def _hashes_in(file: Path, job: PartsJob) -> Hashes:
    """Return the hashes of the ids in a finished part, which has a row for each profile."""
    ids = pq.read_table(file, columns=["id"]).column("id").to_numpy()
    return hashes_of(ids[:: len(job.question.profiles)])
