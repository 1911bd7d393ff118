"""Four skills that a mentor rates, Ana's assessment of them, and its entries."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from matrix_support import a_matrix, a_skill
from report_support import assessment
from state_support import marked

from skills.matrix import Target
from skills.store import Entry

REVIEW = "review-0001"
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
NAMES = ("light", "heavy", "must", "heavy-must")
SKILLS = {each: a_skill(each) for each in NAMES}

MATRIX = marked(
    a_matrix(
        *SKILLS.values(),
        a_skill("unasked"),
        targets=(
            Target("light", 3, weight=1),
            Target("heavy", 3, weight=9),
            Target("must", 2, weight=1, must=True),
            Target("heavy-must", 2, weight=2, must=True),
        ),
    )
)

PROFILE = "role.level"
ANAS = replace(assessment(MATRIX), profile=PROFILE)
LOW, HIGH = (1, 0, 0, 0), (1, 1, 1, 0)


def entries(**kinds: dict[str, str | None]) -> list[Entry]:
    """Return entries, given as values by item for each kind."""
    return [
        Entry(kind, item, value, revision=1, changed_at=NOW)
        for kind, values in kinds.items()
        for item, value in values.items()
    ]
