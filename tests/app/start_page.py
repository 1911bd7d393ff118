"""Begin an assessment on the start page as a person does."""

from page_visit import Visit

from components.web import session
from skills.matrix import Matrix


def choose(visit: Visit, matrix: Matrix, profile: str) -> None:
    """Choose a matrix, a role and a level as a person does."""
    if [each for each in visit.at.selectbox if each.key == "matrix"]:
        visit.select("matrix", matrix.wording)
    role = matrix.role_of(profile)
    if len(matrix.roles) > 1:
        visit.select("role", role.id)
    visit.choose(f"level|{matrix.wording}|{role.id}", profile)


def the_assessment(visit: Visit) -> session.Assessment:
    """Return the only assessment somebody has."""
    (listed,) = session.store().assessments(visit.owner)
    return listed.assessment
