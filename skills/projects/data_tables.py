"""Turn data files into tables: one function for each file, all cells as the text in the file.

No number is read and written again, so that a table is the same on every machine.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

FEWEST_AIRPORTS: Final = 10
"""A state with fewer airports is left out."""


@dataclass(frozen=True, slots=True)
class DataTable:
    """Rows of texts under named columns; an empty cell is a missing value."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def column(self, name: str) -> list[str]:
        """Return the cells of one column."""
        index = self.columns.index(name)
        return [row[index] for row in self.rows]

    def only(self, columns: Sequence[str]) -> DataTable:
        """Return a table of some of the columns, in the order given."""
        indices = [self.columns.index(each) for each in columns]
        return DataTable(
            tuple(columns), tuple(tuple(row[index] for index in indices) for row in self.rows)
        )


def penguins(data: bytes) -> DataTable:
    """Return the penguins without the year, species last."""
    table = csv_table(data.decode())
    blank = ((("" if cell == "NA" else cell) for cell in row) for row in table.rows)
    names = [each for each in table.columns if each not in {"species", "year"}]
    return table_from(table.columns, blank).only([*names, "species"])


def penguins_without_bill(data: bytes) -> DataTable:
    """Return the penguins without the measurements of the bill."""
    table = penguins(data)
    return table.only([each for each in table.columns if not each.startswith("bill_")])


_WINE: Final = [
    "alcohol",
    "malic_acid",
    "ash",
    "alcalinity_of_ash",
    "magnesium",
    "total_phenols",
    "flavanoids",
    "nonflavanoid_phenols",
    "proanthocyanins",
    "color_intensity",
    "hue",
    "od280_od315",
    "proline",
    "cultivar",
]


def wine(data: bytes) -> DataTable:
    """Return the wines; the cultivar is 0, 1 or 2."""
    return table_from(_WINE, list(_lines(data.decode()))[1:])


def digits(data: bytes) -> DataTable:
    """Return the digits: 64 grey values from 0 to 16 each, row by row, and the digit."""
    names = [f"pixel_{row}_{column}" for row in range(8) for column in range(8)]
    return table_from([*names, "digit"], _lines(gzip.decompress(data).decode()))


_CELLS: Final = [
    "radius",
    "texture",
    "perimeter",
    "area",
    "smoothness",
    "compactness",
    "concavity",
    "concave_points",
    "symmetry",
    "fractal_dimension",
]


def breast_cancer(data: bytes) -> DataTable:
    """Return the growths: ten measurements as mean, standard error and worst; 1 is malignant."""
    kinds = ("mean", "error", "worst")
    names = [f"{kind}_{each}" for kind in kinds for each in _CELLS]
    malignant = {"0": "1", "1": "0"}  # the file codes malignant as 0
    rows = list(_lines(data.decode()))[1:]
    return table_from([*names, "malignant"], ([*row[:-1], malignant[row[-1]]] for row in rows))


_DIABETES: Final = ["age", "sex", "bmi", "blood_pressure", "s1", "s2", "s3", "s4", "s5", "s6"]


def diabetes(data: bytes, answers: bytes) -> DataTable:
    """Return the patients; the answer is how far diabetes progressed in a year."""
    rows = gzip.decompress(data).decode().splitlines()
    values = gzip.decompress(answers).decode().split()
    joined = ([*row.split(), f"{float(y):g}"] for row, y in zip(rows, values, strict=True))
    return table_from([*_DIABETES, "progression"], joined)


_CARS: Final = {
    "Name": "name",
    "Cylinders": "cylinders",
    "Displacement": "displacement",
    "Horsepower": "horsepower",
    "Weight_in_lbs": "weight",
    "Acceleration": "acceleration",
    "Year": "year",
    "Origin": "origin",
    "Miles_per_Gallon": "miles_per_gallon",
}


def cars(data: bytes) -> DataTable:
    """Return the cars that have an answer; the year is that of the model."""
    found = [each for each in json.loads(data) if each["Miles_per_Gallon"] is not None]
    return table_from(_CARS.values(), (_car(each) for each in found))


def _car(car: Mapping[str, object]) -> list[str]:
    cells = {key: "" if car[key] is None else str(car[key]) for key in _CARS}
    return list((cells | {"Year": cells["Year"][:4]}).values())


def airports(data: bytes) -> DataTable:
    """Return place and state of the airports, without states that have only a few."""
    table = csv_table(data.decode()).only(["latitude", "longitude", "state"])
    counts = Counter(table.column("state"))
    rows = (row for row in table.rows if row[-1] and counts[row[-1]] >= FEWEST_AIRPORTS)
    return table_from(table.columns, (row for row in rows if row[-1] != "NA"))


def bananas(data: bytes) -> DataTable:
    """Return the points with the class, 0 or 1."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        lines = archive.read("banana.all.txt").decode().split("\n")
    cells = [each.split() for each in lines if each.strip()]
    rows = ([x.partition(":")[2], y.partition(":")[2], str(int(c == "1"))] for c, x, y in cells)
    return table_from(["x", "y", "group"], rows)


def segments(data: bytes) -> DataTable:
    """Return the patches of photos with their surface."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        table = csv_table(archive.read("segment.csv.zip").decode())
    names = [each.replace("-", "_").replace("vegde", "vedge") for each in table.columns]
    return table_from([*names[:-1], "surface"], table.rows)


def shuttle(data: bytes) -> DataTable:
    """Return the readings of the shuttle; 1 is an anomaly."""
    return csv_table(gzip.decompress(data).decode())


def web_pages(data: bytes) -> DataTable:
    """Return the pages in their order; 1 is a page that steals passwords."""
    table = csv_table(gzip.decompress(data).decode())
    return table_from([*table.columns[:-1], "phishing"], table.rows)


def doctor_visits(data: bytes) -> DataTable:
    """Return the survey rows, with the number of doctor visits as the last column."""
    table = csv_table(data.decode())
    return table.only([*table.columns[1:], "mdvis"])


def survey(data: bytes) -> DataTable:
    """Return the answers of the survey; 1 is anyone who had an affair."""
    table = csv_table(data.decode())
    rows = ([*row[:-1], str(int(float(row[-1]) > 0))] for row in table.rows)
    return table_from([*table.columns[:-1], "affair"], rows)


def firms(data: bytes) -> DataTable:
    """Return the firms by year with what they invested."""
    return csv_table(data.decode()).only(["firm", "year", "value", "capital", "invest"])


def co2_by_month(data: bytes) -> DataTable:
    """Return the mean of each month to four decimals, empty where no week was measured."""
    weeks: dict[str, list[Fraction]] = defaultdict(list)
    for day, value in csv_table(data.decode()).rows:
        weeks[f"{day[:4]}-{day[4:6]}"] += [Fraction(value)] if value else []
    means = ((month, sum(v) / len(v) if v else None) for month, v in weeks.items())
    return table_from(
        ["month", "co2"],
        ([month, "" if mean is None else f"{float(mean):.4f}"] for month, mean in means),
    )


def next_day_temperature(data: bytes) -> DataTable:
    """Return the days of Seattle that have a next one, with its highest temperature."""
    table = csv_table(data.decode())
    later = table.column("temp_max")[1:]
    rows = ([row[0].replace("/", "-"), *row[1:], y] for row, y in zip(table.rows, later))  # noqa: B905 - the last day has no next one
    return table_from([*table.columns, "temp_max_next_day"], rows)


def sunspots(data: bytes) -> DataTable:
    """Return the years with the sunspots of the year before, empty for the first."""
    table = csv_table(data.decode())
    spots = table.column("SUNACTIVITY")
    rows = zip(table.column("YEAR"), ["", *spots[:-1]], spots, strict=True)
    return table_from(["year", "last_year", "sunspots"], rows)


def table_from(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> DataTable:
    """Return a table of column names and rows."""
    return DataTable(tuple(columns), tuple(tuple(row) for row in rows))


def csv_table(text: str) -> DataTable:
    """Return the table of a CSV file whose first line names the columns."""
    head, *rows = _lines(text)
    return table_from(head, rows)


def _lines(text: str) -> Iterable[list[str]]:
    return (row for row in csv.reader(io.StringIO(text, newline="")) if row)
