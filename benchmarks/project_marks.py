"""Try the pass marks of projects on repeated splits: who would pass, and how often.

``python -m benchmarks.project_marks --splits 200`` measures every pack; names of packs choose some.
A mark should let pass: dummy and shuffled file in at most 1 % of the splits, the simple baseline in
at most 5 % (except where the lesson is that it wins), no default estimator where a project leads to
level 3, the reference solution in at least 95 %. "Gain" is that over the simple baseline on the
same split: where splits differ more than solutions do, it tells them apart and a score does not.
"""

from __future__ import annotations

import argparse
import sys
import warnings
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from benchmarks.project_solutions import SOLUTIONS, Solution, defaults
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

EXPERT: int = 3
"""From this level on, no default estimator may pass."""


def main() -> int:
    """Print a table for each pack."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.project_marks", description=__doc__)
    parser.add_argument("packs", nargs="*", metavar="pack", help=f"some of: {', '.join(PACKS)}")
    parser.add_argument("--splits", type=int, default=5, help="how many; default: 5")
    parser.add_argument("--mark", type=float, help="a mark to try instead, for one pack")
    parser.add_argument("--fast", action="store_true", help="leave out the default estimators")
    chosen = parser.parse_args()
    unknown = [each for each in chosen.packs if each not in PACKS]
    if unknown or (chosen.mark is not None and len(chosen.packs) != 1):
        parser.error(f"no pack {', '.join(unknown)}" if unknown else "--mark needs one pack")
    for name in chosen.packs or PACKS:
        _show(name, chosen.splits, chosen.mark, fast=chosen.fast)
    return 0


def _show(name: str, splits: int, mark: float | None, *, fast: bool) -> None:
    pack, project = PACKS[name], _project(name)
    passing = passing_mark(project) if mark is None else mark
    scores = measure(pack, range(splits), fast=fast)
    wins = ", the baseline may win" if pack.baseline_wins else ""
    level = max(project.raises.values())
    print(f"\n## {name} ({pack.metric.key}, leads to level {level}{wins}), {splits} splits\n")
    head = "solution | worst | median | best | at the split of the pack | gain, 5 % | gain, median"
    print(f"| {head} | passes {passing:g} |")
    print(f"| --- |{' ---: |' * 7}")
    for solution, found in scores.items():
        low, middle, high = np.percentile(found, [0, 50, 100])
        worst, best = (low, high) if pack.metric.better == "higher" else (high, low)
        share = np.mean([pack.metric.reaches(each, passing) for each in found])
        simple = scores["simple baseline"]
        gains = [pack.metric.gain(new, old) for new, old in zip(found, simple, strict=True)]
        figures = (worst, middle, best, found[0], *np.percentile(gains, [5, 50]))
        shown = " | ".join(f"{each:.4g}" for each in figures)
        print(f"| {solution} | {shown} | {share:.1%} |")
    for proposal in _proposals(pack, scores, level):
        print(f"\n{proposal}", flush=True)


def measure(pack: Pack, seeds: Sequence[int], *, fast: bool = False) -> dict[str, list[float]]:
    """Return the scores of each solution, one for each seed."""
    table = pack.table()
    scores: dict[str, list[float]] = {}
    for seed in seeds:
        data = divided(pack, table, seed)
        truth = values_of(data.answers, pack.rule)
        for name, predicted in _predictions(pack, data, seed, fast=fast):
            scores.setdefault(name, []).append(pack.metric.score(truth, predicted))
    return scores


def _predictions(pack: Pack, data: PackData, seed: int, *, fast: bool) -> Iterator[tuple[str, Any]]:
    reference = solved(SOLUTIONS[pack.name], pack, data)
    yield "dummy", values_of([dummy_prediction(pack, data)] * len(data.ids), pack.rule)
    yield "shuffled reference", np.random.default_rng(seed).permutation(reference)
    yield "simple baseline", baseline_predictions(pack, data)
    for name, solution in ({} if fast else defaults(pack)).items():
        yield f"default {name}", solved(solution, pack, data)
    yield "reference", reference


def solved(solution: Solution, pack: Pack, data: PackData) -> Any:
    """Return what a solution predicts."""
    with threadpool_limits(1), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # default estimators do not always converge
        predicted = solution(frame_of(data.train), frame_of(data.test))
    return values_of([str(each) for each in predicted], pack.rule)


def _proposals(pack: Pack, scores: Mapping[str, Sequence[float]], level: int) -> Iterator[str]:
    """Yield the strictest mark that the reference passes in 95 %, and what is above it."""
    sign = 1 if pack.metric.better == "higher" else -1
    mark = sign * float(np.percentile([sign * each for each in scores["reference"]], 5))
    yield f"The reference passes 95 % of the splits at {mark:.4g}."
    for name, found in scores.items():
        share = np.mean([pack.metric.reaches(each, mark) for each in found])
        limit = _limit(pack, name, level)
        if share > limit:
            yield f"At that mark {name} would pass {share:.1%}, more than {limit:.0%}."


def _limit(pack: Pack, name: str, level: int) -> float:
    """Return in which share of the splits a solution may pass."""
    if name in {"dummy", "shuffled reference"}:
        return 0.01
    if name == "simple baseline":
        return 1.0 if pack.baseline_wins else 0.05
    return 0.05 if name.startswith("default") and level >= EXPERT else 1.0


def _project(pack: str) -> Project:
    """Return the project of the shipped matrices that uses a pack."""
    matrices = Library().known().values()
    return next(each for one in matrices for each in one.projects if each.pack == pack)


if __name__ == "__main__":
    sys.exit(main())
