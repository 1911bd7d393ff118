"""A person may say in which skills they want to grow."""

from __future__ import annotations

import pytest
from page_visit import APPRENTICE, Visit, begin

from components.web import session
from skills.matrix import Matrix
from skills.store import Assessment


@pytest.fixture
def assessment(ann: Visit, garden: Matrix) -> Assessment:
    made = begin(ann, garden, APPRENTICE)
    ann.open("assess", a=made.id)
    return made


def wish(visit: Visit, value: str) -> None:
    (box,) = [e for e in visit.at.selectbox if str(e.key).startswith("growth|compost|")]
    visit.click(box.set_value(value))


def stored(visit: Visit, assessment: Assessment) -> str | None:
    entries = session.store().entries(visit.owner, assessment.id, kind="growth")
    return entries["growth", "compost"].value if entries else None


def test_there_is_no_growth_wish_by_default(ann: Visit, assessment: Assessment) -> None:
    ann.open("assess", a=assessment.id)
    assert stored(ann, assessment) is None


@pytest.mark.parametrize("value", ["yes", "no"])
def test_a_growth_wish_is_stored_and_removed(
    ann: Visit, assessment: Assessment, value: str
) -> None:
    wish(ann, value)
    assert stored(ann, assessment) == value
    wish(ann, "")
    assert stored(ann, assessment) is None
