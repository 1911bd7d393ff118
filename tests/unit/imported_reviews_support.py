"""An assessment with a review: the file it is exported to, and what an import of that stores."""

from __future__ import annotations

import pytest
from report_support import NOW
from state_support import small_matrix
from store_support import ANA, workspace_of

from skills.entries.kinds import Kind
from skills.entries.review_entries import MENTORS_OWN, OWNER, item_of
from skills.importing.detect import read_file
from skills.importing.preview import Prefer, chosen
from skills.importing.read_result import ImportedData
from skills.store import Assessment, Store
from skills.workspace.access import MentorAccess
from skills.workspace.export import AssessmentFiles
from skills.workspace.import_file import import_as_new, import_into, preview_import
from skills.workspace.matrices import MatrixChoice
from skills.workspace.reviews import invite, reveal

MATRIX = small_matrix()
FIRST, SECOND, THIRD, *_ = MATRIX.statements
SKILL = next(iter(MATRIX.skills))
LOW, HIGH = (MATRIX.statements[FIRST].scale.options[each].id for each in (0, -1))
REVIEW = "review-1"
ITEM = item_of(REVIEW, FIRST)
Values = dict[tuple[Kind, str], str | None]
ABOUT = ImportedData(
    entries=(), matrix_id=MATRIX.id, title="Along", profile=next(iter(MATRIX.profiles))
)


def begin(store: Store, operation: str = "other") -> Assessment:
    """Begin an assessment of the small matrix."""
    workspace, choice = workspace_of(store, ANA), MatrixChoice(MATRIX)
    return import_as_new(workspace, ABOUT, choice, operation=operation)


def write(store: Store, rated: Assessment, kind: Kind, item: str, value: str | None) -> None:
    """Write an entry as the mentor does."""
    access = MentorAccess(store, ANA, rated.id, REVIEW)
    old = access.entries().get((kind, item))
    widget_revision = old.revision if old else 0
    access.save(
        kind,
        item,
        value,
        tab="t",
        widget_revision=widget_revision,
        operation=f"{kind}{item}{value}",
    )


def rate(store: Store, rated: Assessment, statement: str, value: str | None) -> None:
    """Rate a statement as the mentor does."""
    write(store, rated, "rating", item_of(REVIEW, statement), value)


def show(store: Store, rated: Assessment) -> None:
    """Reveal the ratings."""
    reveal(store, ANA, rated.id, REVIEW, by=OWNER, now=NOW, operation="show")


def files(store: Store, rated: Assessment) -> AssessmentFiles:
    """Return the files of an assessment."""
    return AssessmentFiles(workspace_of(store, ANA), rated, MATRIX, NOW)


def exported(store: Store, rated: Assessment) -> ImportedData:
    """Return what a file of the assessment brings."""
    read = read_file(files(store, rated).file("json"), "mine.json")
    assert read.imported is not None
    return read.imported


def of_review(store: Store, rated: Assessment) -> Values:
    """Return what is stored of the review."""
    entries = store.entries(ANA, rated.id).items()
    return {key: each.value for key, each in entries if key[0] in {"review", *MENTORS_OWN}}


def bring(store: Store, rated: Assessment, imported: ImportedData, prefer: Prefer = "file") -> int:
    """Import a file into an assessment; return how many entries changed."""
    seen = preview_import(workspace_of(store, ANA), rated, imported, MATRIX)
    entries = chosen(seen, prefer)
    return import_into(workspace_of(store, ANA), rated, imported, entries, operation="bring")


@pytest.fixture
def rated(store: Store) -> Assessment:
    """Begin an assessment that a mentor has rated, with the ratings still hidden."""
    made = begin(store, "first")
    invite(store, ANA, made.id, "Mo", review_id=REVIEW, now=NOW)
    rate(store, made, FIRST, HIGH)
    rate(store, made, SECOND, LOW)
    write(store, made, "comment", item_of(REVIEW, SKILL), "Fine work")
    return made
