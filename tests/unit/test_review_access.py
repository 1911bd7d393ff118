"""What a mentor and the person may read and write of an assessment, before and after the reveal."""

from __future__ import annotations

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from review_access_support import (
    MO,
    NIA,
    NOW,
    NUMBERS,
    SLOTS,
    STORED,
    TEXTS,
    Slots,
    held,
    how,
    invited,
    mentor,
    put,
    refuses,
)
from store_support import ANA, BEN, begin

from skills.entries.kinds import KINDS, Kind
from skills.entries.review_entries import MENTORS_OWN, SHARED, item_of, parts_of, reviews_in
from skills.store import Conflict, NotFound, Refused, Saved, Store
from skills.workspace.access import Access, MentorAccess, OwnAccess
from skills.workspace.reviews import reveal

pytest_plugins = ["review_access_support"]


@pytest.mark.slow
@given(stored=STORED)
@settings(max_examples=examples(100))
def test_before_the_reveal_a_mentor_reads_only_notes_and_their_own(
    kept: Store, stored: Slots
) -> None:
    assessment = invited(kept)
    put(kept, assessment, {slot: each for slot, each in stored.items() if slot != ("review", MO)})
    read = mentor(kept, assessment).entries()
    assert ("review", MO) in read
    for kind, item in read:
        is_own = kind in {"rating", "comment"} and parts_of(item)[0] == MO
        assert kind == "note" or is_own or (kind, item) == ("review", MO)


@pytest.mark.slow
@given(stored=STORED)
@settings(max_examples=examples(50))
def test_before_the_reveal_a_mentor_reads_every_note_and_all_of_their_own(
    kept: Store, stored: Slots
) -> None:
    assessment = invited(kept)
    put(kept, assessment, {slot: each for slot, each in stored.items() if slot[0] != "review"})
    wanted = {
        (kind, item)
        for kind, item in stored
        if kind == "note" or (kind in {"rating", "comment"} and parts_of(item)[0] == MO)
    }
    assert {*mentor(kept, assessment).entries()} == wanted | {("review", MO)}


@pytest.mark.slow
@given(stored=STORED)
@settings(max_examples=examples(50))
def test_after_the_reveal_a_mentor_reads_all_but_what_other_mentors_hide(
    kept: Store, stored: Slots
) -> None:
    assessment = invited(kept, is_revealed=True)
    put(kept, assessment, {slot: each for slot, each in stored.items() if slot[0] != "review"})
    hidden = {
        (kind, item)
        for kind, item in stored
        if kind in {"rating", "comment"} and parts_of(item)[0] != MO
    }
    everything = {*kept.entries(ANA, assessment)}
    assert {*mentor(kept, assessment).entries()} == everything - hidden


def test_ratings_that_are_revealed_are_read_by_other_revealed_mentors(kept: Store) -> None:
    assessment = invited(kept, is_revealed=True)
    slot: tuple[Kind, str] = ("rating", item_of(NIA, "sql.s0"))
    put(kept, assessment, {slot: "o4"})
    assert slot not in mentor(kept, assessment).entries()
    reveal(kept, ANA, assessment, NIA, by="", now=NOW, operation=f"reveal-{next(NUMBERS)}")
    assert mentor(kept, assessment).entries()[slot].value == "o4"


@given(stored=STORED)
@settings(max_examples=examples(30))
def test_without_a_valid_review_a_mentor_reads_as_if_nothing_was_revealed(
    kept: Store, stored: Slots
) -> None:
    assessment = begin(kept).id
    put(kept, assessment, {**stored, ("review", MO): "{"})
    kinds = {kind for kind, _ in mentor(kept, assessment).entries()}
    assert kinds <= {"note", "rating", "comment", "review"}
    assert all(refuses(mentor(kept, assessment), each, "sql") for each in SHARED)


@pytest.mark.slow
@given(slot=SLOTS)
@settings(max_examples=examples(200))
def test_before_the_reveal_a_mentor_writes_only_their_own_ratings_and_comments(
    kept: Store, slot: tuple[Kind, str]
) -> None:
    assessment = invited(kept)
    before = held(kept, assessment)
    kind, item = slot
    is_own = kind in {"rating", "comment"} and parts_of(item)[0] == MO
    assert refuses(mentor(kept, assessment), kind, item) is not is_own
    assert held(kept, assessment) == (before | {slot: "x"} if is_own else before)


@pytest.mark.slow
@given(slot=SLOTS)
@settings(max_examples=examples(200))
def test_after_the_reveal_a_mentor_also_writes_what_both_write_and_nothing_else(
    kept: Store, slot: tuple[Kind, str]
) -> None:
    assessment = invited(kept, is_revealed=True)
    before = held(kept, assessment)
    kind, item = slot
    is_own = kind in {"rating", "comment"} and parts_of(item)[0] == MO
    is_shared = kind in {"agreed", "decided", "discussion", "action"}
    is_allowed = is_own or is_shared
    assert refuses(mentor(kept, assessment), kind, item) is not is_allowed
    assert held(kept, assessment) == (before | {slot: "x"} if is_allowed else before)


@pytest.mark.parametrize("kind", KINDS)
def test_the_person_writes_everything_but_what_mentors_write(kept: Store, kind: Kind) -> None:
    assessment = invited(kept, is_revealed=True)
    own = OwnAccess(kept, ANA, assessment)
    item = item_of(MO, "sql")
    assert refuses(own, kind, item) is (kind in MENTORS_OWN)
    assert ((kind, item) in held(kept, assessment)) is (kind not in MENTORS_OWN)
    assert own.entries() == kept.entries(ANA, assessment)


WRITES = st.lists(st.tuples(st.sampled_from(["", MO, NIA]), SLOTS, TEXTS), max_size=8)


@pytest.mark.slow
@given(writes=WRITES)
@settings(max_examples=examples(100))
def test_nobody_overwrites_another_however_they_write(
    kept: Store, writes: list[tuple[str, tuple[Kind, str], str]]
) -> None:
    """The person's review entries are left out, since these would reveal."""
    assessment = invited(kept)
    people: dict[str, Access] = {
        "": OwnAccess(kept, ANA, assessment),
        MO: mentor(kept, assessment),
        NIA: mentor(kept, assessment, NIA),
    }
    last: dict[tuple[Kind, str], str] = {}
    for who, (kind, item), text in writes:
        if kind == "review":
            continue
        before = people[who].entries().get((kind, item))
        try:
            people[who].save(kind, item, text, **how(before.revision if before else 0))
        except Refused:
            continue
        last[kind, item] = text
        author = parts_of(item)[0] if kind in MENTORS_OWN else ""
        assert who == author
    stored = {slot: each for slot, each in held(kept, assessment).items() if slot[0] != "review"}
    assert stored == last


def test_of_two_simultaneous_writes_the_second_is_a_conflict(kept: Store) -> None:
    assessment = invited(kept, is_revealed=True)
    person = OwnAccess(kept, ANA, assessment)
    assert isinstance(person.save("agreed", "sql", "2", **how()), Saved)
    late = mentor(kept, assessment).save("agreed", "sql", "3", **how())
    assert isinstance(late, Conflict)
    assert late.entry.value == "2"
    assert held(kept, assessment)["agreed", "sql"] == "2"


def test_history_names_who_wrote(kept: Store) -> None:
    assessment = invited(kept, is_revealed=True)
    OwnAccess(kept, ANA, assessment).save("discussion", "sql", "Mine.", **how())
    mentor(kept, assessment).save("discussion", "git", "Theirs.", **how())
    events = kept.history(ANA, assessment)[-2:]
    assert [(each.item, each.actor) for each in events] == [("sql", ""), ("git", MO)]


def test_a_mentor_reaches_no_assessment_of_another_owner(kept: Store) -> None:
    assessment = invited(kept, is_revealed=True)
    stranger = MentorAccess(kept, BEN, assessment, MO)
    with pytest.raises(NotFound):
        stranger.entries()
    for kind in ("rating", "agreed"):
        with pytest.raises(NotFound):
            stranger.save(kind, item_of(MO, "sql.s0"), "x", **how())


def test_the_reveal_ends_a_mentors_blindness_at_once(kept: Store) -> None:
    assessment = invited(kept)
    put(kept, assessment, {("answer", "sql.s0"): "o4"})
    access = mentor(kept, assessment)
    assert ("answer", "sql.s0") not in access.entries()
    reveal(kept, ANA, assessment, MO, by=MO, now=NOW, operation=f"reveal-{next(NUMBERS)}")
    assert reviews_in(access.entries().values())[MO].is_revealed
    assert access.entries()["answer", "sql.s0"].value == "o4"
    assert not refuses(access, "agreed", "sql")
