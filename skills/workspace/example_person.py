"""The fictional person of the example: a data analyst who wants to be a machine learning engineer.

Everything is given per skill and qualification, and nothing per statement or check, so the example
survives a new version of the matrix. Ids that a matrix does not have are ignored.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Final

from skills.entries.credentials import Credential
from skills.entries.project_attempts import ProjectCheck

EXAMPLE: Final = "example"
"""The id of the assessment."""

MATRIX: Final = "machine-learning-engineer"
PROFILE: Final = "ml-engineer.mid"

TITLE: Final = "Example: Maya Lindqvist, data analyst"
OTHER_TITLE: Final = "Example assessment"
"""The title with any other matrix, about which nothing is known."""

HOURS: Final = 6.0

LEVELS: Final[Mapping[str, tuple[float, float]]] = {
    "programming": (2.2, 3.0),
    "statistics": (2.1, 2.4),
    "data-modelling": (1.3, 1.6),
    "libraries": (1.3, 2.2),
    "engineering": (0.9, 1.1),
    "exploration": (3.2, 3.4),
    "data-preparation": (2.6, 3.2),
    "evaluation": (0.8, 1.2),
    "problem-framing": (1.4, 1.7),
    "operations": (0.3, 0.6),
    "responsible-ml": (1.4, 1.7),
    "generative-ai": (0.4, 0.8),
    "writing": (3.0, 3.0),
    "problem-solving": (2.0, 2.2),
    "communication": (3.2, 3.4),
    "asking-for-help": (2.2, 2.6),
    "managing-time": (1.6, 1.9),
    "expectations": (2.0, 2.3),
}
"""The level of each skill by the person's own ratings, on the first and on the second day."""

CHECKED: Final[Mapping[str, tuple[float | None, float]]] = {
    "exploration": (3, 4),
    "statistics": (2, 3),
    "data-preparation": (None, 3),
    "libraries": (None, 1),
    "programming": (None, 4),
}
"""The level up to which checks are answered right, on the two days; None if none were taken."""

OTHER_CHECKED: Final[tuple[float | None, float]] = (1, 2)
"""The same for the first skills with checks, if none of the skills above has any."""

EARLIER_NOTES: Final[Mapping[str, str]] = {
    "exploration": "Weekly churn dashboard for the subscription team, in use since spring. "
    "Finding: two thirds of cancellations follow a failed payment, not a price change.",
    "data-preparation": "SQL for the customer table: found and merged duplicates from 40 sources, "
    "2.1 million rows.",
    "communication": "I present the numbers to marketing and support every second Thursday. The "
    "slides and the questions people asked are in the team folder.",
}
"""Notes by skill, written on the first day."""

LATER_NOTES: Final[Mapping[str, str]] = {
    "data-preparation": "Rebuilt the customer table as a tested pipeline. It has run every night "
    "for six weeks without a manual fix. Reviewed by Tomas from data engineering.",
    "programming": "Moved four notebooks into one package with 31 tests. Tomas reviewed each pull "
    "request; the last one went through without a change.",
    "libraries": "First gradient boosting model for churn, with a pipeline for the features. I "
    "still copy the settings from examples and cannot always say why they are right.",
    "operations": "Nothing of mine runs in production yet. Next: serve the churn model as a small "
    "service.",
}
"""Notes by skill, written on the second day; they replace any earlier ones."""

QUALIFICATIONS: Final[Mapping[str, str]] = {
    "degree": "no",
    "higher-degree": "no",
    "foundations": "in-progress",
    "relevant-experience": "yes",
}

OTHER_QUALIFICATIONS: Final = {"education": "no", "certificate": "in-progress", "experience": "yes"}
"""States of qualifications that are not named above, by their kind."""

CREDENTIALS: Final[tuple[tuple[Credential, timedelta], ...]] = (
    (
        Credential("BSc Economics", "education", "Northfield University"),
        timedelta(days=365 * 6),
    ),
    (
        Credential("Data analyst, subscriptions", "experience", "Harbour & Hill, online retail"),
        timedelta(days=365 * 4),
    ),
    (
        Credential(
            "Applied statistics, 60-hour course",
            "certificate",
            "Northfield University",
            link="https://example.org/certificates/applied-statistics",
        ),
        timedelta(days=400),
    ),
)
"""The person's own credentials, and how long before the first day each was issued."""

VERIFIED: Final = "penguin-species"
"""The project whose check the person passes on the second day."""

VERIFIED_CHECK: Final = ProjectCheck(
    at=datetime.min.replace(tzinfo=UTC),
    metric="macro-f1",
    better="higher",
    rows=86,
    score=0.986,
    dummy=0.2043,
    baseline=0.9326,
    passing=0.975,
    merit=0.99,
    gain=0.0535,
    gain_low=0.0017,
    gain_high=0.1103,
    file_hash=sha256(EXAMPLE.encode()).hexdigest(),
    pack="penguins",
    pack_version=EXAMPLE,
)
"""What the check says: one of 86 predictions is wrong. The moment is that of the second day."""

WORK: Final = ("swapped-years", "Half a page with one chart; Tomas found the same site.")
"""The project with a note about the work, and the note."""
