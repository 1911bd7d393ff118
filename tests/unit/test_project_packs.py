"""Every pack: its project, its page, its marks, and who passes."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pack_support import ALL, checked, file_of, project_with, reference, rows_of

from benchmarks.project_marks import TABLE, allowed, within
from skills.problems import SkillsError
from skills.projects.pack_tables import baseline_predictions, dummy_prediction
from skills.projects.shipped_packs import PACKS, UnknownPack, pack_of
from skills.sentences.project_checks import SAME_AS_BASELINE, comparison_text
from skills.workspace import example_person
from skills.workspace.learning_packs import make_pack

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
MEASURED = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))


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
def test_the_predictions_of_the_starter_never_pass(name: str) -> None:
    pack, data = PACKS[name], rows_of(name)
    found = checked(name, file_of(name, baseline_predictions(pack, data)))
    assert (found.repeats_baseline, found.is_passed, found.has_merit) == (True, False, False)
    assert found.score == pytest.approx(found.baseline)
    assert comparison_text(found) == SAME_AS_BASELINE


@pytest.mark.parametrize("name", ALL)
def test_the_reference_passes_and_fails_when_shuffled(name: str) -> None:
    predicted = list(reference(name))
    found = checked(name, file_of(name, predicted))
    assert (found.is_passed, found.repeats_baseline) == (True, False)
    assert found.has_merit or found.merit is None
    assert found.comparison != "worse"
    assert found.gain_low <= found.gain <= found.gain_high
    shuffled = checked(name, file_of(name, np.random.default_rng(1).permutation(predicted)))
    assert not shuffled.is_passed
    # The trend of two years says more of the months of carbon dioxide than their order.
    assert shuffled.comparison == "worse" or name in {"bananas", "co2", "wine"}


def test_a_project_without_a_pack_that_can_be_used_is_reported() -> None:
    project = project_with("penguins")
    assert pack_of(project) is PACKS["penguins"]
    with pytest.raises(UnknownPack, match="has no data and no check"):
        pack_of(replace(project, pack=""))
    with pytest.raises(UnknownPack, match='names the pack "pinguins"'):
        pack_of(replace(project, pack="pinguins"))
    assert project.baseline is not None
    with pytest.raises(UnknownPack, match="says that lower is better"):
        pack_of(replace(project, baseline=replace(project.baseline, better="lower")))
    with pytest.raises(SkillsError, match="nothing says what passes"):
        make_pack(replace(project, baseline=None))


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
def test_the_merit_mark_is_beyond_the_pass_mark_and_the_reference_reaches_it(name: str) -> None:
    pack, baseline = PACKS[name], project_with(name).baseline
    assert baseline is not None
    (row,) = [e for e in MEASURED if (e["pack"], e["solution"]) == (name, "reference")]
    assert pack.baseline_wins or pack.merit is not None
    if pack.merit is not None:
        assert pack.metric.gain(pack.merit, baseline.passing) > 0
        assert pack.metric.reaches(float(row["pack_split"]), pack.merit)


@pytest.mark.parametrize("name", sorted(PACKS))
def test_the_brief_states_the_pass_mark(name: str) -> None:
    project = project_with(name)
    assert project.baseline is not None
    said = re.findall(r"\d+\.?\d*(?= (?:\S+ ){0,3}or (?:more|less))", project.accept)
    assert project.baseline.passing in {float(each) for each in said}


LOADED = """
import sys
from skills.cli.main import main
code = main(["project", "list"])
heavy = {"numpy", "scipy", "sklearn", "pandas", "statsmodels", "river", "vega_datasets"}
sys.exit(f"loaded: {heavy & set(sys.modules)}" if heavy & set(sys.modules) else code)
"""


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
