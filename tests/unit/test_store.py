from __future__ import annotations

import ast
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from pathlib import Path

import pytest
from store_support import ANA, BEN, MATRIX, Clock, Opener, answers_in, begin, new_ids

import skills
from skills.entries.kinds import KINDS
from skills.problems import StoreError
from skills.store import Assessment, Listed, NotFound, Refused, Store, owner_of
from skills.store.tables import VERSION

pytestmark = pytest.mark.slow

pytest_plugins = ["store_support"]


def test_an_assessment_survives_a_restart(open_store: Opener) -> None:
    first = open_store()
    made = first.create_assessment(
        ANA, title="Mine", profile="engineer.senior", mode="quick", hours=6, **MATRIX
    )
    first.close()
    at = datetime(2026, 3, 1, 12, 0, 1, tzinfo=UTC)
    assert made == Assessment(
        id="assessment-0001",
        title="Mine",
        matrix_id="data",
        matrix_title="Data",
        wording="w1",
        structure="s1",
        profile="engineer.senior",
        mode="quick",
        hours=6,
        created_at=at,
        changed_at=at,
        skill="",
    )
    assert open_store().assessment(ANA, made.id) == made


def test_a_new_database_has_the_current_version(store: Store) -> None:
    assert store.check() == VERSION


def test_assessments_are_listed_most_recently_changed_first_with_answer_counts(
    store: Store,
) -> None:
    first, second = begin(store, title="First"), begin(store, title="Second")
    begin(store, owner=BEN)
    _answer(store, first, "sql.join", "often")
    _answer(store, first, "sql.window", "never")
    store.save(ANA, first.id, "note", "sql", "hm", tab="t", drawn=0, operation="n")
    store.save(ANA, first.id, "answer", "sql.join", None, tab="t", drawn=0, operation="c")
    assert store.assessments(ANA) == (
        Listed(store.assessment(ANA, first.id), 1),
        Listed(store.assessment(ANA, second.id), 0),
    )
    store.rename(ANA, second.id, "Second, later")
    assert [each.assessment.title for each in store.assessments(ANA)] == [
        "Second, later",
        "First",
    ]


def test_updating_settings_updates_the_time_of_change(store: Store) -> None:
    made = begin(store)
    store.update_settings(ANA, made.id, profile="engineer.junior", mode="quick", hours=2.5)
    found = store.assessment(ANA, made.id)
    assert (found.profile, found.mode, found.hours) == ("engineer.junior", "quick", 2.5)
    assert found.changed_at > made.changed_at
    store.update_settings(ANA, made.id, profile="engineer.junior", mode="full", hours=None)
    assert store.assessment(ANA, made.id).hours is None


def test_remembering_the_last_skill_does_not_count_as_a_change(store: Store) -> None:
    made = begin(store)
    store.remember_skill(ANA, made.id, "sql")
    store.remember_skill(ANA, made.id, "sql")
    found = store.assessment(ANA, made.id)
    assert (found.skill, found.changed_at) == ("sql", made.changed_at)


def test_counts_are_by_kind(store: Store) -> None:
    made = begin(store)
    none = dict.fromkeys(KINDS, 0)
    assert store.counts(ANA, made.id) == none
    _answer(store, made, "sql.join", "often")
    store.save(ANA, made.id, "qualification", "msc", "yes", tab="t", drawn=0, operation="q")
    store.save(ANA, made.id, "note", "sql", None, tab="t", drawn=0, operation="n", redraw=True)
    assert store.counts(ANA, made.id) == {**none, "answer": 1, "qualification": 1}


def test_entries_can_be_filtered_by_kind_and_item(store: Store) -> None:
    made = begin(store)
    assert store.entries(ANA, made.id) == {}
    for item in ("sql.join", "sql.window"):
        _answer(store, made, item, "often")
    store.save(ANA, made.id, "note", "sql", "hm", tab="t", drawn=0, operation="n")
    join, window, note = ("answer", "sql.join"), ("answer", "sql.window"), ("note", "sql")
    assert set(store.entries(ANA, made.id)) == {join, window, note}
    assert set(store.entries(ANA, made.id, "note")) == {note}
    assert set(store.entries(ANA, made.id, items=["sql", "sql.join"])) == {note, join}
    assert set(store.entries(ANA, made.id, "answer", ["sql", "sql.join"])) == {join}
    assert store.entries(ANA, made.id, "answer", []) == {}


def test_another_owners_assessment_is_not_found_anywhere(store: Store) -> None:
    made = begin(store)
    _answer(store, made, "sql.join", "often")
    how = {"tab": "t", "drawn": 0, "operation": "x"}
    attempts = (
        store.assessment,
        partial(store.update_settings, profile="", mode="full", hours=None),
        partial(store.move_to_matrix, **MATRIX, renames={}),
        store.entries,
        partial(store.entries, kind="answer", items=["sql.join"]),
        store.choices,
        store.counts,
        store.history,
        store.erase,
        partial(store.rename, title="Taken"),
        partial(store.remember_skill, skill="sql"),
        partial(store.save, kind="answer", item="sql.join", value="never", **how),
    )
    sentences = set()
    for owner, found in ((BEN, made.id), (ANA, "assessment-9999")):
        for attempt in attempts:
            with pytest.raises(NotFound) as caught:
                attempt(owner, found)
            sentences.add(str(caught.value))
    assert sentences == {"There is no such assessment here."}
    assert store.assessments(BEN) == ()
    assert answers_in(store, ANA, made.id) == {"sql.join": "often"}
    assert store.assessment(ANA, made.id).title == "My skills"


def test_an_erased_assessment_is_gone_and_its_id_is_not_reused(store: Store) -> None:
    kept, made = begin(store, title="Kept"), begin(store)
    _answer(store, kept, "sql.join", "often")
    _answer(store, made, "sql.join", "often")
    store.erase(ANA, made.id)
    with pytest.raises(NotFound):
        store.history(ANA, made.id)
    assert [each.assessment.id for each in store.assessments(ANA)] == [kept.id]
    assert len(store.history(ANA, kept.id)) == 1


def test_ids_in_use_or_erased_are_not_reused(database_url: str, clock: Clock) -> None:
    ids = iter(["a" * 12, "a" * 12, "b" * 12, "a" * 12, "c" * 12, "no/good/id!!"])
    store = Store.open(database_url, clock=clock, new_id=lambda: next(ids))
    assert begin(store).id == "a" * 12
    assert begin(store, BEN).id == "b" * 12
    store.erase(ANA, "a" * 12)
    assert begin(store).id == "c" * 12
    with pytest.raises(StoreError, match="generated id"):
        begin(store)
    store.close()


def test_a_closed_store_raises_an_error(store: Store) -> None:
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.check()


def test_times_are_returned_in_utc(database_url: str) -> None:
    east = datetime(2026, 3, 1, 1, 30, tzinfo=timezone(timedelta(hours=2)))
    store = Store.open(database_url, clock=lambda: east, new_id=new_ids())
    found = store.assessment(ANA, begin(store).id)
    assert found.created_at.isoformat() == "2026-02-28T23:30:00+00:00"
    store.close()


def test_an_owner_is_the_hash_of_the_token(store: Store) -> None:
    assert owner_of("token") != owner_of("token ")
    assert len(owner_of("\ud800")) == 64
    for blank in ("", " \n"):
        with pytest.raises(Refused):
            owner_of(blank)
    with pytest.raises(Refused):
        begin(store, owner="the token itself")


def test_only_higher_layers_import_the_store() -> None:
    root = Path(skills.__file__).parent
    knowing = {"store", "cli", "workspace"}
    others = [path for path in root.rglob("*.py") if not knowing & {*path.relative_to(root).parts}]
    assert others
    for path in others:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [f"{node.module}.{each.name}" for each in node.names]
            assert not any(name.startswith("skills.store") for name in names), path


def _answer(store: Store, made: Assessment, item: str, value: str) -> None:
    store.save(ANA, made.id, "answer", item, value, tab="t", drawn=0, operation=f"{item}={value}")


def test_an_id_never_begins_with_a_dash(database_url: str, clock: Clock) -> None:
    made = iter(["-" + "a" * 11, "--abcdefghij", "-abcdefghi-j", "-zbcdefghijk", "a-good-one-12"])
    store = Store.open(database_url, clock=clock, new_id=lambda: next(made))
    assert begin(store).id == "a-good-one-12"
    store.close()
