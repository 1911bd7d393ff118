"""What an assessment costs, how it begins, and how one goes on."""

from pathlib import Path

import pytest
from page_text import bare, plain
from page_visit import APPRENTICE, MASTER, Visit, begin, put
from start_page import choose, the_assessment

from components.form.choices import HOURS
from components.web import session
from skills.entries.kinds import Mode
from skills.matrix import Matrix
from skills.matrix.library import Library
from skills.questionnaire.effort import effort
from skills.questionnaire.questions import asked_skills
from skills.scoring.assessed import assess
from skills.sentences.formats import plural
from skills.sentences.overview import example_text
from skills.sentences.pages import mode_text, start_label
from skills.sentences.results import aim, readiness_text
from skills.sentences.verdicts import verdict
from skills.workspace.example_person import EXAMPLE


def cost(matrix: Matrix, profile: str, mode: Mode) -> str:
    """Return what the button to start says an assessment takes."""
    found = effort(matrix, matrix.profiles[profile], mode)
    assert plural(found.minutes, "minute") in start_label(found.minutes)
    return start_label(found.minutes)


@pytest.mark.parametrize("mode", Mode)
def test_the_effort_is_stated_for_every_level_before_starting(
    ann: Visit, garden: Matrix, mode: Mode
) -> None:
    ann.open().choose("mode", mode)
    for profile in garden.profiles:
        choose(ann, garden, profile)
        assert ann.at.button(key="start").label == cost(garden, profile, mode)
        efforts = {each: effort(garden, garden.profiles[profile], each) for each in Mode}
        assert mode_text(mode, efforts) in ann.text()
    assert session.store().assessments(ann.owner) == ()


@pytest.mark.parametrize("mode", Mode)
def test_the_effort_is_stated_for_every_shipped_matrix(
    ann: Visit, shipped: Library, mode: Mode
) -> None:
    ann.open().choose("mode", mode)
    assert len(shipped.load().matrices) > 0
    for matrix in shipped.load().matrices.values():
        for profile in matrix.profiles:
            choose(ann, matrix, profile)
            assert ann.at.button(key="start").label == cost(matrix, profile, mode)


def test_every_setting_is_stored(ann: Visit, garden: Matrix) -> None:
    ann.open()
    choose(ann, garden, MASTER)
    ann.choose("mode", Mode.full).select("hours", HOURS[3])
    ann.press("start")
    assessment = the_assessment(ann)
    assert assessment.matrix_id == garden.id
    assert assessment.matrix_title == garden.title
    assert (assessment.wording, assessment.structure) == (garden.wording, garden.structure)
    assert (assessment.profile, assessment.mode, assessment.hours) == (MASTER, "full", HOURS[3])
    assert assessment.title == aim(garden, MASTER)
    assert ann.title == "Assess · Readiness Radar"
    assert ann.at.query_params["a"] == assessment.id


def test_without_a_choice_it_is_the_first_level_in_quick_mode_and_hours_stay_open(
    ann: Visit, garden: Matrix
) -> None:
    ann.open().press("start")
    assessment = the_assessment(ann)
    assert (assessment.profile, assessment.mode, assessment.hours) == (
        next(iter(garden.profiles)),
        "quick",
        None,
    )


def test_the_latest_assessment_can_be_gone_on_with(ann: Visit, garden: Matrix) -> None:
    begin(ann, garden, MASTER)
    latest = begin(ann, garden, "seller.starter")
    session.store().rename(ann.owner, latest.id, "The *latest*")
    ann.open()
    assert bare(ann.at.button(key="resume").label) == "Continue “The *latest*”"
    ann.press("resume")
    assert ann.title == "Assess · Readiness Radar"
    assert ann.at.query_params["a"] == latest.id


def test_a_returning_person_sees_the_latest_assessment_and_can_continue(
    ann: Visit, garden: Matrix
) -> None:
    assert not [each for each in ann.open().at.button if each.key == "resume"]
    assessment = begin(ann, garden, APPRENTICE)
    skills = asked_skills(garden, garden.profiles[assessment.profile])
    answers = {each.id: "fully" for skill in skills for each in skill.statements}
    put(ann, assessment, answers)
    ann.open()
    assessed = assess(garden, answers, {}, profile=assessment.profile, mode=Mode.full)
    (standing,) = ann.parts('class="rr-standing"')
    assert verdict(garden, assessed.readiness) in plain(standing)
    assert readiness_text(assessed.readiness) in plain(standing)
    assert ann.at.button(key="resume").label == "See your result"
    ann.press("resume")
    assert ann.title == "Result · Readiness Radar"
    assert ann.at.query_params["a"] == assessment.id


def test_an_example_can_be_seen_before_anything_begins(ann: Visit, garden: Matrix) -> None:
    ann.open()
    links = "".join(ann.parts("See an example"))
    assert f'href="/result?a={EXAMPLE}"' in links
    for profile in (APPRENTICE, MASTER):
        choose(ann, garden, profile)
        assert ann.parts('class="rr-radar"')
        assert example_text(garden, garden.profiles[profile]) in ann.text()


def test_a_choice_made_for_one_role_is_not_kept_for_another(ann: Visit, garden: Matrix) -> None:
    ann.open()
    choose(ann, garden, MASTER)
    ann.select("role", "seller").press("start")
    assert the_assessment(ann).profile == "seller.starter"


def test_a_broken_matrix_on_the_server_is_reported_without_its_folder(
    ann: Visit, garden_file: Path
) -> None:
    garden_file.write_text(garden_file.read_text().replace("matrix: garden\n", ""))
    ann.open()
    assert "garden.yaml:" in plain(ann.html())
    assert str(garden_file.parent) not in ann.html()
    assert "A matrix on this server can't be used as it is" in ann.text()


def test_a_server_without_any_matrix_says_so(ann: Visit, garden_file: Path) -> None:
    garden_file.unlink()
    ann.open()
    assert [each.value for each in ann.at.warning] == [
        "There's no matrix here yet. Add your own below."
    ]
    assert not [each for each in ann.at.button if each.key == "start"]


def test_the_guide_is_a_page_without_a_place_in_the_navigation(ann: Visit) -> None:
    (link,) = ann.open().at.get("page_link")
    assert link.proto.label == "How to write a matrix"
    ann.open("guide")
    assert "<!--" not in "".join(ann.markdown())
    assert ann.title == "Writing a matrix · Readiness Radar"
    assert "This is the smallest complete matrix." in ann.text()
