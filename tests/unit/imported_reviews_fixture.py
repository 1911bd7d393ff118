"""An assessment that a mentor has rated."""

from __future__ import annotations

import pytest
from imported_reviews_for_tests import FIRST, HIGH, LOW, REVIEW, SECOND, SKILL, begin, rate, write
from reports_for_tests import NOW
from stores_for_tests import ANA

from skills.entries.review_entries import item_of
from skills.store import Assessment, Store
from skills.workspace.reviews import invite


@pytest.fixture
def rated(store: Store) -> Assessment:
    """Begin an assessment that a mentor has rated, with the ratings still hidden."""
    made = begin(store, "first")
    invite(store, ANA, made.id, "Mo", review=REVIEW, now=NOW)
    rate(store, made, FIRST, HIGH)
    rate(store, made, SECOND, LOW)
    write(store, made, "comment", item_of(REVIEW, SKILL), "Fine work")
    return made
