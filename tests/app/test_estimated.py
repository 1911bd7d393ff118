"""Must-haves met by an estimate only: what the pages say, and how a person settles them."""

from pathlib import Path

import pytest
from page_text import plain
from page_visit import APPRENTICE, Visit, begin, here, put, today, workspace_of

from skills.matrix import Matrix
from skills.matrix.reading import read_matrix
from skills.reports.as_summary import as_summary
from skills.sentences.must_haves import only_estimated
from skills.sentences.pages import PARTLY_ESTIMATED
from skills.store import Assessment
from skills.workspace.assessment import assess_stored
from skills.workspace.export import AssessmentFiles


def rated(visit: Visit) -> str:
    """Return what the page says a finished skill came to."""
    (found,) = visit.parts('class="rr-rated" role="status"')
    return plain(found)


def said(ann: Visit, garden: Matrix, assessment: Assessment) -> str:
    """Return what the pages say about the must-have that rests on an estimate."""
    skill_gaps = assess_stored(
        workspace_of(ann.owner), assessment, garden, today()
    ).readiness.skill_gaps
    (gap,) = [each for each in skill_gaps if each.target.skill == "compost"]
    return only_estimated(garden, gap)


def estimated(
    ann: Visit, garden_file: Path, target: str = "level: 1, weight: 2, must: yes"
) -> tuple[Matrix, Assessment]:
    """Begin an assessment finished in quick mode, with a must-have met by an estimate only."""
    text = garden_file.read_text()
    garden_file.write_text(text.replace("level: 2, weight: 2, must: yes", target))
    garden = read_matrix(garden_file).matrix
    assert garden is not None
    assessment = begin(ann, garden, APPRENTICE, mode="quick")
    skills = (garden.skills[each] for each in ("pruning", "advice"))
    others = [each.id for skill in skills for each in skill.statements]
    put(ann, assessment, {"compost.turning": "partly", "compost.heap": "partly"})
    put(ann, assessment, dict.fromkeys(others, "fully"))
    return garden, assessment


@pytest.mark.parametrize(("option", "is_shown"), [("partly", True), ("never", False)])
def test_a_must_have_met_by_an_estimate_only_is_settled_by_one_more_statement(
    ann: Visit, garden_file: Path, option: str, *, is_shown: bool
) -> None:
    _, found = estimated(ann, garden_file)
    ann.open("assess", a=found.id, skill="compost")
    assert ann.asked() == ["compost.turning", "compost.heap", "compost.ripe"]
    assert rated(ann).endswith(PARTLY_ESTIMATED)
    assert "You're there" not in rated(ann)
    open_now = ann.status()
    ann.answer("compost.ripe", option)
    assert ann.asked() == ["compost.turning", "compost.heap", "compost.ripe"]
    assert PARTLY_ESTIMATED not in rated(ann)
    assert ("Done" in open_now, "Done" in ann.status()) == (False, True)
    assert ("You're there" in rated(ann)) is is_shown


def test_the_result_links_to_the_statements_that_settle_an_estimate(
    ann: Visit, garden_file: Path
) -> None:
    garden, found = estimated(ann, garden_file)
    link = f'href="/assess?a={found.id}&amp;skill=compost"'
    ann.open("result", a=found.id)
    assert ann.html().count(link) == 2
    assert said(ann, garden, found) in ann.text()
    assert "No project" not in ann.text()
    ann.open("result", a=found.id, view="All skills")
    assert link in ann.html()
    put(ann, found, {"compost.ripe": "partly"})
    for view in ("Overview", "All skills"):
        ann.open("result", a=found.id, view=view)
        assert link not in ann.html()


def test_the_result_also_links_to_what_settles_half_a_target(ann: Visit, garden_file: Path) -> None:
    garden, found = estimated(ann, garden_file, "level: 2, weight: 2")
    ann.open("result", a=found.id)
    assert said(ann, garden, found) in ann.text()
    assert f'href="/assess?a={found.id}&amp;skill=compost"' in ann.html()
    put(ann, found, {"compost.ripe": "partly"})
    ann.open("result", a=found.id)
    assert said(ann, garden, found) not in ann.text()


def test_the_plan_links_once_to_the_statement_that_settles_an_estimate(
    ann: Visit, garden_file: Path
) -> None:
    garden, found = estimated(ann, garden_file)
    link = f'href="/assess?a={found.id}&amp;skill=compost"'
    ann.open("plan", a=found.id)
    assert ann.html().count(link) == 1
    text = said(ann, garden, found)
    assert ann.text().count(text) == 1
    put(ann, found, {"compost.ripe": "partly"})
    ann.open("plan", a=found.id)
    assert link not in ann.html()
    assert text not in ann.text()


def test_every_place_counts_an_estimated_must_have_as_missing(
    ann: Visit, garden_file: Path
) -> None:
    garden, found = estimated(ann, garden_file)
    ann.open("result", a=found.id)
    (verdict,) = ann.parts('class="rr-facts-row"')
    assert "<b>0 of 1</b>must-haves" in verdict
    assert "<b>2 of 3</b>targets met" in verdict
    source = AssessmentFiles(workspace_of(ann.owner), found, garden, here())
    assert "Must-haves: 0 of 1 met" in as_summary(source.report())
    assert [each.text for each in source.report().musts] == ["only estimated"]
    assert "**Composting**: only estimated" in source.file("markdown").decode()
