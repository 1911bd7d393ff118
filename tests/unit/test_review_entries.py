"""Reviews, ratings, agreed levels and actions as stored: what is read back, and what never is."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from state_support import small_matrix

from skills.entries.kinds import DECIDERS, NOTE_LENGTH, TITLE_LENGTH, Kind
from skills.entries.review_entries import (
    ACTION_OWNERS,
    MENTORS_OWN,
    OWNER,
    SHARED,
    Action,
    Review,
    about,
    actions_in,
    agreeable_levels,
    agreed_level,
    agreed_levels,
    as_action,
    as_review,
    comments_of,
    item_of,
    parts_of,
    ratings_of,
    revealed,
    reviews_in,
    still_open,
    written,
)
from skills.entries.rules import current_ids, is_value, value_meant, values_of
from skills.entries.storable_text import is_text
from skills.matrix import NOT_APPLICABLE
from skills.store import Entry

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
MATRIX = small_matrix()
REVIEW = "review-0001"

IDS = st.text("abc-_.09", min_size=1, max_size=8)
NAMES = st.text(max_size=TITLE_LENGTH).filter(str.strip).filter(is_text)
ZONES = st.integers(-14, 14).map(lambda hours: timezone(timedelta(hours=hours)))
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=ZONES)  # noqa: DTZ001
REVIEWS = st.builds(
    Review,
    mentor=NAMES,
    began_at=MOMENTS,
    revealed_at=st.none() | MOMENTS,
    revealed_by=st.sampled_from([OWNER, REVIEW]),
)
ACTIONS = st.builds(
    Action,
    skill=IDS | st.just(""),
    project=IDS,
    text=st.text(max_size=200).filter(is_text),
    owner=st.sampled_from(ACTION_OWNERS),
    due=st.none() | st.dates(),
    is_done=st.booleans(),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)
MIXED = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(
        ("mentor", "began_at", "revealed_at", "revealed_by", "due", "owner", "text", "is_done"),
        JSON | st.just(NOW.isoformat()) | st.just("2026-03-01") | st.just("2026-03-01T12:00"),
    ),
).map(json.dumps)
HOSTILE = (
    *("", "null", "[]", '"text"', "{", "[" * NOTE_LENGTH, '{"a":' * 700, "9" * NOTE_LENGTH),
    *('{"mentor": NaN}', '{"mentor": 1e999, "began_at": 1}', '{"text": ""}', '{"project": ""}'),
    '{"text": "x", "due": "tomorrow"}',
    '{"text": "x", "due": 20260301}',
    '{"text": "x", "due": ["2026-03-01"]}',
    '{"text": "x", "owner": "someone"}',
    '{"text": "x", "owner": null}',
    json.dumps({"mentor": "Mo", "began_at": NOW.timestamp()}),
    json.dumps({"mentor": "Mo", "began_at": None}),
    json.dumps({"mentor": "Mo", "began_at": "2026-03-01T12:00:00"}),
    json.dumps({"mentor": "Mo", "began_at": "2026-03-01"}),
    json.dumps({"mentor": "Mo", "began_at": NOW.isoformat(), "revealed_at": "2026-03-02T12:00"}),
    json.dumps({"mentor": "Mo", "began_at": NOW.isoformat(), "revealed_at": 5}),
    json.dumps({"mentor": "Mo", "began_at": NOW.isoformat(), "revealed_at": ""}),
    json.dumps({"mentor": "", "began_at": NOW.isoformat()}),
    json.dumps({"mentor": " \t", "began_at": NOW.isoformat()}),
    json.dumps({"mentor": "M" * (TITLE_LENGTH + 1), "began_at": NOW.isoformat()}),
    json.dumps({"mentor": "Mo", "began_at": NOW.isoformat(), "text": "x" * NOTE_LENGTH}),
    json.dumps({"began_at": NOW.isoformat()}),
)


def entry(kind: Kind, item: str, value: str | None) -> Entry:
    return Entry(kind, item, value, revision=1, changed_at=NOW)


@pytest.mark.slow
@given(REVIEWS)
def test_a_review_is_read_as_it_was_written(review: Review) -> None:
    assert as_review(written(review)) == review


@given(ACTIONS)
def test_an_action_is_read_as_it_was_written(action: Action) -> None:
    assert as_action(written(action)) == action


@pytest.mark.parametrize("text", HOSTILE)
def test_text_that_is_not_a_review_or_an_action_is_not_read(text: str) -> None:
    assert as_review(text) is None
    assert as_action(text) is None


@pytest.mark.slow
@given(st.text() | JSON.map(json.dumps) | MIXED)
@settings(max_examples=examples(300))
def test_any_text_is_read_without_fault_and_only_as_something_complete(text: str) -> None:
    review, action, level = as_review(text), as_action(text), agreed_level(text)
    assert review is None or (review.mentor.strip() and review.began_at.tzinfo)
    assert review is None or review.revealed_at is None or review.revealed_at.tzinfo
    assert action is None or (action.owner in ACTION_OWNERS and (action.project or action.text))
    assert level is None or level >= 0


@given(REVIEWS, MOMENTS, MOMENTS)
def test_revealing_twice_changes_nothing(review: Review, at: datetime, later: datetime) -> None:
    once = revealed(review, at, REVIEW)
    assert once.is_revealed
    assert revealed(once, later, OWNER) == once
    assert (once.mentor, once.began_at) == (review.mentor, review.began_at)


@given(IDS, IDS | st.just("a/b"))
def test_an_item_id_contains_the_review_and_its_subject(review: str, thing: str) -> None:
    assert parts_of(item_of(review, thing)) == (review, thing)
    assert {about(kind, item_of(review, thing)) for kind in MENTORS_OWN} == {thing}
    assert about("agreed", thing) == thing


def test_no_kind_is_both_a_mentors_own_and_shared() -> None:
    assert not MENTORS_OWN & SHARED


@pytest.mark.slow
@given(st.lists(st.tuples(IDS, IDS, st.sampled_from(["o0", "o1", None])), max_size=8))
def test_only_a_mentors_own_ratings_and_comments_are_theirs(
    given_: list[tuple[str, str, str | None]],
) -> None:
    written_ = {(review, each): value for review, each, value in given_}
    entries = [
        entry(kind, item_of(*place), value)
        for place, value in written_.items()
        for kind in ("rating", "comment", "answer", "note")
    ]
    for review in [*(of for of, _ in written_), "nobody"]:
        own = {each: value for (of, each), value in written_.items() if of == review}
        assert ratings_of(review, entries) == comments_of(review, entries) == own


@pytest.mark.slow
@given(st.lists(REVIEWS, max_size=5), st.randoms())
def test_reviews_stand_in_the_order_in_which_they_began(
    found: list[Review], random: object
) -> None:
    entries = [entry("review", f"r{at}", written(each)) for at, each in enumerate(found)]
    entries += [entry("review", "cleared", None), entry("review", "broken", "{")]
    entries.append(entry("note", "other", written(Review("Mo", NOW))))
    random.shuffle(entries)
    read = reviews_in(entries)
    assert dict(read) == {f"r{at}": each for at, each in enumerate(found)}
    began = [each.began_at for each in read.values()]
    assert began == sorted(began)


@given(st.lists(ACTIONS, max_size=5), st.randoms())
def test_the_action_that_is_due_first_comes_first(found: list[Action], random: object) -> None:
    entries = [entry("action", f"a{at}", written(each)) for at, each in enumerate(found)]
    entries += [entry("action", "cleared", None), entry("action", "broken", "[]")]
    random.shuffle(entries)
    read = actions_in(entries)
    assert dict(read) == {f"a{at}": each for at, each in enumerate(found)}
    dues = [each.due or date.max for each in read.values()]
    assert dues == sorted(dues)


def test_every_half_level_up_to_the_top_can_be_agreed() -> None:
    assert agreeable_levels(2) == ("0", "0.5", "1", "1.5", "2")
    assert [agreed_level(each) for each in agreeable_levels(2)] == [0, 0.5, 1, 1.5, 2]


@pytest.mark.parametrize(
    "text",
    ["", "x", "0.25", "-1", "-0.5", "1.0", "01", " 1", "1 ", "+1", "1_0", "nan", "inf", "１"],
)
def test_a_level_that_is_written_otherwise_is_not_agreed(text: str) -> None:
    assert agreed_level(text) is None
    assert not is_value(MATRIX, "agreed", "sql", text)


def test_cleared_and_broken_agreed_levels_count_as_none() -> None:
    entries = [
        entry("agreed", "sql", "2.5"),
        entry("agreed", "git", None),
        entry("agreed", "ml", "lots"),
        entry("note", "sql", "3"),
    ]
    assert agreed_levels(entries) == {"sql": 2.5}


VALID: tuple[tuple[Kind, str, str], ...] = (
    ("review", REVIEW, written(Review("Mo", NOW))),
    ("rating", f"{REVIEW}/sql.s0", "o4"),
    ("rating", f"{REVIEW}/sql.s0", NOT_APPLICABLE),
    ("comment", f"{REVIEW}/sql", "Seen it."),
    ("comment", f"{REVIEW}/sql", ""),
    ("agreed", "sql", "3.5"),
    *(("decided", "sql", each) for each in DECIDERS),
    ("discussion", "sql", "We talked."),
    ("action", "any-id", written(Action(text="Read"))),
)
INVALID: tuple[tuple[Kind, str, str], ...] = (
    ("review", f"{REVIEW}/sql", written(Review("Mo", NOW))),
    ("review", REVIEW, "{}"),
    ("rating", "sql.s0", "o4"),
    ("rating", "/sql.s0", "o4"),
    ("rating", REVIEW, "o4"),
    ("rating", f"{REVIEW}/sql", "o4"),
    ("rating", f"{REVIEW}/gone", "o4"),
    ("rating", f"{REVIEW}/sql.s0/", "o4"),
    ("rating", f"{REVIEW}/sql.s0", "o9"),
    ("comment", "sql", "Seen it."),
    ("comment", f"{REVIEW}/sql.s0", "Seen it."),
    ("comment", f"{REVIEW}/sql", "x" * (NOTE_LENGTH + 1)),
    ("agreed", "gone", "1"),
    ("agreed", f"{REVIEW}/sql", "1"),
    ("agreed", "sql", "4.5"),
    ("decided", "sql", "nobody"),
    ("decided", "gone", "self"),
    ("discussion", "sql.s0", "We talked."),
    ("discussion", "sql", "x" * (NOTE_LENGTH + 1)),
    ("action", "any-id", written(Action(skill="sql"))),
)


@pytest.mark.parametrize(("kind", "item", "value"), VALID)
def test_values_that_a_review_may_hold_are_valid(kind: Kind, item: str, value: str) -> None:
    assert is_value(MATRIX, kind, item, value)
    assert value_meant(MATRIX, kind, item, value) == value


@pytest.mark.parametrize(("kind", "item", "value"), INVALID)
def test_values_that_no_review_may_hold_are_invalid(kind: Kind, item: str, value: str) -> None:
    assert not is_value(MATRIX, kind, item, value)


def test_every_value_that_is_offered_is_valid() -> None:
    slots: list[tuple[Kind, str]] = [
        *(("rating", f"{REVIEW}/sql.s0"), ("agreed", "sql"), ("decided", "sql")),
    ]
    for kind, item in slots:
        offered = values_of(MATRIX, kind, item)
        assert len(offered) > 2
        assert all(is_value(MATRIX, kind, item, each) for each in offered)


def test_what_both_write_goes_by_the_ids_of_skills() -> None:
    ids = current_ids(MATRIX)
    assert {*ids["agreed"]} == {*ids["decided"]} == {*ids["discussion"]} == {"sql", "git"}
    assert not {"review", "rating", "comment", "action"} & {*ids}


def test_what_was_agreed_before_the_talk_and_is_not_done_is_still_open() -> None:
    """Both mentors were invited before the first talk, which is no reason to forget about it."""
    second = Review("Ben", NOW - timedelta(days=9), revealed_at=NOW)
    made = [("later", 1), ("older", -1), ("done", -1), ("oldest", -2)]
    entries = []
    for text, hours in made:
        action = Action(text=text, is_done=text == "done")
        at = NOW + timedelta(hours=hours)
        entries.append(Entry("action", text, written(action), revision=1, changed_at=at))
    assert [each.text for each in still_open(entries, second)] == ["older", "oldest"]
    assert still_open(entries, Review("Ben", NOW)) == ()
