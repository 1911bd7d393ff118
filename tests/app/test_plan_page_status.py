"""Projects started, done, dropped and undone on the plan page."""

import html
from datetime import timedelta

import pytest
from page_text import plain
from page_visit import Visit, put, today, workspace_of
from plan_page import (
    TODAY,
    WEAK,
    assessed,
    button,
    in_hand,
    links_to_rate,
    open_plan,
    press,
    steps,
    stored,
)

from components.web import session
from components.web.addresses import address
from skills.guidance.plan import plan_for
from skills.guidance.plan_changes import ChangeReason, PlanChange
from skills.guidance.plan_unplaced import Unplaced, UnplacedReason
from skills.matrix import Matrix
from skills.problems import StoreError
from skills.sentences.formats import day
from skills.sentences.plan_changes import change_text, changed_label
from skills.sentences.plan_page import (
    ACTIONS,
    DONE_CHANGES_NOTHING,
    UNTIL_RATED,
    plan_summary,
    undo_label,
    unplaced_text,
)
from skills.store import Assessment
from skills.workspace.export import files_of


@pytest.fixture
def mine(ann: Visit, garden: Matrix) -> Assessment:
    return open_plan(ann, garden)


def test_a_project_is_started_done_and_undone(ann: Visit, garden: Matrix, mine: Assessment) -> None:
    first = plan_for(assessed(garden, WEAK), TODAY).steps[0].project
    assert (button(ann, "started", first.id).label, stored(ann, mine)) == (ACTIONS["started"], {})
    press(ann, "started", first.id)
    assert stored(ann, mine) == {first.id: "started"}
    assert f"Started on {day(today())}." in ann.text()
    press(ann, "done", first.id)
    assert stored(ann, mine) == {first.id: "done"}
    assert first.title not in in_hand(ann)
    assert f"Started on {day(today())}, done on {day(today())}." in ann.text()
    press(ann, "undo", first.id)
    assert stored(ann, mine) == {first.id: "started"}
    assert in_hand(ann) == [first.title]
    press(ann, "undo", first.id)
    assert stored(ann, mine) == {first.id: None}


@pytest.mark.usefixtures("mine")
def test_a_done_project_leaves_the_plan_and_readiness_stays(ann: Visit, garden: Matrix) -> None:
    before = assessed(garden, WEAK)
    first = plan_for(before, TODAY).steps[0].project
    press(ann, "done", first.id)
    after = assessed(garden, WEAK, **{first.id.replace("-", "_"): "done"})
    plan = plan_for(after, TODAY).steps
    assert first.id not in {each.project.id for each in plan}
    assert plan_summary(before.readiness, plan, 4) in ann.text()
    assert "Counting what you've marked as done, no other plan" in ann.text()
    assert in_hand(ann) == [plan[0].project.title]


def done_cards(visit: Visit) -> list[str]:
    """Return the titles of the projects that are done, where they were in hand."""
    return [plain(each.split("</h3>")[0]) for each in visit.parts('class="rr-h3 rr-quiet"')]


def test_a_done_project_keeps_its_place_and_asks_to_rate_its_skills_again(
    ann: Visit, garden: Matrix, mine: Assessment
) -> None:
    first = plan_for(assessed(garden, WEAK), TODAY).steps[0].project
    assert done_cards(ann) == links_to_rate(ann) == []
    press(ann, "done", first.id)
    assert done_cards(ann) == [f"Done: {first.title}"]
    assert ann.html().index(f"Done: <span data-about>{first.title}") < ann.html().index(
        in_hand(ann)[0]
    )
    titles = ", ".join(garden.skills[each].title for each in first.raises)
    assert f"Rate its skills again: {titles}. {UNTIL_RATED}" in ann.text()
    wanted = [address("assess", mine.id, skill=each) for each in first.raises]
    assert [html.unescape(each) for each in links_to_rate(ann)] == wanted
    assert "Done (1)" not in [each.label for each in ann.at.expander]
    press(ann, "undo", first.id)
    assert done_cards(ann) == links_to_rate(ann) == []


@pytest.mark.usefixtures("mine")
def test_a_second_press_in_the_same_place_marks_no_other_project(
    ann: Visit, garden: Matrix
) -> None:
    """Of two projects in hand, the one below is done: the other one must not move there."""
    one, two = (each.project for each in plan_for(assessed(garden, WEAK), TODAY).steps[:2])
    press(ann, "started", one.id)
    menus = {str(e.key).split("|")[1]: e for e in ann.at.menu_button if "menu|" in str(e.key)}
    ann.click(menus[two.id].click("started"))
    assert in_hand(ann) == [one.title, two.title]
    press(ann, "done", two.id)
    assert (in_hand(ann)[0], done_cards(ann)) == (one.title, [f"Done: {two.title}"])
    shown = ann.html()
    assert shown.index(f">{one.title}<") < shown.index(f"<span data-about>{two.title}<")
    press(ann, "done", one.id)
    assert done_cards(ann) == [f"Done: {one.title}", f"Done: {two.title}"]


def test_once_its_skills_are_rated_again_a_done_project_is_only_listed(
    ann: Visit, garden: Matrix, mine: Assessment
) -> None:
    first = plan_for(assessed(garden, WEAK), TODAY).steps[0].project
    how = {"tab": "other", "widget_revision": 0}
    session.store().save(ann.owner, mine.id, "project", first.id, "done", operation="done", **how)
    ann.open("plan", a=mine.id)
    assert done_cards(ann) == [f"Done: {first.title}"]
    statements = [garden.skills[each].statements[-1].id for each in first.raises]
    put(ann, mine, dict.fromkeys(statements, "partly"))
    ann.run()
    assert done_cards(ann) == links_to_rate(ann) == []
    assert [e.label for e in ann.at.expander if e.label.startswith("Done")] == ["Done (1)"]
    assert DONE_CHANGES_NOTHING in ann.text()
    assert "ounting what" not in ann.text()


def test_when_every_project_is_done_the_page_says_so(
    ann: Visit, garden: Matrix, mine: Assessment
) -> None:
    for each in garden.projects:
        how = {"tab": "other", "widget_revision": 0, "operation": each.id}
        session.store().save(ann.owner, mine.id, "project", each.id, "done", **how)
    ann.open("plan", a=mine.id)
    assert "You've done every project that would help. Rate the skills again" in ann.text()
    assert "can be started at your current levels" not in ann.text()
    ann.open("result", a=mine.id)
    assert "can be started at your current levels" not in ann.text()


def test_a_planned_project_that_needs_a_dropped_one_says_so(
    ann: Visit, garden: Matrix, mine: Assessment
) -> None:
    waiting = next(each for each in garden.projects if each.after)
    (before,) = [each for each in garden.projects if each.id == waiting.after[0]]
    how = {"tab": "other", "widget_revision": 0}
    for project, status in ((before, "dropped"), (waiting, "planned")):
        session.store().save(
            ann.owner, mine.id, "project", project.id, status, operation=project.id, **how
        )
    ann.open("plan", a=mine.id)
    reason = unplaced_text(Unplaced(waiting, UnplacedReason.blocked, (before,)))
    assert reason in ann.text()
    press(ann, "undo", waiting.id)
    assert reason not in ann.text()


@pytest.mark.usefixtures("mine")
def test_a_dropped_project_can_be_restored(ann: Visit, garden: Matrix) -> None:
    first = plan_for(assessed(garden, WEAK), TODAY).steps[0].project
    press(ann, "dropped", first.id)
    assert first.title not in in_hand(ann)
    assert [e.label for e in ann.at.expander if e.label.startswith("Dropped")] == ["Dropped (1)"]
    press(ann, "undo", first.id)
    assert in_hand(ann) == [first.title]


def test_a_later_step_can_be_done_next_or_started(
    ann: Visit, garden: Matrix, mine: Assessment
) -> None:
    last = plan_for(assessed(garden, WEAK), TODAY).steps[-1].project
    menus = {str(e.key).split("|")[1]: e for e in ann.at.menu_button if "menu|" in str(e.key)}
    ann.click(menus[last.id].click("planned"))
    assert stored(ann, mine) == {last.id: "planned"}
    found = assessed(garden, WEAK, **{last.id.replace("-", "_"): "planned"})
    wanted = [each.project.title for each in plan_for(found, TODAY).steps]
    shown = [*in_hand(ann), *(each.split(" · ")[0].split(". ", 1)[1] for each in steps(ann))]
    assert shown == wanted
    assert button(ann, "undo", last.id).label == "Don't do this next"
    press(ann, "undo", last.id)
    assert stored(ann, mine) == {last.id: None}


@pytest.mark.usefixtures("mine")
def test_a_button_that_brings_back_an_earlier_status_is_called_undo(
    ann: Visit, garden: Matrix
) -> None:
    first = plan_for(assessed(garden, WEAK), TODAY).steps[0].project
    press(ann, "started", first.id)
    assert button(ann, "undo", first.id).label == "Undo"
    assert undo_label("planned", "started") == undo_label("dropped", None) == "Undo"


def test_a_click_in_a_stale_tab_is_ignored(ann: Visit, garden: Matrix, mine: Assessment) -> None:
    first = plan_for(assessed(garden, WEAK), TODAY).steps[0].project
    outdated = button(ann, "started", first.id).click()
    how = {"tab": "other", "widget_revision": 0, "operation": "other"}
    session.store().save(ann.owner, mine.id, "project", first.id, "done", **how)
    ann.click(outdated)
    assert stored(ann, mine) == {first.id: "done"}
    assert first.title not in in_hand(ann)


def test_a_second_click_on_undo_undoes_no_more(
    ann: Visit, garden: Matrix, mine: Assessment
) -> None:
    first = plan_for(assessed(garden, WEAK), TODAY).steps[0].project
    press(ann, "started", first.id)
    press(ann, "done", first.id)
    undo = button(ann, "undo", first.id)
    ann.click(undo.click())
    assert stored(ann, mine) == {first.id: "started"}
    assert button(ann, "undo", first.id).key != undo.key


def test_a_failed_save_is_reported_and_made_later(
    ann: Visit, garden: Matrix, mine: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = plan_for(assessed(garden, WEAK), TODAY).steps[0].project
    start = button(ann, "started", first.id).click()

    def full(*_: object, **__: object) -> None:
        raise StoreError("The disk is full.")

    with monkeypatch.context() as broken:
        broken.setattr(type(session.store()), "save", full)
        ann.click(start)
        assert "The disk is full." in ann.text()
        assert stored(ann, mine) == {}
    ann.run()
    assert stored(ann, mine) == {first.id: "started"}
    assert "The disk is full." not in ann.text()


def test_changes_since_an_earlier_day_are_listed_with_their_reasons(
    ann: Visit, garden: Matrix, mine: Assessment
) -> None:
    assert not [each for each in ann.at.expander if each.label.startswith("Changed since")]
    earlier = session.now() - timedelta(days=3)
    files_of(workspace_of(ann.owner), mine.id, earlier).keep_snapshot()
    first = plan_for(assessed(garden, WEAK), TODAY).steps[0].project
    press(ann, "done", first.id)
    (fold,) = [each for each in ann.at.expander if each.label.startswith("Changed since")]
    assert fold.label == changed_label(today() - timedelta(days=3), 1)
    gone = PlanChange(first, is_new=False, reason=ChangeReason.done)
    assert change_text(garden, gone) in ann.text()
    press(ann, "undo", first.id)
    assert not [each for each in ann.at.expander if each.label.startswith("Changed since")]


def test_a_planned_project_that_leads_no_further_than_what_is_done_says_so(
    ann: Visit, garden: Matrix, mine: Assessment
) -> None:
    """The roses lead to level 3 in compost, and the heap to level 2."""
    heap, roses = garden.projects[:2]
    for project, status in ((roses, "done"), (heap, "planned")):
        session.store().save(
            ann.owner, mine.id, "project", project.id, status,
            tab="other", widget_revision=0, operation=project.id,
        )  # fmt: skip
    ann.open("plan", a=mine.id)
    reason = unplaced_text(Unplaced(heap, UnplacedReason.covered))
    assert reason in ann.text()
    press(ann, "undo", heap.id)
    assert reason not in ann.text()


def test_a_planned_project_that_adds_nothing_says_so_and_can_be_removed(
    ann: Visit, garden: Matrix, mine: Assessment
) -> None:
    """Composting is at the level that the heap leads to."""
    heap = garden.projects[0]
    put(ann, mine, {"compost.turning": "fully"})
    how = {"tab": "other", "widget_revision": 0}
    session.store().save(ann.owner, mine.id, "project", heap.id, "planned", operation="o", **how)
    ann.open("plan", a=mine.id)
    reason = unplaced_text(Unplaced(heap, UnplacedReason.idle))
    assert reason in ann.text()
    press(ann, "undo", heap.id)
    assert reason not in ann.text()
