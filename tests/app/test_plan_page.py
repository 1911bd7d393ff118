import re
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from visiting import Visit, bare, begin, plain, put, today, workspace_of

from components.form import plan_list
from components.web import session
from skills.entries.kinds import Mode
from skills.entries.plan_limits import NO_LIMITS, PlanLimits
from skills.guidance.plan import plan_for
from skills.guidance.plan_changes import ChangeReason, PlanChange
from skills.guidance.plan_parts import sort_projects
from skills.guidance.plan_steps import PlanStep
from skills.guidance.recommendations import resources_for
from skills.guidance.schedule import spans
from skills.matrix import Matrix
from skills.matrix.library import Library
from skills.matrix.reading import read_matrix
from skills.problems import StoreError
from skills.scoring.assessed import Assessed, assess
from skills.sentences.formats import day, level, plural
from skills.sentences.guidance import weeks
from skills.sentences.next_steps import goal_text, plan_basis, step_total
from skills.sentences.plan_changes import change_text
from skills.sentences.plan_page import (
    ACTIONS,
    DONE_CHANGES_NOTHING,
    NEEDS_PACE,
    NO_FURTHER_PROJECT,
    NO_GAP,
    NOTHING_ASSESSED,
    OTHER_DAY,
    blocked_text,
    due_text,
    gap_line,
    plan_summary,
    trains,
    week_text,
    what_if_text,
)
from skills.sentences.plan_proof import later_text, proof_text
from skills.sentences.results import aim
from skills.store import Assessment
from skills.workspace.export import files_of

TODAY = date(2031, 5, 1)

MASTER = "gardener.master"
APPRENTICE = "gardener.apprentice"

WEAK = {
    "compost.heap": "fully",
    "compost.turning": "never",
    "pruning.tools": "fully",
    "pruning.apple": "partly",
    "advice.listen": "partly",
}


def assessed(
    matrix: Matrix,
    answers: Mapping[str, str],
    mode: Mode = Mode.full,
    limits: PlanLimits = NO_LIMITS,
    **statuses: str,
) -> Assessed:
    named = {each.replace("_", "-"): status for each, status in statuses.items()}
    return assess(matrix, answers, {}, profile=MASTER, mode=mode, projects=named, limits=limits)


def headings(visit: Visit) -> list[str]:
    """Return the headings of the page, in order."""
    return [plain(each.split("</h2>")[0]) for each in visit.parts('class="rr-h2"')]


def in_hand(visit: Visit) -> list[str]:
    """Return the titles of the projects in hand."""
    return [plain(each.split("</h3>")[0]) for each in visit.parts('class="rr-h3"')]


def line(found: Assessed, step: PlanStep, plan: tuple[PlanStep, ...]) -> str:
    skills = trains(found.matrix, step.project, [skill for skill, *_ in step.lifts])
    brings = step_total(found.readiness, plan, step)
    return f"{step.project.title} · {skills} · {step.project.hours:g}\u00a0h · {brings}"


def steps(visit: Visit) -> list[str]:
    """Return the lines of the steps after what is in hand."""
    return [bare(e.label) for e in visit.at.expander if re.match(r"\*\*\d+\\?\. ", e.label)]


def button(visit: Visit, action: str, project: str) -> Any:  # noqa: ANN401 - AppTest's own type
    (found,) = [e for e in visit.at.button if str(e.key).startswith(f"{action}|{project}|")]
    return found


def press(visit: Visit, action: str, project: str) -> Visit:
    return visit.click(button(visit, action, project).click())


def stored(visit: Visit, mine: Assessment) -> dict[str, str | None]:
    entries = session.store().entries(visit.owner, mine.id, kind="project")
    return {item: each.value for (_, item), each in entries.items()}


@pytest.fixture
def mine(ann: Visit, garden: Matrix) -> Assessment:
    """An assessment with three gaps and a plan of three steps, opened on the page of the plan."""
    found = begin(ann, garden, MASTER, hours=4)
    put(ann, found, WEAK)
    ann.open("plan", a=found.id)
    return found


@pytest.mark.parametrize("mode", Mode)
def test_what_to_do_now_comes_first_then_the_steps_then_each_gap(
    ann: Visit, garden: Matrix, mode: Mode
) -> None:
    mine = begin(ann, garden, MASTER, mode=mode.value, hours=4)
    put(ann, mine, WEAK)
    ann.open("plan", a=mine.id)
    found = assessed(garden, WEAK, mode)
    plan = plan_for(found, TODAY).steps
    assert len(plan) == 3
    assert headings(ann) == ["This week", "After that", "What if?", "Gap by gap"]
    assert in_hand(ann) == [plan[0].project.title]
    assert steps(ann) == [f"{at}. {line(found, e, plan)}" for at, e in enumerate(plan[1:], 2)]
    parts = sort_projects(found, plan_for(found, TODAY))
    gaps = [
        f"{garden.skills[e.gap.target.skill].title} · {gap_line(e)}".replace("**", "")
        for e in parts.gaps
    ]
    assert len(gaps) == 3
    assert [bare(e.label) for e in ann.at.expander if "−" in e.label] == gaps
    seen = ann.text()
    assert aim(garden, MASTER) in seen
    assert plan_summary(found.readiness, plan, 4) in seen
    assert plan_basis(found.readiness, plan, 3) in seen
    assert week_text(plan[0].project, 4) in seen


def test_every_project_is_listed_once(ann: Visit, shipped: Library) -> None:
    matrix = shipped.load().matrices["machine-learning-engineer"]
    mine = begin(ann, matrix, "ml-engineer.mid")
    put(ann, mine, dict.fromkeys(matrix.statements, "partly"))
    ann.open("plan", a=mine.id)
    if ann.at.toggle:
        ann.click(ann.at.toggle(key="all-steps").set_value(True))
    listed = [*in_hand(ann), *(each.split(" · ")[0].split(". ", 1)[1] for each in steps(ann))]
    listed += re.findall(r"<summary><b>(.*?)</b>", ann.html())
    assert len(listed) == len(set(listed)) > 12
    assert "on its own" in ann.text()
    assert "Listed above: " in ann.text()


@pytest.mark.usefixtures("mine")
def test_many_steps_of_the_plan_are_shown_on_demand(
    ann: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = steps(ann)
    assert len(every) == 2
    monkeypatch.setattr(plan_list, "FIRST", 0)
    ann.run()
    assert steps(ann) == []
    toggle = ann.at.toggle(key="all-steps")
    assert toggle.label == "Show all 2 steps"
    ann.click(toggle.set_value(True))
    assert steps(ann) == every


def test_a_project_is_started_done_and_undone(ann: Visit, garden: Matrix, mine: Assessment) -> None:
    first = plan_for(assessed(garden, WEAK), TODAY).steps[0].project
    assert (button(ann, "started", first.id).label, stored(ann, mine)) == (ACTIONS["started"], {})
    press(ann, "started", first.id)
    assert stored(ann, mine) == {first.id: "started"}
    assert f"Started on {day(today())}." in ann.text()
    press(ann, "done", first.id)
    assert stored(ann, mine) == {first.id: "done"}
    assert first.title not in in_hand(ann)
    assert [e.label for e in ann.at.expander if e.label.startswith("Done")] == ["Done (1)"]
    assert f"Started on {day(today())}, done on {day(today())}." in ann.text()
    assert DONE_CHANGES_NOTHING in ann.text()
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
    assert in_hand(ann) == [plan[0].project.title]
    ann.press(f"rate|{first.id}")
    assert ann.title == "Assess · Readiness Radar"
    assert session.skill is not None
    assert ann.at.session_state["skill"] == next(iter(first.raises))


def test_a_planned_project_that_needs_a_dropped_one_says_so(
    ann: Visit, garden: Matrix, mine: Assessment
) -> None:
    waiting = next(each for each in garden.projects if each.after)
    (before,) = [each for each in garden.projects if each.id == waiting.after[0]]
    how = {"tab": "other", "drawn": 0}
    for project, status in ((before, "dropped"), (waiting, "planned")):
        session.store().save(
            ann.owner, mine.id, "project", project.id, status, operation=project.id, **how
        )
    ann.open("plan", a=mine.id)
    assert blocked_text(waiting, [before]) in ann.text()
    press(ann, "undo", waiting.id)
    assert blocked_text(waiting, [before]) not in ann.text()


@pytest.mark.usefixtures("mine")
def test_a_dropped_project_can_be_taken_back(ann: Visit, garden: Matrix) -> None:
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


def test_a_press_in_a_tab_that_is_outdated_counts_for_nothing(
    ann: Visit, garden: Matrix, mine: Assessment
) -> None:
    first = plan_for(assessed(garden, WEAK), TODAY).steps[0].project
    outdated = button(ann, "started", first.id).click()
    session.store().save(
        ann.owner, mine.id, "project", first.id, "done", tab="other", drawn=0, operation="other"
    )
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


def test_what_cannot_be_stored_is_said_and_stored_later(
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


def test_the_hours_a_week_are_changed_where_they_count(
    ann: Visit, garden: Matrix, mine: Assessment
) -> None:
    found = assessed(garden, WEAK)
    ann.select(f"hours|{mine.id}|4.0", 10)
    assert session.store().assessment(ann.owner, mine.id).hours == 10
    assert plan_summary(found.readiness, plan_for(found, TODAY).steps, 10) in ann.text()
    ann.select(f"hours|{mine.id}|10.0", 0)
    assert session.store().assessment(ann.owner, mine.id).hours is None


def limits(visit: Visit, mine: Assessment) -> dict[str, str | None]:
    entries = session.store().entries(visit.owner, mine.id, kind="limit")
    return {item: each.value for (_, item), each in entries.items()}


def choice(visit: Visit, item: str) -> Any:  # noqa: ANN401 - AppTest's own type
    (found,) = [e for e in visit.at.selectbox if str(e.key).startswith(f"limit|{item}|")]
    return found


def test_the_plan_fits_into_the_weeks_until_the_last_day(
    ann: Visit, garden: Matrix, mine: Assessment
) -> None:
    end = today() + timedelta(weeks=2, days=-1)
    ann.click(choice(ann, "until").set_value(f"{end}"))
    assert limits(ann, mine) == {"until": f"{end}"}
    found = assessed(garden, WEAK, limits=PlanLimits(4, end))
    plan = plan_for(found, today())
    assert plan.hours == 8
    assert plan.steps
    assert plan.later
    assert plan_summary(found.readiness, plan.steps, 4) in ann.text()
    assert proof_text(garden, found.readiness, plan, found.limits) in ann.text()
    assert later_text(found.readiness, plan) in ann.text()
    days = list(spans([each.project.hours for each in plan.steps], found.limits, today()))
    assert days[-1][1] <= end
    assert (due_text(days[-1]) in ann.text()) is (len(days) > 1)
    ann.click(choice(ann, "until").set_value(""))
    assert limits(ann, mine) == {"until": None}
    assert proof_text(garden, found.readiness, plan, found.limits) not in ann.text()


def test_any_day_can_be_the_last(ann: Visit, mine: Assessment) -> None:
    ann.click(choice(ann, "until").set_value(OTHER_DAY))
    assert limits(ann, mine) == {}
    (day_input,) = ann.at.date_input
    wanted = today() + timedelta(days=33)
    ann.click(day_input.set_value(wanted))
    assert limits(ann, mine) == {"until": f"{wanted}"}


def test_a_last_day_in_the_past_can_be_replaced_by_another(ann: Visit, mine: Assessment) -> None:
    past = f"{today() - timedelta(days=9)}"
    how = {"tab": "other", "drawn": 0, "operation": "other"}
    session.store().save(ann.owner, mine.id, "limit", "until", past, **how)
    ann.open("plan", a=mine.id)
    assert choice(ann, "until").value == past
    ann.click(choice(ann, "until").set_value(OTHER_DAY))
    assert limits(ann, mine) == {"until": past}
    (day_input,) = ann.at.date_input
    ann.click(day_input.set_value(today()))
    assert limits(ann, mine) == {"until": f"{today()}"}


def test_only_the_skills_of_one_area_are_raised(
    ann: Visit, garden: Matrix, mine: Assessment
) -> None:
    area = garden.areas[-1]
    ann.click(choice(ann, "area").set_value(area.id))
    assert limits(ann, mine) == {"area": area.id}
    found = assessed(garden, WEAK, limits=PlanLimits(4, None, area.id))
    plan = plan_for(found, today())
    assert plan.steps != plan_for(assessed(garden, WEAK), today()).steps
    assert in_hand(ann) == [each.project.title for each in plan.steps[:1]]


def test_a_last_day_needs_to_know_the_hours_a_week(ann: Visit, garden: Matrix) -> None:
    found = begin(ann, garden, MASTER)
    put(ann, found, WEAK)
    ann.open("plan", a=found.id)
    assert NEEDS_PACE not in ann.text()
    ann.click(choice(ann, "until").set_value(f"{today() + timedelta(weeks=2, days=-1)}"))
    assert NEEDS_PACE in ann.text()


def test_what_changed_since_an_earlier_day_is_told_with_its_reason(
    ann: Visit, garden: Matrix, mine: Assessment
) -> None:
    assert not [each for each in ann.at.expander if each.label.startswith("Changed since")]
    earlier = session.now() - timedelta(days=3)
    files_of(workspace_of(ann.owner), mine.id, earlier).keep_snapshot()
    first = plan_for(assessed(garden, WEAK), TODAY).steps[0].project
    press(ann, "done", first.id)
    (fold,) = [each for each in ann.at.expander if each.label.startswith("Changed since")]
    assert fold.label == f"Changed since {day(today() - timedelta(days=3))} (1)"
    gone = PlanChange(first, is_new=False, reason=ChangeReason.done)
    assert change_text(garden, gone) in ann.text()
    press(ann, "undo", first.id)
    assert not [each for each in ann.at.expander if each.label.startswith("Changed since")]


@pytest.mark.usefixtures("mine")
def test_skills_can_be_tried_out(ann: Visit, garden: Matrix) -> None:
    found = assessed(garden, WEAK)
    lost = found.readiness.ordered()[0].target.skill
    (box,) = ann.at.multiselect
    ann.click(box.set_value([lost]))
    assert what_if_text(found.readiness, [lost]) in ann.text()


@pytest.mark.parametrize("hours", [None, 0, 4.5, 168])
def test_looking_at_the_plan_changes_no_hours(
    ann: Visit, garden: Matrix, hours: float | None
) -> None:
    found = begin(ann, garden, MASTER, hours=hours)
    put(ann, found, WEAK)
    ann.open("plan", a=found.id)
    ann.run()
    assert session.store().assessment(ann.owner, found.id).hours == hours


@pytest.mark.usefixtures("mine")
def test_a_project_tells_what_it_brings_takes_and_needs(ann: Visit, garden: Matrix) -> None:
    seen = ann.text()
    plan = plan_for(assessed(garden, WEAK), TODAY).steps
    assert len(plan) == len(garden.projects)
    for each in plan:
        project = each.project
        assert project.about in seen
        assert f"{plural(project.hours, 'hour')}{weeks(project.hours, 4)}" in seen
        for skill, now, to in each.lifts:
            assert f"{garden.skills[skill].title} from {level(now)} to {to}" in seen
        assert goal_text(plan, each) in seen
    assert "A diary with temperatures." in seen


def test_a_project_outside_the_plan_tells_what_has_to_come_first(
    ann: Visit, garden: Matrix
) -> None:
    """Nothing is known about pruning, so nothing leads to level 2 there."""
    mine = begin(ann, garden, MASTER)
    answers = {each: WEAK[each] for each in WEAK if each.startswith("compost")}
    put(ann, mine, answers)
    ann.open("plan", a=mine.id)
    found = assessed(garden, answers)
    assert "rose-wall" not in {each.project.id for each in plan_for(found, TODAY).steps}
    seen = ann.text()
    assert "do “A first heap” first; reach level 2 in Pruning" in seen
    assert "after “A first heap”" in seen
    (menu,) = [e for e in ann.at.menu_button if e.label == "Do one of these next"]
    ann.click(menu.click("rose-wall"))
    assert stored(ann, mine) == {"rose-wall": "planned"}


def test_places_to_learn_from_stand_beside_their_gap(
    ann: Visit, garden: Matrix, mine: Assessment
) -> None:
    (leaflet,) = garden.skills["compost"].resources
    assert resources_for(garden.skills["compost"], 1.0, 4) == (leaflet,)
    (listed,) = ann.parts("rr-resources")
    assert f'href="{leaflet.link}" target="_blank" rel="noopener noreferrer"' in listed
    assert f"{leaflet.title} {leaflet.author}, article, about 1 h; level 0 to 2." in plain(listed)
    put(ann, mine, {"compost.turning": "fully", "compost.ripe": "partly"})
    ann.run()
    assert "rr-resources" not in ann.html()


def test_without_answers_nothing_is_suggested(ann: Visit, garden: Matrix) -> None:
    found = begin(ann, garden, MASTER)
    ann.open("plan", a=found.id)
    assert headings(ann) == []
    assert NOTHING_ASSESSED in ann.text()
    ann.press("assess")
    assert ann.title == "Assess · Readiness Radar"


def test_without_a_gap_nothing_is_suggested(ann: Visit, garden: Matrix) -> None:
    found = begin(ann, garden, APPRENTICE)
    put(ann, found, {each.id: "fully" for each in garden.skills["compost"].statements})
    ann.open("plan", a=found.id)
    assert headings(ann) == []
    assert NO_GAP in ann.text()


def test_a_missing_must_have_without_a_weight_is_planned(ann: Visit, garden_file: Path) -> None:
    text = garden_file.read_text()
    light = text.replace("compost: {level: 2, weight: 2,", "compost: {level: 2, weight: 0,")
    assert light != text
    garden_file.write_text(light)
    matrix = read_matrix(garden_file).matrix
    assert matrix is not None
    found = begin(ann, matrix, APPRENTICE, hours=4)
    others = (matrix.skills[each].statements for each in ("pruning", "advice"))
    met = dict.fromkeys((each.id for each in chain(*others)), "fully")
    put(ann, found, {"compost.heap": "never"} | met)
    ann.open("plan", a=found.id)
    assert headings(ann) == ["This week", "Gap by gap"]
    assert NO_GAP not in ann.text()
    assert in_hand(ann) == ["A first heap"]
    assert choice(ann, "until")


def test_a_gap_that_no_project_closes_says_so(ann: Visit, garden: Matrix) -> None:
    found = begin(ann, garden, "seller.starter")
    put(ann, found, {"till.change": "fully", "till.closing": "never"})
    ann.open("plan", a=found.id)
    assert headings(ann) == ["What if?", "Gap by gap"]
    assert NO_FURTHER_PROJECT in ann.text()
    assert "No project in this matrix" in ann.text()


def test_a_target_above_what_projects_lead_to_says_so(ann: Visit, shipped: Library) -> None:
    matrix = shipped.load().matrices["machine-learning-engineer"]
    found = begin(ann, matrix, "ml-engineer.lead")
    put(ann, found, dict.fromkeys(matrix.statements, "partly"))
    ann.open("plan", a=found.id)
    told = "Projects here take you to level 3. The rest of the way to 4"
    assert ann.text().count(told) == 6
