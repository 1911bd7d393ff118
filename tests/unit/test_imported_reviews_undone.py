"""Undoing an import leaves what was revealed or signed off since."""

from __future__ import annotations

from dataclasses import replace

import pytest
from imported_reviews_support import (
    HIGH,
    MATRIX,
    REVIEW,
    SKILL,
    THIRD,
    begin,
    bring,
    exported,
    files,
    of_review,
    show,
)
from report_support import NOW
from store_support import ANA, workspace_of

from skills.entries.kinds import IncomingEntry
from skills.entries.review_entries import OWNER, item_of
from skills.importing.preview import chosen
from skills.importing.read_result import ImportedData
from skills.store import Assessment, Store
from skills.workspace.import_file import import_into, preview_import
from skills.workspace.sign_off import sign

pytestmark = pytest.mark.slow

pytest_plugins = ["store_support", "imported_reviews_support"]


def answered(store: Store, rated: Assessment, value: str = HIGH) -> None:
    """Import what a mentor sent back by file: another rating."""
    entry = IncomingEntry("rating", item_of(REVIEW, THIRD), value, NOW)
    store.import_entries(ANA, rated.id, [entry], review=REVIEW, operation="answer")


def test_undoing_keeps_ratings_that_were_revealed_since(store: Store, rated: Assessment) -> None:
    answered(store, rated)
    show(store, rated)
    stored = of_review(store, rated)
    undone = store.undo_import(ANA, rated.id, "answer")
    assert (undone.reverted, undone.kept) == (0, (("rating", item_of(REVIEW, THIRD)),))
    assert of_review(store, rated) == stored


def test_undoing_reverts_ratings_that_are_still_hidden(store: Store, rated: Assessment) -> None:
    stored = of_review(store, rated)
    answered(store, rated)
    assert store.undo_import(ANA, rated.id, "answer").reverted == 1
    assert of_review(store, rated) == {**stored, ("rating", item_of(REVIEW, THIRD)): None}


def test_undoing_a_wrong_file_after_the_reveal_reverts_it(store: Store, rated: Assessment) -> None:
    show(store, rated)
    stored = of_review(store, rated)
    answered(store, rated)
    assert store.undo_import(ANA, rated.id, "answer").reverted == 1
    assert of_review(store, rated) == {**stored, ("rating", item_of(REVIEW, THIRD)): None}


def test_undoing_keeps_ratings_that_were_signed_off_since(store: Store, rated: Assessment) -> None:
    show(store, rated)
    answered(store, rated)
    sign(files(store, rated), REVIEW, by=OWNER, operation="sign")
    assert store.undo_import(ANA, rated.id, "answer").reverted == 0


def test_undoing_a_whole_file_keeps_its_review_once_it_was_revealed(
    store: Store, rated: Assessment
) -> None:
    imported, other = exported(store, rated), begin(store)
    note = IncomingEntry("note", SKILL, "New", NOW)
    bring(store, other, replace(imported, entries=(*imported.entries, note)))
    show(store, other)
    stored = of_review(store, other)
    undone = store.undo_import(ANA, other.id, "bring")
    assert (undone.reverted, len(undone.kept)) == (1, 4)
    assert of_review(store, other) == stored


def test_undoing_a_whole_file_takes_back_a_review_that_came_revealed(
    store: Store, rated: Assessment
) -> None:
    show(store, rated)
    imported, other = exported(store, rated), begin(store)
    bring(store, other, imported)
    assert store.undo_import(ANA, other.id, "bring").reverted == 4
    assert set(of_review(store, other).values()) == {None}
    assert bring_again(store, other, imported) == 4


def bring_again(store: Store, rated: Assessment, imported: ImportedData) -> int:
    seen = preview_import(workspace_of(store, ANA), rated, imported, MATRIX)
    return import_into(workspace_of(store, ANA), rated, imported, chosen(seen), operation="again")
