import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from import_export import choose_target, confirm_import, file_of, upload, write
from page_text import bare
from page_visit import (
    ANN,
    APPRENTICE,
    BEN,
    Come,
    Visit,
    begin,
    here,
    keys,
    put,
    stored,
    today,
    workspace_of,
)
from streamlit.testing.v1.element_tree import Selectbox

from components.form.choices import HOURS
from components.web import session
from skills.entries.kinds import TITLE_LENGTH, Mode
from skills.entries.review_entries import Review, item_of, written
from skills.matrix import Matrix
from skills.sentences.formats import day
from skills.sentences.overview import answers_counted
from skills.sentences.pages import deleted, deletion_warning, which_assessment
from skills.sentences.progress import with_time
from skills.sentences.results import aim
from skills.sentences.review import copy_deletion_warning
from skills.store import Assessment
from skills.workspace.assessment import assess_stored

NOTE = "In the shed behind the lindens"


def test_without_an_assessment_the_page_leads_to_the_start(ann: Visit) -> None:
    ann.open("assessments")
    assert "None yet." in ann.text()
    assert keys(ann) == ["another"]
    ann.press("another")
    assert ann.title == "Start · Readiness Radar"


def test_all_of_a_browser_are_listed_the_latest_first_and_nobody_elses(
    ann: Visit, come: Come, garden: Matrix
) -> None:
    first = begin(ann, garden, APPRENTICE)
    second = begin(ann, garden, "seller.starter", mode="quick")
    other = begin(come(BEN), garden, APPRENTICE)
    put(ann, first, {"compost.heap": "fully", "compost.ripe": "partly"})
    ann.open("assessments")
    assert [each for each in keys(ann) if each.startswith("open|")] == [
        f"open|{first.id}",
        f"open|{second.id}",
    ]
    assert other.id not in ann.html() + "".join(keys(ann))
    begun = f"started {day(today())} · changed {day(today())}"
    assert f"full mode · 2 of 10 answered · {begun}" in ann.text()
    assert f"quick mode · 0 of 5 answered · {begun}" in ann.text()


def test_a_card_and_the_result_count_the_same_answers(ann: Visit, garden: Matrix) -> None:
    assessment = begin(ann, garden, APPRENTICE, mode="quick")
    answers = {"compost.ripe": "fully", "compost.plan": "not-applicable", "till.change": "fully"}
    put(ann, assessment, answers)
    readiness = assess_stored(workspace_of(ann.owner), assessment, garden, today()).readiness
    ann.open("assessments")
    counted = answers_counted(readiness, 1)
    assert counted.endswith("1 set aside, 1 answer not needed for this target role")
    assert f"quick mode · {counted} · started" in ann.text()
    ann.press(f"delete|{assessment.id}")
    assert f": {counted}, last changed on {day(today())}." in ann.text()


def test_assessments_of_the_same_title_are_distinguished_on_cards_and_before_deletion(
    ann: Visit, garden: Matrix
) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    put(ann, assessment, {"compost.heap": "fully"})
    data = file_of(ann.owner, assessment, garden)
    upload(ann.open("assessments"), "it.json", data)
    confirm_import(choose_target(ann, "@new"))
    every = [each.assessment for each in session.store().assessments(ann.owner)]
    (copy,) = [each for each in every if each.id != assessment.id]
    assert all(f">{name}</h2>" in ann.html() for name in ("My garden", "My garden (2)"))
    assert with_time(here(copy.changed_at)) in ann.text()
    for each, name in ((copy, "My garden (2)"), (assessment, "My garden")):
        ann.press(f"delete|{each.id}")
        changed = with_time(here(session.store().assessment(ann.owner, each.id).changed_at))
        which = which_assessment(name, aim(garden, APPRENTICE))
        assert deletion_warning(which, "1 of 10 answered", changed) in ann.text()
        ann.press("keep|really-delete")


def test_a_title_that_is_the_target_is_not_said_twice(ann: Visit, garden: Matrix) -> None:
    title = aim(garden, APPRENTICE)
    for _ in range(2):
        session.store().rename(ann.owner, begin(ann, garden, APPRENTICE).id, title)
    ann.open("assessments")
    assert ann.text().count(title) == 2
    every = [each.assessment for each in session.store().assessments(ann.owner)]
    for each in every:
        ann.press(f"delete|{each.id}")
        assert f"{title}” will be" in ann.text() or f"{title} (2)” will be" in ann.text()
        ann.press("keep|really-delete")


def begin_copy(ann: Visit, garden: Matrix) -> Assessment:
    """Have a mentor's own copy of somebody else's assessment."""
    copy = begin(ann, garden, APPRENTICE)
    review = written(Review("Ann", session.now(), guest_of="elsewhere"))
    write(ann, copy, "review", "a-review", review)
    session.store().hand_over(ann.owner, copy.id, "a-review")
    return copy


def test_a_mentors_copy_is_listed_with_what_is_rated(ann: Visit, garden: Matrix) -> None:
    copy = begin_copy(ann, garden)
    for each in garden.skills["compost"].statements:
        write(ann, copy, "rating", item_of("a-review", each.id), "fully")
    ann.open("assessments")
    assert "Gardener · Work in a garden · 1 of 3 skills rated · started" in ann.text()
    ann.press(f"delete|{copy.id}")
    which = which_assessment("My garden", "Gardener")
    rated = "1 of 3 skills rated"
    assert copy_deletion_warning(which, rated, day(today())) in ann.text()


def test_a_mentors_copy_without_its_matrix_is_listed_too(
    ann: Visit, garden: Matrix, garden_file: Path
) -> None:
    copy = begin_copy(ann, garden)
    garden_file.unlink()
    ann.open("assessments")
    assert "no longer available" in ann.text()
    assert f"delete|{copy.id}" in keys(ann)


@pytest.mark.parametrize(("button", "title"), [("open", "Assess"), ("result", "Result")])
def test_each_leads_to_its_own_page(ann: Visit, garden: Matrix, button: str, title: str) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    begin(ann, garden, "seller.starter")
    ann.open("assess").open("assessments").press(f"{button}|{assessment.id}")
    assert ann.title == f"{title} · Readiness Radar"
    assert ann.at.query_params["a"] == assessment.id


def test_another_assessment_begins_at_its_own_first_open_skill(ann: Visit, garden: Matrix) -> None:
    first = begin(ann, garden, APPRENTICE)
    second = begin(ann, garden, APPRENTICE)
    ann.open("assess", a=first.id, skill="advice").open("assessments")
    ann.press(f"open|{second.id}")
    assert ann.asked() == [each.id for each in garden.skills["compost"].statements]


def test_name_and_settings_can_be_changed(ann: Visit, garden: Matrix) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    put(ann, assessment, {"compost.heap": "fully"})
    ann.open("assessments").press(f"change|{assessment.id}")
    assert ann.at.text_input[0].value == "My garden"
    assert ann.control("new-mode").value == Mode.full
    ann.at.text_input[0].set_value("  Roses & *more* ")
    ann.choose("new-mode", Mode.quick).click(ann.at.selectbox[0].set_value(HOURS[0]))
    assert session.store().assessment(ann.owner, assessment.id).title == "My garden"
    ann.press("save-change")
    changed = session.store().assessment(ann.owner, assessment.id)
    assert (changed.title, changed.mode, changed.hours) == ("Roses & *more*", "quick", HOURS[0])
    assert changed.profile == APPRENTICE
    assert "Roses & *more*" in ann.text()
    assert "save-change" not in keys(ann)
    assert stored(ann, assessment) == {"compost.heap": "fully"}


def test_hours_can_be_cleared(ann: Visit, garden: Matrix) -> None:
    assessment = begin(ann, garden, APPRENTICE, hours=HOURS[2])
    ann.open("assessments").press(f"change|{assessment.id}")
    assert ann.at.selectbox[0].value == HOURS[2]
    box = ann.at.selectbox[0]
    assert "I don't know yet" in box.options
    # AppTest sends nothing where a value is None, so choose by place.
    box.__class__ = type("Chosen", (Selectbox,), {"index": box.options.index("I don't know yet")})
    ann.click(box).press("save-change")
    assert session.store().assessment(ann.owner, assessment.id).hours is None


def test_an_empty_name_keeps_the_old_one(ann: Visit, garden: Matrix) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    ann.open("assessments").press(f"change|{assessment.id}")
    ann.at.text_input[0].set_value("   ")
    ann.press("save-change")
    assert session.store().assessment(ann.owner, assessment.id).title == "My garden"


def test_a_name_that_does_not_fit_is_refused_in_a_sentence(ann: Visit, garden: Matrix) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    ann.open("assessments").press(f"change|{assessment.id}")
    assert ann.at.text_input[0].max_chars == TITLE_LENGTH
    ann.at.text_input[0].set_value("\0")
    ann.press("save-change")
    (error,) = ann.at.error
    assert "cannot be stored" in bare(error.value)
    assert session.store().assessment(ann.owner, assessment.id).title == "My garden"


@pytest.mark.parametrize("typed", [None, "Typed and given up"])
def test_the_dialog_shows_the_values_of_its_own_assessment(
    ann: Visit, garden: Matrix, typed: str | None
) -> None:
    """Somebody opens it for one, closes it with its cross, and opens it for another.

    The server does not hear of the cross.
    """
    first = begin(ann, garden, APPRENTICE, hours=HOURS[0])
    second = begin(ann, garden, "seller.starter", mode="quick", hours=HOURS[4])
    session.store().rename(ann.owner, second.id, "The shop")
    ann.open("assessments").press(f"change|{first.id}")
    if typed:
        ann.click(ann.at.text_input[0].set_value(typed))
    ann.press(f"change|{second.id}")
    ann.press("save-change")
    kept = session.store().assessment(ann.owner, second.id)
    assert (kept.title, kept.mode, kept.hours) == ("The shop", "quick", HOURS[4])


def test_deleting_asks_first_and_then_leaves_nothing_on_the_disk(
    ann: Visit, garden: Matrix, tmp_path: Path
) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    kept = begin(ann, garden, APPRENTICE)
    session.store().rename(ann.owner, assessment.id, "Among the lindens")
    ann.open("assess", a=assessment.id).answer("compost.heap", "fully")
    ann.click(ann.note("compost").set_value(NOTE))
    ann.open("assessments").press(f"delete|{assessment.id}")
    which = which_assessment("Among the lindens", aim(garden, APPRENTICE))
    assert deletion_warning(which, "1 of 10 answered", day(today())) in ann.text()
    assert session.store().assessment(ann.owner, assessment.id).title == "Among the lindens"
    ann.press("keep|really-delete")
    assert session.store().assessment(ann.owner, assessment.id).title == "Among the lindens"
    ann.press(f"delete|{assessment.id}").press("really-delete")
    assert deleted("Among the lindens") in ann.text()
    assert f"open|{assessment.id}" not in keys(ann)
    assert f"open|{kept.id}" in keys(ann)
    database = tmp_path / "data" / "skills.sqlite3"
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        everything = "\n".join(connection.iterdump())
    assert kept.id in everything
    files = [each for each in database.parent.iterdir() if each.is_file()]
    for trace in (assessment.id, "lindens", NOTE):
        assert trace not in everything
        assert not [each.name for each in files if trace.encode() in each.read_bytes()]


def test_an_assessment_deleted_in_one_tab_is_gone_in_the_other(
    ann: Visit, come: Come, garden: Matrix
) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    other = come(ANN).open("assess", a=assessment.id)
    ann.open("assessments").press(f"delete|{assessment.id}").press("really-delete")
    other.answer("compost.heap", "fully")
    assert "Not found" in other.text()
    assert not other.at.button_group
