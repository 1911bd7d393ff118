"""Score files held in memory, such as uploads, and sum up where the people in them stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from skills.cohorts.answer_tables import column_names
from skills.cohorts.columns import ID, statement_ids
from skills.cohorts.faults import Faults
from skills.cohorts.group_sums import GroupSums
from skills.cohorts.helping import NamedPerson
from skills.cohorts.parts import CSV, PARQUET
from skills.cohorts.question import FOLDER, CohortQuestion
from skills.cohorts.rater_agreement import RaterAgreement, rater_agreement
from skills.cohorts.run import score_files
from skills.cohorts.summary import Summary, summarise
from skills.matrix import Matrix
from skills.problems import Problem


@dataclass(frozen=True, slots=True)
class CohortFile:
    """A file in memory; its name is only shown, and its ending says what it is."""

    name: str
    data: bytes

    @property
    def ending(self) -> str:
        """Return the ending of the name, in lower case and with its dot."""
        return PurePosixPath(self.name).suffix.lower()


@dataclass(frozen=True, slots=True)
class CohortResult:
    """Where the people in some files stand, or what is wrong with the files.

    Attributes
    ----------
    summary : None if there are problems.
    named : those who agreed in their own file to be named.
    raters : how alike people and their mentors rate; None if too few have mentors' ratings.
    """

    summary: Summary | None
    problems: tuple[Problem, ...] = ()
    named: tuple[NamedPerson, ...] = ()
    raters: RaterAgreement | None = None


def summarise_files(files: Sequence[CohortFile], question: CohortQuestion) -> CohortResult:
    """Score everybody in these files, and return what may be shown."""
    faults, sums = Faults(), GroupSums(question)
    with TemporaryDirectory(prefix="cohort-") as folder:
        for people in score_files(_written(files, Path(folder)), question, faults):
            sums.add(people, faults)
    if faults:
        return CohortResult(None, faults.problems)
    summary = summarise(sums.counts(), question.matrix, question.compared, sums.named)
    raters = rater_agreement(sums.raters) if sums.raters and summary.people else None
    return CohortResult(summary, named=tuple(sums.named), raters=raters)


def possible_groups(files: Sequence[CohortFile], matrix: Matrix) -> tuple[str, ...]:
    """Return by what people can be grouped: the folders of an archive, or columns of all tables."""
    tables = [each for each in files if each.ending in (CSV, PARQUET)]
    if not tables:
        return (FOLDER,) if any(each.ending == ".zip" for each in files) else ()
    if len(tables) < len(files):
        return ()
    statements = statement_ids(matrix)
    with TemporaryDirectory(prefix="cohort-") as folder:
        names = [column_names(each, statements) for each in _written(tables, Path(folder))]
    others = [each for each in names[0] if each not in statements and each not in (ID, "")]
    return tuple(dict.fromkeys(e for e in others if all(e in one for one in names)))


def _written(files: Sequence[CohortFile], folder: Path) -> list[Path]:
    """Write files to a folder, and return the paths to score: those of JSON files share one."""
    own = folder / "files"
    own.mkdir()
    paths = list(_paths(files, folder, own))
    return list(dict.fromkeys(own if each.parent == own else each for each in paths))


def _paths(files: Sequence[CohortFile], folder: Path, own: Path) -> Iterator[Path]:
    for number, each in enumerate(files, 1):
        parent = own if each.ending == ".json" else folder / str(number)
        parent.mkdir(exist_ok=True)
        path = parent / _file_name(each)
        if path.exists():
            path = path.with_stem(f"{path.stem}-{number}")
        path.write_bytes(each.data)
        yield path


def _file_name(file: CohortFile) -> str:
    """Return a name that can be written anywhere: a stranger chose the name."""
    stem = PurePosixPath(file.name.replace("\\", "/")).name.removesuffix(file.ending)
    plain = "".join(each if each.isalnum() or each in " -_" else "_" for each in stem)
    ending = file.ending if file.ending[1:].isalnum() else ""
    return f"{plain[:60].strip() or 'file'}{ending}"
