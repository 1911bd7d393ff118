"""Check a file of predictions: score it, and compare it with a guess and with the baseline."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from typing import Final, TypedDict

import numpy as np

from skills.entries.project_attempts import Better, ProjectCheck
from skills.matrix import Matrix, Project
from skills.problems import Problem, SkillsError
from skills.projects.bootstrap import difference
from skills.projects.data_file import require_packages
from skills.projects.metrics import Values
from skills.projects.pack_tables import (
    baseline_predictions,
    classes_of,
    dummy_prediction,
    pack_version,
    values_of,
)
from skills.projects.packs import Pack, PackData, ValueRule, divided
from skills.projects.predictions import read_predictions, table_of

PACKAGES: Final = ("scikit-learn", "numpy", "scipy", "pandas")
"""The packages whose versions are recorded, beside those with the data."""

NEARLY_ALL: Final = 0.98
"""The share of rows with the baseline's prediction from which on a file is the baseline's."""

CLOSE: Final = 1e-3
"""What equal numbers may differ by, as a share of the standard deviation of the baseline's."""


class Figures(TypedDict):
    """What is computed from predictions, as in `ProjectCheck`."""

    metric: str
    better: Better
    rows: int
    score: float
    dummy: float
    baseline: float
    gain: float
    gain_low: float
    gain_high: float
    repeats_baseline: bool


class NoPassMark(SkillsError):  # noqa: N818 - reads as what is the matter
    """Raised when a project has a pack but no mark that passes."""


def check_predictions(  # noqa: PLR0913 - a file, and all that it is checked against
    data: bytes,
    name: str,
    *,
    matrix: Matrix,
    project: Project,
    pack: Pack,
    seed: int,
    now: datetime,
) -> ProjectCheck | tuple[Problem, ...]:
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
    passing = passing_mark(project)
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
    figures = _figures(read.values, rows, pack, seed)
    return ProjectCheck(
        at=now,
        passing=passing,
        merit=pack.merit,
        file_hash=sha256(data).hexdigest(),
        pack=pack.name,
        pack_version=pack_version(rows),
        matrix_version=matrix.version,
        versions=package_versions(pack),
        **figures,
    )


def _figures(values: tuple[str, ...], rows: PackData, pack: Pack, seed: int) -> Figures:
    """Score predictions, and compare them with a guess and with the simple baseline."""
    metric = pack.metric
    truth, given = values_of(rows.answers, pack.rule), values_of(values, pack.rule)
    simple = baseline_predictions(pack, rows)
    guess = values_of([dummy_prediction(pack, rows)] * len(truth), pack.rule)
    gain = difference(metric, truth, given, simple, seed=seed, groups=rows.groups)
    return Figures(
        metric=metric.key,
        better=metric.better,
        rows=len(truth),
        score=metric.score(truth, given),
        dummy=metric.score(truth, guess),
        baseline=metric.score(truth, simple),
        gain=gain.value,
        gain_low=gain.low,
        gain_high=gain.high,
        repeats_baseline=_is_same(given, simple, pack.rule),
    )


def _is_same(predictions: Values, simple: Values, rule: ValueRule) -> bool:
    """Return whether predictions match the baseline's in nearly all rows or rank them alike."""
    if predictions.dtype.kind == "U":
        return bool(np.mean(predictions == simple) >= NEARLY_ALL)
    if np.mean(np.abs(predictions - simple) <= CLOSE * np.std(simple)) >= NEARLY_ALL:
        return True
    return rule.kind == "score" and np.array_equal(_places(predictions), _places(simple))


def _places(values: Values) -> Values:
    """Return the place of each value in the order of all, the same for equal ones."""
    return np.asarray(np.unique(values, return_inverse=True)[1])


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
