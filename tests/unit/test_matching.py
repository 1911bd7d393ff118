from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from matrices_for_tests import YES_NO, a_matrix, a_skill, cases, matrices
from states_for_tests import a_state, marked, small_matrix, with_checks

from skills.entries.answers import carry_answers
from skills.matrix import Level, Matrix, Profile, Role, Skill, Statement, Target
from skills.records.matrix_changes import Likeness, Match, match
from skills.records.matrix_copy import copy_matrix

MATRIX = small_matrix()
ALL = dict.fromkeys(MATRIX.statements, "o2")
THEN = a_state(MATRIX, ALL, {"sql.c0": "a", "sql.c1": "b"}).matrix


def changed(matrix: Matrix, change: Callable[[Skill], Skill]) -> Matrix:
    """The matrix of today, every skill of which has changed like this."""
    (area,) = matrix.areas
    return marked(replace(matrix, areas=(replace(area, skills=tuple(map(change, area.skills))),)))


def first(change: Callable[[Statement], Statement]) -> Callable[[Skill], Skill]:
    return lambda skill: replace(
        skill, statements=(change(skill.statements[0]), *skill.statements[1:])
    )


def asking(*targets: Target, level: str = "level") -> Matrix:
    """The matrix of today with other targets."""
    profile = Profile(f"role.{level}", "Level", targets)
    return marked(replace(MATRIX, roles=(Role("role", "Role", (profile,)),)))


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
    assert found.summary == ("The matrix is the same as then.",)


@pytest.mark.slow
@given(before=matrices(), case=cases(), rename=st.booleans())
@settings(max_examples=examples(100))
def test_every_statement_is_kept_renamed_gone_or_new(
    before: Matrix, case: tuple[Matrix, dict[str, str]], *, rename: bool
) -> None:
    today, answers = marked(case[0]), case[1]
    if rename:
        today = changed(
            today, first(lambda each: replace(each, id=f"{each.id}-now", was=(each.id,)))
        )
    then = copy_matrix(marked(before), "role.level")
    found = match(then, today, answers)
    asked = [one.id for each in then.skills for one in each.statements]
    assert sorted([*found.kept, *found.renamed, *found.gone]) == sorted(asked)
    assert sorted([*found.kept, *found.renamed.values(), *found.new]) == sorted(today.statements)
    assert set(found.moved) | set(found.recredited) <= {*found.kept, *found.renamed.values()}
    assert found.carried == carry_answers(answers, today)
    if found.likeness is not Likeness.other_structure:
        assert not any((found.moved, found.recredited, found.gone, found.new, found.targets))


@pytest.mark.parametrize(
    ("today", "likeness", "is_comparable"),
    [
        (MATRIX, Likeness.same_wording, True),
        (marked(replace(MATRIX, title="Other")), Likeness.same_structure, True),
        (asking(Target("sql", 2)), Likeness.other_structure, False),
        (replace(MATRIX, id="other"), Likeness.other_matrix, False),
    ],
)
def test_fingerprints_decide_how_like_matrices_are(
    today: Matrix, likeness: Likeness, *, is_comparable: bool
) -> None:
    found = match(THEN, today)
    assert (found.likeness, found.is_comparable) == (likeness, is_comparable)


def test_reworded_statements_are_listed_with_both_texts() -> None:
    found = match(THEN, changed(MATRIX, first(lambda each: replace(each, text="New words."))), ALL)
    assert found.likeness is Likeness.same_structure
    assert [(each.statement, each.before, each.now) for each in found.reworded] == [
        ("sql.s0", "I can do this.", "New words."),
        ("git.s0", "I can do this.", "New words."),
    ]
    assert found.summary == (
        "Texts of the matrix have changed since; what it counts is the same.",
        "8 of 8 answers still count.",
        "2 statements reworded.",
    )


def test_what_still_counts_is_told_in_numbers() -> None:
    def change(skill: Skill) -> Skill:
        one, two, three, _four = skill.statements
        renamed = replace(one, id=f"{skill.id}.new", was=(one.id,))
        return replace(skill, statements=(renamed, replace(two, level=3), three))

    found = match(THEN, changed(MATRIX, change), ALL)
    assert found.renamed == {"sql.s0": "sql.new", "git.s0": "git.new"}
    assert found.gone == ("sql.s3", "git.s3")
    assert found.moved == ("sql.s1", "git.s1")
    assert found.summary == (
        "Since then the matrix has changed what it counts.",
        (
            "6 of 8 answers still count; 2 of them were given under an earlier name; 2 without a "
            "place, kept and not counted."
        ),
        "4 statements under the same name; 2 renamed, 2 gone and 2 at another level.",
        "Figures of then are shown as history and not held against those of today.",
    )


def test_other_options_are_told_although_the_statement_stands() -> None:
    found = match(THEN, changed(MATRIX, first(lambda each: replace(each, scale=YES_NO))), ALL)
    assert found.recredited == ("sql.s0", "git.s0")
    assert "6 of 8 answers still count; 2 without a place" in found.summary[1]


def test_two_earlier_names_of_one_statement_count_once() -> None:
    def merge(skill: Skill) -> Skill:
        one, two, *rest = skill.statements
        both = replace(one, id=f"{skill.id}.both", was=(one.id, two.id))
        return replace(skill, statements=(both, *rest))

    found = match(THEN, changed(MATRIX, merge))
    assert found.renamed == {"sql.s0": "sql.both", "git.s0": "git.both"}
    assert found.gone == ("sql.s1", "git.s1")


@pytest.mark.parametrize(
    ("targets", "words"),
    [
        ((Target("sql", 4), Target("git", 3)), "1 target changed: Sql for Level (level 3 to 4)."),
        ((Target("sql", 3),), "1 target changed: Git for Level (no longer asked for)."),
        (
            (Target("sql", 3, 2.5), Target("git", 3)),
            "1 target changed: Sql for Level (weight 1 to 2.5).",
        ),
        (
            (Target("sql", 3, must=True), Target("git", 3, must=True)),
            (
                "2 targets changed: Sql for Level (a must-have now) and Git for Level (a must-have "
                "now)."
            ),
        ),
    ],
)
def test_changed_targets_are_named(targets: tuple[Target, ...], words: str) -> None:
    assert words in match(THEN, asking(*targets)).summary


def test_a_new_target_is_named_and_many_are_counted() -> None:
    names = [f"skill-{place}" for place in range(7)]
    before = small_matrix(*names)
    profile = Profile("role.level", "Level", (Target("skill-0", 3), Target("skill-1", 2)))
    after = marked(replace(before, roles=(Role("role", "Role", (profile,)),)))
    (told,) = [
        each for each in match(a_state(before, {}).matrix, after).summary if "target" in each
    ]
    assert told.startswith("6 targets changed: Skill-1 for Level (level 3 to 2), ")
    assert told.endswith(" and 1 more.")
    back = match(a_state(after, {}).matrix, before)
    assert "Skill-2 for Level (level 3, new)" in " ".join(back.summary)


def test_levels_of_scale_and_role_and_checks_are_reported() -> None:
    today = changed(
        asking(*SAME_TARGETS, level="senior"),
        lambda skill: replace(skill, checks=tuple(replace(e, right="b") for e in skill.checks)),
    )
    today = marked(replace(today, levels=(*today.levels, Level(5, "Level 5"))))
    found = match(THEN, today)
    assert found.checks == ("sql.c0", "sql.c1")
    assert found.profiles_gone == ("role.level",)
    assert found.summary[1:-1] == (
        "2 answered checks gone or counted otherwise.",
        "The scale has 6 levels now and had 5.",
        "No longer a level of the role: Level.",
    )


def test_a_change_elsewhere_is_said_to_be_elsewhere() -> None:
    today = changed(MATRIX, lambda skill: replace(skill, checks=skill.checks[:2]))
    found = match(THEN, today)
    assert found.likeness is Likeness.other_structure
    assert "What this assessment uses is as it was; the change is in other parts." in found.summary


def test_another_matrix_is_named() -> None:
    today = marked(replace(a_matrix(a_skill("css"), targets=[Target("css", 1)]), id="other"))
    found: Match = match(THEN, replace(today, title="Other"), ALL)
    assert found.summary[:2] == (
        "This belongs to another matrix, “Matrix”; open here is “Other”.",
        "0 of 8 answers still count; 8 without a place, kept and not counted.",
    )
