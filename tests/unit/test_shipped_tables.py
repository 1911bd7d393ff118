"""The rules for the tables of shipped projects let good work pass, and raw data not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import pytest
from report_support import NOW, first_matrix

from skills.projects.check_table import CheckedTable, check_table

pytestmark = pytest.mark.slow
MATRIX = first_matrix()
WITH_TABLE = {each.id: each for each in MATRIX.projects if each.table}


def raw_penguins() -> Any:  # noqa: ANN401 - a table of pandas
    from palmerpenguins import load_penguins_raw  # noqa: PLC0415 - takes a second

    return load_penguins_raw()


def clean_penguins() -> Any:  # noqa: ANN401 - a table of pandas
    raw = raw_penguins()
    return pd.DataFrame(
        {
            "species": raw["Species"].str.split().str[0],
            "island": raw["Island"],
            "individual": raw["Individual ID"],
            "egg_date": pd.to_datetime(raw["Date Egg"]),
            "bill_length_mm": raw["Culmen Length (mm)"],
            "body_mass_g": raw["Body Mass (g)"],
            "sex": raw["Sex"].str.lower(),
        }
    )


def survey() -> Any:  # noqa: ANN401 - a table of pandas
    import statsmodels.api as sm  # noqa: PLC0415 - takes seconds

    columns = ["age", "educ", "income", "TVnews", "PID", "vote"]
    return sm.datasets.anes96.load_pandas().data[columns]


def masked_survey() -> Any:  # noqa: ANN401 - a table of pandas
    found = survey()
    bands = {"age": [0, 35, 50, 65, 120], "educ": [0, 3, 5, 8], "income": [0, 12, 18, 25]}
    for column, edges in bands.items():
        found[column] = pd.cut(found[column], edges).astype(str)
    return found[found.groupby(list(bands)).age.transform("size") >= 5]


def broken(project: str, table: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - as above
    """Return the rules that a table breaks, each with the name of its column."""
    rules = WITH_TABLE[project].table
    assert rules is not None
    data = table.to_csv(index=False).encode()
    found = check_table(data, "t.csv", table=rules, matrix=MATRIX, now=NOW)
    assert isinstance(found, CheckedTable), found
    assert found.check.is_passed == (not found.broken)
    return [(each.rule, each.column.name if each.column else "") for each in found.broken]


GOOD: Mapping[str, Callable[[], Any]] = {
    "clean-penguins": clean_penguins,
    "mask-the-survey": masked_survey,
}


def test_every_project_with_a_table_has_good_work_here() -> None:
    assert set(WITH_TABLE) == set(GOOD)


@pytest.mark.parametrize("project", GOOD)
def test_good_work_passes(project: str) -> None:
    assert broken(project, GOOD[project]()) == []


def test_a_survey_that_is_not_masked_does_not_pass() -> None:
    assert broken("mask-the-survey", survey()) == [("group-rows", "")]


def test_a_survey_that_says_nothing_any_more_does_not_pass() -> None:
    table = survey().assign(age="any", educ="any", income="any")
    assert broken("mask-the-survey", table) == [("groups", "")]


def test_made_up_answers_do_not_pass() -> None:
    table = masked_survey().assign(vote=1, PID=3)
    assert broken("mask-the-survey", table) == [("mean", "PID"), ("mean", "vote")]


@pytest.mark.parametrize(
    ("fault", "rules"),
    [
        (lambda each: each.dropna(), [("rows", ""), ("mean", "bill_length_mm")]),
        (lambda each: each.assign(sex=each.sex.str.upper()), [("values", "sex")]),
        (lambda each: each.fillna({"body_mass_g": 0}), [("range", "body_mass_g")]),
        (
            lambda each: each.assign(egg_date=each.egg_date.dt.strftime("%d.%m.%Y")),
            [("kind", "egg_date")],
        ),
        (lambda each: each.assign(species=raw_penguins()["Species"]), [("values", "species")]),
        (lambda each: each.assign(individual=each.individual.str[:2]), [("groups", "")]),
    ],
)
def test_common_cleaning_mistakes_are_found(
    fault: Callable[[Any], Any], rules: list[tuple[str, str]]
) -> None:
    found = broken("clean-penguins", fault(clean_penguins()))
    assert [each for each in rules if each not in found] == []
