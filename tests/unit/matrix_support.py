"""Small matrices built in code: hand-made ones for examples, random ones for properties."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from skills.matrix import (
    NOT_APPLICABLE,
    Area,
    Level,
    Matrix,
    Option,
    Profile,
    Project,
    Role,
    Scale,
    Skill,
    Statement,
    Target,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from skills.entries.answers import Answers


def a_scale(*earned: float, id: str = "scale") -> Scale:  # noqa: A002 - as in the matrix
    """Options o0, o1, ... with these credits."""
    options = (Option(f"o{place}", f"Option {place}", each) for place, each in enumerate(earned))
    return Scale(id, id.title(), tuple(options))


THIRDS = a_scale(0.0, 1 / 3, 2 / 3, 1.0, id="thirds")
YES_NO = a_scale(0.0, 1.0, id="yes-no")
QUARTERS = a_scale(0.0, 0.25, 0.5, 0.75, 1.0, id="quarters")


def a_skill(
    id: str = "sql",  # noqa: A002 - as in the matrix
    levels: Iterable[int] = (1, 2, 3, 4),
    scale: Scale = QUARTERS,
    text: str = "I can do this.",
) -> Skill:
    """One statement for each given level: sql.s0, sql.s1, ..."""
    statements = (
        Statement(f"{id}.s{place}", level, text, scale) for place, level in enumerate(levels)
    )
    return Skill(id, id.title(), "area", tuple(statements))


FIVE = a_skill("sql", levels=(1, 2, 3, 4, 5), scale=YES_NO)
"""A skill with a statement at each of five levels."""


def a_matrix(
    *skills: Skill,
    targets: Iterable[Target] = (),
    projects: Iterable[Project] = (),
    top: int = 4,
) -> Matrix:
    """A matrix with one area and one role, whose profile "role.level" has these targets."""
    profile = Profile("role.level", "Level", tuple(targets))
    return Matrix(
        id="matrix",
        title="Matrix",
        version="1",
        levels=tuple(Level(rank, f"Level {rank}") for rank in range(top + 1)),
        areas=(Area("area", "Area", skills),),
        roles=(Role("role", "Role", (profile,)),),
        projects=tuple(projects),
    )


def a_project(
    id: str,  # noqa: A002 - as in the matrix
    raises: Mapping[str, int] | None = None,
    *,
    hours: float = 10,
    after: tuple[str, ...] = (),
    needs: Mapping[str, int] | None = None,
) -> Project:
    """A project of ten hours that raises ML to level 2, unless told otherwise."""
    raises = {"ml": 2} if raises is None else raises
    return Project(id, id.title(), hours, raises, after=after, needs=needs or {})


def the_profile(matrix: Matrix) -> Profile:
    """The only profile of a matrix."""
    (profile,) = matrix.profiles.values()
    return profile


def answer(skill: Skill, *earned: float | str | None) -> dict[str, str]:
    """Answers that earn these credits, easy to hard; None is unanswered, "n/a" set aside."""
    found = {}
    for statement, credit in zip(skill.statements, earned, strict=True):
        if credit == "n/a":
            found[statement.id] = NOT_APPLICABLE
        elif credit is not None:
            options = {option.credit: option.id for option in statement.scale.options}
            found[statement.id] = options[credit]
    return found


@st.composite
def scales(draw: st.DrawFn) -> Scale:
    """From two to five options with uneven credits, not always from 0 to 1."""
    inner = draw(st.lists(st.integers(0, 20), min_size=2, max_size=5, unique=True))
    return a_scale(*(each / 20 for each in sorted(inner)), id=f"s{len(inner)}")


@st.composite
def skills(draw: st.DrawFn, id: str = "skill", top: int = 4) -> Skill:  # noqa: A002
    """From one to seven statements, several or none at a level, each with its own scale."""
    levels = sorted(draw(st.lists(st.integers(1, top), min_size=1, max_size=7)))
    palette = draw(st.lists(scales(), min_size=1, max_size=2))
    statements = (
        Statement(f"{id}.s{place}", level, "I can do this.", draw(st.sampled_from(palette)))
        for place, level in enumerate(levels)
    )
    return Skill(id, id.title(), "area", tuple(statements))


@st.composite
def matrices(draw: st.DrawFn) -> Matrix:
    """From two to five levels above 0, one to four skills, weights of 0 and musts included."""
    top = draw(st.integers(2, 5))
    ids = [f"skill-{place}" for place in range(draw(st.integers(1, 4)))]
    found = [draw(skills(each, top)) for each in ids]
    weights = st.sampled_from([0.0, 0.5, 1.0, 1.7, 3.0])
    targets = [
        Target(each, draw(st.integers(0, top)), draw(weights), draw(st.booleans()))
        for each in draw(st.permutations(ids))
    ]
    return a_matrix(*found, targets=targets, top=top)


@st.composite
def answers_to(draw: st.DrawFn, *asked: Skill, least: int = 0) -> dict[str, str]:
    """Any answers to some skills; at least so many statements of each earn a credit."""
    found: dict[str, str] = {}
    for skill in asked:
        places = draw(st.permutations(range(len(skill.statements))))
        sure = set(places[:least])
        for place, statement in enumerate(skill.statements):
            options = [option.id for option in statement.scale.options]
            choices = options if place in sure else [None, *options, NOT_APPLICABLE]
            choice = draw(st.sampled_from(choices))
            if choice is not None:
                found[statement.id] = choice
    return found


@st.composite
def cases(draw: st.DrawFn) -> tuple[Matrix, dict[str, str]]:
    """A matrix and any answers to it."""
    matrix = draw(matrices())
    return matrix, draw(answers_to(*matrix.skills.values()))


def better_answers(matrix: Matrix, answers: Answers) -> list[dict[str, str]]:
    """All the answers that differ by one option with the next higher credit."""
    found = []
    for statement in matrix.statements.values():
        for lower, higher in pairwise(statement.scale.options):
            if answers.get(statement.id) == lower.id:
                found.append({**answers, statement.id: higher.id})
    return found


def without(answers: Mapping[str, str], statement: str) -> dict[str, str]:
    """The same answers but one."""
    return {key: choice for key, choice in answers.items() if key != statement}
