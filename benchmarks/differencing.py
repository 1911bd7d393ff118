"""Attack what is shown of a cohort: add and subtract sums of groups until few people are left."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from skills.cohorts.faults import Faults
from skills.cohorts.group_sums import GroupSums
from skills.cohorts.privacy import LEAST, GroupPath, groups_around
from skills.cohorts.question import CohortQuestion, People
from skills.cohorts.summary import Counts, Summary, summarise
from skills.matrix import Matrix
from skills.scoring.cohort import score_people

SITES: Final = "nsw"
TEAMS: Final = "abcde"
SIZES: Final = (1, 2, 3, 4, 5, 6, 9, 30)
"""How many people are in a team: mostly so few that something has to be left out."""

PEOPLE: Final = "people"

Shown = Mapping[str, Sequence[GroupPath]]
"""The groups whose sum is known, by column of the scores, and under `PEOPLE` whose size is."""

Suppression = Callable[[Summary, Counts], Shown]


@dataclass
class Attack:
    """What came of an attack.

    Attributes
    ----------
    groups : sums of groups that were shown, over all cohorts and columns.
    isolating : queries that came to the sum of a set of people, however many.
    revealed : different cells with fewer than five people whose sum was had.
    """

    cohorts: int = 0
    people: int = 0
    groups: int = 0
    queries: int = 0
    isolating: int = 0
    revealed: int = 0
    cpu_ms: float = 0.0


def attack(
    matrix: Matrix, suppression: Suppression, cohorts: int, queries: int, seed: int
) -> Attack:
    """Ask random queries about each of some random cohorts; CPU is that of deciding what to show.

    Parameters
    ----------
    suppression : returns what the attacker sees.
    queries : about each cohort.
    """
    found = Attack(cohorts=cohorts)
    # What is asked does not change who the people are.
    whose, what = Random(seed), Random(seed + 1)  # noqa: S311 - invented people
    question = CohortQuestion(matrix, tuple(matrix.profiles), groups=("site", "team"))
    for _ in range(cohorts):
        sums = GroupSums(question)
        sums.add(_people(matrix, whose), Faults())
        counts = sums.counts()
        begin = time.process_time()
        summary = summarise(counts, matrix, question.compared)
        found.cpu_ms += (time.process_time() - begin) * 1000
        found.people += summary.people
        _ask(suppression(summary, counts), counts, queries, what, found)
    return found


def shown_on_the_page(summary: Summary, _counts: Counts) -> Shown:
    """Return the sums that follow from the means and sizes that the page shows."""
    shown: dict[str, list[GroupPath]] = {PEOPLE: [each.group for each in summary.groups]}
    for each in summary.groups:
        columns = [f"{skill}.level" for skill in each.levels]
        columns += [f"{profile}.readiness" for profile in each.readiness]
        for column in columns:
            shown.setdefault(column, []).append(each.group)
    return shown


def without_small_groups(_summary: Summary, counts: Counts) -> Shown:
    """Return the sums of all groups of five or more: what is not enough."""
    shown = {PEOPLE: [group for group, count in counts.people.items() if count >= LEAST]}
    for column, by_group in counts.values.items():  # noqa: PD011 - no data frame
        shown[column] = [group for group, (count, _) in by_group.items() if count >= LEAST]
    return {column: groups for column, groups in shown.items() if groups}


def _people(matrix: Matrix, chance: Random) -> People:
    """Return people in teams, none of whom says something about every skill."""
    teams = [(site, team) for site in SITES for team in TEAMS]
    teams = chance.sample(teams, chance.randrange(4, len(teams)))
    groups = [team for team in teams for _ in range(chance.choice(SIZES))]
    answers = pd.DataFrame([_answers(matrix, chance) for _ in groups])
    ids = np.arange(len(groups)).astype(object)
    return People(
        ids, pd.DataFrame(groups, columns=["site", "team"]), score_people(matrix, answers)
    )


def _answers(matrix: Matrix, chance: Random) -> dict[str, str]:
    """Return an answer to the first statement of some skills, enough for a level."""
    asked = [each.statements[0] for each in matrix.skills.values() if chance.random() < 0.8]
    return {each.id: chance.choice(each.scale.options).id for each in asked}


def _ask(shown: Shown, counts: Counts, queries: int, chance: Random, found: Attack) -> None:
    leaves = [each for each in counts.people if len(each) == len(("site", "team"))]
    found.groups += sum(map(len, shown.values()))
    cells: set[tuple[str, bytes]] = set()
    columns = [column for column, groups in shown.items() if groups]
    for _ in range(queries if columns else 0):
        column = chance.choice(columns)
        people = np.array([_count(counts, column, each) for each in leaves])
        query = _query(shown[column], leaves, chance)
        isolates = len(set(query[people > 0].tolist()) - {0}) == 1
        found.queries += 1
        found.isolating += isolates
        if isolates and people[query != 0].sum() < LEAST:
            cells.add((column, np.asarray((query != 0) & (people > 0)).tobytes()))
    found.revealed += len(cells)


def _count(counts: Counts, column: str, group: GroupPath) -> int:
    if column == PEOPLE:
        return counts.people[group]
    return counts.values[column][group][0]  # noqa: PD011 - no data frame


def _query(
    shown: Sequence[GroupPath], leaves: Sequence[GroupPath], chance: Random
) -> NDArray[np.int64]:
    """Return how often each team is in a random sum of groups that are shown."""
    if chance.random() < 0.5:
        signs = {each: chance.choice((-1, 0, 0, 1)) for each in shown}
    else:
        signs = _difference(shown, chance)
    return np.array(
        [sum(signs.get(each, 0) for each in groups_around(leaf)) for leaf in leaves], dtype=np.int64
    )


def _difference(shown: Sequence[GroupPath], chance: Random) -> dict[GroupPath, int]:
    """Return a group without some of the groups within it."""
    whole = chance.choice(shown)
    signs = {whole: 1}
    for each in chance.sample(shown, len(shown)):
        is_within = each != whole and whole in groups_around(each)
        others = [other for other in signs if other != whole]
        overlaps = any(a in groups_around(b) for o in others for a, b in ((o, each), (each, o)))
        if is_within and not overlaps and chance.random() < 0.8:
            signs[each] = -1
    return signs
