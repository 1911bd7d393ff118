"""What quick mode implies, and what is still to be asked."""

from __future__ import annotations

import pytest
from matrix_support import a_scale, a_skill, answer
from scoring_support import SQL, bases

from skills.entries.kinds import Mode
from skills.scoring import score_skill
from skills.scoring.statements import Tally, score_statements


def test_quick_mode_implies_easier_statements_by_a_yes() -> None:
    steps = score_statements(SQL, answer(SQL, None, None, 0.5, None), Mode.quick)

    assert [str(step.basis) for step in steps] == ["implied", "implied", "answered", "estimated"]
    assert (steps[0].low, steps[0].credit, steps[0].high) == (0.5, 0.75, 1)


def test_quick_mode_implies_harder_statements_by_a_no() -> None:
    steps = score_statements(SQL, answer(SQL, None, 0.25, None, None), Mode.quick)

    assert [str(step.basis) for step in steps] == ["estimated", "answered", "implied", "implied"]
    assert (steps[2].low, steps[2].credit, steps[2].high) == (0, 0.125, 0.25)


def test_quick_mode_takes_the_best_yes_and_the_worst_no() -> None:
    skill = a_skill(levels=(1, 2, 3, 4, 4))
    steps = score_statements(skill, answer(skill, None, 0.5, 1, None, None), Mode.quick)
    assert steps[0].low == 0.75  # estimated (1 + .5) / 2 is below the best yes, 1

    steps = score_statements(skill, answer(skill, None, 0, 0.25, None, None), Mode.quick)
    assert steps[4].high == 0.125  # estimated .25 / 2 is above the worst no, 0


def test_quick_mode_never_implies_what_was_set_aside() -> None:
    assert bases(SQL, "n/a", None, 1, None, mode=Mode.quick)[0] == "not-applicable"


def test_quick_mode_has_the_same_error_and_covers_what_is_implied() -> None:
    score = score_skill(SQL, answer(SQL, None, 1, 0, None), top=4, mode=Mode.quick)
    assert score.level == 2
    assert score.tally == Tally(answered=2, covered=4, asked=4, set_aside=0, left=0)
    assert score.shown == 2
    assert score.error == pytest.approx(0.26 * 4)


@pytest.mark.parametrize(
    ("earned", "mode", "left", "shown"),
    [
        ((None, None, None, None), Mode.full, 4, 0),
        ((None, None, None, None), Mode.quick, 3, 0),
        ((None, 1, None, None), Mode.quick, 2, 2),
        ((None, 1, None, None), Mode.full, 3, 2),
        ((None, 0, None, None), Mode.quick, 1, 0),
        ((1, None, None, 0), Mode.full, 2, 1),
        ((1, 0.5, None, None), Mode.full, 2, 1.5),
        ((None, None, 0.5, 0.25), Mode.full, 2, 1.75),
        ((None, 1, 0.5, 0), Mode.quick, 0, 2.5),
        ((None, 0.5, 1, 1), Mode.quick, 0, 3.25),
        ((0, 1, None, None), Mode.quick, 0, 1),
        ((1, 1, "n/a", "n/a"), Mode.full, 0, 2),
    ],
)
def test_what_is_left_to_ask_and_what_is_shown(
    earned: tuple[float | str | None, ...], mode: Mode, left: int, shown: float
) -> None:
    score = score_skill(SQL, answer(SQL, *earned), top=4, mode=mode)
    assert (score.tally.left, score.shown) == (left, shown)


@pytest.mark.parametrize(("credit", "is_yes"), [(0.49, False), (0.5, True), (0.51, True)])
def test_half_of_the_credit_is_a_yes(credit: float, *, is_yes: bool) -> None:
    skill = a_skill(levels=(1, 2, 3), scale=a_scale(0.0, credit, 1.0))
    steps = score_statements(skill, answer(skill, None, credit, None), Mode.quick)
    bases = ["implied", "answered", "estimated"]
    assert [each.basis for each in steps] == (bases if is_yes else bases[::-1])
