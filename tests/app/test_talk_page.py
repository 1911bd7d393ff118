"""What both have before them once the ratings are revealed, and the levels they agree."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hostile_texts import EVIL, check
from import_export import write
from mentor_visit import (
    FIRST,
    MENTOR,
    REVIEW,
    Guest,
    begin_review,
    choose_forged,
    kept,
    keys,
    labelled,
    rate,
    widget,
)
from page_visit import ANN, Come, Visit, here, workspace_of
from talk_page import come_to

from components.web import session
from skills.entries.kinds import TITLE_LENGTH
from skills.entries.review_entries import OWNER, Action, Review, item_of, written
from skills.matrix import Matrix
from skills.sentences.agreement import rated_text
from skills.sentences.review import decided_words
from skills.sentences.talk import comment_head, time_text
from skills.store import Assessment
from skills.workspace.assessment import assess_stored
from skills.workspace.reviews import Talk, talk_of

pytest_plugins = ["mentor_visit", "talk_page"]


def talk_about(ann: Visit, garden: Matrix, shown: Assessment) -> Talk:
    entries = session.store().entries(ann.owner, shown.id).values()
    return talk_of(shown, tuple(entries), garden, REVIEW, today=session.today())


def agree(visit: Visit, skill: str, level: str) -> Visit:
    return visit.click(widget(visit, "selectbox", f"agreed|{skill}|").set_value(level))


def named(mentor: str) -> str:
    return written(Review(mentor, session.now()))


def check_shown(visit: Visit, *texts: str) -> None:
    """Fail if anything hostile would be executed; the texts are shown as they are."""
    check(visit)
    assert [each for each in texts if each not in visit.text()] == []


def test_both_see_the_same_ratings(
    ann: Visit, mo: Guest, garden: Matrix, shown: Assessment
) -> None:
    pages = [come_to(ann, shown), mo.rates(shown, skill="compost")]
    for visit in pages:
        assert rated_text(talk_about(ann, garden, shown).agreement) in visit.text()
        assert "Seen it steam." in visit.text()
        assert "In the shed." in visit.text()
    facts = [visit.parts("rr-facts-row") for visit in pages]
    assert len(facts[0]) == 1
    assert facts[0] == facts[1]


def test_what_was_changed_after_the_reveal_is_marked_and_stands_beside_the_first(
    ann: Visit, mo: Guest, garden: Matrix, shown: Assessment
) -> None:
    message = "first: Fully → now: Never (changed after the reveal)"
    comment = comment_head(MENTOR, is_late=True)
    assert not [each for each in (message, comment) if each in come_to(ann, shown).text()]
    write(ann, shown, "rating", item_of(REVIEW, "compost.plan"), "never")
    write(ann, shown, "comment", item_of(REVIEW, "compost"), "Changed my mind.")
    for visit in (come_to(ann, shown), mo.rates(shown, skill="compost")):
        seen = visit.text()
        assert seen.count(message) == seen.count(comment) == 1
        assert garden.statements["compost.plan"].text in seen
        (facts,) = visit.parts("rr-facts-row")
        assert f"<b>4</b>{MENTOR}, first" in facts
        assert f"<b>3</b>{MENTOR}, now" in facts
        (table,) = visit.parts("Ratings side by side")
        assert table.count("first 4") == 1


def test_differing_ratings_come_first(ann: Visit, garden: Matrix, shown: Assessment) -> None:
    ann.open("review", a=shown.id, r=REVIEW)
    order = [str(ann.at.query_params["skill"])]
    while keys(ann, "next"):
        ann.press("next")
        order.append(str(ann.at.query_params["skill"]))
    assert order == [each.skill for each in talk_about(ann, garden, shown).agenda]
    assert order[0] == "compost"
    assert len(order) == 3


def test_an_agreed_level_is_stored_in_the_persons_name_and_counts(
    ann: Visit, garden: Matrix, shown: Assessment
) -> None:
    agree(come_to(ann, shown), "compost", "1.5")
    assert kept(ann, shown, "agreed") == {"compost": "1.5"}
    events = session.store().history(ann.owner, shown.id)
    (event,) = [each for each in events if each.kind == "agreed"]
    assert (event.actor, event.old, event.new) == ("", None, "1.5")
    result = assess_stored(workspace_of(ann.owner), shown, garden, session.today())
    assert result.scores["compost"].level == 1.5


def test_an_agreed_level_is_replaced_and_both_see_it(
    ann: Visit, mo: Guest, shown: Assessment
) -> None:
    agree(come_to(ann, shown), "compost", "1.5")
    mo.rates(shown, skill="compost")
    assert widget(mo, "selectbox", "agreed|").value == "1.5"
    agree(mo, "compost", "2")
    assert kept(ann, shown, "agreed") == {"compost": "2"}
    assert widget(come_to(ann, shown), "selectbox", "agreed|").value == "2"


def test_of_two_who_agree_at_once_the_first_counts_until_one_chooses(
    ann: Visit, mo: Guest, shown: Assessment
) -> None:
    come_to(ann, shown)
    mo.rates(shown, skill="compost")
    agree(ann, "compost", "1")
    agree(mo, "compost", "4")
    assert kept(ann, shown, "agreed") == {"compost": "1"}
    assert widget(mo, "selectbox", "agreed|").value == "1"
    assert "<blockquote>4</blockquote>" in mo.html()
    assert mo.status().startswith("Not saved, see above.")
    mo.press("next")
    assert "Not saved" not in mo.status()
    mo.press("back")
    mo.press("mine|agreed|compost")
    assert kept(ann, shown, "agreed") == {"compost": "4"}
    assert widget(mo, "selectbox", "agreed|").value == "4"
    assert "<blockquote>4</blockquote>" not in mo.html()
    assert "Not saved" not in mo.status()


def test_who_decided_is_asked_once_a_level_is_agreed(ann: Visit, shown: Assessment) -> None:
    come_to(ann, shown)
    assert not [each for each in ann.at.selectbox if str(each.key).startswith("decided|")]
    agree(ann, "compost", "2")
    assert kept(ann, shown, "decided") == {"compost": "together"}
    ann.click(widget(ann, "selectbox", "decided|").set_value("self"))
    assert kept(ann, shown, "decided") == {"compost": "self"}


def test_the_person_at_the_page_is_called_you(ann: Visit, mo: Guest, shown: Assessment) -> None:
    agree(come_to(ann, shown), "compost", "2")
    for visit, by in ((ann, OWNER), (mo.rates(shown, skill="compost"), REVIEW)):
        assert list(widget(visit, "selectbox", "decided|").options) == [*decided_words(by).values()]
        names = [decided_words(by)["self"], MENTOR]
        assert list(labelled(visit, "selectbox", "Who").options) == names


def test_discussion_notes_are_stored_as_written(ann: Visit, shown: Assessment) -> None:
    come_to(ann, shown)
    text = "We *agreed*.\n\n<b>Next</b> time more."
    ann.click(widget(ann, "text_area", "discussion|").set_value(text))
    assert kept(ann, shown, "discussion") == {"compost": text}
    ann.press("next").press("back")
    assert widget(ann, "text_area", "discussion|").value == text


@pytest.mark.parametrize("forged", ["9", "-1", "0.25", "4.5", "nan", "<b>", "x" * 5000])
def test_a_level_nobody_can_agree_is_not_stored(ann: Visit, shown: Assessment, forged: str) -> None:
    come_to(ann, shown)
    choose_forged(ann, widget(ann, "selectbox", "agreed|"), forged)
    ann.open("plan")
    assert kept(ann, shown, "agreed") == {}


def test_texts_of_a_mentor_and_a_person_are_escaped(
    ann: Visit, mo: Guest, assessment: Assessment
) -> None:
    name = EVIL[:TITLE_LENGTH]
    write(ann, assessment, "review", REVIEW, named(name))
    for kind, item in (
        ("comment", item_of(REVIEW, "compost")),
        ("note", "compost"),
        ("discussion", "compost"),
    ):
        write(ann, assessment, kind, item, EVIL)
    write(ann, assessment, "action", "one", written(Action("compost", text=EVIL, owner="mentor")))
    rate(ann, assessment, {FIRST: "fully"})
    for step in ("@welcome", "compost", "@finish"):
        check_shown(mo.rates(assessment, skill=step), name if step == "@welcome" else "")
    ann.open("review", a=assessment.id).press(f"reveal|{REVIEW}")
    check_shown(ann, name)
    ann.press("confirm-reveal")
    for visit in (come_to(ann, assessment), mo.rates(assessment, skill="compost")):
        check_shown(visit, name, EVIL)
        assert widget(visit, "text_area", "discussion|").value == EVIL


def test_the_name_of_a_mentor_is_escaped_on_a_device_handed_over(
    ann: Visit, assessment: Assessment
) -> None:
    name = EVIL[:TITLE_LENGTH]
    begin_review(ann, assessment, "another", name)
    session.store().hand_over(ann.owner, assessment.id, "another")
    check_shown(ann.open("result", a=assessment.id), name)


def test_an_agreed_level_can_be_removed(ann: Visit, shown: Assessment) -> None:
    come_to(ann, shown)
    agree(ann, "compost", "2")
    agree(ann, "compost", "")
    assert kept(ann, shown, "agreed").get("compost") is None


def test_looking_at_a_skill_writes_nothing(ann: Visit, shown: Assessment) -> None:
    come_to(ann, shown)
    ann.press("next").press("back")
    assert kept(ann, shown, "decided") == kept(ann, shown, "agreed") == {}


def test_both_sides_and_every_tab_show_the_same_start(
    ann: Visit, come: Come, mo: Guest, shown: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    come_to(ann, shown)
    begun = session.now()
    assert time_text(here(begun), here(begun)) in ann.text()
    monkeypatch.setattr(session, "now", lambda: begun + timedelta(minutes=9, seconds=5))
    message = time_text(here(begun), here())
    assert message.endswith(", 9 minutes ago.")
    for each in (come_to(ann, shown), come_to(come(ANN), shown), mo.rates(shown)):
        assert message in each.text()
