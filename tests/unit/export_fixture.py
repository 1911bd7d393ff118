"""One real database for all assessments that a file of tests exports."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from exports_for_tests import NOW
from stores_for_tests import Clock, new_ids

from skills.store import Store


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Open one real database for a whole file: examples begin assessments of their own."""
    file = tmp_path_factory.mktemp("data") / "skills.sqlite3"
    clock = Clock()
    clock.now = NOW + timedelta(days=90)
    store = Store.open(f"sqlite:///{file}", clock=clock, new_id=new_ids())
    yield store
    store.close()
