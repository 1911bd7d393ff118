"""Try the pass marks of projects on repeated splits: who would pass, and how often.

``python -m benchmarks.project_marks --splits 200 --write`` measures every pack and writes the table
`project_marks.csv`; names of packs choose some. A mark should let pass: dummy and shuffled file in
at most 1 % of the splits, the simple baseline in at most 5 % (except where the lesson is that it
wins), a default estimator in at most 5 % where a project leads to level 3, the reference solution
in at least 95 %.

Where splits differ more than solutions do (errors over time, rare large answers), the mark moves
with the simple baseline of each split: what counts is the share of its error that is left.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import warnings
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from threadpoolctl import threadpool_limits

from benchmarks.project_defaults import defaults
from benchmarks.project_solutions import SOLUTIONS, Solution
from skills.matrix import Project
from skills.matrix.library import Library
from skills.projects.check_predictions import passing_mark
from skills.projects.pack_tables import (
    baseline_predictions,
    dummy_prediction,
    frame_of,
    values_of,
)
from skills.projects.packs import Pack, PackData, divided
from skills.projects.shipped_packs import PACKS

TABLE: Final = Path(__file__).parent / "project_marks.csv"
"""The table of the last full run."""

COLUMNS: Final = (
    *("pack", "metric", "level", "splits", "mark", "compared", "solution"),
    *("percentile_5", "median", "percentile_95", "pack_split", "passes", "allowed"),
)

EXPERT: Final = 3
"""From this level on, no default estimator may pass."""

BASELINE: Final = "simple baseline"
REFERENCE: Final = "reference"

BY_SHARE: Final = frozenset(
    {"diabetes", "cars", "doctor-visits", "firms", "co2", "seattle-temperature", "sunspots"}
)
"""Packs whose mark moves with the simple baseline of a split."""

Scores = Mapping[str, Sequence[float]]
"""The scores of each solution, one for each split; the first split is that of the pack."""


def main() -> int:
    """Measure, print the table, and write it where that is asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.project_marks", description=__doc__)
    parser.add_argument("packs", nargs="*", metavar="pack", help=f"some of: {', '.join(PACKS)}")
    parser.add_argument("--splits", type=int, default=5, help="how many; default: 5")
    parser.add_argument("--mark", type=float, help="a mark to try instead, for one pack")
    parser.add_argument(
        "--defaults", type=int, help="on how many splits default estimators are tried; default: all"
    )
    parser.add_argument("--scores", type=Path, help="folder that keeps scores for the next run")
    parser.add_argument("--write", action="store_true", help=f"write {TABLE.name}")
    chosen = parser.parse_args()
    unknown = [each for each in chosen.packs if each not in PACKS]
    if unknown or (chosen.mark is not None and len(chosen.packs) != 1):
        parser.error(f"no pack {', '.join(unknown)}" if unknown else "--mark needs one pack")
    for name in chosen.packs or PACKS:
        scores = kept_scores(name, chosen.splits, chosen.scores, defaults_on=chosen.defaults)
        rows = list(table_rows(name, scores, chosen.mark))
        _show(name, rows, scores)
        if chosen.write:
            _write(name, rows)
    return 0


def kept_scores(name: str, splits: int, folder: Path | None, defaults_on: int | None) -> Scores:
    """Return the scores of a pack, from a file in the folder if a run has left them there."""
    kept = None if folder is None else folder / f"{name}.json"
    if kept is not None and kept.exists():
        found: Scores = json.loads(kept.read_text(encoding="utf-8"))
        return found
    scores = measure(PACKS[name], range(splits), splits if defaults_on is None else defaults_on)
    if kept is not None:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(scores), encoding="utf-8")
    return scores


def measure(pack: Pack, seeds: Sequence[int], defaults_on: int) -> Scores:
    """Return the scores of each solution; a split that an earlier seed gave is left out.

    Parameters
    ----------
    defaults_on : on how many splits default estimators are tried, which take the most time.
    """
    table = pack.table()
    scores: dict[str, list[float]] = {}
    seen: set[tuple[str, ...]] = set()
    for seed in seeds:
        data = divided(pack, table, seed)
        if data.ids in seen:
            continue
        seen.add(data.ids)
        truth = values_of(data.answers, pack.rule)
        for name, predicted in _predictions(
            pack, data, seed, with_defaults=len(seen) <= defaults_on
        ):
            scores.setdefault(name, []).append(pack.metric.score(truth, predicted))
    return scores


def _predictions(
    pack: Pack, data: PackData, seed: int, *, with_defaults: bool
) -> Iterator[tuple[str, Any]]:
    reference = solved(SOLUTIONS[pack.name], pack, data)
    yield "dummy", values_of([dummy_prediction(pack, data)] * len(data.ids), pack.rule)
    yield "shuffled reference", np.random.default_rng(seed).permutation(reference)
    yield BASELINE, baseline_predictions(pack, data)
    for name, solution in (defaults(pack) if with_defaults else {}).items():
        yield f"default {name}", solved(solution, pack, data)
    yield REFERENCE, reference


def solved(solution: Solution, pack: Pack, data: PackData) -> Any:
    """Return what a solution predicts."""
    with threadpool_limits(1), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # default estimators do not always converge
        predicted = solution(frame_of(data.train), frame_of(data.test))
    return values_of([str(each) for each in predicted], pack.rule)


def table_rows(name: str, scores: Scores, mark: float | None = None) -> Iterator[dict[str, str]]:
    """Yield a row of the table for each solution of a pack."""
    pack, project = PACKS[name], project_of(name)
    passing = passing_mark(project) if mark is None else mark
    level = max(project.raises.values())
    for solution, found in scores.items():
        low, middle, high = np.percentile(found, [5, 50, 95])
        figures = [f"{each:.4g}" for each in (low, middle, high, found[0])]
        limit = allowed(pack, solution, level)
        cells = [name, pack.metric.key, str(level), str(len(found)), f"{passing:g}"]
        cells += ["share" if name in BY_SHARE else "score", solution, *figures]
        cells += [f"{passing_share(pack, scores, solution, passing):.3f}", limit]
        yield dict(zip(COLUMNS, cells, strict=True))


def passing_share(pack: Pack, scores: Scores, solution: str, mark: float) -> float:
    """Return in which share of the splits a solution reaches a mark."""
    simple = np.array(scores[BASELINE][: len(scores[solution])])
    marks = mark * simple / simple[0] if pack.name in BY_SHARE else np.full(len(simple), mark)
    reached = map(pack.metric.reaches, scores[solution], marks)
    return float(np.mean(list(reached)))


def allowed(pack: Pack, solution: str, level: int) -> str:
    """Return in which share of the splits a solution may, or must, reach the mark."""
    if solution in {"dummy", "shuffled reference"}:
        return "<= 0.01"
    if solution == REFERENCE:
        return ">= 0.95"
    if solution == BASELINE:
        return "any" if pack.baseline_wins else "<= 0.05"
    return "<= 0.05" if level >= EXPERT else "any"


def within(share: float, limit: str) -> bool:
    """Return whether a share of passes is as the table allows."""
    sign, _, bound = limit.partition(" ")
    if sign == "any":
        return True
    return share >= float(bound) if sign == ">=" else share <= float(bound)


def project_of(pack: str) -> Project:
    """Return the project of the shipped matrices that uses a pack."""
    matrices = Library().known().values()
    return next(each for one in matrices for each in one.projects if each.pack == pack)


def _show(name: str, rows: Sequence[Mapping[str, str]], scores: Scores) -> None:
    print(f"\n## {name}\n\n| {' | '.join(COLUMNS[1:])} |\n|{' --- |' * (len(COLUMNS) - 1)}")
    for row in rows:
        print(f"| {' | '.join(list(row.values())[1:])} |")
        if not within(float(row["passes"]), row["allowed"]):
            print(f"^ {row['solution']} passes {row['passes']}, allowed is {row['allowed']}")
    print(f"\nThe reference passes 95 % at {_strictest(PACKS[name], scores):.4g}.", flush=True)


def _strictest(pack: Pack, scores: Scores) -> float:
    """Return the strictest mark that the reference reaches in 95 % of the splits."""
    simple, found = np.array(scores[BASELINE]), np.array(scores[REFERENCE])
    moved = found * simple[0] / simple if pack.name in BY_SHARE else found
    return float(np.percentile(moved, 5 if pack.metric.better == "higher" else 95))


def _write(name: str, rows: Sequence[Mapping[str, str]]) -> None:
    """Write the rows of a pack to the table, in place of those it had."""
    kept: list[Mapping[str, str]] = []
    if TABLE.exists():
        with TABLE.open(encoding="utf-8", newline="") as file:
            kept = [each for each in csv.DictReader(file) if each["pack"] != name]
    places = {each: at for at, each in enumerate(PACKS)}
    ordered = sorted([*kept, *rows], key=lambda each: places.get(each["pack"], len(places)))
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(ordered)


if __name__ == "__main__":
    sys.exit(main())
