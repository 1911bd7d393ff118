"""Fingerprints (hashes) of a matrix: of all of it, and of what affects numbers."""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Any, Final

from skills.matrix import Area, Matrix, Profile, Project, Skill, Statement


def wording_of(matrix: Matrix) -> str:
    """Return the fingerprint of everything in a matrix that assessments depend on.

    The calibration is left out: no answer, level or report depends on it, so it may change without
    making another matrix.

    The order of levels, options and profiles matters. The order of anything else in the file does
    not, nor do comments or alternative notations of the same value.
    """
    scales = {each.scale.id: each.scale for each in matrix.statements.values()}
    return _digest([matrix, scales])


def structure_of(matrix: Matrix) -> str:
    """Return the fingerprint of what affects numbers; titles and texts are left out."""
    scales = {each.scale.id: each.scale for each in matrix.statements.values()}
    scored = {
        key: [[option.id, option.credit] for option in scale.options]
        for key, scale in scales.items()
    }
    return _digest(
        {
            "levels": len(matrix.levels),
            "areas": {area.id: sorted(skill.id for skill in area.skills) for area in matrix.areas},
            "statements": {
                each.id: [each.level, scored[each.scale.id]] for each in matrix.statements.values()
            },
            "checks": {
                check.id: [check.level, check.right, sorted(check.options)]
                for skill in matrix.skills.values()
                for check in skill.checks
            },
            "targets": {
                profile.id: {
                    each.skill: [each.level, each.weight, each.must] for each in profile.targets
                }
                for profile in matrix.profiles.values()
            },
        }
    )


def _digest(value: object) -> str:
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), default=_plain)
    return sha256(text.encode()).hexdigest()


_CHECKING: Final = frozenset(("pack", "questions", "table", "document", "verifies", "valid_months"))
"""The parts of a project that say how its result is checked."""


def _plain(value: Any) -> object:  # noqa: ANN401 - any dataclass of a matrix
    """Return the parts of a value in an order-independent form."""
    parts: dict[str, Any] = {name: getattr(value, name) for name in value.__dataclass_fields__}
    match value:
        case Statement():
            parts["scale"] = value.scale.id
        case Area():
            parts["skills"] = _by_id(value.skills)
        case Skill():
            for name in ("statements", "checks", "resources"):
                parts[name] = _by_id(parts[name])
            if not value.short:  # a matrix from before the key existed keeps its fingerprint
                del parts["short"]
        case Matrix():
            for name in ("areas", "roles", "projects", "qualifications", "day"):
                parts[name] = _by_id(parts[name])
            del parts["wording"], parts["structure"], parts["calibration"]
        case Profile():
            parts["targets"] = {each.skill: each for each in value.targets}
        case Project():
            parts["after"] = sorted(value.after)
            # What checks a project changes nothing that people answered.
            parts = {name: each for name, each in parts.items() if name not in _CHECKING}
        case _:
            pass
    return parts


def _by_id(values: Iterable[Any]) -> dict[str, Any]:
    return {each.id: each for each in values}
