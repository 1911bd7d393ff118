"""States of a small matrix to compare, and what a comparison says of each skill."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st
from matrix_support import answers_to, matrices
from report_support import NOW
from state_support import a_state, small_matrix, with_checks

from skills.records.comparison import ChangeKind, Comparison, SkillChange
from skills.records.record import State

LATER = NOW + timedelta(days=100)
OPPOSITE = {
    ChangeKind.rose: ChangeKind.fell,
    ChangeKind.fell: ChangeKind.rose,
    ChangeKind.new: ChangeKind.gone,
    ChangeKind.gone: ChangeKind.new,
}
MATRIX = small_matrix()
ALL_HALF: dict[str, str] = dict.fromkeys(MATRIX.statements, "o2")


def lines_of(comparison: Comparison) -> dict[str, SkillChange]:
    """Return what changed, by skill."""
    return {each.skill: each for each in comparison.lines}


def with_results(state: State, **parts: object) -> State:
    """The same state with other figures for SQL."""
    assert state.result is not None
    skills = tuple(
        each.model_copy(update=parts) if each.skill == "sql" else each
        for each in state.result.skills
    )
    return state.model_copy(update={"result": state.result.model_copy(update={"skills": skills})})


def with_figures(state: State, **parts: object) -> State:
    """The same state with other figures for the profile."""
    assert state.result is not None
    return state.model_copy(update={"result": state.result.model_copy(update=parts)})


@st.composite
def pairs(draw: st.DrawFn) -> tuple[State, State]:
    """Two states of one matrix, with checks, in any mode, the later one up to three years on."""
    matrix = with_checks(draw(matrices()))
    days = draw(st.integers(0, 1000))
    found = []
    for at in (NOW, NOW + timedelta(days=days)):
        checks = {
            each.id: draw(st.sampled_from("abc"))
            for skill in matrix.skills.values()
            for each in skill.checks[: draw(st.integers(0, 4))]
        }
        mode = draw(st.sampled_from(["full", "quick"]))
        answers = draw(answers_to(*matrix.skills.values()))
        found.append(a_state(matrix, answers, checks, at=at, given=NOW, mode=mode))
    return found[0], found[1]
