"""Tell what stands beside the skills: qualifications, credentials, the working day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from skills.guidance.working_day import assess_day, find_key_skill
from skills.matrix import Matrix
from skills.records.record import CredentialEntered, Record
from skills.reports.report import BlockLine, Fact
from skills.scoring import Score
from skills.sentences.formats import day
from skills.sentences.guidance import day_text, needs_text
from skills.sentences.results import HOLDING_WORDS


def qualification_facts(record: Record, matrix: Matrix) -> tuple[Fact, ...]:
    """Return each qualification with what the profile says of it and what the person said."""
    held = {each.qualification: each.holds for each in record.qualifications}
    return tuple(
        Fact(
            each.title,
            f"{each.expected.get(record.assessment.profile, 'not asked for')}; "
            f"{HOLDING_WORDS.get(held.get(each.id, ''), 'not answered')}",
        )
        for each in matrix.qualifications
    )


def credential_facts(record: Record, today: date) -> tuple[Fact, ...]:
    """Return the person's own degrees, certificates and experience."""
    return tuple(Fact(each.title, _summary(each, today)) for each in record.credentials)


def _summary(each: CredentialEntered, today: date) -> str:
    parts = [each.kind, each.issuer]
    if each.issued:
        parts.append(f"since {day(each.issued)}")
    if each.expires:
        word = "expired on" if each.expires < today else "valid to"
        word = "until" if each.kind == "experience" else word
        parts.append(f"{word} {day(each.expires)}")
    return ", ".join(part for part in [*parts, each.link] if part)


def day_lines(matrix: Matrix, scores: Mapping[str, Score]) -> tuple[tuple[BlockLine, ...], str]:
    """Return the blocks of the day as a person could carry them, and what opens the next."""
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
    return lines, day_text(matrix, held, find_key_skill(held))
