"""A done project after which somebody says that their level has not changed."""

import pytest
from page_visit import Visit
from plan_page import WEAK, links_to_rate, open_plan, press

from components.web import session
from skills.matrix import Matrix
from skills.sentences.plan_page import SAME_LEVEL, SAME_LEVEL_IN
from skills.store import Assessment


@pytest.fixture
def mine(ann: Visit, garden: Matrix) -> Assessment:
    return open_plan(ann, garden)


def test_confirming_the_same_level_counts_as_rating_again(
    ann: Visit, garden: Matrix, mine: Assessment
) -> None:
    """The answers stay, with the date of today; the plan counts the level that they show."""
    heap = garden.projects[0]
    press(ann, "done", heap.id)
    assert "Counting what you've marked as done" in ann.text()
    before = session.store().entries(ann.owner, mine.id, kind="answer")
    (same,) = [each for each in ann.at.button if each.label == SAME_LEVEL]
    ann.click(same.click())
    assert links_to_rate(ann) == []
    assert SAME_LEVEL not in [each.label for each in ann.at.button]
    assert "Counting what" not in ann.text()
    assert "ithout repeating what you've done" in ann.text()
    after = session.store().entries(ann.owner, mine.id, kind="answer")
    assert {slot: each.value for slot, each in after.items()} == {
        slot: each.value for slot, each in before.items()
    }
    again = {item for (kind, item), each in after.items() if each != before[kind, item]}
    assert again == {each.id for each in garden.skills["compost"].statements} & WEAK.keys()


def test_of_several_skills_each_can_be_said_to_be_the_same(ann: Visit, mine: Assessment) -> None:
    """An open day leads to level 2 in advice and pruning."""
    how = {"tab": "other", "widget_revision": 0, "operation": "done"}
    session.store().save(ann.owner, mine.id, "project", "open-day", "done", **how)
    ann.open("plan", a=mine.id)
    assert len(links_to_rate(ann)) == 2
    (menu,) = [each for each in ann.at.menu_button if each.label == SAME_LEVEL_IN]
    ann.click(menu.click("advice"))
    (link,) = links_to_rate(ann)
    assert link.endswith("skill=pruning")
    assert SAME_LEVEL in [each.label for each in ann.at.button]
