"""An import leaves the reviews of an assessment alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from imported_reviews_support import (
    FIRST,
    HIGH,
    ITEM,
    LOW,
    MATRIX,
    REVIEW,
    SECOND,
    SKILL,
    THIRD,
    begin,
    bring,
    exported,
    files,
    of_review,
    rate,
    show,
)
from report_support import NOW
from store_support import ANA, workspace_of

from skills.entries.kinds import IncomingEntry
from skills.entries.review_entries import MENTORS_OWN, OWNER, item_of, reviews_in
from skills.importing.preview import EntryChange, Prefer, chosen, is_nothing_for
from skills.importing.read_result import ImportedData
from skills.sentences.imports import entry_texts, import_summary
from skills.sentences.review_history import HIDDEN
from skills.store import Assessment, Store
from skills.workspace.import_file import import_as_new, import_into, preview_import
from skills.workspace.matrices import MatrixChoice
from skills.workspace.reviews import invite
from skills.workspace.sign_off import sign

pytestmark = pytest.mark.slow

pytest_plugins = ["store_support", "imported_reviews_support"]

TITLES = {each.id: each.title for each in MATRIX.statements[FIRST].scale.options}
PREFERENCES: tuple[Prefer, ...] = ("file", "newer", "mine")


def edited(imported: ImportedData, *more: IncomingEntry) -> ImportedData:
    """Return a file in which every rating and comment is another one, and newer."""
    later = NOW + timedelta(days=900)
    changed = {"rating": THIRD, "comment": "Poor work"}
    flipped = {HIGH: LOW, LOW: HIGH}
    entries = (
        replace(each, value=flipped.get(each.value or "", changed[each.kind]), at=later)
        if each.kind in MENTORS_OWN
        else each
        for each in imported.entries
    )
    return replace(imported, entries=(*entries, *more))


@pytest.mark.parametrize("prefer", PREFERENCES)
def test_a_file_from_before_takes_back_no_reveal_and_no_sign_off(
    prefer: Prefer, store: Store, rated: Assessment
) -> None:
    before = exported(store, rated)
    show(store, rated)
    sign(files(store, rated), REVIEW, by=OWNER, operation="sign")
    stored = of_review(store, rated)
    bring(store, rated, before, prefer)
    assert of_review(store, rated) == stored
    (review,) = reviews_in(store.entries(ANA, rated.id).values()).values()
    assert review.is_revealed
    signed = files(store, rated).signed_off(review)
    assert signed is not None
    assert signed.state is not None


@pytest.mark.parametrize("prefer", PREFERENCES)
@pytest.mark.parametrize("state", ["hidden", "revealed"])
def test_an_edited_file_changes_adds_and_clears_no_rating(
    prefer: Prefer, state: str, store: Store, rated: Assessment
) -> None:
    imported = exported(store, rated)
    if state == "revealed":
        show(store, rated)
    rate(store, rated, SECOND, None)
    stored = of_review(store, rated)
    third = IncomingEntry("rating", item_of(REVIEW, THIRD), HIGH, NOW)
    odd = IncomingEntry("rating", item_of(REVIEW, "gone.s0"), HIGH, NOW)
    cleared = IncomingEntry("comment", item_of(REVIEW, SKILL), None, NOW)
    bring(store, rated, edited(imported, third, odd), prefer)
    assert of_review(store, rated) == stored
    seen = preview_import(
        workspace_of(store, ANA), rated, replace(imported, entries=(cleared,)), MATRIX
    )
    assert chosen(seen, prefer) == ()


def test_the_store_itself_keeps_reviews_whatever_was_previewed(
    store: Store, rated: Assessment
) -> None:
    """A mentor may be invited, or reveal, between a preview and the import."""
    imported = edited(exported(store, rated))
    show(store, rated)
    stored = of_review(store, rated)
    answer = IncomingEntry("answer", FIRST, HIGH, NOW)
    entries = [*imported.entries, answer]
    workspace = workspace_of(store, ANA)
    assert import_into(workspace, rated, imported, entries, operation="blind") == 1
    assert of_review(store, rated) == stored


def test_a_new_assessment_gets_everything_from_a_file(store: Store, rated: Assessment) -> None:
    show(store, rated)
    sign(files(store, rated), REVIEW, by=OWNER, operation="sign")
    imported = exported(store, rated)
    made = import_as_new(
        workspace_of(store, ANA), imported, MatrixChoice(MATRIX), operation="again"
    )
    assert of_review(store, made) == of_review(store, rated)


def test_an_unknown_review_is_imported_whole(store: Store, rated: Assessment) -> None:
    imported, other = exported(store, rated), begin(store)
    invite(store, ANA, other.id, "Bo", review="review-2", now=NOW)
    assert bring(store, other, imported) == 4
    values = of_review(store, other)
    assert values.pop(("review", "review-2"))
    assert values == of_review(store, rated)


def test_the_preview_counts_what_stays_as_kept(store: Store, rated: Assessment) -> None:
    imported = exported(store, rated)
    show(store, rated)
    note = IncomingEntry("note", SKILL, "New", NOW)
    file = edited(imported, note)
    seen = preview_import(workspace_of(store, ANA), rated, file, MATRIX)
    assert seen.counts == {"new": 1, "changed": 0, "same": 0, "kept": 4, "unknown": 0}
    assert import_summary(seen) == (
        "5 entries: 1 new and 4 kept.",
        "4 entries belong to a review that's already here: importing doesn't change them.",
    )
    assert bring(store, rated, file) == 1
    alone = replace(imported, entries=tuple(e for e in imported.entries if e.kind == "rating"))
    assert not is_nothing_for(preview_import(workspace_of(store, ANA), rated, alone, MATRIX))


@pytest.mark.parametrize("into", ["new", "existing"])
def test_no_hidden_rating_is_listed(into: str, store: Store, rated: Assessment) -> None:
    file = edited(exported(store, rated))
    target = None if into == "new" else rated
    seen = preview_import(workspace_of(store, ANA), target, file, MATRIX)
    lines = [
        text
        for line, text in zip(seen.lines, entry_texts(seen, seen.lines), strict=True)
        if line.kind in MENTORS_OWN
    ]
    here = "" if into == "new" else HIDDEN
    assert [(each.old, each.new) for each in lines] == [(here, HIDDEN)] * 3


def test_a_hidden_rating_that_fits_nothing_is_not_listed(store: Store, rated: Assessment) -> None:
    imported = exported(store, rated)
    odd = tuple(
        replace(each, value="bogus") if each.kind == "rating" else each for each in imported.entries
    )
    seen = preview_import(workspace_of(store, ANA), None, replace(imported, entries=odd), MATRIX)
    message = " ".join(import_summary(seen))
    assert "2 entries with a value this matrix doesn't offer" in message
    assert "The hidden value isn't a valid value for" in message
    assert "bogus" not in message


def test_revealed_ratings_are_listed(store: Store, rated: Assessment) -> None:
    file = edited(exported(store, rated))
    show(store, rated)
    seen = preview_import(workspace_of(store, ANA), rated, file, MATRIX)
    line = next(each for each in seen.lines if each.today == ITEM)
    (text,) = entry_texts(seen, [line])
    assert (line.change, text.old, text.new) == (EntryChange.kept, TITLES[HIGH], TITLES[LOW])
