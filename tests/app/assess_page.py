"""Answers to whole skills, and the heading of a step."""

from page_visit import Visit

from skills.matrix import Skill

TRUE = "fully"


def all_of(skill: Skill, option: str = TRUE) -> dict[str, str]:
    """Answer every statement of a skill."""
    return {each.id: option for each in skill.statements}


def heading(visit: Visit) -> str:
    """Return the heading of a step."""
    (found,) = visit.parts('class="rr-step"')
    return found
