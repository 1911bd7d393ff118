"""Assessments with entries, and the files that are made of them."""

from datetime import UTC, datetime
from itertools import count

from states_for_tests import small_matrix
from stores_for_tests import ANA, workspace_of

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
