"""List the learning projects that a person finished or dropped, with results and links."""

from __future__ import annotations

from datetime import date, datetime

from skills.guidance.plan_steps import OUT
from skills.matrix import Matrix
from skills.records.project_record import ProjectVerified
from skills.records.record import Record
from skills.reports.report_lines import Fact
from skills.scoring.verified import verified_levels_of
from skills.sentences.plan_page import status_text
from skills.sentences.project_checks import best_text, link_text, project_text, sentence, shown_text


def verified_facts(record: Record, matrix: Matrix, today: date) -> tuple[Fact, ...]:
    """Return each project whose check was tried, with its best result and what that shows."""
    return tuple(
        Fact(_title(each), project_text(matrix, each.project, each.attempts, today))
        for each in record.verifications
    )


def passed_facts(record: Record, matrix: Matrix) -> tuple[Fact, ...]:
    """Return each project with a passed check, for a CV: the result, and what it shows."""
    return tuple(
        Fact(
            _title(each),
            " ".join(
                filter(
                    None,
                    (
                        sentence(best_text(each.attempts)),
                        shown_text(matrix, verified_levels_of(matrix, each.project, each.attempts)),
                    ),
                )
            ),
        )
        for each in record.verifications
    )


def link_facts(record: Record) -> tuple[Fact, ...]:
    """Return each project with a link to the person's work."""
    return tuple(
        Fact(each.title or each.project, link_text(each.link, each.note)) for each in record.links
    )


def over_facts(record: Record) -> tuple[Fact, ...]:
    """Return each project that is done, then each that is dropped, with the date, oldest first."""
    over = sorted(
        (each for each in record.projects if each.status in OUT),
        key=lambda each: (each.status, each.at is not None, each.at or record.taken_at),
    )
    return tuple(
        Fact(each.title or each.project, status_text(each.status, day_of(each.at, record)))
        for each in over
    )


def day_of(at: datetime | None, record: Record) -> date | None:
    """Return the day of a moment in the person's time zone."""
    return at.astimezone(record.taken_at.tzinfo).date() if at else None


def is_current_pass(verification: ProjectVerified, today: date) -> bool:
    """Return whether a project has passed, and that still counts."""
    attempts = verification.attempts
    return attempts.is_passed and not attempts.is_expired(today)


def _title(verification: ProjectVerified) -> str:
    return verification.title or verification.project
