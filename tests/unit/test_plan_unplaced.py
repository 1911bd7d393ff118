"""Planned projects that are not in the plan, and why."""

from __future__ import annotations

from datetime import date

import pytest
from matrix_support import a_matrix, a_project, a_skill, answer, the_profile

from skills.entries.kinds import Mode
from skills.guidance.plan import plan_for
from skills.guidance.plan_unplaced import Unplaced, UnplacedReason, find_unplaced
from skills.matrix import Project, Target
from skills.scoring.assessed import assess
from skills.sentences.plan_page import unplaced_text

SQL, ML, ART, OPS = (a_skill(each) for each in ("sql", "ml", "art", "ops"))
START = a_project("start", {"sql": 2}, hours=4)
GOAL = a_project("goal", {"ml": 4}, after=("start",))
NONE_CLOSER = "it brings none of the skills you've rated closer to its target"


def unplaced(*projects: Project, **statuses: str) -> tuple[Unplaced, ...]:
    """Return what is planned in vain by a person at level 1 in SQL, ML and art."""
    targets = (Target("ml", 4, weight=3), Target("sql", 2), Target("art", 2, weight=0))
    matrix = a_matrix(SQL, ML, ART, OPS, targets=(*targets, Target("ops", 2)), projects=projects)
    answers = answer(SQL, 1, 0, 0, 0) | answer(ML, 1, 0, 0, 0) | answer(ART, 1, 0, 0, 0)
    found = assess(
        matrix,
        answers,
        {},
        profile=the_profile(matrix).id,
        mode=Mode.full,
        project_statuses={name.replace("_", "-"): status for name, status in statuses.items()},
    )
    return find_unplaced(found, plan_for(found, date(2031, 5, 1)))


@pytest.mark.parametrize(
    ("project", "others", "statuses", "why", "text"),
    [
        (GOAL, (START,), {"start": "dropped"}, UnplacedReason.blocked,
         "it needs “Start”, which you've dropped"),
        (a_project("goal", {"ml": 4}, needs={"ml": 3}), (), {}, UnplacedReason.blocked,
         "you can't reach what it needs first yet"),
        (a_project("goal", {"ml": 1, "sql": 1}), (), {}, UnplacedReason.idle, NONE_CLOSER),
        (a_project("goal", {"ops": 2}), (), {}, UnplacedReason.idle, NONE_CLOSER),
        (a_project("goal", {"art": 2}), (), {}, UnplacedReason.idle, NONE_CLOSER),
        (a_project("goal", {"sql": 2}), (START,), {"start": "started"}, UnplacedReason.overlapping,
         "the projects in your plan already take you as far"),
        (a_project("goal", {"sql": 2}), (START,), {"start": "done"}, UnplacedReason.covered,
         "what you've marked as done already takes you as far"),
    ],
)  # fmt: skip
def test_a_planned_project_outside_the_plan_has_a_reason(
    project: Project,
    others: tuple[Project, ...],
    statuses: dict[str, str],
    why: UnplacedReason,
    text: str,
) -> None:
    (found,) = unplaced(project, *others, **statuses, goal="planned")
    dropped = others if "dropped" in statuses.values() else ()
    assert found == Unplaced(project, why, dropped)
    assert unplaced_text(found) == f"“Goal” isn't in your plan: {text}."


def test_a_planned_project_in_the_plan_is_not_explained() -> None:
    assert unplaced(START, GOAL, goal="planned") == ()
    assert unplaced(START, start="started") == ()
