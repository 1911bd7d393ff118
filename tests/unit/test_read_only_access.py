"""What a read-only link gives access to, and that it writes nothing."""

from __future__ import annotations

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from review_access_support import (
    MO,
    SLOTS,
    STORED,
    VALUES,
    Slots,
    held,
    invited,
    mentor,
    put,
    refuses,
)
from store_support import ANA, BEN

from skills.entries.kinds import KINDS, Kind, Scope
from skills.entries.review_entries import item_of, parts_of
from skills.store import Granted, NotFound, Store
from skills.workspace.access import IN_RESULT, ReadAccess, access_by_grant

pytest_plugins = ["review_access_support"]


@pytest.mark.slow
@given(slot=SLOTS, value=VALUES, is_revealed=st.booleans())
@settings(max_examples=examples(200))
def test_a_read_only_link_writes_nothing(
    kept: Store, slot: tuple[Kind, str], value: str | None, *, is_revealed: bool
) -> None:
    assessment = invited(kept, is_revealed=is_revealed)
    before = held(kept, assessment)
    assert refuses(ReadAccess(kept, ANA, assessment), *slot, value)
    assert held(kept, assessment) == before


@pytest.mark.parametrize("kind", KINDS)
def test_a_read_only_link_writes_no_kind_of_entry(kept: Store, kind: Kind) -> None:
    assessment = invited(kept, is_revealed=True)
    events = kept.history(ANA, assessment)
    for item in ("sql", MO, item_of(MO, "sql.s0"), item_of("a-link", "sql.s0")):
        for value in ("x", "planned", None):
            assert refuses(ReadAccess(kept, ANA, assessment), kind, item, value)
    assert kept.history(ANA, assessment) == events


@pytest.mark.slow
@given(stored=STORED, is_revealed=st.booleans())
@settings(max_examples=examples(100))
def test_a_read_only_link_reads_what_counts_and_no_rating_that_is_hidden(
    kept: Store, stored: Slots, *, is_revealed: bool
) -> None:
    assessment = invited(kept, is_revealed=is_revealed)
    put(kept, assessment, {slot: each for slot, each in stored.items() if slot[0] != "review"})
    read = {*ReadAccess(kept, ANA, assessment).entries()}
    everything = {*kept.entries(ANA, assessment)}
    assert {each for each in everything if each[0] in IN_RESULT} <= read
    mos = {each for each in everything if each[0] in {"review", "rating"}}
    mos = {each for each in mos if parts_of(each[1])[0] == MO}
    assert {each for each in read if each[0] not in IN_RESULT} == (mos if is_revealed else set())


def test_a_read_only_link_reaches_no_assessment_of_another_owner(kept: Store) -> None:
    with pytest.raises(NotFound):
        ReadAccess(kept, BEN, invited(kept)).entries()


def test_the_scope_of_its_link_decides_what_a_grant_gives_access_to(kept: Store) -> None:
    assessment = invited(kept)
    found = access_by_grant(kept, Granted(ANA, assessment, MO, Scope.review))
    assert found == mentor(kept, assessment)
    for scope in (Scope.read, "", "write", "REVIEW"):
        found = access_by_grant(kept, Granted(ANA, assessment, MO, scope))
        assert found == ReadAccess(kept, ANA, assessment)
