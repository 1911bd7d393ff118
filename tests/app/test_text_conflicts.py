"""A text that lost against somebody else's is shown, and can be used after all."""

from __future__ import annotations

import pytest
from page_visit import APPRENTICE, Visit, begin

from components.web import session
from skills.matrix import Matrix
from skills.store import Assessment

MINE, THEIRS = "Mine, with *marks* and <b>tags</b>", "Theirs"


def stored(visit: Visit, assessment: Assessment) -> str | None:
    return session.store().entries(visit.owner, assessment.id, kind="note")["note", "compost"].value


@pytest.fixture
def lost(ann: Visit, garden: Matrix) -> Assessment:
    """Return an assessment in which somebody else wrote a note while this tab was writing it."""
    assessment = begin(ann, garden, APPRENTICE)
    ann.open("assess", a=assessment.id)
    how = {"tab": "elsewhere", "widget_revision": 0, "operation": "theirs"}
    session.store().save(ann.owner, assessment.id, "note", "compost", THEIRS, **how)
    ann.click(ann.note("compost").set_value(MINE))
    return assessment


def test_both_texts_are_shown_and_the_first_one_stays_stored(ann: Visit, lost: Assessment) -> None:
    assert stored(ann, lost) == THEIRS
    assert ann.note("compost").value == THEIRS
    assert MINE in ann.text()


def test_the_own_text_can_be_used_after_all(ann: Visit, lost: Assessment) -> None:
    ann.press("mine|note|compost")
    assert stored(ann, lost) == MINE
    assert ann.note("compost").value == MINE
    assert not [each for each in ann.at.button if str(each.key).startswith("mine|")]


def test_the_own_text_can_be_dropped(ann: Visit, lost: Assessment) -> None:
    ann.press("theirs|note|compost")
    assert stored(ann, lost) == THEIRS
    assert MINE not in ann.text()


def test_a_text_conflict_stays_until_somebody_decides(ann: Visit, lost: Assessment) -> None:
    ann.open("result", a=lost.id).open("assess", a=lost.id, skill="compost")
    assert MINE in ann.text()
