from dataclasses import replace

import pytest
from hypothesis import assume, given
from matrices_for_tests import a_matrix, a_skill, answer, cases

from skills.guidance.working_day import BlockStatus, assess_day, find_key_skill
from skills.matrix import Block, Matrix, Target
from skills.scoring import score_skills

SQL, WRITING = a_skill("sql"), a_skill("writing")
EMPTY = a_matrix(SQL, WRITING, targets=[Target("sql", 2), Target("writing", 2)])


def a_day(*needs: dict[str, int]) -> Matrix:
    """Blocks b0, b1, ... of one hour each, with these needs."""
    blocks = (
        Block(f"b{place}", f"Block {place}", f"{9 + place:02}:00", f"{10 + place:02}:00", (), each)
        for place, each in enumerate(needs)
    )
    return replace(EMPTY, day=tuple(blocks))


def test_a_block_is_carried_by_what_its_levels_say() -> None:
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


def test_the_opener_is_the_one_skill_that_opens_most_time() -> None:
    matrix = a_day({"sql": 3}, {"writing": 2}, {"writing": 2}, {"sql": 4, "writing": 4})
    scores = score_skills(matrix, answer(SQL, 1, 1, 0, 0) | answer(WRITING, 1, 0, 0, 0))
    key_skill = find_key_skill(assess_day(matrix, scores))
    assert key_skill is not None
    assert (key_skill.skill, key_skill.level, key_skill.blocks) == ("writing", 2, ("b1", "b2"))
    assert key_skill.minutes == 120


def test_nothing_opens_where_every_block_lacks_two_skills_or_none() -> None:
    matrix = a_day({"sql": 4, "writing": 4}, {"sql": 1})
    scores = score_skills(matrix, answer(SQL, 1, 0, 0, 0) | answer(WRITING, 1, 0, 0, 0))
    assert find_key_skill(assess_day(matrix, scores)) is None


def test_a_skill_nobody_answered_for_is_no_key() -> None:
    matrix = a_day({"sql": 3}, {"writing": 2}, {"writing": 2})
    key_skill = find_key_skill(assess_day(matrix, score_skills(matrix, answer(SQL, 1, 1, 0, 0))))
    assert key_skill is not None
    assert key_skill.skill == "sql"
    assert find_key_skill(assess_day(matrix, {})) is None


@pytest.mark.slow
@given(cases())
def test_what_the_opener_promises_holds_once_it_is_reached(
    case: tuple[Matrix, dict[str, str]],
) -> None:
    matrix, answers = case
    needs = [{skill: level} for skill in matrix.skills for level in (1, matrix.top)]
    matrix = replace(matrix, day=a_day(*needs).day)
    key_skill = find_key_skill(assess_day(matrix, score_skills(matrix, answers)))
    assume(key_skill is not None)
    assert key_skill is not None
    assert key_skill.blocks
    reached = score_skills(matrix, answers, verified={key_skill.skill: key_skill.level})
    alone = {
        each.block.id for each in assess_day(matrix, reached) if each.status is BlockStatus.alone
    }
    assert set(key_skill.blocks) <= alone


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


def test_the_lower_level_wins_among_keys_that_open_as_much_then_the_earlier_block() -> None:
    matrix = a_day({"writing": 3}, {"sql": 2})
    scores = score_skills(matrix, answer(SQL, 1, 0, 0, 0) | answer(WRITING, 1, 0, 0, 0))
    lower = find_key_skill(assess_day(matrix, scores))
    assert lower is not None
    assert (lower.skill, lower.level) == ("sql", 2)
    same = a_day({"writing": 2}, {"sql": 2})
    earlier = find_key_skill(assess_day(same, scores))
    assert earlier is not None
    assert (earlier.skill, earlier.blocks) == ("writing", ("b0",))


def test_a_key_opens_every_block_that_asks_for_less() -> None:
    matrix = a_day({"sql": 4}, {"sql": 2}, {"sql": 3, "writing": 2}, {"sql": 3}, {"writing": 2})
    scores = score_skills(matrix, answer(SQL, 1, 0, 0, 0) | answer(WRITING, 1, 0, 0, 0))
    key_skill = find_key_skill(assess_day(matrix, scores))
    assert key_skill is not None
    assert (key_skill.skill, key_skill.level) == ("sql", 4)
    assert (key_skill.blocks, key_skill.minutes) == (("b0", "b1", "b3"), 180)


def test_how_a_block_is_carried_is_said_in_words() -> None:
    assert [str(each) for each in BlockStatus] == [
        "alone",
        "with support",
        "not yet",
        "not assessed",
    ]
