from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from store_support import ANA, BEN, Clock, begin, bytes_beside, new_ids

from components.web import session
from skills.entries.kinds import IncomingEntry
from skills.store import (
    IncomingSnapshot,
    NotFound,
    Owner,
    Refused,
    Store,
    owner_of,
    owner_of_account,
    restore,
)
from skills.store.tombstones import hash_of

pytestmark = pytest.mark.slow

pytest_plugins = ["store_support"]

REMARK = "only ana may know this"
CLEO = owner_of("cleo's browser")
ISSUER = "https://login.example.org"


def test_erasing_an_owner_leaves_no_data_in_any_file(file: Path, file_store: Store) -> None:
    first, second, bens = begin(file_store), begin(file_store), begin(file_store, owner=BEN)
    for made, owner in ((first, ANA), (second, ANA), (bens, BEN)):
        _fill(file_store, owner, made.id, REMARK if owner == ANA else "what ben says")
    assert REMARK.encode() in bytes_beside(file)
    assert file_store.erase_owner(ANA) == 2
    assert REMARK.encode() not in bytes_beside(file)
    assert ANA.encode() not in bytes_beside(file)
    for made in (first, second):
        assert made.id.encode() not in bytes_beside(file)
        assert hash_of(made.id).encode() in bytes_beside(file)
    assert b"what ben says" in bytes_beside(file)


def test_erasing_an_owner_leaves_other_owners_alone(store: Store) -> None:
    made, bens = begin(store), begin(store, owner=BEN)
    _fill(store, ANA, made.id, "a")
    _fill(store, BEN, bens.id, "b")
    assert store.erase_owner(ANA) == 1
    assert store.erase_owner(ANA) == 0
    assert store.assessments(ANA) == ()
    assert store.matrices(ANA) == ()
    with pytest.raises(NotFound):
        store.snapshots(ANA, made.id)
    assert store.entries(BEN, bens.id)["note", "sql"].value == "b"
    assert len(store.snapshots(BEN, bens.id)) == 1
    assert [each.wording for each in store.matrices(BEN)] == ["b"]


def test_owners_are_listed_with_their_counts(store: Store, clock: Clock) -> None:
    assert store.owners() == ()
    begin(store)
    made = begin(store)
    anas = clock.now
    begin(store, owner=BEN)
    store.save_matrix(CLEO, matrix_id="m", title="M", wording="w", files=[])
    cleos = clock.now
    assert [each.owner for each in store.owners()] == [CLEO, BEN, ANA]
    assert store.owners()[0] == Owner(CLEO, 0, cleos)
    assert store.owners()[-1] == Owner(ANA, 2, anas)
    store.rename(ANA, made.id, "Later")
    assert store.owners()[0] == Owner(ANA, 2, clock.now)


def test_the_owner_of_an_assessment_is_found_by_its_id(store: Store) -> None:
    made = begin(store, owner=BEN)
    assert store.owner_with(made.id) == BEN
    with pytest.raises(NotFound):
        store.owner_with("assessment-9999")
    store.erase(BEN, made.id)
    with pytest.raises(NotFound):
        store.owner_with(made.id)


def _fill(store: Store, owner: str, assessment: str, text: str) -> None:
    now = store.assessment(owner, assessment).created_at
    taken = IncomingSnapshot(f"{text} in a snapshot", "", "w", "s", now)
    note = IncomingEntry("note", "sql", text)
    store.import_entries(owner, assessment, [note], snapshots=[taken], extra=text, operation="one")
    store.import_entries(
        owner, assessment, [IncomingEntry("note", "sql", "")], extra="", operation="two"
    )
    store.import_entries(owner, assessment, [note], operation="three")
    store.save_matrix(owner, matrix_id="m", title=text, wording=text, files=[("a", text)])


def test_all_that_an_owner_has_moves_to_another(store: Store) -> None:
    first, second, bens = begin(store), begin(store), begin(store, owner=BEN)
    _fill(store, ANA, first.id, "a")
    before = store.assessment(ANA, first.id)
    assert store.move_owner(ANA, BEN) == 2
    assert store.assessments(ANA) == ()
    assert store.matrices(ANA) == ()
    with pytest.raises(NotFound):
        store.entries(ANA, first.id)
    moved = {each.assessment.id for each in store.assessments(BEN)}
    assert moved == {first.id, second.id, bens.id}
    assert store.assessment(BEN, first.id) == before
    assert store.entries(BEN, first.id)["note", "sql"].value == "a"
    assert len(store.snapshots(BEN, first.id)) == 1
    assert [each.operation for each in store.imports(BEN, first.id)]
    assert store.load_matrix(BEN, "a").files == (("a", "a"),)


def test_a_matrix_that_both_owners_have_is_kept_once(store: Store) -> None:
    for owner, title in ((ANA, "Ana's"), (BEN, "Ben's"), (CLEO, "Cleo's")):
        store.save_matrix(owner, matrix_id="m", title=title, wording="w", files=[("a", title)])
    assert store.move_owner(ANA, BEN) == 0
    assert [each.title for each in store.matrices(BEN)] == ["Ben's"]
    assert [each.title for each in store.matrices(CLEO)] == ["Cleo's"]
    assert store.matrices(ANA) == ()


def test_moving_twice_or_to_oneself_changes_nothing(store: Store) -> None:
    made = begin(store)
    _fill(store, ANA, made.id, "a")
    assert store.move_owner(ANA, ANA) == 0
    assert [each.wording for each in store.matrices(ANA)] == ["a"]
    assert store.move_owner(ANA, BEN) == 1
    assert store.move_owner(ANA, BEN) == 0
    assert store.assessment(BEN, made.id).id == made.id


@pytest.mark.parametrize("to", ["", "ben's browser", BEN.upper()])
def test_nothing_moves_to_what_is_no_owner(store: Store, to: str) -> None:
    made = begin(store)
    with pytest.raises(Refused):
        store.move_owner(ANA, to)
    assert store.assessment(ANA, made.id).id == made.id


def test_a_moved_matrix_survives_the_erasure_of_an_earlier_one(
    file: Path, tmp_path: Path, file_store: Store, clock: Clock
) -> None:
    file_store.save_matrix(ANA, matrix_id="m", title="M", wording="w", files=[("a", "a")])
    file_store.save_matrix(BEN, matrix_id="m", title="M", wording="w", files=[("a", "a")])
    file_store.forget_matrix(BEN, "w")
    file_store.move_owner(ANA, BEN)
    copy = tmp_path / "copy.sqlite3"
    file_store.backup(copy)
    file_store.close()
    restore(f"sqlite:///{file}", copy)
    again = Store.open(f"sqlite:///{file}", clock=clock, new_id=new_ids())
    assert [each.wording for each in again.matrices(BEN)] == ["w"]
    again.close()


def test_an_account_is_one_owner_on_every_device() -> None:
    ana = owner_of_account(ISSUER, "ana")
    assert ana == owner_of_account(ISSUER, "ana")
    assert ana == "78c1e6e59ab90a23508397065d83d668e4fdd34ec496a347ae05adc5c3ac8573"
    others = [(ISSUER, "ben"), (ISSUER + "/", "ana"), (ISSUER, "Ana"), ("ana", ISSUER)]
    assert ana not in {owner_of_account(*each) for each in others}


@given(st.text(min_size=1), st.text(min_size=1), st.integers(1, 5))
def test_no_two_accounts_share_an_owner_by_where_a_text_is_cut(
    first: str, second: str, cut: int
) -> None:
    whole = first + second
    other = whole[:cut], whole[cut:]
    assume(other != (first, second) and all(each.strip() for each in (first, second, *other)))
    assert owner_of_account(first, second) != owner_of_account(*other)


def test_no_browser_has_the_owner_of_an_account() -> None:
    text = f"account {len(ISSUER)}:{ISSUER} 3:ana"
    assert owner_of(text) == owner_of_account(ISSUER, "ana")
    assert not session.is_token(text)


@pytest.mark.parametrize(("issuer", "subject"), [("", "ana"), (ISSUER, ""), (" ", "ana")])
def test_an_account_without_issuer_or_subject_is_nobody(issuer: str, subject: str) -> None:
    with pytest.raises(Refused):
        owner_of_account(issuer, subject)
