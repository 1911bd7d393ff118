"""Change the digits of scikit-learn: move each to a random place, or imitate a bad camera."""

from __future__ import annotations

from random import Random
from typing import Final

from skills.projects.data_tables import DataTable, digits, table_from

SIDE: Final = 8
"""Grey values a side of a digit as it comes."""

WIDE: Final = 12
"""Grey values a side of the picture that a digit is moved in."""

WHITE: Final = 16
"""The largest grey value."""


def moved_digits(data: bytes) -> DataTable:
    """Return the digits, each at a random place in a larger picture."""
    table, random = digits(data), Random(0)  # noqa: S311 - no secret
    names = [f"pixel_{row}_{column}" for row in range(WIDE) for column in range(WIDE)]
    rows = ([*_moved(row[:-1], random), row[-1]] for row in table.rows)
    return table_from([*names, "digit"], rows)


def _moved(cells: tuple[str, ...], random: Random) -> list[str]:
    down, right = (random.randint(0, WIDE - SIDE) for _ in range(2))
    picture = ["0"] * (WIDE * WIDE)
    for row in range(SIDE):
        start = (down + row) * WIDE + right
        picture[start : start + SIDE] = cells[row * SIDE : (row + 1) * SIDE]
    return picture


def seen_by_bad_camera(table: DataTable, seed: int) -> DataTable:
    """Return pictures as a bad camera would take them: pale, lit from one side, with noise.

    Only sums and products of drawn numbers are rounded, so that they are the same everywhere.
    """
    random = Random(seed)  # noqa: S311 - no secret
    index = table.columns.index("pixel_0_0")
    rows = ((*row[:index], *_seen(row[index : index + SIDE * SIDE], random)) for row in table.rows)
    return table_from(table.columns, rows)


def _seen(cells: tuple[str, ...], random: Random) -> list[str]:
    """Return the grey values of one picture: contrast, side and strength of the light are drawn."""
    contrast, light, side = random.uniform(0.3, 0.7), random.uniform(0, 14), random.randrange(4)
    found = []
    for index, cell in enumerate(cells):
        row, column = divmod(index, SIDE)
        near = (row, SIDE - 1 - row, column, SIDE - 1 - column)[side] / (SIDE - 1)
        noise = 2 * (random.random() + random.random() + random.random() - 1.5)
        grey = contrast * float(cell) + light * near + noise
        found.append(str(min(WHITE, max(0, round(grey)))))
    return found
