"""What nobody may do with a knowledge check: forged, foreign, stale, evil."""

import sqlite3
from contextlib import closing
from html import unescape
from pathlib import Path

import pytest
from checks_page import asked_check, button, kept, line, radio, read, take, text_of
from page_visit import ANN, BEN, Come, Visit
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1.element_tree import Radio, Widget

from components.web import session
from skills.matrix import Check
from skills.store import Assessment, NotFound, engine

EVIL = "<b>x</b> **y** :red[z]"


@pytest.fixture
def garden_text() -> str:
    return text_of()


def as_sent(widget: Radio[str], text: str) -> Widget:
    """Send any text in place of an option's title, as no real page would."""
    state = WidgetState(id=widget.id, string_value=text)
    widget.__class__ = type("Forged", (Radio,), {"_widget_state": state})
    return widget


def pressed(visit: Visit) -> Widget:
    """Press Answer even where it is disabled."""
    found = button(visit)
    found.proto.disabled = False
    clicked: Widget = found.click()
    return clicked


@pytest.mark.parametrize("forged", ["o9", "", "air three ", "water two", "<b>", "x" * 5000])
def test_a_forged_option_is_never_stored(ann: Visit, begun: Assessment, forged: str) -> None:
    """An option travels as its title; any other text is no option."""
    ann.open("checks", a=begun.id)
    ann.click(as_sent(radio(ann), forged))
    as_sent(radio(ann), forged)
    ann.click(pressed(ann))
    assert kept(ann, begun) == {}
    assert asked_check(ann) == "compost.air"
    take(ann, "two")
    assert kept(ann, begun) == {"compost.air": "two"}


def test_answer_pressed_without_a_choice_stores_nothing(ann: Visit, begun: Assessment) -> None:
    """The button is disabled, but a forged page can press it all the same."""
    ann.open("checks", a=begun.id)
    ann.click(pressed(ann))
    assert kept(ann, begun) == {}
    assert "Since the worms" not in ann.text()


@pytest.mark.parametrize("forged", ["nowhere", "till", "advice", "../../etc", "<b>", ""])
def test_a_forged_skill_leads_to_one_that_has_checks(
    ann: Visit, begun: Assessment, forged: str
) -> None:
    ann.open("checks", a=begun.id, skill=forged)
    assert asked_check(ann) == "compost.air"


def test_somebody_elses_checks_cannot_be_seen_or_answered(
    come: Come, ann: Visit, begun: Assessment
) -> None:
    ben = come(BEN).open("checks", a=begun.id)
    assert "Not found" in ben.text()
    assert not ben.at.radio
    with pytest.raises(NotFound):
        session.store().entries(ben.owner, begun.id, kind="check")
    assert kept(ann, begun) == {}


def test_a_stored_option_that_is_none_of_the_check_is_asked_again(
    ann: Visit, begun: Assessment, tmp_path: Path
) -> None:
    take(ann.open("checks", a=begun.id), "three")
    with closing(sqlite3.connect(tmp_path / "data" / "skills.sqlite3")) as connection:
        connection.execute("UPDATE entry SET value = 'gone' WHERE kind = 'check'")
        connection.commit()
    ann.open("result").open("checks")
    assert asked_check(ann) == "compost.air"
    assert "Since the worms" not in ann.text()
    assert line(ann).startswith("4 checks left.")


def test_the_first_of_two_tabs_counts(come: Come, begun: Assessment) -> None:
    """The second could have read the explanation in the first."""
    one, other = come(ANN).open("checks", a=begun.id), come(ANN).open("checks", a=begun.id)
    other.click(radio(other).set_value("three"))
    take(one, "one")
    other.click(button(other).click())
    assert kept(one, begun) == {"compost.air": "one"}
    assert asked_check(other) == "compost.water"


def test_an_answer_that_cannot_be_stored_is_reported_and_nothing_is_explained(
    ann: Visit, begun: Assessment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pragmas = ("busy_timeout = 20", *engine._SHARED_PRAGMAS[1:])
    monkeypatch.setattr(engine, "_SHARED_PRAGMAS", pragmas)
    session.store().close()
    session.own_store.clear()
    ann.open("checks", a=begun.id).click(radio(ann).set_value("three"))
    with closing(sqlite3.connect(tmp_path / "data" / "skills.sqlite3", isolation_level=None)) as c:
        c.execute("BEGIN IMMEDIATE")
        ann.click(button(ann).click())
        c.execute("ROLLBACK")
    (error,) = ann.at.error
    assert error.value.startswith("Not saved. ")
    assert "Since the worms" not in ann.text()
    assert radio(ann).value == "three"
    ann.click(button(ann).click())
    assert kept(ann, begun) == {"compost.air": "three"}
    assert "Since the worms" in ann.text()


def test_texts_of_a_check_are_escaped(ann: Visit, garden_file: Path, begun: Assessment) -> None:
    evil = read(garden_file, text_of(evil=EVIL))
    check = evil.skills["compost"].checks[0]
    ann.open("checks", a=begun.id)
    assert r"air one \<b>x\</b> \*\*y\*\* \:red\[z\]" in radio(ann).options
    shown(ann, check)
    take(ann, "one")
    shown(ann, check)


def shown(visit: Visit, check: Check) -> None:
    """Look for what is asked and explained, as text and not as markup."""
    whole = visit.html()
    assert check.ask in unescape(whole)
    assert "<b>x</b>" not in whole
