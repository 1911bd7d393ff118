from dataclasses import replace
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from matrix_support import a_matrix, a_skill, answer, cases, the_profile

from skills.guidance.plan import make_plan
from skills.guidance.plan_steps import PlanStep
from skills.guidance.working_day import BlockStatus, Opening, assess_day, find_opening
from skills.matrix import Block, Matrix, Project, Target
from skills.scoring import score_skills
from skills.scoring.readiness import compute_readiness

SQL, WRITING = a_skill("sql"), a_skill("writing")
EMPTY = a_matrix(SQL, WRITING, targets=[Target("sql", 2), Target("writing", 2)])


def a_day(*needs: dict[str, int]) -> Matrix:
    """Blocks b0, b1, ... of one hour each, with these needs."""
    blocks = (
        Block(f"b{place}", f"Block {place}", f"{9 + place:02}:00", f"{10 + place:02}:00", (), each)
        for place, each in enumerate(needs)
    )
    return replace(EMPTY, day=tuple(blocks))


def test_whether_a_block_can_be_done_follows_from_its_levels() -> None:
    matrix = a_day({"sql": 2}, {"sql": 3}, {"sql": 4}, {"sql": 1, "writing": 1}, {})
    held = assess_day(matrix, score_skills(matrix, answer(SQL, 1, 1, 0, 0)))
    assert [each.status for each in held] == [
        BlockStatus.alone,
        BlockStatus.supported,
        BlockStatus.not_yet,
        BlockStatus.unknown,
        BlockStatus.alone,
    ]
    assert held[2].missing == {"sql": 4}
    assert held[3].unknown == {"writing"}
    assert not any(each.unknown for each in held if each.status is not BlockStatus.unknown)
    assert held[0].minutes == 60


def opening(matrix: Matrix, answers: dict[str, str], *projects: Project) -> Opening | None:
    """What the plan out of these projects opens, in the order given."""
    matrix = replace(matrix, projects=projects)
    scores = score_skills(matrix, answers)
    plan = make_plan(matrix, compute_readiness(matrix, the_profile(matrix), scores), scores).steps
    return find_opening(matrix, scores, plan)


def project(name: str, hours: float, **raises: int) -> Project:
    return Project(name, name.title(), hours, raises)


BOTH_1 = answer(SQL, 1, 0, 0, 0) | answer(WRITING, 1, 0, 0, 0)


def test_the_first_step_that_opens_a_block_is_named_with_all_it_opens() -> None:
    matrix = a_day({"writing": 2}, {"sql": 1}, {"writing": 2}, {"sql": 2, "writing": 2})
    sql, writing = project("sql-first", 3, sql=2), project("then-writing", 5, writing=2)
    found = opening(matrix, BOTH_1, sql, writing)
    assert found is not None
    assert (found.position, found.project) == (2, writing)
    assert [each.id for each in found.blocks] == ["b0", "b2", "b3"]
    first = opening(a_day({"sql": 2}, {"writing": 2}), BOTH_1, sql, writing)
    assert first is not None
    assert (first.position, first.project) == (1, sql)
    assert [each.id for each in first.blocks] == ["b0"]


def test_a_level_above_the_target_opens_a_block_too() -> None:
    found = opening(a_day({"sql": 4}), BOTH_1, project("far", 9, sql=4))
    assert found is not None
    assert [each.id for each in found.blocks] == ["b0"]


def test_a_plan_that_opens_no_block_names_none() -> None:
    far = project("far", 9, sql=2)
    assert opening(a_day({"sql": 3}, {"sql": 1}), BOTH_1, far) is None
    assert opening(a_day({"sql": 2}), BOTH_1) is None
    assert opening(a_day(), BOTH_1, far) is None


def test_a_block_that_nobody_answered_for_is_not_opened() -> None:
    """The person may be able to do it already."""
    both = project("both", 9, sql=2, writing=2)
    only_sql = answer(SQL, 1, 0, 0, 0)
    assert opening(a_day({"writing": 2}), only_sql, both) is None
    found = opening(a_day({"writing": 2}, {"sql": 2}), only_sql, both)
    assert found is not None
    assert [each.id for each in found.blocks] == ["b1"]


@pytest.mark.slow
@given(cases(), st.data())
def test_what_the_plan_opens_can_be_done_alone_once_its_steps_are_verified(
    case: tuple[Matrix, dict[str, str]], data: st.DataObject
) -> None:
    matrix, answers = case
    needs = [{skill: level} for skill in matrix.skills for level in (1, matrix.top)]
    projects = tuple(
        Project(f"p{at}", "P", data.draw(st.sampled_from([1.0, 4.0])), {skill: level})
        for at, (skill, level) in enumerate(product(matrix.skills, range(1, matrix.top + 1)))
    )
    matrix = replace(matrix, day=a_day(*needs).day, projects=projects)
    scores = score_skills(matrix, answers)
    plan = make_plan(matrix, compute_readiness(matrix, the_profile(matrix), scores), scores).steps
    found = find_opening(matrix, scores, plan)
    assume(found is not None)
    assert found is not None
    assert plan[found.position - 1].project == found.project
    assert not alone(matrix, answers, plan[: found.position - 1]) & {
        each.id for each in found.blocks
    }
    assert {each.id for each in found.blocks} <= alone(matrix, answers, plan[: found.position])


def alone(matrix: Matrix, answers: dict[str, str], steps: tuple[PlanStep, ...]) -> set[str]:
    """The blocks that can be done alone after some steps, but not before any."""
    verified: dict[str, int] = {}
    for each in steps:
        for skill, level in each.project.raises.items():
            verified[skill] = max(level, verified.get(skill, 0))
    before, after = (
        {e.block.id for e in assess_day(matrix, scores) if e.status is BlockStatus.alone}
        for scores in (
            score_skills(matrix, answers),
            score_skills(matrix, answers, verified=verified),
        )
    )
    return after - before


def test_a_block_is_as_far_as_the_furthest_level_it_needs() -> None:
    matrix = a_day({"sql": 3, "writing": 3}, {"sql": 3, "writing": 2}, {"writing": 3, "sql": 4})
    scores = score_skills(matrix, answer(SQL, 1, 1, 0, 0) | answer(WRITING, 1, 0, 0, 0))
    held = assess_day(matrix, scores)
    assert [each.status for each in held] == [
        BlockStatus.not_yet,
        BlockStatus.supported,
        BlockStatus.not_yet,
    ]
    assert [dict(each.missing) for each in held] == [
        {"sql": 3, "writing": 3},
        {"sql": 3, "writing": 2},
        {"writing": 3, "sql": 4},
    ]


def test_a_block_takes_the_minutes_between_its_times() -> None:
    times = [("09:30", "10:15"), ("08:45", "09:00"), ("00:00", "23:59"), ("12:05", "12:06")]
    day = tuple(Block(start, "Block", start, end) for start, end in times)
    held = assess_day(replace(EMPTY, day=day), {})
    assert [each.minutes for each in held] == [45, 15, 1439, 1]


def test_how_a_block_can_be_done_is_stated_in_words() -> None:
    assert [str(each) for each in BlockStatus] == [
        "alone",
        "with support",
        "not yet",
        "not assessed",
    ]
