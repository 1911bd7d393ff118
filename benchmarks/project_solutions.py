"""A good solution of each project with a pack; no pack has them.

Each function takes the training and the test rows and returns one prediction for each test row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import numpy as np
import pandas as pd
from scipy.special import expit
from sklearn.cluster import AgglomerativeClustering
from sklearn.compose import make_column_selector, make_column_transformer
from sklearn.decomposition import PCA
from sklearn.ensemble import (
    ExtraTreesClassifier,
    ExtraTreesRegressor,
    HistGradientBoostingRegressor,
    IsolationForest,
    RandomForestClassifier,
    RandomForestRegressor,
)
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression, RidgeCV
from sklearn.manifold import TSNE
from sklearn.metrics import f1_score
from sklearn.model_selection import cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, SplineTransformer, StandardScaler
from sklearn.semi_supervised import LabelSpreading
from sklearn.svm import SVC

from benchmarks import project_pictures, project_series

Solution = Callable[[pd.DataFrame, pd.DataFrame], Any]


def inputs_of(test: pd.DataFrame, leave_out: tuple[str, ...] = ()) -> list[str]:
    """Return the columns to predict from."""
    return [each for each in test.columns if each not in {"row_id", *leave_out}]


def prepared(model: Any) -> Any:
    """Return a model that fills gaps, scales numbers and encodes texts."""
    numbers = make_pipeline(SimpleImputer(), StandardScaler())
    texts = make_pipeline(
        SimpleImputer(strategy="most_frequent"),
        OneHotEncoder(handle_unknown="ignore", sparse_output=False),
    )
    prepare = make_column_transformer(
        (numbers, make_column_selector(dtype_include="number")),
        (texts, make_column_selector(dtype_exclude="number")),
    )
    return make_pipeline(prepare, model)


def fitted(model: Any, label: str, *, leave_out: tuple[str, ...] = ()) -> Solution:
    """Return a solution that fits a model on the columns as they are."""

    def solve(train: pd.DataFrame, test: pd.DataFrame) -> Any:
        known = train.dropna(subset=[label])
        inputs = inputs_of(test, leave_out)
        return prepared(model).fit(known[inputs], known[label]).predict(test[inputs])

    return solve


def scored(model: Any, label: str) -> Solution:
    """Return a solution that gives the probability of the class 1."""

    def solve(train: pd.DataFrame, test: pd.DataFrame) -> Any:
        inputs = inputs_of(test)
        made = prepared(model).fit(train[inputs], train[label])
        return made.predict_proba(test[inputs])[:, 1]

    return solve


def _airports(train: pd.DataFrame, test: pd.DataFrame) -> Any:
    """Grow a forest on a map true to scale, seen from four directions."""
    maps = []
    for each in (train, test):
        north, east = each["latitude"], each["longitude"] * np.cos(np.radians(38))
        maps.append(np.c_[north, east, north + east, north - east])
    return RandomForestClassifier(random_state=0).fit(maps[0], train["state"]).predict(maps[1])


def _fifty(train: pd.DataFrame, test: pd.DataFrame) -> Any:
    """Pass the labels on to neighbours in all rows."""
    inputs = inputs_of(test)
    rows = np.concatenate([train[inputs], test[inputs]]) / 16
    labels = np.concatenate([train["digit"], np.full(len(test), -1)])
    model = LabelSpreading(kernel="knn", n_neighbors=7, alpha=0.9, max_iter=300)
    return model.fit(rows, labels).transduction_[len(train) :]


def _shuttle(train: pd.DataFrame, test: pd.DataFrame) -> Any:
    """Combine an isolation forest with the distance in scaled, rotated columns."""
    inputs = inputs_of(test)
    forest = IsolationForest(n_estimators=200, random_state=0).fit(train[inputs])
    rotated = make_pipeline(StandardScaler(), PCA(whiten=True)).fit(train[inputs])
    distance = np.abs(rotated.transform(test[inputs])).max(axis=1)
    ranks = [pd.Series(each).rank() for each in (-forest.score_samples(test[inputs]), distance)]
    return (ranks[0] + 0.2 * ranks[1]).to_numpy()


def _who_meets_whom(train: pd.DataFrame, test: pd.DataFrame) -> Any:
    """Learn from what both characters of a pair have in common, the pair itself left out."""
    characters = sorted({*train["first"], *train["second"], *test["first"], *test["second"]})
    places = {name: at for at, name in enumerate(characters)}
    met = np.zeros((len(places), len(places)))
    links = train[train["linked"] == 1]
    at = [links[each].map(places).to_numpy() for each in ("first", "second")]
    met[at[0], at[1]] = met[at[1], at[0]] = 1
    columns = [_in_common(met, places, each) for each in (train, test)]
    line = make_pipeline(StandardScaler(), LogisticRegression(max_iter=2000))
    forest = RandomForestClassifier(300, min_samples_leaf=5, random_state=0)
    found = [each.fit(columns[0], train["linked"]) for each in (line, forest)]
    return np.mean([each.predict_proba(columns[1])[:, 1] for each in found], axis=0)


def _in_common(met: Any, places: Mapping[str, int], pairs: pd.DataFrame) -> Any:
    """Return for each pair how many both meet, and how much that is worth."""
    first, second = (pairs[each].map(places).to_numpy() for each in ("first", "second"))
    degrees, linked = met.sum(axis=1), met[first, second]
    shared = met[first] * met[second]
    one, other = degrees[first] - linked, degrees[second] - linked
    both = shared.sum(axis=1)
    rarer = [shared @ (1 / np.log(np.maximum(degrees, 2))), shared @ (1 / np.maximum(degrees, 1))]
    least = np.minimum(one, other)
    either = np.maximum(one + other - both, 1)
    parts = [one * other, both, *rarer, both / either, least, both / np.maximum(least, 1)]
    return np.stack([*parts, np.maximum(one, other)], axis=1)


def _no_labels(train: pd.DataFrame, test: pd.DataFrame) -> Any:
    """Squeeze the digits into two columns that keep neighbours together, then find groups."""
    inputs = inputs_of(test)
    rows = np.concatenate([train[inputs], test[inputs]])
    flat = TSNE(perplexity=30, init="pca", random_state=0).fit_transform(rows)
    return AgglomerativeClustering(10).fit_predict(flat)[len(train) :]


def _find_the_leak(train: pd.DataFrame, test: pd.DataFrame) -> Any:
    """Leave out the waiting times, which follow from the answer."""
    inputs = [each for each in inputs_of(test) if not each.startswith("ttme_")]
    model = ExtraTreesClassifier(300, random_state=0)
    return model.fit(train[inputs], train["chosen"]).predict(test[inputs])


def _several_labels(train: pd.DataFrame, test: pd.DataFrame) -> Any:
    """Choose the limit above which forest and margins together name a group, one for all groups."""
    inputs = inputs_of(test)
    flags = train["groups"].str.get_dummies(" ")
    forest = ExtraTreesClassifier(
        300, min_samples_leaf=2, bootstrap=True, oob_score=True, random_state=0
    )
    forest.fit(train[inputs], flags)
    unseen, limits = forest.oob_decision_function_[:, 1, :], np.linspace(0.15, 0.65, 51)
    found = np.array([each[:, 1] for each in forest.predict_proba(test[inputs])]).T
    margins = [_margins(train[inputs], flags[each], test[inputs]) for each in flags]
    unseen = unseen + np.array([each for each, _ in margins]).T
    found = found + np.array([each for _, each in margins]).T
    scores = [f1_score(flags, unseen > 2 * each, average="micro") for each in limits]
    return named_groups(found > 2 * limits[int(np.argmax(scores))], list(flags.columns))


def _margins(inputs: pd.DataFrame, flag: Any, test: pd.DataFrame) -> tuple[Any, Any]:
    """Return how surely a row is in a group, 0 to 1: of each row unseen, and of the test."""
    machine = make_pipeline(StandardScaler(), SVC(C=2))
    unseen = cross_val_predict(machine, inputs, flag, method="decision_function")
    found = machine.fit(inputs, flag).decision_function(test)
    return expit(2 * unseen), expit(2 * found)


def named_groups(flags: Any, groups: list[str]) -> list[str]:
    """Return the groups of each row as a text."""
    rows = ([name for name, flag in zip(groups, row, strict=True) if flag] for row in flags)
    return [" ".join(each) or "12" for each in rows]


def _web_pages(train: pd.DataFrame, test: pd.DataFrame) -> Any:
    """Learn again from all pages so far after every fifth one, each value a column of its own."""
    inputs = inputs_of(test, ("phishing_before",))
    rows = pd.concat([train, test])[inputs]
    answers = np.concatenate([train["phishing"], test["phishing_before"][1:]])
    found: list[int] = []
    for end in range(len(train), len(rows), 5):
        model = make_pipeline(OneHotEncoder(handle_unknown="ignore"), SVC(C=3))
        model.fit(rows[:end], answers[:end])
        found.extend(model.predict(rows[end : end + 5]))
    return found


def _digits(train: pd.DataFrame, test: pd.DataFrame) -> Any:
    inputs = inputs_of(test)
    return SVC(C=10, gamma=0.001).fit(train[inputs], train["digit"]).predict(test[inputs])


def _bananas(train: pd.DataFrame, test: pd.DataFrame) -> Any:
    model = make_pipeline(StandardScaler(), SVC(C=1, gamma=2))
    return model.fit(train[["x", "y"]], train["group"]).predict(test[["x", "y"]])


def _doctor_visits(train: pd.DataFrame, test: pd.DataFrame) -> Any:
    """Average boosting with large trees and a forest."""
    inputs = inputs_of(test)
    boosting = HistGradientBoostingRegressor(
        loss="poisson", max_iter=200, max_leaf_nodes=255, min_samples_leaf=5, random_state=0
    )
    forest = RandomForestRegressor(200, min_samples_leaf=3, max_features=0.5, random_state=0)
    found = [each.fit(train[inputs], train["mdvis"]) for each in (boosting, forest)]
    return np.mean([np.maximum(each.predict(test[inputs]), 0.05) for each in found], axis=0)


def _diabetes(train: pd.DataFrame, test: pd.DataFrame) -> Any:
    inputs = inputs_of(test)
    model = make_pipeline(StandardScaler(), RidgeCV(np.logspace(-1, 3, 20)))
    return model.fit(train[inputs], train["progression"]).predict(test[inputs])


def _cars(train: pd.DataFrame, test: pd.DataFrame) -> Any:
    """Average a forest and a sum of curves."""
    forest = fitted(
        ExtraTreesRegressor(300, random_state=0), "miles_per_gallon", leave_out=("name",)
    )
    splines = make_pipeline(SplineTransformer(4), RidgeCV(np.logspace(-3, 2, 12)))
    curves = fitted(splines, "miles_per_gallon", leave_out=("name",))
    return (forest(train, test) + curves(train, test)) / 2


SOLUTIONS: Final[Mapping[str, Solution]] = {
    "penguins": fitted(LogisticRegression(max_iter=5000), "species"),
    "penguins-without-bill": fitted(SVC(), "species"),
    "wine": fitted(SVC(), "cultivar"),
    "digits": _digits,
    "fifty-labels": _fifty,
    "moved-digits": project_pictures.moved_digits,
    "bad-camera": project_pictures.bad_camera,
    "airports": _airports,
    "bananas": _bananas,
    "segments": fitted(ExtraTreesClassifier(300, random_state=0), "surface"),
    "breast-cancer": scored(LogisticRegression(max_iter=5000, C=0.3), "malignant"),
    "diabetes": _diabetes,
    "cars": _cars,
    "shuttle": _shuttle,
    "doctor-visits": _doctor_visits,
    "survey": scored(
        make_pipeline(
            SplineTransformer(extrapolation="constant"), LogisticRegression(C=0.3, max_iter=5000)
        ),
        "affair",
    ),
    "firms": project_series.firms,
    "co2": project_series.co2,
    "seattle-temperature": project_series.temperature,
    "sunspots": project_series.sunspots,
    "clinics": project_series.clinics,
    "who-meets-whom": _who_meets_whom,
    "no-labels": _no_labels,
    "find-the-leak": _find_the_leak,
    "several-labels": _several_labels,
    "web-pages": _web_pages,
}
"""The reference solution of each pack."""
