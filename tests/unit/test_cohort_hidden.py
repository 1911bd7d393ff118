"""What is shown of a cohort together hides people: means beside readiness, names beside means."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from matrix_support import YES_NO, a_matrix, a_skill

from skills.cohorts.faults import Faults
from skills.cohorts.group_sums import GroupSums
from skills.cohorts.helping import who_could_help
from skills.cohorts.privacy import LEAST, GroupPath, stay_hidden
from skills.cohorts.question import CohortQuestion, People
from skills.cohorts.summary import Summary, summarise
from skills.matrix import Target

SKILLS = ("sql", "ml")
MATRIX = a_matrix(
    *(a_skill(each, scale=YES_NO) for each in SKILLS),
    targets=(Target("sql", 4), Target("ml", 4, weight=2)),
)
PROFILE = next(iter(MATRIX.profiles.values()))
QUESTION = CohortQuestion(MATRIX, (PROFILE.id,), groups=("site", "team"))

Row = tuple[str, str, float, float, bool]
"""Site, team, level in SQL and in ML, and whether the person agreed to be named."""

NOTHING = float("nan")
LEVELS = st.sampled_from([NOTHING, 0.0, 1.0, 2.0, 4.0])
ROWS = st.tuples(st.sampled_from("ns"), st.sampled_from("ab"), LEVELS, LEVELS, st.booleans())


def summary_of(rows: list[Row]) -> tuple[Summary, GroupSums]:
    table = pd.DataFrame(rows, columns=["site", "team", "sql.level", "ml.level", "is_named"])
    ready = [_readiness(sql, ml) for _, _, sql, ml, _ in rows]
    scores = table[["sql.level", "ml.level"]].assign(**{f"{PROFILE.id}.readiness": ready})
    names = np.array([f"p{at}" if row[4] else "" for at, row in enumerate(rows)], dtype=object)
    sums = GroupSums(QUESTION)
    ids = np.arange(len(rows), dtype=object)
    sums.add(People(ids, table[["site", "team"]], scores, names), Faults())
    return summarise(sums.counts(), MATRIX, QUESTION.compared, sums.named), sums


def _readiness(sql: float, ml: float) -> float:
    weighted = [(1, sql), (2, ml)]
    known = [(weight, level) for weight, level in weighted if not np.isnan(level)]
    total = sum(weight for weight, _ in known)
    return sum(weight * level / 4 for weight, level in known) / total if total else NOTHING


@settings(max_examples=examples(200))
@given(st.lists(ROWS, min_size=5, max_size=40))
def test_no_withheld_mean_follows_from_readiness(rows: list[Row]) -> None:
    groups = [each for each in summary_of(rows)[0].groups if each.readiness]
    given_away = [
        (each.group, skill)
        for each in groups
        for skill, place in (("sql", 2), ("ml", 3))
        if skill not in each.levels and any(_has(row, each.group, place) for row in rows)
    ]
    assert given_away == []


def _has(row: Row, group: GroupPath, place: int) -> bool:
    return row[:2][: len(group)] == group and not np.isnan(row[place])


def test_a_mean_that_is_withheld_takes_readiness_with_it() -> None:
    """Eleven people rate SQL; of the one in the other team, ML would follow by subtraction."""
    most: list[Row] = [("n", "a", 2.0, float(at % 3), False) for at in range(10)]
    others: list[Row] = [("n", "b", 2.0, 3.0 if not at else NOTHING, False) for at in range(7)]
    found = {each.group: each for each in summary_of(most + others)[0].groups}
    team = found["n", "a"]
    assert "ml" not in team.levels
    assert team.levels["sql"] == 2
    assert not team.readiness
    assert found[()].readiness


@settings(max_examples=examples(60), deadline=None)
@given(st.lists(ROWS, min_size=5, max_size=22))
def test_nobody_without_a_name_is_isolated_by_names(rows: list[Row]) -> None:
    """Solve for every pair, and for those without a name in every group: does their sum follow?"""
    summary, sums = summary_of(rows)
    assert bool(sums.named) >= bool(summary.skills_with_names)
    for skill in summary.skills_with_names:
        place = 2 + SKILLS.index(skill)
        people = [row for row in rows if not np.isnan(row[place])]
        known = [_members(e.group, people) for e in summary.groups if skill in e.levels]
        if not known:
            continue
        known += [_only([at], people) for at, row in enumerate(people) if row[4]]
        rank = np.linalg.matrix_rank(np.array(known))
        unnamed = [at for at, row in enumerate(people) if not row[4]]
        for each in _small_sets(unnamed, people):
            assert np.linalg.matrix_rank(np.vstack([*known, _only(each, people)])) > rank


def _members(group: GroupPath, people: list[Row]) -> np.ndarray:
    return np.array([row[:2][: len(group)] == group for row in people], dtype=int)


def _only(places: list[int], people: list[Row]) -> np.ndarray:
    return np.array([at in places for at in range(len(people))], dtype=int)


def _small_sets(unnamed: list[int], people: list[Row]) -> list[list[int]]:
    groups = {row[:length] for row in people for length in (0, 1, 2)}
    whole = [[at for at in unnamed if people[at][: len(each)] == each] for each in groups]
    pairs = [list(each) for size in (1, 2) for each in combinations(unnamed, size)]
    return pairs + [each for each in whole if 0 < len(each) < LEAST]


def test_the_last_one_of_a_team_is_not_given_away_by_four_named_colleagues() -> None:
    red: list[Row] = [("n", "a", 4.0, 4.0, True)] * 4 + [("n", "a", 1.0, 1.0, False)]
    blue: list[Row] = [("n", "b", 0.0, 0.0, False)] * 6
    summary, sums = summary_of(red + blue)
    assert {each.group for each in summary.groups} >= {("n", "a"), ("n", "b")}
    assert summary.skills_with_names == frozenset()
    assert who_could_help(sums.named, PROFILE, summary.skills_with_names) == ()


def test_names_are_given_in_the_skills_in_which_the_others_stay_hidden() -> None:
    named: list[Row] = [("n", "a", 4.0, 4.0, True), ("n", "a", 0.0, 0.0, True)]
    others: list[Row] = [("n", "a", 1.0, 1.0 if at < 3 else NOTHING, False) for at in range(5)]
    summary, sums = summary_of(named + others)
    assert summary.skills_with_names == {"sql"}
    (found,) = who_could_help(sums.named, PROFILE, summary.skills_with_names)
    assert (found.skill, found.helpers, found.below) == ("sql", ("p0",), ("p1",))


@pytest.mark.parametrize(
    ("counts", "named", "may"),
    [
        ({(): 9}, {(): 9}, True),
        ({(): 9}, {(): 8}, False),
        ({(): 9}, {(): 4}, True),
        ({(): 14, ("a",): 9}, {(): 4, ("a",): 4}, True),
        ({(): 14, ("a",): 9}, {(): 5, ("a",): 5}, False),
        ({(): 14, ("a",): 9}, {(): 1}, False),
    ],
)
def test_the_others_stay_hidden_if_they_are_nobody_or_enough_in_each_remainder(
    counts: dict[GroupPath, int], named: dict[GroupPath, int], *, may: bool
) -> None:
    assert stay_hidden(counts, named, list(counts)) is may
