"""Sums and differences of what the page of a cohort shows reveal nothing about few people."""

from __future__ import annotations

import pytest
from matrix_support import YES_NO, a_matrix, a_skill

from benchmarks.differencing import attack, shown_on_the_page, without_small_groups
from skills.matrix import Target

MATRIX = a_matrix(
    a_skill("sql", scale=YES_NO),
    a_skill("ml", scale=YES_NO),
    targets=(Target("sql", 2, must=True), Target("ml", 3)),
)


@pytest.mark.slow
def test_ten_thousand_queries_reveal_no_cell_of_the_page() -> None:
    found = attack(MATRIX, shown_on_the_page, 100, 100, 5)
    assert (found.queries, found.revealed) == (10_000, 0)
    assert found.isolating > 2_000


def test_the_same_attack_succeeds_where_only_small_groups_are_left_out() -> None:
    found = attack(MATRIX, without_small_groups, 20, 100, 5)
    assert found.revealed > 10
