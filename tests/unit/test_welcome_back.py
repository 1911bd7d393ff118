"""What a returning person sees: the result, what changed, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from state_support import small_matrix
from store_support import ANA, Clock, new_ids, workspace_of

from skills.entries.assessment import Assessment
from skills.entries.kinds import IncomingEntry
from skills.matrix import NOT_APPLICABLE, Matrix
from skills.store import Store
from skills.workspace.export import AssessmentFiles
from skills.workspace.welcome_back import NextMove, Standing, find_standing

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
SMALL = small_matrix()
ROLE = SMALL.roles[0]
OTHER = replace(ROLE.profiles[0], id="role.other", title="Other")
MATRIX = replace(SMALL, roles=(replace(ROLE, profiles=(*ROLE.profiles, OTHER)),))


@dataclass
class Visitor:
    """A person with one assessment in a real database."""

    store: Store
    clock: Clock
    assessment: Assessment
    matrix: Matrix = MATRIX

    def answer_all(self, option: int) -> None:
        """Answer every statement with the same option, counted from the least."""
        given = [
            IncomingEntry("answer", each.id, each.scale.options[option].id)
            for each in self.matrix.statements.values()
        ]
        name = f"answers-{self.clock.now:%Y%m%d}-{option}"
        self.store.import_entries(ANA, self.assessment.id, given, operation=name)

    def save_snapshot(self) -> None:
        """Save the snapshot of the day, as the result page does."""
        mine = workspace_of(self.store)
        AssessmentFiles(mine, self.assessment, self.matrix, self.clock.now).keep_snapshot()

    def standing(self, today: date | None = None) -> Standing:
        """Return what the start page shows."""
        mine = workspace_of(self.store)
        found = self.store.assessment(ANA, self.assessment.id)
        return find_standing(mine, found, self.matrix, today or self.clock.now.date())


@pytest.fixture
def visitor(tmp_path: Path) -> Iterator[Visitor]:
    clock = Clock()
    clock.now = NOW
    store = Store.open(f"sqlite:///{tmp_path / 's.sqlite3'}", clock=clock, new_id=new_ids())
    made = store.create_assessment(
        ANA,
        title="Mine",
        matrix_id=MATRIX.id,
        matrix_title=MATRIX.title,
        wording=MATRIX.wording,
        structure=MATRIX.structure,
        profile=next(iter(MATRIX.profiles)),
        mode="full",
        hours=4,
    )
    yield Visitor(store, clock, made)
    store.close()


def test_with_too_much_set_aside_nothing_is_left_to_go_on_with(visitor: Visitor) -> None:
    given = [IncomingEntry("answer", each, NOT_APPLICABLE) for each in MATRIX.statements]
    visitor.store.import_entries(ANA, visitor.assessment.id, given, operation="aside")
    assert visitor.standing().move is NextMove.update


def test_with_too_few_answers_it_goes_on(visitor: Visitor) -> None:
    assert visitor.standing().move is NextMove.carry_on
    assert visitor.standing().earlier is None


def test_with_a_verdict_the_result_comes_first(visitor: Visitor) -> None:
    visitor.answer_all(1)
    assert visitor.standing().move is NextMove.see_result


def test_on_the_planned_day_it_is_time_to_update_the_answers(visitor: Visitor) -> None:
    visitor.answer_all(1)
    planned = NOW.date() + timedelta(days=90)
    visitor.store.plan_next(ANA, visitor.assessment.id, planned)
    assert visitor.standing(planned - timedelta(days=1)).move is NextMove.see_result
    assert visitor.standing(planned).move is NextMove.update
    assert visitor.standing(planned + timedelta(days=1)).move is NextMove.update


def test_a_change_is_since_the_latest_snapshot_that_differs(visitor: Visitor) -> None:
    visitor.answer_all(0)
    visitor.save_snapshot()
    visitor.clock.now += timedelta(days=30)
    visitor.answer_all(2)
    visitor.save_snapshot()
    first = visitor.standing().earlier
    assert first is not None
    assert (first.taken_at.date(), first.readiness) == (NOW.date(), 0.0)
    visitor.clock.now += timedelta(days=30)
    visitor.answer_all(1)
    later = visitor.standing().earlier
    assert later is not None
    assert later.taken_at.date() == (NOW + timedelta(days=30)).date()
    assert later.readiness > 0


def test_an_unchanged_result_has_no_earlier_one(visitor: Visitor) -> None:
    visitor.answer_all(1)
    visitor.save_snapshot()
    visitor.clock.now += timedelta(days=30)
    visitor.save_snapshot()
    assert visitor.standing().earlier is None


def test_a_snapshot_with_another_aim_is_not_compared(visitor: Visitor) -> None:
    visitor.answer_all(0)
    visitor.save_snapshot()
    visitor.clock.now += timedelta(days=30)
    visitor.answer_all(2)
    visitor.store.update_settings(
        ANA, visitor.assessment.id, profile=OTHER.id, mode="full", hours=None
    )
    assert visitor.standing().earlier is None
