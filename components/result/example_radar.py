"""Show the example's radar against the chosen role and level."""

from __future__ import annotations

from skills.matrix import Matrix, Profile


def show(matrix: Matrix, profile: Profile) -> None:
    """Show the levels of the example against the targets of a profile."""
