"""The command ``agreement``: how alike two people rate the same skills."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from skills.cli.console import FINE, Commands, write
from skills.cli.problem_formats import printable
from skills.cli.sources import add_matrix, add_source, load
from skills.problems import SkillsError
from skills.sentences.formats import level

if TYPE_CHECKING:
    from skills.matrix import Matrix
    from skills.review.agreement import Agreement


def add_to(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add ``agreement``."""
    agreement = commands.add_parser(
        "agreement",
        help="print how alike two people rate the same skills",
        description="Print how alike two people rate the same skills, such as a person and a "
        "mentor: how often they agree, who rates higher, and where to talk first. Neither is "
        "taken to be right.",
    )
    add_source(agreement, "first")
    add_source(agreement, "second")
    agreement.add_argument(
        "--format", choices=("text", "json"), default="text", help="default: text"
    )
    add_matrix(agreement)
    agreement.set_defaults(run=_agreement)


def _agreement(options: argparse.Namespace) -> int:
    from skills.review.agreement import compare_raters  # noqa: PLC0415 - loads NumPy

    first = load(options.first, options).assessed
    second = load(options.second, options).assessed
    if first.matrix.structure != second.matrix.structure:
        raise SkillsError(
            "The two assessments are on different versions of a matrix or on different matrices, "
            "so their ratings cannot be compared."
        )
    found = compare_raters(first, second)
    write((_as_json if options.format == "json" else _as_text)(first.matrix, found))
    return FINE


def _as_text(matrix: Matrix, found: Agreement) -> str:
    from skills.sentences import agreement as say  # noqa: PLC0415 - loads NumPy

    titles = [matrix.skills[each.target.skill].title for each in found.skills]
    width = max(map(len, titles), default=0)
    lines = [
        say.rated_text(found),
        say.kappa_text(found),
        say.difference_text(found, "the first", "the second"),
        "",
    ]
    lines += [
        f"{title:<{width}}  {level(each.first):>12}  {level(each.second):>12}  "
        f"{say.skill_difference_text(each)}"
        for title, each in zip(titles, found.skills, strict=True)
    ]
    return "".join(f"{printable(each)}\n" for each in lines)


def _as_json(matrix: Matrix, found: Agreement) -> str:
    kappa = found.kappa
    return (
        json.dumps(
            {
                "rated": found.rated,
                "same": found.same,
                "kappa": kappa and kappa._asdict(),
                "difference": found.difference,
                "skills": [
                    {
                        "skill": each.target.skill,
                        "title": matrix.skills[each.target.skill].title,
                        "first": each.first,
                        "second": each.second,
                        "difference": each.difference,
                        "weight": each.target.weight,
                        "must": each.target.must,
                    }
                    for each in found.skills
                ],
            },
            indent=2,
        )
        + "\n"
    )
