"""Control statements: one more question that checks what quick mode has inferred."""

from __future__ import annotations

from itertools import pairwise

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from matrix_support import FIVE, a_skill, answer, skills

from skills.entries.kinds import Mode
from skills.questionnaire.questions import (
    CONTROLS,
    Progress,
    control_statement,
    controlled_skills,
    is_finished,
    open_statements,
    progress,
)

MANY = settings(max_examples=examples(100))


def test_the_skills_with_a_control_are_spread_and_at_most_every_other_one() -> None:
    eighteen = [a_skill(f"s{place}") for place in range(18)]
    found = controlled_skills(eighteen)
    assert len(found) == CONTROLS == 8
    places = [place for place, skill in enumerate(eighteen) if skill.id in found]
    assert max(b - a for a, b in pairwise([*places, 18])) <= 3
    assert len(controlled_skills(eighteen[:7])) == 3
    assert controlled_skills(eighteen[:5]) == frozenset()
    two = [a_skill(f"t{place}", levels=(1, 2)) for place in range(18)]
    assert controlled_skills(two) == frozenset()


@pytest.mark.parametrize(
    ("earned", "control"),
    [
        ((None, None, 1, None, None), None),  # not at its end
        ((None, None, 1, 1, 1), "sql.s0"),
        ((None, None, 1, 1, 0), "sql.s0"),
        ((None, None, 1, 0, None), "sql.s0"),  # s4 is implied, too, but nearer to the turn
        ((0, None, 0, None, None), "sql.s4"),
        ((1, 0, 0, None, None), "sql.s4"),
        (("n/a",) * 5, None),
    ],
)
def test_the_control_is_the_implied_statement_furthest_from_the_turn(
    earned: tuple[float | str | None, ...], control: str | None
) -> None:
    found = control_statement(FIVE, answer(FIVE, *earned))
    assert (found.id if found else None) == control


def test_a_control_is_asked_last_stays_and_ends_the_skill() -> None:
    answers = answer(FIVE, None, None, 1, 1, 1)

    def view() -> list[str]:
        found = open_statements(FIVE, answers, Mode.quick, is_controlled=True)
        return [each.id.split(".")[1] for each in found]

    assert view() == ["s2", "s3", "s4", "s0"]
    assert is_finished(FIVE, answers, Mode.quick)
    assert not is_finished(FIVE, answers, Mode.quick, is_controlled=True)
    assert progress([FIVE], answers, Mode.quick, {"sql"}) == Progress(3, 4, 0, 1, started=1)
    answers["sql.s0"] = "o0"  # against the others
    assert view() == ["s2", "s3", "s4", "s0"]
    assert is_finished(FIVE, answers, Mode.quick, is_controlled=True)
    assert progress([FIVE], answers, Mode.quick, {"sql"}) == Progress(4, 4, 1, 1)
    assert open_statements(FIVE, answers, Mode.full, is_controlled=True) == FIVE.statements


@MANY
@given(st.data())
def test_a_control_never_moves_the_progress_back(data: st.DataObject) -> None:
    skill = data.draw(skills())
    answers: dict[str, str] = {}
    before = progress([skill], answers, Mode.quick, {skill.id})
    while not is_finished(skill, answers, Mode.quick, is_controlled=True):
        view = open_statements(skill, answers, Mode.quick, is_controlled=True)
        waiting = next(each for each in view if each.id not in answers)
        options = [option.id for option in waiting.scale.options]
        answers[waiting.id] = data.draw(st.sampled_from(options))
        after = progress([skill], answers, Mode.quick, {skill.id})
        assert after.answered * before.asked >= before.answered * after.asked
        before = after
    assert before.finished == 1
