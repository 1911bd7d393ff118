from __future__ import annotations

from pathlib import Path

import pytest
from stores_for_tests import ANA, BEN, Clock, begin

from skills.entries.kinds import IncomingEntry
from skills.store import IncomingSnapshot, NotFound, Owner, Store, owner_of
from skills.store.tombstones import hash_of

pytest_plugins = ["store_fixture"]

REMARK = "only ana may know this"
CLEO = owner_of("cleo's browser")


def test_erasing_an_owner_leaves_no_data_in_any_file(file: Path, file_store: Store) -> None:
    first, second, bens = begin(file_store), begin(file_store), begin(file_store, owner=BEN)
    for made, owner in ((first, ANA), (second, ANA), (bens, BEN)):
        _fill(file_store, owner, made.id, REMARK if owner == ANA else "what ben says")
    assert REMARK.encode() in _bytes(file)
    assert file_store.erase_owner(ANA) == 2
    assert REMARK.encode() not in _bytes(file)
    assert ANA.encode() not in _bytes(file)
    for made in (first, second):
        assert made.id.encode() not in _bytes(file)
        assert hash_of(made.id).encode() in _bytes(file)
    assert b"what ben says" in _bytes(file)


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


def _bytes(file: Path) -> bytes:
    return b"".join(each.read_bytes() for each in sorted(file.parent.iterdir()))
