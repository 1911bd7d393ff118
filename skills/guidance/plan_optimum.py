"""Find the best choice of projects exactly, as an integer programme solved by HiGHS.

One variable says for each project whether it is done, one for each rung of a skill whether it is
reached, which takes a project that reaches it. What is best is asked in turn, and each answer is a
condition of the next question: most must-haves met, most readiness, most in skills in which
the person wants to grow, fewest hours, and then the projects that come first by id.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import highspy
import numpy as np

from skills.guidance.plan_problem import UNIT, Question
from skills.guidance.plan_waits import Waits

SECONDS: Final = 5.0
"""How long to look for the best plan before taking the best one found."""

MOST_CYCLES: Final = 3
"""How many cycles of projects that wait for each other to forbid at once, the smallest first."""

SHARED_FROM: Final = 80
"""How many coefficients a variable has to save before it stands for a set of projects."""

_HALF: Final = 0.5

_FEASIBLE: Final = int(highspy.SolutionStatus.kSolutionStatusFeasible)

RowCoefficients = Mapping[int, float]
"""The coefficients of one condition or aim, by variable."""

Stuck = Callable[[Collection[str]], Collection[str]]
"""A function that returns which of the projects with these ids could never be started."""


@dataclass(frozen=True, slots=True)
class BestChoice:
    """The chosen projects, and how much better any other choice could be.

    Attributes
    ----------
    projects : their ids.
    is_best : whether it is proven that no other choice is better.
    most : readiness that no choice that reaches as many must-haves can add more of, 0 to 1.
    """

    projects: frozenset[str]
    is_best: bool
    most: float


def choose(question: Question, stuck: Stuck, seconds: float = SECONDS) -> BestChoice | None:
    """Return the best choice of projects, or None if none was found in time.

    The answer depends on nothing but the question: one thread, no randomness, variables in the
    order of the ids.
    """
    if not question.minutes:
        return BestChoice(frozenset(), is_best=True, most=0.0)
    programme = _Programme(question, seconds)
    for aim in programme.aims():
        if not programme.pursue(aim, stuck):
            break
    return programme.choice()


@dataclass(frozen=True, slots=True)
class _Aim:
    """What to make as large as possible, and by how much a later answer may fall short of it.

    Attributes
    ----------
    is_tie : whether it only says which of equally good answers to take.
    """

    row: RowCoefficients
    slack: float = 0.5
    is_readiness: bool = False
    is_tie: bool = False


class _Solver(highspy.Highs):
    """HiGHS without the line about itself that it prints when it is made."""

    def enableCallbacks(self) -> None:  # noqa: N802 - the name in HiGHS
        self.silent()
        super().enableCallbacks()  # type: ignore[no-untyped-call]


class _Programme:
    """The variables and conditions of a question, and the best answer found so far."""

    def __init__(self, question: Question, seconds: float) -> None:
        self._question = question
        self._ids = tuple(question.minutes)
        self._place = {each: at for at, each in enumerate(self._ids)}
        self._shared = _shared(question.waits)
        self._count = len(self._ids) + len(question.rungs) + len(self._shared)
        self._left = seconds
        self._found: frozenset[str] | None = None
        self._is_best = True
        self._most = sum(each.gain for each in question.rungs) * UNIT
        self._takes_all = question.limit is None or sum(question.minutes.values()) <= question.limit
        self._solver = _Solver()  # type: ignore[no-untyped-call]
        for name, value in {
            "threads": 1,
            "random_seed": 0,
            "mip_rel_gap": 0.0,
            "mip_abs_gap": 0.4,  # every coefficient is a whole number
        }.items():
            self._solver.setOptionValue(name, value)
        self._add_variables()
        self._add_conditions()

    def aims(self) -> Iterable[_Aim]:
        """Return what to aim for, in turn."""
        rungs = {len(self._ids) + at: each for at, each in enumerate(self._question.rungs)}
        if not self._takes_all:
            yield _Aim({at: 1.0 for at, each in rungs.items() if each.closes_must})
            # Gains are rounded, so plans that differ by less than that are equal.
            gains = {at: float(each.gain) for at, each in rungs.items() if each.gain}
            yield _Aim(gains, slack=len(rungs) + 0.5, is_readiness=True)
            yield _Aim({at: float(each.wish) for at, each in rungs.items() if each.wish})
        yield _Aim({at: -float(self._question.minutes[e]) for e, at in self._place.items()})
        yield _Aim({at: -float(at + 1) for at in self._place.values()}, is_tie=True)

    def pursue(self, aim: _Aim, stuck: Stuck) -> bool:
        """Solve for one aim and make its answer a condition; return whether it was proven."""
        if not aim.row:
            return True
        costs = [-aim.row.get(each, 0.0) for each in range(self._count)]
        self._solver.changeColsCost(self._count, list(range(self._count)), costs)
        while True:
            is_proven = self._solve()
            chosen = self._chosen()
            cycle = frozenset(stuck(chosen)) if chosen is not None else frozenset()
            if not cycle:
                break
            self._forbid(cycle, chosen or frozenset())
        self._found = self._found if chosen is None else chosen
        self._is_best &= is_proven or aim.is_tie
        if aim.is_readiness:
            self._most = min(self._most, -self._solver.getInfo().mip_dual_bound * UNIT)
        if is_proven:
            best = self._solver.getInfo().objective_function_value
            self._add_row({at: -each for at, each in aim.row.items()}, most=best + aim.slack)
        return is_proven

    def choice(self) -> BestChoice | None:
        """Return the best answer found."""
        if self._found is None:
            return None
        return BestChoice(self._found, self._is_best, self._most)

    def _solve(self) -> bool:
        """Solve as it stands; return whether the answer is proven to be the best."""
        if self._left <= 0:
            return False
        before = self._solver.getRunTime()
        self._solver.setOptionValue("time_limit", before + self._left)
        self._solver.run()
        self._left -= self._solver.getRunTime() - before
        return self._solver.getModelStatus() == highspy.HighsModelStatus.kOptimal

    def _chosen(self) -> frozenset[str] | None:
        """Return the projects of the best answer to the last question, or None without any."""
        if self._solver.getInfo().primal_solution_status != _FEASIBLE:
            return None
        values = self._solver.getSolution().col_value
        return frozenset(each for each, at in self._place.items() if values[at] > _HALF)

    def _add_variables(self) -> None:
        """Add one variable for each project, 0 or 1, and for each rung and shared set, 0 to 1."""
        projects, rungs = len(self._ids), len(self._question.rungs)
        least = [0.0] * projects + [1.0 if self._takes_all else 0.0] * rungs
        least += [0.0] * len(self._shared)
        self._solver.addVars(self._count, least, [1.0] * self._count)
        kinds = np.full(projects, int(highspy.HighsVarType.kInteger), dtype=np.uint8)
        self._solver.changeColsIntegrality(projects, list(range(projects)), kinds)

    def _add_conditions(self) -> None:
        for at, rung in enumerate(self._question.rungs, len(self._ids)):
            self._needs_one_of(at, rung.by)
        shared = {each: at for at, each in enumerate(self._shared, self._count - len(self._shared))}
        for part, at in shared.items():
            self._needs_one_of(at, sorted(part))
        for name, waits in self._question.waits.items():
            for part in sorted(waits, key=sorted):
                if part in shared:
                    self._add_row({self._place[name]: 1.0, shared[part]: -1.0}, most=0.0)
                else:
                    self._needs_one_of(self._place[name], sorted(part))
        if self._question.limit is not None and not self._takes_all:
            hours = {at: float(self._question.minutes[e]) for e, at in self._place.items()}
            self._add_row(hours, most=float(self._question.limit))

    def _needs_one_of(self, variable: int, projects: Iterable[str]) -> None:
        """Add the condition: no more of the variable than of these projects together."""
        row = {self._place[each]: -1.0 for each in projects}
        self._add_row({**row, variable: 1.0}, most=0.0)

    def _forbid(self, waiting: frozenset[str], chosen: frozenset[str]) -> None:
        """Forbid projects that only wait for each other, unless another one opens the cycle."""
        blocked = {
            name: [each for each in self._question.waits[name] if not each & (chosen - waiting)]
            for name in waiting
        }
        cycles = {_cycle(name, blocked, waiting) for name in sorted(waiting)}
        for names, openers in sorted(cycles, key=lambda each: (len(each[0]), sorted(each[0])))[
            :MOST_CYCLES
        ]:
            for each in sorted(names):
                self._needs_one_of(self._place[each], sorted(openers))

    def _add_row(self, row: RowCoefficients, *, most: float) -> None:
        self._solver.addRow(-highspy.kHighsInf, most, len(row), list(row), list(row.values()))


def _shared(waits: Mapping[str, Waits]) -> tuple[frozenset[str], ...]:
    """Return the sets of which many projects need one each, in alphabetical order.

    A variable for each keeps the conditions short: in a large catalogue many projects wait for the
    same few levels, each reached by hundreds. In a small one it saves little and makes the search
    longer.
    """
    asked = Counter(part for each in waits.values() for part in each)
    long = (part for part, times in asked.items() if (times - 1) * len(part) >= SHARED_FROM)
    return tuple(sorted(long, key=sorted))


def _cycle(
    start: str, blocked: Mapping[str, Sequence[frozenset[str]]], waiting: frozenset[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """Return projects that wait for each other, and the others of which one would open the cycle.

    Parameters
    ----------
    blocked : by id, sets of which a project needs one each, but has only ones that wait too.
    """
    names, openers, todo = {start}, set[str](), [start]
    while todo:
        parts = blocked[todo.pop()]
        part = min(parts, key=lambda each: (len(each & waiting - names), len(each), sorted(each)))
        todo += sorted(part & waiting - names)
        names |= part & waiting
        openers |= part - waiting
    return frozenset(names), frozenset(openers)
