"""The plan page: what comes first, the steps after it, and each gap."""

import re
from itertools import chain
from pathlib import Path

import pytest
from page_text import bare, plain
from page_visit import APPRENTICE, MASTER, Visit, begin, put
from plan_page import TODAY, WEAK, assessed, choice, in_hand, open_plan, steps, stored

from components.form import plan_list
from skills.entries.kinds import Mode
from skills.guidance.plan import plan_for
from skills.guidance.plan_changes import as_earlier, plan_changes
from skills.guidance.plan_outlook import readiness_after
from skills.guidance.plan_parts import sort_projects
from skills.guidance.plan_steps import PlanStep
from skills.guidance.recommendations import resources_for
from skills.matrix import Matrix
from skills.matrix.library import Library
from skills.matrix.reading import read_matrix
from skills.scoring.assessed import Assessed
from skills.sentences.formats import level, plural
from skills.sentences.guidance import weeks
from skills.sentences.next_steps import goal_text, plan_basis, step_total
from skills.sentences.plan_changes import change_text, changed_label
from skills.sentences.plan_page import (
    NO_FURTHER_PROJECT,
    NO_GAP,
    NOTHING_ASSESSED,
    gap_line,
    plan_summary,
    trains,
    week_text,
    what_if_text,
)
from skills.sentences.plan_proof import outlook_text
from skills.sentences.results import aim
from skills.store import Assessment


def headings(visit: Visit) -> list[str]:
    """Return the headings of the page, in order."""
    return [plain(each.split("</h2>")[0]) for each in visit.parts('class="rr-h2"')]


def line(found: Assessed, step: PlanStep, plan: tuple[PlanStep, ...]) -> str:
    skills = trains(found.matrix, step.project, [skill for skill, *_ in step.lifts])
    brings = step_total(found.readiness, plan, step)
    return f"{step.project.title} · {skills} · {step.project.hours:g}\u00a0h · {brings}"


@pytest.fixture
def mine(ann: Visit, garden: Matrix) -> Assessment:
    return open_plan(ann, garden)


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
    assert headings(ann) == ["Now", "After that", "What if?", "Gap by gap"]
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
    assert outlook_text(found.readiness, readiness_after(found, plan)) in seen
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


@pytest.mark.usefixtures("mine")
def test_skills_can_be_tried_out(ann: Visit, garden: Matrix) -> None:
    found = assessed(garden, WEAK)
    lost = found.readiness.ordered()[0].target.skill
    (box,) = ann.at.multiselect
    ann.click(box.set_value([lost]))
    assert what_if_text(found.readiness, [lost]) in ann.text()


@pytest.mark.usefixtures("mine")
def test_a_project_says_what_it_raises_takes_and_needs(ann: Visit, garden: Matrix) -> None:
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


def test_a_project_outside_the_plan_says_what_has_to_come_first(ann: Visit, garden: Matrix) -> None:
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
    assessment = begin(ann, garden, MASTER)
    ann.open("plan", a=assessment.id)
    assert headings(ann) == []
    assert NOTHING_ASSESSED in ann.text()
    ann.press("assess")
    assert ann.title == "Assess · Readiness Radar"


def test_without_a_gap_nothing_is_suggested(ann: Visit, garden: Matrix) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    put(ann, assessment, {each.id: "fully" for each in garden.skills["compost"].statements})
    ann.open("plan", a=assessment.id)
    assert headings(ann) == []
    assert NO_GAP in ann.text()


def test_a_missing_must_have_without_a_weight_is_planned(ann: Visit, garden_file: Path) -> None:
    text = garden_file.read_text()
    light = text.replace("compost: {level: 2, weight: 2,", "compost: {level: 2, weight: 0,")
    assert light != text
    garden_file.write_text(light)
    matrix = read_matrix(garden_file).matrix
    assert matrix is not None
    assessment = begin(ann, matrix, APPRENTICE, hours=4)
    others = (matrix.skills[each].statements for each in ("pruning", "advice"))
    met = dict.fromkeys((each.id for each in chain(*others)), "fully")
    put(ann, assessment, {"compost.heap": "never"} | met)
    ann.open("plan", a=assessment.id)
    assert headings(ann) == ["Now", "Gap by gap"]
    assert NO_GAP not in ann.text()
    assert in_hand(ann) == ["A first heap"]
    assert choice(ann, "until")


def test_a_gap_that_no_project_closes_says_so(ann: Visit, garden: Matrix) -> None:
    assessment = begin(ann, garden, "seller.starter")
    put(ann, assessment, {"till.change": "fully", "till.closing": "never"})
    ann.open("plan", a=assessment.id)
    assert headings(ann) == ["What if?", "Gap by gap"]
    assert NO_FURTHER_PROJECT in ann.text()
    assert "No project in this matrix" in ann.text()


def test_a_target_above_what_projects_lead_to_says_so(ann: Visit, shipped: Library) -> None:
    matrix = shipped.load().matrices["machine-learning-engineer"]
    assessment = begin(ann, matrix, "ml-engineer.lead")
    put(ann, assessment, dict.fromkeys(matrix.statements, "partly"))
    ann.open("plan", a=assessment.id)
    limit_text = "Projects here take you to level 3. To get from there to level 4"
    assert ann.text().count(limit_text) == 6


def test_changes_from_new_answers_are_listed_on_the_same_day(ann: Visit, garden: Matrix) -> None:
    mine = open_plan(ann, garden)
    better = WEAK | {"compost.turning": "fully"}
    put(ann, mine, {"compost.turning": "fully"})
    ann.open("assess", a=mine.id)
    ann.open("plan", a=mine.id)
    before, now = assessed(garden, WEAK), assessed(garden, better)
    changes = plan_changes(as_earlier(plan_for(before, TODAY), before), plan_for(now, TODAY), now)
    assert changes
    (fold,) = [each for each in ann.at.expander if each.label.startswith("Changed since")]
    assert fold.label == changed_label(None, len(changes))
    assert all(change_text(garden, each) in ann.text() for each in changes)
