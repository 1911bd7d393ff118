"""Every text of a matrix or a person is escaped, on every page."""

import re
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
import yaml
from hostile_texts import EVIL, check
from import_export import matrix_uploader
from page_text import bare, plain
from page_visit import MASTER, Visit, begin, put

from components.pages.result import ALL_SKILLS, DAY, OTHER_ROLES, OVERVIEW, SCORING
from components.web import session, workspace
from skills.matrix import Matrix
from skills.matrix.reading import read_texts

TEXTS = {"title", "about", "text", "show", "why", "author", "deliver", "accept", "version"}
DRAWN = {"svg", "g", "path", "line", "rect", "circle", "text"}
PAGES = ["start", "assess", "result", "plan", "progress", "share", "assessments"]


def spiced(value: Any, key: str = "") -> Any:  # noqa: ANN401 - any YAML
    """Put something evil behind every text of a matrix."""
    if isinstance(value, dict):
        return {name: spiced(each, name) for name, each in value.items()}
    if isinstance(value, list):
        return [spiced(each, "text" if key == "activities" else key) for each in value]
    return f"{value} {EVIL}"[: 60 if key == "version" else None] if key in TEXTS else value


@pytest.fixture
def evil(garden_file: Path) -> Matrix:
    document = spiced(yaml.safe_load(garden_file.read_text()))
    garden_file.write_text(yaml.safe_dump(document, allow_unicode=True, sort_keys=False))
    matrix = read_texts([("garden.yaml", garden_file.read_bytes())]).matrix
    assert matrix is not None
    assert matrix.title.endswith(EVIL)
    return matrix


@pytest.fixture
def visit(ann: Visit, evil: Matrix) -> Visit:
    """Have an assessment whose every text is evil."""
    assessment = begin(ann, evil, MASTER, hours=4)
    session.store().rename(ann.owner, assessment.id, EVIL[:119])
    answers = dict.fromkeys(evil.statements, "partly") | {"compost.heap": "fully"}
    put(ann, assessment, answers | {"compost.turning": "never", "compost.plan": "never"})
    ann.open("assess", a=assessment.id, skill="compost").click(ann.note("compost").set_value(EVIL))
    return ann


@pytest.mark.parametrize("page", PAGES)
def test_texts_of_a_matrix_are_escaped_on_each_page(visit: Visit, page: str) -> None:
    visit.open(page)
    if page == "progress":
        visit.press("keep")
    check(visit)
    assert EVIL[:50] in (unescape(visit.html()) if page == "share" else visit.text())


@pytest.mark.parametrize("tab", [OVERVIEW, ALL_SKILLS, OTHER_ROLES, DAY, SCORING])
def test_texts_of_a_matrix_are_escaped_in_each_tab_of_the_result(
    visit: Visit, evil: Matrix, tab: str
) -> None:
    assert evil.day
    visit.at.session_state["view"] = tab
    visit.open("result")
    if tab == SCORING:
        visit.select("explain", "compost")
    check(visit)
    assert EVIL[:50] in visit.text()
    titles = [plain(each) for each in visit.parts("<h1")]
    assert titles == [tab] if tab != OVERVIEW else visit.parts('class="rr-hero"')


@pytest.mark.parametrize("step", ["compost", "pruning", "@qualifications"])
def test_texts_of_a_matrix_are_escaped_at_each_step(visit: Visit, evil: Matrix, step: str) -> None:
    visit.open("assess", skill=step)
    check(visit)
    if step != "@qualifications":
        for each in evil.skills[step].statements:
            assert any(
                bare(text).endswith(EVIL) and each.text in bare(text) for text in shown(visit)
            )


def shown(visit: Visit) -> list[str]:
    return [each for each in visit.markdown() if "evil" in each]


@pytest.mark.parametrize("button", ["change", "delete"])
def test_names_are_escaped_in_dialogs(visit: Visit, button: str) -> None:
    (listed,) = session.store().assessments(visit.owner)
    visit.open("assessments").press(f"{button}|{listed.assessment.id}")
    check(visit)


def test_notes_are_escaped_and_kept_as_written(visit: Visit) -> None:
    visit.open("assess", skill="compost")
    assert visit.note("compost").value == EVIL


def test_problems_of_a_matrix_are_escaped(ann: Visit, garden_file: Path) -> None:
    lines = garden_file.read_text().replace("title: Soil and plants", f"titel: '{EVIL}'")
    matrix_uploader(ann.open()).upload(f"{EVIL[:30]}.yaml", lines.encode())
    ann.run()
    check(ann)
    assert EVIL in ann.text()


def test_the_title_of_a_missing_or_changed_matrix_is_shown_literally(
    visit: Visit, garden_file: Path
) -> None:
    garden_file.write_text(garden_file.read_text().replace("Apprentice", "Trainee"))
    visit.open().open("result")
    assert visit.at.info
    check(visit)
    garden_file.unlink()
    workspace.library.clear()
    visit.open("result")
    check(visit)
    assert EVIL in visit.text()


def test_the_radar_shows_titles_as_they_are(visit: Visit) -> None:
    """The picture is text in an attribute: escaped once for the page, and once inside for SVG."""
    visit.open("result")
    (page,) = visit.parts('class="rr-radar"')
    drawn = re.findall(r'data-(?:wide|narrow)="([^"]*)"', page)
    assert len(drawn) == 2
    for each in drawn:
        picture = fromstring(unescape(each))  # noqa: S314
        labels = [one.get("aria-label", "") for one in picture.iter() if one.get("tabindex")]
        assert labels
        assert all(EVIL in one for one in labels)
        assert {one.tag.rpartition("}")[2] for one in picture.iter()} <= DRAWN
