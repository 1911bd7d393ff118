from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from matrices_for_tests import a_matrix, a_skill

from skills.entries.review_entries import reviews_in, still_open
from skills.matrix import Area, Check, Matrix, Target, library
from skills.matrix.library import Library
from skills.reports.file_kinds import KINDS
from skills.review.agenda import AgendaReason
from skills.scoring.assessed import Assessed
from skills.store import Event, ReadOnly
from skills.workspace.assessment import assess_stored, check_history, credentials, qualifications
from skills.workspace.example import DAYS, OWNER, example_workspace, find_subject
from skills.workspace.example_person import CHECKED, EXAMPLE, LEVELS, MATRIX, PROFILE
from skills.workspace.example_review import ACTIONS, AGREED, COMMENTS, REVIEW
from skills.workspace.example_review import LEVELS as MENTOR_LEVELS
from skills.workspace.export import AssessmentFiles, files_of, read_state
from skills.workspace.reviews import talk_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from skills.store import Store
    from skills.workspace import Workspace

NOW = datetime(2031, 5, 3, 14, 30, tzinfo=UTC)
GARDEN = Path(__file__).parents[1] / "app" / "garden.yaml"


class Matrices(Library):
    """A library with the matrices that a test made."""

    def __init__(self, *matrices: Matrix) -> None:
        super().__init__()
        self._known = {each.id: each for each in matrices}


def small(*, skills: int, checks: int = 0, top: int = 4) -> Matrix:
    questions = tuple(
        Check(f"c{place}", level, "?", {"a": "A", "b": "B"}, "b", "")
        for place, level in enumerate((1, 2, 4))
    )
    made = [
        replace(
            a_skill(f"s{place}", levels=(1, 1, 2, 4)),
            checks=tuple(
                replace(each, id=f"s{place}.{each.id}") for each in questions * (place < checks)
            ),
        )
        for place in range(skills)
    ]
    matrix = a_matrix(*made, targets=[Target(each.id, 2) for each in made], top=top)
    return replace(matrix, wording="w", structure="s")


@pytest.fixture(scope="module")
def shipped() -> Library:
    return Library()


@pytest.fixture(scope="module")
def example(shipped: Library) -> Workspace:
    found = example_workspace(shipped, NOW)
    assert found is not None
    return found


def files(workspace: Workspace, now: datetime = NOW) -> AssessmentFiles:
    return files_of(workspace, EXAMPLE, now)


def result(workspace: Workspace) -> Assessed:
    return files(workspace).assessed


def test_it_is_about_the_role_it_was_invented_for(example: Workspace) -> None:
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
def test_it_can_be_had_as_a_file_of_every_kind(example: Workspace, kind: str) -> None:
    assert files(example).file(kind)


def test_it_is_the_same_however_often_it_is_made(shipped: Library) -> None:
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
def test_nothing_can_be_changed(example: Workspace, change: str) -> None:
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


def test_without_its_matrix_it_is_about_the_first_that_is_large_enough() -> None:
    tiny, fit = (replace(small(skills=count), id=f"m{count}") for count in (2, 3))
    subject = find_subject({"m2": tiny, "m3": fit})
    assert subject is not None
    assert subject.matrix is fit
    assert find_subject({"m2": tiny}) is None
    assert find_subject({}) is None
    assert example_workspace(Matrices(tiny), NOW) is None


@pytest.mark.parametrize("matrix", [small(skills=3), small(skills=12, checks=2)])
def test_any_matrix_has_an_example(matrix: Matrix) -> None:
    found = example_workspace(Matrices(matrix), NOW)
    assert found is not None
    assert result(found).readiness.coverage == 1
    first, second = found.store.snapshots(OWNER, EXAMPLE)
    assert read_state(first).answers != read_state(second).answers
    assert not reviews_in(found.store.entries(OWNER, EXAMPLE).values())
    is_checked = bool(read_state(second).checks)
    assert is_checked == bool(matrix.checks)


def test_it_outlives_skills_with_other_names(shipped: Library) -> None:
    matrix = shipped.load().matrices[MATRIX]
    areas = tuple(
        Area(
            area.id,
            area.title,
            tuple(
                replace(each, id=f"new-{each.id}", was=(each.id,))
                if each.id != "operations"
                else replace(each, id="running")
                for each in area.skills
            ),
        )
        for area in matrix.areas
    )
    names = {each: f"new-{each}" for each in matrix.skills} | {"operations": "running"}
    roles = tuple(
        replace(
            role,
            profiles=tuple(
                replace(
                    profile,
                    targets=tuple(replace(t, skill=names[t.skill]) for t in profile.targets),
                )
                for profile in role.profiles
            ),
        )
        for role in matrix.roles
    )
    changed = replace(matrix, areas=areas, roles=roles, projects=(), day=())
    found = example_workspace(Matrices(changed), NOW)
    assert found is not None
    levels = {skill: score.level for skill, score in result(found).scores.items()}
    assert levels["new-exploration"] > 3
    assert levels["new-libraries"] < 2
    assert set(result(found).agreed) == {f"new-{each}" for each in AGREED}
    assert 0 <= levels["running"] <= 4


def test_a_matrix_of_ones_own_has_an_example_too(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(library, "SHIPPED", tmp_path)
    assert example_workspace(Library([GARDEN]), NOW) is not None
