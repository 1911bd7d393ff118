"""Say what the formats of a report have in common: headings, what figures mean, the foot."""

from __future__ import annotations

from datetime import date
from typing import Final

from skills.scoring.readiness import READY
from skills.sentences.formats import day, level, percent, plural

READINESS_TOLD: Final = (
    "Readiness is the weighted mean of how much of each target is reached. "
    "Only assessed skills count; a level above its target counts as the target."
)

NOT_COMPARABLE: Final = "another structure of the matrix: not comparable"


def gaps_heading(*, has_targets: bool) -> str:
    """Return the heading above the skills, which are held against targets or are not."""
    return "What costs most" if has_targets else "Skills, the strongest first"


def qualifications_heading(*, has_targets: bool) -> str:
    """Return the heading above qualifications, which the role asks for or a CV lists."""
    return "Qualifications the role asks for" if has_targets else "Qualifications"


def of_target(value: float | None, target: int) -> str:
    """Write a level against its target, where there is one."""
    text = level(value)
    return text if value is None or not target else f"{text} · target {target}"


def by_target(value: float | None, target: int) -> str:
    """Write what a skill adds to readiness as a division."""
    return f"{level(value)} ÷ {target}"


def effort(hours: float, gain: float, start: date | None, end: date | None) -> str:
    """Say what a project costs, how many points it adds, and when it runs."""
    parts = [plural(hours, "hour"), f"adds {gain:.1f} points"]
    if start and end:
        parts.append(f"{day(start)} to {day(end)}")
    return " · ".join(parts)


def cost(target_status: str, points_lost: float | None, *, is_met: bool) -> str:
    """Write what a skill takes away, at the end of its line in the plot."""
    if is_met:
        return "✓ reached"
    return target_status if points_lost is None else f"−{points_lost:.1f}"


def source_text(source: str, level_text: str) -> str:
    """Say which level a source led to."""
    return f"{source[:1].upper()}{source[1:]}: level {level_text}"


def ready_from() -> str:
    """Write the readiness from which we say ready."""
    return percent(READY)


def foot(matrix: str, fingerprint: str, answered: date, made: date) -> str:
    """Say which matrix a report rests on, and of which days answers and report are."""
    return (
        f"{matrix}, fingerprint {fingerprint[:12]} · answers of {day(answered)} · "
        f"report of {day(made)}"
    )
