"""Nothing about fewer than five people can be had from what is shown of a cohort."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from matrix_support import YES_NO, a_matrix, a_project, a_skill

from skills.cohorts.faults import Faults
from skills.cohorts.group_sums import MOST_GROUPS, GroupSums
from skills.cohorts.privacy import (
    EVERYBODY,
    LEAST,
    GroupPath,
    below_shown,
    groups_shown,
    merged,
)
from skills.cohorts.question import CohortQuestion, People
from skills.cohorts.summary import Summary, summarise
from skills.matrix import Target

SQL, ML = a_skill("sql", scale=YES_NO), a_skill("ml", scale=YES_NO)
MATRIX = a_matrix(
    SQL,
    ML,
    targets=(Target("sql", 2, must=True), Target("ml", 3)),
    projects=(a_project("both", {"sql": 2, "ml": 3}), a_project("half", {"sql": 1, "ml": 3})),
)
PROFILE = next(iter(MATRIX.profiles))
QUESTION = CohortQuestion(MATRIX, (PROFILE,), groups=("site", "team"))

Row = tuple[str, str, float, float, float]
"""Site, team, level in SQL and in ML, and readiness; a number may be NaN."""

NOTHING = float("nan")
LEVELS = st.sampled_from([NOTHING, 0.0, 1.0, 2.0, 3.0, 4.0])
ROWS = st.tuples(
    st.sampled_from("nsw"),
    st.sampled_from("abcde"),
    LEVELS,
    LEVELS,
    st.sampled_from([NOTHING, 0.0, 0.29, 0.3, 0.7, 1.0]),
)
SIZES = st.dictionaries(
    st.tuples(st.sampled_from("nsw"), st.sampled_from("abcde")), st.integers(1, 12), max_size=12
)


def summary_of(rows: list[Row]) -> Summary:
    table = pd.DataFrame(rows, columns=["site", "team", "sql.level", "ml.level", "readiness"])
    scores = table[["sql.level", "ml.level"]].assign(**{f"{PROFILE}.readiness": table["readiness"]})
    sums = GroupSums(QUESTION)
    for first in range(0, len(rows), 7):
        here = slice(first, first + 7)
        ids = np.arange(len(rows), dtype=object)[here]
        part = People(ids, table[["site", "team"]][here], scores[here])
        sums.add(part, Faults())
    return summarise(sums.counts(), MATRIX, QUESTION.compared)


def counts_of(leaves: Mapping[GroupPath, int]) -> Counter[GroupPath]:
    counts: Counter[GroupPath] = Counter()
    for group, people in leaves.items():
        for length in range(len(group) + 1):
            counts[group[:length]] += people
    return counts


def members(group: GroupPath, leaves: list[GroupPath]) -> np.ndarray:
    return np.array([leaf[: len(group)] == group for leaf in leaves], dtype=int)


@given(SIZES)
def test_no_sum_of_shown_groups_isolates_fewer_than_five_people(
    sizes: dict[GroupPath, int],
) -> None:
    """Solve for every set of leaves: whether its sum follows from the sums that are shown."""
    shown = groups_shown(counts_of(sizes))
    leaves, people = list(sizes), np.array(list(sizes.values()))
    if not shown:
        assert people.sum() < LEAST
        return
    known = np.array([members(each, leaves) for each in shown])
    rank = np.linalg.matrix_rank(known)
    small = [s for s in _some_sets(len(leaves)) if 0 < people[s.astype(bool)].sum() < LEAST]
    for each in small:
        assert np.linalg.matrix_rank(np.vstack([known, each])) > rank


def _some_sets(count: int) -> list[np.ndarray]:
    """Return sets of few leaves; more of them have too many people to be small."""
    most = LEAST - 1 if count <= 8 else 2
    chosen = [bits for bits in range(1, 1 << count) if bits.bit_count() <= most]
    return [np.array([bits >> at & 1 for at in range(count)]) for bits in chosen]


@pytest.mark.slow
def test_ten_thousand_differences_of_shown_groups_reveal_nothing() -> None:
    chance = random.Random(5)  # noqa: S311 - test data
    revealed = 0
    for _ in range(100):
        leaves = [(site, team) for site in "nsw" for team in "abcde"]
        sizes = {each: chance.choice([1, 2, 3, 4, 5, 6, 9, 30]) for each in leaves}
        sizes = dict(chance.sample(list(sizes.items()), chance.randrange(2, 15)))
        names, people = list(sizes), np.array(list(sizes.values()))
        shown = [members(each, names) for each in groups_shown(counts_of(sizes))]
        for _ in range(100):
            signs = [chance.choice([-1, 0, 0, 1]) for _ in shown]
            query = sum((sign * row for sign, row in zip(signs, shown, strict=True)), 0 * people)
            for wanted in (1, -1):
                is_a_set = set(query.tolist()) <= {0, wanted}
                revealed += bool(is_a_set and 0 < people[query != 0].sum() < LEAST)
    assert revealed == 0


@settings(max_examples=examples(150))
@given(st.lists(ROWS, min_size=5, max_size=40), st.randoms(use_true_random=False))
def test_somebody_of_a_hidden_group_can_change_places_without_a_trace(
    rows: list[Row], chance: random.Random
) -> None:
    """What is shown does not depend on who of the people that are left out is in which group."""
    summary = summary_of(rows)
    shown = {each.group for each in summary.groups}
    hidden = [at for at, row in enumerate(rows) if row[:2] not in shown and _is_known(row)]
    if not hidden:
        return
    one = chance.choice(hidden)
    near = [at for at in hidden if _nearest(rows[at], shown) == _nearest(rows[one], shown)]
    other = chance.choice(near)
    assert len(near) >= LEAST or not shown
    changed = list(rows)
    changed[one] = (*rows[other][:2], *rows[one][2:])
    changed[other] = (*rows[one][:2], *rows[other][2:])
    assert _rounded(summary_of(changed)) == _rounded(summary)


def _is_known(row: Row) -> bool:
    return not (np.isnan(row[2]) and np.isnan(row[3]))


def _nearest(row: Row, shown: set[GroupPath]) -> GroupPath:
    """Return the smallest shown group around a person."""
    return next((row[:n] for n in (2, 1, 0) if row[:n] in shown), EVERYBODY)


def _rounded(summary: Summary) -> str:
    """Return all of a summary as text, without the last digits of sums in another order."""
    means = [
        (e.group, e.people, {k: round(v, 9) for k, v in (e.readiness | e.levels).items()})
        for e in summary.groups
    ]
    return repr((summary.people, summary.without, means, summary.left_out, summary.profiles))


@given(st.lists(st.integers(0, 9), max_size=12))
def test_merged_classes_cover_everything_and_have_enough_people(counts: list[int]) -> None:
    found = merged(counts)
    assert bool(found) == (sum(counts) >= LEAST)
    assert all(people >= LEAST for *_, people in found)
    assert all(people == sum(counts[first : last + 1]) for first, last, people in found)
    if found:
        assert (found[0][0], found[-1][1]) == (0, len(counts) - 1)
        assert all(before[1] + 1 == after[0] for before, after in pairwise(found))


@given(st.lists(st.integers(0, 9), min_size=2, max_size=6))
def test_numbers_below_several_targets_differ_by_five_or_more(steps: list[int]) -> None:
    people = sum(steps)
    below = {target: sum(steps[:target]) for target in range(1, len(steps))}
    if people < LEAST:
        return
    shown = [0, *below_shown(below, people).values(), people]
    assert shown == sorted(shown)
    assert all(
        after - before in (0, *range(LEAST, people + 1)) for before, after in pairwise(shown)
    )


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ({"a": 10, "b": 3, "c": 7}, "a"),  # b alone would be 20 - 17
        ({"a": 10, "b": 2, "c": 2, "d": 8}, "a"),  # four people would be had
        ({"a": 10, "b": 2, "c": 3}, "a"),  # b and c together are enough
        ({"a": 9, "b": 9}, "ab"),
        ({"a": 9, "b": 4}, ""),
    ],
)
def test_the_smallest_groups_are_left_out_until_enough_people_are(
    sizes: dict[str, int], expected: str
) -> None:
    shown = groups_shown(counts_of({(name,): people for name, people in sizes.items()}))
    assert "".join(sorted(each[0] for each in shown if each)) == expected
    assert EVERYBODY in shown


def test_nothing_is_shown_of_four_people() -> None:
    four: list[Row] = [("n", "a", 1.0, 1.0, 0.5)] * 4
    assert summary_of(four) == Summary(0, without=None)
    assert summary_of([]) == Summary(0, without=None)


def test_means_classes_gaps_and_projects_of_an_example() -> None:
    rows: list[Row] = [("n", "a", 1.0, 2.0, 0.25)] * 10
    rows += [("n", "b", 3.0, 2.0, 0.75)] * 6 + [("s", "a", 3.0, NOTHING, 1.0)] * 3
    rows += [("s", "a", 3.0, 3.0, NOTHING)] * 4 + [("s", "c", NOTHING, NOTHING, NOTHING)] * 2
    summary = summary_of(rows)
    assert (summary.people, summary.without) == (23, None)
    means = {each.group: each for each in summary.groups}
    assert list(means) == [(), ("n",), ("n", "a"), ("n", "b"), ("s",), ("s", "a")]
    assert means["n", "a"].levels == {"sql": 1.0}
    assert means["s", "a"].levels == {"sql": 3.0}
    assert means[()].readiness == {PROFILE: pytest.approx(10 / 19)}
    assert means["n",].readiness == {}  # three people of s have a readiness
    # Only four people of s have a level in ML; the mean of n would give theirs away.
    assert [each for each in means if "ml" in means[each].levels] == [()]
    (profile,) = summary.profiles
    assert [(each.low, each.high, each.people) for each in profile.classes] == [
        (None, 0.3, 14),
        (0.3, 1.0, 9),
    ]
    assert [(each.skill, each.people) for each in profile.gaps] == [("ml", 16), ("sql", 10)]
    assert [(each.project, each.gaps) for each in profile.projects] == [("both", 26), ("half", 16)]


def test_columns_with_a_value_for_each_person_are_no_groups() -> None:
    count = MOST_GROUPS + 1
    names = ["sql.level", "ml.level", f"{PROFILE}.readiness"]
    people = People(
        np.arange(count, dtype=object),
        pd.DataFrame({"site": map(str, range(count)), "team": "a"}),
        pd.DataFrame(dict.fromkeys(names, 1.0), range(count)),
    )
    faults = Faults()
    sums = GroupSums(QUESTION)
    sums.add(people, faults)
    sums.add(people, faults)
    (found,) = faults.problems
    assert found.code == "cohort-groups"
