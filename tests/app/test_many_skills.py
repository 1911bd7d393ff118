"""A result of many skills comes in parts; one too large for a snapshot is shown all the same."""

from __future__ import annotations

import pytest
from import_export import upload_matrix
from page_text import plain
from page_visit import APPRENTICE, Visit, begin, put

from components.pages.result import ALL_SKILLS
from components.result.paging import AT_ONCE
from components.web import session
from skills.matrix import Matrix
from skills.scoring.radar_views import MOST_OF_ALL
from skills.sentences.pages import SNAPSHOT_TOO_LARGE

COUNT = AT_ONCE + 20


def brought(visit: Visit, count: int, areas: int = 1) -> Matrix:
    """Upload a matrix of one statement a skill, every one of them a target."""
    parts = [f"  a{at}:\n    title: Area {at}\n    skills:\n" for at in range(areas)]
    for at in range(count):
        parts[at % areas] += (
            f"      s{at}:\n        title: Skill {at}\n"
            f"        statements: {{s: {{level: 1, text: I can do {at}.}}}}\n"
        )
    targets = "".join(f"          s{at}: 1\n" for at in range(count))
    return upload_matrix(
        visit,
        f"matrix: large\ntitle: Large\nareas:\n{''.join(parts)}"
        "roles:\n  role:\n    title: Role\n    profiles:\n      level:\n        title: Level\n"
        f"        targets:\n{targets}",
    )


@pytest.fixture
def large(ann: Visit) -> Matrix:
    return brought(ann, COUNT)


@pytest.mark.parametrize("count", [1, 2])
def test_one_or_two_skills_are_shown_as_bars_and_not_as_an_empty_radar(
    ann: Visit, count: int
) -> None:
    matrix = brought(ann, count)
    assessment = begin(ann, matrix, "role.level")
    put(ann, assessment, dict.fromkeys(matrix.statements, "partly"))
    ann.open("result", a=assessment.id)
    assert not ann.parts('class="rr-radar"')
    assert "Rings:" not in ann.text()
    ann.open("result", view=ALL_SKILLS, a=assessment.id)
    assert "Explore the radar" not in ann.text()
    assert shown(ann) == count


def test_above_twenty_skills_the_radar_has_an_axis_an_area(ann: Visit) -> None:
    matrix = brought(ann, MOST_OF_ALL + 1, areas=3)
    assessment = begin(ann, matrix, "role.level")
    put(ann, assessment, dict.fromkeys(matrix.statements, "fully"))
    ann.open("result", a=assessment.id)
    (page,) = ann.parts('class="rr-radar"')
    assert f"With more than {MOST_OF_ALL} skills" in plain(page)
    assert page.count("class=&#34;spoke&#34;") == 2 * 3
    assert "Area 0: level 1, target 1" in page or "Area 0: level 1 (" in page
    ann.open("result", view=ALL_SKILLS, a=assessment.id)
    assert "Explore the radar" in ann.text()


def test_a_long_result_comes_in_parts(ann: Visit, large: Matrix) -> None:
    assessment = begin(ann, large, "role.level")
    put(ann, assessment, dict.fromkeys(large.statements, "partly"))
    ann.open("result", view=ALL_SKILLS, a=assessment.id)
    assert "Explore the radar" not in ann.text()
    assert shown(ann) == AT_ONCE
    ann.select("gaps", AT_ONCE)
    assert shown(ann) == COUNT - AT_ONCE
    assert f"Skill {COUNT - 1}" in ann.html()


def test_unassessed_skills_are_listed_separately_from_gaps(ann: Visit, large: Matrix) -> None:
    assessment = begin(ann, large, "role.level")
    put(ann, assessment, dict.fromkeys(list(large.statements)[:AT_ONCE], "partly"))
    ann.open("result", view=ALL_SKILLS, a=assessment.id)
    gaps, left = ann.parts('class="rr-dots"')
    assert gaps.count('class="rr-track"') == AT_ONCE
    assert left.count('class="rr-track"') == COUNT - AT_ONCE
    assert "Not counted" in ann.text()


def shown(visit: Visit) -> int:
    """Return the number of skills in the plot of gaps."""
    (plot,) = visit.parts('class="rr-dots"')
    return plot.count('class="rr-track"')


def test_the_gaps_of_the_projects_page_come_in_parts(ann: Visit, large: Matrix) -> None:
    assessment = begin(ann, large, "role.level")
    put(ann, assessment, dict.fromkeys(large.statements, "partly"))
    headings = ann.open("plan", a=assessment.id).html().count("No project in this matrix raises")
    assert headings == AT_ONCE


def test_a_result_too_large_for_a_snapshot_is_shown_with_a_message(
    ann: Visit, garden: Matrix, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("skills.store.snapshots.RECORD_LIMIT", 100)
    assessment = begin(ann, garden, APPRENTICE)
    answers = {each.id: each.scale.options[-1].id for each in garden.statements.values()}
    put(ann, assessment, answers)
    for _ in range(2):
        ann.open("result", a=assessment.id)
        assert ann.wire.faults == []
        assert SNAPSHOT_TOO_LARGE in ann.text()
        assert ann.parts('class="rr-dots"')
    assert session.store().snapshots(ann.owner, assessment.id) == ()
