import re
from pathlib import Path

import pytest
from page_text import plain
from page_visit import APPRENTICE, BEN, FRAME, Come, Visit, begin, put, stored

from components.navigation import PLACES
from components.web import server, session
from components.web.addresses import address
from skills.matrix import Matrix
from skills.sentences.login import BRING_BACK, LOST_COOKIE
from skills.version import PROGRAM

ABOUT_ONE = ["assess", "result", "plan"]
NEED_COOKIE = ["start", *ABOUT_ONE, "assessments"]
TITLES = {
    "start": "Start",
    "assess": "Assess",
    "result": "Result",
    "plan": "Plan",
    "assessments": "Assessments and data",
}


@pytest.mark.parametrize("page", TITLES)
def test_each_page_has_a_title_of_its_own_and_one_main_heading(
    ann: Visit, garden: Matrix, page: str
) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    put(ann, assessment, {"compost.heap": "fully"})
    ann.open(page, a=assessment.id)
    assert ann.title == f"{TITLES[page]} · Readiness Radar"
    assert ann.html().count("<h1") + len(ann.at.title) == 1


@pytest.mark.parametrize("page", NEED_COOKIE)
def test_every_page_begins_with_the_frame_that_names_the_program_and_its_version(
    ann: Visit, come: Come, garden: Matrix, page: str
) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    for visit in (ann.open(page, a=assessment.id), come(BEN).open(page), come(None).open(page)):
        (frame,) = visit.parts('class="rr-top')
        assert f"{PROGRAM} Nothing you enter leaves this server." in plain(frame)
        assert next(e for e in visit.parts("") if not e.startswith("<script")) == frame
        here = page if page in PLACES else None
        marked = re.findall(r'href="/(\w*)[^"]*" aria-current="page"', frame)
        assert marked == ([here] if here else [])


@pytest.mark.parametrize("page", NEED_COOKIE)
@pytest.mark.parametrize("cookie", [None, "short", "A" * 44, "ä" * 43])
def test_without_a_cookie_a_page_says_why_and_stops(
    come: Come, page: str, cookie: str | None
) -> None:
    nobody = come(cookie).open(page)
    assert "This page needs one cookie" in nobody.text()
    assert not nobody.at.button


def test_without_an_identity_provider_nobody_is_asked_to_log_in(ann: Visit, come: Come) -> None:
    for page in NEED_COOKIE:
        for visit in (ann.open(page), come(None).open(page)):
            assert not re.search("log (in|out)|your account", visit.text(), re.IGNORECASE)


@pytest.mark.parametrize("page", ABOUT_ONE)
def test_with_nothing_yet_a_page_leads_to_the_start(ann: Visit, page: str) -> None:
    ann.open(page)
    assert "Nothing here yet" in ann.text()
    (button,) = ann.at.button
    ann.click(button.click())
    assert ann.title == "Start · Readiness Radar"


@pytest.mark.parametrize("page", ABOUT_ONE)
@pytest.mark.parametrize("named", ["nowhere", "../x", "x' OR '1'='1", "ä" * 900])
def test_an_unknown_assessment_is_not_found(
    ann: Visit, garden: Matrix, page: str, named: str
) -> None:
    begin(ann, garden, APPRENTICE)
    ann.open(page, a=named)
    assert "Not found" in ann.text()
    assert named not in ann.text()


@pytest.mark.parametrize("page", ABOUT_ONE)
def test_somebody_elses_assessment_looks_like_a_missing_one(
    ann: Visit, come: Come, garden: Matrix, page: str
) -> None:
    theirs = begin(come(BEN), garden, APPRENTICE)
    put(come(BEN), theirs, {"compost.heap": "fully"})
    foreign = ann.open(page, a=theirs.id).text()
    assert foreign == come("A" * 43).open(page, a="nowhere").text()
    assert "Not found" in foreign
    assert stored(come(BEN), theirs) == {"compost.heap": "fully"}


@pytest.mark.parametrize("page", ABOUT_ONE)
def test_a_lost_cookie_is_explained_with_a_link_to_import(
    ann: Visit, come: Come, garden: Matrix, page: str
) -> None:
    mine = begin(ann, garden, APPRENTICE)
    anew = come(BEN).open(page, a=mine.id)
    assert LOST_COOKIE in anew.text()
    assert BRING_BACK in anew.text()
    assert f'href="{address("assessments")}">Import a file</a>' in anew.html()


def test_after_a_wrong_address_the_pages_show_ones_own_again(ann: Visit, garden: Matrix) -> None:
    mine = begin(ann, garden, APPRENTICE)
    ann.open("result", a="nowhere").open("assess")
    assert ann.at.query_params["a"] == mine.id
    assert ann.asked()


@pytest.mark.parametrize("page", ABOUT_ONE)
def test_a_matrix_that_is_gone_keeps_its_answers(
    ann: Visit, garden: Matrix, garden_file: Path, page: str
) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    put(ann, assessment, {"compost.heap": "fully"})
    garden_file.unlink()
    ann.open(page, a=assessment.id)
    assert f"The matrix “{garden.title}” is no longer available." in ann.text()
    assert stored(ann, assessment) == {"compost.heap": "fully"}


@pytest.mark.parametrize("page", ABOUT_ONE)
def test_a_level_that_is_gone_is_replaced_by_one_there_is(
    ann: Visit, garden: Matrix, page: str
) -> None:
    assessment = begin(ann, garden, "gardener.dreamer")
    put(ann, assessment, {"compost.heap": "fully"})
    ann.open(page, a=assessment.id)
    assert session.store().assessment(ann.owner, assessment.id).profile in garden.profiles
    assert stored(ann, assessment) == {"compost.heap": "fully"}


def test_the_time_is_the_browsers_and_a_strange_zone_does_no_harm(
    ann: Visit, garden: Matrix
) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    for zone in ("Pacific/Kiritimati", "Nowhere/At all", "../../etc/passwd", ""):
        ann.at.context["timezone"] = zone
        ann.open("result", a=assessment.id)
        assert ann.parts("rr-eyebrow")


def test_the_script_of_the_pages_is_the_one_that_is_served() -> None:
    assert server.SCRIPT == FRAME
