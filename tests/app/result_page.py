"""Answers for the garden matrix, the readiness they lead to, and the tables of the result page."""

from collections.abc import Mapping

from page_text import plain
from page_visit import Visit

from skills.entries.kinds import Mode
from skills.matrix import Matrix
from skills.scoring import score_skills
from skills.scoring.readiness import Readiness, compute_readiness

COMPOST = {
    "compost.heap": "fully",
    "compost.turning": "fully",
    "compost.ripe": "partly",
    "compost.plan": "never",
}
PRUNING = {"pruning.tools": "fully", "pruning.apple": "partly", "pruning.rose": "never"}
ADVICE = {"advice.listen": "fully", "advice.match": "partly", "advice.refuse": "never"}
WORST = dict.fromkeys([*COMPOST, *PRUNING, *ADVICE], "never")


def readiness_of(
    matrix: Matrix, answers: Mapping[str, str], profile: str, mode: str = "full"
) -> Readiness:
    """Work out the readiness that the page has to show."""
    return compute_readiness(
        matrix, matrix.profiles[profile], score_skills(matrix, answers, mode=Mode(mode))
    )


def rows(visit: Visit, label: str) -> list[list[str]]:
    """Return the cells of the table with a label or caption, row by row."""
    (table,) = visit.parts(label)
    body = table.split("<tbody>")[1].split("</tbody>")[0]
    cells = [each.split("</tr>")[0] for each in body.split("<tr>")[1:]]
    return [
        [plain(cell.split(">", 1)[1]) for cell in row.replace("<th", "<td").split("<td")[1:]]
        for row in cells
    ]
