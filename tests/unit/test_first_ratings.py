"""What a mentor rated before the reveal stays beside what they rate now."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from effort import examples
from hypothesis import given, settings
from matrix_support import a_matrix, a_skill, answer, answers_to
from report_support import NOW as REPORTED
from report_support import assessment, first_matrix
from store_support import ANA, Clock, begin_with, workspace_of

from skills.entries.kinds import IncomingEntry
from skills.entries.review_entries import OWNER, item_of
from skills.matrix import NOT_APPLICABLE, Target
from skills.reports.report import Parts
from skills.reports.writers import WRITERS
from skills.review.first_ratings import (
    ChangedRating,
    FirstRating,
    RatingEvent,
    first_choices,
    first_ratings,
)
from skills.sentences.talk import changed_rating_text, first_level_text
from skills.store import Assessment, Event, Store
from skills.workspace.changed_ratings import changed_ratings
from skills.workspace.export import AssessmentFiles
from skills.workspace.reviews import invite, reveal, talk_of

pytestmark = pytest.mark.slow

pytest_plugins = ["store_support"]

REVIEW = "review-0001"
SINCE = datetime(2026, 3, 1, tzinfo=UTC)
SQL, GIT = a_skill("sql"), a_skill("git")
MATRIX = a_matrix(SQL, GIT, targets=[Target("sql", 3), Target("git", 2)])
PROFILE = "role.level"
FULL = first_matrix()
SKILL = next(iter(FULL.skills.values()))


def event(statement: str, new: str | None, hours: int, *, is_import: bool = False) -> RatingEvent:
    return RatingEvent(statement, new, SINCE + timedelta(hours=hours), is_import)


def test_the_first_rating_is_the_last_one_before_the_reveal() -> None:
    events = [
        event("a", "o1", -3),
        event("a", "o2", -2),
        event("b", "o1", -2),
        event("b", None, 0),
        event("a", "o3", 1),
        event("c", "o4", 2),
    ]
    assert first_choices(events, SINCE) == {"a": "o2", "b": None, "c": None}


def test_what_was_changed_before_a_file_brought_it_here_is_not_known() -> None:
    assert first_choices([event("a", "o1", 1, is_import=True)], SINCE) is None
    known = [event("a", "o1", -1, is_import=True), event("a", "o2", 1, is_import=True)]
    assert first_choices(known, SINCE) == {"a": "o1"}


def test_a_changed_skill_has_both_levels_and_each_changed_statement() -> None:
    first = answer(SQL, 1, 0, None, None) | answer(GIT, 1, 1, 0, 0)
    now = answer(SQL, 1, 1, 1, None) | answer(GIT, 1, 1, 0, 0)
    (found,) = first_ratings(MATRIX, PROFILE, first, now).items()
    skill, rating = found
    assert skill == "sql"
    assert rating.level is not None
    assert rating.now is not None
    assert rating.level < rating.now
    assert [each.statement for each in rating.statements] == ["sql.s1", "sql.s2"]
    assert rating.statements[1].first is None


def test_a_skill_rated_only_after_the_reveal_had_no_level() -> None:
    found = first_ratings(MATRIX, PROFILE, {}, answer(SQL, 1, 1, 0, 0))["sql"]
    assert found.level is None
    assert found.now is not None


@given(answers_to(SQL, GIT), answers_to(SQL, GIT))
@settings(max_examples=examples(50))
def test_exactly_the_changed_ratings_are_found(first: dict[str, str], now: dict[str, str]) -> None:
    found = first_ratings(MATRIX, PROFILE, first, now)
    changes = {e.statement: (e.first, e.now) for each in found.values() for e in each.statements}
    every = {*first, *now}
    assert changes == {
        each: (first.get(each), now.get(each)) for each in every if first.get(each) != now.get(each)
    }
    assert first_ratings(MATRIX, PROFILE, now, now) == {}


def test_a_changed_rating_is_shown_in_the_words_of_its_scale() -> None:
    statement = SQL.statements[0]
    low, high = statement.scale.options[0], statement.scale.options[-1]
    change = ChangedRating(statement.id, low.id, high.id)
    assert changed_rating_text(MATRIX, change) == (
        f"first: {low.title} → now: {high.title} (changed after the reveal)"
    )
    aside = replace(change, first=None, now=NOT_APPLICABLE)
    assert changed_rating_text(MATRIX, aside) == (
        "first: not rated → now: Not observed (changed after the reveal)"
    )
    assert first_level_text("Mo", FirstRating(1.6, None, ())) == (
        "Mo's rating: first level 1.6, now not rated (changed after the reveal)"
    )


@pytest.fixture
def found(store: Store, clock: Clock) -> Assessment:
    """Return an assessment whose mentor changed a rating after the reveal."""
    made = begin_with(
        store,
        assessment(FULL),
        [
            IncomingEntry("answer", each.id, each.scale.options[1].id)
            for each in FULL.statements.values()
        ],
    )
    invite(store, ANA, made.id, "Mo", review=REVIEW, now=clock())
    for each in SKILL.statements:
        rate(store, made, each.id, 0)
    reveal(store, ANA, made.id, REVIEW, by=OWNER, now=clock(), operation="reveal")
    return made


def rate(store: Store, found: Assessment, statement: str, option: int) -> None:
    item = item_of(REVIEW, statement)
    before = store.entries(ANA, found.id, "rating", [item]).get(("rating", item))
    store.save(
        ANA,
        found.id,
        "rating",
        item,
        FULL.statements[statement].scale.options[option].id,
        tab="t",
        drawn=before.widget_revision("t") if before else 0,
        operation=f"{statement.replace('.', '-')}-{option}",
        actor=REVIEW,
    )


def files(store: Store, found: Assessment) -> AssessmentFiles:
    return AssessmentFiles(workspace_of(store), found, FULL, REPORTED)


def test_both_ratings_stand_side_by_side_in_the_talk(
    store: Store, found: Assessment, clock: Clock
) -> None:
    assert files(store, found).changed_ratings(REVIEW) == {}
    clock.now += timedelta(hours=1)
    changed = SKILL.statements[-1]
    rate(store, found, changed.id, 2)
    source = files(store, found)
    talk = talk_of(found, source.entries, FULL, REVIEW, today=source.today, history=source.history)
    assert list(talk.changed) == [SKILL.id]
    first, now = (changed.scale.options[each].id for each in (0, 2))
    assert talk.changed[SKILL.id].statements == (ChangedRating(changed.id, first, now),)
    assert talk.changed[SKILL.id].now == talk.mentor.own_level(SKILL.id)
    assert talk.unblinded[SKILL.id] == {"mentor"}


def test_the_history_is_read_only_where_something_was_changed(
    store: Store, found: Assessment
) -> None:
    def fail() -> tuple[Event, ...]:
        raise AssertionError

    entries = files(store, found).entries
    assert changed_ratings(found, entries, FULL, REVIEW, fail) == {}
    assert changed_ratings(found, entries, FULL, "nobody", fail) == {}


def test_another_mentors_changes_are_not_mixed_in(
    store: Store, found: Assessment, clock: Clock
) -> None:
    clock.now += timedelta(hours=1)
    other = item_of("review-0002", SKILL.statements[0].id)
    store.save(ANA, found.id, "rating", other, "x", tab="t", drawn=0, operation="other")
    assert files(store, found).changed_ratings(REVIEW) == {}


def test_a_report_shows_it_with_the_agreed_level_unless_answers_are_left_out(
    store: Store, found: Assessment, clock: Clock
) -> None:
    clock.now += timedelta(hours=1)
    rate(store, found, SKILL.statements[0].id, 2)
    store.save(ANA, found.id, "agreed", SKILL.id, "2", tab="t", drawn=0, operation="agreed")
    source = files(store, found)
    text = first_level_text("Mo", source.changed_ratings(REVIEW)[SKILL.id])
    assert [text in each.text for each in source.report().agreed] == [True]
    assert text in WRITERS["html"](source.report(), REPORTED).decode().replace("&#39;", "'")
    without = source.report(Parts(answers=False)).agreed
    assert [text in each.text for each in without] == [False]
