"""Operations on a stored assessment: score it, change its profile, move it to a new matrix."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from skills.entries.answers import Carried, carry_answers
from skills.entries.assessment import Assessment
from skills.entries.credentials import Credential, read_credentials
from skills.entries.kinds import TITLE_LENGTH
from skills.entries.project_statuses import Marked, trails
from skills.entries.rules import current_ids, current_item, is_value
from skills.entries.work_links import WorkLink, read_links
from skills.matrix import Matrix, Role
from skills.scoring.assessed import Assessed, assess_entries
from skills.scoring.knowledge_checks import CheckEvent
from skills.sentences.results import aim
from skills.workspace import Workspace
from skills.workspace.matrices import matrix_of


def assess_stored(
    workspace: Workspace,
    assessment: Assessment,
    matrix: Matrix,
    today: date,
    *,
    adjust_leniency: bool = True,
) -> Assessed:
    """Compute levels and readiness of a stored assessment.

    Parameters
    ----------
    today : the day on which a verified project may have expired.
    adjust_leniency : whether to take the person's own leniency off their self-ratings.
    """
    entries = workspace.store.entries(workspace.owner, assessment.id).values()
    return assess_entries(
        assessment, tuple(entries), matrix, today, adjust_leniency=adjust_leniency
    )


def stored_answers(workspace: Workspace, assessment: Assessment, matrix: Matrix) -> Carried:
    """Return the stored answers, migrated to a matrix."""
    return carry_answers(workspace.store.choices(workspace.owner, assessment.id), matrix)


def credentials(workspace: Workspace, assessment: Assessment) -> Mapping[str, Credential]:
    """Return the person's own degrees, certificates and experience by entry id, latest first."""
    entries = workspace.store.entries(workspace.owner, assessment.id, kind="credential").values()
    return read_credentials({entry.item: entry.value for entry in entries})


def qualifications(workspace: Workspace, assessment: Assessment) -> Mapping[str, str]:
    """Return the state of each answered qualification, by its id."""
    entries = workspace.store.entries(workspace.owner, assessment.id, kind="qualification")
    return {item: entry.value for (_, item), entry in entries.items() if entry.value}


def work_links(workspace: Workspace, assessment: Assessment) -> Mapping[str, WorkLink]:
    """Return the links to the person's work on learning projects, by project id."""
    entries = workspace.store.entries(workspace.owner, assessment.id, kind="link")
    return read_links({item: entry.value for (_, item), entry in entries.items()})


def project_trails(
    workspace: Workspace, assessment: Assessment
) -> Mapping[str, tuple[Marked, ...]]:
    """Return the statuses of each project with their times, up to the current one."""
    events = workspace.store.history(workspace.owner, assessment.id)
    return trails((each.item, each.new, each.at) for each in events if each.kind == "project")


def check_history(workspace: Workspace, assessment: Assessment) -> tuple[CheckEvent, ...]:
    """Return every change to answers of knowledge checks, oldest first."""
    events = workspace.store.history(workspace.owner, assessment.id)
    return tuple((each.item, each.new, each.at) for each in events if each.kind == "check")


def aim_for(workspace: Workspace, assessment: Assessment, matrix: Matrix, profile: str) -> None:
    """Change the profile of an assessment; update its title if it is still the default one."""
    store, owner = workspace.store, workspace.owner
    has_default_title = assessment.profile in matrix.profiles and assessment.title == aim(
        matrix, assessment.profile
    )
    if has_default_title:
        store.rename(owner, assessment.id, aim(matrix, profile)[:TITLE_LENGTH])
    store.update_settings(
        owner, assessment.id, profile=profile, mode=assessment.mode, hours=assessment.hours
    )


def same_level(matrix: Matrix, profile: str, role: Role) -> str:
    """Return the profile of another role that matches a profile's place in its own role.

    Roles have their own levels: the match has the same title, or else is the same share of the way
    from the lowest level to the highest.
    """
    own, others = matrix.role_of(profile).profiles, role.profiles
    title = matrix.profiles[profile].title
    if same := next((each.id for each in others if each.title == title), ""):
        return same
    place = [each.id for each in own].index(profile) / max(len(own) - 1, 1)
    return others[round(place * (len(others) - 1))].id


def move_to_matrix(workspace: Workspace, assessment: Assessment, matrix: Matrix) -> Carried:
    """Move an assessment to a changed matrix; nothing stored is removed."""
    carried = stored_answers(workspace, assessment, matrix)
    workspace.store.move_to_matrix(
        workspace.owner,
        assessment.id,
        matrix_id=matrix.id,
        matrix_title=matrix.title,
        wording=matrix.wording,
        structure=matrix.structure,
        renames=_renames(workspace, assessment, matrix),
    )
    if assessment.profile not in matrix.profiles:
        aim_for(workspace, assessment, matrix, nearest_profile(assessment.profile, matrix))
    return carried


def _renames(workspace: Workspace, assessment: Assessment, matrix: Matrix) -> Mapping[str, str]:
    """Return the earlier ids whose stored values are valid under the current ones."""
    ids = current_ids(matrix)
    found = {}
    for each in workspace.store.entries(workspace.owner, assessment.id).values():
        current_id = current_item(ids, each.kind, each.item)
        if current_id is None or current_id == each.item:
            continue
        if each.value is None or is_value(matrix, each.kind, current_id, each.value):
            found[each.item] = current_id
    return found


def unmoved(workspace: Workspace, assessment_id: str) -> tuple[Assessment, Matrix]:
    """Return an assessment and its matrix for somebody else, for whom nothing is moved.

    A profile that the matrix no longer has gives way to the nearest one, until the person opens
    the assessment.

    Raises
    ------
    NotFound
        If it is not the owner's.
    NoMatrix
        If its matrix is not available any more.
    """
    found = workspace.store.assessment(workspace.owner, assessment_id)
    matrix = matrix_of(workspace, found)
    if found.profile not in matrix.profiles:
        found = replace(found, profile=nearest_profile(found.profile, matrix))
    return found, matrix


def nearest_profile(gone: str, matrix: Matrix) -> str:
    """Return the first profile of the same role, or of any role if that one is gone, too."""
    role = gone.partition(".")[0]
    same = [each for each in matrix.profiles if each.startswith(f"{role}.")]
    return next(iter(same or matrix.profiles))
