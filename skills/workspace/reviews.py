"""Reviews by mentors: invite one, reveal the ratings, compare them, see what agreeing changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from skills.entries.answers import Answers, carry_answers
from skills.entries.assessment import Assessment, Entry
from skills.entries.kinds import MENTOR_MODE
from skills.entries.review_entries import (
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
from skills.matrix import NOT_APPLICABLE, Matrix, Skill
from skills.questionnaire.questions import Progress, asked_skills, progress
from skills.review.agenda import AgendaItem, agenda
from skills.review.agreement import Agreement, compare_raters
from skills.review.effect import Effect, effect_of_agreed
from skills.review.first_ratings import FirstRating
from skills.scoring.assessed import Assessed, assess, assess_entries
from skills.store import NotFound, Saved, Store
from skills.workspace import Workspace
from skills.workspace.assessment import unmoved
from skills.workspace.changed_ratings import History, changed_ratings


@dataclass(frozen=True)
class Talk:
    """What a person and a mentor have before them once the ratings are revealed.

    Attributes
    ----------
    person : the assessment with everything that counts so far.
    before : the same without the agreed levels: what the two have to go by.
    mentor : the same targets by this mentor's ratings alone.
    unblinded : who changed a rating of a skill after the ratings were revealed: "self", "mentor" or
        both, by skill id.
    changed : what this mentor rated before the reveal and rates now, by the ids of the skills of
        which they changed a rating since.
    comments : the mentor's, by skill id.
    late_comments : the skills of those that were changed after the reveal.
    """

    review: Review
    person: Assessed
    before: Assessed
    mentor: Assessed
    agreement: Agreement
    agenda: tuple[AgendaItem, ...]
    unblinded: Mapping[str, frozenset[str]]
    changed: Mapping[str, FirstRating]
    comments: Mapping[str, str]
    late_comments: frozenset[str]
    actions: Mapping[str, Action]

    @property
    def effect(self) -> Effect | None:
        """Return what agreed levels changed in the result, or None if there are none."""
        return effect_of_agreed(self.before, self.person)

    def is_unseen(self, skill: str) -> bool:
        """Return whether the mentor has marked a whole skill as not observed."""
        statements = self.person.matrix.skills[skill].statements
        return all(self.mentor.answers.get(each.id) == NOT_APPLICABLE for each in statements)


def invite(  # noqa: PLR0913 - ids and time come from outside
    store: Store, owner: str, assessment_id: str, mentor: str, *, review_id: str, now: datetime
) -> None:
    """Begin a review by a mentor.

    Parameters
    ----------
    mentor : what to call the mentor.
    review_id : a new random id.

    Raises
    ------
    Refused
        If a value cannot be stored.
    """
    value = written(Review(" ".join(mentor.split()), now))
    store.save(
        owner,
        assessment_id,
        "review",
        review_id,
        value,
        tab=review_id,
        widget_revision=0,
        operation=f"invite.{review_id}",
    )


def reveal(  # noqa: PLR0913 - ids and time come from outside
    store: Store,
    owner: str,
    assessment_id: str,
    review_id: str,
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
    review_key = (owner, assessment_id, review_id)
    change_review(
        store, review_key, lambda stored: revealed(stored, now, by), by=by, operation=operation
    )


def change_review(
    store: Store,
    review_key: tuple[str, str, str],
    change: Callable[[Review], Review],
    *,
    by: str,
    operation: str,
) -> None:
    """Change a stored review, starting over from what is stored if somebody else was faster.

    Parameters
    ----------
    review_key : owner, assessment and review.

    Raises
    ------
    NotFound
        If there is no such review.
    """
    owner, assessment_id, review_id = review_key
    while True:
        stored = store.entries(owner, assessment_id, "review", [review_id]).get(
            ("review", review_id)
        )
        found = as_review(stored.value or "") if stored else None
        if stored is None or found is None:
            raise NotFound("review")
        saved = store.save(
            owner,
            assessment_id,
            "review",
            review_id,
            written(change(found)),
            tab=operation,
            widget_revision=stored.widget_revision(operation),
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
    review_id: str, entries: Iterable[Entry], matrix: Matrix, skills: Sequence[Skill]
) -> Progress:
    """Return how far a mentor has got with some skills."""
    return progress(skills, _mentor_answers(review_id, entries, matrix), MENTOR_MODE)


def rated_in_copy(workspace: Workspace, assessment: Assessment) -> Progress:
    """Return how far a mentor has got in their own copy of somebody's assessment.

    Raises
    ------
    NoMatrix
        If its matrix is not available any more.
    """
    found, matrix = unmoved(workspace, assessment.id)
    entries = workspace.store.entries(workspace.owner, assessment.id).values()
    skills = skills_to_rate(matrix, found.profile)
    return rated(assessment.handed_to, entries, matrix, skills)


def talk_of(  # noqa: PLR0913 - an assessment as stored, and the moment
    assessment: Assessment,
    entries: Sequence[Entry],
    matrix: Matrix,
    review_id: str,
    *,
    today: date,
    history: History = tuple,
) -> Talk:
    """Return what a person and a mentor have before them.

    Parameters
    ----------
    today : the day on which a verified project may have expired.
    history : tells what the mentor rated before the reveal.

    Raises
    ------
    NotFound
        If there is no such review, or its ratings are not revealed.
    """
    found = reviews_in(entries).get(review_id)
    if found is None or not found.is_revealed:
        raise NotFound("review")
    person = assess_entries(assessment, entries, matrix, today)
    mentor = assess_mentor(matrix, ratings_of(review_id, entries), assessment.profile)
    before = assess_entries(assessment, [e for e in entries if e.kind != "agreed"], matrix, today)
    agreement = compare_raters(person, mentor)
    return Talk(
        review=found,
        person=person,
        before=before,
        mentor=mentor,
        agreement=agreement,
        agenda=agenda(agreement, before),
        unblinded=_unblinded(review_id, found.revealed_at, entries, matrix),
        changed=changed_ratings(assessment, entries, matrix, review_id, history),
        comments={skill: text for skill, text in comments_of(review_id, entries).items() if text},
        late_comments=_late_comments(review_id, found.revealed_at, entries),
        actions=actions_in(entries),
    )


def assess_mentor(matrix: Matrix, ratings: Mapping[str, str | None], profile: str) -> Assessed:
    """Return the levels by one mentor's ratings alone."""
    return assess(matrix, ratings, {}, profile=profile, mode=MENTOR_MODE)


def _unblinded(
    review_id: str, since: datetime | None, entries: Iterable[Entry], matrix: Matrix
) -> Mapping[str, frozenset[str]]:
    skills = {one.id: skill.id for skill in matrix.skills.values() for one in skill.statements}
    found: dict[str, set[str]] = {}
    for each in entries:
        if not _is_later(each, since):
            continue
        of, statement = parts_of(each.item) if each.kind == "rating" else ("", each.item)
        if each.kind == "answer" or of == review_id:
            who = "mentor" if of else "self"
            found.setdefault(skills.get(statement, ""), set()).add(who)
    return {skill: frozenset(who) for skill, who in found.items()}


def _late_comments(
    review_id: str, since: datetime | None, entries: Iterable[Entry]
) -> frozenset[str]:
    own = [each for each in entries if each.kind == "comment" and _is_later(each, since)]
    return frozenset(
        skill for of, skill in (parts_of(each.item) for each in own) if of == review_id
    )


def _is_later(entry: Entry, since: datetime | None) -> bool:
    return since is not None and entry.changed_at is not None and entry.changed_at > since


def _mentor_answers(review_id: str, entries: Iterable[Entry], matrix: Matrix) -> Answers:
    return carry_answers(ratings_of(review_id, entries), matrix).answers
