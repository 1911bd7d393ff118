"""Packs whose answers are numbers, or for which a prediction is a score."""

from __future__ import annotations

from typing import Final

from skills.projects import data_tables, joined_tables, visit_streams
from skills.projects.data_file import DataFile
from skills.projects.metrics import ABSOLUTE_ERROR, ADJUSTED_RAND, AVERAGE_PRECISION, BRIER, POISSON
from skills.projects.packs import Pack, ValueRule
from skills.projects.splits import RandomSplit, TimeSplit, by_column, by_run

_NUMBER: Final = ValueRule("number")
_SCORE: Final = ValueRule("score")
_PROBABILITY: Final = ValueRule("number", least=0, most=1)
_COUNT: Final = ValueRule("number", least=0, is_open=True)

_PLAIN: Final = RandomSplit(stratified=False)
_STRATIFIED: Final = RandomSplit()

NUMBER_PACKS: Final = (
    Pack(
        name="who-meets-whom",
        files=(
            DataFile(
                "networkx",
                "networkx/generators/social.py",
                "6ebcc049ca40c5619113113d27b16e889dbd419c419bc6d7a518027342281cfd",
            ),
        ),
        read=joined_tables.character_pairs,
        label="linked",
        rule=_SCORE,
        metric=AVERAGE_PRECISION,
        split=RandomSplit(test=0.2),
        starter="popular_characters",
        merit=0.695,
    ),
    Pack(
        name="no-labels",
        files=(
            DataFile(
                "scikit-learn",
                "sklearn/datasets/data/digits.csv.gz",
                "09f66e6debdee2cd2b5ae59e0d6abbb73fc2b0e0185d2e1957e9ebb51e23aa22",
            ),
        ),
        read=data_tables.digits,
        label="digit",
        rule=_NUMBER,
        metric=ADJUSTED_RAND,
        split=RandomSplit(test=0.75),
        starter="digit_clusters",
        merit=0.89,
        is_unlabelled=True,
    ),
    Pack(
        name="breast-cancer",
        files=(
            DataFile(
                "scikit-learn",
                "sklearn/datasets/data/breast_cancer.csv",
                "fed3eb72d0575ef6192293f5093c6e801b1476b577d0386bf4455504522172ed",
            ),
        ),
        read=data_tables.breast_cancer,
        label="malignant",
        rule=_SCORE,
        metric=AVERAGE_PRECISION,
        split=_STRATIFIED,
        starter="malignant_growths",
        baseline_wins=True,
    ),
    Pack(
        name="diabetes",
        files=(
            DataFile(
                "scikit-learn",
                "sklearn/datasets/data/diabetes_data_raw.csv.gz",
                "7fc0ded571454b1982210d3bb43f0aca44eae01a0b8654a3b24022bdb6b38009",
            ),
            DataFile(
                "scikit-learn",
                "sklearn/datasets/data/diabetes_target.csv.gz",
                "8e53f65eb811df43c206f3534bb3af0e5fed213bc37ed6ba36310157d6023803",
            ),
        ),
        read=data_tables.diabetes,
        label="progression",
        rule=_NUMBER,
        metric=ABSOLUTE_ERROR,
        split=_PLAIN,
        starter="diabetes_course",
        baseline_wins=True,
    ),
    Pack(
        name="cars",
        files=(
            DataFile(
                "vega_datasets",
                "vega_datasets/_data/cars.json",
                "f686a53678b21f4231e2f6a5ba7ce5761d9d39204fccdea1caa29fb8c460e319",
            ),
        ),
        read=data_tables.cars,
        label="miles_per_gallon",
        rule=_NUMBER,
        metric=ABSOLUTE_ERROR,
        split=_PLAIN,
        starter="fuel_economy",
        merit=1.9,
        group=by_column("name"),
    ),
    Pack(
        name="shuttle",
        files=(
            DataFile(
                "river",
                "river/datasets/shuttle.csv.gz",
                "1ed4bfa77233d95bff2c8ab2482725d2d800410daedf5919ad80ec6faf60ff59",
            ),
        ),
        read=data_tables.shuttle,
        label="anomaly",
        rule=_SCORE,
        metric=AVERAGE_PRECISION,
        split=RandomSplit(test=0.5),
        starter="shuttle_distance",
        merit=0.977,
    ),
    Pack(
        name="doctor-visits",
        files=(
            DataFile(
                "statsmodels",
                "statsmodels/datasets/randhie/randhie.csv",
                "9f6c87d05aef087a82cc4465310c8cd3f38327be6eafa43bd81fb98c4f3d088c",
            ),
        ),
        read=data_tables.doctor_visits,
        label="mdvis",
        rule=_COUNT,
        metric=POISSON,
        split=_PLAIN,
        starter="visit_counts",
        merit=3.23,
    ),
    Pack(
        name="clinics",
        files=(
            DataFile(
                "statsmodels",
                "statsmodels/datasets/randhie/src/randhie.csv",
                "fe64f3c8e987779daa6052dd756d9ce277e025330f5549126c7c2f6a3c9c5541",
            ),
        ),
        read=visit_streams.clinics,
        label="changed",
        rule=_SCORE,
        metric=AVERAGE_PRECISION,
        split=RandomSplit(train=400),
        starter="visit_windows",
        merit=0.894,
    ),
    Pack(
        name="survey",
        files=(
            DataFile(
                "statsmodels",
                "statsmodels/datasets/fair/fair.csv",
                "fd5f3f094a34fc35ca346a14c359e046ed27843038d6921efcd50a7ab21f6af0",
            ),
        ),
        read=data_tables.survey,
        label="affair",
        rule=_PROBABILITY,
        metric=BRIER,
        split=_STRATIFIED,
        starter="survey_probability",
        baseline_wins=True,
    ),
    Pack(
        name="firms",
        files=(
            DataFile(
                "statsmodels",
                "statsmodels/datasets/grunfeld/grunfeld.csv",
                "6f6ca138e645eeee6ff3e54fe5b9b498f7ddb5c484237d2a8489c524b3c94098",
            ),
        ),
        read=data_tables.firms,
        label="invest",
        rule=_NUMBER,
        metric=ABSOLUTE_ERROR,
        split=TimeSplit("year", "1950", least=8),
        starter="firm_investment",
        merit=43.5,
        group=by_column("firm"),
    ),
    Pack(
        name="co2",
        files=(
            DataFile(
                "statsmodels",
                "statsmodels/datasets/co2/co2.csv",
                "16695fa2786e53414e5a6b54767a3fdf5de99cfbc68617f69d1362d92776a92f",
            ),
        ),
        read=data_tables.co2_by_month,
        label="co2",
        rule=_NUMBER,
        metric=ABSOLUTE_ERROR,
        split=TimeSplit("month", "2000-01", least=240),
        starter="seasonal_carbon_dioxide",
        merit=0.3,
        group=by_run(3),
    ),
    Pack(
        name="seattle-temperature",
        files=(
            DataFile(
                "vega_datasets",
                "vega_datasets/_data/seattle-weather.csv",
                "62f0609f787158128aa2bd102967173a4953122dd4f872bf1d502cae1037df0b",
            ),
        ),
        read=data_tables.next_day_temperature,
        label="temp_max_next_day",
        rule=_NUMBER,
        metric=ABSOLUTE_ERROR,
        split=TimeSplit("date", "2015-01-01", least=548),
        starter="weather_persistence",
        merit=2.1,
        group=by_run(7),
        answers_follow=True,
    ),
    Pack(
        name="sunspots",
        files=(
            DataFile(
                "statsmodels",
                "statsmodels/datasets/sunspots/sunspots.csv",
                "f67889b1d9002cd5227f0e0ef54e35b419cdd85a31279adef6f73fb41e5c0a9b",
            ),
        ),
        read=data_tables.sunspots,
        label="sunspots",
        rule=_NUMBER,
        metric=ABSOLUTE_ERROR,
        split=TimeSplit("year", "1969", least=100),
        starter="sunspot_persistence",
        merit=14.5,
        group=by_run(5),
        answers_follow=True,
    ),
)
"""All packs whose answers are numbers, or whose predictions are scores."""
