"""Export an assessment whose matrix is gone, with what its snapshots know of the matrix."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from skills.entries.assessment import Assessment
from skills.matrix import Area, Level, Matrix, Profile, Role, Skill
from skills.records.matrix_copy import matrix_of
from skills.workspace import Workspace
from skills.workspace.export import AssessmentFiles, read_state

UNKNOWN: Final = "unknown"
"""Id of what stands where nothing is known of a matrix."""


def files_without_matrix(
    workspace: Workspace, assessment: Assessment, now: datetime
) -> AssessmentFiles:
    """Return the exports of an assessment whose matrix is not available any more.

    Its latest snapshot contains a copy of the matrix. Without one the file has all entries, but no
    result: nothing is known of statements and targets.
    """
    states = map(read_state, reversed(workspace.store.snapshots(workspace.owner, assessment.id)))
    copies = (
        each.matrix
        for each in states
        if each.matrix.id == assessment.matrix_id
        and assessment.profile in {one.id for one in each.matrix.profiles}
    )
    copy = next(copies, None)
    if copy is not None:
        return AssessmentFiles(workspace, assessment, matrix_of(copy), now)
    known = replace(assessment, profile=assessment.profile or f"{UNKNOWN}.{UNKNOWN}")
    return AssessmentFiles(workspace, known, _stand_in(known), now)


def _stand_in(assessment: Assessment) -> Matrix:
    role = assessment.profile.partition(".")[0]
    profile = Profile(assessment.profile, "Unknown level", ())
    return Matrix(
        id=assessment.matrix_id,
        title=assessment.matrix_title or assessment.matrix_id,
        version="",
        levels=(Level(0, "Not yet", ""), Level(1, "Unknown", "")),
        areas=(Area(UNKNOWN, "Unknown", (Skill(UNKNOWN, "Unknown", UNKNOWN, ()),)),),
        roles=(Role(role, "Unknown role", (profile,)),),
        wording=assessment.wording,
        structure=assessment.structure,
    )
