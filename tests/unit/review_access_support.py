"""Assessments with two reviews, entries of every kind, and access to them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import strategies as st
from store_support import ANA, Clock, begin, new_ids

from skills.entries.kinds import KINDS, Kind
from skills.entries.review_entries import Review, item_of, written
from skills.store import Refused, Store
from skills.workspace.access import Access, MentorAccess

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


def put(store: Store, assessment: str, stored: Slots) -> None:
    """Write entries directly, without access control."""
    for (kind, item), value in stored.items():
        before = store.entries(ANA, assessment, kind, [item]).get((kind, item))
        widget_revision = before.revision if before else 0
        store.save(ANA, assessment, kind, item, value, redraw=True, **how(widget_revision))


def how(widget_revision: int = 0) -> dict[str, object]:
    """Return the other arguments of a save."""
    number = next(NUMBERS)
    return {
        "tab": f"tab-{number}",
        "widget_revision": widget_revision,
        "operation": f"operation-{number}",
    }


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
    """Return the access of a mentor."""
    return MentorAccess(store, ANA, assessment, review)


def held(store: Store, assessment: str) -> Slots:
    """Return every value that is stored."""
    return {slot: each.value for slot, each in store.entries(ANA, assessment).items()}


def refuses(access: Access, kind: Kind, item: str, value: str | None = "x") -> bool:
    """Try to write, and return whether that was refused."""
    try:
        access.save(kind, item, value, **how())
    except Refused:
        return True
    return False


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Return one store for all examples; each begins an assessment of its own in it."""
    file = tmp_path_factory.mktemp("reviews") / "skills.sqlite3"
    store = Store.open(f"sqlite:///{file}", clock=Clock(), new_id=new_ids())
    yield store
    store.close()
