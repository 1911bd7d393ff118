"""Links from a result to the statements behind it."""

from __future__ import annotations

from collections.abc import Mapping

from components.texts_on_page import show_link
from components.web import session
from components.web.addresses import address
from skills.matrix import Matrix
from skills.scoring.readiness import Readiness
from skills.sentences.must_haves import only_estimated
from skills.store import Assessment


def answering(assessment: Assessment, readiness: Readiness) -> Mapping[str, str]:
    """Return, by skill, a link to the statements that settle what only an estimate reaches."""
    if session.is_example():
        return {}
    return {
        each.target.skill: address("assess", assessment.id, skill=each.target.skill)
        for each in readiness.skill_gaps
        if each.is_only_estimated and each.score.tally.answered < each.score.tally.asked
    }


def show_estimated(
    assessment: Assessment, matrix: Matrix, readiness: Readiness, *, musts_only: bool = True
) -> set[str]:
    """Show which targets rest on an estimate only, and return the must-haves among them."""
    ways = answering(assessment, readiness)
    gaps = [each for each in readiness.skill_gaps if each.is_missing_must or not musts_only]
    found = [each for each in gaps if each.target.skill in ways]
    for each in found:
        show_link("Answer it", ways[each.target.skill], lead=only_estimated(matrix, each))
    return {each.target.skill for each in found if each.is_missing_must}
