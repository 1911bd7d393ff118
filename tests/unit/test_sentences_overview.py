"""Sentences of the result's first screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from matrix_support import a_matrix, a_project, a_skill, answer, the_profile

from skills.entries.kinds import Mode
from skills.guidance.plan import plan_for
from skills.matrix import Target
from skills.scoring.assessed import Assessed, assess
from skills.scoring.highlights import largest_gaps
from skills.scoring.verdicts import Verdict
from skills.sentences.formats import percent
from skills.sentences.overview import (
    Raise,
    answered_text,
    answers_counted,
    brings,
    example_text,
    facts,
    gap_cost,
    line_text,
    raises,
    result_preview_text,
    since_text,
    verdict_reason,
)
from skills.sentences.person import somebody

SQL, GIT, ART = a_skill("sql"), a_skill("git"), a_skill("art")
BOTH = a_project("both", {"sql": 3, "git": 2}, hours=10)
MATRIX = a_matrix(
    SQL,
    GIT,
    ART,
    targets=[Target("sql", 3, must=True), Target("git", 2, must=True), Target("art", 1)],
    projects=[BOTH],
)

TODAY = date(2031, 5, 1)
SOME = answer(SQL, 1, 0, 0, 0) | answer(GIT, 1, 0, 0, 0) | answer(ART, 1, 1, 0, 0)


def found(answers: dict[str, str] | None = None, mode: Mode = Mode.full) -> Assessed:
    given = SOME if answers is None else answers
    return assess(MATRIX, given, {}, profile=the_profile(MATRIX).id, mode=mode)


def test_figures_count_must_haves_targets_and_weeks_at_the_persons_pace() -> None:
    now = found()
    plan = plan_for(now, TODAY).steps
    assert facts(now.readiness, plan, 4) == (
        ("0 of 2", "must-haves"),
        ("1 of 3", "targets met"),
        ("3 weeks", "at 4 h a week"),
    )
    assert facts(now.readiness, plan, None)[-1] == ("10 hours", "in your plan")
    assert facts(now.readiness, plan, None, somebody(""))[-1] == ("10 hours", "in the plan")
    assert [each.label for each in facts(now.readiness, (), 4)] == ["must-haves", "targets met"]


def test_the_reason_names_two_must_haves_and_counts_the_others() -> None:
    assert verdict_reason(MATRIX, found().readiness) == "2 must-haves to go: Sql and Git."
    third = replace(the_profile(MATRIX).targets[2], level=4, must=True)
    targets = [*the_profile(MATRIX).targets[:2], third]
    stricter = a_matrix(SQL, GIT, ART, targets=targets)
    now = assess(stricter, SOME, {}, profile=the_profile(stricter).id, mode=Mode.full)
    assert verdict_reason(stricter, now.readiness).startswith("3 must-haves to go, ")
    assert verdict_reason(stricter, now.readiness).endswith(" first.")


def test_a_project_shows_what_it_raises_and_where_that_leads() -> None:
    now = found()
    step = plan_for(now, TODAY).steps[0]
    assert raises(MATRIX, step) == (Raise("Sql", "1", "3"), Raise("Git", "1", "2"))
    assert brings(now.readiness, step) == f"{percent(step.before)} → {percent(step.after)}"
    assert brings(now.readiness, replace(step, after=step.before)) == ""
    unknown = replace(now.readiness, coverage=0.1)
    assert unknown.verdict is Verdict.unknown
    assert brings(unknown, step) == ""


def test_a_gap_says_what_it_costs() -> None:
    first = largest_gaps(found().readiness)[0]
    assert gap_cost(first).startswith("−")
    assert gap_cost(first).endswith(" points")
    free = replace(first, readiness_loss=0.0)
    assert gap_cost(free) == "must-have"
    met = replace(free.score, level=4.0)
    assert gap_cost(replace(free, score=met)) == "only estimated"


def test_the_line_says_what_else_ready_needs() -> None:
    assert line_text(found().readiness) == "The line marks 85%: ready, once every must-have is met."
    free = a_matrix(SQL, targets=[Target("sql", 2)])
    now = assess(free, answer(SQL, 1, 0, 0, 0), {}, profile=the_profile(free).id, mode=Mode.full)
    assert line_text(now.readiness).endswith("once every target is half met.")


def test_the_basis_counts_what_is_implied_and_set_aside() -> None:
    assert answered_text(found().readiness) == "12 of 12 answered, self-reported."
    quick = found(answer(SQL, None, 1, 0, None), Mode.quick).readiness
    assert answered_text(quick).startswith("2 of ")
    assert "2 more implied" in answered_text(quick)
    aside = found(SOME | answer(ART, 1, 1, "n/a", "n/a")).readiness
    assert "2 set aside" in answered_text(aside)
    assert answers_counted(aside, 1).endswith(
        "2 set aside, 1 answer not needed for this target role"
    )
    assert answered_text(found({}).readiness) == "0 of 12 answered."


def test_few_answers_say_how_many_more_the_first_verdict_needs() -> None:
    few = found(answer(SQL, 1, None, None, None)).readiness
    assert result_preview_text(few) == f"Preview: {few.needed} more answers to your first verdict"
    assert few.needed > 1
    none = found(dict.fromkeys(MATRIX.statements, "not-applicable")).readiness
    assert result_preview_text(none) == "Preview: too much set aside for a verdict"


@pytest.mark.parametrize(
    ("before", "expected"),
    [(0.0, "Up "), (1.0, "Down "), (None, "About the same as on 2 January 2026.")],
)
def test_a_change_says_its_direction_and_since_when(before: float | None, expected: str) -> None:
    readiness = found().readiness
    assert readiness.value is not None
    on, before = date(2026, 1, 2), readiness.value if before is None else before
    since = since_text(readiness, before, on, date(2026, 1, 3))
    assert since.startswith(expected)
    assert since.endswith("2 January 2026.")
    assert since_text(readiness, before, on, on).endswith("earlier today.")


def test_the_example_is_called_fictional() -> None:
    assert example_text(MATRIX, the_profile(MATRIX)) == (
        "Example: a fictional person measured against the targets for the level role role."
    )
