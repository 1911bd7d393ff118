"""One store for all examples of a file of tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from stores_for_tests import Clock, new_ids

from skills.store import Store


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Return one store for all examples; each begins an assessment of its own in it."""
    file = tmp_path_factory.mktemp("reviews") / "skills.sqlite3"
    store = Store.open(f"sqlite:///{file}", clock=Clock(), new_id=new_ids())
    yield store
    store.close()
