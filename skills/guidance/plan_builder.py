"""Put projects in the order in which to do them, and say what each step still adds.

The next step is always what brings most in an hour. Which projects are in the plan at all, within a
number of hours, is found by `plan_optimum`; where that finds nothing, this order decides it too.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from skills.guidance.plan_problem import PlanStart
from skills.guidance.plan_steps import OUT, Lift, PlanStep, lifts
from skills.guidance.prerequisites import (
    Requirement,
    Routes,
    can_follow,
    find_routes,
    find_settled,
    is_reached,
    meets,
    raise_levels,
    requirements,
    with_assumed_levels,
)
from skills.matrix import Project
from skills.scoring import Score
from skills.scoring.levels import levels_of
from skills.scoring.readiness import Readiness
from skills.scoring.skill_gap import SkillGap, attain, reaches
from skills.scoring.verdicts import TOLERANCE

Rate = tuple[float, float]
"""What an hour brings: levels of missing must-haves closed, then readiness."""

NOTHING: Final[Rate] = (0.0, 0.0)

DIGITS: Final = 9
"""Decimal places in which rates are compared, so that equal ones tie whatever is added first."""

FIRST: Final = ("started", "planned")
"""Statuses whose projects come first in a plan, in this order."""

Chain = Sequence[Project]
"""A project that brings something, last, after all that has to be done for it."""


class PlanBuilder:
    """A plan under construction: where a person stands after its steps, and what is left to do.

    Levels only rise, so what is settled or can be started stays so, and a project is looked at
    again only after one of its skills has risen. Skills that are not assessed add nothing, because
    nobody knows where the person stands. `assumed_levels` are levels by skill id that done projects
    lead to: all steps come on top of them.
    """

    def __init__(  # noqa: PLR0913 - the facts about a person, and their choices
        self,
        projects: Sequence[Project],
        readiness: Readiness,
        scores: Mapping[str, Score],
        statuses: Mapping[str, str],
        wishes: Collection[str] = (),
        *,
        assumed_levels: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        gaps = [each for each in readiness.skill_gaps if each.score.is_assessed]
        self._wishes = frozenset(wishes)
        self._targets = {each.target.skill: each.target for each in gaps}
        self._shares = {each.target.skill: each.share for each in gaps}
        self._gain_per_level = {each.target.skill: _level_gain(each) for each in gaps}
        self._levels = with_assumed_levels(levels_of(scores), assumed_levels)
        self._settled = find_settled(projects, statuses, self._levels)
        left = [each for each in projects if statuses.get(each.id) not in OUT]
        self._left = {each.id: each for each in sorted(left, key=lambda each: each.id)}
        self._allowed = frozenset(self._left)
        self._rates: dict[str, Rate] = {}
        self._open: set[str] = set()
        self._update_rates(left)

    def take_marked(self, statuses: Mapping[str, str]) -> list[PlanStep]:
        """Take the started projects, then the planned ones as far as they add something.

        Each group is in the order in which the person marked them. A started one waits for nothing
        and takes its hours even if it adds nothing; a planned one brings its prerequisites along.
        """
        steps: list[PlanStep] = []
        for wanted in FIRST:
            for name in (each for each, status in statuses.items() if status == wanted):
                if name in self._rates or (wanted == "started" and name in self._left):
                    chain = self._chain_to(name) if wanted == "planned" else (self._left[name],)
                    steps += [
                        replace(each, status=statuses.get(each.project.id, ""))
                        for each in self._take(chain)
                    ]
        return steps

    def take_best(
        self, among: Collection[str] | None = None, hours: float = math.inf
    ) -> list[PlanStep]:
        """Take all projects that still add something, those that bring most in an hour first.

        The next is always the one that closes most of the missing must-haves per hour, then the one
        that adds most readiness per hour; ties go to what raises a skill in which the person wants
        to grow, then to fewer hours, then by id. A project that cannot be started yet is compared
        together with everything that has to come before it, and brings that along.

        Parameters
        ----------
        among : ids of the projects to choose from, or None for all.
        hours : how many hours they may take together.
        """
        self._allowed = frozenset(self._left if among is None else among)
        self._rates.clear()
        self._update_rates(tuple(self._left.values()))
        steps: list[PlanStep] = []
        while True:
            chain = self._best_chain(hours)
            later = () if chain or among is None else tuple(self._allowed_projects())
            chain = chain or self._stepping_stone(later)
            if not chain:
                return steps
            hours -= _hours(chain)
            steps += self._take(chain, later)

    def plan_start(self, skills: Collection[str] | None = None) -> PlanStart:
        """Return where the person stands now, with the targets of some skills, or of all."""
        wanted = self._targets if skills is None else self._targets.keys() & set(skills)
        return PlanStart(
            projects=tuple(self._left.values()),
            levels=dict(self._levels),
            settled=frozenset(self._settled),
            targets={each: self._targets[each] for each in self._targets if each in wanted},
            gain_per_level=self._gain_per_level,
            wishes=self._wishes,
        )

    def readiness(self) -> float:
        """Return readiness at these levels, as scoring adds it up."""
        found = (
            self._shares[skill] * attain(self._levels[skill] or 0.0, target.level)
            for skill, target in self._targets.items()
        )
        return min(math.fsum(found), 1.0)

    def _chain_to(self, name: str) -> Chain:
        """Return a project preceded by everything it waits for, or () if it cannot be reached."""
        routes = find_routes(self._allowed_projects(), self._levels, self._settled)
        if name not in routes.before:
            return ()
        chain = tuple(self._left[each] for each in routes.chain(name))
        *before, _ = chain
        return self._trim(chain, before)

    def _take(self, chain: Chain, later: Chain = ()) -> list[PlanStep]:
        """Take the projects of a chain, and return them as steps on the way to the last one.

        Parameters
        ----------
        later : projects after the chain that may wait for one of it.
        """
        steps: list[PlanStep] = []
        total = self.readiness()
        for each in chain:
            before, raised = total, lifts(each.raises, self._levels, self._targets)
            goal = self._goal(each, (*chain[len(steps) + 1 :], *later))
            raise_levels(self._levels, each.raises)
            total = self.readiness()
            steps.append(PlanStep(each, before, total, raised, goal))
            self._settle(each)
        changed = {skill for each in chain for skill in each.raises}
        self._update_rates([e for e in self._left.values() if not changed.isdisjoint(e.raises)])
        return steps

    def _best_chain(self, hours: float) -> Chain:
        """Return the chain that brings most in an hour, or () if none brings anything."""
        closed = [each for each in self._rates if not self._is_open(each)]
        startable = [(self._left[e],) for e in self._rates if e in self._open]
        startable = [each for each in startable if _hours(each) <= hours]
        best: Chain = min(startable, key=self._sort_key, default=())
        least = self._rates[best[0].id] if best else NOTHING
        # No chain brings more in an hour than the best of its projects would by itself.
        if not any(self._rates[each] >= least for each in closed):
            return best
        routes = find_routes(self._allowed_projects(), self._levels, self._settled)
        chains = self._promising_chains(closed, routes, least)
        fitting = [each for each in chains if _hours(each) <= hours]
        best = min([*fitting, *([best] if best else [])], key=self._sort_key, default=())
        return self._trim(best, best)

    def _stepping_stone(self, projects: Chain) -> Chain:
        """Return a project that only helps to meet the prerequisites of another, or ()."""
        for each in sorted(projects, key=lambda each: (each.hours, each.id)):
            if self._is_open(each.id) and self._goal(each, projects):
                return (each,)
        return ()

    def _allowed_projects(self) -> list[Project]:
        return [each for each in self._left.values() if each.id in self._allowed]

    def _promising_chains(
        self, names: Iterable[str], routes: Routes, least: Rate
    ) -> list[tuple[Project, ...]]:
        """Return the chains to projects that may bring at least this much in an hour."""
        most: dict[str, Rate] = {}
        for name in routes.before:
            own = self._rates.get(name, NOTHING)
            most[name] = max((own, *(most[each] for each in routes.before[name])))
        return [
            tuple(self._left[each] for each in routes.chain(name))
            for name in names
            if name in most and most[name] >= least
        ]

    def _sort_key(self, chain: Chain) -> tuple[float, float, bool, float, str]:
        """Return the sort key of a chain; the best one sorts first."""
        must, gain = self._rate(chain) if len(chain) > 1 else self._rates[chain[0].id]
        is_no_wish = all(self._wishes.isdisjoint(each.raises) for each in chain)
        return -must, -gain, is_no_wish, _hours(chain), chain[-1].id

    def _trim(self, chain: Chain, spare: Chain) -> Chain:
        """Drop from a chain the projects of `spare` that are not needed and add nothing.

        One project may need two levels that two others provide, although one of these provides
        both; and what comes before a project may already bring everything that it would.
        """
        kept = list(chain)
        for each in reversed(spare):
            others = [one for one in kept if one is not each]
            is_free = self._useful_lifts(others) == self._useful_lifts(kept)
            if is_free and can_follow(others, chain, self._levels, self._settled):
                kept = others
        return kept

    def _useful_lifts(self, chain: Chain) -> set[Lift]:
        """Return the lifts of a chain that add readiness or close a must-have gap."""
        found = lifts(_joint_levels(chain), self._levels, self._targets)
        return {
            each for each in found if self._gain_per_level[each[0]] or self._targets[each[0]].must
        }

    def _goal(self, project: Project, later: Chain) -> Project | None:
        """Return the first later project that a project has to come before, or None."""
        for each in (one for one in later if one is not project):
            wanted = requirements(each, self._levels, self._settled)
            if any(meets(project, one) or self._covers(project, one) for one in wanted):
                return each
        return None

    def _covers(self, project: Project, wanted: Requirement) -> bool:
        """Return whether a project does part of one that another waits for."""
        named = self._left.get(wanted) if isinstance(wanted, str) else None
        return named is not None and any(
            project.raises.get(skill, 0) >= level
            for skill, level in named.raises.items()
            if not reaches(self._levels.get(skill), level)
        )

    def _rate(self, chain: Chain) -> Rate:
        """Return what an hour of a chain brings."""
        raises = chain[0].raises if len(chain) == 1 else _joint_levels(chain)
        must = gain = 0.0
        for skill, level in raises.items():
            if (target := self._targets.get(skill)) is None:
                continue
            lift = min(level, target.level) - (self._levels[skill] or 0.0)
            if lift > TOLERANCE:
                gain += self._gain_per_level[skill] * lift
                must += lift if target.must else 0.0
        hours = _hours(chain)
        return round(must / hours, DIGITS), round(gain / hours, DIGITS)

    def _is_open(self, name: str) -> bool:
        """Return whether a project can be started."""
        if name in self._open:
            return True
        is_open = not requirements(self._left[name], self._levels, self._settled)
        if is_open:
            self._open.add(name)
        return is_open

    def _settle(self, project: Project) -> None:
        self._settled.add(project.id)
        self._left.pop(project.id, None)
        self._rates.pop(project.id, None)

    def _update_rates(self, projects: Iterable[Project]) -> None:
        """Update what projects bring in an hour; those that lead to nothing new are settled."""
        for each in projects:
            self._rates.pop(each.id, None)
            if is_reached(each, self._levels):
                self._settle(each)
            elif each.id in self._allowed and (rate := self._rate((each,))) > NOTHING:
                self._rates[each.id] = rate


def _level_gain(gap: SkillGap) -> float:
    """Return the readiness that one level of a skill adds below its target.

    Nobody is below a target of 0, so there it does not matter what it is divided by.
    """
    return gap.share / max(gap.target.level, 1)


def _joint_levels(chain: Chain) -> dict[str, int]:
    """Return the levels that the projects of a chain lead to together."""
    raises: dict[str, int] = {}
    for each in chain:
        for skill, level in each.raises.items():
            raises[skill] = max(level, raises.get(skill, 0))
    return raises


def _hours(chain: Chain) -> float:
    return math.fsum(each.hours for each in chain)
