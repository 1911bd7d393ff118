"""Check a file of predictions: score it, and compare it with dummy, baseline and marks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from typing import Final, Literal

from skills.matrix import Matrix, Project
from skills.problems import Problem, SkillsError
from skills.projects.bootstrap import Difference, difference
from skills.projects.data_file import require_packages
from skills.projects.pack_tables import (
    baseline_predictions,
    classes_of,
    dummy_prediction,
    pack_version,
    values_of,
)
from skills.projects.packs import Pack, PackData, divided
from skills.projects.predictions import read_predictions, table_of

PACKAGES: Final = ("scikit-learn", "numpy", "scipy", "pandas")
"""The packages whose versions are recorded, beside those with the data."""


class NoPassMark(SkillsError):  # noqa: N818 - reads as what is the matter
    """Raised where a project has a pack but nothing says what passes."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What a score is compared with.

    Attributes
    ----------
    dummy, baseline : scores on the same rows, computed anew for each check.
    passing : the score that passes.
    merit : the score of an outstanding solution, or None.
    """

    dummy: float
    baseline: float
    passing: float
    merit: float | None


@dataclass(frozen=True, slots=True)
class PredictionCheck:
    """The result of checking a file of predictions.

    Attributes
    ----------
    project, pack, matrix : ids; `pack_version` and `matrix_version` tell what they were.
    gain : by how much the file is better than the baseline, with its range.
    file_hash : the SHA-256 hash of the file.
    versions : the version of each package that took part.
    """

    project: str
    matrix: str
    matrix_version: str
    pack: str
    pack_version: str
    metric: str
    better: Literal["higher", "lower"]
    rows: int
    score: float
    marks: Marks
    gain: Difference
    passed: bool
    merit: bool
    file_hash: str = ""
    versions: Mapping[str, str] = field(default_factory=dict)

    @property
    def comparison(self) -> Literal["better", "indistinct", "worse"]:
        """Return whether the range of the gain is above 0, below it, or includes it."""
        if self.gain.low > 0:
            return "better"
        return "worse" if self.gain.high < 0 else "indistinct"


def check_predictions(  # noqa: PLR0913 - a file, and all that it is checked against
    data: bytes, name: str, *, matrix: Matrix, project: Project, pack: Pack, seed: int
) -> PredictionCheck | tuple[Problem, ...]:
    """Check a file, or return its problems; a file with problems has no score.

    Parameters
    ----------
    name : file name.
    seed : the seed of the bootstrap.

    Raises
    ------
    SkillsError
        If the data of the pack is missing or changed, or the project has no pass mark.
    """
    passing_mark(project)
    table = table_of(data, name)  # first, since it costs less than loading what scores it
    if isinstance(table, Problem):
        return (table,)
    require_packages()
    rows = divided(pack, pack.table())
    read = read_predictions(
        table, name, ids=rows.ids, rule=pack.rule, classes=classes_of(pack, rows)
    )
    if read.problems:
        return read.problems
    checked = _scored(read.values, rows, matrix=matrix, project=project, pack=pack, seed=seed)
    return replace(checked, file_hash=sha256(data).hexdigest())


def _scored(  # noqa: PLR0913 - as above
    values: tuple[str, ...],
    rows: PackData,
    *,
    matrix: Matrix,
    project: Project,
    pack: Pack,
    seed: int,
) -> PredictionCheck:
    metric = pack.metric
    truth, given = values_of(rows.answers, pack.rule), values_of(values, pack.rule)
    simple = baseline_predictions(pack, rows)
    marks = _marks(project, pack, rows, metric.score(truth, simple))
    score = metric.score(truth, given)
    passed = metric.reaches(score, marks.passing)
    return PredictionCheck(
        project=project.id,
        matrix=matrix.id,
        matrix_version=matrix.version,
        pack=pack.name,
        pack_version=pack_version(rows),
        metric=metric.key,
        better=metric.better,
        rows=len(truth),
        score=score,
        marks=marks,
        gain=difference(metric, truth, given, simple, seed=seed, groups=rows.groups),
        passed=passed,
        merit=passed and marks.merit is not None and metric.reaches(score, marks.merit),
        versions=package_versions(pack),
    )


def _marks(project: Project, pack: Pack, rows: PackData, baseline: float) -> Marks:
    truth = values_of(rows.answers, pack.rule)
    guess = values_of([dummy_prediction(pack, rows)] * len(truth), pack.rule)
    dummy = pack.metric.score(truth, guess)
    return Marks(dummy, baseline, passing_mark(project), pack.merit)


def passing_mark(project: Project) -> float:
    """Return the score that passes.

    Raises
    ------
    NoPassMark
        If the project has none.
    """
    if project.baseline is None:
        raise NoPassMark(
            f'Project "{project.id}" has a pack but no baseline, so nothing says what passes: add '
            "baseline with metric, better and passing to the matrix."
        )
    return project.baseline.passing


def package_versions(pack: Pack) -> dict[str, str]:
    """Return the installed version of each package that takes part in a check."""
    names = dict.fromkeys((*PACKAGES, *(each.package for each in pack.files)))
    return {name: found for name in names if (found := _version(name))}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def as_plain(check: PredictionCheck) -> dict[str, object]:
    """Return a check as values for JSON."""
    return asdict(check) | {"comparison": check.comparison, "versions": dict(check.versions)}
