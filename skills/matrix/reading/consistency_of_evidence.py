"""Check that what a matrix asks of a skill can be shown: by statements and by enough checks."""

from __future__ import annotations

from functools import cache, partial
from typing import Final

from skills.matrix.reading.draft_index import Outline
from skills.matrix.reading.findings import Findings, quoted

LEAST_CHECKS: Final = 3
"""Number of answered knowledge checks of a skill from which they count."""


def check_evidence(outline: Outline, findings: Findings) -> None:
    """Warn of checks too few to count, and of targets that no statement asks about."""
    _check_number_of_checks(outline, findings)
    _check_targets_asked(outline, findings)


def _check_number_of_checks(outline: Outline, findings: Findings) -> None:
    for skill in outline.all_skills:
        checks = skill.value.get("checks") or {}
        if 0 < len(checks) < LEAST_CHECKS:
            count = "one check" if len(checks) == 1 else "two checks"
            what = f"skill {quoted(skill.id)} has {count}, but it takes {LEAST_CHECKS} to count"
            place = outline.place((*skill.path, "checks"), key=True)
            fix = f"write at least {LEAST_CHECKS}, or remove them"
            findings.warn(place, "few-checks", what, fix)


def _check_targets_asked(outline: Outline, findings: Findings) -> None:
    lowest_of = cache(partial(_lowest, outline))
    for full_id, profile in outline.profiles.parts.items():
        for target in profile.each("targets"):
            level = target.value.get("level")
            lowest = lowest_of(target.id)
            if level is None or lowest is None or not 0 < level < lowest:
                continue
            what = (
                f"profile {quoted(full_id)} asks for {quoted(target.id)} at level {level}, but the"
                f" skill's lowest statement is at level {lowest}: whether somebody reaches the"
                " target can only be estimated"
            )
            fix = f"add a statement at level {level} or below, or ask for level {lowest}"
            findings.warn(outline.place((*target.path, "level")), "unasked-target", what, fix)


def _lowest(outline: Outline, skill_id: str) -> int | None:
    """Return the lowest level of a skill's statements, or None if any of them has no such level."""
    skill = outline.skills.parts.get(skill_id)
    statements = (skill.value.get("statements") or {}) if skill else {}
    levels = [each and each.get("level") for each in statements.values()]
    ranks = range(1, len(outline.levels or ()))
    return min(levels, default=None) if all(each in ranks for each in levels) else None
