"""Actions that a person and a mentor agree: added, ticked, removed, planned."""

from __future__ import annotations

from datetime import date

import pytest
from import_export import write
from mentor_visit import REVIEW, Guest, kept, keys, labelled
from page_visit import Visit
from talk_page import come_to

from components.web import session
from skills.entries.review_entries import Action, actions_in
from skills.sentences.review import stays_planned
from skills.store import Assessment

pytest_plugins = ["mentor_visit", "talk_page"]


def actions(visit: Visit, shown: Assessment) -> list[Action]:
    every = session.store().entries(visit.owner, shown.id, kind="action")
    return list(actions_in(every.values()).values())


def send_action(visit: Visit) -> Visit:
    return visit.click(labelled(visit, "button", "Add").click())


def test_an_action_is_added_ticked_and_removed(ann: Visit, shown: Assessment) -> None:
    come_to(ann, shown)
    labelled(ann, "text_input", "What to do").set_value("  Build a heap ")
    labelled(ann, "selectbox", "Learning project").set_value("first-heap")
    labelled(ann, "selectbox", "Who").set_value("mentor")
    labelled(ann, "date_input", "Due by").set_value(date(2031, 6, 1))
    send_action(ann)
    made = Action("compost", "first-heap", "Build a heap", "mentor", date(2031, 6, 1))
    assert actions(ann, shown) == [made]
    (tick,) = keys(ann, "tick|")
    ann.press(tick)
    assert [each.is_done for each in actions(ann, shown)] == [True]
    ann.press(tick)
    assert actions(ann, shown) == [made]
    (drop,) = keys(ann, "drop|")
    ann.press(drop)
    assert actions(ann, shown) == []
    assert keys(ann, "drop|") == []


def agree_project(visit: Visit) -> Visit:
    labelled(visit, "selectbox", "Learning project").set_value("first-heap")
    return send_action(visit)


@pytest.mark.parametrize(
    ("before", "after"),
    [("", "planned"), ("dropped", "planned"), ("started", "started"), ("done", "done")],
)
def test_a_project_agreed_as_an_action_is_planned_unless_it_is_under_way(
    before: str, after: str, ann: Visit, mo: Guest, shown: Assessment
) -> None:
    if before:
        write(ann, shown, "project", "first-heap", before)
    mo.rates(shown, skill="compost")
    agree_project(mo)
    assert [each.project for each in actions(ann, shown)] == ["first-heap"]
    assert kept(ann, shown, "project") == {"first-heap": after}


def test_removing_an_action_says_that_its_project_stays_planned(
    ann: Visit, shown: Assessment
) -> None:
    agree_project(come_to(ann, shown))
    (drop,) = keys(ann, "drop|")
    ann.press(drop)
    assert stays_planned("A first heap") in ann.text()
    assert kept(ann, shown, "project") == {"first-heap": "planned"}
    assert stays_planned("A first heap") not in ann.run().text()


def test_each_action_is_one_of_its_own(ann: Visit, shown: Assessment) -> None:
    come_to(ann, shown)
    for text in ("First", "Second"):
        labelled(ann, "text_input", "What to do").set_value(text)
        send_action(ann)
    assert {each.text for each in actions(ann, shown)} == {"First", "Second"}
    assert len(keys(ann, "tick|")) == 2


@pytest.mark.parametrize("text", ["", "   "])
def test_an_action_without_content_is_not_added(ann: Visit, shown: Assessment, text: str) -> None:
    come_to(ann, shown)
    labelled(ann, "text_input", "What to do").set_value(text)
    send_action(ann)
    assert len(ann.at.error) == 1
    assert actions(ann, shown) == []


def test_each_side_sees_and_ticks_off_the_others_actions(
    ann: Visit, mo: Guest, shown: Assessment
) -> None:
    come_to(ann, shown)
    labelled(ann, "text_input", "What to do").set_value("Build a heap")
    send_action(ann)
    mo.rates(shown)
    (tick,) = keys(mo, "tick|")
    mo.press(tick)
    assert [each.is_done for each in actions(ann, shown)] == [True]
    assert session.store().history(ann.owner, shown.id)[-1].actor == REVIEW
