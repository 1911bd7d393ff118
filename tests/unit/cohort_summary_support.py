"""A profile of two skills, and the summary of a cohort of twenty people."""

from __future__ import annotations

from matrix_support import YES_NO, a_matrix, a_project, a_skill

from skills.cohorts.summary import ClosingProject, ProfileSummary, ReadinessClass, SharedGap
from skills.matrix import Target

MATRIX = a_matrix(
    a_skill("sql", scale=YES_NO),
    a_skill("ml", scale=YES_NO),
    targets=(Target("sql", 2, must=True), Target("ml", 3)),
    projects=(a_project("both", {"sql": 2, "ml": 3}),),
)
ABOUT = ProfileSummary(
    "role.level",
    (ReadinessClass(None, 0.3, 5), ReadinessClass(0.3, 1.0, 15)),
    (SharedGap("sql", 2, must=True, people=20), SharedGap("ml", 3, must=False, people=9)),
    (ClosingProject("both", 29, ("sql", "ml")),),
)
