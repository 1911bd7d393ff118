"""The page of a project that is in the plan, or could be."""

from dataclasses import replace

from page_visit import Visit
from plan_page import TODAY, WEAK, assessed, button, open_plan, press, stored

from components.result.project_card import of_step
from components.web import session
from skills.guidance.plan import plan_for
from skills.guidance.plan_reasons import lost_without
from skills.guidance.plan_unplaced import Unplaced, UnplacedReason
from skills.matrix import Matrix
from skills.sentences.next_steps import step_total
from skills.sentences.plan_page import ACTIONS, plan_link_label, unplaced_text, why_first


def test_a_project_in_the_plan_says_why_in_the_words_of_the_plan(
    ann: Visit, garden: Matrix
) -> None:
    mine, found = open_plan(ann, garden), assessed(garden, WEAK)
    plan = plan_for(found, TODAY)
    lost = lost_without(found, plan)
    assert len(plan.steps) == 3
    for step in plan.steps:
        shown = ann.open("project", a=mine.id, p=step.project.id).text()
        assert step_total(found.readiness, plan.steps, step) in shown
        assert plan_link_label(plan.steps, step.project) in shown
        card = of_step(found.readiness, plan.steps, step, lost[step.project.id])
        assert all(text in shown for _, text in card.facts if text)


def test_a_project_that_is_not_the_next_one_can_be_done_next(ann: Visit, garden: Matrix) -> None:
    mine = open_plan(ann, garden)
    first, *_, last = plan_for(assessed(garden, WEAK), TODAY).steps
    ann.open("project", a=mine.id, p=first.project.id)
    assert ACTIONS["planned"] not in [each.label for each in ann.at.button]
    ann.open("project", a=mine.id, p=last.project.id)
    assert button(ann, "planned", last.project.id).label == ACTIONS["planned"]
    press(ann, "planned", last.project.id)
    assert stored(ann, mine) == {last.project.id: "planned"}
    assert ACTIONS["planned"] not in [each.label for each in ann.at.button]
    assert why_first(replace(last, status="planned")) in ann.text()


def test_a_project_that_raises_nothing_any_more_says_what_it_leads_to(
    ann: Visit, garden: Matrix
) -> None:
    mine = open_plan(ann, garden)
    heap, roses = garden.projects[:2]
    how = {"tab": "other", "widget_revision": 0, "operation": "other"}
    session.store().save(ann.owner, mine.id, "project", roses.id, "done", **how)
    shown = ann.open("project", a=mine.id, p=heap.id).text()
    assert "Leads to" in shown
    assert f"{garden.skills['compost'].title} level {heap.raises['compost']}" in shown
    ann.open("project", a=mine.id, p=roses.id)
    assert ACTIONS["started"] not in [each.label for each in ann.at.button]


def test_a_planned_project_that_is_not_in_the_plan_says_why(ann: Visit, garden: Matrix) -> None:
    """The roses lead to level 3 in compost, and the heap to level 2."""
    mine = open_plan(ann, garden)
    heap, roses = garden.projects[:2]
    how = {"tab": "other", "widget_revision": 0, "operation": "other"}
    session.store().save(ann.owner, mine.id, "project", roses.id, "done", **how)
    reason = unplaced_text(Unplaced(heap, UnplacedReason.covered))
    assert reason not in ann.open("project", a=mine.id, p=heap.id).text()
    press(ann, "planned", heap.id)
    assert reason in ann.text()
