"""The answers to the questions of the shipped projects are those that their data give."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from report_support import first_matrix
from scipy import stats
from sklearn.ensemble import RandomForestRegressor
from sklearn.linear_model import LinearRegression, Ridge
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from skills.projects.check_answers import is_right

WITH_QUESTIONS = {each.id: each for each in first_matrix().projects if each.questions}


@cache
def vega(name: str) -> Any:  # noqa: ANN401 - a table of pandas
    from vega_datasets import local_data  # noqa: PLC0415 - takes a second

    return getattr(local_data, name)()


def four_data_sets() -> Mapping[str, object]:
    series = dict(iter(vega("anscombe").groupby("Series")))

    def bend(table: Any) -> float:  # noqa: ANN401 - as above
        return abs(float(np.polyfit(table.X, table.Y, 2)[0]))

    def farthest(table: Any) -> float:  # noqa: ANN401 - as above
        line = np.poly1d(np.polyfit(table.X, table.Y, 1))
        return float(np.abs(table.Y - line(table.X)).max())

    varied = {name: table for name, table in series.items() if table.X.nunique() > 2}
    return {
        "curve": max(varied, key=lambda each: bend(series[each])),
        "outlier": max(varied, key=lambda each: farthest(series[each])),
        "lone": next(iter(set(series) - set(varied))),
        "tie": series["I"].X.corr(series["I"].Y),
    }


def swapped_years() -> Mapping[str, object]:
    means = vega("barley").groupby(["site", "year"])["yield"].mean().unstack()
    rise = means.iloc[:, 1] - means.iloc[:, 0]
    return {
        "site": rise.idxmax(),
        "rise": round(rise.max(), 1),
        "best": means.mean(axis=1).idxmax(),
    }


def who_is_in_table() -> Mapping[str, object]:
    import statsmodels.api as sm  # noqa: PLC0415 - takes seconds

    people = sm.datasets.anes96.load_pandas().data
    return {
        "two-columns": (people.groupby(["age", "income"]).size() == 1).sum(),
        "crowd": people.groupby(["age", "educ", "income"]).size().max(),
        "youngest": people.age.min(),
    }


def sql_first() -> Mapping[str, object]:
    airports = vega("airports")
    by_state = airports.groupby("state").size()
    return {
        "most": by_state.idxmax(),
        "how-many": by_state.max(),
        "few": (by_state < 10).sum(),
        "city": airports.groupby("city").size().idxmax(),
        "names": (airports.groupby("name").size() > 1).sum(),
        "north": airports.loc[airports.latitude.idxmax(), "iata"],
    }


def smoking_cities() -> Mapping[str, object]:
    import statsmodels.api as sm  # noqa: PLC0415 - takes seconds
    from statsmodels.stats.contingency_tables import StratifiedTable  # noqa: PLC0415 - likewise

    counts = sm.datasets.china_smoking.load_pandas().data
    tables = [np.array(each, float).reshape(2, 2) for each in counts.to_numpy()]
    odds = [each[0, 0] * each[1, 1] / each[0, 1] / each[1, 0] for each in tables]
    return {
        "largest": max(odds),
        "smallest": counts.index[int(np.argmin(odds))],
        "low": StratifiedTable(tables).oddsratio_pooled_confint()[0],
    }


def two_models_tie() -> Mapping[str, object]:
    errors = {name: star98_errors(name, seed=0) for name in ("plain", "forest")}
    gaps = errors["forest"] - errors["plain"]
    error = gaps.std(ddof=1) / len(gaps) ** 0.5
    splits = [
        star98_errors("ridge", seed=each).mean() - star98_errors("plain", seed=each).mean()
        for each in range(100)
    ]
    return {
        "low": gaps.mean() + stats.t.ppf(0.025, len(gaps) - 1) * error,
        "cases": (stats.norm.ppf([0.975, 0.8]).sum() * gaps.std(ddof=1) / 0.005) ** 2,
        "wins": sum(each < 0 for each in splits),
        "spread": np.std(splits, ddof=1) * (1 / 100 + 76 / 227) ** 0.5,
    }


def star98_errors(model: str, *, seed: int) -> Any:  # noqa: ANN401 - an array of numbers
    import statsmodels.api as sm  # noqa: PLC0415 - takes seconds

    models: Mapping[str, Any] = {
        "plain": make_pipeline(StandardScaler(), LinearRegression()),
        "ridge": make_pipeline(StandardScaler(), Ridge(alpha=10)),
        "forest": RandomForestRegressor(random_state=0),
    }
    table = sm.datasets.star98.load_pandas().data
    share = table.NABOVE / (table.NABOVE + table.NBELOW)
    inputs = table.drop(columns=["NABOVE", "NBELOW"])
    train, test = train_test_split(range(len(table)), test_size=0.25, random_state=seed)
    made = models[model].fit(inputs.iloc[train], share.iloc[train])
    return abs(made.predict(inputs.iloc[test]) - share.iloc[test].to_numpy())


def heart_transplants() -> Mapping[str, object]:
    import statsmodels.api as sm  # noqa: PLC0415 - takes seconds

    people = sm.datasets.heart.load_pandas().data
    curve = sm.SurvfuncRight(people.survival, people.censors)
    risk = sm.PHReg(people.survival, people[["age"]], status=people.censors).fit()
    dead = people[people.censors == 1]
    return {
        "median": curve.quantile(0.5),
        "year": curve.surv_prob[curve.surv_times <= 365][-1],
        "bent": (dead.survival > 365).mean(),
        "factor": np.exp(10 * risk.params[0]),
        "low": np.exp(10 * risk.conf_int()[0, 0]),
        "groups": sm.duration.survdiff(people.survival, people.censors, people.age >= 48)[1],
    }


def fair_risk() -> Mapping[str, object]:
    people = first_year()
    needy = people[people.hlthf + people.hlthp > 0]
    spent, sizes = (needy.groupby("black").meddol.agg(each).to_numpy() for each in ("mean", "size"))
    shares = chosen_by(needy, "black").to_numpy()
    gap, error = shares[0] - shares[1], np.sqrt((shares * (1 - shares) / sizes).sum())
    columns = ["xage", "female", "income", "disea", "physlm", "mhi", "xghindx", "num", "coins"]
    line = LinearRegression().fit(people[columns], people.meddol)
    people["chosen"] = highest(line.predict(people[columns]))
    left_out = chosen_by(people[people.hlthf + people.hlthp > 0], "black").to_numpy()
    return {
        "need": len(needy),
        "place": chosen_by(needy, "site").idxmin(),
        "missed": 100 * shares[1],
        "low": 100 * (gap - 1.96 * error),
        "cost": spent[1] / spent[0],
        "left-out": 100 * (left_out[0] - left_out[1]),
    }


def first_year() -> Any:  # noqa: ANN401 - a table of pandas
    import pandas as pd  # noqa: PLC0415 - takes a second
    import statsmodels.datasets.randhie as raw  # noqa: PLC0415 - takes seconds

    rows = pd.read_csv(Path(raw.__file__).parent / "src" / "randhie.csv")
    people = rows[(rows.year == 1) & rows.black.isin([0, 1])].copy()
    people["chosen"] = highest(people.meddol)
    return people


def highest(scores: Any) -> Any:  # noqa: ANN401 - an array of numbers
    return np.asarray(scores) >= np.sort(scores)[-556]


def chosen_by(people: Any, column: str) -> Any:  # noqa: ANN401 - a table of pandas
    return people.groupby(column).chosen.mean()


ANSWERS: Mapping[str, Callable[[], Mapping[str, object]]] = {
    "four-data-sets": four_data_sets,
    "swapped-years": swapped_years,
    "who-is-in-table": who_is_in_table,
    "sql-first": sql_first,
    "smoking-cities": smoking_cities,
    "two-models-tie": two_models_tie,
    "heart-transplants": heart_transplants,
    "fair-risk": fair_risk,
}


def test_every_project_with_questions_is_worked_out_here() -> None:
    assert set(WITH_QUESTIONS) == set(ANSWERS)


@pytest.mark.slow
@pytest.mark.parametrize("project", ANSWERS)
def test_the_data_give_these_answers(project: str) -> None:
    found = ANSWERS[project]()
    asked = {each.id: each for each in WITH_QUESTIONS[project].questions}
    assert set(found) == set(asked)
    assert [name for name, value in found.items() if not is_right(asked[name], str(value))] == []


@pytest.mark.parametrize("project", ANSWERS)
def test_the_brief_does_not_give_them_away(project: str) -> None:
    found = WITH_QUESTIONS[project]
    text = f"{found.about} {found.deliver} {found.accept}"
    words = set(text.replace(",", " ").replace(".\n", " ").split())
    given_away = [e.id for e in found.questions if words & set(e.accepted)]
    assert given_away == []
