"""Snapshots taken on different days, and what the progress page shows of them."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from import_export import fill
from page_text import plain
from page_visit import APPRENTICE, Visit, begin, put

from components.web import session
from skills.matrix import Matrix
from skills.store import Assessment

START = datetime(2026, 3, 1, 9, tzinfo=UTC)


class Days:
    """A clock of the whole server, moved by hand."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now

    def pass_by(self, count: float) -> None:
        self.now += timedelta(days=count)


def dates(visit: Visit, assessment: Assessment) -> list[str]:
    """Return the days on which snapshots were taken."""
    every = session.store().snapshots(visit.owner, assessment.id)
    return [f"{each.taken_at:%m-%d}" for each in every]


def rows(visit: Visit) -> list[str]:
    """Return the lines of the table of snapshots as read."""
    (table,) = visit.parts('aria-label="Snapshots"')
    lines = re.findall(r"<tr>\s*<th scope=\"row\"[^>]*>.*?</tr>", table, flags=re.DOTALL)
    return [plain(each) for each in lines]


def charts(visit: Visit) -> int:
    """Return how many charts the page shows."""
    kinds = [each.delta.new_element.WhichOneof("type") for each in visit.messages]
    return kinds.count("plotly_chart")


def snapshot(visit: Visit, assessment: Assessment, place: int) -> str:
    """Return the id of a snapshot, counted from the oldest on."""
    return session.store().snapshots(visit.owner, assessment.id)[place].id


def three(visit: Visit, assessment: Assessment, days: Days) -> None:
    """Keep three snapshots thirty days apart: never, partly, fully at two statements."""
    for option in ("never", "partly", "fully"):
        put(visit, assessment, {"compost.heap": option, "compost.turning": option})
        visit.open("result", a=assessment.id)
        days.pass_by(30)


@pytest.fixture
def days(monkeypatch: pytest.MonkeyPatch) -> Iterator[Days]:
    """Set the server's clock to one that is moved by hand."""
    days = Days()
    monkeypatch.setattr(session, "now", days)
    session.own_store.clear()
    yield days
    session.store().close()
    session.own_store.clear()


@pytest.fixture
def answered(ann: Visit, garden: Matrix) -> Assessment:
    """Begin an assessment of which everything is answered."""
    assessment = begin(ann, garden, APPRENTICE)
    fill(ann, assessment, garden)
    return assessment
