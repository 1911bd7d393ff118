"""After a click on an answer only the questions are drawn, unless anything is unusual."""

from __future__ import annotations

import pytest
from visiting import Visit, begin, plain, stored

from components.pages import assess
from components.web import clicks, session
from skills.matrix import Matrix
from skills.problems import StoreError

APPRENTICE = "gardener.apprentice"


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list to which each run of a whole page is added."""
    begun: list[str] = []
    monkeypatch.setattr(clicks, "begun", lambda: begun.append("page"))
    return begun


def heading(visit: Visit) -> str:
    (found,) = visit.parts('class="rr-step"')
    return plain(found)


def test_a_click_draws_the_questions_alone(ann: Visit, garden: Matrix, pages: list[str]) -> None:
    found = begin(ann, garden, APPRENTICE)
    ann.open("assess", a=found.id)
    pages.clear()
    ann.answer("compost.heap", "fully").answer("compost.turning", "partly")
    assert pages == []
    assert stored(ann, found) == {"compost.heap": "fully", "compost.turning": "partly"}
    assert ann.status().startswith("✓ Saved")
    assert ann.status().endswith("2 of 10")
    assert "Compost" in heading(ann)


def test_settings_changed_elsewhere_draw_the_whole_page(
    ann: Visit, garden: Matrix, pages: list[str]
) -> None:
    found = begin(ann, garden, APPRENTICE)
    ann.open("assess", a=found.id)
    asked = ann.asked()
    session.store().update_settings(
        ann.owner, found.id, profile=found.profile, mode="quick", hours=None
    )
    pages.clear()
    ann.answer("compost.heap", "fully")
    assert pages == ["page"]
    assert stored(ann, found) == {"compost.heap": "fully"}
    assert len(ann.asked()) < len(asked)


def test_an_assessment_erased_elsewhere_draws_the_page_that_says_so(
    ann: Visit, garden: Matrix
) -> None:
    found = begin(ann, garden, APPRENTICE)
    ann.open("assess", a=found.id)
    session.store().erase(ann.owner, found.id)
    ann.answer("compost.heap", "fully")
    assert "Not found" in ann.text()
    assert ann.asked() == []


def test_a_skill_chosen_in_the_same_moment_is_opened(ann: Visit, garden: Matrix) -> None:
    """A browser sends in one message what changed in one moment."""
    found = begin(ann, garden, APPRENTICE)
    ann.open("assess", a=found.id)
    second = list(garden.skills)[1]
    ann.at.selectbox(key="jump|compost").set_value(second)
    ann.answer("compost.heap", "fully")
    assert garden.skills[second].title in heading(ann)
    assert stored(ann, found) == {"compost.heap": "fully"}


def test_what_goes_wrong_after_a_click_is_told_in_place_of_the_questions(
    ann: Visit, garden: Matrix, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = begin(ann, garden, APPRENTICE)
    ann.open("assess", a=found.id)

    def fail(*_about: object, **_more: object) -> None:
        raise StoreError("The answers could not be read.")

    with monkeypatch.context() as failing:
        failing.setattr(assess.saving, "require_form", fail)
        ann.answer("compost.heap", "fully")
    assert "The answers could not be read" in ann.text()
    assert "Compost" in heading(ann)
    assert stored(ann, found) == {"compost.heap": "fully"}
