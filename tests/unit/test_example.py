"""The example of the shipped matrix: what is in it, and that nobody can change it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from example_support import NOW, files, result

from skills.entries.review_entries import still_open
from skills.matrix.library import Library
from skills.reports.file_kinds import KINDS
from skills.review.agenda import AgendaReason
from skills.store import Event, ReadOnly
from skills.workspace.assessment import assess_stored, check_history, credentials, qualifications
from skills.workspace.example import DAYS, OWNER, example_workspace
from skills.workspace.example_person import CHECKED, EXAMPLE, LEVELS, MATRIX, PROFILE
from skills.workspace.example_review import ACTIONS, AGREED, COMMENTS, REVIEW
from skills.workspace.example_review import LEVELS as MENTOR_LEVELS
from skills.workspace.export import read_state
from skills.workspace.reviews import talk_of

pytestmark = pytest.mark.slow

if TYPE_CHECKING:
    from collections.abc import Callable

    from skills.store import Store
    from skills.workspace import Workspace

pytest_plugins = ["example_support"]


@pytest.fixture(scope="module")
def example(shipped: Library) -> Workspace:
    found = example_workspace(shipped, NOW)
    assert found is not None
    return found


def test_the_example_has_its_role_hours_and_next_date(example: Workspace) -> None:
    found = example.store.assessment(example.owner, EXAMPLE)
    assert (found.id, found.matrix_id, found.profile) == (EXAMPLE, MATRIX, PROFILE)
    assert found.hours
    assert found.next_on > NOW.date().isoformat()


def test_every_skill_and_qualification_that_is_described_is_in_the_matrix(shipped: Library) -> None:
    matrix = shipped.load().matrices[MATRIX]
    assert set(LEVELS) == {each.skill for each in matrix.profiles[PROFILE].targets}
    assert all(matrix.skills[each].checks for each in CHECKED)


def test_the_result_is_on_the_way_and_every_part_of_it_is_filled(
    example: Workspace, shipped: Library
) -> None:
    found = result(example)
    value = found.readiness.value
    assert value is not None
    assert 0.55 <= value <= 0.70
    assert found.readiness.low < value < found.readiness.high
    assert found.readiness.coverage == 1
    assert found.leniency.skills
    assert all(each.is_assessed for each in found.scores.values())
    assessment = example.store.assessment(example.owner, EXAMPLE)
    counts = example.store.counts(example.owner, EXAMPLE)
    assert counts["answer"] == len(shipped.load().matrices[MATRIX].statements)
    assert counts["note"] == 6
    assert len(credentials(example, assessment)) == 3
    assert set(qualifications(example, assessment).values()) == {"yes", "no", "in-progress"}
    assert files(example).report().plan


def test_the_person_explores_well_and_operates_little(example: Workspace) -> None:
    levels = {skill: score.level for skill, score in result(example).scores.items()}
    ranked = sorted(levels, key=levels.__getitem__)
    assert {"exploration", "communication"} <= set(ranked[-4:])
    assert {"operations", "generative-ai", "engineering"} <= set(ranked[:4])


def test_a_check_lowers_what_the_person_said(example: Workspace) -> None:
    found = result(example)
    outcome = {skill: found.outcome(skill) for skill in CHECKED}
    gaps = {skill: found.scores[skill].level - LEVELS[skill][1] for skill in outcome}
    assert gaps["libraries"] < -0.5
    assert gaps["exploration"] > 0


def test_a_mentor_has_rated_some_skills_and_they_agreed_where_they_differ(
    example: Workspace, shipped: Library
) -> None:
    found = files(example)
    matrix = shipped.load().matrices[MATRIX]
    assert set(MENTOR_LEVELS) | set(AGREED) | set(COMMENTS) <= set(matrix.skills)
    entries = tuple(example.store.entries(OWNER, EXAMPLE).values())
    talk = talk_of(found.assessment, entries, matrix, REVIEW, today=NOW.date())
    apart = [each.skill for each in talk.agenda if each.reason is AgendaReason.apart]
    assert set(apart) == set(AGREED) == set(talk.person.agreed)
    assert set(MENTOR_LEVELS) == {e.skill for e in talk.agenda if e.ratings.second is not None}
    assert all(talk.is_unseen(each) for each in set(LEVELS).difference(MENTOR_LEVELS))
    assert not talk.unblinded
    assert not talk.late_comments
    assert talk.comments.keys() == COMMENTS.keys()
    assert len(talk.actions) == len(ACTIONS)
    assert not still_open(entries, talk.review)


def test_the_history_has_two_days_and_the_later_one_is_better(example: Workspace) -> None:
    kept = example.store.snapshots(example.owner, EXAMPLE)
    days = [(NOW.date() - each.taken_at.date()).days for each in kept]
    assert days == [each.days for each in DAYS]
    earlier, later = (read_state(each).result.readiness for each in kept)
    assert earlier is not None
    assert later is not None
    assert later - earlier >= 0.05
    changes = files(example).report().changes
    assert changes is not None
    assert changes.lines


def test_checks_were_answered_on_both_days_and_some_again(example: Workspace) -> None:
    assessment = example.store.assessment(example.owner, EXAMPLE)
    history = check_history(example, assessment)
    assert len({at.date() for _, _, at in history}) == 2
    assert len({check for check, _, _ in history}) < len(history)
    events: tuple[Event, ...] = example.store.history(example.owner, EXAMPLE)
    assert all(each.at < NOW for each in events)
    assert [each.at for each in events] == sorted(each.at for each in events)


def test_nothing_is_left_to_keep(example: Workspace) -> None:
    found = files(example)
    assert not found.has_changed()
    found.keep_day()  # writes nothing, or it would be refused
    assert len(found.snapshots()) == 2


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_example_is_exported_as_every_kind_of_file(example: Workspace, kind: str) -> None:
    assert files(example).file(kind)


def test_the_example_is_the_same_however_often_it_is_made(shipped: Library) -> None:
    def rows(now: datetime) -> object:
        made = example_workspace(shipped, now)
        assert made is not None
        store = made.store
        return store.entries(OWNER, EXAMPLE), store.snapshots(OWNER, EXAMPLE)

    assert rows(NOW) == rows(NOW.replace(hour=1))
    assert rows(NOW) != rows(NOW + timedelta(days=1))


CHANGES: dict[str, Callable[[Store], object]] = {
    "answer": lambda store: store.save(
        OWNER, EXAMPLE, "answer", "a.b", "x", tab="t", drawn=0, operation="o"
    ),
    "rename": lambda store: store.rename(OWNER, EXAMPLE, "Mine"),
    "settings": lambda store: store.update_settings(
        OWNER, EXAMPLE, profile="a.b", mode="quick", hours=None
    ),
    "skill": lambda store: store.remember_skill(OWNER, EXAMPLE, "sql"),
    "next": lambda store: store.plan_next(OWNER, EXAMPLE, None),
    "move": lambda store: store.move_to_matrix(
        OWNER,
        EXAMPLE,
        matrix_id="m",
        matrix_title="M",
        wording="w",
        structure="s",
        renames={},
    ),
    "erase": lambda store: store.erase(OWNER, EXAMPLE),
    "erase all": lambda store: store.erase_owner(OWNER),
    "create": lambda store: store.create_assessment(
        OWNER, title="T", matrix_id="m", matrix_title="M", wording="w", structure="s"
    ),
    "create from": lambda store: store.create_from(
        OWNER,
        incoming=(),
        operation="o",
        title="T",
        matrix_id="m",
        matrix_title="M",
        wording="w",
        structure="s",
    ),
    "import": lambda store: store.import_entries(OWNER, EXAMPLE, (), operation="o"),
    "undo": lambda store: store.undo_import(OWNER, EXAMPLE, "o"),
    "snapshot": lambda store: store.add_snapshot(
        OWNER, EXAMPLE, record="{}", profile="", wording="w", structure="s"
    ),
    "forget snapshot": lambda store: store.forget_snapshot(OWNER, EXAMPLE, "snapshot-0001"),
    "matrix": lambda store: store.save_matrix(
        OWNER, matrix_id="m", title="M", wording="w", files=[("m.yaml", "x")]
    ),
    "renew matrix": lambda store: store.renew_matrix(OWNER, "w", [("m.yaml", "x")]),
    "forget matrix": lambda store: store.forget_matrix(OWNER, "w"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_example_refuses_every_change(example: Workspace, change: str) -> None:
    def rows() -> object:
        store = example.store
        return (
            store.assessments(OWNER),
            store.entries(OWNER, EXAMPLE),
            store.snapshots(OWNER, EXAMPLE),
            store.matrices(OWNER),
        )

    before = rows()
    with pytest.raises(ReadOnly, match=r"^This is an example and can't be changed\. Start your"):
        CHANGES[change](example.store)
    assert rows() == before


def test_many_may_look_at_once(example: Workspace) -> None:
    def look(_: int) -> float | None:
        assessment = example.store.assessment(OWNER, EXAMPLE)
        matrix = example.library.get(MATRIX)
        assert matrix is not None
        return assess_stored(example, assessment, matrix, NOW.date()).readiness.value

    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(look, range(40)))) == 1
