import pytest
from visiting import Visit, bare, begin, plain, put

from components.pages import projects
from skills.entries.kinds import Mode
from skills.guidance.recommendations import Suggestion, projects_for, rank_projects, resources_for
from skills.matrix import Matrix
from skills.matrix.library import Library
from skills.scoring import score_skills
from skills.scoring.readiness import compare
from skills.sentences.formats import level, plural, points
from skills.sentences.guidance import weeks
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


def comes_first(matrix: Matrix, each: Suggestion) -> str:
    titles = {project.id: project.title for project in matrix.projects}
    if each.after:
        return f" · after “{titles[each.after[0]]}”"
    needs = [f" · from level {to} in {matrix.skills[of].title}" for of, to in each.short_of.items()]
    return needs[0] if needs else ""


@pytest.mark.parametrize("mode", Mode)
def test_each_gap_has_its_projects_the_best_first(ann: Visit, garden: Matrix, mode: Mode) -> None:
    found = begin(ann, garden, MASTER, mode=mode.value, hours=4)
    put(ann, found, WEAK)
    ann.open("projects", a=found.id)
    scores = score_skills(garden, WEAK, mode=mode)
    readiness = compare(garden, garden.profiles[MASTER], scores)
    suggestions = rank_projects(garden, readiness, scores)
    gaps = [each for each in readiness.ordered() if each.readiness_loss > 0]
    assert len(gaps) == 3
    assert sections(ann) == {
        garden.skills[gap.target.skill].title: [
            f"{each.project.title} · +{points(each.gain)} points · {each.project.hours:g} h"
            f"{comes_first(garden, each)}"
            for each in projects_for(gap.target.skill, suggestions)
        ]
        for gap in gaps
    }
    assert list(sections(ann)) == [garden.skills[gap.target.skill].title for gap in gaps]
    seen = ann.text()
    assert aim(garden, MASTER) in seen
    assert f"{len(gaps)} gaps, the costliest first." in seen
    for gap in gaps:
        assert f"−{points(gap.readiness_loss)} points, {target_status(gap)}" in seen


def test_many_projects_of_a_skill_are_shown_on_demand(
    ann: Visit, garden: Matrix, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = begin(ann, garden, MASTER)
    put(ann, found, WEAK)
    every = sections(ann.open("projects", a=found.id))
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
    scores = score_skills(garden, WEAK, mode=Mode.full)
    for each in rank_projects(garden, compare(garden, garden.profiles[MASTER], scores), scores):
        project = each.project
        assert project.about in seen
        assert f"{plural(project.hours, 'hour')}{weeks(project.hours, 4)}" in seen
        for skill, now, to in each.lifts:
            assert f"{garden.skills[skill].title} from {level(now)} to {to}" in seen
    assert "A diary with temperatures." in seen
    assert "do “A first heap” first; reach Pruning at 2" in seen


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
    assert sections(ann) == {"At the till": []}
    assert NO_FURTHER_PROJECT in ann.text()


def test_a_target_above_what_projects_lead_to_says_so(ann: Visit, shipped: Library) -> None:
    matrix = shipped.load().matrices["machine-learning-engineer"]
    found = begin(ann, matrix, "ml-engineer.lead")
    put(ann, found, dict.fromkeys(matrix.statements, "partly"))
    ann.open("projects", a=found.id)
    assert ann.text().count(projects_end(3, 4)) == 6
