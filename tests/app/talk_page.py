"""The page on which a person and a mentor talk."""

from __future__ import annotations

from review_start import REVIEW
from visiting import Visit

from skills.store import Assessment

STATEMENTS = ("compost.heap", "compost.turning", "compost.ripe", "compost.plan")


def come_to(visit: Visit, shown: Assessment, skill: str = "compost") -> Visit:
    """Open the talk about a skill."""
    return visit.open("review", a=shown.id, r=REVIEW, skill=skill)
