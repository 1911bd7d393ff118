"""List what a report says about reviews by mentors: agreed levels, comments and actions.

Ratings that are not revealed stay out of every part that people read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from skills.matrix import Matrix
from skills.records.record import Record
from skills.records.review_lists import action_of, review_of
from skills.records.snapshot import assess_record
from skills.reports.report import ActionLine, Fact
from skills.review.effect import effect_of_agreed
from skills.review.first_ratings import FirstRating
from skills.scoring.assessed import Assessed
from skills.sentences.review import action_details, action_text, agreed_text, signed_text
from skills.sentences.talk import effect_text, first_level_text

ChangedRatings = Mapping[str, Mapping[str, FirstRating]]
"""Id of a review and of a skill to what its mentor rated before the reveal and rates now."""


def agreed_facts(record: Record, matrix: Matrix, changed: ChangedRatings) -> tuple[Fact, ...]:
    """Return each skill with its agreed level, who decided it, and the notes on it.

    What a mentor changed after the reveal stands with it. The sign-offs of reviews follow.
    """
    mentors = {each.id: each.mentor for each in record.reviews if each.revealed_at}
    skills = tuple(
        Fact(
            matrix.skills[each.skill].title,
            agreed_text(
                matrix,
                each.level,
                each.decided_by,
                each.notes,
                first=[
                    first_level_text(mentor, changed[review][each.skill])
                    for review, mentor in mentors.items()
                    if each.skill in changed.get(review, {})
                ],
            ),
        )
        for each in record.agreements
        if each.skill in matrix.skills and (each.level is not None or each.notes)
    )
    signed = (
        Fact(f"Review by {each.mentor}", signed_text(review_of(each)))
        for each in record.reviews
        if each.seal
    )
    return (*skills, *signed)


def agreed_effect(record: Record, assessed: Assessed) -> str:
    """Return what agreed levels changed in the result, or "" without any."""
    if not assessed.agreed:
        return ""
    without = assess_record(record.model_copy(update={"agreements": ()}), assessed.matrix)
    found = effect_of_agreed(without, assessed)
    return effect_text(found) if found else ""


def comment_facts(record: Record, matrix: Matrix) -> tuple[Fact, ...]:
    """Return the comments of mentors whose ratings are revealed, by mentor and skill."""
    mentors = {each.id: each.mentor for each in record.reviews if each.revealed_at}
    return tuple(
        Fact(f"{mentors[each.review]}, {matrix.skills[each.skill].title}", each.text)
        for each in record.comments
        if each.review in mentors and each.skill in matrix.skills
    )


def action_lines(record: Record, matrix: Matrix, today: date) -> tuple[ActionLine, ...]:
    """Return each agreed action with its skill, who does it and by when."""
    return tuple(_actions(record, matrix, today))


def _actions(record: Record, matrix: Matrix, today: date) -> Iterator[ActionLine]:
    mentor = _only_mentor({each.id: each.mentor for each in record.reviews})
    for each in record.actions:
        action = action_of(each)
        text = action_text(matrix, action)
        details = action_details(matrix, action, mentor, today)
        project = each.project if each.owner == "self" else ""
        yield ActionLine(text, details, each.id, each.due, each.is_done, project)


def _only_mentor(mentors: Mapping[str, str]) -> str:
    """Return what the only mentor is called, or else "the mentor"."""
    return next(iter(mentors.values())) if len(mentors) == 1 else "the mentor"
