"""Links from a result to the statements behind it."""

from __future__ import annotations

from collections.abc import Mapping

from components.web import session
from components.web.addresses import address
from skills.scoring.readiness import Readiness
from skills.store import Assessment


def answering(assessment: Assessment, readiness: Readiness) -> Mapping[str, str]:
    """Return, by skill, a link to the statements that settle a target met only by an estimate."""
    if session.is_example():
        return {}
    return {
        each.target.skill: address("assess", assessment.id, skill=each.target.skill)
        for each in readiness.skill_gaps
        if each.is_only_estimated and each.score.tally.answered < each.score.tally.asked
    }
