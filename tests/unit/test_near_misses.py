"""The nearest of a set of names is the one `difflib` finds, at a bounded cost."""

from __future__ import annotations

import time
from difflib import get_close_matches

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skills.matrix.reading.did_you_mean import ALIKE, FEW, MOST_PAIRS, MOST_SEARCHES, NearMisses

LETTERS = "ab-c"


@given(
    st.lists(st.text(LETTERS, min_size=1, max_size=12), max_size=30),
    st.text(LETTERS + "_AÉ", min_size=1, max_size=12),
)
def test_the_nearest_name_is_that_of_difflib(names: list[str], word: str) -> None:
    wanted = get_close_matches(word.lower().replace("_", "-"), names, n=1, cutoff=ALIKE)
    assert NearMisses(names).nearest(word) == (wanted[0] if wanted else None)


@pytest.mark.slow
def test_a_thousand_typos_get_their_hints() -> None:
    near = NearMisses(f"kitchen-{n}" for n in range(FEW))
    assert {near.nearest(f"kichen-{n % FEW}") for n in range(1_000)} == set(near.names)


@pytest.mark.slow
def test_long_names_of_the_same_letters_end_the_search() -> None:
    near = NearMisses(f"{n:08b}" * 7 for n in range(FEW))
    words = [f"{n:08b}" * 7 for n in range(FEW, 256)] * 20
    start = time.process_time()
    hints = [near.nearest(word) for word in words]
    assert time.process_time() - start < 5  # seconds of the processor; a tenth of that on a laptop
    assert hints[0] is not None
    assert hints[-1] is None
    assert len(words) * FEW * 56 * 56 > 100 * MOST_PAIRS


def test_near_misses_are_found_among_few_and_many() -> None:
    assert NearMisses(["weight", "level"]).nearest("wieght") == "weight"
    assert NearMisses(["weight", "level"]).nearest("Weight") == "weight"
    assert NearMisses(["weight"]).nearest("must") is None
    assert NearMisses(["weight"]).nearest("") is None
    many = NearMisses([f"skill-{n}" for n in range(5_000)] + ["programming"])
    assert many.nearest("programing") == "programming"
    assert many.nearest("x" * 10_000) is None


def test_searches_among_many_names_are_bounded() -> None:
    many = NearMisses([f"skill-{n}" for n in range(5_000)])
    hints = [many.nearest("skil-1") for _n in range(MOST_SEARCHES + 1)]
    assert all(hints[:-1])
    assert hints[-1] is None
