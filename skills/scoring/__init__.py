"""Scoring: levels from answers and knowledge checks, readiness from levels, and cohorts."""

from skills.scoring.estimates import (
    AGREED,
    CHECK,
    MENTOR,
    PROJECT,
    SELF,
    CheckStep,
    Estimate,
    check_error,
    estimate_check,
    estimate_mentor,
    estimate_self,
    source_weights,
    weighted,
)
from skills.scoring.leniency import Leniency
from skills.scoring.levels import Score, combine, score_skill, score_skills
from skills.scoring.statements import Basis, Step

__all__ = [
    "AGREED",
    "CHECK",
    "MENTOR",
    "PROJECT",
    "SELF",
    "Basis",
    "CheckStep",
    "Estimate",
    "Leniency",
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
    "weighted",
]
