"""Who could help whom: only people who agreed, and only if that says nothing about the others."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from skills.cohorts.helping import NamedPerson, SkillHelp, who_could_help
from skills.matrix import Profile, Target

SKILLS = ("sql", "ml")
PROFILE = Profile("role.level", "Level", (Target("sql", 2), Target("ml", 3, must=True)))


def person(name: str, **levels: float) -> NamedPerson:
    return NamedPerson(name, levels)


def test_a_helper_has_reached_the_target_and_is_a_level_ahead() -> None:
    named = [
        person("Ann", sql=3.0),
        person("Ben", sql=2.0),
        person("Cleo", sql=1.5),
        person("Dan", sql=1.2),
    ]
    assert who_could_help(named, PROFILE, SKILLS) == (
        SkillHelp("sql", 2, ("Ann",), ("Cleo", "Dan")),
    )


def test_somebody_nobody_is_ahead_of_by_a_level_is_not_listed() -> None:
    named = [person("Ann", sql=2.4), person("Cleo", sql=1.5), person("Dan", sql=1.2)]
    assert who_could_help(named, PROFILE, SKILLS) == (SkillHelp("sql", 2, ("Ann",), ("Dan",)),)


def test_skills_with_most_people_to_help_come_first() -> None:
    named = [
        person("Ann", sql=4.0, ml=4.0),
        person("Ben", sql=1.0, ml=2.0),
        person("Cleo", sql=4.0, ml=1.0),
    ]
    assert [each.skill for each in who_could_help(named, PROFILE, SKILLS)] == ["ml", "sql"]


def test_a_skill_that_is_not_assessed_is_neither_helped_nor_helps() -> None:
    assert who_could_help([person("Ann", sql=4.0), person("Ben")], PROFILE, SKILLS) == ()
    assert who_could_help([person("Ann"), person("Ben", sql=0.0)], PROFILE, SKILLS) == ()


@given(st.lists(st.floats(0, 4), min_size=1, max_size=6))
def test_nobody_is_on_both_sides_and_everybody_listed_has_a_counterpart(
    levels: list[float],
) -> None:
    named = [person(f"p{at}", sql=level) for at, level in enumerate(levels)]
    found = who_could_help(named, PROFILE, SKILLS)
    best, worst = max(levels), min(levels)
    is_possible = best >= 2 - 1e-9 and worst < 2 - 1e-9 and best >= worst + 1 - 1e-9
    assert len(found) == is_possible
    for each in found:
        assert each.helpers
        assert each.below
        assert not {*each.helpers} & {*each.below}
