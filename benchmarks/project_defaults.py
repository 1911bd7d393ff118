"""Models that take one line, with the settings of scikit-learn, for each pack."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
from sklearn.cluster import AgglomerativeClustering, KMeans
from sklearn.ensemble import (
    HistGradientBoostingClassifier,
    HistGradientBoostingRegressor,
    IsolationForest,
    RandomForestClassifier,
    RandomForestRegressor,
)
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.mixture import GaussianMixture
from sklearn.multioutput import MultiOutputClassifier
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor
from sklearn.svm import SVC, SVR

from benchmarks.project_solutions import (
    Solution,
    fitted,
    inputs_of,
    named_groups,
    prepared,
    scored,
)
from skills.projects.packs import Pack


def defaults(pack: Pack) -> Mapping[str, Solution]:
    """Return what somebody gets in one line, with the settings of scikit-learn."""
    if pack.name == "shuttle":
        return {"isolation forest": _isolation}
    if pack.is_unlabelled:
        return {name: clustered(model) for name, model in _CLUSTERINGS.items()}
    if pack.rule.kind == "classes":
        return {name: labels(model) for name, model in _SEVERAL.items()}
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
    inputs = inputs_of(test)
    return -IsolationForest(random_state=0).fit(train[inputs]).score_samples(test[inputs])


_CLASSIFIERS: Final[Mapping[str, Any]] = {
    "logistic": LogisticRegression(max_iter=1000),
    "forest": RandomForestClassifier(random_state=0),
    "boosting": HistGradientBoostingClassifier(random_state=0),
    "SVC": SVC(),
    "neighbours": KNeighborsClassifier(),
}

_CLUSTERINGS: Final[Mapping[str, Any]] = {
    "k-means": KMeans(10, random_state=0),
    "hierarchical": AgglomerativeClustering(10),
    "mixture": GaussianMixture(10, random_state=0),
}

_SEVERAL: Final[Mapping[str, Any]] = {
    "logistic": MultiOutputClassifier(LogisticRegression(max_iter=1000)),
    "forest": RandomForestClassifier(random_state=0),
    "SVC": MultiOutputClassifier(SVC()),
    "neighbours": KNeighborsClassifier(),
}

_REGRESSORS: Final[Mapping[str, Any]] = {
    "linear": LinearRegression(),
    "forest": RandomForestRegressor(random_state=0),
    "boosting": HistGradientBoostingRegressor(random_state=0),
    "SVR": SVR(),
    "neighbours": KNeighborsRegressor(),
}


def labels(model: Any) -> Solution:
    """Return a solution that fits a model for each group."""

    def solve(train: pd.DataFrame, test: pd.DataFrame) -> Any:
        inputs = inputs_of(test)
        flags = train["groups"].str.get_dummies(" ")
        made = prepared(model).fit(train[inputs], flags)
        return named_groups(made.predict(test[inputs]), list(flags.columns))

    return solve


def clustered(model: Any) -> Solution:
    """Return a solution that finds groups in all rows."""

    def solve(train: pd.DataFrame, test: pd.DataFrame) -> Any:
        rows = pd.concat([train[inputs_of(test)], test[inputs_of(test)]])
        return model.fit_predict(rows)[len(train) :]

    return solve
