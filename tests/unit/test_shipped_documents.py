"""The structure that shipped projects ask for is the one that their briefs name."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from report_support import first_matrix

from skills.matrix import Project
from skills.projects.check_document import CheckedDocument, check_document

PROJECTS = {each.id: each for each in first_matrix().projects if each.document}

BRIEF = """
request: less waste
questions: [how much]
assumptions: [daily]
measure: loaves
baseline: as last week
stop rule: {number: 5, date: 2026-12-01}
"""

PARTS = ("Goal", "Task", "Measure of success", "Baseline", "Assumptions", "Stop rule")

WRITTEN: Mapping[str, tuple[str, str]] = {
    "problem-brief": ("brief.yaml", BRIEF),
    "one-page-client": (
        "page.md",
        "# A page\n## Result\nYes.\n## What it means\nMore.\n## Limits\nFew.\n## Next steps\nGo.\n",
    ),
    "goal-to-task": ("brief.txt", "".join(f"{each}\n====\ntext\n\n" for each in PARTS)),
    "who-can-overrule": (
        "card.md",
        "# 1. Purpose\na\n# 2. Data\nb\n# 3. Tests\nc\n# 4. Limits\nd\n# 5. Out-of-scope uses\ne\n",
    ),
}


@pytest.mark.parametrize("project", PROJECTS.values(), ids=list(PROJECTS))
def test_what_was_written_by_the_brief_has_the_structure(project: Project) -> None:
    assert project.document is not None
    name, text = WRITTEN[project.id]
    found = check_document(text.encode(), name, project.document)
    assert isinstance(found, CheckedDocument)
    assert [each for each in found.rules if each.state != "met"] == []
    cut = check_document(text.encode()[:20], "cut.md", project.document)
    assert isinstance(cut, CheckedDocument)
    assert len(cut.open_rules) >= 3


@pytest.mark.parametrize("project", PROJECTS.values(), ids=list(PROJECTS))
def test_the_brief_names_every_section(project: Project) -> None:
    assert project.document is not None
    brief = f"{project.about} {project.deliver} {project.accept}".casefold()
    titles = [each.title.casefold() for each in project.document.sections]
    assert [each for each in titles if each not in brief] == []
    assert not project.verified_levels


def test_each_of_them_is_tried() -> None:
    assert set(PROJECTS) == set(WRITTEN)
