"""What a mentor and the person may read and write of an assessment, before and after the reveal."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from stores_for_tests import ANA, BEN, Clock, begin, new_ids

from skills.entries.kinds import KINDS, Kind, Scope
from skills.entries.review_entries import (
    MENTORS_OWN,
    SHARED,
    Review,
    item_of,
    parts_of,
    reviews_in,
    written,
)
from skills.store import Conflict, Granted, NotFound, Refused, Saved, Store
from skills.workspace.access import (
    IN_RESULT,
    Access,
    MentorAccess,
    OwnAccess,
    ReadAccess,
    access_by_grant,
)
from skills.workspace.reviews import reveal

MO, NIA = "review-mo", "review-nia"
NOW = datetime(2026, 3, 1, tzinfo=UTC)
NUMBERS = itertools.count(1)

ITEMS = st.sampled_from(
    ["sql", "sql.s0", MO, NIA]
    + [item_of(*each) for each in itertools.product((MO, NIA, "", "review"), ("sql", "sql.s0", ""))]
) | st.text("abc/-.", min_size=1, max_size=12).filter(str.strip)
REVIEWS = st.sampled_from([written(Review("Mo", NOW)), written(Review("Mo", NOW, NOW)), "{", ""])
TEXTS = st.text("ab{}/é\n", max_size=9)
VALUES = TEXTS | REVIEWS | st.none()
SLOTS = st.tuples(st.sampled_from(KINDS), ITEMS)
STORED = st.dictionaries(SLOTS, VALUES, max_size=12)
Slots = dict[tuple[Kind, str], str | None]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Return one store for all examples; each begins an assessment of its own in it."""
    file = tmp_path_factory.mktemp("reviews") / "skills.sqlite3"
    store = Store.open(f"sqlite:///{file}", clock=Clock(), new_id=new_ids())
    yield store
    store.close()


def put(store: Store, assessment: str, stored: Slots) -> None:
    """Write entries past all access."""
    for (kind, item), value in stored.items():
        before = store.entries(ANA, assessment, kind, [item]).get((kind, item))
        drawn = before.revision if before else 0
        store.save(ANA, assessment, kind, item, value, redraw=True, **how(drawn))


def how(drawn: int = 0) -> dict[str, object]:
    number = next(NUMBERS)
    return {"tab": f"tab-{number}", "drawn": drawn, "operation": f"operation-{number}"}


def invited(store: Store, *, is_revealed: bool = False) -> str:
    """Return an assessment with reviews by Mo, revealed or not, and by Nia, not revealed."""
    assessment = begin(store).id
    mo = Review("Mo", NOW, NOW if is_revealed else None)
    put(
        store,
        assessment,
        {("review", MO): written(mo), ("review", NIA): written(Review("Nia", NOW))},
    )
    return assessment


def mentor(store: Store, assessment: str, review: str = MO) -> MentorAccess:
    return MentorAccess(store, ANA, assessment, review)


def held(store: Store, assessment: str) -> Slots:
    return {slot: each.value for slot, each in store.entries(ANA, assessment).items()}


def refuses(access: Access, kind: Kind, item: str, value: str | None = "x") -> bool:
    """Try to write, and return whether that was refused."""
    try:
        access.save(kind, item, value, **how())
    except Refused:
        return True
    return False


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


def test_what_two_write_at_once_is_told_to_the_second(kept: Store) -> None:
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
