"""The practice of a mentor on example people: optional, stored nowhere, and seen by nobody."""

from __future__ import annotations

from pathlib import Path

import pytest
from import_export import upload_matrix
from mentor_visit import (
    FIRST,
    OTHER,
    REVIEW,
    Guest,
    asked,
    begin_review,
    everything,
    keys,
    ratings,
    token_of,
)
from page_visit import APPRENTICE, Visit, begin

from components.pages.mentor import FINISH, WELCOME
from components.web import session
from skills.matrix import NOT_APPLICABLE, Matrix
from skills.sentences.calibration import PRIVATE, offer_label
from skills.sentences.entry_labels import NOT_OBSERVED
from skills.store import Assessment

pytest_plugins = ["mentor_visit"]

ADA, OTTO, UMA = (f"@practice/{each}" for each in ("ada", "otto", "uma"))
GARDEN = Path(__file__).with_name("garden.yaml")


def practised(visit: Visit) -> list[str]:
    """Return the ids of the statements that an example asks."""
    found = [str(each.key).split("|") for each in visit.at.button_group]
    return [key[2] for key in found if key[0] == "practice"]


def rate(visit: Visit, **answers: str) -> Visit:
    """Rate statements of an example by the ends of their ids."""
    for statement, option in answers.items():
        (key,) = [
            str(each.key)
            for each in visit.at.button_group
            if str(each.key).split("|")[2].endswith(f".{statement}")
        ]
        visit.choose(key, option)
    return visit


def history(visit: Visit, assessment: Assessment) -> list[object]:
    return list(session.store().history(visit.owner, assessment.id))


def test_practice_is_offered_before_the_first_rating_and_opens_on_request(
    mo: Guest, assessment: Assessment, garden: Matrix
) -> None:
    mo.rates(assessment)
    assert PRIVATE in mo.text()
    (button,) = [each for each in mo.at.button if each.key == "practise"]
    assert button.label == offer_label(3, 2)
    mo.press("practise")
    assert mo.at.query_params["skill"] == ADA
    text = mo.text()
    assert "Ada and the heap" in text
    assert "turns half of them too late" in text
    assert PRIVATE in text
    assert practised(mo) == ["compost.heap", "compost.turning", "compost.ripe"]
    scale = garden.statements[FIRST].scale
    assert mo.control("practice|ada|compost.heap|").options == [
        *(each.title for each in scale.options),
        NOT_OBSERVED,
    ]


def test_start_leads_past_the_practice(mo: Guest, assessment: Assessment) -> None:
    mo.rates(assessment).press("next")
    assert mo.at.query_params["skill"] == "compost"
    assert asked(mo) == [FIRST]


def test_without_examples_there_is_no_practice(
    mo: Guest, ann: Visit, assessment: Assessment, garden_file: Path
) -> None:
    text = garden_file.read_text(encoding="utf-8")
    garden_file.write_text(text[: text.index("calibration:")], encoding="utf-8")
    ann.open()  # the start page looks for changed files
    mo.rates(assessment)
    assert not keys(mo, "practise")
    assert PRIVATE not in mo.text()
    mo.rates(assessment, skill=ADA)
    assert mo.at.query_params["skill"] == WELCOME


def test_the_reference_is_shown_only_once_it_is_asked_for(
    mo: Guest, assessment: Assessment
) -> None:
    mo.rates(assessment, skill=ADA)
    rate(mo, heap="partly", turning="partly", ripe=NOT_APPLICABLE)
    assert b"Her heaps steam." not in everything(mo)
    assert not keys(mo, "next")
    mo.press("compare")
    assert practised(mo) == []
    text = mo.text()
    assert "You rated 2 statements: 1 as in the reference and 1 off by one step." in text
    assert "Not counted: 1 not observed." in text
    for each in ("Her heaps steam.", "Partly 1 step lower", "Partly same", NOT_OBSERVED):
        assert each in text


def test_all_examples_are_summed_up_at_the_end(mo: Guest, assessment: Assessment) -> None:
    mo.rates(assessment, skill=ADA)
    rate(mo, heap="fully", turning="fully", ripe="partly").press("compare")
    assert "can't be judged from so few" in mo.text()
    mo.press("next")
    assert mo.at.query_params["skill"] == OTTO
    rate(mo, tools="partly", apple="never", rose="fully").press("compare").press("next")
    rate(mo, listen="fully", match="fully").press("compare")
    assert "Three examples together: you rated 8 statements: 4 as in the reference" in mo.text()
    assert "On average, your ratings are 0.6 of a step higher than the reference." in mo.text()
    mo.press("next")
    assert mo.at.query_params["skill"] == "compost"


def test_an_example_can_be_left_out_tried_again_and_left_at_any_time(
    mo: Guest, assessment: Assessment
) -> None:
    mo.rates(assessment, skill=ADA).press("compare")
    assert "You haven't rated anything here" in mo.text()
    mo.press("try-again")
    assert len(practised(mo)) == 3
    rate(mo, heap="fully").press("skip")
    assert mo.at.query_params["skill"] == "compost"
    mo.press("back")
    assert mo.at.query_params["skill"] == WELCOME
    mo.press("practise").press("back")
    assert mo.at.query_params["skill"] == WELCOME


def test_practice_goes_on_where_it_was_left(mo: Guest, assessment: Assessment) -> None:
    mo.rates(assessment, skill=ADA)
    rate(mo, heap="fully").press("skip").press("back").press("practise")
    assert mo.control("practice|ada|compost.heap|").value == "fully"


def test_a_second_try_begins_without_answers(mo: Guest, assessment: Assessment) -> None:
    mo.rates(assessment, skill=ADA)
    rate(mo, heap="fully").press("compare").press("try-again")
    assert {each.value for each in mo.at.button_group} == {None}


def test_nothing_of_the_practice_is_stored_or_reaches_the_person(
    mo: Guest, ann: Visit, assessment: Assessment
) -> None:
    before = history(ann, assessment)
    entries = dict(session.store().entries(ann.owner, assessment.id))
    mo.rates(assessment, skill=ADA)
    rate(mo, heap="never", turning="never", ripe="never").press("compare").press("next")
    rate(mo, tools="never").press("skip")
    assert history(ann, assessment) == before
    assert dict(session.store().entries(ann.owner, assessment.id)) == entries
    assert ratings(ann, assessment) == {}
    mo.rates(assessment, skill=FINISH)
    assert "0 of 3 skills rated." in mo.text()
    ann.open("review", a=assessment.id)
    assert [
        each for each in ("Ada", "practice|", PRIVATE) if each.encode() in everything(ann)
    ] == []


def test_nothing_of_the_practice_is_left_on_a_device_that_is_given_back(
    ann: Visit, assessment: Assessment
) -> None:
    session.store().hand_over(ann.owner, assessment.id, REVIEW)
    ann.open("mentor", a=assessment.id, r=REVIEW, skill=ADA)
    rate(ann, heap="never").press("compare")
    assert "1 off by two steps or more" in ann.text()
    ann.open("mentor", a=assessment.id, r=REVIEW, skill=FINISH).press("hand-back")
    assert "practice" not in ann.at.session_state
    session.store().hand_over(ann.owner, assessment.id, REVIEW)
    ann.open("mentor", a=assessment.id, r=REVIEW, skill=ADA)
    assert len(practised(ann)) == 3
    assert {each.value for each in ann.at.button_group} == {None}


def test_two_mentors_in_one_tab_do_not_see_each_others_practice(
    mo: Guest, ann: Visit, assessment: Assessment
) -> None:
    mo.rates(assessment, skill=ADA)
    rate(mo, heap="never").press("compare")
    begin_review(ann, assessment, OTHER, "Nia")
    mo.open_link(token_of(OTHER), OTHER)
    mo.rates(assessment, OTHER, skill=ADA)
    assert {each.value for each in mo.at.button_group} == {None}


@pytest.mark.parametrize("step", ["@practice/", "@practice/nobody", "@practice"])
def test_an_address_of_no_example_leads_to_the_introduction(
    mo: Guest, assessment: Assessment, step: str
) -> None:
    mo.rates(assessment, skill=step)
    assert mo.at.query_params["skill"] == WELCOME


def test_new_examples_of_an_uploaded_matrix_take_the_place_of_the_old_ones(ann: Visit) -> None:
    text = GARDEN.read_text(encoding="utf-8").replace("matrix: garden", "matrix: own-garden")
    matrix = upload_matrix(ann, text)
    assessment = begin(ann, matrix, APPRENTICE)
    begin_review(ann, assessment)
    newer = upload_matrix(ann, text.replace("Ada and the heap", "Eve and the heap"))
    assert newer.wording == matrix.wording
    assert len(session.store().matrices(ann.owner)) == 1
    session.store().hand_over(ann.owner, assessment.id, REVIEW)
    ann.open("mentor", a=assessment.id, r=REVIEW, skill=ADA)
    assert "Eve and the heap" in ann.text()


def test_texts_of_examples_are_escaped(
    mo: Guest, ann: Visit, assessment: Assessment, garden_file: Path
) -> None:
    evil = "<img src=x onerror=alert(1)>"
    text = garden_file.read_text(encoding="utf-8")
    for innocent in ("Ada and the heap", "Ada builds heaps", "Her heaps steam."):
        text = text.replace(innocent, f"{innocent} {evil}")
    garden_file.write_text(text, encoding="utf-8")
    ann.open()  # the start page looks for changed files
    shown = mo.rates(assessment, skill=ADA).html() + mo.press("compare").html()
    assert evil not in shown
    assert shown.count("&lt;img src=x") == 5  # title and text twice, the reason once
