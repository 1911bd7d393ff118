"""Scoring: levels from answers and knowledge checks, readiness from levels, and cohorts."""

from skills.scoring.levels import (
    CHECK,
    MENTOR,
    SELF,
    Estimate,
    Score,
    check_error,
    combine,
    estimate_check,
    estimate_mentor,
    estimate_self,
    score_skill,
    score_skills,
    source_weights,
)
from skills.scoring.statements import Basis, Step

__all__ = [
    "CHECK",
    "MENTOR",
    "SELF",
    "Basis",
    "Estimate",
    "Score",
    "Step",
    "check_error",
    "combine",
    "estimate_check",
    "estimate_mentor",
    "estimate_self",
    "score_skill",
    "score_skills",
    "source_weights",
]
