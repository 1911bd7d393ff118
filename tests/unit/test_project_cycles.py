"""Cycles of projects, each of which has to come after the other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from skills.matrix.reading.consistency_of_projects import cycles


@given(st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdef"), max_size=3)))
def test_cycles_are_cycles_and_cutting_them_leaves_none(after: dict[str, list[str]]) -> None:
    found = list(cycles(after))
    for cycle in found:
        for each, earlier in zip(cycle, [*cycle[1:], cycle[0]], strict=True):
            assert earlier in after[each]
    cut = {key: list(each) for key, each in after.items()}
    for cycle in found:
        cut[cycle[-1]] = [each for each in cut[cycle[-1]] if each != cycle[0]]
    assert list(cycles(cut)) == []
    assert bool(found) == has_cycle(after)


def has_cycle(after: dict[str, list[str]]) -> bool:
    left = {key: {each for each in earlier if each in after} for key, earlier in after.items()}
    while free := [key for key, earlier in left.items() if not earlier]:
        for key in free:
            del left[key]
        left = {key: earlier - set(free) for key, earlier in left.items()}
    return bool(left)
