"""Count people and add up their scores by group, block by block."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from skills.cohorts.faults import Faults
from skills.cohorts.helping import NamedPerson, named_in
from skills.cohorts.privacy import EVERYBODY, GroupPath, groups_around
from skills.cohorts.question import CohortQuestion, People
from skills.cohorts.rater_tally import RaterTally
from skills.cohorts.summary import CLASSES, Counts
from skills.problems import Place
from skills.scoring.verdicts import TOLERANCE

MOST_GROUPS: Final = 10_000
"""Groups of which sums are kept; more would be people rather than groups."""

Numbers = NDArray[np.float64]


class GroupSums:
    """The sums so far; memory grows with the groups and those named, not with all people.

    Attributes
    ----------
    named : those who agreed in their own file to be named.
    raters : how people and their mentors rated; None if all answers come from tables.
    """

    def __init__(self, question: CohortQuestion) -> None:
        self.named: list[NamedPerson] = []
        self.raters: RaterTally | None = None
        self._question = question
        skills = question.matrix.skills
        self._columns = [f"{each}.level" for each in skills]
        self._levels = len(self._columns)
        self._columns += [f"{each}.readiness" for each in question.profiles]
        self._sums: dict[GroupPath, Numbers] = {}
        self._without = 0
        self._classes = {each: np.zeros(CLASSES + 1, dtype=np.int64) for each in question.profiles}
        self._below: dict[str, dict[int, int]] = defaultdict(dict)
        for target in (each for profile in question.compared for each in profile.targets):
            self._below[target.skill][target.level] = 0

    def add(self, people: People, faults: Faults) -> None:
        """Add a block of people; those of whom nothing is assessed are only counted."""
        if len(self._sums) > MOST_GROUPS:
            return
        self.named += named_in(people)
        self._add_raters(people.raters)
        values = people.scores[self._columns].to_numpy(float)
        is_known = ~np.isnan(values[:, : self._levels]).all(axis=1)
        self._without += int((~is_known).sum())
        self._add_sums(values[is_known], _groups_of(people.groups[is_known]))
        known = people.scores[is_known]
        for each in self._classes:
            self._classes[each] += _classes(known[f"{each}.readiness"].to_numpy(float))
        for skill, below in self._below.items():
            level = known[f"{skill}.level"].to_numpy(float)
            for target in below:
                below[target] += int((level < target - TOLERANCE).sum())
        self._tell_many(faults)

    def join(self, other: GroupSums, faults: Faults) -> None:
        """Add the sums of other people, to the same question."""
        for group, row in other._sums.items():
            self._sums[group] = self._sums[group] + row if group in self._sums else row
        self._without += other._without
        for profile, classes in other._classes.items():
            self._classes[profile] += classes
        for skill, below in other._below.items():
            for target, people in below.items():
                self._below[skill][target] += people
        self.named += other.named
        self._add_raters(other.raters)
        self._tell_many(faults)

    def _add_raters(self, raters: RaterTally | None) -> None:
        if raters is not None:
            self.raters = raters if self.raters is None else self.raters + raters

    def _tell_many(self, faults: Faults) -> None:
        if len(self._sums) > MOST_GROUPS:
            what = f"The columns divide people into more than {MOST_GROUPS:,} groups"
            file = ", ".join(self._question.groups)
            faults.add("cohort-groups", what, "choose columns with fewer values", Place(file))

    def _add_sums(
        self, values: Numbers, groups: tuple[NDArray[np.intp], Sequence[GroupPath]]
    ) -> None:
        """Add to each group the number of people, then of values, then the sums of values."""
        codes, names = groups
        filled = ~np.isnan(values)
        parts = np.hstack([np.ones((len(values), 1)), filled, np.where(filled, values, 0.0)])
        sums = np.zeros((len(names), parts.shape[1]))
        for column, part in enumerate(parts.T):
            sums[:, column] = np.bincount(codes, part, len(names))
        for name, row in zip(names, sums, strict=True):
            self._sums[name] = self._sums[name] + row if name in self._sums else row

    def counts(self) -> Counts:
        """Return what was counted, also for the groups around groups."""
        sums: defaultdict[GroupPath, Numbers] = defaultdict(
            lambda: np.zeros(1 + 2 * len(self._columns))
        )
        for group, row in self._sums.items():
            for around in groups_around(group):
                sums[around] += row
        width = len(self._columns)
        return Counts(
            {group: int(row[0]) for group, row in sums.items()},
            self._without,
            {
                name: {
                    group: (int(row[1 + index]), float(row[1 + width + index]))
                    for group, row in sums.items()
                }
                for index, name in enumerate(self._columns)
            },
            {each: found.tolist() for each, found in self._classes.items()},
            self._below,
        )


def _groups_of(table: pd.DataFrame) -> tuple[NDArray[np.intp], Sequence[GroupPath]]:
    """Return the number of the group of each person, and the groups."""
    if not len(table.columns):
        return np.zeros(len(table), dtype=np.intp), [EVERYBODY] if len(table) else []
    codes, names = pd.MultiIndex.from_frame(table).factorize()
    return codes, [tuple(map(str, each)) for each in names]


def _classes(readiness: Numbers) -> NDArray[np.int64]:
    """Count people without readiness, and then those in each class; the last one includes 1."""
    scaled = np.floor(readiness * CLASSES + TOLERANCE)
    places = np.where(np.isnan(readiness), 0.0, np.minimum(scaled, CLASSES - 1) + 1)
    return np.bincount(places.astype(np.int64), minlength=CLASSES + 1)
