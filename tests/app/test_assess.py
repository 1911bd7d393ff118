"""Statements: asked, answered, cleared, and stored at once."""

import pytest
from assess_page import TRUE, all_of
from page_visit import APPRENTICE, Visit, begin, here, put, stored
from streamlit.testing.v1.element_tree import ButtonGroup

from components.web import session
from skills.matrix import NOT_APPLICABLE, Matrix
from skills.questionnaire.questions import Progress, next_statement
from skills.sentences.pages import answered_of


def addresses(visit: Visit) -> list[str]:
    """Return what the last run had the browser show in its address."""
    sent = [each.page_info_changed for each in visit.messages if each.HasField("page_info_changed")]
    return [each.query_string for each in sent]


def far(answered: int, asked: int = 10) -> str:
    """Return how far somebody is, as the bar at the bottom says it."""
    return answered_of(Progress(answered=answered, asked=asked))


def test_nothing_is_chosen_beforehand(ann: Visit, garden: Matrix) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    ann.open("assess", a=assessment.id)
    assert ann.asked() == [each.id for each in garden.skills["compost"].statements]
    assert {each.value for each in ann.at.button_group} == {None}
    assert stored(ann, assessment) == {}
    assert session.store().history(ann.owner, assessment.id) == ()
    assert ann.status() == f"✓ All saved. {far(0)}"


def test_an_answer_is_in_the_database_after_the_click_and_the_page_says_so(
    ann: Visit, garden: Matrix
) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    ann.open("assess", a=assessment.id).answer("compost.turning", "partly")
    assert stored(ann, assessment) == {"compost.turning": "partly"}
    (event,) = session.store().history(ann.owner, assessment.id)
    assert ann.status() == f"✓ Saved {here(event.at):%H:%M:%S}. {far(1)}"
    ann.answer("compost.turning", TRUE)
    assert stored(ann, assessment) == {"compost.turning": TRUE}
    assert len(session.store().history(ann.owner, assessment.id)) == 2


def test_the_address_is_sent_only_when_it_changes(ann: Visit, garden: Matrix) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    ann.open("assess", a=assessment.id)
    ann.answer("compost.turning", "partly")
    assert addresses(ann) == []
    ann.press("next")
    (sent,) = addresses(ann)
    assert f"a={assessment.id}" in sent
    assert f"skill={list(garden.skills)[1]}" in sent


def test_each_answer_is_written_once_however_often_the_page_is_drawn(
    ann: Visit, garden: Matrix
) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    ann.open("assess", a=assessment.id).answer("compost.heap", TRUE)
    ann.run().answer("compost.ripe", "never").run()
    ann.open("result").open("assess").run()
    assert [each.item for each in session.store().history(ann.owner, assessment.id)] == [
        "compost.heap",
        "compost.ripe",
    ]
    assert ann.control("answer|compost.heap|").value == TRUE
    assert ann.control("answer|compost.ripe|").value == "never"


def test_what_does_not_apply_is_stored_and_not_counted(ann: Visit, garden: Matrix) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    ann.open("assess", a=assessment.id).answer("compost.plan", NOT_APPLICABLE)
    assert stored(ann, assessment) == {"compost.plan": NOT_APPLICABLE}
    assert ann.status().endswith(f". {far(0, 9)}")


def test_quick_mode_shows_the_next_statement_after_each_answer(ann: Visit, garden: Matrix) -> None:
    assessment = begin(ann, garden, APPRENTICE, mode="quick")
    skill = garden.skills["compost"]
    ann.open("assess", a=assessment.id)
    shown: list[str] = []
    while following := next_statement(skill, stored(ann, assessment)):
        shown.append(following.id)
        assert ann.asked() == shown
        ann.answer(following.id, TRUE)
    assert ann.asked() == shown
    assert 1 < len(shown) < len(skill.statements)


def test_statements_keep_their_places_when_an_earlier_answer_changes(
    ann: Visit, garden: Matrix
) -> None:
    assessment = begin(ann, garden, APPRENTICE, mode="quick")
    ann.open("assess", a=assessment.id, skill="compost")
    ann.answer("compost.turning", TRUE).answer("compost.ripe", "never")
    order = ["compost.turning", "compost.ripe"]
    assert ann.asked() == order
    ann.answer("compost.turning", "never")  # quick mode alone would no longer have asked about ripe
    order.append("compost.heap")
    assert ann.asked() == order
    ann.run()
    assert ann.asked() == order
    ann.answer("compost.heap", TRUE).answer("compost.ripe", TRUE)
    assert ann.asked() == order
    ann.answer("compost.turning", TRUE)
    assert ann.asked()[: len(order)] == order
    assert stored(ann, assessment) == dict.fromkeys(order, TRUE)
    assert {each: ann.control(f"answer|{each}|").value for each in order} == stored(ann, assessment)


def test_after_a_restart_no_answer_is_lost_whatever_the_order(ann: Visit, garden: Matrix) -> None:
    assessment = begin(ann, garden, APPRENTICE, mode="quick")
    ann.open("assess", a=assessment.id, skill="compost")
    ann.answer("compost.turning", TRUE).answer("compost.ripe", "never")
    ann.answer("compost.turning", "never")
    keys = {str(each.key) for each in ann.at.button_group}
    del ann.at.session_state["statements"]
    ann.answer("compost.heap", TRUE)
    assert stored(ann, assessment) == {
        "compost.turning": "never",
        "compost.ripe": "never",
        "compost.heap": TRUE,
    }
    assert keys == {str(each.key) for each in ann.at.button_group}
    order = ann.asked()
    ann.answer("compost.ripe", "partly")
    assert ann.asked() == order


def test_every_statement_of_full_mode_has_its_own_place_after_quick_mode(
    ann: Visit, garden: Matrix
) -> None:
    assessment = begin(ann, garden, APPRENTICE, mode="quick")
    ann.open("assess", a=assessment.id, skill="compost").answer("compost.turning", TRUE)
    session.store().update_settings(
        ann.owner, assessment.id, profile=APPRENTICE, mode="full", hours=None
    )
    ann.run()
    assert ann.asked() == [each.id for each in garden.skills["compost"].statements]


def test_one_answer_can_be_cleared(ann: Visit, garden: Matrix) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    ann.open("assess", a=assessment.id)
    assert ann.at.menu_button[0].disabled
    ann.answer("compost.heap", TRUE).answer("compost.ripe", "partly")
    ann.click(ann.at.menu_button[0].click("compost.heap"))
    assert stored(ann, assessment) == {"compost.ripe": "partly"}
    assert ann.control("answer|compost.heap|").value is None
    assert ann.status().endswith(f". {far(1)}")
    ann.run().open("result").open("assess")
    assert stored(ann, assessment) == {"compost.ripe": "partly"}
    ann.answer("compost.heap", "never")
    assert stored(ann, assessment) == {"compost.heap": "never", "compost.ripe": "partly"}


def test_all_answers_of_a_page_can_be_cleared_and_no_others(ann: Visit, garden: Matrix) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    put(ann, assessment, {"pruning.tools": TRUE, **all_of(garden.skills["compost"])})
    ann.open("assess", a=assessment.id, skill="compost")
    ann.click(ann.at.menu_button[0].click("@all"))
    assert stored(ann, assessment) == {"pruning.tools": TRUE}
    assert {each.value for each in ann.at.button_group} == {None}
    assert ann.at.menu_button[0].disabled


def test_a_note_is_kept_as_written_and_shown_again(ann: Visit, garden: Matrix) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    note = "See ![my](https://example.org) *heap*\n\n<b>twice</b> a year: 60 °C"
    ann.open("assess", a=assessment.id).click(ann.note("compost").set_value(note))
    kept = session.store().entries(ann.owner, assessment.id, kind="note")
    assert kept["note", "compost"].value == note
    assert ann.status().startswith("✓ Saved")
    ann.press("next").press("back")
    assert ann.note("compost").value == note
    assert any(each.label == "Evidence and notes ✓" for each in ann.at.expander)
    ann.click(ann.note("compost").set_value(""))
    assert (
        not session.store().entries(ann.owner, assessment.id, kind="note")["note", "compost"].value
    )
    assert ann.note("compost").value == ""


def test_an_answer_just_clicked_is_kept_when_the_page_is_left(ann: Visit, garden: Matrix) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    ann.open("assess", a=assessment.id)
    ann.control("answer|compost.heap|").set_value(TRUE)
    ann.note("compost").set_value("in the shed")
    ann.open("result")
    assert stored(ann, assessment) == {"compost.heap": TRUE}
    assert session.store().counts(ann.owner, assessment.id)["note"] == 1


def test_qualifications_are_kept_beside_the_answers(ann: Visit, garden: Matrix) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    ann.open("assess", a=assessment.id, skill="@qualifications")
    (certificate,) = garden.qualifications
    assert certificate.title in ann.markdown()
    assert ann.control("qualification|").value is None
    ann.choose("qualification|", "in-progress")
    kept = session.store().entries(ann.owner, assessment.id, kind="qualification")
    assert {item: each.value for (_, item), each in kept.items()} == {"certificate": "in-progress"}
    assert stored(ann, assessment) == {}
    assert ann.status().startswith("✓ Saved")
    ann.press("result")
    assert ann.title == "Result · Readiness Radar"


def as_sent(widget: ButtonGroup[str], text: str) -> ButtonGroup[str]:
    """Send any text in place of an option's title, as no real page would."""
    sent = {"formatted_values": [text]}
    widget.__class__ = type("Forged", (ButtonGroup,), sent)
    return widget


@pytest.mark.parametrize("forged", ["o9", "", "fully ", "@all", "x" * 5000])
def test_a_forged_choice_is_never_stored(ann: Visit, garden: Matrix, forged: str) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    ann.open("assess", a=assessment.id).answer("compost.heap", TRUE)
    ann.click(as_sent(ann.control("answer|compost.ripe|"), forged))
    as_sent(ann.control("answer|compost.heap|"), forged)
    ann.open("result")
    assert stored(ann, assessment) == {"compost.heap": TRUE}
