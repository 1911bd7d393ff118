"""Options of ``cohort`` that score people in parts: a folder of scores, engines, resuming."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Final

from skills.problems import SkillsError

if TYPE_CHECKING:
    from skills.cohorts.faults import Faults
    from skills.cohorts.group_sums import GroupSums
    from skills.cohorts.question import CohortQuestion

ENGINES: Final = ("local", "dask")


def add_parts(cohort: argparse.ArgumentParser) -> None:
    """Add the options for scores in parts."""
    cohort.add_argument(
        "--engine",
        choices=ENGINES,
        default="local",
        help="what scores the parts of a folder: this process, or Dask in threads or processes; "
        "default: local",
    )
    cohort.add_argument(
        "--resume",
        action="store_true",
        help="keep the parts of a folder that an interrupted run finished, where the answers in "
        "them have not changed",
    )


def is_in_parts(options: argparse.Namespace) -> bool:
    """Return whether the scores are a folder, which has a name without an ending."""
    return options.output is not None and not options.output.suffix


def check_parts(options: argparse.Namespace) -> None:
    """Check the options for scores in parts.

    Raises
    ------
    SkillsError
        If they do not go together, or would overwrite something else.
    """
    named = [f"--engine {options.engine}"] * (options.engine != "local")
    named += ["--resume"] * options.resume
    if named and not is_in_parts(options):
        raise SkillsError(f"{named[0]} writes parts: give -o a folder, a name without an ending.")
    if options.resume and options.summary:
        raise SkillsError("--resume cannot be combined with --summary.")
    if is_in_parts(options) and options.output.is_dir():
        _check_folder(options.output, is_forced=options.force)


def run_parts(
    options: argparse.Namespace, question: CohortQuestion, faults: Faults
) -> tuple[int, GroupSums]:
    """Write a folder of scores, and return the number of people and the sums of their groups."""
    from skills.cohorts.score_parts import PartsJob, score_in_parts  # noqa: PLC0415 - loads pandas

    job = PartsJob(question, options.output, options.skills, options.summary, options.resume)
    return score_in_parts(options.answers, job, options.engine, faults)


def _check_folder(folder: Path, *, is_forced: bool) -> None:
    found = list(folder.iterdir())
    others = [e for e in found if not (e.name.startswith("part-") and e.suffix == ".parquet")]
    if others:
        raise SkillsError(f"{folder} contains files other than scores: use another name.")
    if found and not is_forced:
        raise SkillsError(f"{folder} exists: use --force to overwrite it, or another name.")
