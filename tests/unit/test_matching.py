from __future__ import annotations

from dataclasses import replace

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from matrix_support import YES_NO, a_matrix, a_skill, cases, matrices
from state_support import a_state, asking, changed, first, marked, small_matrix, with_checks

from skills.entries.answers import carry_answers
from skills.matrix import Level, Matrix, Skill, Target
from skills.records.matrix_changes import Likeness, match
from skills.records.matrix_copy import copy_matrix

MATRIX = small_matrix()
ALL = dict.fromkeys(MATRIX.statements, "o2")
THEN = a_state(MATRIX, ALL, {"sql.c0": "a", "sql.c1": "b"}).matrix


SAME_TARGETS = (Target("sql", 3), Target("git", 3))


@given(matrices())
@settings(max_examples=examples(50))
def test_a_matrix_beside_itself_is_the_same(matrix: Matrix) -> None:
    matrix = with_checks(matrix)
    checks = [each.id for skill in matrix.skills.values() for each in skill.checks]
    found = match(copy_matrix(matrix, "role.level", checks), matrix)
    assert found.likeness is Likeness.same_wording
    assert found.is_comparable
    assert found.kept == tuple(matrix.statements)
    assert not any(
        (found.renamed, found.gone, found.new, found.reworded, found.moved, found.recredited)
    )
    assert not any((found.checks, found.targets, found.profiles_gone))


@pytest.mark.slow
@given(before=matrices(), case=cases(), rename=st.booleans())
@settings(max_examples=examples(100))
def test_every_statement_is_kept_renamed_gone_or_new(
    before: Matrix, case: tuple[Matrix, dict[str, str]], *, rename: bool
) -> None:
    current, answers = marked(case[0]), case[1]
    if rename:
        current = changed(
            current, first(lambda each: replace(each, id=f"{each.id}-now", was=(each.id,)))
        )
    then = copy_matrix(marked(before), "role.level")
    found = match(then, current, answers)
    asked = [one.id for each in then.skills for one in each.statements]
    assert sorted([*found.kept, *found.renamed, *found.gone]) == sorted(asked)
    assert sorted([*found.kept, *found.renamed.values(), *found.new]) == sorted(current.statements)
    assert set(found.moved) | set(found.recredited) <= {*found.kept, *found.renamed.values()}
    assert found.carried == carry_answers(answers, current)
    if found.likeness is not Likeness.other_structure:
        assert not any((found.moved, found.recredited, found.gone, found.new, found.targets))


@pytest.mark.parametrize(
    ("current", "likeness", "is_comparable"),
    [
        (MATRIX, Likeness.same_wording, True),
        (marked(replace(MATRIX, title="Other")), Likeness.same_structure, True),
        (asking(Target("sql", 2)), Likeness.other_structure, False),
        (replace(MATRIX, id="other"), Likeness.other_matrix, False),
    ],
)
def test_fingerprints_decide_how_like_matrices_are(
    current: Matrix, likeness: Likeness, *, is_comparable: bool
) -> None:
    found = match(THEN, current)
    assert (found.likeness, found.is_comparable) == (likeness, is_comparable)


def test_reworded_statements_are_listed_with_both_texts() -> None:
    found = match(THEN, changed(MATRIX, first(lambda each: replace(each, text="New words."))), ALL)
    assert found.likeness is Likeness.same_structure
    assert [(each.statement, each.before, each.now) for each in found.reworded] == [
        ("sql.s0", "I can do this.", "New words."),
        ("git.s0", "I can do this.", "New words."),
    ]


def test_unchanged_renamed_and_lost_answers_are_counted_separately() -> None:
    def change(skill: Skill) -> Skill:
        one, two, three, _four = skill.statements
        renamed = replace(one, id=f"{skill.id}.new", was=(one.id,))
        return replace(skill, statements=(renamed, replace(two, level=3), three))

    found = match(THEN, changed(MATRIX, change), ALL)
    assert found.renamed == {"sql.s0": "sql.new", "git.s0": "git.new"}
    assert found.gone == ("sql.s3", "git.s3")
    assert found.moved == ("sql.s1", "git.s1")
    assert len(found.kept) == 4
    assert set(found.carried.renamed.values()) == {"sql.new", "git.new"}
    assert set(found.carried.orphaned) == {"sql.s3", "git.s3"}


def test_other_options_count_although_the_statement_is_unchanged() -> None:
    found = match(THEN, changed(MATRIX, first(lambda each: replace(each, scale=YES_NO))), ALL)
    assert found.recredited == ("sql.s0", "git.s0")
    assert (len(found.carried.answers), len(found.carried.orphaned)) == (6, 2)


def test_two_earlier_names_of_one_statement_count_once() -> None:
    def merge(skill: Skill) -> Skill:
        one, two, *rest = skill.statements
        both = replace(one, id=f"{skill.id}.both", was=(one.id, two.id))
        return replace(skill, statements=(both, *rest))

    found = match(THEN, changed(MATRIX, merge))
    assert found.renamed == {"sql.s0": "sql.both", "git.s0": "git.both"}
    assert found.gone == ("sql.s1", "git.s1")


@pytest.mark.parametrize(
    ("targets", "expected"),
    [
        ((Target("sql", 4), Target("git", 3)), [("sql", (3, 1, False), (4, 1, False))]),
        ((Target("sql", 3),), [("git", (3, 1, False), None)]),
        ((Target("sql", 3, 2.5), Target("git", 3)), [("sql", (3, 1, False), (3, 2.5, False))]),
        (
            (Target("sql", 3, must=True), Target("git", 3, must=True)),
            [("sql", (3, 1, False), (3, 1, True)), ("git", (3, 1, False), (3, 1, True))],
        ),
    ],
)
def test_changed_targets_are_listed(
    targets: tuple[Target, ...], expected: list[tuple[str, object, object]]
) -> None:
    found = match(THEN, asking(*targets)).targets
    assert [(each.skill, each.before, each.now) for each in found] == expected
    assert {each.profile for each in found} == {"role.level"}


def test_a_new_target_was_none_before() -> None:
    (found,) = match(copy_matrix(asking(Target("sql", 3)), "role.level"), MATRIX).targets
    assert (found.skill, found.before, found.now) == ("git", None, (3, 1, False))


def test_levels_of_scale_and_role_and_checks_are_reported() -> None:
    current = changed(
        asking(*SAME_TARGETS, level="senior"),
        lambda skill: replace(skill, checks=tuple(replace(e, right="b") for e in skill.checks)),
    )
    current = marked(replace(current, levels=(*current.levels, Level(5, "Level 5"))))
    found = match(THEN, current)
    assert found.checks == ("sql.c0", "sql.c1")
    assert found.profiles_gone == ("role.level",)
    assert found.levels == (5, 6)


def test_a_change_elsewhere_touches_nothing_that_is_used() -> None:
    found = match(THEN, changed(MATRIX, lambda skill: replace(skill, checks=skill.checks[:2])))
    assert found.likeness is Likeness.other_structure
    assert not any((found.renamed, found.gone, found.new, found.checks, found.targets))


def test_in_another_matrix_nothing_counts() -> None:
    current = replace(marked(a_matrix(a_skill("css"), targets=[Target("css", 1)])), id="other")
    found = match(THEN, current, ALL)
    assert found.likeness is Likeness.other_matrix
    assert (len(found.carried.answers), len(found.carried.orphaned)) == (0, 8)
