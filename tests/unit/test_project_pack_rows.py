"""The rows of each pack, and what somebody sees of them."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from pack_support import ALL, rows_of

from skills.projects.data_file import INSTALL, DataChanged, DataFile, ProjectsNotInstalled
from skills.projects.pack_tables import pack_version
from skills.projects.packs import divided
from skills.projects.shipped_packs import PACKS

VERSIONS = {
    "penguins": "8943f736cc78",
    "penguins-without-bill": "674fd4c908b6",
    "wine": "9fa71055ed35",
    "digits": "e28bd5200ce6",
    "fifty-labels": "cf7450f6a806",
    "breast-cancer": "159de8e4d206",
    "diabetes": "dfbd2e8d32f3",
    "cars": "f2cdc5c57325",
    "airports": "d580cfb6fdf1",
    "bananas": "cd1d45577c7b",
    "segments": "a3f62c2d8a0f",
    "shuttle": "cb74509ca5da",
    "doctor-visits": "003404970cdd",
    "survey": "6ba139dae195",
    "firms": "b9db89e8365b",
    "co2": "5cae51842da9",
    "seattle-temperature": "acae505e1242",
    "sunspots": "aae7eda6cdaa",
    "who-meets-whom": "a77a27fb70e3",
    "no-labels": "db099dc667c7",
    "find-the-leak": "d3b8dc484c90",
    "several-labels": "0622127da5d4",
    "web-pages": "1e7390b8cf5d",
    "moved-digits": "bcdba72265c8",
    "bad-camera": "65f346467240",
    "clinics": "7593c589c26a",
}
"""Rows and answers of each pack: stored results name this, so that a change is seen."""


@pytest.mark.parametrize("name", ALL)
def test_rows_and_answers_are_those_that_were_measured(name: str) -> None:
    data = rows_of(name)
    assert pack_version(data) == VERSIONS[name]
    train, test = data.train.column("row_id"), list(data.ids)
    assert len({*train, *test}) == len(train) + len(test)
    assert PACKS[name].label not in data.test.columns
    assert len(data.answers) == len(test)
    assert all(data.answers)


def test_a_changed_or_missing_data_file_is_reported() -> None:
    (file,) = PACKS["penguins"].files
    with pytest.raises(DataChanged, match=r"not the one .* nothing was scored") as caught:
        replace(file, sha256="0" * 64).read()
    assert INSTALL in str(caught.value)
    with pytest.raises(DataChanged, match="is missing"):
        replace(file, path="palmerpenguins/data/nothing.csv").read()
    with pytest.raises(ProjectsNotInstalled, match=re.escape(INSTALL)):
        DataFile("no-such-package", "no_such_package/data.csv", "").read()


@pytest.mark.parametrize("name", ["penguins", "firms", "co2", "sunspots"])
def test_other_seeds_give_other_rows_for_calibration(name: str) -> None:
    pack = PACKS[name]
    table = pack.table()
    divisions = [divided(pack, table, seed) for seed in range(4)]
    assert len({each.ids for each in divisions}) > 1
    assert len({len(each.ids) for each in divisions}) == 1


def test_only_packs_that_say_so_hide_or_shuffle_columns() -> None:
    leak, table = PACKS["find-the-leak"], PACKS["find-the-leak"].table()
    data, plain = divided(leak, table), divided(replace(leak, shuffled=()), table)
    changed = {
        each for each in data.test.columns if data.test.column(each) != plain.test.column(each)
    }
    assert changed == set(leak.shuffled)
    assert all(
        sorted(data.test.column(each)) == sorted(plain.test.column(each)) for each in leak.shuffled
    )
    assert data.train == plain.train
    assert not any(rows_of("no-labels").train.column("digit"))


def test_a_row_of_a_stream_shows_the_answer_of_the_row_before_and_no_later_one() -> None:
    pack, table = PACKS["web-pages"], PACKS["web-pages"].table()
    for seed in (0, 3):
        data = divided(pack, table, seed)
        known = [*data.train.column(pack.label), *data.answers]
        shown = [*data.train.column(pack.before), *data.test.column(pack.before)]
        assert shown == ["", *known[:-1]]
    assert list(rows_of("web-pages").ids) == [str(each) for each in range(31, 1251)]
    assert pack.before not in rows_of("bananas").test.columns


def test_only_rows_to_predict_went_through_the_bad_camera() -> None:
    pack, table = PACKS["bad-camera"], PACKS["bad-camera"].table()
    data, clear = divided(pack, table), divided(replace(pack, seen=None), table)
    assert data.train == clear.train
    assert data.ids == clear.ids
    changed = [one != other for one, other in zip(data.test.rows, clear.test.rows, strict=True)]
    assert all(changed)
    grey = np.array([row[1:] for row in data.test.rows], int)
    assert (grey.min(), grey.max()) == (0, 16)
    assert divided(pack, table, 1).test != divided(pack, table, 2).test


def test_a_moved_digit_is_whole_and_stands_anywhere() -> None:
    moved, digits = PACKS["moved-digits"].table(), PACKS["digits"].table()
    assert moved.column("digit") == digits.column("digit")
    inked = np.array([row[:-1] for row in moved.rows], int)
    assert (
        inked.sum(axis=1).tolist()
        == np.array([row[:-1] for row in digits.rows], int).sum(axis=1).tolist()
    )
    pictures = inked.reshape(-1, 12, 12)
    corners = [
        pictures[:, :4, :4],
        pictures[:, :4, -4:],
        pictures[:, -4:, :4],
        pictures[:, -4:, -4:],
    ]
    assert all(each.any() for each in corners)


def test_visits_change_in_half_of_the_clinics_and_only_at_the_end() -> None:
    table = PACKS["clinics"].table()
    changed = np.array(table.column("changed"), int)
    assert abs(changed.mean() - 0.5) < 0.05
    days = np.array([row[1:-1] for row in table.rows], float)
    first, last = days[:, :21].mean(axis=1), days[:, -7:].mean(axis=1)
    moved = abs(np.log(last / first))
    assert moved[changed == 1].mean() > 2 * moved[changed == 0].mean()
    early = days[:, :7].sum(axis=1) / days[:, 14:21].sum(axis=1)
    assert early[changed == 1].mean() == pytest.approx(early[changed == 0].mean(), rel=0.02)
