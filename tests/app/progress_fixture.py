"""A clock of the whole server, and an assessment to keep snapshots of."""

from collections.abc import Iterator

import pytest
from import_export import fill
from progress_page import Days
from visiting import APPRENTICE, Visit, begin

from components.web import session
from skills.matrix import Matrix
from skills.store import Assessment


@pytest.fixture
def days(monkeypatch: pytest.MonkeyPatch) -> Iterator[Days]:
    """Have the whole server go by a clock that is moved by hand."""
    days = Days()
    monkeypatch.setattr(session, "now", days)
    session.own_store.clear()
    yield days
    session.store().close()
    session.own_store.clear()


@pytest.fixture
def answered(ann: Visit, garden: Matrix) -> Assessment:
    """Begin an assessment of which everything is answered."""
    found = begin(ann, garden, APPRENTICE)
    fill(ann, found, garden)
    return found
