"""An import leaves the reviews of an assessment alone, and its undo leaves what was revealed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from reports_for_tests import NOW
from states_for_tests import small_matrix
from stores_for_tests import ANA, workspace_of

from skills.entries.kinds import IncomingEntry, Kind
from skills.entries.review_entries import MENTORS_OWN, OWNER, item_of, reviews_in
from skills.importing.detect import read_file
from skills.importing.preview import EntryChange, Prefer, chosen, is_nothing_for
from skills.importing.read_result import ImportedData
from skills.importing.review_answer import Answered, compare_answer
from skills.matrix import Matrix, Skill, Statement
from skills.sentences.imports import entry_texts, import_summary
from skills.sentences.review import answer_text
from skills.sentences.review_history import HIDDEN
from skills.store import Assessment, Store
from skills.workspace.access import MentorAccess
from skills.workspace.export import AssessmentFiles
from skills.workspace.import_file import import_as_new, import_into, preview_import
from skills.workspace.matrices import MatrixChoice
from skills.workspace.reviews import invite, reveal
from skills.workspace.sign_off import sign

pytest_plugins = ["store_fixture"]

MATRIX = small_matrix()
FIRST, SECOND, THIRD, *_ = MATRIX.statements
SKILL = next(iter(MATRIX.skills))
LOW, HIGH = (MATRIX.statements[FIRST].scale.options[each].id for each in (0, -1))
TITLES = {each.id: each.title for each in MATRIX.statements[FIRST].scale.options}
REVIEW = "review-1"
ITEM = item_of(REVIEW, FIRST)
PREFERENCES: tuple[Prefer, ...] = ("file", "newer", "mine")
Values = dict[tuple[Kind, str], str | None]
ABOUT = ImportedData(
    entries=(), matrix_id=MATRIX.id, title="Along", profile=next(iter(MATRIX.profiles))
)


def begin(store: Store, operation: str = "other") -> Assessment:
    workspace, choice = workspace_of(store, ANA), MatrixChoice(MATRIX)
    return import_as_new(workspace, ABOUT, choice, operation=operation)


@pytest.fixture
def found(store: Store) -> Assessment:
    """Begin an assessment that a mentor has rated, with the ratings still hidden."""
    made = begin(store, "first")
    invite(store, ANA, made.id, "Mo", review=REVIEW, now=NOW)
    rate(store, made, FIRST, HIGH)
    rate(store, made, SECOND, LOW)
    write(store, made, "comment", item_of(REVIEW, SKILL), "Fine work")
    return made


def write(store: Store, found: Assessment, kind: Kind, item: str, value: str | None) -> None:
    access = MentorAccess(store, ANA, found.id, REVIEW)
    old = access.entries().get((kind, item))
    drawn = old.revision if old else 0
    access.save(kind, item, value, tab="t", drawn=drawn, operation=f"{kind}{item}{value}")


def rate(store: Store, found: Assessment, statement: str, value: str | None) -> None:
    write(store, found, "rating", item_of(REVIEW, statement), value)


def show(store: Store, found: Assessment) -> None:
    reveal(store, ANA, found.id, REVIEW, by=OWNER, now=NOW, operation="show")


def files(store: Store, found: Assessment) -> AssessmentFiles:
    return AssessmentFiles(workspace_of(store, ANA), found, MATRIX, NOW)


def exported(store: Store, found: Assessment) -> ImportedData:
    read = read_file(files(store, found).file("json"), "mine.json")
    assert read.imported is not None
    return read.imported


def of_review(store: Store, found: Assessment) -> Values:
    entries = store.entries(ANA, found.id).items()
    return {key: each.value for key, each in entries if key[0] in {"review", *MENTORS_OWN}}


def bring(store: Store, found: Assessment, imported: ImportedData, prefer: Prefer = "file") -> int:
    seen = preview_import(workspace_of(store, ANA), found, imported, MATRIX)
    entries = chosen(seen, prefer)
    return import_into(workspace_of(store, ANA), found, imported, entries, operation="bring")


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
    prefer: Prefer, store: Store, found: Assessment
) -> None:
    before = exported(store, found)
    show(store, found)
    sign(files(store, found), REVIEW, by=OWNER, operation="sign")
    stored = of_review(store, found)
    bring(store, found, before, prefer)
    assert of_review(store, found) == stored
    (review,) = reviews_in(store.entries(ANA, found.id).values()).values()
    assert review.is_revealed
    signed = files(store, found).signed_off(review)
    assert signed is not None
    assert signed.state is not None


@pytest.mark.parametrize("prefer", PREFERENCES)
@pytest.mark.parametrize("state", ["hidden", "revealed"])
def test_an_edited_file_changes_adds_and_clears_no_rating(
    prefer: Prefer, state: str, store: Store, found: Assessment
) -> None:
    imported = exported(store, found)
    if state == "revealed":
        show(store, found)
    rate(store, found, SECOND, None)
    stored = of_review(store, found)
    third = IncomingEntry("rating", item_of(REVIEW, THIRD), HIGH, NOW)
    odd = IncomingEntry("rating", item_of(REVIEW, "gone.s0"), HIGH, NOW)
    cleared = IncomingEntry("comment", item_of(REVIEW, SKILL), None, NOW)
    bring(store, found, edited(imported, third, odd), prefer)
    assert of_review(store, found) == stored
    seen = preview_import(
        workspace_of(store, ANA), found, replace(imported, entries=(cleared,)), MATRIX
    )
    assert chosen(seen, prefer) == ()


def test_the_store_itself_keeps_reviews_whatever_was_previewed(
    store: Store, found: Assessment
) -> None:
    """A mentor may be invited, or reveal, between a preview and the import."""
    imported = edited(exported(store, found))
    show(store, found)
    stored = of_review(store, found)
    answer = IncomingEntry("answer", FIRST, HIGH, NOW)
    entries = [*imported.entries, answer]
    workspace = workspace_of(store, ANA)
    assert import_into(workspace, found, imported, entries, operation="blind") == 1
    assert of_review(store, found) == stored


def test_a_new_assessment_gets_everything_from_a_file(store: Store, found: Assessment) -> None:
    show(store, found)
    sign(files(store, found), REVIEW, by=OWNER, operation="sign")
    imported = exported(store, found)
    made = import_as_new(
        workspace_of(store, ANA), imported, MatrixChoice(MATRIX), operation="again"
    )
    assert of_review(store, made) == of_review(store, found)


def test_a_review_that_is_not_here_comes_in_whole(store: Store, found: Assessment) -> None:
    imported, other = exported(store, found), begin(store)
    invite(store, ANA, other.id, "Bo", review="review-2", now=NOW)
    assert bring(store, other, imported) == 4
    values = of_review(store, other)
    assert values.pop(("review", "review-2"))
    assert values == of_review(store, found)


def test_the_preview_counts_what_stays_as_kept(store: Store, found: Assessment) -> None:
    imported = exported(store, found)
    show(store, found)
    note = IncomingEntry("note", SKILL, "New", NOW)
    file = edited(imported, note)
    seen = preview_import(workspace_of(store, ANA), found, file, MATRIX)
    assert seen.counts == {"new": 1, "changed": 0, "same": 0, "kept": 4, "unknown": 0}
    assert import_summary(seen) == (
        "5 entries: 1 new and 4 kept.",
        "4 entries belong to a review that's already here: importing doesn't change them.",
    )
    assert bring(store, found, file) == 1
    alone = replace(imported, entries=tuple(e for e in imported.entries if e.kind == "rating"))
    assert not is_nothing_for(preview_import(workspace_of(store, ANA), found, alone, MATRIX))


@pytest.mark.parametrize("into", ["new", "existing"])
def test_no_hidden_rating_is_listed(into: str, store: Store, found: Assessment) -> None:
    file = edited(exported(store, found))
    target = None if into == "new" else found
    seen = preview_import(workspace_of(store, ANA), target, file, MATRIX)
    lines = [
        text
        for line, text in zip(seen.lines, entry_texts(seen, seen.lines), strict=True)
        if line.kind in MENTORS_OWN
    ]
    here = "" if into == "new" else HIDDEN
    assert [(each.old, each.new) for each in lines] == [(here, HIDDEN)] * 3


def test_a_hidden_rating_that_fits_nothing_is_not_told(store: Store, found: Assessment) -> None:
    imported = exported(store, found)
    odd = tuple(
        replace(each, value="bogus") if each.kind == "rating" else each for each in imported.entries
    )
    seen = preview_import(workspace_of(store, ANA), None, replace(imported, entries=odd), MATRIX)
    told = " ".join(import_summary(seen))
    assert "2 entries with a value this matrix doesn't offer" in told
    assert "The hidden value isn't a valid value for" in told
    assert "bogus" not in told


def test_revealed_ratings_are_listed(store: Store, found: Assessment) -> None:
    file = edited(exported(store, found))
    show(store, found)
    seen = preview_import(workspace_of(store, ANA), found, file, MATRIX)
    line = next(each for each in seen.lines if each.today == ITEM)
    (text,) = entry_texts(seen, [line])
    assert (line.change, text.old, text.new) == (EntryChange.kept, TITLES[HIGH], TITLES[LOW])


def answered(store: Store, found: Assessment, value: str = HIGH) -> None:
    """Import what a mentor sent back by file: another rating."""
    entry = IncomingEntry("rating", item_of(REVIEW, THIRD), value, NOW)
    store.import_entries(ANA, found.id, [entry], review=REVIEW, operation="answer")


def test_undoing_keeps_ratings_that_were_revealed_since(store: Store, found: Assessment) -> None:
    answered(store, found)
    show(store, found)
    stored = of_review(store, found)
    undone = store.undo_import(ANA, found.id, "answer")
    assert (undone.reverted, undone.kept) == (0, (("rating", item_of(REVIEW, THIRD)),))
    assert of_review(store, found) == stored


def test_undoing_reverts_ratings_that_are_still_hidden(store: Store, found: Assessment) -> None:
    stored = of_review(store, found)
    answered(store, found)
    assert store.undo_import(ANA, found.id, "answer").reverted == 1
    assert of_review(store, found) == {**stored, ("rating", item_of(REVIEW, THIRD)): None}


def test_undoing_a_wrong_file_after_the_reveal_reverts_it(store: Store, found: Assessment) -> None:
    show(store, found)
    stored = of_review(store, found)
    answered(store, found)
    assert store.undo_import(ANA, found.id, "answer").reverted == 1
    assert of_review(store, found) == {**stored, ("rating", item_of(REVIEW, THIRD)): None}


def test_undoing_keeps_ratings_that_were_signed_off_since(store: Store, found: Assessment) -> None:
    show(store, found)
    answered(store, found)
    sign(files(store, found), REVIEW, by=OWNER, operation="sign")
    assert store.undo_import(ANA, found.id, "answer").reverted == 0


def test_undoing_a_whole_file_keeps_its_review_once_it_was_revealed(
    store: Store, found: Assessment
) -> None:
    imported, other = exported(store, found), begin(store)
    note = IncomingEntry("note", SKILL, "New", NOW)
    bring(store, other, replace(imported, entries=(*imported.entries, note)))
    show(store, other)
    stored = of_review(store, other)
    undone = store.undo_import(ANA, other.id, "bring")
    assert (undone.reverted, len(undone.kept)) == (1, 4)
    assert of_review(store, other) == stored


def test_undoing_a_whole_file_takes_back_a_review_that_came_revealed(
    store: Store, found: Assessment
) -> None:
    show(store, found)
    imported, other = exported(store, found), begin(store)
    bring(store, other, imported)
    assert store.undo_import(ANA, other.id, "bring").reverted == 4
    assert set(of_review(store, other).values()) == {None}
    assert bring_again(store, other, imported) == 4


def bring_again(store: Store, found: Assessment, imported: ImportedData) -> int:
    seen = preview_import(workspace_of(store, ANA), found, imported, MATRIX)
    return import_into(workspace_of(store, ANA), found, imported, chosen(seen), operation="again")


def test_an_answer_with_ratings_of_two_reviews_is_none(store: Store, found: Assessment) -> None:
    read = read_file(files(store, found).file("json"), "mine.json")
    invite(store, ANA, found.id, "Bo", review="review-2", now=NOW)
    assert read.imported is not None
    other = IncomingEntry("rating", item_of("review-2", FIRST), LOW, NOW)
    both = replace(read.imported, entries=(*read.imported.entries, other))
    stored = store.entries(ANA, found.id)
    assert compare_answer(read, found.id, stored, MATRIX).review == REVIEW
    mixed = compare_answer(replace(read, imported=both), found.id, stored, MATRIX)
    assert (mixed.review, mixed.entries) == ("", ())


def test_an_answer_by_file_follows_new_ids_and_counts_what_has_no_place(
    store: Store, found: Assessment
) -> None:
    renamed = _renamed(MATRIX)
    read = read_file(files(store, found).file("json"), "mine.json")
    gone = IncomingEntry("rating", item_of(REVIEW, "gone"), LOW, NOW)
    no_option = IncomingEntry("rating", item_of(REVIEW, THIRD), "no-option", NOW)
    assert read.imported is not None
    more = replace(read.imported, entries=(*read.imported.entries, gone, no_option))
    stored = store.entries(ANA, found.id)
    coming = compare_answer(replace(read, imported=more), found.id, stored, renamed)
    assert {(each.kind, each.item, each.value) for each in coming.entries} == {
        ("rating", item_of(REVIEW, f"{FIRST}-2"), HIGH),
        ("rating", item_of(REVIEW, SECOND), LOW),
        ("comment", item_of(REVIEW, f"{SKILL}-2"), "Fine work"),
    }
    assert (coming.review, coming.new, coming.same, coming.without_place) == (REVIEW, 2, 1, 2)


def test_what_has_no_place_is_said_beside_what_has_one() -> None:
    assert answer_text(Answered(REVIEW, new=2, same=1, without_place=1)) == (
        "Ratings and comments: 2 new and 1 already here. "
        "1 rating or comment can't be imported: your matrix has no place for it."
    )
    assert answer_text(Answered(REVIEW, without_place=3)) == (
        "3 ratings or comments can't be imported: your matrix has no place for them."
    )


def _renamed(matrix: Matrix) -> Matrix:
    """Return a matrix in which the first statement and its skill have new ids."""

    def statement(each: Statement) -> Statement:
        return replace(each, id=f"{FIRST}-2", was=(FIRST,)) if each.id == FIRST else each

    def skill(each: Skill) -> Skill:
        each = replace(each, statements=tuple(map(statement, each.statements)))
        return replace(each, id=f"{SKILL}-2", was=(SKILL,)) if each.id == SKILL else each

    return replace(
        matrix,
        areas=tuple(replace(each, skills=tuple(map(skill, each.skills))) for each in matrix.areas),
    )


def test_an_answer_by_file_changes_its_own_review_only(store: Store, found: Assessment) -> None:
    invite(store, ANA, found.id, "Bo", review="review-2", now=NOW)
    stored = of_review(store, found)
    wanted = [
        IncomingEntry("rating", ITEM, LOW, NOW),
        IncomingEntry("rating", item_of("review-2", FIRST), LOW, NOW),
        IncomingEntry("review", REVIEW, "{}", NOW),
    ]
    assert store.import_entries(ANA, found.id, wanted, review=REVIEW, operation="answer") == 1
    assert of_review(store, found) == {**stored, ("rating", ITEM): LOW}
