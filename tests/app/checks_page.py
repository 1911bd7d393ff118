"""A clock that stands at noon, ratings beside checks, and what the pages say about them."""

from datetime import UTC, datetime

from visiting import APPRENTICE, Visit

from skills.matrix import Matrix
from skills.questionnaire.questions import asked_skills
from skills.scoring.knowledge_checks import Outcome
from skills.sentences.knowledge_checks import checks_outcome

NOON = datetime(2031, 5, 4, 12, tzinfo=UTC)


def outcome(right: int, answered: int, of: int = 4) -> str:
    """What the page says while the checks count for nothing."""
    return checks_outcome(Outcome("", right, answered, of, None))


def look(visit: Visit, tab: str) -> Visit:
    """Open a tab of the result."""
    visit.at.session_state["view"] = tab
    return visit.follow("result")


def rated(matrix: Matrix, option: str) -> dict[str, str]:
    """Answer everything the apprentice is asked, so that there is a verdict."""
    skills = asked_skills(matrix, matrix.profiles[APPRENTICE])
    return {each.id: option for skill in skills for each in skill.statements}


class Clock:
    """Tell the time that a test has set."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now
