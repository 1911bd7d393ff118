"""The example: everybody can look at it, nobody can change it."""

from __future__ import annotations

from pathlib import Path

import pytest
from import_export import export_file
from page_visit import ANN, APPRENTICE, BEN, Come, Visit, begin, put, stored

from components.web import example, files, session, workspace
from components.web.files import FileRequest
from skills.matrix import Matrix
from skills.reports.file_kinds import KINDS
from skills.store import NotFound, ReadOnly
from skills.workspace.example_person import EXAMPLE, OTHER_TITLE

ABOUT_ONE = ["assess", "checks", "result", "plan", "share", "progress"]
SENTENCE = "This is an example and can't be changed. Start your own assessment."


def everything(visit: Visit) -> object:
    """Return all that is stored in the database and in the example."""
    shown = example.workspace_at(session.now())
    assert shown is not None
    own = session.own_store()
    listed = own.assessments(visit.owner)
    return (
        own.owners(),
        listed,
        [own.entries(visit.owner, each.assessment.id) for each in listed],
        shown.store.assessments(shown.owner),
        shown.store.entries(shown.owner, EXAMPLE),
        shown.store.snapshots(shown.owner, EXAMPLE),
    )


@pytest.mark.parametrize("cookie", [ANN, None])
@pytest.mark.parametrize("page", ABOUT_ONE)
def test_every_page_shows_it_also_without_a_cookie_and_writes_nothing(
    come: Come, garden: Matrix, page: str, cookie: str | None
) -> None:
    visit = come(cookie)
    if cookie:
        put(visit, begin(visit, garden, APPRENTICE), {"compost.heap": "fully"})
    before = everything(come(ANN))
    visit.open(page, a=EXAMPLE)
    assert not visit.at.error
    assert not visit.wire.faults
    assert "one cookie" not in visit.text()
    assert "Nothing here yet" not in visit.text()
    assert visit.at.query_params["a"] == EXAMPLE
    assert everything(come(ANN)) == before


def test_the_example_is_not_made_before_anybody_asks(
    ann: Visit, garden: Matrix, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(example, "workspace_at", lambda _: pytest.fail("it is made"))
        assessment = begin(ann, garden, APPRENTICE)
        ann.open()
        for page in ABOUT_ONE:
            ann.open(page, a=assessment.id)
            ann.open(page)
    assert OTHER_TITLE in ann.open("result", a=EXAMPLE).text()


def test_the_example_stays_open_from_page_to_page(ann: Visit) -> None:
    ann.open("result", a=EXAMPLE).open("plan")
    assert ann.at.query_params["a"] == EXAMPLE
    assert "Nothing here yet" not in ann.text()


@pytest.mark.parametrize("page", ["start", "assessments"])
def test_a_page_of_ones_own_leaves_it_entirely(ann: Visit, garden: Matrix, page: str) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    ann.open("result", a=EXAMPLE).open(page, a=EXAMPLE)
    assert OTHER_TITLE not in ann.text()
    assert assessment.title in ann.text()
    ann.open("result")
    assert ann.at.query_params["a"] == assessment.id
    assert OTHER_TITLE not in ann.text()


def test_ones_own_address_leaves_it_entirely(ann: Visit, garden: Matrix) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    ann.open("result", a=EXAMPLE).open("assess", a=assessment.id).answer("compost.heap", "fully")
    assert stored(ann, assessment) == {"compost.heap": "fully"}
    ann.open("result")
    assert ann.at.query_params["a"] == assessment.id


def test_the_example_is_never_the_latest_assessment(ann: Visit, come: Come) -> None:
    ann.open("result", a=EXAMPLE)
    assert "Nothing here yet" in come(ANN).open("result").text()
    assert session.own_store().assessments(ann.owner) == ()


def test_the_example_asks_no_questions(ann: Visit) -> None:
    before = everything(ann)
    for page in ("assess", "checks"):
        ann.open(page, a=EXAMPLE)
        assert not ann.at.button_group
        assert not ann.at.radio
    assert everything(ann) == before


def test_renaming_the_example_is_refused_with_a_reason(ann: Visit) -> None:
    before = everything(ann)
    shown = example.workspace_at(session.now())
    assert shown is not None
    with pytest.raises(ReadOnly, match=SENTENCE):
        shown.store.rename(shown.owner, EXAMPLE, "Mine")
    assert everything(ann) == before


def test_an_answer_to_ones_own_is_kept_where_it_was_given(ann: Visit, garden: Matrix) -> None:
    """The tab shows the example by the time the answer arrives."""
    assessment = begin(ann, garden, APPRENTICE)
    ann.open("assess", a=assessment.id)
    ann.control("answer|compost.heap|").set_value("fully")
    ann.open("result", a=EXAMPLE)
    assert stored(ann, assessment) == {"compost.heap": "fully"}
    assert OTHER_TITLE in ann.text()


def test_pages_of_the_example_offer_no_change(ann: Visit) -> None:
    before = everything(ann)
    pressed = {"keep", "remove", "begin", "again", "plan-next", "forget-next", "newer"}
    for page in ABOUT_ONE:
        keys = {str(each.key).split("|")[0] for each in ann.open(page, a=EXAMPLE).at.button}
        assert not keys & (pressed | {"started", "done", "dropped", "undo"}), page
        assert not [each for each in ann.at.selectbox if str(each.key).startswith("role|")]
    assert everything(ann) == before


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("cookie", [ANN, None])
def test_every_file_can_be_made_of_it(come: Come, kind: str, cookie: str | None) -> None:
    visit = come(cookie).open("share", a=EXAMPLE)
    assert visit.downloads()[0].fields["assessment"] == EXAMPLE
    owner = visit.owner if cookie else ""
    assert files.make_file(owner, kind, FileRequest(EXAMPLE)).data


def test_an_export_bundle_contains_nothing_of_the_example(ann: Visit, garden: Matrix) -> None:
    begin(ann, garden, APPRENTICE)
    whole = files.make_file(ann.owner, files.EVERYTHING, FileRequest(EXAMPLE)).data
    assert EXAMPLE.encode() not in whole
    assert export_file(ann.open("share", a=EXAMPLE), "json")


def test_where_no_matrix_suits_there_is_none(ann: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workspace.library(), "known", dict)
    assert "Not found" in ann.open("result", a=EXAMPLE).text()
    with pytest.raises(NotFound):
        files.make_file(ann.owner, "json", FileRequest(EXAMPLE))


def test_a_changed_matrix_makes_it_anew(ann: Visit, garden_file: Path, garden: Matrix) -> None:
    ann.open("result", a=EXAMPLE)
    text = garden_file.read_text(encoding="utf-8")
    garden_file.write_text(text.replace(garden.title, "Another garden"), encoding="utf-8")
    ann.open("start").open("result", a=EXAMPLE)
    assert not ann.at.error
    shown = example.workspace_at(session.now())
    assert shown is not None
    assert shown.store.assessment(shown.owner, EXAMPLE).matrix_title == "Another garden"


def test_people_see_the_same_one(ann: Visit, come: Come) -> None:
    first = ann.open("result", a=EXAMPLE).text()
    assert come(BEN).open("result", a=EXAMPLE).text() == first


def test_the_real_one_is_complete(ann: Visit, shipped: object) -> None:
    assert shipped
    for page in ABOUT_ONE:
        ann.open(page, a=EXAMPLE)
        assert not ann.at.error
        assert not ann.wire.faults
