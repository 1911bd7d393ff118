"""Answers that leave three gaps, and what the plan page shows for them."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from page_text import bare, plain
from page_visit import MASTER, Visit, begin, put

from components.web import session
from skills.entries.kinds import Mode
from skills.entries.plan_limits import NO_LIMITS, PlanLimits
from skills.matrix import Matrix
from skills.scoring.assessed import Assessed, assess
from skills.store import Assessment

TODAY = date(2031, 5, 1)
WEAK = {
    "compost.heap": "fully",
    "compost.turning": "never",
    "pruning.tools": "fully",
    "pruning.apple": "partly",
    "advice.listen": "partly",
}


def assessed(
    matrix: Matrix,
    answers: Mapping[str, str],
    mode: Mode = Mode.full,
    limits: PlanLimits = NO_LIMITS,
    **statuses: str,
) -> Assessed:
    """Work out what the page has to show: ``first_heap="done"`` is the status of a project."""
    named = {each.replace("_", "-"): status for each, status in statuses.items()}
    return assess(
        matrix, answers, {}, profile=MASTER, mode=mode, project_statuses=named, limits=limits
    )


def open_plan(visit: Visit, garden: Matrix) -> Assessment:
    """Begin an assessment with three gaps and a plan of three steps, and open its plan."""
    assessment = begin(visit, garden, MASTER, hours=4)
    put(visit, assessment, WEAK)
    visit.open("plan", a=assessment.id)
    return assessment


def in_hand(visit: Visit) -> list[str]:
    """Return the titles of the projects in hand."""
    return [plain(each.split("</h3>")[0]) for each in visit.parts('class="rr-h3"')]


def steps(visit: Visit) -> list[str]:
    """Return the lines of the steps after what is in hand."""
    return [bare(e.label) for e in visit.at.expander if re.match(r"\*\*\d+\\?\. ", e.label)]


def button(visit: Visit, action: str, project: str) -> Any:  # noqa: ANN401 - AppTest's own type
    """Return the button for a project."""
    (found,) = [e for e in visit.at.button if str(e.key).startswith(f"{action}|{project}|")]
    return found


def choice(visit: Visit, item: str) -> Any:  # noqa: ANN401 - AppTest's own type
    """Return the list for a limit of the plan."""
    (found,) = [e for e in visit.at.selectbox if str(e.key).startswith(f"limit|{item}|")]
    return found


def press(visit: Visit, action: str, project: str) -> Visit:
    """Press the button for a project."""
    return visit.click(button(visit, action, project).click())


def stored(visit: Visit, mine: Assessment) -> dict[str, str | None]:
    """Return the stored status of each project."""
    entries = session.store().entries(visit.owner, mine.id, kind="project")
    return {item: each.value for (_, item), each in entries.items()}


def links_to_rate(visit: Visit) -> list[str]:
    """Return the links to the skills that the page asks to rate again."""
    return re.findall(r'href="([^"]*/assess\?[^"]*skill=[^"]*)"', visit.html())
