"""Every answer is saved at once; `tests/browser/test_saving.py` has what takes a browser."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from page_visit import APPRENTICE, MASTER, Visit, begin, put, stored

from components.pages import assess
from components.web import session, workspace
from skills.entries.kinds import NOTE_LENGTH
from skills.matrix import Matrix
from skills.problems import StoreError
from skills.store import engine
from skills.store.engine import Database


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a locked database be noticed at once rather than after ten seconds."""
    pragmas = ("busy_timeout = 20", *engine._SHARED_PRAGMAS[1:])
    monkeypatch.setattr(engine, "_SHARED_PRAGMAS", pragmas)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "data" / "skills.sqlite3"


@contextmanager
def locked(database: Path) -> Iterator[None]:
    """Lock the database, as another program does in the middle of writing."""
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.execute("ROLLBACK")


def test_an_answer_that_cannot_be_stored_is_marked_and_stored_with_the_next_click(
    ann: Visit, garden: Matrix, database: Path
) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    ann.open("assess", a=assessment.id)
    with locked(database):
        ann.answer("compost.heap", "fully")
        (error,) = ann.at.error
        assert error.value.startswith("Not saved. ")
        assert "another program is using the database" in error.value
        assert ann.status() == "Not saved, see above. 0 of 10 answered"
        assert ann.control("answer|compost.heap|").value == "fully"
        assert stored(ann, assessment) == {}
    ann.answer("compost.ripe", "partly")
    assert stored(ann, assessment) == {"compost.heap": "fully", "compost.ripe": "partly"}
    assert not ann.at.error
    assert ann.status().startswith("✓ Saved")
    assert len(session.store().history(ann.owner, assessment.id)) == 2


def test_a_note_that_cannot_be_stored_stays_in_its_field(
    ann: Visit, garden: Matrix, database: Path
) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    ann.open("assess", a=assessment.id)
    with locked(database):
        ann.click(ann.note("compost").set_value("in the shed"))
        assert len(ann.at.error) == 1
        assert ann.note("compost").value == "in the shed"
    ann.answer("compost.heap", "fully")
    assert session.store().counts(ann.owner, assessment.id)["note"] == 1


def test_a_note_that_is_too_long_is_refused_whole_and_stays_in_its_field(
    ann: Visit, garden: Matrix
) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    ann.open("assess", a=assessment.id)
    ann.click(ann.note("compost").set_value("x" * (NOTE_LENGTH + 1)))
    (error,) = ann.at.error
    assert error.value.startswith("Not saved. ")
    assert f"{NOTE_LENGTH}" in error.value.replace(",", "")
    assert ann.note("compost").value == "x" * (NOTE_LENGTH + 1)
    assert session.store().counts(ann.owner, assessment.id)["note"] == 0
    ann.click(ann.note("compost").set_value("x" * NOTE_LENGTH))
    assert not ann.at.error
    assert session.store().counts(ann.owner, assessment.id)["note"] == 1


def test_a_click_in_the_run_that_finds_a_changed_matrix_is_kept(
    ann: Visit, garden: Matrix, garden_file: Path
) -> None:
    """The statement has another id by now; the click was on the one that was shown."""
    assessment = begin(ann, garden, APPRENTICE)
    ann.open("assess", a=assessment.id)
    text = garden_file.read_text().replace("heap: {answer:", "pile: {answer:")
    garden_file.write_text(
        text.replace("heap: {level: 1,", "pile: {level: 1, was: [compost.heap],", 1)
    )
    workspace.library().load()  # as somebody's start page does
    ann.answer("compost.heap", "fully")
    assert ann.control("answer|compost.pile|").value == "fully"
    assert stored(ann, assessment)["compost.pile"] == "fully"


def test_leaving_a_page_while_nothing_can_be_stored_still_shows_the_next_one(
    ann: Visit, garden: Matrix, database: Path
) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    ann.open("assess", a=assessment.id)
    with locked(database):
        ann.answer("compost.heap", "fully").open("result")
    assert ann.title == "Result · Readiness Radar"


def test_an_answer_not_stored_before_a_step_is_reported_or_stored(
    ann: Visit, garden: Matrix, database: Path
) -> None:
    """Going on while nothing can be stored must not lose what was clicked without a word."""
    assessment = begin(ann, garden, APPRENTICE)
    ann.open("assess", a=assessment.id)
    with locked(database):
        ann.answer("compost.heap", "fully").open("result")
        seen = ann.text()
    ann.open("assess")
    assert stored(ann, assessment) == {"compost.heap": "fully"} or "Not saved" in seen


def test_clearing_while_nothing_can_be_stored_is_reported(
    ann: Visit, garden: Matrix, database: Path
) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    ann.open("assess", a=assessment.id).answer("compost.heap", "fully")
    with locked(database):
        ann.click(ann.at.menu_button[0].click("compost.heap"))
        assert "another program is using the database" in ann.text()
        assert ann.asked()
    assert stored(ann, assessment) == {"compost.heap": "fully"}


def test_going_to_the_next_skill_works_while_nothing_can_be_stored(
    ann: Visit, garden: Matrix, database: Path
) -> None:
    """Remembering the place is a convenience; without it the page can still be shown."""
    assessment = begin(ann, garden, APPRENTICE)
    ann.open("assess", a=assessment.id)
    with locked(database):
        ann.press("next")
        assert ann.asked() == [each.id for each in garden.skills["pruning"].statements]


@pytest.mark.parametrize(
    "press", ["start", "save-change", "really-delete", "aim"], ids=lambda each: each
)
def test_a_button_that_fails_says_so_in_a_sentence(
    ann: Visit, garden: Matrix, database: Path, press: str
) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    put(ann, assessment, {"compost.heap": "fully"})
    if press == "start":
        ann.open()
    elif press == "aim":
        ann.open("result", a=assessment.id)
    else:
        button = {"save-change": "change", "really-delete": "delete"}[press]
        ann.open("assessments").press(f"{button}|{assessment.id}")
    with locked(database):
        if press == "aim":
            ann.choose("aim|", MASTER)
        else:
            ann.press(press)
        assert "another program is using the database" in ann.text()
    kept = session.store().assessment(ann.owner, assessment.id)
    assert kept == assessment or kept.changed_at > assessment.changed_at
    assert len(session.store().assessments(ann.owner)) == 1


def test_a_run_that_fails_loses_no_click_and_the_next_one_shows_what_is_stored(
    ann: Visit, garden: Matrix, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Streamlit remembers a click of such a run, and the browser, whose page is gone, does not."""
    assessment = begin(ann, garden, APPRENTICE)
    ann.open("assess", a=assessment.id).answer("compost.heap", "partly")
    with monkeypatch.context() as failing:
        failing.setattr(assess, "show_skill", _fail)
        ann.answer("compost.heap", "fully")
        assert "The answers could not be read" in ann.text()
    assert stored(ann, assessment) == {"compost.heap": "fully"}
    ann.run()
    assert _drawn_with(ann, "answer|compost.heap|") == "Fully"
    assert stored(ann, assessment) == {"compost.heap": "fully"}


def test_a_click_of_a_run_that_fails_and_cannot_store_is_stored_later(
    ann: Visit, garden: Matrix, monkeypatch: pytest.MonkeyPatch, database: Path
) -> None:
    assessment = begin(ann, garden, APPRENTICE)
    ann.open("assess", a=assessment.id).answer("compost.heap", "partly")
    with monkeypatch.context() as failing, locked(database):
        failing.setattr(assess, "show_skill", _fail)
        ann.answer("compost.heap", "fully")
        assert "Not saved. The answers could not be saved" in ann.text()
    assert stored(ann, assessment) == {"compost.heap": "partly"}
    ann.run()
    assert _drawn_with(ann, "answer|compost.heap|") == "Fully"
    assert stored(ann, assessment) == {"compost.heap": "fully"}


def _drawn_with(visit: Visit, key: str) -> str:
    """Return the option that a browser shows which does not know the widget yet."""
    control = visit.control(key)
    (place,) = control.default
    return str(control.options[place])


def _fail(*_about: object, **_more: object) -> None:
    raise StoreError("The answers could not be read: try again.")


def test_a_click_takes_one_save_and_two_looks_at_the_database(
    ann: Visit, garden: Matrix, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database may be far away, and each of these is a journey, a save two."""
    assessment = begin(ann, garden, APPRENTICE)
    ann.open("assess", a=assessment.id).answer("compost.heap", "fully")
    done: list[str] = []
    for name in ("read", "write"):
        work = getattr(Database, name)

        def counted(*about: Any, name: str = name, work: Any = work, **how: Any) -> Any:  # noqa: ANN401
            done.append(name)
            return work(*about, **how)

        monkeypatch.setattr(Database, name, counted)
    ann.answer("compost.heap", "partly")
    assert sorted(done) == ["read", "read", "write"]
