"""The history of reviews says who did what, also for a review that was removed."""

from __future__ import annotations

from report_support import NOW, first_matrix
from store_support import ANA, Clock, begin, workspace_of

from skills.entries.review_entries import OWNER, item_of
from skills.sentences.review_history import HIDDEN
from skills.store import Store
from skills.workspace.export import AssessmentFiles
from skills.workspace.review_log import log_file, log_lines
from skills.workspace.reviews import invite, reveal

pytest_plugins = ["store_support"]

REVIEW = "review-0001"
MATRIX = first_matrix()


def begun(store: Store) -> str:
    """Return an assessment that a mentor has rated one statement of."""
    made = begin(store).id
    invite(store, ANA, made, "Mo", review_id=REVIEW, now=NOW)
    scale = next(iter(MATRIX.statements.values())).scale
    item = item_of(REVIEW, next(iter(MATRIX.statements)))
    option = scale.options[0].id
    store.save(
        ANA,
        made,
        "rating",
        item,
        option,
        tab="m",
        widget_revision=0,
        operation="rate",
        actor=REVIEW,
    )
    return made


def ratings_in_log(store: Store, assessment: str, clock: Clock) -> list[tuple[str, bool, bool]]:
    """Return who changed each rating, and whether its values are hidden."""
    found = store.assessment(ANA, assessment)
    lines = log_lines(AssessmentFiles(workspace_of(store), found, MATRIX, clock()))
    return [
        (each.who, each.before == HIDDEN, each.after == HIDDEN)
        for each in lines
        if each.kind == "rating"
    ]


def test_a_hidden_rating_names_its_skill_and_not_its_statement(store: Store, clock: Clock) -> None:
    made = begun(store)
    source = AssessmentFiles(workspace_of(store), store.assessment(ANA, made), MATRIX, clock())
    statement = next(iter(MATRIX.statements.values()))
    (skill,) = (each for each in MATRIX.skills.values() if statement in each.statements)
    (line,) = (each for each in log_lines(source) if each.kind == "rating")
    assert (line.item, line.subject) == (item_of(REVIEW, skill.id), skill.title)
    assert statement.id.encode() not in log_file(source)
    reveal(store, ANA, made, REVIEW, by=REVIEW, now=NOW, operation="reveal")
    source = AssessmentFiles(workspace_of(store), store.assessment(ANA, made), MATRIX, clock())
    assert statement.text.encode() in log_file(source)


def test_ratings_that_were_never_revealed_stay_hidden_when_they_are_removed(
    store: Store, clock: Clock
) -> None:
    made = begun(store)
    store.remove_review(ANA, made, REVIEW)
    assert ratings_in_log(store, made, clock) == [("Mo", False, True), (OWNER, True, False)]


def test_what_a_removed_mentor_did_is_not_put_down_to_the_person(
    store: Store, clock: Clock
) -> None:
    made = begun(store)
    reveal(store, ANA, made, REVIEW, by=REVIEW, now=NOW, operation="reveal")
    store.remove_review(ANA, made, REVIEW)
    assert ratings_in_log(store, made, clock) == [("Mo", False, False), (OWNER, False, False)]
