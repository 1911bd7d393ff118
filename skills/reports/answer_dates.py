"""Find the dates of the answers behind a report; the report may be made much later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from skills.records.comparison import FRESH
from skills.records.record import Record
from skills.scoring.assessed import Assessed


@dataclass(frozen=True, slots=True)
class AnswerDates:
    """The days of the oldest and the newest answer or check that counts.

    Attributes
    ----------
    span : both days; None if there are no answers, or one of them has no date.
    oldest_stale : the oldest known day if it is a year ago or longer, or None.
    """

    span: tuple[date, date] | None
    oldest_stale: date | None


def answer_dates(record: Record, assessed: Assessed, today: date) -> AnswerDates:
    """Return the dates of the answers that count for the profile, in the person's time zone."""
    moments = list(_moments(record, assessed))
    zone = record.taken_at.tzinfo
    days = sorted(each.astimezone(zone).date() for each in moments if each is not None)
    is_old = bool(days) and today - days[0] >= FRESH
    is_known = bool(days) and None not in moments
    return AnswerDates((days[0], days[-1]) if is_known else None, days[0] if is_old else None)


def _moments(record: Record, assessed: Assessed) -> Iterator[datetime | None]:
    skills = [assessed.matrix.skills[each.target.skill] for each in assessed.readiness.skill_gaps]
    statements = {one.id for each in skills for one in each.statements}
    checks = {one.id for each in skills for one in each.checks}
    for answer in record.answers:
        current_id = assessed.carried.renamed.get(answer.statement, answer.statement)
        if current_id in statements and current_id in assessed.answers:
            yield answer.at
    for check in record.checks:
        if check.check in checks and check.check in assessed.checks:
            yield check.at
