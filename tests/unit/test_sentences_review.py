"""Sentences about a mentor's review."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from matrix_support import the_profile
from review_sentences_support import MATRIX

from skills.entries.kinds import DECIDERS, Mode, Scope
from skills.entries.review_entries import OWNER, Action, Review, agreeable_levels, written
from skills.matrix import Target
from skills.questionnaire.questions import Progress
from skills.review.agenda import AgendaItem, AgendaReason
from skills.review.agreement import SkillDifference
from skills.scoring.assessed import assess
from skills.sentences.entry_labels import Labels
from skills.sentences.review import (
    LINK_WORDS,
    action_details,
    action_text,
    agreed_option,
    copy_deletion_warning,
    decided_words,
    handed_over_text,
    link_text,
    minutes_text,
    own_skills_rated,
    reveal_warning,
    review_status,
    shared_text,
    skills_agreed,
    skills_rated,
    statements_rated,
)
from skills.sentences.review_history import event_text
from skills.sentences.signatures import signed_text
from skills.sentences.talk import REASONS, agenda_item_text, comment_head

REVIEW = "review-0001"
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
TODAY = date(2026, 3, 1)
SOME = Progress(answered=5, asked=20, finished=2, skills=6)


@pytest.mark.parametrize(("musts", "every"), [(0, 12), (12, 12)])
def test_one_time_is_stated_where_all_skills_are_alike(musts: int, every: int) -> None:
    assert minutes_text(musts, every) == "It takes about 12 minutes."


def test_the_time_for_must_haves_is_stated_separately() -> None:
    assert minutes_text(1, 12) == (
        "The must-haves come first and take about 1 minute; rating everything takes about 12 "
        "minutes. You can stop at any point."
    )


def test_the_status_says_how_far_and_who_revealed() -> None:
    review = Review("Mo", NOW)
    hidden = "2 of 6 skills rated. Neither of you can see the other's ratings yet."
    assert review_status(review, SOME) == hidden
    shown = replace(review, revealed_at=NOW)
    assert review_status(shown, SOME) == "2 of 6 skills rated. Revealed by you on 1 March 2026."
    theirs = replace(shown, revealed_by="review-0001")
    signed = replace(shown, signed_at=NOW, seal="0123456789abcdef")
    assert review_status(signed, SOME).endswith(f"2026. {signed_text(signed)}")
    assert review_status(theirs, replace(SOME, skills=1, finished=1)) == (
        "1 of 1 skill rated. Revealed by Mo on 1 March 2026."
    )


def test_a_device_handed_over_says_with_whom_it_is() -> None:
    assert handed_over_text("Mo") == (
        "This device is with Mo. Your ratings and results stay hidden until it's back."
    )


def item(reason: AgendaReason, own: float | None, mentor: float | None) -> AgendaItem:
    person = assess(MATRIX, {}, {}, profile=the_profile(MATRIX).id, mode=Mode.full)
    return AgendaItem(reason, SkillDifference(Target("sql", 3), own, mentor), person.scores["sql"])


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (item(AgendaReason.unrated, None, 2), "There is no self-rating."),
        (item(AgendaReason.unrated, 1, None), "Mo hasn't rated this."),
        (item(AgendaReason.unknown, None, None), "Nobody has rated this."),
        (item(AgendaReason.alike, 2, 2), "You largely agree: both ratings are the same."),
        (
            item(AgendaReason.near, 2, 2.5),
            (
                "A must-have close to its target: Mo's rating is 0.5 of a level higher than the "
                "self-rating."
            ),
        ),
        (
            item(AgendaReason.apart, 3, 1),
            "You see it differently: Mo's rating is 2 levels lower than the self-rating.",
        ),
        (
            item(AgendaReason.apart, 1, 2),
            "You see it differently: Mo's rating is 1 level higher than the self-rating.",
        ),
    ],
)
def test_an_agenda_item_says_why_and_how_far_apart(found: AgendaItem, sentence: str) -> None:
    assert agenda_item_text(found, "Mo") == sentence


def test_only_a_mentor_with_a_page_is_said_to_see_the_self_rating() -> None:
    assert "they'll see how you rated yourself" in reveal_warning("Mo", has_page=True)
    assert "they'll see" not in reveal_warning("Mo", has_page=False)


def test_what_a_mentor_has_not_observed_is_not_called_missing() -> None:
    rated, unrated = (item(AgendaReason.unrated, own, None) for own in (1, None))
    assert agenda_item_text(rated, "Mo", is_unseen=True) == "Mo hasn't observed this."
    sentence = agenda_item_text(unrated, "Mo", is_unseen=True)
    assert sentence == "Mo hasn't observed this, and there is no self-rating."


def test_a_comment_changed_after_the_reveal_says_so() -> None:
    assert comment_head("Mo", is_late=False) == "Mo"
    assert comment_head("Mo", is_late=True) == "Mo (changed after the reveal)"


def test_every_reason_and_every_decider_has_words_of_its_own() -> None:
    missing = {AgendaReason.unrated, AgendaReason.unknown}
    assert {*REASONS} == {*AgendaReason} - missing
    assert len({*REASONS.values()}) == len(REASONS)
    for by in (OWNER, "review-0001"):
        words = decided_words(by)
        assert len({*words.values()}) == len(DECIDERS)
        assert {*words} == {*DECIDERS}
    assert decided_words(OWNER)["self"] == decided_words("review-0001")["mentor"] == "You"


def test_the_history_of_a_review_says_what_happened() -> None:
    began = Labels([]).value("review", REVIEW, written(Review("Mo", NOW)))
    shown = Labels([]).value("review", REVIEW, written(Review("Mo", NOW, NOW)))
    signed = Labels([]).value(
        "review", REVIEW, written(Review("Mo", NOW, NOW, signed_at=NOW, seal="0"))
    )
    changes = [("", began), (began, shown), (shown, signed), (signed, signed), (signed, "")]
    assert [event_text("review", "Review by Mo", *each) for each in changes] == [
        "Review by Mo: began on 1 March 2026",
        "Review by Mo: revealed on 1 March 2026",
        "Review by Mo: signed off on 1 March 2026 (seal 0)",
        "Review by Mo: signed off on 1 March 2026 (seal 0)",
        "Review by Mo: removed",
    ]
    assert event_text("access", "Device for Mo", "handed over", "taken back") == (
        "Device for Mo: taken back"
    )
    sentence = event_text("rating", "I join tables.", "", "Fully")
    assert sentence == "Rating, I join tables: nothing → Fully"


@pytest.mark.parametrize(
    ("action", "sentence"),
    [
        (Action(text=" Read a book "), "Read a book"),
        (Action(project="first-query"), "First-Query"),
        (Action(project="first-query", text="with Mo"), "First-Query: with Mo"),
        (Action(project="gone", text="with Mo"), "gone: with Mo"),
    ],
)
def test_an_action_is_a_project_a_text_or_both(action: Action, sentence: str) -> None:
    assert action_text(MATRIX, action) == sentence


@pytest.mark.parametrize(
    ("action", "sentence"),
    [
        (Action(text="x"), ""),
        (Action(skill="gone", text="x"), ""),
        (Action(skill="sql", owner="mentor", due=TODAY), "Sql, Mo, by 1 March 2026"),
        (Action(skill="sql", due=date(2026, 2, 28)), "Sql, was due on 28 February 2026"),
        (Action(skill="sql", due=date(2026, 2, 28), is_done=True), "Sql, done"),
        (Action(owner="mentor", is_done=True), "Mo, done"),
    ],
)
def test_details_say_for_which_skill_who_and_when(action: Action, sentence: str) -> None:
    assert action_details(MATRIX, action, "Mo", TODAY) == sentence


def test_an_agreed_level_is_named_or_stands_between_two() -> None:
    assert agreed_option(MATRIX, "0") == "0 · Level 0"
    assert agreed_option(MATRIX, "2") == "2 · Level 2"
    assert agreed_option(MATRIX, "2.5") == "2.5 · between Level 2 and Level 3"
    every = [agreed_option(MATRIX, each) for each in agreeable_levels(MATRIX.top)]
    assert len({*every}) == len(every) == 9


@pytest.mark.parametrize(("scope", "word"), [("review", "Review"), ("read", "Read-only")])
def test_a_link_is_described_by_its_scope_and_expiry(scope: str, word: str) -> None:
    used = date(2026, 3, 2)
    assert link_text(scope, TODAY, None) == f"{word} link: works until 1 March 2026, not used yet."
    assert link_text(scope, TODAY, used) == (
        f"{word} link: works until 1 March 2026, last used on 2 March 2026."
    )


def test_the_owner_of_a_result_is_named_once() -> None:
    assert shared_text("My way", "Analyst, Junior", TODAY) == (
        "My way · Analyst, Junior · 1 March 2026"
    )
    assert shared_text("Analyst, Junior", "Analyst, Junior", TODAY) == (
        "Analyst, Junior · 1 March 2026"
    )


def test_the_number_of_rated_skills_is_stated() -> None:
    assert skills_rated(SOME) == "2 of 6 skills rated"
    assert skills_rated(replace(SOME, finished=0, skills=1)) == "0 of 1 skill rated"
    begun = replace(SOME, finished=0, skills=18, started=18)
    assert skills_rated(begun) == own_skills_rated(begun) == "0 of 18 skills rated, 18 in part"


def test_a_mentor_sees_what_they_have_not_observed_as_dealt_with() -> None:
    done = Progress(answered=18, asked=18, finished=5, skills=5, aside=2, unseen=1)
    assert statements_rated(done) == "Done: 18 of 20 rated, 2 not observed."
    assert own_skills_rated(done) == "4 of 5 skills rated, 1 not observed"
    under_way = replace(done, asked=25, finished=4, spared=3, unseen=0)
    assert statements_rated(under_way) == "18 of 24 to 27 rated, 2 not observed"
    assert skills_agreed(Progress(answered=1, asked=18)) == "1 of 18 agreed"
    assert own_skills_rated(under_way) == "4 of 5 skills rated"
    assert skills_rated(done) == "5 of 5 skills rated", (
        "the person learns no more before the reveal"
    )


def test_a_mentor_is_warned_before_a_copy_is_deleted() -> None:
    assert copy_deletion_warning("“A copy”", "1 of 3 skills rated", "2 May 2026") == (
        "“A copy” will be permanently deleted, with your ratings and comments: 1 of 3 skills "
        "rated, last changed on 2 May 2026. If you haven't sent them back yet, do that first."
    )


def test_the_choices_for_a_link_have_words() -> None:
    assert set(LINK_WORDS) == set(Scope)
