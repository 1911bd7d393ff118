"""List what a report shows beyond skills: qualifications, credentials, the working day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from skills.guidance.plan_steps import PlanStep
from skills.guidance.working_day import assess_day, find_opening
from skills.matrix import Matrix
from skills.records.record import Record
from skills.reports.report_lines import BlockLine, Fact
from skills.scoring.assessed import Assessed
from skills.sentences.addressee import YOU, Addressee
from skills.sentences.guidance import day_text, needs_text
from skills.sentences.qualifications import credential_text, qualification_text


def qualification_facts(
    record: Record, matrix: Matrix, addressee: Addressee = YOU
) -> tuple[Fact, ...]:
    """Return each qualification with what the profile expects and what the person answered."""
    held = {each.qualification: each.holds for each in record.qualifications}
    return tuple(
        Fact(
            each.title,
            qualification_text(
                each.expected.get(record.assessment.profile, ""), held.get(each.id, ""), addressee
            ),
        )
        for each in matrix.qualifications
    )


def credential_facts(record: Record, today: date) -> tuple[Fact, ...]:
    """Return the person's own degrees, certificates and experience."""
    return tuple(Fact(each.title, credential_text(each, today)) for each in record.credentials)


def day_lines(
    assessed: Assessed, plan: Sequence[PlanStep], addressee: Addressee = YOU
) -> tuple[tuple[BlockLine, ...], str]:
    """Return the blocks of the working day by how the person could do them, and a summary."""
    matrix, scores = assessed.matrix, assessed.scores
    held = assess_day(matrix, scores)
    if not held:
        return (), ""
    lines = tuple(
        BlockLine(
            f"{each.block.start}–{each.block.end}",
            each.block.title,
            each.status.value,
            needs_text(matrix, each),
        )
        for each in held
    )
    return lines, day_text(
        held, find_opening(matrix, scores, plan, assessed.assumed_levels), addressee
    )
