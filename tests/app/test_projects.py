from collections.abc import Mapping

import pytest
from visiting import Visit, bare, begin, plain, put

from components.pages import projects
from skills.entries.kinds import Mode
from skills.guidance.plan import PlanStep, make_plan
from skills.guidance.recommendations import projects_for, rank_projects, resources_for
from skills.matrix import Matrix, Project
from skills.matrix.library import Library
from skills.scoring import score_skills
from skills.scoring.assessed import Assessed, assess
from skills.scoring.readiness import compare
from skills.sentences.formats import level, plural, points
from skills.sentences.guidance import first_before, weeks
from skills.sentences.next_steps import (
    gain_by_itself,
    goal_text,
    in_plan,
    place,
    plan_lead,
    step_total,
)
from skills.sentences.pages import NO_FURTHER_PROJECT, projects_end, projects_lead
from skills.sentences.results import aim, target_status

MASTER = "gardener.master"
APPRENTICE = "gardener.apprentice"

WEAK = {
    "compost.heap": "fully",
    "compost.turning": "never",
    "pruning.tools": "fully",
    "pruning.apple": "partly",
    "advice.listen": "partly",
}


def sections(visit: Visit) -> dict[str, list[str]]:
    """Return the labels of the projects below each heading."""
    found: dict[str, list[str]] = {}
    heading = ""
    for each in visit.at.main.children.values():
        if each.type == "html" and 'class="rr-h2"' in each.value:
            heading = plain(each.value.split("</h2>")[0])
            found[heading] = []
        elif each.type == "expander":
            found[heading].append(bare(each.label))
    return found


def assessed(matrix: Matrix, answers: Mapping[str, str], mode: Mode = Mode.full) -> Assessed:
    return assess(matrix, answers, {}, profile=MASTER, mode=mode)


def planned(found: Assessed) -> tuple[PlanStep, ...]:
    return make_plan(found.matrix, found.readiness, found.scores)


def line(project: Project, brings: str, waits: str = "") -> str:
    end = f" · {waits}" if waits else ""
    return f"{project.title} · {brings} · {project.hours:g}\u00a0h{end}"


def raising(found: Assessed, skill: str) -> list[str]:
    """The lines below a gap: steps of the plan in its order, then the others by themselves."""
    ranked = projects_for(skill, rank_projects(found.matrix, found.readiness, found.scores))
    plan = planned(found)
    ids = {each.project.id for each in ranked}
    steps = [each for each in plan if each.project.id in ids]
    return [line(each.project, in_plan(plan, each)) for each in steps] + [
        line(each.project, gain_by_itself(each), first_before(found.matrix, each))
        for each in ranked
        if not place(plan, each.project.id)
    ]


@pytest.mark.parametrize("mode", Mode)
def test_the_plan_comes_first_then_each_gap_with_its_projects(
    ann: Visit, garden: Matrix, mode: Mode
) -> None:
    mine = begin(ann, garden, MASTER, mode=mode.value, hours=4)
    put(ann, mine, WEAK)
    ann.open("projects", a=mine.id)
    found = assessed(garden, WEAK, mode)
    plan, readiness = planned(found), found.readiness
    gaps = [each for each in readiness.ordered() if each.readiness_loss > 0]
    assert len(gaps) == 3
    steps = [
        f"{at}. {line(each.project, step_total(readiness, plan, each))}"
        for at, each in enumerate(plan, 1)
    ]
    assert len(steps) == 3
    expected = {garden.skills[each.target.skill].title: each.target.skill for each in gaps}
    assert sections(ann) == {"Your plan": steps} | {
        title: raising(found, skill) for title, skill in expected.items()
    }
    assert list(sections(ann)) == ["Your plan", *expected]
    seen = ann.text()
    assert aim(garden, MASTER) in seen
    assert projects_lead(readiness, 3) in seen
    assert plan_lead(readiness, plan, 3) in seen
    for gap in gaps:
        assert f"−{points(gap.readiness_loss)} points, {target_status(gap)}" in seen


def test_many_steps_of_the_plan_are_shown_on_demand(
    ann: Visit, garden: Matrix, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = begin(ann, garden, MASTER)
    put(ann, mine, WEAK)
    every = sections(ann.open("projects", a=mine.id))["Your plan"]
    monkeypatch.setattr(projects, "FIRST", 1)
    ann.run()
    assert sections(ann)["Your plan"] == every[:1]
    toggle = ann.at.toggle(key="all-steps")
    assert toggle.label == "Show all 3 steps"
    ann.click(toggle.set_value(True))
    assert sections(ann)["Your plan"] == every


def test_a_project_that_the_plan_can_do_without_is_marked_as_by_itself(
    ann: Visit, shipped: Library
) -> None:
    matrix = shipped.load().matrices["machine-learning-engineer"]
    mine = begin(ann, matrix, "ml-engineer.mid")
    put(ann, mine, dict.fromkeys(matrix.statements, "partly"))
    ann.open("projects", a=mine.id)
    lines = [each for section in sections(ann).values() for each in section]
    assert any("by itself" in each for each in lines)
    assert any("of your plan" in each for each in lines)


def test_many_projects_of_a_skill_are_shown_on_demand(
    ann: Visit, garden: Matrix, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = begin(ann, garden, MASTER)
    put(ann, found, WEAK)
    every = sections(ann.open("projects", a=found.id))
    del every["Your plan"]
    title, most = max(every.items(), key=lambda each: len(each[1]))
    assert not ann.at.toggle
    monkeypatch.setattr(projects, "FEW", len(most) - 2)
    ann.run()
    assert sections(ann)[title] == most[:-2]
    (skill,) = [each.id for each in garden.skills.values() if each.title == title]
    all_of_it = ann.at.toggle(key=f"all|{skill}")
    assert all_of_it.label == f"Show all {len(most)} projects"
    ann.click(all_of_it.set_value(True))
    assert sections(ann)[title] == most


def test_a_project_tells_what_it_brings_takes_and_needs(ann: Visit, garden: Matrix) -> None:
    found = begin(ann, garden, MASTER, hours=4)
    put(ann, found, WEAK)
    seen = ann.open("projects", a=found.id).text()
    plan = planned(assessed(garden, WEAK))
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
    ann.open("projects", a=mine.id)
    found = assessed(garden, answers)
    assert "rose-wall" not in {each.project.id for each in planned(found)}
    seen = ann.text()
    assert "do “A first heap” first; reach Pruning at 2" in seen
    assert raising(found, "compost") == sections(ann)["Composting"]
    assert sections(ann)["Composting"][-1].endswith("· after “A first heap”")


def test_places_to_learn_from_stand_beside_their_gap(ann: Visit, garden: Matrix) -> None:
    found = begin(ann, garden, MASTER)
    put(ann, found, WEAK)
    ann.open("projects", a=found.id)
    (leaflet,) = garden.skills["compost"].resources
    assert resources_for(garden.skills["compost"], 1.0, 4) == (leaflet,)
    (listed,) = ann.parts("rr-resources")
    assert f'href="{leaflet.link}" target="_blank" rel="noopener noreferrer"' in listed
    assert f"{leaflet.title} {leaflet.author}, article, about 1 h; level 0 to 2." in plain(listed)
    put(ann, found, {"compost.turning": "fully", "compost.ripe": "partly"})
    ann.run()
    assert "rr-resources" not in ann.html()


def test_without_answers_nothing_is_suggested(ann: Visit, garden: Matrix) -> None:
    found = begin(ann, garden, MASTER)
    ann.open("projects", a=found.id)
    assert sections(ann) == {}
    nothing = compare(garden, garden.profiles[MASTER], {})
    assert projects_lead(nothing, 0) in ann.text()
    ann.press("assess")
    assert ann.title == "Assess · Readiness Radar"


def test_without_a_gap_nothing_is_suggested(ann: Visit, garden: Matrix) -> None:
    found = begin(ann, garden, APPRENTICE)
    answers = {each.id: "fully" for each in garden.skills["compost"].statements}
    put(ann, found, answers)
    ann.open("projects", a=found.id)
    assert sections(ann) == {}
    reached = compare(garden, garden.profiles[APPRENTICE], score_skills(garden, answers))
    assert projects_lead(reached, 0) in ann.text()


def test_a_gap_that_no_project_closes_says_so(ann: Visit, garden: Matrix) -> None:
    found = begin(ann, garden, "seller.starter")
    put(ann, found, {"till.change": "fully", "till.closing": "never"})
    ann.open("projects", a=found.id)
    assert sections(ann) == {"Your plan": [], "At the till": []}
    assert NO_FURTHER_PROJECT in ann.text()


def test_a_target_above_what_projects_lead_to_says_so(ann: Visit, shipped: Library) -> None:
    matrix = shipped.load().matrices["machine-learning-engineer"]
    found = begin(ann, matrix, "ml-engineer.lead")
    put(ann, found, dict.fromkeys(matrix.statements, "partly"))
    ann.open("projects", a=found.id)
    assert ann.text().count(projects_end(3, 4)) == 6
