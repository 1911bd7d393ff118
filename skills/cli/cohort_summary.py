"""Options of ``cohort`` for a summary of the group, and the summary as text or JSON."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict, fields
from typing import TYPE_CHECKING

from skills.cli.console import write
from skills.cli.problem_formats import printable
from skills.problems import SkillsError

if TYPE_CHECKING:
    from skills.cohorts.group_sums import GroupSums
    from skills.cohorts.question import CohortQuestion
    from skills.cohorts.rater_agreement import RaterAgreement
    from skills.cohorts.summary import Summary


def add_summary(cohort: argparse.ArgumentParser) -> None:
    """Add the options for a summary."""
    cohort.add_argument(
        "--summary",
        action="store_true",
        help="print where the group stands and, for exported files, how closely people and their "
        "mentors agree; nothing about fewer than five people",
    )
    cohort.add_argument(
        "--group-by",
        action="append",
        default=[],
        metavar="COLUMN",
        help="show the means of groups; repeat it for groups within groups, the largest first; "
        '"folder" for exported files',
    )
    cohort.add_argument(
        "--names",
        action="store_true",
        help="say who could help whom, among those who agreed in their own file to be named",
    )
    cohort.add_argument(
        "--format", choices=("text", "json"), default="text", help="of the summary; default: text"
    )


def check_summary(options: argparse.Namespace) -> None:
    """Check the options for a summary.

    Raises
    ------
    SkillsError
        If there are some without a summary.
    """
    if options.group_by and not options.summary:
        raise SkillsError("--group-by divides the summary: use it with --summary.")
    if options.names and not options.summary:
        raise SkillsError("--names adds to the summary: use it with --summary.")


def print_summary(sums: GroupSums, question: CohortQuestion, options: argparse.Namespace) -> None:
    """Print where the group stands, as text or JSON."""
    from skills.cohorts.rater_agreement import rater_agreement  # noqa: PLC0415 - loads NumPy
    from skills.cohorts.summary import summarise  # noqa: PLC0415 - likewise
    from skills.sentences.cohort_tables import help_lines  # noqa: PLC0415 - likewise
    from skills.sentences.cohorts import summary_lines  # noqa: PLC0415 - likewise
    from skills.sentences.rater_agreement import rater_lines  # noqa: PLC0415 - likewise

    found = summarise(sums.counts(), question.matrix, question.compared, sums.named)
    raters = rater_agreement(sums.raters) if sums.raters and found.people else None
    if options.format == "json":
        plain = {**_plain(found), "raters": _plain_raters(raters)}
        if options.names:
            plain["help"] = _plain_help(sums, question, found)
        write(json.dumps(plain, indent=2) + "\n")
        return
    lines = summary_lines(found, question.matrix)
    if options.names and found.people:
        lines += ["", *help_lines(sums.named, found, question.matrix, question.compared)]
    if sums.raters and found.people:
        lines += ["", *rater_lines(raters)]
    write("".join(f"{printable(each)}\n" for each in lines))


def _plain(summary: Summary) -> dict[str, object]:
    """Return a summary as JSON has it: what is left out of a group belongs to the group."""
    found = asdict(summary)
    left_out = found.pop("left_out")
    del found["skills_with_names"]
    for each in found["groups"]:
        each["left_out"] = left_out.get(tuple(each["group"]), 0)
    return found


def _plain_help(
    sums: GroupSums, question: CohortQuestion, summary: Summary
) -> dict[str, list[dict[str, object]]] | None:
    """Return who could help whom by profile, or None if nobody may be named."""
    from skills.cohorts.helping import who_could_help  # noqa: PLC0415 - loads pandas

    skills = summary.skills_with_names
    if not skills:
        return None
    return {
        each.id: [asdict(one) for one in who_could_help(sums.named, each, skills)]
        for each in question.compared
    }


def _plain_raters(agreement: RaterAgreement | None) -> dict[str, object] | None:
    """Return what is said about raters as JSON has it: a coefficient, or why it is withheld."""
    from skills.review.agreement import Interval  # noqa: PLC0415 - loads NumPy

    if agreement is None:
        return None
    return {
        name: each._asdict() if isinstance(each, Interval) else each
        for name, each in ((each.name, getattr(agreement, each.name)) for each in fields(agreement))
    }
