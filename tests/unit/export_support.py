"""Assessments with entries, and the files that are made of them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from state_support import small_matrix
from store_support import ANA, Clock, new_ids, workspace_of

from skills.entries.kinds import IncomingEntry
from skills.matrix import Matrix
from skills.store import Assessment, Entry, Store
from skills.workspace.export import AssessmentFiles

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SMALL = small_matrix()
OPERATIONS = count()


def filled(
    store: Store, matrix: Matrix, given: tuple[Entry, ...] | list[Entry], **columns: object
) -> Assessment:
    """Begin an assessment with these entries."""
    about = {"title": "Mine", "profile": next(iter(matrix.profiles)), "mode": "full", "hours": 6.0}
    return store.create_from(
        ANA,
        incoming=[
            IncomingEntry(each.kind, each.item, each.value, each.changed_at) for each in given
        ],
        operation=f"fill-{next(OPERATIONS)}",
        matrix_id=matrix.id,
        matrix_title=matrix.title,
        wording=matrix.wording,
        structure=matrix.structure,
        **(about | columns),
    )


def files_of(
    store: Store, found: Assessment, matrix: Matrix, now: datetime = NOW
) -> AssessmentFiles:
    """Return the files of an assessment as they are written at a moment."""
    return AssessmentFiles(workspace_of(store), found, matrix, now)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Open one real database for a whole file: examples begin assessments of their own."""
    file = tmp_path_factory.mktemp("data") / "skills.sqlite3"
    clock = Clock()
    clock.now = NOW + timedelta(days=90)
    store = Store.open(f"sqlite:///{file}", clock=clock, new_id=new_ids())
    yield store
    store.close()
