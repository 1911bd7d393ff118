"""Invent catalogues of learning projects of any size, and the person who plans with them."""

from __future__ import annotations

from random import Random
from typing import Final

from skills.matrix import (
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
from skills.scoring import Score, score_skills
from skills.scoring.readiness import Readiness, compute_readiness

SKILLS: Final = 20
TOP: Final = 4
HOURS: Final = (2, 3, 4, 5, 6, 8, 10, 12, 16, 20)

_SCALE: Final = Scale("yes-no", "Yes or no", (Option("no", "No", 0.0), Option("yes", "Yes", 1.0)))


def invent(projects: int, seed: int) -> tuple[Matrix, Readiness, dict[str, Score]]:
    """Return a matrix with so many projects, and a person's results under it.

    A project leads to up to four levels in one to three of twenty skills and takes the longer the
    more it leads to; every third waits for another one, and half of those that lead far need a
    level. Every fifth target is a must-have.
    """
    random = Random(seed)  # noqa: S311 - nothing secret
    skills = tuple(_skill(f"s{at:02}") for at in range(SKILLS))
    targets = tuple(
        Target(each.id, random.randint(1, TOP), random.choice([1, 2, 3]), random.random() < 0.2)
        for each in skills
    )
    matrix = Matrix(
        id="invented",
        title="Invented",
        version="1",
        levels=tuple(Level(rank, f"Level {rank}") for rank in range(TOP + 1)),
        areas=(Area("area", "Area", skills),),
        roles=(Role("role", "Role", (Profile("role.level", "Level", targets),)),),
        projects=_projects(projects, random),
    )
    answers = {
        statement.id: "yes" if statement.level <= level else "no"
        for skill, level in ((each, random.randint(0, TOP - 1)) for each in skills)
        for statement in skill.statements
    }
    scores = dict(score_skills(matrix, answers))
    return matrix, compute_readiness(matrix, matrix.profiles["role.level"], scores), scores


def _skill(name: str) -> Skill:
    return Skill(
        name,
        name.title(),
        "area",
        tuple(
            Statement(f"{name}.level-{level}", level, "I can do this.", _SCALE)
            for level in range(1, TOP + 1)
        ),
    )


def _projects(count: int, random: Random) -> tuple[Project, ...]:
    found: list[Project] = []
    for at in range(count):
        raises = {
            f"s{random.randrange(SKILLS):02}": random.randint(1, TOP)
            for _ in range(random.randint(1, 3))
        }
        after = {random.choice(found).id: None for _ in range(2)} if found else {}
        needs = {skill: level - 2 for skill, level in raises.items() if level > 2}
        found.append(
            Project(
                f"p{at:05}",
                f"Project {at}",
                random.choice(HOURS) * sum(raises.values()) / 3,
                raises,
                after=tuple(after) if random.random() < 0.3 else (),
                needs=needs if random.random() < 0.5 else {},
            )
        )
    return tuple(found)
