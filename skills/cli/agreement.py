"""The command ``agreement``: how alike two people rate the same skills."""

from __future__ import annotations

import argparse
import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from skills.cli.console import FINE, Commands, write
from skills.cli.problem_formats import printable
from skills.cli.sources import Source, add_matrix, add_source, load
from skills.problems import SkillsError
from skills.sentences.formats import level

if TYPE_CHECKING:
    from skills.matrix import Matrix
    from skills.review.agreement import Agreement
    from skills.scoring.assessed import Assessed


def add_to(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add ``agreement``."""
    agreement = commands.add_parser(
        "agreement",
        help="print how closely two people agree about the same skills",
        description="Print how closely two people agree about the same skills, such as a person "
        "and a mentor: how often they agree, who rates higher, and where to talk first. Neither is "
        "taken to be right. A file that a mentor sent back counts by the mentor's ratings, "
        "anything else by the person's own answers.",
    )
    add_source(agreement, "first")
    agreement.add_argument(
        "second",
        metavar="SECOND",
        nargs="?",
        help="another one, or the file that a mentor sent back; default: compare FIRST with its "
        "own revealed review",
    )
    agreement.add_argument(
        "--review", metavar="ID", help="the revealed review of FIRST; default: the only one"
    )
    agreement.add_argument(
        "--format", choices=("text", "json"), default="text", help="default: text"
    )
    add_matrix(agreement)
    agreement.set_defaults(run=_agreement)


@dataclass(frozen=True, slots=True)
class _Rater:
    name: str
    assessed: Assessed


def _agreement(options: argparse.Namespace) -> int:
    from skills.review.agreement import compare_raters  # noqa: PLC0415 - loads NumPy

    if options.second is not None and options.review is not None:
        raise SkillsError("--review is for one assessment; leave out SECOND or --review.")
    one, other = _raters(options)
    if one.assessed.matrix.structure != other.assessed.matrix.structure:
        raise SkillsError(
            "The two assessments use different versions of a matrix or different matrices, "
            "so their ratings cannot be compared."
        )
    found = compare_raters(one.assessed, other.assessed)
    matrix = one.assessed.matrix
    is_json = options.format == "json"
    write(_as_json(matrix, found) if is_json else _as_text(matrix, found, one.name, other.name))
    return FINE


def _raters(options: argparse.Namespace) -> tuple[_Rater, _Rater]:
    first = load(options.first, options)
    if options.second is None:
        if first.purpose:
            raise SkillsError(
                "A file for or from a mentor needs a SECOND source to compare it with."
            )
        return _Rater("the self-rating", first.assessed), _mentor(first, options.review)
    second = load(options.second, options)
    return _Rater("the first", _ratings(first)), _Rater("the second", _ratings(second))


def _ratings(source: Source) -> Assessed:
    """Return what counts in a file: what a mentor rated if one sent it, else the answers."""
    from skills.records.review_files import ANSWER, REQUEST  # noqa: PLC0415 - loads pydantic

    if source.purpose == REQUEST:
        raise SkillsError(
            "This file asks a mentor for a review, so it contains no ratings. Name the assessment "
            "it was made from instead."
        )
    if source.purpose == ANSWER:
        return _by_mentor(source, {each.review for each in source.record.ratings})
    return source.assessed


def _mentor(source: Source, review: str | None) -> _Rater:
    """Return the mentor of a revealed review of an assessment."""
    revealed = {each.id: each.mentor for each in source.record.reviews if each.revealed_at}
    if review is None and len(revealed) > 1:
        listed = ", ".join(f"{each} ({mentor})" for each, mentor in revealed.items())
        raise SkillsError(f"There is more than one revealed review; choose with --review: {listed}")
    chosen = next(iter(revealed), "") if review is None else review
    if chosen not in revealed:
        which = "review" if review is None else f'review "{review}"'
        raise SkillsError(f"This assessment has no {which} whose ratings are revealed.")
    return _Rater(f"{revealed[chosen]}'s rating", _by_mentor(source, {chosen}))


def _by_mentor(source: Source, reviews: Collection[str]) -> Assessed:
    from skills.workspace.reviews import assess_mentor  # noqa: PLC0415 - loads NumPy

    known = source.assessed
    given = source.record.ratings
    ratings = {each.statement: each.option for each in given if each.review in reviews}
    return assess_mentor(known.matrix, ratings, known.profile.id)


def _as_text(matrix: Matrix, found: Agreement, first: str, second: str) -> str:
    from skills.sentences import agreement as say  # noqa: PLC0415 - loads NumPy

    titles = [matrix.skills[each.target.skill].title for each in found.skills]
    width = max(map(len, titles), default=0)
    lines = [
        say.rated_text(found),
        say.kappa_text(found),
        say.difference_text(found, first, second),
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
