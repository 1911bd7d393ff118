"""What changed in a plan, and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from matrix_support import a_matrix, a_project, a_skill, answer, the_profile

from skills.entries.kinds import Mode
from skills.entries.plan_limits import NO_LIMITS, PlanLimits
from skills.guidance.plan import plan_for
from skills.guidance.plan_changes import (
    ChangeReason,
    EarlierPlan,
    PlanChange,
    SeenPlans,
    as_earlier,
    plan_changes,
)
from skills.matrix import Target
from skills.scoring.assessed import Assessed, assess
from skills.sentences.plan_changes import change_text, changed_label

TODAY = date(2031, 5, 1)
SQL, ML = a_skill("sql"), a_skill("ml")
QUERY = a_project("query", {"sql": 2}, hours=4)
MODEL = a_project("model", {"ml": 4}, hours=10)
OTHER = a_project("other", {"ml": 4}, hours=12)
MATRIX = a_matrix(
    SQL, ML, targets=(Target("ml", 4, weight=3), Target("sql", 2)), projects=[QUERY, MODEL, OTHER]
)
BEGINNER = answer(SQL, 1, 0, 0, 0) | answer(ML, 1, 0, 0, 0)
GOOD_AT_SQL = answer(SQL, 1, 1, 0, 0) | answer(ML, 1, 0, 0, 0)


def found(
    answers: Mapping[str, str] = BEGINNER, limits: PlanLimits = NO_LIMITS, **statuses: str
) -> Assessed:
    profile = the_profile(MATRIX).id
    return assess(
        MATRIX,
        answers,
        {},
        profile=profile,
        mode=Mode.full,
        project_statuses=statuses,
        limits=limits,
    )


def seen(one: Assessed) -> EarlierPlan:
    return as_earlier(plan_for(one, TODAY), one)


def changes(before: Assessed, now: Assessed) -> tuple[PlanChange, ...]:
    return plan_changes(seen(before), plan_for(now, TODAY), now)


def test_without_a_change_no_change_is_listed() -> None:
    assert changes(found(), found()) == ()


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (found(), found(model="done"), [("model", "done")]),
        (found(), found(other="done"), [("model", "covered")]),
        (found(), found(model="dropped"), [("other", "better"), ("model", "dropped")]),
        (found(), found(GOOD_AT_SQL), [("query", "reached")]),
        (found(), found(answer(ML, 1, 0, 0, 0)), [("query", "replaced")]),
        (found(GOOD_AT_SQL), found(), [("query", "lower-level")]),
        (found(), found(other="planned"), [("other", "chosen"), ("model", "replaced")]),
        (found(), found(limits=PlanLimits(5, date(2031, 5, 7))), [("model", "less-time")]),
    ],
)
def test_each_change_has_its_reason(
    before: Assessed, now: Assessed, expected: list[tuple[str, str]]
) -> None:
    listed = [(each.project.id, str(each.reason)) for each in changes(before, now)]
    assert listed == expected


def test_a_project_that_gives_way_to_another_one_is_replaced() -> None:
    (came, went) = changes(found(), found(other="started"))
    assert (came.project.id, came.is_new, came.reason) == ("other", True, ChangeReason.chosen)
    assert (went.project.id, went.is_new, went.reason) == ("model", False, ChangeReason.replaced)


def test_changes_are_listed_with_their_reasons() -> None:
    (lower,) = changes(found(GOOD_AT_SQL), found())
    assert change_text(MATRIX, lower) == (
        "New: “Query”, because your level in Sql is lower than it was."
    )
    (reached,) = changes(found(), found(GOOD_AT_SQL))
    assert change_text(MATRIX, reached) == (
        "No longer in your plan: “Query”, because you've reached what it leads to."
    )
    for reason in ChangeReason:
        if reason is not ChangeReason.lower_level:
            text = change_text(MATRIX, PlanChange(QUERY, is_new=True, reason=reason))
            assert text.startswith("New: “Query”, because ")
            assert len(text) > len("New: “Query”, because .")


def test_what_is_compared_is_the_plan_seen_before_the_levels_changed() -> None:
    first, second = seen(found()), seen(found(GOOD_AT_SQL))
    assert SeenPlans(first).before is None
    changed = SeenPlans(first).see(second)
    assert (changed.last, changed.before) == (second, first)
    # Another status or limit changes the plan, but not what it is compared with.
    third = seen(found(GOOD_AT_SQL, model="dropped"))
    assert third.projects != second.projects
    assert changed.see(third) == SeenPlans(third, first)
    assert SeenPlans(first).see(seen(found(model="dropped"))).before is None
    assert changed.see(third).see(first) == SeenPlans(first, third)


def test_since_when_a_plan_has_changed_is_a_day_or_the_last_look() -> None:
    assert changed_label(date(2031, 5, 9), 2) == "Changed since 9 May 2031 (2)"
    assert changed_label(None, 1) == "Changed since you last looked (1)"
