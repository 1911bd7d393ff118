"""Score a skill: combine the estimates of its sources into a level with a range.

Sources are combined by inverse-variance weighting; a verified project sets a lower bound. A level
that a person and a mentor agreed on takes the place of all other sources, which they had before
them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from skills.entries.answers import Answers
from skills.entries.kinds import Mode
from skills.matrix import Matrix, Skill
from skills.scoring.estimates import (
    PROJECT,
    VERIFIED_SLACK,
    Estimate,
    estimate_project,
    estimate_self,
    joint_error,
    weighted,
)
from skills.scoring.leniency import Leniency, adjust, measure_leniency, with_projects
from skills.scoring.statements import Tally, count_steps, score_statements


@dataclass(frozen=True, slots=True)
class Width:
    """How many typical errors a range reaches to each side.

    Attributes
    ----------
    alone : for skills with one source.
    adjusted : for those whose only source is a self-rating without the person's own leniency.
    compared : for skills with several sources.
    """

    alone: float
    adjusted: float
    compared: float

    def of(self, estimates: Sequence[Estimate]) -> float:
        """Return the width for a skill with these sources."""
        if len(estimates) > 1:
            return self.compared
        return self.adjusted if any(each.is_adjusted for each in estimates) else self.alone


SKILL_WIDTH: Final = Width(alone=1.4, adjusted=1.4, compared=1.6)
"""Width of the range of one skill, so that it holds the true level of about 9 skills in 10."""

READINESS_WIDTH: Final = Width(alone=1.0, adjusted=0.85, compared=0.85)
"""Width of the ranges that make up the range of readiness, so that it holds in about 9 cases of 10.

It is smaller than that of one skill, since the errors of many skills partly cancel out. Both were
calibrated with simulated people; see `benchmarks/README.md`.
"""


@dataclass(frozen=True, slots=True)
class Score:
    """The level of one skill from all that is known.

    Attributes
    ----------
    level : in levels, None when not assessed.
    least, most : level with everything not asked counted as 0 and as full credit, without error.
    error : typical error of the combined sources, in levels; None without any source.
    tally : how many statements were answered, asked, set aside and left.
    shown : the level that some source shows, as in `Estimate`; a verified project counts.
    verified : level of a verified project, or None.
    top : highest level of the scale.
    """

    skill: str
    level: float | None
    least: float
    most: float
    error: float | None
    tally: Tally
    shown: float
    estimates: tuple[Estimate, ...]
    verified: int | None
    top: int

    @property
    def low(self) -> float:
        """Return the lower end of the likely range, in levels."""
        return self.within(SKILL_WIDTH)[0]

    @property
    def high(self) -> float:
        """Return the upper end of the likely range, in levels."""
        return self.within(SKILL_WIDTH)[1]

    @property
    def sources(self) -> tuple[str, ...]:
        """Return what the level is based on: the sources of the estimates, a verified project."""
        found = tuple(each.source for each in self.estimates)
        return found if self.verified is None else (*found, PROJECT)

    @property
    def is_assessed(self) -> bool:
        """Return whether anything is known about the level."""
        return self.level is not None

    @property
    def is_applicable(self) -> bool:
        """Return whether the skill counts for this person.

        It does not if every statement was marked as not applicable and there is no other source.
        """
        return self.is_assessed or self.tally.asked > 0 or self.tally.set_aside == 0

    def within(self, width: Width) -> tuple[float, float]:
        """Return the range of the given width around the level, clipped to the scale."""
        slack = VERIFIED_SLACK * self.top
        at_least = 0.0 if self.verified is None else max(self.verified - slack, 0.0)
        if self.error is None:
            return at_least, float(self.top)
        reach = self.error * width.of(self.estimates)
        low, high = max(self.least - reach, at_least), self.most + reach
        if self.verified is not None:
            high = max(high, self.verified + slack)
        return min(low, self.top), min(high, self.top)


def combine(
    skill: Skill,
    estimates: Sequence[Estimate],
    *,
    top: int,
    tally: Tally,
    verified: int | None = None,
) -> Score:
    """Combine the estimates of several sources for a skill."""
    floor = min(verified, top) if verified else None
    level, least, most = _levels(estimates, floor, top)
    return Score(
        skill=skill.id,
        level=level,
        least=least,
        most=most,
        error=joint_error(estimates),
        tally=tally,
        shown=max([float(floor or 0), *(each.shown for each in estimates)]),
        estimates=tuple(estimates),
        verified=floor,
        top=top,
    )


def _levels(
    estimates: Sequence[Estimate], floor: int | None, top: int
) -> tuple[float | None, float, float]:
    """Return the weighted means of level, low and high; a verified level is a lower bound."""
    if not estimates:
        return (None if floor is None else float(floor)), 0.0, float(top)
    level = max(weighted(estimates, [each.level for each in estimates]), floor or 0.0)
    low = weighted(estimates, [each.low for each in estimates])
    high = weighted(estimates, [each.high for each in estimates])
    return min(level, top), min(low, top), min(high, top)


def score_skill(  # noqa: PLR0913 - each is another kind of evidence
    skill: Skill,
    answers: Answers,
    *,
    top: int,
    mode: Mode = Mode.full,
    others: Sequence[Estimate] = (),
    verified: int | None = None,
    leniency: Leniency | None = None,
    agreed: Estimate | None = None,
) -> Score:
    """Score one skill from a person's own answers, other sources and a verified level.

    Parameters
    ----------
    agreed : from a level agreed with a mentor; counts in place of all other sources.
    """
    own = estimate_self(skill, answers, top=top, mode=mode)
    steps = own.steps if own else score_statements(skill, answers, mode)
    if own and leniency:
        own = adjust(own, leniency, top=top)
    estimates = [agreed] if agreed else [*([own] if own else []), *others]
    return combine(skill, estimates, top=top, tally=count_steps(steps, mode), verified=verified)


def score_skills(  # noqa: PLR0913 - each is another kind of evidence
    matrix: Matrix,
    answers: Answers,
    *,
    mode: Mode = Mode.full,
    others: Mapping[str, Sequence[Estimate]] | None = None,
    verified: Mapping[str, int] | None = None,
    leniency: Leniency | None = None,
    agreed: Mapping[str, Estimate] = MappingProxyType({}),
) -> Mapping[str, Score]:
    """Score every skill of a matrix by id.

    Parameters
    ----------
    others, verified, agreed : by skill id.
    leniency : what to take off the self-ratings; by default what `others` show.
    """
    others, verified = others or {}, verified or {}
    if leniency is None:
        leniency = find_leniency(matrix, answers, others, mode=mode)
    return {
        skill.id: score_skill(
            skill,
            answers,
            top=matrix.top,
            mode=mode,
            others=others.get(skill.id, ()),
            verified=verified.get(skill.id),
            leniency=leniency,
            agreed=agreed.get(skill.id),
        )
        for skill in matrix.skills.values()
    }


def levels_of(scores: Mapping[str, Score]) -> dict[str, float | None]:
    """Return the level of each skill by id, None where it is not assessed."""
    return {skill: score.level for skill, score in scores.items()}


def find_leniency(
    matrix: Matrix,
    answers: Answers,
    others: Mapping[str, Sequence[Estimate]],
    *,
    mode: Mode,
    verified: Mapping[str, int] = MappingProxyType({}),
) -> Leniency:
    """Compare a person's own answers with the other sources of the same skills.

    Parameters
    ----------
    verified : skill id to the level of a verified project, where the person rated after it.
    """
    own = {
        skill: found
        for skill in (*others, *verified)
        if (found := estimate_self(matrix.skills[skill], answers, top=matrix.top, mode=mode))
    }
    pairs = [
        (own[skill], tuple(estimates))
        for skill, estimates in others.items()
        if estimates and skill in own
    ]
    projects = [
        (own[skill], (estimate_project(level, top=matrix.top),))
        for skill, level in verified.items()
        if skill in own and not others.get(skill)
    ]
    return with_projects(measure_leniency(pairs), pairs, projects)
