"""A good solution of each project with a pack, and models that take one line; no pack has them.

Each function takes the training and the test rows and returns one prediction for each test row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import numpy as np
import pandas as pd
from sklearn.compose import make_column_selector, make_column_transformer
from sklearn.decomposition import PCA
from sklearn.ensemble import (
    ExtraTreesClassifier,
    ExtraTreesRegressor,
    HistGradientBoostingClassifier,
    HistGradientBoostingRegressor,
    IsolationForest,
    RandomForestClassifier,
    RandomForestRegressor,
)
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LinearRegression, LogisticRegression, RidgeCV
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, SplineTransformer, StandardScaler
from sklearn.semi_supervised import LabelSpreading
from sklearn.svm import SVC, SVR

from skills.projects.packs import Pack

Solution = Callable[[pd.DataFrame, pd.DataFrame], Any]


def _inputs(test: pd.DataFrame, leave_out: tuple[str, ...] = ()) -> list[str]:
    return [each for each in test.columns if each not in {"row_id", *leave_out}]


def _prepared(model: Any) -> Any:
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
        inputs = _inputs(test, leave_out)
        return _prepared(model).fit(known[inputs], known[label]).predict(test[inputs])

    return solve


def scored(model: Any, label: str) -> Solution:
    """Return a solution that gives the probability of the class 1."""

    def solve(train: pd.DataFrame, test: pd.DataFrame) -> Any:
        inputs = _inputs(test)
        made = _prepared(model).fit(train[inputs], train[label])
        return made.predict_proba(test[inputs])[:, 1]

    return solve


def _airports(train: pd.DataFrame, test: pd.DataFrame) -> Any:
    """Fit a smooth border: a support vector machine on a map true to scale."""
    both = [
        np.c_[each["latitude"], each["longitude"] * np.cos(np.radians(each["latitude"]))]
        for each in (train, test)
    ]
    model = make_pipeline(StandardScaler(), SVC(C=1000, gamma=20))
    return model.fit(both[0], train["state"]).predict(both[1])


def _fifty(train: pd.DataFrame, test: pd.DataFrame) -> Any:
    """Pass the labels on to neighbours in all rows."""
    inputs = _inputs(test)
    rows = np.concatenate([train[inputs], test[inputs]]) / 16
    labels = np.concatenate([train["digit"], np.full(len(test), -1)])
    model = LabelSpreading(kernel="knn", n_neighbors=7, alpha=0.2, max_iter=200)
    return model.fit(rows, labels).transduction_[len(train) :]


def _firms(train: pd.DataFrame, test: pd.DataFrame) -> Any:
    """Let each firm have a level of its own, and follow it from what it is worth."""
    frames = [
        pd.get_dummies(each[["firm", "value", "capital"]], columns=["firm"], dtype=float)
        for each in (train, test)
    ]
    columns = list(frames[0].columns)
    tested = frames[1].reindex(columns=columns, fill_value=0)
    return LinearRegression().fit(frames[0], train["invest"]).predict(tested)


def _co2(train: pd.DataFrame, test: pd.DataFrame) -> Any:
    """Continue the trend of the last ten years from the last one, with the season of both."""
    known = train["co2"].interpolate().to_numpy()[-120:]
    years = np.arange(120) / 12
    slope, start = np.polyfit(years, known, 1)
    left = known - (start + slope * years)
    season = left.reshape(-1, 12).mean(axis=0)
    now = left[-12:].mean() - season.mean()
    ahead = np.arange(len(test))
    return start + slope * (120 + ahead) / 12 + season[ahead % 12] + now


def _temperature(train: pd.DataFrame, test: pd.DataFrame) -> Any:
    """Fit a line on the last days and the time of the year."""
    days = pd.concat([train, test], ignore_index=True)
    angle = 2 * np.pi * pd.to_datetime(days["date"]).dt.dayofyear / 365.25
    columns = {f"max_{back}": days["temp_max"].shift(back) for back in range(7)}
    columns |= {f"min_{back}": days["temp_min"].shift(back) for back in range(2)}
    columns |= {"wind": days["wind"], "rain": days["precipitation"] > 0}
    columns |= {"sine": np.sin(angle), "cosine": np.cos(angle)}
    rows = pd.DataFrame(columns).astype(float).bfill()
    model = make_pipeline(StandardScaler(), RidgeCV(np.logspace(-2, 3, 20)))
    model.fit(rows[: len(train)], train["temp_max_next_day"])
    return model.predict(rows[len(train) :])


def _sunspots(train: pd.DataFrame, test: pd.DataFrame) -> Any:
    """Fit a line on the nine years before."""
    before = [each for each in test.columns if each.startswith("years_ago_")]
    known = train.dropna()
    return LinearRegression().fit(known[before], known["sunspots"]).predict(test[before])


def _shuttle(train: pd.DataFrame, test: pd.DataFrame) -> Any:
    """Combine an isolation forest with the distance in scaled, rotated columns."""
    inputs = _inputs(test)
    forest = IsolationForest(n_estimators=200, random_state=0).fit(train[inputs])
    rotated = make_pipeline(StandardScaler(), PCA(whiten=True)).fit(train[inputs])
    distance = np.abs(rotated.transform(test[inputs])).max(axis=1)
    ranks = [pd.Series(each).rank() for each in (-forest.score_samples(test[inputs]), distance)]
    return (ranks[0] + 0.2 * ranks[1]).to_numpy()


def _digits(train: pd.DataFrame, test: pd.DataFrame) -> Any:
    inputs = _inputs(test)
    return SVC(C=10, gamma=0.001).fit(train[inputs], train["digit"]).predict(test[inputs])


def _bananas(train: pd.DataFrame, test: pd.DataFrame) -> Any:
    model = make_pipeline(StandardScaler(), SVC(C=1, gamma=2))
    return model.fit(train[["x", "y"]], train["group"]).predict(test[["x", "y"]])


def _diabetes(train: pd.DataFrame, test: pd.DataFrame) -> Any:
    inputs = _inputs(test)
    model = make_pipeline(StandardScaler(), RidgeCV(np.logspace(-1, 3, 20)))
    return model.fit(train[inputs], train["progression"]).predict(test[inputs])


def _cars(train: pd.DataFrame, test: pd.DataFrame) -> Any:
    """Average a forest and a line that can bend."""
    forest = fitted(
        ExtraTreesRegressor(300, random_state=0), "miles_per_gallon", leave_out=("name",)
    )
    bent = make_pipeline(SplineTransformer(4), RidgeCV(np.logspace(-3, 2, 12)))
    line = fitted(bent, "miles_per_gallon", leave_out=("name",))
    return (forest(train, test) + line(train, test)) / 2


SOLUTIONS: Final[Mapping[str, Solution]] = {
    "penguins": fitted(LogisticRegression(max_iter=5000), "species"),
    "penguins-without-bill": fitted(LogisticRegression(max_iter=5000, C=3), "species"),
    "wine": fitted(SVC(), "cultivar"),
    "digits": _digits,
    "fifty-labels": _fifty,
    "airports": _airports,
    "bananas": _bananas,
    "segments": fitted(ExtraTreesClassifier(300, random_state=0), "surface"),
    "breast-cancer": scored(LogisticRegression(max_iter=5000, C=0.3), "malignant"),
    "diabetes": _diabetes,
    "cars": _cars,
    "shuttle": _shuttle,
    "doctor-visits": fitted(
        HistGradientBoostingRegressor(
            loss="poisson", max_iter=200, max_leaf_nodes=63, random_state=0
        ),
        "mdvis",
    ),
    "survey": scored(LogisticRegression(max_iter=5000), "affair"),
    "firms": _firms,
    "co2": _co2,
    "seattle-temperature": _temperature,
    "sunspots": _sunspots,
}
"""The reference solution of each pack."""


def defaults(pack: Pack) -> Mapping[str, Solution]:
    """Return what somebody gets in one line, with the settings of scikit-learn."""
    if pack.name == "shuttle":
        return {"isolation forest": _isolation}
    if pack.rule.kind == "class":
        return {name: fitted(model, pack.label) for name, model in _CLASSIFIERS.items()}
    if pack.rule.kind == "score" or pack.rule.most is not None:
        chosen = {
            key: _CLASSIFIERS[key] for key in ("logistic", "forest", "boosting", "neighbours")
        }
        return {name: scored(model, pack.label) for name, model in chosen.items()}
    models = dict(_REGRESSORS)
    if pack.rule.is_open:  # the others predict 0 or less
        models = {"boosting": HistGradientBoostingRegressor(loss="poisson", random_state=0)}
    return {name: fitted(model, pack.label, leave_out=("name",)) for name, model in models.items()}


def _isolation(train: pd.DataFrame, test: pd.DataFrame) -> Any:
    inputs = _inputs(test)
    return -IsolationForest(random_state=0).fit(train[inputs]).score_samples(test[inputs])


_CLASSIFIERS: Final[Mapping[str, Any]] = {
    "logistic": LogisticRegression(max_iter=1000),
    "forest": RandomForestClassifier(random_state=0),
    "boosting": HistGradientBoostingClassifier(random_state=0),
    "SVC": SVC(),
    "neighbours": KNeighborsClassifier(),
}

_REGRESSORS: Final[Mapping[str, Any]] = {
    "linear": LinearRegression(),
    "forest": RandomForestRegressor(random_state=0),
    "boosting": HistGradientBoostingRegressor(random_state=0),
    "SVR": SVR(),
    "neighbours": KNeighborsRegressor(),
}
