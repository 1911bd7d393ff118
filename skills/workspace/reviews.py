"""Reviews by mentors: invite one, reveal the ratings, compare them, see what agreeing changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from skills.entries.answers import Answers, carry_answers
from skills.entries.assessment import Assessment, Entry
from skills.entries.kinds import Mode
from skills.entries.review_entries import (
    MENTORS_OWN,
    SHARED,
    Action,
    Review,
    actions_in,
    as_review,
    comments_of,
    parts_of,
    ratings_of,
    revealed,
    reviews_in,
    written,
)
from skills.matrix import Matrix, Skill
from skills.questionnaire.questions import Progress, asked_skills, progress
from skills.review.agenda import Point, agenda
from skills.review.agreement import Agreement, compare_raters
from skills.review.effect import Effect, effect_of_agreed
from skills.scoring.assessed import Assessed, assess, assess_entries
from skills.store import Event, NotFound, Saved, Store

MENTOR_MODE = Mode.quick
"""Mentors are asked the statements that narrow the range most: their time is short."""


@dataclass(frozen=True)
class Talk:
    """What a person and a mentor have before them once the ratings are revealed.

    Attributes
    ----------
    person : the assessment with all that counts by now.
    mentor : the same targets by this mentor's ratings alone.
    comments : the mentor's, by skill id.
    """

    review: Review
    person: Assessed
    mentor: Assessed
    agreement: Agreement
    points: tuple[Point, ...]
    comments: Mapping[str, str]
    actions: Mapping[str, Action]


def invite(  # noqa: PLR0913 - ids and time come from outside
    store: Store, owner: str, assessment: str, mentor: str, *, review: str, now: datetime
) -> None:
    """Begin a review by a mentor.

    Parameters
    ----------
    mentor : what to call the mentor.
    review : a new random id.

    Raises
    ------
    Refused
        If a value cannot be stored.
    """
    value = written(Review(" ".join(mentor.split()), now))
    store.save(
        owner,
        assessment,
        "review",
        review,
        value,
        tab=review,
        drawn=0,
        operation=f"invite.{review}",
    )


def reveal(  # noqa: PLR0913 - ids and time come from outside
    store: Store,
    owner: str,
    assessment: str,
    review: str,
    *,
    by: str,
    now: datetime,
    operation: str,
) -> None:
    """Let both sides see each other's ratings; doing it twice changes nothing.

    Parameters
    ----------
    by : `OWNER`, or the id of the review for the mentor.

    Raises
    ------
    NotFound
        If there is no such review.
    """
    while True:
        stored = store.entries(owner, assessment, "review", [review]).get(("review", review))
        found = as_review(stored.value or "") if stored else None
        if stored is None or found is None:
            raise NotFound("review")
        if found.is_revealed:
            return
        value = written(revealed(found, now, by))
        saved = store.save(
            owner,
            assessment,
            "review",
            review,
            value,
            tab=operation,
            drawn=stored.widget_revision(operation),
            operation=operation,
            actor=by,
        )
        if isinstance(saved, Saved):
            return


def skills_to_rate(matrix: Matrix, profile: str) -> tuple[Skill, ...]:
    """Return the skills that a mentor is asked about: must-haves first, then the heaviest."""
    targets = {each.skill: each for each in matrix.profiles[profile].targets}
    asked = asked_skills(matrix, matrix.profiles[profile])
    return tuple(
        sorted(asked, key=lambda each: (not targets[each.id].must, -targets[each.id].weight))
    )


def rated(
    review: str, entries: Iterable[Entry], matrix: Matrix, skills: Sequence[Skill]
) -> Progress:
    """Return how far a mentor has got with some skills."""
    return progress(skills, _mentor_answers(review, entries, matrix), MENTOR_MODE)


def talk_of(assessment: Assessment, entries: Sequence[Entry], matrix: Matrix, review: str) -> Talk:
    """Return what a person and a mentor have before them.

    Raises
    ------
    NotFound
        If there is no such review, or its ratings are not revealed.
    """
    found = reviews_in(entries).get(review)
    if found is None or not found.is_revealed:
        raise NotFound("review")
    person = assess_entries(assessment, entries, matrix)
    mentor = assess(
        matrix,
        ratings_of(review, entries),
        {},
        profile=assessment.profile,
        mode=MENTOR_MODE,
    )
    agreement = compare_raters(person, mentor)
    return Talk(
        review=found,
        person=person,
        mentor=mentor,
        agreement=agreement,
        points=agenda(agreement, person),
        comments={skill: text for skill, text in comments_of(review, entries).items() if text},
        actions=actions_in(entries),
    )


def agreeing_changed(
    assessment: Assessment, entries: Sequence[Entry], matrix: Matrix
) -> Effect | None:
    """Return what agreed levels changed in the result, or None if there are none."""
    others = [each for each in entries if each.kind != "agreed"]
    if len(others) == len(entries):
        return None
    before = assess_entries(assessment, others, matrix)
    return effect_of_agreed(before, assess_entries(assessment, entries, matrix))


def first_ratings(history: Iterable[Event], review: str, until: datetime) -> Mapping[str, str]:
    """Return a mentor's choices as they stood when the ratings were revealed, by statement id."""
    found: dict[str, str | None] = {}
    for each in history:
        of, statement = parts_of(each.item)
        if each.kind == "rating" and of == review and each.at <= until:
            found[statement] = each.new
    return {statement: choice for statement, choice in found.items() if choice is not None}


def audit_log(history: Iterable[Event]) -> tuple[Event, ...]:
    """Return every change that belongs to reviews, oldest first: who did what when."""
    return tuple(each for each in history if each.kind in {"review", *MENTORS_OWN, *SHARED})


def _mentor_answers(review: str, entries: Iterable[Entry], matrix: Matrix) -> Answers:
    return carry_answers(ratings_of(review, entries), matrix).answers
