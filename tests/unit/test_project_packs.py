"""Every pack: its data, its files, its starter, and who passes."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from packs_for_tests import SLOW, checked, file_of, project_with, reference, rows_of

from benchmarks.project_marks import TABLE, allowed, within
from skills.problems import SkillsError
from skills.projects.data_file import INSTALL, DataChanged, DataFile, ProjectsNotInstalled
from skills.projects.pack_files import as_zip, pack_files, starter_of
from skills.projects.pack_tables import dummy_prediction, pack_version
from skills.projects.packs import divided
from skills.projects.shipped_packs import PACKS, UnknownPack, pack_of
from skills.reports.project_readme import project_readme
from skills.workspace import example_person
from skills.workspace.learning_packs import make_pack

ROOT = Path(__file__).parents[2]

ALL = [pytest.param(name, marks=pytest.mark.slow if name in SLOW else ()) for name in sorted(PACKS)]

with TABLE.open(encoding="utf-8", newline="") as file:
    MEASURED = list(csv.DictReader(file))

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


@pytest.mark.parametrize("name", ALL)
def test_the_dummy_fails_and_both_baselines_score_as_the_matrix_says(name: str) -> None:
    data, baseline = rows_of(name), project_with(name).baseline
    found = checked(name, file_of(name, [dummy_prediction(PACKS[name], data)] * len(data.ids)))
    assert not found.is_passed
    assert found.score == pytest.approx(found.dummy, abs=1e-9)
    assert baseline is not None
    assert baseline.simple is not None
    if baseline.dummy is not None:
        assert found.dummy == pytest.approx(baseline.dummy, rel=0.01, abs=1e-4)
    assert found.baseline == pytest.approx(baseline.simple, rel=0.015)


@pytest.mark.parametrize("name", ALL)
def test_the_reference_passes_and_shuffled_it_fails(name: str) -> None:
    predicted = list(reference(name))
    found = checked(name, file_of(name, predicted))
    assert found.is_passed
    assert found.comparison != "worse"
    assert found.gain_low <= found.gain <= found.gain_high
    shuffled = checked(name, file_of(name, np.random.default_rng(1).permutation(predicted)))
    assert not shuffled.is_passed
    # The trend of two years says more of the months of carbon dioxide than their order.
    assert shuffled.comparison == "worse" or name in {"bananas", "co2", "wine"}


OFFLINE = """
import runpy, sys
def watch(event, arguments):
    if event in {"socket.connect", "socket.getaddrinfo"}:
        sys.exit("the starter asks for the network")
sys.addaudithook(watch)
runpy.run_path("starter.py", run_name="__main__")
"""


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(PACKS))
def test_the_starter_runs_in_a_clean_folder_and_is_the_baseline(name: str, tmp_path: Path) -> None:
    for file, content in make_pack(project_with(name)).items():
        (tmp_path / file).write_bytes(content)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-I", "-c", OFFLINE],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stderr == ""
    found = checked(name, (tmp_path / "predictions.csv").read_bytes())
    assert found.score == pytest.approx(found.baseline, rel=1e-9)
    assert found.comparison == "indistinct"


@pytest.mark.parametrize("name", sorted(PACKS))
def test_the_notebook_is_the_script(name: str) -> None:
    pack = replace(PACKS["penguins"], starter=PACKS[name].starter)
    notebook = json.loads(_files(pack.starter)["starter.ipynb"])
    code = "".join(
        "".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"
    )
    script = starter_of(pack).partition("# %%\n")[2].replace("# %%\n", "")
    assert re.sub(r"\s", "", code) == re.sub(r"\s", "", script)
    assert notebook["nbformat"] == 4
    assert all(not cell.get("outputs") for cell in notebook["cells"])


def _files(starter: str) -> dict[str, bytes]:
    pack = replace(PACKS["penguins"], starter=starter)
    return dict(pack_files(pack, rows_of("penguins"), "A\n"))


def test_a_pack_is_the_same_bytes_again_and_has_its_checksums() -> None:
    first, second = (as_zip(make_pack(project_with("wine")), "why-scaling") for _ in range(2))
    assert first == second
    with zipfile.ZipFile(BytesIO(first)) as archive:
        assert archive.testzip() is None
        names = [each.removeprefix("why-scaling/") for each in archive.namelist()]
        sums = archive.read("why-scaling/SHA256SUMS").decode().splitlines()
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert sorted(each.split("  ")[1] for each in sums) == sorted(set(names) - {"SHA256SUMS"})


@pytest.mark.parametrize("name", sorted(PACKS))
def test_the_readme_has_the_brief_the_check_and_its_limits(name: str) -> None:
    project = project_with(name)
    text = project_readme(project, PACKS[name], rows_of(name))
    assert "upload the file on the project's page in the app" in text
    for heading in ("Files", "How it is checked", "What is not checked", "Data and licence"):
        assert f"\n## {heading}\n\n" in text
    assert "it is not a certificate" in text
    assert all(each.sha256 in text for each in PACKS[name].files)
    assert f"project check {project.id} FOLDER/predictions.csv" in text
    assert "\n\n\n" not in text


def test_a_changed_or_missing_data_file_is_reported() -> None:
    (file,) = PACKS["penguins"].files
    with pytest.raises(DataChanged, match=r"not the one .* nothing was scored") as caught:
        replace(file, sha256="0" * 64).read()
    assert INSTALL in str(caught.value)
    with pytest.raises(DataChanged, match="is missing"):
        replace(file, path="palmerpenguins/data/nothing.csv").read()
    with pytest.raises(ProjectsNotInstalled, match=re.escape(INSTALL)):
        DataFile("no-such-package", "no_such_package/data.csv", "").read()


def test_a_project_without_a_pack_that_can_be_used_is_reported() -> None:
    project = project_with("penguins")
    assert pack_of(project) is PACKS["penguins"]
    with pytest.raises(UnknownPack, match="has no pack"):
        pack_of(replace(project, pack=""))
    with pytest.raises(UnknownPack, match='names the pack "pinguins"'):
        pack_of(replace(project, pack="pinguins"))
    assert project.baseline is not None
    with pytest.raises(UnknownPack, match="says that lower is better"):
        pack_of(replace(project, baseline=replace(project.baseline, better="lower")))
    with pytest.raises(SkillsError, match="nothing says what passes"):
        make_pack(replace(project, baseline=None))


@pytest.mark.parametrize("name", ["penguins", "firms", "co2", "sunspots"])
def test_other_seeds_give_other_rows_for_calibration(name: str) -> None:
    pack = PACKS[name]
    table = pack.table()
    divisions = [divided(pack, table, seed) for seed in range(4)]
    assert len({each.ids for each in divisions}) > 1
    assert len({len(each.ids) for each in divisions}) == 1


def test_the_page_names_every_pack_once() -> None:
    page = (ROOT / "docs" / "projects.md").read_text(encoding="utf-8")
    rows = page.partition("## The packs")[2]
    named = re.findall(r"^\| `([\w-]+)` \|.* (\S+) \|$", rows, re.MULTILINE)
    assert sorted(name for name, _ in named) == sorted(PACKS)
    assert {name: int(count.replace(",", "")) for name, count in named} == {
        name: len(rows_of(name).ids) for name in PACKS
    }


@pytest.mark.parametrize("name", sorted(PACKS))
def test_the_mark_of_a_project_is_the_one_of_the_table_and_keeps_the_rules(name: str) -> None:
    project, rows = project_with(name), [each for each in MEASURED if each["pack"] == name]
    assert project.baseline is not None
    assert {float(each["mark"]) for each in rows} == {project.baseline.passing}
    assert {int(each["level"]) for each in rows} == {max(project.raises.values())}
    solutions = [each["solution"] for each in rows]
    assert {"dummy", "shuffled reference", "simple baseline", "reference"} <= set(solutions)
    assert any(each.startswith("default ") for each in solutions)
    for row in rows:
        level = int(row["level"])
        assert row["allowed"] == allowed(PACKS[name], row["solution"], level)
        assert within(float(row["passes"]), row["allowed"]), row


@pytest.mark.parametrize("name", sorted(PACKS))
def test_the_brief_states_the_pass_mark(name: str) -> None:
    project = project_with(name)
    assert project.baseline is not None
    said = re.findall(r"\d+\.?\d*(?= (?:\S+ ){0,3}or (?:more|less))", project.accept)
    assert project.baseline.passing in {float(each) for each in said}


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


LOADED = """
import sys
from skills.cli.main import main
code = main(["project", "list"])
heavy = {"numpy", "scipy", "sklearn", "pandas", "statsmodels", "river", "vega_datasets"}
sys.exit(f"loaded: {heavy & set(sys.modules)}" if heavy & set(sys.modules) else code)
"""


@pytest.mark.slow
def test_the_list_loads_neither_scikit_learn_nor_data() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "penguin-species" in done.stdout


def test_the_example_shows_the_figures_of_a_real_check() -> None:
    shown = example_person.VERIFIED_CHECK
    answers = list(rows_of("penguins").answers)
    answers[answers.index("Adelie")] = "Chinstrap"
    found = checked("penguins", file_of("penguins", answers))
    figures = ("score", "dummy", "baseline", "passing", "merit", "rows", "gain")
    for each in figures:
        assert getattr(shown, each) == pytest.approx(getattr(found, each), abs=1e-4)
    assert (shown.comparison, shown.metric) == (found.comparison, found.metric)
    assert project_with("penguins").id == example_person.VERIFIED
