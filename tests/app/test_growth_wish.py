"""A person may say in which skills they want to grow."""

from __future__ import annotations

import pytest
from page_visit import APPRENTICE, Visit, begin

from components.web import session
from skills.matrix import Matrix
from skills.store import Assessment


@pytest.fixture
def found(ann: Visit, garden: Matrix) -> Assessment:
    made = begin(ann, garden, APPRENTICE)
    ann.open("assess", a=made.id)
    return made


def wish(visit: Visit, value: str) -> None:
    (box,) = [e for e in visit.at.selectbox if str(e.key).startswith("growth|compost|")]
    visit.click(box.set_value(value))


def stored(visit: Visit, found: Assessment) -> str | None:
    entries = session.store().entries(visit.owner, found.id, kind="growth")
    return entries["growth", "compost"].value if entries else None


def test_there_is_no_growth_wish_by_default(ann: Visit, found: Assessment) -> None:
    ann.open("assess", a=found.id)
    assert stored(ann, found) is None


@pytest.mark.parametrize("value", ["yes", "no"])
def test_a_growth_wish_is_stored_and_removed(ann: Visit, found: Assessment, value: str) -> None:
    wish(ann, value)
    assert stored(ann, found) == value
    wish(ann, "")
    assert stored(ann, found) is None
