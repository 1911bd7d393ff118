"""States as the program records them, from answers and checks given at any time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from matrix_support import a_matrix, a_project, a_skill
from report_support import NOW, assessment

from skills.entries.answers import Answers
from skills.matrix import (
    Area,
    Check,
    Matrix,
    Profile,
    Qualification,
    Role,
    Scale,
    Skill,
    Statement,
    Target,
)
from skills.matrix.reading.fingerprints import structure_of, wording_of
from skills.records.record import State
from skills.records.snapshot import take_state
from skills.store import Entry


def marked(matrix: Matrix) -> Matrix:
    """Give a matrix built in code its fingerprints, and every scale an id of its own."""
    areas = tuple(
        replace(area, skills=tuple(map(_with_scales, area.skills))) for area in matrix.areas
    )
    matrix = replace(matrix, areas=areas)
    return replace(matrix, wording=wording_of(matrix), structure=structure_of(matrix))


def _with_scales(skill: Skill) -> Skill:
    return replace(
        skill,
        statements=tuple(
            replace(each, scale=replace(each.scale, id=_name(each.scale)))
            for each in skill.statements
        ),
    )


def _name(scale: Scale) -> str:
    return "scale " + " ".join(f"{each.credit:.9f}" for each in scale.options)


def with_checks(matrix: Matrix, count: int = 4) -> Matrix:
    """Give every skill some checks, whose option "a" is right."""
    areas = tuple(
        Area(area.id, area.title, tuple(_checked(each, count) for each in area.skills))
        for area in matrix.areas
    )
    return marked(replace(matrix, areas=areas))


def _checked(skill: Skill, count: int) -> Skill:
    options = {"a": "Right", "b": "Wrong", "c": "Also wrong"}
    checks = (
        Check(f"{skill.id}.c{place}", 1 + place % 2, f"Ask {place}?", options, "a", "")
        for place in range(count)
    )
    return replace(skill, checks=tuple(checks))


def small_matrix(*names: str) -> Matrix:
    """Skills with four statements and four checks each, all with target 3."""
    names = names or ("sql", "git")
    targets = [Target(each, 3) for each in names]
    return with_checks(a_matrix(*map(a_skill, names), targets=targets))


def changed(matrix: Matrix, change: Callable[[Skill], Skill]) -> Matrix:
    """A matrix every skill of which has changed like this."""
    (area,) = matrix.areas
    return marked(replace(matrix, areas=(replace(area, skills=tuple(map(change, area.skills))),)))


def first(change: Callable[[Statement], Statement]) -> Callable[[Skill], Skill]:
    """Change the first statement of a skill like this."""
    return lambda skill: replace(
        skill, statements=(change(skill.statements[0]), *skill.statements[1:])
    )


def asking(*targets: Target, level: str = "level") -> Matrix:
    """The small matrix with other targets."""
    profile = Profile(f"role.{level}", "Level", targets)
    return marked(replace(small_matrix(), roles=(Role("role", "Role", (profile,)),)))


def renaming_matrix() -> Matrix:
    """SQL, whose first statement had two earlier ids, and Git, which had another one."""
    sql, git = a_skill("sql"), a_skill("git")
    statement = replace(sql.statements[0], was=("sql.old", "sql.older"))
    sql = replace(sql, statements=(statement, *sql.statements[1:]))
    matrix = a_matrix(sql, replace(git, was=("svn",)), targets=[Target("sql", 3)])
    bsc = Qualification("bsc", "BSc", "education")
    project = a_project("bikes", {"sql": 2})
    return with_checks(replace(matrix, qualifications=(bsc,), projects=(project,)))


def a_state(
    matrix: Matrix,
    answers: Answers,
    checks: Mapping[str, str] | None = None,
    *,
    at: datetime = NOW,
    given: datetime | None = None,
    **changes: object,
) -> State:
    """Return the state at a moment; `given`, when all was answered, is the same by default."""
    entries = [_entry("answer", *each, given or at) for each in answers.items()]
    entries += [_entry("check", *each, given or at) for each in (checks or {}).items()]
    return take_state(assessment(matrix, **changes), entries, matrix, at)


def figures(
    readiness: float | None, low: float = 0.0, high: float = 1.0, matrix: Matrix | None = None
) -> State:
    """A state of somebody who half does everything, with these figures."""
    matrix = matrix or small_matrix()
    state = a_state(matrix, dict.fromkeys(matrix.statements, "o2"))
    assert state.result is not None
    parts = {"readiness": readiness, "low": low, "high": high}
    return state.model_copy(update={"result": state.result.model_copy(update=parts)})


def _entry(kind: str, item: str, value: str, at: datetime) -> Entry:
    return Entry(kind, item, value, revision=1, changed_at=at)
