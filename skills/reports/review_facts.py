"""List what a report says about reviews by mentors: agreed levels, comments and actions.

Ratings that are not revealed stay out of every part that people read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from skills.entries.kinds import MENTOR_MODE
from skills.matrix import Matrix
from skills.records.record import Record
from skills.records.review_lists import action_of, review_of
from skills.records.signed_state import SignedOff
from skills.records.snapshot import assess_record
from skills.reports.report_lines import ActionLine, Fact
from skills.review.effect import effect_of_agreed
from skills.review.first_ratings import FirstRating
from skills.scoring.assessed import Assessed, assess
from skills.sentences.review import action_details, action_text, agreed_text
from skills.sentences.signatures import signed_text
from skills.sentences.talk import comment_head, effect_text, first_level_text, rated_level_text

ChangedRatings = Mapping[str, Mapping[str, FirstRating]]
"""Id of a review and of a skill to what its mentor rated before the reveal and rates now."""

SignOffs = Mapping[str, SignedOff]
"""Id of a review to what its last sign-off froze."""


def agreed_facts(
    record: Record, assessed: Assessed, changed: ChangedRatings, sign_offs: SignOffs
) -> tuple[Fact, ...]:
    """Return each skill with its agreed level, who decided it, and the notes on it.

    The levels by the self-rating and by each revealed mentor stand with it as far as the record
    has answers and ratings, and with them what a mentor changed after the reveal. The sign-offs of
    reviews follow.
    """
    matrix = assessed.matrix
    found = [
        each
        for each in record.agreements
        if each.skill in matrix.skills and (each.level is not None or each.notes)
    ]
    raters = tuple(_raters(record, assessed)) if found else ()
    skills = (
        Fact(
            matrix.skills[each.skill].title,
            agreed_text(
                matrix,
                each.level,
                each.decided_by,
                each.notes,
                rated=tuple(_rated(each.skill, raters, changed)),
            ),
        )
        for each in found
    )
    return (*skills, *_signed_facts(record, sign_offs))


class _ReportedRater(NamedTuple):
    """Somebody who rated: the id of the review, what the mentor is called, their ratings alone.

    Both texts are "" for the person.
    """

    review: str
    mentor: str
    rated: Assessed


def _raters(record: Record, assessed: Assessed) -> Iterator[_ReportedRater]:
    """Yield the person, if the record has their answers, and each mentor who is revealed."""
    if record.answers:
        yield _ReportedRater("", "", assessed)
    for each in record.reviews:
        if each.revealed_at:
            choices = {e.statement: e.option for e in record.ratings if e.review == each.id}
            profile = assessed.profile.id
            rated = assess(assessed.matrix, choices, {}, profile=profile, mode=MENTOR_MODE)
            yield _ReportedRater(each.id, each.mentor, rated)


def _rated(skill: str, raters: Iterable[_ReportedRater], changed: ChangedRatings) -> Iterator[str]:
    """Yield the level of a skill by each rating of it, or how it was changed."""
    for each in raters:
        first = changed.get(each.review, {}).get(skill)
        if first:
            yield first_level_text(each.mentor, first)
        else:
            yield rated_level_text(each.mentor, each.rated.own_level(skill))


def _signed_facts(record: Record, sign_offs: SignOffs) -> Iterator[Fact]:
    """Yield when each review was signed off, and whether anything is known to have changed."""
    for each in record.reviews:
        if each.seal:
            found = sign_offs.get(each.id)
            text = signed_text(
                review_of(each),
                is_kept=found is None or found.state is not None,
                is_current=found is None or found.is_current,
            )
            yield Fact(f"Review by {each.mentor}", text)


def agreed_effect(record: Record, assessed: Assessed) -> str:
    """Return what agreed levels changed in the result, or "" without any."""
    if not assessed.agreed:
        return ""
    without = assess_record(record.model_copy(update={"agreements": ()}), assessed.matrix)
    found = effect_of_agreed(without, assessed)
    return effect_text(found) if found else ""


def comment_facts(record: Record, matrix: Matrix) -> tuple[Fact, ...]:
    """Return the comments of mentors whose ratings are revealed, by mentor and skill."""
    return tuple(
        Fact(
            comment_head(
                f"{review.mentor}, {matrix.skills[each.skill].title}",
                is_late=each.at is not None and each.at > review.revealed_at,
            ),
            each.text,
        )
        for each in record.comments
        for review in record.reviews
        if review.id == each.review and review.revealed_at and each.skill in matrix.skills
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
