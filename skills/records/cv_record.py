"""Say what stands in a CV's file where other files name the person's target.

A CV goes to strangers. The format needs an id and a profile, so both are there, and neither leads
back to a person nor to what was asked of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from skills.records.record import About, MatrixCopy, ProfileCopy, State

if TYPE_CHECKING:
    from pydantic.main import IncEx

UNTOLD: Final = "untold"
"""Verdict in a record if none is shared."""

ANYBODY: Final = "cv"
"""Id of every assessment in a CV's file."""

NO_TARGET: Final = "cv.cv"
"""Id of the only profile in a CV's file; it has no targets."""

_OF_SKILLS: Final[Mapping[str, IncEx | bool]] = {
    "__all__": {"target", "weight", "must", "gap", "lost"}
}
_OF_RESULT: Final[Mapping[str, IncEx | bool]] = {"missing_musts": True, "skills": _OF_SKILLS}
NOT_IN_CV: Final[Mapping[str, IncEx | bool]] = {"result": _OF_RESULT}
"""Keys left out of a CV's file; each has a default."""


def is_cv(state: State) -> bool:
    """Return whether a record was made for a CV: it has levels, and no verdict."""
    return state.result is not None and state.result.verdict == UNTOLD


def about_anybody(state: State, title: str) -> About:
    """Return the settings of an assessment without what leads back to it."""
    return About(
        id=ANYBODY,
        title=title,
        created_at=state.taken_at,
        changed_at=state.taken_at,
        profile=NO_TARGET,
        mode=state.assessment.mode,
    )


def without_targets(matrix: MatrixCopy, profile: str) -> MatrixCopy:
    """Return the copy of a matrix without targets; its one profile has only the titles of one."""
    named = next((each for each in matrix.profiles if each.id == profile), matrix.profiles[0])
    untold = ProfileCopy(id=NO_TARGET, title=named.title, role_title=named.role_title, targets=())
    return matrix.model_copy(update={"profiles": (untold,)})
