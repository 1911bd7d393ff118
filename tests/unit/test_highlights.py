"""What a result shows first: must-haves before other gaps, and only strengths that are shown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from matrices_for_tests import a_matrix, a_skill, answer, cases, the_profile

from skills.matrix import Matrix, Target
from skills.scoring import SELF, score_skills
from skills.scoring.highlights import SHOWN, count_gaps, largest_gaps, strengths
from skills.scoring.readiness import Readiness, compare
from skills.sentences.overview import range_text, verdict_reason
from skills.sentences.person import somebody

SQL, GIT, ART = a_skill("sql"), a_skill("git"), a_skill("art")
MATRIX = a_matrix(
    SQL,
    GIT,
    ART,
    targets=[Target("sql", 4, weight=9), Target("git", 2, must=True), Target("art", 1)],
)


def of(matrix: Matrix, answers: dict[str, str]) -> Readiness:
    return compare(matrix, the_profile(matrix), score_skills(matrix, answers))


FIRST = of(MATRIX, answer(SQL, 1, 0, 0, 0) | answer(GIT, 1, 0, 0, 0) | answer(ART, 1, 1, 0, 0))


def test_a_must_have_comes_before_a_larger_gap() -> None:
    found = [each.target.skill for each in largest_gaps(FIRST)]
    assert found == ["git", "sql"]
    assert FIRST.ordered()[0].target.skill == "sql"
    assert [each.target.skill for each in strengths(FIRST)] == ["art"]
    assert verdict_reason(MATRIX, FIRST) == "1 must-have to go: Git."


@given(cases())
def test_gaps_and_strengths_are_what_they_are_called(case: tuple[Matrix, dict[str, str]]) -> None:
    readiness = of(*case)
    gaps, best = largest_gaps(readiness), strengths(readiness)
    assert len(gaps) == min(SHOWN, count_gaps(readiness))
    assert len(best) <= SHOWN
    assert all(each.is_shown for each in best)
    assert all(each.readiness_loss > 0 or each.target.must for each in gaps)
    musts = [each.target.must and not each.is_shown for each in gaps]
    assert musts == sorted(musts, reverse=True)
    assert not {each.target.skill for each in gaps} & {each.target.skill for each in best}


@pytest.mark.parametrize(
    ("low", "high", "told"),
    [
        (0.36, 0.931, "between 36% and 94%"),
        (0.95, 0.95, "95%"),
    ],
)
def test_the_range_is_told_as_it_is(low: float, high: float, told: str) -> None:
    own = replace(FIRST, low=low, high=high, sources=(SELF,))
    assert f"By your own ratings, it's {told}, if you rate" in range_text(own)
    assert f"By their own ratings, it's {told}, if they" in range_text(own, somebody(""))
    checked = replace(own, sources=(SELF, "check"))
    assert range_text(checked) == f"We're about 90% sure it's {told}."
