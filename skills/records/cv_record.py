"""Define the placeholders in a CV's file for the assessment id and the target profile.

A CV goes to strangers. The file format requires both, so it gets values that identify neither the
person nor the target.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from skills.records.matrix_record import MatrixCopy, ProfileCopy
from skills.records.record import About, State

if TYPE_CHECKING:
    from pydantic.main import IncEx

UNTOLD: Final = "untold"
"""Verdict in a record that does not share one."""

ANYBODY: Final = "cv"
"""Assessment id in every CV file."""

NO_TARGET: Final = "cv.cv"
"""Profile id in every CV file; that profile has no targets."""

_OF_SKILLS: Final[Mapping[str, IncEx | bool]] = {
    "__all__": {"target", "weight", "must", "gap", "lost"}
}
_OF_RESULT: Final[Mapping[str, IncEx | bool]] = {"missing_musts": True, "skills": _OF_SKILLS}
NOT_IN_CV: Final[Mapping[str, IncEx | bool]] = {"result": _OF_RESULT}
"""Keys left out of a CV file; each has a default."""


def is_cv(state: State) -> bool:
    """Return whether a record was made for a CV: it has levels, and no verdict."""
    return state.result is not None and state.result.verdict == UNTOLD


def about_anybody(state: State, title: str) -> About:
    """Return the settings of an assessment, anonymized."""
    return About(
        id=ANYBODY,
        title=title,
        created_at=state.taken_at,
        changed_at=state.taken_at,
        profile=NO_TARGET,
        mode=state.assessment.mode,
    )


def without_targets(matrix: MatrixCopy, profile: str) -> MatrixCopy:
    """Return a copy of a matrix whose only profile has titles and no targets."""
    named = next((each for each in matrix.profiles if each.id == profile), matrix.profiles[0])
    untold = ProfileCopy(id=NO_TARGET, title=named.title, role_title=named.role_title, targets=())
    return matrix.model_copy(update={"profiles": (untold,)})
