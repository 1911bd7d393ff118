"""Public frameworks compared with the statements and projects that cover them."""

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from report_support import first_matrix

DATA = Path(__file__).parents[1] / "data"
FRAMEWORKS = json.loads((DATA / "frameworks.json").read_text(encoding="utf-8"))
"""Each topic in our own words, read strictly: `fully`, `partly` or `no`, and by what.

`before` tells how it stood in version 2026.11.3, where that differs.
"""

AIMED = ("ai-data-specialist", "mlops-roadmap", "llm-course")
"""Those whose topics the matrix aims at; the others were read later, or are of other roles."""

MARKS = ("fully", "partly", "no")
MATRIX = first_matrix()


def share(name: str, *, before: bool = False) -> float:
    """Return the share of topics that are fully covered, in per cent."""
    topics = FRAMEWORKS[name]["topics"].values()
    marks = [(each.get("before") if before else None) or each["covered"] for each in topics]
    return 100 * marks.count("fully") / len(marks)


@pytest.mark.parametrize("name", AIMED)
def test_four_fifths_of_a_framework_are_fully_covered(name: str) -> None:
    assert share(name) >= 80


KNOWN = set(MATRIX.statements) | {f"project:{each.id}" for each in MATRIX.projects}
"""What may cover a topic: a knowledge check alone covers nothing here."""


def is_sound(topic: Mapping[str, Any]) -> bool:
    has_mark = topic["covered"] in MARKS and topic.get("before", "no") in MARKS
    named = set(topic["by"])
    return has_mark and bool(named) == (topic["covered"] != "no") and named <= KNOWN


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_topics_are_covered_by_statements_and_projects_that_are_there(name: str) -> None:
    topics = FRAMEWORKS[name]["topics"]
    assert len(topics) >= 19
    assert [topic for topic, each in topics.items() if not is_sound(each)] == []


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_the_content_page_states_the_same_figures(name: str) -> None:
    page = (DATA.parents[1] / "docs" / "content.md").read_text(encoding="utf-8")
    entry = FRAMEWORKS[name]
    marks = Counter(each["covered"] for each in entry["topics"].values())
    counts = " | ".join(str(marks[mark]) for mark in MARKS)
    figures = f"{share(name, before=True):.0f}% | {share(name):.0f}%"
    assert f"| {entry['title']} | {len(entry['topics'])} | {counts} | {figures} |" in page
