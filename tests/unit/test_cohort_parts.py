"""Scores in parts are those of one file, whoever computes them, and however often it stopped."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from hashlib import sha256
from operator import attrgetter
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest
from cohort_support import made_up, read_scores, score, table_of, write_table
from matrix_support import THIRDS, YES_NO, a_matrix, a_skill

from skills.cohorts import parts, score_parts
from skills.cohorts.engines import Engine, call_for_all
from skills.cohorts.faults import Faults
from skills.cohorts.group_sums import GroupSums
from skills.cohorts.parts import Part, parts_of
from skills.cohorts.question import CohortQuestion, People
from skills.cohorts.run import score_files, score_part
from skills.cohorts.score_parts import PartsJob, score_in_parts
from skills.matrix import Target

MATRIX = a_matrix(
    a_skill("sql", scale=YES_NO),
    a_skill("ml", scale=THIRDS),
    targets=(Target("sql", 2, must=True), Target("ml", 4)),
)
QUESTION = CohortQuestion(MATRIX, tuple(MATRIX.profiles), groups=("team",))
PEOPLE = 1_000

means = attrgetter("values")


@pytest.fixture(autouse=True)
def _no_main(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let new processes run nothing first: tests of pages leave one as the main module."""
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two row groups of the tests' files, of 100 rows each, are a part."""
    monkeypatch.setattr(parts, "PART_ROWS", 150)


def answers(path: Path, people: int = PEOPLE, seed: int = 1, **columns: Sequence[str]) -> Path:
    ids = columns.pop("id", [f"{seed}-{number}" for number in range(people)])
    teams = [f"team {number % 3}" for number in range(people)]
    table = table_of(MATRIX, made_up(MATRIX, people, seed), id=ids, team=teams, **columns)
    return write_table(table, path)


def checksum(scores: pd.DataFrame) -> str:
    return sha256(scores.to_csv(index=False).encode()).hexdigest()


def whole(paths: Sequence[Path], folder: Path) -> tuple[str, GroupSums]:
    """Return the checksum and the sums of scoring files the plain way."""
    target, sums, faults = folder / "whole.parquet", GroupSums(QUESTION), Faults()
    assert not score(paths, target, QUESTION, levels=True)
    for people in score_files(paths, QUESTION, faults):
        sums.add(people, faults)
    return checksum(read_scores(target)), sums


def a_job(folder: Path, **more: bool) -> PartsJob:
    return PartsJob(QUESTION, folder / "scores", levels=True, **more)


@contextmanager
def scheduler(name: str) -> Iterator[Engine]:
    """Name the engine, with Dask set to work in threads or processes."""
    if name == "local":
        yield "local"
        return
    dask = pytest.importorskip("dask", reason="Dask is not installed: requirements-dask.txt")
    with dask.config.set(scheduler=name, num_workers=2):
        yield "dask"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["local", "threads", "processes"])
@pytest.mark.parametrize("ending", [".parquet", ".csv"])
def test_every_engine_gives_the_same_scores_and_sums(
    tmp_path: Path, name: str, ending: str
) -> None:
    paths = [answers(tmp_path / f"{seed}{ending}", seed=seed) for seed in (1, 2)]
    expected, sums = whole(paths, tmp_path)
    faults = Faults()
    with scheduler(name) as engine:
        count, found = score_in_parts(paths, a_job(tmp_path, sums=True), engine, faults)
    assert not faults
    assert count == 2 * PEOPLE
    files = sorted((tmp_path / "scores").iterdir())
    # Parts are only small where this process divides the files, and so in every engine.
    assert [each.name for each in files] == [
        f"part-{number:05}.parquet" for number in range(10 if ending == ".parquet" else 2)
    ]
    assert checksum(pd.concat([pd.read_parquet(each) for each in files])) == expected
    # Sums of other blocks differ in the last digit; every number of people is the same.
    plain, joined = sums.counts(), found.counts()
    for column, groups in means(plain).items():
        expected_here = {group: pytest.approx(each) for group, each in groups.items()}
        assert means(joined)[column] == expected_here
    assert replace(joined, values={}) == replace(plain, values={})
    assert not a_job(tmp_path).unfinished.exists()


def test_exported_files_are_divided_by_their_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "PART_FILES", 2)
    for name in ("a", "b/c", "b/d", "e", "f"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / f"{name}.json").write_text("{")
    found = list(parts_of([tmp_path, tmp_path / "e.json"]))
    assert [each.files and len(each.files) for each in found] == [2, 2, 1, None]
    faults = Faults()
    for part in found[:3]:
        here = Faults()
        list(score_part(part, replace(QUESTION, groups=("folder",)), here))
        faults.join(here)
    files = [each.place.file for each in faults.problems]
    assert files == ["a.json", "b/c.json", "b/d.json", "e.json", "f.json"]


class _Stopped(Exception):  # noqa: N818 - stands for a machine that went away
    pass


def test_after_an_interruption_only_what_is_missing_or_changed_is_scored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [answers(tmp_path / f"{seed}.parquet", 500, seed) for seed in (1, 2)]
    scored: list[Part] = []

    def counted(
        part: Part, question: CohortQuestion, faults: Faults, last: int = 99
    ) -> Iterator[People]:
        if len(scored) == last:
            raise _Stopped
        scored.append(part)
        return score_part(part, question, faults)

    job = a_job(tmp_path, resumes=True)
    monkeypatch.setattr(score_parts, "score_part", partial(counted, last=4))
    with pytest.raises(_Stopped):
        score_in_parts(paths, job, "local", Faults())
    assert not job.target.exists()
    answers(paths[0], 500, seed=3)
    scored.clear()
    monkeypatch.setattr(score_parts, "score_part", counted)
    assert score_in_parts(paths, job, "local", Faults())[0] == 1_000
    assert [(each.path, each.groups) for each in scored] == [
        *((paths[0], each) for each in (range(2), range(2, 4), range(4, 5))),
        *((paths[1], each) for each in (range(2, 4), range(4, 5))),
    ]
    expected, _ = whole(paths, tmp_path)
    assert checksum(pd.read_parquet(job.target)) == expected


def test_another_question_takes_up_no_parts(tmp_path: Path) -> None:
    path = answers(tmp_path / "a.parquet", 300)
    job = a_job(tmp_path, resumes=True)
    keys = {
        score_parts._key(each, part)
        for each in (
            job,
            replace(job, levels=False),
            replace(job, question=replace(QUESTION, groups=())),
        )
        for part in parts_of([path])
    }
    assert len(keys) == 3 * 2


def test_with_a_problem_in_one_part_there_are_no_scores_and_the_others_wait_if_asked(
    tmp_path: Path,
) -> None:
    good = answers(tmp_path / "good.parquet", 300)
    statement = next(iter(MATRIX.statements))
    table = table_of(MATRIX, made_up(MATRIX, 500, 2), team=["t"] * 500)
    wrong = table.set_column(
        table.schema.get_field_index(statement), statement, [["strange"] * 500]
    )
    bad = write_table(wrong, tmp_path / "bad.parquet")
    plain = score([good, bad], tmp_path / "whole.csv", QUESTION)
    for resumes in (False, True):
        faults, job = Faults(), a_job(tmp_path, resumes=resumes)
        score_in_parts([good, bad], job, "local", faults)
        assert faults.problems == plain.problems
        assert "497 more" in faults.problems[-1].what
        assert not job.target.exists()
        assert len(list(job.unfinished.glob("*.parquet"))) == (2 if resumes else 0)


def test_problems_with_columns_are_reported_once_for_all_parts(tmp_path: Path) -> None:
    path = answers(tmp_path / "a.parquet", 500)
    question, faults = replace(QUESTION, groups=("none",)), Faults()
    score_in_parts([path], PartsJob(question, tmp_path / "scores"), "local", faults)
    assert [each.what for each in faults.problems] == ['There is no column "none"']


@pytest.mark.parametrize("at", [199, 200, 499])
def test_an_id_that_two_parts_share_is_found_also_when_parts_are_kept(
    tmp_path: Path, at: int
) -> None:
    ids = [f"p{number}" for number in range(500)]
    ids[at] = "p0"
    path = answers(tmp_path / "a.parquet", 500, id=ids)
    plain = score([path], tmp_path / "whole.csv", QUESTION)
    for _ in range(2):
        faults, job = Faults(), a_job(tmp_path, resumes=True)
        score_in_parts([path], job, "local", faults)
        assert faults.problems == plain.problems
        assert f"Person {at + 1} has the same id as person 1" in faults.problems[0].what


def test_damaged_and_missing_files_are_reported(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"PAR1")
    faults = Faults()
    score_in_parts([tmp_path / "a.parquet"], a_job(tmp_path), "local", faults)
    assert [each.code for each in faults.problems] == ["cohort-file"]
    with pytest.raises(FileNotFoundError):
        score_in_parts([tmp_path / "b.csv"], a_job(tmp_path), "local", Faults())
    assert not a_job(tmp_path).unfinished.exists()


@pytest.mark.parametrize("name", ["local", "threads"])
def test_more_parts_than_are_given_at_once_come_in_their_order(name: str) -> None:
    with scheduler(name) as engine:
        assert list(call_for_all(engine, abs, range(150))) == list(range(150))
    assert not multiprocessing.active_children()
