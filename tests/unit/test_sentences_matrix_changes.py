from __future__ import annotations

from dataclasses import replace

import pytest
from matrix_support import YES_NO, a_matrix, a_skill
from state_support import a_state, asking, changed, first, marked, small_matrix

from skills.matrix import Level, Matrix, Profile, Role, Skill, Target
from skills.records.matrix_changes import match
from skills.sentences.matrix_changes import match_summary

MATRIX = small_matrix()
ALL = dict.fromkeys(MATRIX.statements, "o2")
THEN = a_state(MATRIX, ALL, {"sql.c0": "a", "sql.c1": "b"}).matrix
SAME_TARGETS = (Target("sql", 3), Target("git", 3))


def sentences_about(today: Matrix, answers: dict[str, str] | None = None) -> tuple[str, ...]:
    return match_summary(match(THEN, today, answers), THEN, today)


def test_a_matrix_beside_itself_is_the_same() -> None:
    assert sentences_about(MATRIX) == ("The matrix hasn't changed since.",)


def test_reworded_statements_are_counted() -> None:
    assert sentences_about(
        changed(MATRIX, first(lambda each: replace(each, text="New words."))), ALL
    ) == (
        "Some wording in the matrix has changed since, but nothing that affects the numbers.",
        "8 of 8 answers still count.",
        "2 statements reworded.",
    )


def test_answers_that_still_count_are_stated_in_numbers() -> None:
    def change(skill: Skill) -> Skill:
        one, two, three, _four = skill.statements
        renamed = replace(one, id=f"{skill.id}.new", was=(one.id,))
        return replace(skill, statements=(renamed, replace(two, level=3), three))

    assert sentences_about(changed(MATRIX, change), ALL) == (
        "The matrix has since changed in ways that affect the numbers.",
        (
            "6 of 8 answers still count; 2 of them were given under an earlier name; 2 "
            "with no match, saved but not counted."
        ),
        "4 statements kept; 2 renamed, 2 removed and 2 at a different level.",
        "Earlier figures are shown as history and aren't compared with today's.",
    )


def test_other_options_are_listed_although_the_statement_is_unchanged() -> None:
    found = sentences_about(changed(MATRIX, first(lambda each: replace(each, scale=YES_NO))), ALL)
    assert "6 of 8 answers still count; 2 with no match, saved but not counted" in found[1]
    assert "2 with different options or credits." in found[2]


@pytest.mark.parametrize(
    ("targets", "words"),
    [
        ((Target("sql", 4), Target("git", 3)), "1 target changed: Sql for Level (level 3 to 4)."),
        ((Target("sql", 3),), "1 target changed: Git for Level (no longer required)."),
        (
            (Target("sql", 3, 2.5), Target("git", 3)),
            "1 target changed: Sql for Level (weight 1 to 2.5).",
        ),
        (
            (Target("sql", 3, must=True), Target("git", 3, must=True)),
            (
                "2 targets changed: Sql for Level (now a must-have) and Git for Level "
                "(now a must-have)."
            ),
        ),
    ],
)
def test_changed_targets_are_named(targets: tuple[Target, ...], words: str) -> None:
    assert words in sentences_about(asking(*targets))


def test_a_new_target_is_named_and_many_are_counted() -> None:
    names = [f"skill-{place}" for place in range(7)]
    before = small_matrix(*names)
    profile = Profile("role.level", "Level", (Target("skill-0", 3), Target("skill-1", 2)))
    after = marked(replace(before, roles=(Role("role", "Role", (profile,)),)))
    then, later = a_state(before, {}).matrix, a_state(after, {}).matrix
    (changes,) = [
        each for each in match_summary(match(then, after), then, after) if "target" in each
    ]
    assert changes.startswith("6 targets changed: Skill-1 for Level (level 3 to 2), ")
    assert changes.endswith(" and 1 more.")
    back = match_summary(match(later, before), later, before)
    assert "Skill-2 for Level (level 3, new)" in " ".join(back)


def test_levels_of_scale_and_role_and_checks_are_listed() -> None:
    today = changed(
        asking(*SAME_TARGETS, level="senior"),
        lambda skill: replace(skill, checks=tuple(replace(e, right="b") for e in skill.checks)),
    )
    today = marked(replace(today, levels=(*today.levels, Level(5, "Level 5"))))
    assert sentences_about(today)[1:-1] == (
        "2 answered checks removed or counted differently.",
        "The scale now has 6 levels; it had 5.",
        "No longer a level of the role: Level.",
    )


def test_a_change_elsewhere_is_said_to_be_elsewhere() -> None:
    today = changed(MATRIX, lambda skill: replace(skill, checks=skill.checks[:2]))
    assert "Nothing this assessment uses has changed; the change is elsewhere." in sentences_about(
        today
    )


def test_another_matrix_is_named() -> None:
    today = marked(replace(a_matrix(a_skill("css"), targets=[Target("css", 1)]), id="other"))
    assert sentences_about(replace(today, title="Other"), ALL)[:2] == (
        "This is for a different matrix, “Matrix”, not “Other”.",
        "0 of 8 answers still count; 8 with no match, saved but not counted.",
    )
