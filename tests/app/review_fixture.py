"""A garden with a mentor invited to review it, and browsers that may or may not."""

from __future__ import annotations

import pytest
from review_start import REVIEW, TITLE, Guest, begin_review, jar_of, token_of
from visiting import APPRENTICE, Visit, Wire, begin

from components.web import session
from skills.matrix import Matrix
from skills.store import Assessment


@pytest.fixture
def found(ann: Visit, garden: Matrix) -> Assessment:
    """Begin an assessment with a mentor invited to it."""
    found = begin(ann, garden, APPRENTICE)
    session.store().rename(ann.owner, found.id, TITLE)
    begin_review(ann, found)
    return found


@pytest.fixture
def jar(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    return jar_of(wire, monkeypatch)


@pytest.fixture
def stranger(wire: Wire, jar: dict[str, str]) -> Guest:
    """Return a browser that has opened no link."""
    return Guest(wire, jar)


@pytest.fixture
def mo(wire: Wire, jar: dict[str, str], found: Assessment) -> Guest:
    """Return the browser of the mentor, who has opened the link."""
    assert found
    return Guest(wire, jar).open_link(token_of(REVIEW))
