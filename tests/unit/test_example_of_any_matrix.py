"""An example for any matrix, whatever its skills are called."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from example_support import NOW, result
from matrix_support import a_matrix, a_skill

from skills.entries.review_entries import reviews_in
from skills.matrix import Area, Check, Matrix, Target, library
from skills.matrix.library import Library
from skills.workspace.example import OWNER, example_workspace, find_subject
from skills.workspace.example_person import EXAMPLE, MATRIX
from skills.workspace.example_review import AGREED
from skills.workspace.export import read_state

pytest_plugins = ["example_support"]

GARDEN = Path(__file__).parents[1] / "app" / "garden.yaml"


class Matrices(Library):
    """A library with the matrices that a test made."""

    def __init__(self, *matrices: Matrix) -> None:
        super().__init__()
        self._known = {each.id: each for each in matrices}


def small(*, skills: int, checks: int = 0, top: int = 4) -> Matrix:
    questions = tuple(
        Check(f"c{place}", level, "?", {"a": "A", "b": "B"}, "b", "")
        for place, level in enumerate((1, 2, 4))
    )
    made = [
        replace(
            a_skill(f"s{place}", levels=(1, 1, 2, 4)),
            checks=tuple(
                replace(each, id=f"s{place}.{each.id}") for each in questions * (place < checks)
            ),
        )
        for place in range(skills)
    ]
    matrix = a_matrix(*made, targets=[Target(each.id, 2) for each in made], top=top)
    return replace(matrix, wording="w", structure="s")


def test_without_its_matrix_the_example_uses_the_first_large_enough_one() -> None:
    tiny, fit = (replace(small(skills=count), id=f"m{count}") for count in (2, 3))
    subject = find_subject({"m2": tiny, "m3": fit})
    assert subject is not None
    assert subject.matrix is fit
    assert find_subject({"m2": tiny}) is None
    assert find_subject({}) is None
    assert example_workspace(Matrices(tiny), NOW) is None


@pytest.mark.parametrize("matrix", [small(skills=3), small(skills=12, checks=2)])
def test_any_matrix_has_an_example(matrix: Matrix) -> None:
    found = example_workspace(Matrices(matrix), NOW)
    assert found is not None
    assert result(found).readiness.coverage == 1
    first, second = found.store.snapshots(OWNER, EXAMPLE)
    assert read_state(first).answers != read_state(second).answers
    assert not reviews_in(found.store.entries(OWNER, EXAMPLE).values())
    is_checked = bool(read_state(second).checks)
    assert is_checked == bool(matrix.checks)


def test_the_example_survives_renamed_skills(shipped: Library) -> None:
    matrix = shipped.load().matrices[MATRIX]
    areas = tuple(
        Area(
            area.id,
            area.title,
            tuple(
                replace(each, id=f"new-{each.id}", was=(each.id,))
                if each.id != "operations"
                else replace(each, id="running")
                for each in area.skills
            ),
        )
        for area in matrix.areas
    )
    names = {each: f"new-{each}" for each in matrix.skills} | {"operations": "running"}
    roles = tuple(
        replace(
            role,
            profiles=tuple(
                replace(
                    profile,
                    targets=tuple(replace(t, skill=names[t.skill]) for t in profile.targets),
                )
                for profile in role.profiles
            ),
        )
        for role in matrix.roles
    )
    changed = replace(matrix, areas=areas, roles=roles, projects=(), day=())
    found = example_workspace(Matrices(changed), NOW)
    assert found is not None
    levels = {skill: score.level for skill, score in result(found).scores.items()}
    assert levels["new-exploration"] > 3
    assert levels["new-libraries"] < 2
    assert set(result(found).agreed) == {f"new-{each}" for each in AGREED}
    assert 0 <= levels["running"] <= 4


def test_an_uploaded_matrix_has_an_example_too(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(library, "SHIPPED", tmp_path)
    assert example_workspace(Library([GARDEN]), NOW) is not None
