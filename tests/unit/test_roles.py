from dataclasses import replace

import pytest
from hypothesis import given
from matrix_support import a_matrix, a_skill, answer, cases

from skills.guidance.roles import rank_roles, shared_skills
from skills.matrix import Matrix, Profile, Role, Target
from skills.scoring import score_skills
from skills.scoring.verdicts import Verdict

SQL, WRITING = a_skill("sql"), a_skill("writing")


def a_role(name: str, *levels: dict[str, int]) -> Role:
    profiles = (
        Profile(f"{name}.p{place}", f"P{place}", tuple(Target(*each) for each in wanted.items()))
        for place, wanted in enumerate(levels)
    )
    return Role(name, name.title(), tuple(profiles))


MATRIX = replace(
    a_matrix(SQL, WRITING),
    roles=(
        a_role("writer", {"writing": 2}, {"writing": 4}),
        a_role("analyst", {"sql": 2, "writing": 1}, {"sql": 4, "writing": 2}),
    ),
)


def test_the_closest_role_comes_first_with_the_level_reached_and_the_next() -> None:
    scores = score_skills(MATRIX, answer(SQL, 1, 1, 1, 0) | answer(WRITING, 1, 0, 0, 0))
    analyst, writer = rank_roles(MATRIX, scores)
    assert (analyst.role.id, analyst.reached and analyst.reached.id) == ("analyst", "analyst.p0")
    assert analyst.following.profile == "analyst.p1"
    assert (writer.role.id, writer.reached) == ("writer", None)
    assert writer.following.profile == "writer.p0"


def test_a_level_above_one_that_is_not_reached_does_not_count() -> None:
    roles = (a_role("odd", {"sql": 4}, {"sql": 1}),)
    (odd,) = rank_roles(replace(MATRIX, roles=roles), score_skills(MATRIX, answer(SQL, 1, 1, 0, 0)))
    assert odd.reached is None


def test_a_number_out_of_too_few_answers_gives_no_order() -> None:
    few = answer(SQL, 1, None, None, None) | answer(WRITING, 0, None, None, None)
    ranked = rank_roles(MATRIX, score_skills(MATRIX, few))
    assert [each.following.verdict for each in ranked] == [Verdict.unknown] * 2
    writer, analyst = (each.following.value or 0.0 for each in ranked)
    assert analyst > writer
    assert [each.role.id for each in ranked] == ["writer", "analyst"]


def test_shared_skills() -> None:
    writer, analyst = MATRIX.roles
    assert shared_skills(analyst.profiles[0], writer.profiles[0]) == ("writing",)


@pytest.mark.slow
@given(cases())
def test_every_role_is_ranked_once_and_unknown_ones_last(
    case: tuple[Matrix, dict[str, str]],
) -> None:
    matrix, answers = case
    matrix = replace(matrix, roles=(*matrix.roles, a_role("more", {next(iter(matrix.skills)): 1})))
    ranked = rank_roles(matrix, score_skills(matrix, answers))
    assert sorted(each.role.id for each in ranked) == sorted(role.id for role in matrix.roles)
    unknown = [each.following.verdict is Verdict.unknown for each in ranked]
    assert unknown == sorted(unknown)
    assert all(each.missing_musts <= each.musts for each in ranked)


def test_the_highest_level_reached_is_named_and_the_next_is_the_aim() -> None:
    role = a_role("odd", {"sql": 1}, {"sql": 2}, {"sql": 4})
    matrix = replace(MATRIX, roles=(role,))
    found = []
    for level in range(5):
        answers = answer(SQL, *(float(rank <= level) for rank in range(1, 5)))
        (odd,) = rank_roles(matrix, score_skills(matrix, answers))
        found.append((odd.reached and odd.reached.id, odd.following.profile))
    assert found == [
        (None, "odd.p0"),
        ("odd.p0", "odd.p1"),
        ("odd.p1", "odd.p2"),
        ("odd.p1", "odd.p2"),
        ("odd.p2", "odd.p2"),
    ]


def test_must_haves_of_the_next_level_are_counted() -> None:
    targets = (
        Target("sql", 1, must=True),
        Target("writing", 2, must=True),
        Target("git", 2, must=True),
        Target("ops", 2),
    )
    skills = (SQL, WRITING, a_skill("git"), a_skill("ops"))
    roles = (Role("one", "One", (Profile("one.p0", "P0", targets),)),)
    matrix = replace(a_matrix(*skills), roles=roles)
    (one,) = rank_roles(matrix, score_skills(matrix, answer(SQL, 1, 0, 0, 0)))
    assert (one.musts, one.missing_musts, one.met_musts) == (3, 2, 1)


def test_the_more_is_reached_the_closer_a_role() -> None:
    """SQL at level .25 and writing at level 2; nothing but the file decides between equals."""
    wanted = {"none": "ops", "little": "sql", "half": "writing", "again": "writing"}
    roles = tuple(a_role(name, {skill: 4}) for name, skill in wanted.items())
    ops = a_skill("ops")
    matrix = replace(a_matrix(SQL, WRITING, ops), roles=roles)
    answers = answer(SQL, 0.25, 0, 0, 0) | answer(WRITING, 1, 1, 0, 0) | answer(ops, 0, 0, 0, 0)
    ranked = rank_roles(matrix, score_skills(matrix, answers))
    assert [each.following.value for each in ranked] == [0.5, 0.5, 0.0625, 0.0]
    assert [each.role.id for each in ranked] == ["half", "again", "little", "none"]


def test_a_role_of_which_a_level_is_reached_comes_before_one_that_is_nearer_to_its_next() -> None:
    roles = (a_role("near", {"sql": 4}), a_role("begun", {"sql": 1}, {"writing": 4}))
    matrix = replace(MATRIX, roles=roles)
    answers = answer(SQL, 1, 1, 1, 0) | answer(WRITING, 1, 0, 0, 0)
    ranked = rank_roles(matrix, score_skills(matrix, answers))
    assert [(each.role.id, each.following.value) for each in ranked] == [
        ("begun", 0.25),
        ("near", 0.75),
    ]
