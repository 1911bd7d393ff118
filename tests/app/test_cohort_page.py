"""The page for many people: what it makes of their files, and what it never shows."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from random import Random

import pytest
from import_export import export_file, packed
from page_visit import APPRENTICE, Visit, begin, put
from streamlit.testing.v1.element_tree import FileUploader

from components.pages import cohort
from components.web import session
from components.web.own_page import STYLES
from skills.cohorts.made_up_class import PEOPLE, made_up_class
from skills.matrix import NOT_APPLICABLE, Matrix
from skills.sentences import rater_agreement
from skills.sentences.cohorts import NAMES_HIDDEN, TOO_FEW, named_text

TABLE = "The table has answers from"
NAME = "Name to show in a cohort"
CHOICES = ("never", "partly", "fully")


def uploader(visit: Visit) -> FileUploader:
    (found,) = [
        each for each in visit.at.file_uploader if str(each.key).startswith("cohort-files|")
    ]
    return found


def add(visit: Visit, files: Mapping[str, bytes]) -> Visit:
    """Open the page and add files."""
    visit.open("cohort")
    uploader(visit).set_value(
        [(name, data, "application/octet-stream") for name, data in files.items()]
    )
    return visit.run()


def table(matrix: Matrix, people: int, **columns: Sequence[str]) -> bytes:
    """Return a table of people of whom the first can do nothing and the last everything."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["id", *columns, *matrix.statements])
    for number in range(people):
        answers = [CHOICES[3 * number // people]] * len(matrix.statements)
        writer.writerow([f"p{number}", *(each[number] for each in columns.values()), *answers])
    return out.getvalue().encode()


@pytest.fixture
def exported(ann: Visit, garden: Matrix) -> bytes:
    """Return an assessment as this program exports it."""
    chance = Random(1)  # noqa: S311 - test data
    return export(ann, garden, {each: chance.choice(CHOICES) for each in garden.statements})


def export(visit: Visit, matrix: Matrix, answers: Mapping[str, str], name: str = "") -> bytes:
    """Return an assessment of somebody who agrees to be named, or does not, as JSON."""
    assessment = begin(visit, matrix, APPRENTICE)
    put(visit, assessment, answers)
    visit.open("share", a=assessment.id)
    if name:
        (field,) = [e for e in visit.at.text_input if e.label == NAME]
        field.set_value(name)
        (button,) = [e for e in visit.at.button if str(e.key).startswith("FormSubmitter:consent")]
        visit.click(button.click())
    return export_file(visit, "json")[1]


def test_an_id_to_type_into_a_table_never_breaks_at_its_hyphen(ann: Visit) -> None:
    (part,) = ann.open("cohort").parts(f"<code>{NOT_APPLICABLE}</code>")
    assert '<p class="rr-ids">' in part
    assert ".rr-ids code { white-space: nowrap; }" in (STYLES / "app.css").read_text()


def test_nobody_needs_an_assessment_to_see_a_cohort(ann: Visit) -> None:
    ann.open("cohort")
    assert "Where a cohort stands" in ann.text()
    assert ann.title == "Cohort · Readiness Radar"
    assert "Compared with" not in ann.text()


def test_a_table_shows_readiness_gaps_projects_and_levels(ann: Visit, garden: Matrix) -> None:
    text = add(ann, {"class.csv": table(garden, 30)}).text()
    for expected in (
        "30 people counted.",
        "How ready people are",
        "Most common gaps",
        "Projects that would close the most gaps",
        "Mean levels",
    ):
        assert expected in text
    skills = [garden.skills[each.skill].label for each in garden.profiles[APPRENTICE].targets]
    assert [each for each in skills if each not in text] == []


def test_people_are_grouped_by_a_column_and_small_groups_are_left_out(
    ann: Visit, garden: Matrix
) -> None:
    sites = ["north"] * 12 + ["south"] * 12 + ["<b>tiny</b>"] * 6
    add(ann, {"class.csv": table(garden, 30, site=sites, shoe=["s"] * 26 + ["m"] * 4)})
    (box,) = ann.at.multiselect
    assert box.options == ["site", "shoe"]
    box.select("site")
    text = ann.run().text()
    assert "north 12 people south 12 people" in text.replace("\n", " ")
    assert "<b>tiny</b> 6 people" in text
    assert not ann.parts("<b>tiny")
    box = ann.at.multiselect[0]
    box.unselect("site")
    box.select("shoe")
    assert "4 people" not in ann.run().text()


def test_exported_assessments_are_scored_from_an_archive(ann: Visit, exported: bytes) -> None:
    text = add(ann, {"class.zip": packed({f"a/{each}.json": exported for each in "vwxyz"})}).text()
    assert "5 people counted." in text
    assert TABLE not in [each.label for each in ann.at.button_group]
    assert ann.at.multiselect[0].options == ["folder"]


def test_people_who_agreed_are_named_once_the_switch_is_on(ann: Visit, garden: Matrix) -> None:
    weak, strong = (dict.fromkeys(garden.statements, each) for each in ("never", "fully"))
    files = {f"{each}.json": export(ann, garden, weak) for each in "vwxyz"}
    files["ann.json"] = export(ann, garden, strong, name="Ann <b>Ace</b>")
    files["ben.json"] = export(ann, garden, weak, name="Ben")
    before = add(ann, files).text()
    assert "Ace" not in before
    (switch,) = [each for each in ann.at.toggle if each.key == "cohort-names"]
    after = ann.click(switch.set_value(True)).text()
    assert named_text(2, 7) in after
    assert "Ann <b>Ace</b>" in after
    assert not ann.parts("Ann <b>Ace")


def test_names_that_would_say_something_about_others_are_not_shown(
    ann: Visit, garden: Matrix
) -> None:
    weak, strong = (dict.fromkeys(garden.statements, each) for each in ("never", "fully"))
    files = {f"{each}.json": export(ann, garden, weak) for each in "wxyz"}
    files["ann.json"] = export(ann, garden, strong, name="Ann")
    files["ben.json"] = export(ann, garden, weak, name="Benjamin")
    add(ann, files)
    (switch,) = [each for each in ann.at.toggle if each.key == "cohort-names"]
    text = ann.click(switch.set_value(True)).text()
    assert NAMES_HIDDEN in text
    assert "Benjamin" not in text


def test_without_anybody_who_agreed_there_is_no_switch(ann: Visit, exported: bytes) -> None:
    add(ann, {f"{each}.json": exported for each in "vwxyz"})
    assert [each for each in ann.at.toggle if each.key == "cohort-names"] == []


def test_how_alike_raters_rate_is_said_once_enough_have_mentors(
    ann: Visit, garden: Matrix, exported: bytes
) -> None:
    files = {f"{each}.json": rated(exported, garden, each) for each in range(12)}
    text = add(ann, files).text()
    assert rater_agreement.TITLE in text
    assert "95% interval" in text
    assert "Mo Secret" not in text
    few = dict(list(files.items())[:4]) | {f"{each}.json": exported for each in "vwxyz"}
    assert rater_agreement.TITLE not in add(ann, few).text()


def rated(exported: bytes, matrix: Matrix, seed: int) -> bytes:
    """Return an exported assessment with the revealed ratings of a mentor."""
    chance, data = Random(seed), json.loads(exported)  # noqa: S311 - test data
    before, after = "2026-01-02T00:00:00+00:00", "2026-01-03T00:00:00+00:00"
    mentor = {"id": "r", "mentor": "Mo Secret", "began_at": before, "revealed_at": after}
    able = chance.randrange(3)
    data["reviews"], data["answers"], data["ratings"] = [mentor], [], []
    for statement in matrix.statements:
        for part, more in (("answers", {}), ("ratings", {"review": "r"})):
            option = CHOICES[min(2, max(0, able + chance.choice((-1, 0, 0, 1))))]
            entry = {"statement": statement, "option": option, "at": before}
            data[part].append(entry | more)
    return json.dumps(data).encode()


def test_of_four_people_nothing_is_shown(ann: Visit, exported: bytes) -> None:
    text = add(ann, {f"{each}.json": exported for each in "wxyz"}).text()
    assert TOO_FEW in text
    assert "Mean levels" not in text


def test_all_problems_with_the_files_are_reported_and_nothing_is_shown(
    ann: Visit, garden: Matrix
) -> None:
    broken = table(garden, 30).replace(b"never", b"sometimes")
    text = add(ann, {"class.csv": broken, "notes.json": b"[]"}).text()
    assert "These files can't be scored" in text
    assert "cohort-cell" in text
    assert "notes.json" in text
    assert "Mean levels" not in text


def test_a_cohort_is_compared_with_the_chosen_profile(ann: Visit, garden: Matrix) -> None:
    add(ann, {"class.csv": table(garden, 30)})
    role = garden.role_of(APPRENTICE)
    other = role.profiles[-1]
    assert f"Mean readiness for {other.title}" in ann.choose("cohort-level|", other.id).text()


def test_a_cohort_is_forgotten_once_the_page_is_left(ann: Visit, garden: Matrix) -> None:
    add(ann, {"class.csv": table(garden, 30)})
    assert "cohort" in ann.at.session_state
    ann.open("guide")
    assert "cohort" not in ann.at.session_state


def test_nothing_of_a_cohort_is_stored(ann: Visit, garden: Matrix) -> None:
    add(ann, {"class.csv": table(garden, 30)})
    store = session.store()
    assert not store.assessments(ann.owner)
    assert not store.matrices(ann.owner)


def test_a_sample_table_says_what_a_table_looks_like(ann: Visit, garden: Matrix) -> None:
    ann.open("cohort")
    for option in ("never", "fully", "not-applicable"):
        assert f"<code>{option}</code>" in ann.html()
    assert any(
        each.label == "Download a sample table (CSV)" for each in ann.at.get("download_button")
    )
    sample = made_up_class(garden, Random(cohort.MADE_UP))  # noqa: S311 - as the page does
    add(ann, {sample.name: sample.data})
    assert f"{PEOPLE} people" in ann.text()


def test_without_files_a_made_up_class_can_be_looked_at(ann: Visit, garden: Matrix) -> None:
    ann.open("cohort")
    (switch,) = [each for each in ann.at.toggle if each.key == "cohort-made-up"]
    ann.click(switch.set_value(True))
    first = ann.text()
    assert f"{PEOPLE} people counted." in first
    assert "Mean levels" in first
    assert ann.run().text() == first
    uploader(ann).set_value([("class.csv", table(garden, 30), "text/csv")])
    assert "30 people counted." in ann.run().text()
