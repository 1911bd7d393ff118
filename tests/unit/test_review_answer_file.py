"""A mentor's answer by file changes its own review, and follows new ids."""

from __future__ import annotations

from dataclasses import replace

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
    files,
    of_review,
)
from report_support import NOW
from store_support import ANA

from skills.entries.kinds import IncomingEntry
from skills.entries.review_entries import item_of
from skills.importing.detect import read_file
from skills.importing.review_answer import Answered, compare_answer
from skills.matrix import Matrix, Skill, Statement
from skills.sentences.review import answer_text
from skills.store import Assessment, Store
from skills.workspace.reviews import invite

pytest_plugins = ["store_support", "imported_reviews_support"]


def test_an_answer_with_ratings_of_two_reviews_is_none(store: Store, rated: Assessment) -> None:
    read = read_file(files(store, rated).file("json"), "mine.json")
    invite(store, ANA, rated.id, "Bo", review="review-2", now=NOW)
    assert read.imported is not None
    other = IncomingEntry("rating", item_of("review-2", FIRST), LOW, NOW)
    both = replace(read.imported, entries=(*read.imported.entries, other))
    stored = store.entries(ANA, rated.id)
    assert compare_answer(read, rated.id, stored, MATRIX).review == REVIEW
    mixed = compare_answer(replace(read, imported=both), rated.id, stored, MATRIX)
    assert (mixed.review, mixed.entries) == ("", ())


def test_an_answer_by_file_follows_new_ids_and_counts_what_has_no_place(
    store: Store, rated: Assessment
) -> None:
    renamed = _renamed(MATRIX)
    read = read_file(files(store, rated).file("json"), "mine.json")
    gone = IncomingEntry("rating", item_of(REVIEW, "gone"), LOW, NOW)
    no_option = IncomingEntry("rating", item_of(REVIEW, THIRD), "no-option", NOW)
    assert read.imported is not None
    more = replace(read.imported, entries=(*read.imported.entries, gone, no_option))
    stored = store.entries(ANA, rated.id)
    coming = compare_answer(replace(read, imported=more), rated.id, stored, renamed)
    assert {(each.kind, each.item, each.value) for each in coming.entries} == {
        ("rating", item_of(REVIEW, f"{FIRST}-2"), HIGH),
        ("rating", item_of(REVIEW, SECOND), LOW),
        ("comment", item_of(REVIEW, f"{SKILL}-2"), "Fine work"),
    }
    assert (coming.review, coming.new, coming.same, coming.without_place) == (REVIEW, 2, 1, 2)


def test_ratings_without_a_place_are_counted_beside_the_others() -> None:
    assert answer_text(Answered(REVIEW, new=2, same=1, without_place=1)) == (
        "Ratings and comments: 2 new and 1 already here. "
        "1 rating or comment can't be imported: no match in your matrix."
    )
    assert answer_text(Answered(REVIEW, without_place=3)) == (
        "3 ratings or comments can't be imported: no match in your matrix."
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


def test_an_answer_by_file_changes_its_own_review_only(store: Store, rated: Assessment) -> None:
    invite(store, ANA, rated.id, "Bo", review="review-2", now=NOW)
    stored = of_review(store, rated)
    wanted = [
        IncomingEntry("rating", ITEM, LOW, NOW),
        IncomingEntry("rating", item_of("review-2", FIRST), LOW, NOW),
        IncomingEntry("review", REVIEW, "{}", NOW),
    ]
    assert store.import_entries(ANA, rated.id, wanted, review=REVIEW, operation="answer") == 1
    assert of_review(store, rated) == {**stored, ("rating", ITEM): LOW}
