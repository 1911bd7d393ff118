"""The page on which a person and a mentor talk about ratings that both see."""

from __future__ import annotations

import pytest
from import_export import write
from mentor_visit import REVIEW, rate, show_both
from page_visit import Visit, put

from skills.entries.review_entries import item_of
from skills.store import Assessment

STATEMENTS = ("compost.heap", "compost.turning", "compost.ripe", "compost.plan")


def come_to(visit: Visit, shown: Assessment, skill: str = "compost") -> Visit:
    """Open the talk about a skill."""
    return visit.open("review", a=shown.id, r=REVIEW, skill=skill)


@pytest.fixture
def shown(ann: Visit, assessment: Assessment) -> Assessment:
    """Reveal ratings that are two levels apart for composting and alike for pruning."""
    put(ann, assessment, dict.fromkeys(STATEMENTS, "never") | {"pruning.apple": "fully"})
    rate(ann, assessment, dict.fromkeys(STATEMENTS, "fully") | {"pruning.apple": "fully"})
    write(ann, assessment, "comment", item_of(REVIEW, "compost"), "Seen it steam.")
    write(ann, assessment, "note", "compost", "In the shed.")
    show_both(ann, assessment)
    return assessment
