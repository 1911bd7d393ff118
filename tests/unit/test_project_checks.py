"""Check predictions: what a score and a range mean, whatever the order of the rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

import numpy as np
import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from pack_support import checked, file_of, reference, rows_of
from sklearn import metrics as learn

from skills.projects import metrics
from skills.projects.bootstrap import difference
from skills.projects.metrics import Metric
from skills.projects.pack_tables import baseline_predictions
from skills.projects.shipped_packs import PACKS
from skills.sentences import project_checks as say

pytestmark = pytest.mark.slow

seeds = st.integers(0, 10_000)


@settings(max_examples=examples(20))
@given(seed=seeds)
def test_the_order_of_the_rows_and_the_form_of_the_file_change_nothing(seed: int) -> None:
    plain = file_of("penguins", reference("penguins"))
    rng = np.random.default_rng(seed)
    head, *lines = plain.decode().splitlines()
    quoted = [
        ",".join(f'"{cell}"' for cell in each.split(","))
        for each in [head, *rng.permutation(lines)]
    ]
    end, separator = rng.choice(["\n", "\r\n"]), rng.choice(list(",;\t"))
    mixed = f"\ufeff{end.join(quoted).replace(',', separator)}"
    one, other = (asdict(checked("penguins", each)) for each in (plain, mixed.encode()))
    assert one.pop("file_hash") != other.pop("file_hash")
    assert one == other


CLASSES = st.lists(st.sampled_from("abc"), min_size=5, max_size=40)
NUMBERS = st.lists(st.integers(0, 20).map(float), min_size=5, max_size=40)


@settings(max_examples=examples(100))
@given(truth=CLASSES, data=st.data())
@pytest.mark.parametrize("metric", [metrics.MACRO_F1, metrics.ACCURACY], ids=lambda each: each.key)
def test_a_class_put_right_never_lowers_the_score(
    metric: Metric, truth: list[str], data: st.DataObject
) -> None:
    said = [data.draw(st.sampled_from("abc")) for _ in truth]
    at = data.draw(st.integers(0, len(truth) - 1))
    better = [*said[:at], truth[at], *said[at + 1 :]]
    before, after = (metric.score(np.array(truth), np.array(each)) for each in (said, better))
    assert after >= before - 1e-12


@settings(max_examples=examples(100))
@given(truth=NUMBERS, data=st.data())
@pytest.mark.parametrize(
    "metric", [metrics.ABSOLUTE_ERROR, metrics.POISSON], ids=lambda each: each.key
)
def test_a_number_nearer_to_the_answer_never_worsens_the_score(
    metric: Metric, truth: list[float], data: st.DataObject
) -> None:
    said = [data.draw(st.integers(1, 30)) / 1.0 for _ in truth]
    at = data.draw(st.integers(0, len(truth) - 1))
    nearer = max((said[at] + truth[at]) / 2, 1e-3)
    better = [*said[:at], nearer, *said[at + 1 :]]
    before, after = (metric.score(np.array(truth), np.array(each)) for each in (said, better))
    assert after <= before + 1e-9


WITH_WEIGHTS = {
    "macro-f1": lambda y, p, w: learn.f1_score(
        y,
        p,
        sample_weight=w,
        average="macro",
        labels=np.unique(np.concatenate([y[w > 0], p[w > 0]])),
    ),
    "accuracy": lambda y, p, w: learn.accuracy_score(y, p, sample_weight=w),
    "average-precision": lambda y, p, w: learn.average_precision_score(y, p, sample_weight=w),
    "brier": lambda y, p, w: learn.brier_score_loss(y, p, sample_weight=w),
    "mean-absolute-error": lambda y, p, w: learn.mean_absolute_error(y, p, sample_weight=w),
    "mean-poisson-deviance": lambda y, p, w: learn.mean_poisson_deviance(y, p, sample_weight=w),
}

METRICS = (
    metrics.MACRO_F1,
    metrics.ACCURACY,
    metrics.AVERAGE_PRECISION,
    metrics.BRIER,
    metrics.ABSOLUTE_ERROR,
    metrics.POISSON,
)


@settings(max_examples=examples(40))
@given(seed=seeds)
@pytest.mark.parametrize("metric", METRICS, ids=lambda each: each.key)
def test_a_weighted_score_is_that_of_scikit_learn(metric: Metric, seed: int) -> None:
    rng = np.random.default_rng(seed)
    if metric in {metrics.MACRO_F1, metrics.ACCURACY}:
        truth, said = rng.choice(list("abcd"), (2, 60))
    else:
        truth, said = rng.integers(0, 2, 60), rng.integers(1, 10, 60) / 10
    weights = rng.integers(0, 3, (2, 60)).astype(float)
    weights[:, :10] = 1.0
    truth[0] = 1 if truth.dtype.kind == "i" else truth[0]
    scores = metric.resample(truth, said, weights)
    whole = metric.resample(truth, said, np.ones((1, 60)))
    assert whole == pytest.approx([metric.score(truth, said)])
    wanted = [WITH_WEIGHTS[metric.key](truth, said, each) for each in weights]
    assert scores == pytest.approx(wanted)


@settings(max_examples=examples(40))
@given(seed=seeds)
def test_a_row_drawn_twice_counts_as_two_rows(seed: int) -> None:
    rng = np.random.default_rng(seed)
    draws = rng.integers(0, 3, (3, 40))
    draws[:, :8] = 1
    numbers = rng.integers(0, 4, (2, 40)).astype(float)
    sets = np.array([["1 3", "2", "3"][int(each) % 3] for each in numbers.ravel()]).reshape(2, 40)
    for metric, (truth, said) in ((metrics.ADJUSTED_RAND, numbers), (metrics.MICRO_F1, sets)):
        wanted = [metric.score(np.repeat(truth, each), np.repeat(said, each)) for each in draws]
        assert metric.resample(truth, said, draws.astype(float)) == pytest.approx(wanted)


def test_groups_score_by_who_is_together_and_not_by_their_numbers() -> None:
    truth, named = np.array([0.0, 0, 1, 1, 2, 2]), np.array([7.0, 7, 5, 5, 1, 1])
    one = np.ones((1, 6))
    assert metrics.ADJUSTED_RAND.score(truth, named) == pytest.approx(1)
    assert metrics.ADJUSTED_RAND.score(truth, np.zeros(6)) == pytest.approx(0)
    assert metrics.ADJUSTED_RAND.resample(truth, named, one) == pytest.approx([1])
    assert metrics.ADJUSTED_RAND.resample(np.zeros(6), np.zeros(6), one) == pytest.approx([1])


def _gain(shift: float, groups: Sequence[int] | None = None, rows: int = 200) -> tuple[float, ...]:
    rng = np.random.default_rng(5)
    truth = rng.normal(size=rows)
    old = truth + rng.normal(size=rows)
    new = truth + (old - truth) * (1 - shift) + rng.normal(size=rows) * 0.3
    found = difference(metrics.ABSOLUTE_ERROR, truth, new, old, seed=2, groups=groups)
    return found.low, found.value, found.high


def test_the_range_tells_a_real_difference_from_luck() -> None:
    low, value, high = _gain(0.5)
    assert 0 < low < value < high
    low, _, high = _gain(-0.5)
    assert low < high < 0
    low, _, high = _gain(0.03)
    assert low < 0 < high


def test_rows_that_belong_together_widen_the_range() -> None:
    rng = np.random.default_rng(3)
    truth = np.zeros(300)
    groups = np.repeat(np.arange(10), 30)
    old, new = np.ones(300), (1 + rng.normal(size=10) / 3)[groups]
    alone, together = (
        difference(metrics.ABSOLUTE_ERROR, truth, new, old, seed=1, groups=each)
        for each in (None, list(groups))
    )
    assert alone.value == pytest.approx(together.value)
    assert together.high - together.low > 3 * (alone.high - alone.low)


@settings(max_examples=examples(20))
@given(seed=seeds)
def test_the_same_seed_gives_the_same_range_and_both_sides_mirror(seed: int) -> None:
    rng = np.random.default_rng(seed)
    truth, one, two = rng.normal(size=(3, 30))
    forth = difference(metrics.ABSOLUTE_ERROR, truth, one, two, seed=7, draws=300)
    again = difference(metrics.ABSOLUTE_ERROR, truth, one, two, seed=7, draws=300)
    back = difference(metrics.ABSOLUTE_ERROR, truth, two, one, seed=7, draws=300)
    assert forth == again
    assert (forth.low, forth.value) == (pytest.approx(-back.high), pytest.approx(-back.value))


def test_merit_and_pass_are_distinguished() -> None:
    data = rows_of("penguins")
    right = checked("penguins", file_of("penguins", data.answers))
    assert (right.is_passed, right.has_merit, right.score) == (True, True, 1.0)
    assert say.verdict_text(right) == "Passed with merit."
    passed = checked("penguins", file_of("penguins", ["Adelie", *data.answers[1:-1], "Gentoo"]))
    assert (passed.is_passed, passed.has_merit) == (True, False)
    assert say.verdict_text(passed) == "Passed."
    assert passed.file_hash != right.file_hash
    assert set(passed.versions) >= {"scikit-learn", "numpy", "palmerpenguins"}
    assert passed.pack == "penguins"


def test_predictions_in_the_order_of_the_starters_are_the_baselines() -> None:
    starter = baseline_predictions(PACKS["breast-cancer"], rows_of("breast-cancer"))
    turned = starter.copy()
    turned[:10] = turned[:10][::-1]
    for given_, is_same in ((starter, True), (3 * starter - 1, True), (turned, False)):
        found = checked("breast-cancer", file_of("breast-cancer", given_))
        assert found.repeats_baseline is is_same
    numbers = baseline_predictions(PACKS["diabetes"], rows_of("diabetes"))
    for given_, is_same in ((np.round(numbers, 2), True), (numbers + 1, False)):
        found = checked("diabetes", file_of("diabetes", given_))
        assert (found.repeats_baseline, found.is_passed) == (is_same, not is_same)


@pytest.mark.parametrize("name", ["penguins-without-bill", "breast-cancer", "diabetes", "survey"])
def test_one_changed_prediction_of_the_starter_does_not_pass(name: str) -> None:
    """In these packs the baseline itself reaches the pass mark."""
    predicted = baseline_predictions(PACKS[name], rows_of(name)).tolist()
    other = next(each for each in predicted if each != predicted[0])
    found = checked(name, file_of(name, [other, *predicted[1:]]))
    assert (found.repeats_baseline, found.is_passed) == (True, False)
