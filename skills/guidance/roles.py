"""Rank the roles of a matrix by how well they fit a person's levels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from skills.matrix import Matrix, Profile, Role
from skills.scoring import Score
from skills.scoring.readiness import Readiness, compare_profiles
from skills.scoring.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class RoleFit:
    """How a person's levels fit one role.

    Attributes
    ----------
    reached : the highest profile such that the person is ready for it and all below, or None.
    is_confirmed : whether being ready for it rests on more than the person's own ratings.
    following : readiness for the next profile, the one to aim for; for the top one once all are
        reached.
    musts, missing_musts : numbers of must-haves of that profile.
    """

    role: Role
    reached: Profile | None
    is_confirmed: bool
    following: Readiness
    musts: int
    missing_musts: int

    @property
    def met_musts(self) -> int:
        """Return the number of must-haves of that profile that are met."""
        return self.musts - self.missing_musts


def rank_roles(matrix: Matrix, scores: Mapping[str, Score]) -> tuple[RoleFit, ...]:
    """Return every role, best fit first.

    A role with a reached profile comes before one without, then readiness for the next profile
    decides. Roles with too few answers for a verdict come last; ties keep file order.
    """
    fits = [_fit(matrix, role, scores) for role in matrix.roles]
    return tuple(sorted(fits, key=_distance))


def shared_skills(one: Profile, other: Profile) -> tuple[str, ...]:
    """Return the ids of skills for which both profiles have a target, in the order of the first."""
    others = {target.skill for target in other.targets}
    return tuple(target.skill for target in one.targets if target.skill in others)


def _fit(matrix: Matrix, role: Role, scores: Mapping[str, Score]) -> RoleFit:
    compared = compare_profiles(matrix, role, scores)
    count = 0
    while count < len(compared) and compared[count].verdict is Verdict.ready:
        count += 1
    following = compared[min(count, len(compared) - 1)]
    musts = sum(1 for each in following.skill_gaps if each.target.must)
    reached = role.profiles[count - 1] if count else None
    is_confirmed = count > 0 and compared[count - 1].is_confirmed
    return RoleFit(role, reached, is_confirmed, following, musts, len(following.missing_musts))


def _distance(standing: RoleFit) -> tuple[bool, bool, float]:
    following = standing.following
    is_unknown = following.verdict is Verdict.unknown
    value = 0.0 if is_unknown else following.value or 0.0
    return is_unknown, standing.reached is None, -round(value, 9)
