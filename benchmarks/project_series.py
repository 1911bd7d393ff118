"""Good solutions of the projects whose rows, or values in a row, are in the order of time."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from sklearn.linear_model import LinearRegression, LogisticRegression, RidgeCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVR


def firms(train: pd.DataFrame, test: pd.DataFrame) -> Any:
    """Average three lines: a level for each firm, in dollars and in logs, and a line for each."""
    inputs = ["value", "capital"]
    firms = pd.get_dummies(train["firm"], dtype=float)
    tested = pd.get_dummies(test["firm"], dtype=float).reindex(columns=firms.columns, fill_value=0)
    level = LinearRegression().fit(np.c_[train[inputs], firms], train["invest"])
    found = [level.predict(np.c_[test[inputs], tested])]
    logs = [np.log(each[inputs] + 1) for each in (train, test)]
    level = LinearRegression().fit(np.c_[logs[0], firms], np.log(train["invest"]))
    found.append(np.exp(level.predict(np.c_[logs[1], tested])))
    found.append(np.zeros(len(test)))
    for firm, rows in train.groupby("firm"):
        line = make_pipeline(StandardScaler(), RidgeCV(np.logspace(-3, 3, 20)))
        line.fit(rows[inputs], rows["invest"])
        chosen = (test["firm"] == firm).to_numpy()
        found[-1][chosen] = line.predict(test[inputs][chosen])
    return np.mean(found, axis=0)


def co2(train: pd.DataFrame, test: pd.DataFrame) -> Any:
    """Continue trend and season of the last fifteen years from the level of three months."""
    known = train["co2"].interpolate().to_numpy()[-180:]
    years = np.arange(180) / 12
    slope, start = np.polyfit(years, known, 1)
    left = known - (start + slope * years)
    season = left.reshape(-1, 12).mean(axis=0)
    now = (left[-3:] - season[-3:]).mean()
    ahead = np.arange(len(test))
    return start + slope * (180 + ahead) / 12 + season[ahead % 12] + now


def temperature(train: pd.DataFrame, test: pd.DataFrame) -> Any:
    """Average a line and a smooth curve on the last days and the time of the year."""
    days = pd.concat([train, test], ignore_index=True)
    line = make_pipeline(StandardScaler(), RidgeCV(np.logspace(-2, 3, 20)))
    curve = make_pipeline(StandardScaler(), SVR(C=10, gamma=0.005, epsilon=0.5))
    found = []
    for model, rows in ((line, _last_days(days)), (curve, _weather_of(days))):
        model.fit(rows[: len(train)], train["temp_max_next_day"])
        found.append(model.predict(rows[len(train) :]))
    return np.mean(found, axis=0)


def _last_days(days: pd.DataFrame) -> pd.DataFrame:
    """Return for each day the last week and the time of the year."""
    angle = 2 * np.pi * pd.to_datetime(days["date"]).dt.dayofyear / 365.25
    columns = {f"max_{back}": days["temp_max"].shift(back) for back in range(7)}
    columns |= {f"min_{back}": days["temp_min"].shift(back) for back in range(2)}
    columns |= {"wind": days["wind"], "rain": days["precipitation"] > 0}
    columns |= {"sine": np.sin(angle), "cosine": np.cos(angle)}
    return pd.DataFrame(columns).astype(float).bfill()


def _weather_of(days: pd.DataFrame) -> pd.DataFrame:
    """Add more about the day itself to the last days."""
    angle = 4 * np.pi * pd.to_datetime(days["date"]).dt.dayofyear / 365.25
    columns = {"min_2": days["temp_min"].shift(2), "amount": np.log1p(days["precipitation"])}
    columns |= {"sine_2": np.sin(angle), "cosine_2": np.cos(angle)}
    kinds = ("sun", "fog", "rain", "snow", "drizzle")
    columns |= {f"is_{each}": days["weather"] == each for each in kinds}
    return pd.concat([_last_days(days), pd.DataFrame(columns).astype(float).bfill()], axis=1)


def sunspots(train: pd.DataFrame, test: pd.DataFrame) -> Any:
    """Fit a line on the nine years before, which `last_year` of earlier rows gives."""
    years = pd.concat([train, test], ignore_index=True)
    before = pd.DataFrame({back: years["last_year"].shift(back) for back in range(9)})
    known = before[: len(train)].notna().all(axis=1)
    model = LinearRegression()
    model.fit(before[: len(train)][known], train["sunspots"][known])
    return model.predict(before[len(train) :])


def clinics(train: pd.DataFrame, test: pd.DataFrame) -> Any:
    """Compare the last days with all before, without weekends, for every day of a change."""
    factors = _weekdays(train)
    found = [_changes(each, factors) for each in (train, test)]
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.01, max_iter=1000))
    return model.fit(found[0], train["changed"]).predict_proba(found[1])[:, 1]


def _visits(rows: pd.DataFrame) -> tuple[Any, Any]:
    """Return the visits by day, and the weekday of each."""
    visits = rows[[each for each in rows.columns if each.startswith("day_")]].to_numpy(float)
    weekdays = (rows["first_weekday"].to_numpy()[:, np.newaxis] + np.arange(visits.shape[1])) % 7
    return visits, weekdays


def _weekdays(rows: pd.DataFrame) -> Any:
    """Return the mean visits of each day of the week."""
    visits, weekdays = _visits(rows)
    return np.array([visits[weekdays == each].mean() for each in range(7)])


def _changes(rows: pd.DataFrame, factors: Any) -> Any:
    """Return how far the last days are from the others, in standard errors, also sorted."""
    visits, weekdays = _visits(rows)
    even = np.sqrt(visits / factors[weekdays])
    spread = np.sqrt(np.mean(np.diff(even) ** 2, axis=1) / 2)
    count = even.shape[1]
    found = np.array(
        [
            abs(even[:, -last:].mean(axis=1) - even[:, :-last].mean(axis=1))
            / (spread * np.sqrt(1 / last + 1 / (count - last)))
            for last in range(2, 17)
        ]
    ).T
    return np.hstack([found, np.sort(found, axis=1)])
