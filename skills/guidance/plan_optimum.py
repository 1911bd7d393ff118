"""Find the best choice of projects exactly, as an integer programme solved by HiGHS.

One variable says for each project whether it is done, one for each level of a skill whether it
is reached, which takes a project that reaches it. The objectives are optimised in turn, and each
optimum is a constraint from then on: most must-haves met, most readiness, most in skills in which
the person wants to grow, fewest hours, and then the projects that come first by id.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import highspy
import numpy as np

from skills.guidance.plan_prerequisites import Prerequisites
from skills.guidance.plan_problem import UNIT, PlanProblem

SECONDS: Final = 5.0
"""How long to look for the best plan before taking the best one found."""

MOST_CYCLES: Final = 3
"""How many cycles of projects that wait for each other to exclude at once, the smallest first."""

SHARED_FROM: Final = 80
"""How many coefficients a variable has to save before it stands for a set of projects."""

_HALF: Final = 0.5

_FEASIBLE: Final = int(highspy.SolutionStatus.kSolutionStatusFeasible)

RowCoefficients = Mapping[int, float]
"""The coefficients of one constraint or objective, by variable."""

FindUnstartable = Callable[[Collection[str]], Collection[str]]
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


def choose(
    problem: PlanProblem, find_unstartable: FindUnstartable, seconds: float = SECONDS
) -> BestChoice | None:
    """Return the best choice of projects, or None if none was found in time.

    The choice depends on nothing but the problem: one thread, no randomness, variables in the
    order of the ids.
    """
    if not problem.minutes:
        return BestChoice(frozenset(), is_best=True, most=0.0)
    programme = _Programme(problem, seconds)
    for objective in programme.objectives():
        if not programme.optimise(objective, find_unstartable):
            break
    return programme.choice()


@dataclass(frozen=True, slots=True)
class _Objective:
    """What to maximise, and by how much a later solution may fall short of it.

    Attributes
    ----------
    is_tie_break : whether it only says which of equally good solutions to take.
    """

    row: RowCoefficients
    slack: float = 0.5
    is_readiness: bool = False
    is_tie_break: bool = False


class _Solver(highspy.Highs):
    """HiGHS without the line about itself that it prints when it is made."""

    def enableCallbacks(self) -> None:  # noqa: N802 - the name in HiGHS
        self.silent()
        super().enableCallbacks()  # type: ignore[no-untyped-call]


class _Programme:
    """The variables and constraints of a problem, and the best solution found so far."""

    def __init__(self, problem: PlanProblem, seconds: float) -> None:
        self._problem = problem
        self._ids = tuple(problem.minutes)
        self._place = {each: index for index, each in enumerate(self._ids)}
        self._shared = _shared_sets(problem.prerequisites)
        self._count = len(self._ids) + len(problem.level_steps) + len(self._shared)
        self._seconds_left = seconds
        self._found: frozenset[str] | None = None
        self._is_best = True
        self._most = sum(each.gain for each in problem.level_steps) * UNIT
        self._takes_all = problem.limit is None or sum(problem.minutes.values()) <= problem.limit
        self._solver = _Solver()  # type: ignore[no-untyped-call]
        for name, value in {
            "threads": 1,
            "random_seed": 0,
            "mip_rel_gap": 0.0,
            "mip_abs_gap": 0.4,  # every coefficient is a whole number
        }.items():
            self._solver.setOptionValue(name, value)
        self._add_variables()
        self._add_constraints()

    def objectives(self) -> Iterable[_Objective]:
        """Yield what to maximise, in turn."""
        level_steps = {
            len(self._ids) + index: each for index, each in enumerate(self._problem.level_steps)
        }
        if not self._takes_all:
            yield _Objective(
                {index: 1.0 for index, each in level_steps.items() if each.closes_must}
            )
            # Gains are rounded, so plans that differ by less than that are equal.
            gains = {index: float(each.gain) for index, each in level_steps.items() if each.gain}
            yield _Objective(gains, slack=len(level_steps) + 0.5, is_readiness=True)
            yield _Objective(
                {
                    index: float(each.wished_gain)
                    for index, each in level_steps.items()
                    if each.wished_gain
                }
            )
        yield _Objective(
            {index: -float(self._problem.minutes[e]) for e, index in self._place.items()}
        )
        yield _Objective(
            {index: -float(index + 1) for index in self._place.values()}, is_tie_break=True
        )

    def optimise(self, objective: _Objective, find_unstartable: FindUnstartable) -> bool:
        """Maximise an objective and make its optimum a constraint; return whether it was proven."""
        if not objective.row:
            return True
        costs = [-objective.row.get(each, 0.0) for each in range(self._count)]
        self._solver.changeColsCost(self._count, list(range(self._count)), costs)
        while True:
            is_proven = self._solve()
            chosen = self._chosen()
            unstartable = frozenset(find_unstartable(chosen or ()))
            if not unstartable:
                break
            self._add_cycle_cuts(unstartable, chosen or frozenset())
        self._found = self._found if chosen is None else chosen
        self._is_best &= is_proven or objective.is_tie_break
        if objective.is_readiness:
            self._most = min(self._most, -self._solver.getInfo().mip_dual_bound * UNIT)
        if is_proven:
            best = self._solver.getInfo().objective_function_value
            self._add_row(
                {index: -each for index, each in objective.row.items()}, most=best + objective.slack
            )
        return is_proven

    def choice(self) -> BestChoice | None:
        """Return the best choice found, or None if there is none."""
        if self._found is None:
            return None
        return BestChoice(self._found, self._is_best, self._most)

    def _solve(self) -> bool:
        """Run the solver and return whether its solution is proven to be optimal."""
        if self._seconds_left <= 0:
            return False
        before = self._solver.getRunTime()
        self._solver.setOptionValue("time_limit", before + self._seconds_left)
        self._solver.run()
        self._seconds_left -= self._solver.getRunTime() - before
        return self._solver.getModelStatus() == highspy.HighsModelStatus.kOptimal

    def _chosen(self) -> frozenset[str] | None:
        """Return the projects of the last solution, or None if there is none."""
        if self._solver.getInfo().primal_solution_status != _FEASIBLE:
            return None
        values = self._solver.getSolution().col_value
        return frozenset(each for each, index in self._place.items() if values[index] > _HALF)

    def _add_variables(self) -> None:
        """Add variables: 0 or 1 for each project, 0 to 1 for each level step and shared set."""
        projects, level_steps = len(self._ids), len(self._problem.level_steps)
        least = [0.0] * projects + [1.0 if self._takes_all else 0.0] * level_steps
        least += [0.0] * len(self._shared)
        self._solver.addVars(self._count, least, [1.0] * self._count)
        kinds = np.full(projects, int(highspy.HighsVarType.kInteger), dtype=np.uint8)
        self._solver.changeColsIntegrality(projects, list(range(projects)), kinds)

    def _add_constraints(self) -> None:
        for index, step in enumerate(self._problem.level_steps, len(self._ids)):
            self._require_one_of(index, step.reached_by)
        shared = {
            each: index for index, each in enumerate(self._shared, self._count - len(self._shared))
        }
        for part, index in shared.items():
            self._require_one_of(index, sorted(part))
        for name, prerequisites in self._problem.prerequisites.items():
            for part in sorted(prerequisites, key=sorted):
                if part in shared:
                    self._add_row({self._place[name]: 1.0, shared[part]: -1.0}, most=0.0)
                else:
                    self._require_one_of(self._place[name], sorted(part))
        if self._problem.limit is not None and not self._takes_all:
            minutes = {index: float(self._problem.minutes[e]) for e, index in self._place.items()}
            self._add_row(minutes, most=float(self._problem.limit))

    def _require_one_of(self, variable: int, projects: Iterable[str]) -> None:
        """Add the constraint: no more of the variable than of these projects together."""
        row = {self._place[each]: -1.0 for each in projects}
        self._add_row({**row, variable: 1.0}, most=0.0)

    def _add_cycle_cuts(self, unstartable: frozenset[str], chosen: frozenset[str]) -> None:
        """Exclude projects that only wait for each other, unless another one opens the cycle."""
        blocked = {
            name: [
                each
                for each in self._problem.prerequisites[name]
                if not each & (chosen - unstartable)
            ]
            for name in unstartable
        }
        cycles = {_find_cycle(name, blocked, unstartable) for name in sorted(unstartable)}
        for names, openers in sorted(cycles, key=lambda each: (len(each[0]), sorted(each[0])))[
            :MOST_CYCLES
        ]:
            for each in sorted(names):
                self._require_one_of(self._place[each], sorted(openers))

    def _add_row(self, row: RowCoefficients, *, most: float) -> None:
        self._solver.addRow(-highspy.kHighsInf, most, len(row), list(row), list(row.values()))


def _shared_sets(prerequisites: Mapping[str, Prerequisites]) -> tuple[frozenset[str], ...]:
    """Return the sets of which many projects need one each, in alphabetical order.

    A variable for each keeps the constraints short: in a large catalogue many projects wait for the
    same few levels, each reached by hundreds. In a small one it saves little and makes the search
    longer.
    """
    asked = Counter(part for each in prerequisites.values() for part in each)
    long = (part for part, times in asked.items() if (times - 1) * len(part) >= SHARED_FROM)
    return tuple(sorted(long, key=sorted))


def _find_cycle(
    start: str, blocked: Mapping[str, Sequence[frozenset[str]]], unstartable: frozenset[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """Return projects that wait for each other, and the others of which one would open the cycle.

    Parameters
    ----------
    blocked : by id, sets of which a project needs one each, but has only unstartable ones.
    """
    names, openers, todo = {start}, set[str](), [start]
    while todo:
        parts = blocked[todo.pop()]
        part = min(
            parts, key=lambda each: (len(each & unstartable - names), len(each), sorted(each))
        )
        todo += sorted(part & unstartable - names)
        names |= part & unstartable
        openers |= part - unstartable
    return frozenset(names), frozenset(openers)
