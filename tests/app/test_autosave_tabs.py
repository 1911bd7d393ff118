"""Two tabs at once: no click overwrites what its page does not show."""

import pytest
from page_visit import ANN, APPRENTICE, Come, Visit, begin, put, stored

from components.form import pending
from components.form.status import CHANGED
from components.web import session
from skills.matrix import Matrix
from skills.store import Conflict, Saved


def captions(visit: Visit) -> list[str]:
    return [each.value for each in visit.at.caption]


def test_a_value_written_in_another_tab_is_shown_and_not_overwritten(
    ann: Visit, garden: Matrix
) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    ann.open("assess", a=assessment.id).answer("compost.heap", "partly")
    put(ann, assessment, {"compost.heap": "fully"})
    ann.answer("compost.ripe", "never")
    assert stored(ann, assessment) == {"compost.heap": "fully", "compost.ripe": "never"}
    assert ann.control("answer|compost.heap|").value == "fully"
    assert captions(ann) == [CHANGED]
    ann.answer("compost.turning", "never")
    assert captions(ann) == []


def test_a_click_on_what_another_tab_changed_meanwhile_is_not_written(
    ann: Visit, garden: Matrix
) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    ann.open("assess", a=assessment.id).answer("compost.heap", "partly")
    put(ann, assessment, {"compost.heap": "fully"})
    ann.answer("compost.heap", "never")
    assert stored(ann, assessment) == {"compost.heap": "fully"}
    assert ann.control("answer|compost.heap|").value == "fully"
    assert captions(ann) == [CHANGED]
    ann.answer("compost.heap", "never")
    assert stored(ann, assessment) == {"compost.heap": "never"}


def test_a_first_click_on_what_another_tab_has_just_answered_is_not_written(
    ann: Visit, garden: Matrix
) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    ann.open("assess", a=assessment.id)
    put(ann, assessment, {"compost.heap": "fully"})
    ann.answer("compost.heap", "never")
    assert stored(ann, assessment) == {"compost.heap": "fully"}
    assert captions(ann) == [CHANGED]


def test_a_click_in_the_very_moment_of_another_tabs_is_not_written(
    ann: Visit, garden: Matrix, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other tab writes after this run has read its widgets and before it saves."""
    assessment = begin(ann, garden, APPRENTICE)
    ann.open("assess", a=assessment.id).answer("compost.heap", "partly")
    store = pending.store

    def store_overtaken(change: pending.Change) -> Saved | Conflict | pending.Change:
        monkeypatch.setattr(pending, "store", store)
        put(ann, assessment, {"compost.heap": "fully"})
        return store(change)

    monkeypatch.setattr(pending, "store", store_overtaken)
    ann.answer("compost.heap", "never")
    assert stored(ann, assessment) == {"compost.heap": "fully"}
    assert ann.control("answer|compost.heap|").value == "fully"
    assert not ann.status().startswith("✓ Saved")
    assert captions(ann) == [CHANGED]


def test_a_late_click_does_not_overwrite_another_tab_when_the_page_is_left(
    ann: Visit, garden: Matrix
) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    ann.open("assess", a=assessment.id)
    put(ann, assessment, {"compost.heap": "fully"})
    ann.control("answer|compost.heap|").set_value("never")
    ann.open("result")
    assert stored(ann, assessment) == {"compost.heap": "fully"}


def test_an_answer_cleared_in_another_tab_is_shown_as_open(
    ann: Visit, come: Come, garden: Matrix
) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    ann.open("assess", a=assessment.id).answer("compost.heap", "partly")
    other = come(ANN).open("assess", a=assessment.id)
    other.click(other.at.menu_button[0].click("compost.heap"))
    ann.answer("compost.ripe", "never")
    assert ann.control("answer|compost.heap|").value is None
    assert captions(ann) == [CHANGED]
    assert stored(ann, assessment) == {"compost.ripe": "never"}


def test_two_tabs_take_turns_and_the_last_click_on_what_one_sees_counts(
    ann: Visit, come: Come, garden: Matrix
) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    one, two = ann.open("assess", a=assessment.id), come(ANN).open("assess", a=assessment.id)
    assert one.at.query_params["tab"] != two.at.query_params["tab"]
    for turn in ("never", "partly", "fully"):
        one.run().answer("compost.heap", turn)
        two.run()
        assert two.control("answer|compost.heap|").value == turn
        two.answer("compost.turning", turn)
        one.run()
        assert one.control("answer|compost.turning|").value == turn
    assert stored(ann, assessment) == {"compost.heap": "fully", "compost.turning": "fully"}


def test_a_duplicated_tab_gets_a_name_of_its_own(ann: Visit, come: Come, garden: Matrix) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    ann.open("assess", a=assessment.id)
    twin = come(ANN).open("assess", **ann.at.query_params)
    assert twin.at.query_params["tab"] != ann.at.query_params["tab"]


def test_a_restarted_server_knows_the_tab_by_its_address(
    ann: Visit, come: Come, garden: Matrix
) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    ann.open("assess", a=assessment.id).answer("compost.heap", "fully")
    session._tabs.clear()
    session.store().close()
    session.own_store.clear()
    again = come(ANN).open("assess", **ann.at.query_params)
    assert again.at.query_params["tab"] == ann.at.query_params["tab"]
    assert again.control("answer|compost.heap|").value == "fully"
    assert str(again.control("answer|compost.heap|").key) == str(
        ann.control("answer|compost.heap|").key
    )
