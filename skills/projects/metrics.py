"""The metrics of packs: scored by scikit-learn, and in NumPy for many weightings at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from skills.entries.project_attempts import Better, reaches

Values = NDArray[Any]
"""One value for each test row: numbers, or classes as texts."""

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric.

    Attributes
    ----------
    key : its name in files.
    better : the direction in which it improves.
    score : function of truth and prediction, computed by scikit-learn.
    resample : function of truth, prediction and weights (draws by rows); returns one score a draw.
    """

    key: str
    better: Better
    score: Callable[[Values, Values], float]
    resample: Callable[[Values, Values, FloatArray], FloatArray]

    def gain(self, new: float, old: float) -> float:
        """Return by how much the first of two scores is better, below 0 if it is worse."""
        return new - old if self.better == "higher" else old - new

    def reaches(self, score: float, mark: float) -> bool:
        """Return whether a score is at least as good as a mark."""
        return reaches(score, mark, self.better)


def _macro_f1(truth: Values, predicted: Values) -> float:
    from sklearn.metrics import f1_score  # noqa: PLC0415 - loads SciPy

    return float(f1_score(truth, predicted, average="macro", zero_division=0.0))


def _accuracy(truth: Values, predicted: Values) -> float:
    from sklearn.metrics import accuracy_score  # noqa: PLC0415 - loads SciPy

    return float(accuracy_score(truth, predicted))


def _average_precision(truth: Values, predicted: Values) -> float:
    from sklearn.metrics import average_precision_score  # noqa: PLC0415 - loads SciPy

    return float(average_precision_score(truth, predicted))


def _brier(truth: Values, predicted: Values) -> float:
    from sklearn.metrics import brier_score_loss  # noqa: PLC0415 - loads SciPy

    return float(brier_score_loss(truth, predicted))


def _absolute_error(truth: Values, predicted: Values) -> float:
    from sklearn.metrics import mean_absolute_error  # noqa: PLC0415 - loads SciPy

    return float(mean_absolute_error(truth, predicted))


def _poisson(truth: Values, predicted: Values) -> float:
    from sklearn.metrics import mean_poisson_deviance  # noqa: PLC0415 - loads SciPy

    return float(mean_poisson_deviance(truth, predicted))


def _adjusted_rand(truth: Values, predicted: Values) -> float:
    from sklearn.metrics import adjusted_rand_score  # noqa: PLC0415 - loads SciPy

    return float(adjusted_rand_score(_numbered(truth), _numbered(predicted)))


def _numbered(groups: Values) -> Values:
    return np.asarray(np.unique(groups, return_inverse=True)[1])


def _micro_f1(truth: Values, predicted: Values) -> float:
    from sklearn.metrics import f1_score  # noqa: PLC0415 - loads SciPy
    from sklearn.preprocessing import MultiLabelBinarizer  # noqa: PLC0415

    sets = [[each.split() for each in values] for values in (truth, predicted)]
    flags = MultiLabelBinarizer().fit([*sets[0], *sets[1]])
    return float(f1_score(*map(flags.transform, sets), average="micro", zero_division=0.0))


def _mean_of(
    losses: Callable[[Values, Values], Values],
) -> Callable[[Values, Values, FloatArray], FloatArray]:
    def resample(truth: Values, predicted: Values, weights: FloatArray) -> FloatArray:
        rows = losses(truth, predicted).astype(np.float64)
        return np.asarray(weights @ rows / weights.sum(axis=1), np.float64)

    return resample


def _poisson_losses(truth: Values, predicted: Values) -> Values:
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.where(truth > 0, truth * np.log(truth / predicted), 0.0)
    return np.asarray(2 * (logs - truth + predicted))


def _resampled_macro_f1(truth: Values, predicted: Values, weights: FloatArray) -> FloatArray:
    """Return macro F1 of each draw over the classes that occur in it."""
    scores, counted = np.zeros(len(weights)), np.zeros(len(weights))
    for each in np.unique(np.concatenate([truth, predicted])):
        is_true, is_said = truth == each, predicted == each
        sums = weights @ is_true + weights @ is_said
        occurs = sums > 0
        both = weights @ (is_true & is_said)
        scores += np.divide(2 * both, sums, out=np.zeros_like(scores), where=occurs)
        counted += occurs
    return np.asarray(scores / counted)


def _resampled_precision(truth: Values, predicted: Values, weights: FloatArray) -> FloatArray:
    """Return average precision of each draw; rows of equal score count together.

    Precision counts only where a row is found, so it is computed at the ends of those ties only.
    """
    order = np.argsort(-predicted, kind="stable")
    ends = np.append(np.flatnonzero(np.diff(predicted[order])), len(order) - 1)
    found = np.flatnonzero(truth[order])
    ends = np.unique(ends[np.searchsorted(ends, found)])
    ordered = weights[:, order]
    named = np.cumsum(ordered, axis=1)[:, ends]
    upto = np.searchsorted(found, ends, side="right") - 1
    hits = np.cumsum(ordered[:, found], axis=1)[:, upto]
    precision = np.divide(hits, named, out=np.zeros_like(hits), where=named > 0)
    steps = np.diff(hits, axis=1, prepend=0.0)
    with np.errstate(invalid="ignore", divide="ignore"):  # a draw may hold no row to be found
        return np.asarray((precision * steps).sum(axis=1) / hits[:, -1])


def _resampled_rand(truth: Values, predicted: Values, weights: FloatArray) -> FloatArray:
    """Return the adjusted Rand index of each draw; a row drawn twice counts as two."""
    first, second = _numbered(truth), _numbered(predicted)
    both = first * (second.max() + 1) + second
    together, true, found = (_pairs(each, weights) for each in (both, first, second))
    size = weights.sum(axis=1)
    expected = true * found / (size * (size - 1) / 2)
    most = (true + found) / 2
    with np.errstate(invalid="ignore", divide="ignore"):
        index = (together - expected) / (most - expected)
    return np.asarray(np.where(most == expected, 1.0, index))


def _pairs(groups: Values, weights: FloatArray) -> FloatArray:
    """Return how many pairs of drawn rows are in the same group, for each draw."""
    order = np.argsort(groups, kind="stable")
    starts = np.flatnonzero(np.diff(groups[order], prepend=-1))
    sizes = np.add.reduceat(weights[:, order], starts, axis=1)
    return np.asarray((sizes * (sizes - 1) / 2).sum(axis=1))


def _resampled_micro_f1(truth: Values, predicted: Values, weights: FloatArray) -> FloatArray:
    sets = [[set(each.split()) for each in values] for values in (truth, predicted)]
    both = np.array([len(one & other) for one, other in zip(*sets, strict=True)], np.float64)
    named = np.array([len(one) + len(other) for one, other in zip(*sets, strict=True)], np.float64)
    return np.asarray(2 * (weights @ both) / (weights @ named))


MACRO_F1: Final = Metric("macro-f1", "higher", _macro_f1, _resampled_macro_f1)
ACCURACY: Final = Metric("accuracy", "higher", _accuracy, _mean_of(np.equal))
AVERAGE_PRECISION: Final = Metric(
    "average-precision", "higher", _average_precision, _resampled_precision
)
BRIER: Final = Metric("brier", "lower", _brier, _mean_of(lambda truth, p: (truth - p) ** 2))
ABSOLUTE_ERROR: Final = Metric(
    "mean-absolute-error", "lower", _absolute_error, _mean_of(lambda truth, p: abs(truth - p))
)
POISSON: Final = Metric("mean-poisson-deviance", "lower", _poisson, _mean_of(_poisson_losses))
ADJUSTED_RAND: Final = Metric("adjusted-rand-index", "higher", _adjusted_rand, _resampled_rand)
MICRO_F1: Final = Metric("micro-f1", "higher", _micro_f1, _resampled_micro_f1)
