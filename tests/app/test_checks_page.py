"""Knowledge checks: asked without a word of the key, stored, explained, taken again."""

from datetime import timedelta
from pathlib import Path

import pytest
from checks_page import (
    NOON,
    Clock,
    asked_check,
    button,
    kept,
    line,
    look,
    outcome,
    radio,
    rated,
    read,
    sent,
    take,
    take_all,
    text_of,
)
from page_text import plain
from page_visit import ANN, APPRENTICE, BEN, Come, Visit, begin, put

from components.pages.result import ALL_SKILLS
from components.web import session, workspace
from skills.matrix import DONT_KNOW, Matrix
from skills.scoring.knowledge_checks import PAUSE, Outcome, next_check, shuffled
from skills.sentences.knowledge_checks import TAKE_AGAIN_LATER, checks_outcome
from skills.store import Assessment

pytest_plugins = ["checks_page"]
pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def garden_text() -> str:
    return text_of()


def test_no_message_holds_the_explanation_before_the_answer_and_the_next_does(
    ann: Visit, garden: Matrix, begun: Assessment
) -> None:
    messages: list[bytes] = []

    def note() -> None:
        messages.extend(each.SerializeToString() for each in ann.messages)

    for page in ("start", "assess", "result", "plan", "checks"):
        ann.open(page, a=begun.id)
        note()
    ann.click(radio(ann).set_value("two"))
    note()
    check = garden.skills["compost"].checks[0]
    assert asked_check(ann) == check.id
    whole = b"".join(messages)
    assert all(each.encode() in whole for each in check.options.values())
    assert b"Since the worms" not in whole
    assert b"Correct" not in whole
    assert not ann.parts('class="rr-hero" role="status"')
    ann.click(button(ann).click())
    assert any(b"Since the worms air" in each.SerializeToString() for each in ann.messages)
    assert not any(b"Since the worms water" in each.SerializeToString() for each in ann.messages)


def test_the_page_is_the_same_whichever_option_is_right(
    ann: Visit, garden_file: Path, begun: Assessment
) -> None:
    """Nothing that is sent can tell the key when nothing depends on it."""
    seen = []
    for right in ("one", "two", "three", "four"):
        read(garden_file, text_of(right=right, because=f"For {right}"))
        workspace.library.clear()
        ann.open("checks", a=begun.id).open("checks")
        before = sent(ann.click(radio(ann).set_value(None)))
        after = sent(ann.click(radio(ann).set_value("two")))
        seen.append((before, after))
        known = workspace.library().get("garden")
        assert known is not None
        assert known.skills["compost"].checks[0].right == right
    assert seen[0][0]
    assert all(each == seen[0] for each in seen)


def test_a_right_answer_is_stored_then_explained_then_the_next_is_asked(
    ann: Visit, garden: Matrix, begun: Assessment
) -> None:
    ann.open("checks", a=begun.id)
    assert radio(ann).value is None
    assert button(ann).disabled
    assert line(ann) == outcome(0, 0)
    ann.click(radio(ann).set_value("three"))
    assert kept(ann, begun) == {}
    ann.click(button(ann).click())
    assert kept(ann, begun) == {"compost.air": "three"}
    (message,) = [plain(each) for each in ann.parts('class="rr-hero" role="status"')]
    assert message == "What of the air? ✓ Correct. air three Since the worms air"
    assert not ann.at.radio
    assert line(ann) == outcome(1, 1)
    ann.press("go-on")
    assert asked_check(ann) == "compost.water"
    assert "Since the worms" not in ann.text()
    assert kept(ann, begun) == {"compost.air": "three"}
    assert next_check(garden.skills["compost"], kept(ann, begun), begun.id) is not None


def test_a_wrong_answer_is_shown_beside_the_right_one(ann: Visit, begun: Assessment) -> None:
    take(ann.open("checks", a=begun.id), "one")
    (message,) = [plain(each) for each in ann.parts('class="rr-hero" role="status"')]
    assert message == (
        "What of the air? Not quite. The right answer: air three You chose: air one "
        "Since the worms air"
    )
    assert line(ann).startswith("0 of 1 answer right.")


def test_not_to_know_is_an_answer_that_is_explained_and_counted_apart(
    ann: Visit, begun: Assessment
) -> None:
    take(ann.open("checks", a=begun.id), DONT_KNOW)
    assert kept(ann, begun) == {"compost.air": DONT_KNOW}
    (message,) = [plain(each) for each in ann.parts('class="rr-hero" role="status"')]
    assert message == (
        "What of the air? The right answer: air three You chose: I don't know Since the worms air"
    )
    assert line(ann) == checks_outcome(Outcome("", 0, 1, 4, None, unknown=1))
    assert asked_check(ann.press("go-on")) == "compost.water"


def test_an_answer_cannot_be_changed_once_it_is_explained(ann: Visit, begun: Assessment) -> None:
    take(ann.open("checks", a=begun.id), "one")
    for _ in range(2):
        assert not ann.at.radio
        ann.open("result").open("checks")
    assert kept(ann, begun) == {"compost.air": "one"}
    ann.press("go-on")
    assert asked_check(ann) == "compost.water"
    assert len(session.store().history(ann.owner, begun.id)) == 1


def test_the_order_is_the_same_tomorrow_and_after_a_restart(
    ann: Visit, come: Come, garden: Matrix, begun: Assessment
) -> None:
    ann.open("checks", a=begun.id)
    first = radio(ann).options
    check = garden.skills["compost"].checks[0]
    shown = [check.options[each].strip() for each in shuffled(check, begun.id)]
    assert first == [*shown, "I don't know"]
    assert radio(ann.open("result").open("checks")).options == first
    session.store().close()
    for shared in (session.own_store, workspace.library, session._tabs):
        shared.clear()
    assert radio(come(ANN).open("checks", a=begun.id)).options == first


def test_the_order_differs_between_assessments(come: Come, garden: Matrix) -> None:
    visit = come(BEN)
    orders = {
        tuple(radio(visit.open("checks", a=begin(visit, garden, APPRENTICE).id)).options)
        for _ in range(12)
    }
    assert len(orders) > 3


def test_checks_are_taken_again_after_the_pause_and_both_dates_show(
    ann: Visit, garden: Matrix, begun: Assessment, noon: Clock
) -> None:
    first = {"compost.air": "one", "compost.water": "one"}
    take_all(ann.open("checks", a=begun.id), first)
    assert "4 May 2031: 2 of 4 right." in ann.text()
    for wait in (timedelta(0), PAUSE - timedelta(seconds=1)):
        noon.now = NOON + wait
        ann.open("checks")
        assert TAKE_AGAIN_LATER in ann.text()
        assert not [each for each in ann.at.button if each.key == "again"]
    noon.now = NOON + PAUSE
    ann.open("checks").press("again")
    assert kept(ann, begun) == {}
    assert asked_check(ann) == "compost.air"
    assert radio(ann).value is None
    assert "Since the worms" not in ann.text()
    take_all(ann, {})
    assert "11 May 2031: 4 of 4 right; before that 4 May 2031: 2 of 4 right." in ann.text()
    put(ann, begun, rated(garden, "partly"))
    look(ann, ALL_SKILLS)
    assert "4 of 4 right, 11 May 2031, before that 4 May 2031" in ann.text()


def test_all_questions_and_reasons_can_be_read_again_at_the_end(
    ann: Visit, begun: Assessment
) -> None:
    take_all(ann.open("checks", a=begun.id), {"compost.soil": "two"})
    explained = [plain(each) for each in ann.parts('class="rr-hero"')]
    assert len(explained) == 4
    assert all("Since the worms" in each for each in explained)
    assert [each for each in explained if "You chose: soil two" in each]


def test_only_skills_asked_about_that_have_checks_can_be_chosen(
    ann: Visit, begun: Assessment
) -> None:
    ann.open("checks", a=begun.id)
    assert ann.at.selectbox(key="check-skill").options == ["Composting", "Pruning"]
