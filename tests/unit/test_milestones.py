"""Milestones between snapshots, and the sentences of the page with the progress."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from matrix_support import answer
from report_support import NOW
from state_support import a_state, asking, small_matrix

from skills.matrix import Target
from skills.records.milestones import MOST, Milestone, MilestoneKind, milestones
from skills.records.record import ProjectMarked, State
from skills.sentences.formats import percent
from skills.sentences.progress import milestone_text, names_of, only_snapshot

MATRIX = asking(Target("sql", 2, must=True), Target("git", 2, must=True))
SQL, GIT = MATRIX.skills["sql"], MATRIX.skills["git"]
NONE = answer(SQL, 0, 0, 0, 0) | answer(GIT, 0, 0, 0, 0)
FIRST = answer(SQL, 1, 1, 0, 0) | answer(GIT, 0, 0, 0, 0)
BOTH = answer(SQL, 1, 1, 0, 0) | answer(GIT, 1, 1, 0, 0)


def on(day: int) -> datetime:
    return NOW + timedelta(days=day)


def states(*answers: dict[str, str]) -> list[State]:
    return [a_state(MATRIX, each, at=on(day)) for day, each in enumerate(answers)]


def found(
    moments: Sequence[State], projects: Sequence[ProjectMarked] = ()
) -> list[tuple[int, str, tuple[str, ...]]]:
    reached = milestones(moments, projects, MATRIX.structure)
    return [((each.at - NOW).days, each.kind.value, each.titles) for each in reached]


def done(project: str, at: datetime | None, status: str = "done", title: str = "") -> ProjectMarked:
    return ProjectMarked(project=project, status=status, title=title, at=at)


def test_the_first_verdict_and_each_must_have_are_milestones_once() -> None:
    moments = states({}, NONE, FIRST, NONE, FIRST, BOTH)
    assert found(moments)[:3] == [
        (1, "first verdict", ()),
        (2, "must-haves met", ("Sql",)),
        (5, "must-haves met", ("Git",)),
    ]


def test_being_ready_is_a_milestone_once() -> None:
    moments = states(NONE, BOTH, NONE, BOTH)
    ready = [each for each in found(moments) if each[1] == "ready"]
    assert ready == [(1, "ready", ("Role, Level",))]


def test_must_haves_met_at_once_are_one_milestone() -> None:
    assert (1, "must-haves met", ("Sql", "Git")) in found(states(NONE, BOTH))


def test_a_done_project_is_a_milestone_on_its_day() -> None:
    marks = [
        done("bikes", on(3), title="Bikes"),
        done("spam", on(2)),
        done("cars", None),
        done("trees", on(1), "started"),
    ]
    assert found([], marks) == [(2, "project done", ("spam",)), (3, "project done", ("Bikes",))]


def test_only_states_of_this_structure_count() -> None:
    other = small_matrix()
    moments = [a_state(other, NONE, at=on(0)), *states(NONE, BOTH)]
    assert found(moments) == found(states(NONE, BOTH))
    assert milestones(moments, (), "another") == ()


def test_only_the_latest_few_milestones_are_kept() -> None:
    marks = [done(f"p{day}", on(day)) for day in range(MOST + 3)]
    assert [each[0] for each in found([], marks)] == list(range(3, MOST + 3))


def test_a_milestone_has_a_short_text() -> None:
    texts = {
        (MilestoneKind.first_verdict, ()): "First verdict",
        (MilestoneKind.must_haves, ("SQL",)): "Must-have met: SQL",
        (MilestoneKind.must_haves, ("SQL", "Git")): "Must-haves met: SQL and Git",
        (MilestoneKind.ready, ("Engineer, Mid-level",)): "Ready: Engineer, Mid-level",
        (MilestoneKind.project, ("Bikes",)): "Project done: Bikes",
    }
    for (kind, titles), text in texts.items():
        assert milestone_text(Milestone(NOW, kind, titles)) == text
    assert {kind for kind, _ in texts} == set(MilestoneKind)


def test_the_only_snapshot_says_that_a_second_one_draws_a_line() -> None:
    at = datetime(2026, 11, 12, tzinfo=UTC)
    end = "Come back after your next project: with a second snapshot, you'll see a chart."
    assert (
        only_snapshot(at, 0.71) == f"One snapshot so far: 12 November 2026, {percent(0.71)}. {end}"
    )
    assert only_snapshot(at, None) == f"One snapshot so far: 12 November 2026. {end}"


def test_moments_of_one_day_have_their_time() -> None:
    noon = datetime(2026, 11, 12, 12, 5, tzinfo=UTC)
    moments = [noon - timedelta(days=1), noon, noon + timedelta(hours=6)]
    assert names_of(moments) == [
        "11 November 2026",
        "12 November 2026, 12:05",
        "12 November 2026, 18:05",
    ]
