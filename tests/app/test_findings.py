"""Situations that once broke a page or lost something."""

from pathlib import Path

import pytest
from page_visit import APPRENTICE, Visit, begin, put, stored, workspace_of

from components.web import server, session
from skills.entries.credentials import Credential, as_text
from skills.matrix import Matrix
from skills.workspace.assessment import aim_for, credentials

TOKEN = "x" * 43


@pytest.mark.parametrize(
    "other",
    ['prefs={"theme":"dark"}', "version=1", "name=\xe9", "a@b=1", "x=a b", "flag", "=", ""],
)
def test_an_odd_cookie_of_another_app_does_not_hide_this_apps_cookie(other: str) -> None:
    sent = f"{other}; {session.COOKIE}={TOKEN}; more=1".encode("latin-1")
    assert server._has_owner({"headers": [(b"cookie", sent)]})


def test_a_browser_without_the_cookie_gets_one() -> None:
    assert not server._has_owner({"headers": []})
    assert not server._has_owner({"headers": [(b"cookie", b"readiness_radar_owner=short")]})


def test_a_stored_choice_that_the_scale_no_longer_has_can_be_answered_anew(
    ann: Visit, garden: Matrix
) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    put(ann, assessment, {"compost.heap": "no-option"})
    ann.open("assess", a=assessment.id, skill="compost").answer("compost.heap", "fully")
    assert stored(ann, assessment) == {"compost.heap": "fully"}


def test_a_deleted_assessment_leads_to_the_start_page_and_to_no_other(
    ann: Visit, garden: Matrix
) -> None:
    other = begin(ann, garden, APPRENTICE)
    gone = begin(ann, garden, APPRENTICE)
    ann.open("assess", a=gone.id)
    session.store().erase(ann.owner, gone.id)
    ann.press("next")
    assert "Not found" in ann.text()
    assert not ann.asked()
    ann.press("to-start")
    assert ann.title == "Start · Readiness Radar"
    assert session.store().assessment(ann.owner, other.id).skill == ""


def test_deleting_another_assessment_leaves_this_tab_where_it_is(
    ann: Visit, garden: Matrix
) -> None:
    mine = begin(ann, garden, APPRENTICE)
    latest = begin(ann, garden, APPRENTICE)
    gone = begin(ann, garden, APPRENTICE)
    put(ann, latest, {"compost.heap": "fully"})
    ann.open("assess", a=mine.id).open("assessments")
    ann.press(f"delete|{gone.id}").press("really-delete")
    ann.open("assess")
    ann.answer("compost.heap", "partly")
    assert stored(ann, mine) == {"compost.heap": "partly"}


def test_two_credentials_of_one_name_can_be_shown(ann: Visit, garden: Matrix) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    for item in ("one", "two"):
        text = as_text(Credential("BSc", "education"))
        session.store().save(
            ann.owner,
            assessment.id,
            "credential",
            item,
            text,
            tab="t",
            widget_revision=0,
            operation=item,
        )
    ann.open("assess", a=assessment.id, skill="@qualifications")
    assert "went wrong" not in ann.text()
    assert len(credentials(workspace_of(ann.owner), assessment)) == 2


def test_a_problem_of_a_folder_names_no_path(ann: Visit, garden_file: Path) -> None:
    garden_file.unlink()
    garden_file.mkdir()
    ann.open()
    assert str(garden_file.parent) not in ann.text() + ann.html()
    assert garden_file.name in ann.html()


def test_the_title_follows_the_aim_as_long_as_it_is_ours(ann: Visit, garden: Matrix) -> None:
    ann.open().press("start")
    (listed,) = session.store().assessments(ann.owner)
    found = listed.assessment
    put(ann, found, {"compost.heap": "fully"})
    other = next(each for each in garden.profiles if each != found.profile)
    aim_for(workspace_of(ann.owner), found, garden, other)
    moved = session.store().assessment(ann.owner, found.id)
    assert moved.title != found.title
    session.store().rename(ann.owner, found.id, "My own name")
    aim_for(
        workspace_of(ann.owner),
        session.store().assessment(ann.owner, found.id),
        garden,
        found.profile,
    )
    assert session.store().assessment(ann.owner, found.id).title == "My own name"
