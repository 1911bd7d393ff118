"""All results of one person's answers, computed once and passed on."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from types import MappingProxyType

from skills.entries.answers import Answers, Carried, carry_answers
from skills.entries.assessment import Assessment, Entry
from skills.entries.kinds import MENTOR_MODE, Mode
from skills.entries.plan_limits import NO_LIMITS, PlanLimits, limits_of
from skills.entries.project_attempts import Attempts, read_attempts
from skills.entries.project_statuses import in_order
from skills.entries.review_entries import agreed_levels, ratings_of, reviews_in
from skills.entries.rules import is_value
from skills.matrix import Matrix, Profile
from skills.scoring.done_projects import DoneLevels, assumed_levels, unrated_since
from skills.scoring.estimates import Estimate, estimate_agreed, estimate_mentor
from skills.scoring.knowledge_checks import (
    CheckAnswers,
    Outcome,
    estimates,
    own_steps,
    score_checks,
)
from skills.scoring.leniency import NONE, Leniency
from skills.scoring.levels import Score, find_leniency, score_skill
from skills.scoring.readiness import Readiness, compare_profiles, compute_readiness
from skills.scoring.verified import Verified, rated_since, verified_levels


@dataclass(frozen=True)
class Assessed:
    """One person's answers under one matrix, with their scores and readiness.

    Scores are computed when they are first asked for, since the questionnaire needs one of them
    after every answer.

    Attributes
    ----------
    profile : the target of the comparison.
    carried : stored answers, migrated to the matrix.
    checks : answers to knowledge checks that the matrix still has.
    leniency : how much higher the person rates than other sources; taken off the self-ratings
        unless `is_adjusted` is False.
    other_estimates : from knowledge checks and mentors, by skill id.
    project_statuses : by project id, in the order in which they were set; they change no score,
        only the plan.
    done_levels : the levels that done projects lead to in skills that the person has not rated
        since, by project id.
    attempts : attempts at the checks of learning projects, by project id.
    verified : what the passed attempts show, by skill id; each is a lower bound of a level.
    mentor_estimates : those of `other_estimates` that come from mentors' ratings.
    agreed_estimates : from levels agreed with a mentor, by skill id; each counts in place of all
        other sources.
    wishes : ids of the skills in which the person wants to grow; they break ties, and no more.
    limits : what the plan has to keep to.
    """

    matrix: Matrix
    profile: Profile
    mode: Mode
    carried: Carried
    checks: CheckAnswers
    leniency: Leniency
    is_adjusted: bool
    other_estimates: Mapping[str, Sequence[Estimate]] = field(default_factory=dict)
    project_statuses: Mapping[str, str] = field(default_factory=dict)
    done_levels: DoneLevels = field(default_factory=dict)
    attempts: Mapping[str, Attempts] = field(default_factory=dict)
    verified: Mapping[str, Verified] = field(default_factory=dict)
    mentor_estimates: Mapping[str, Sequence[Estimate]] = field(default_factory=dict)
    agreed_estimates: Mapping[str, Estimate] = field(default_factory=dict)
    wishes: frozenset[str] = frozenset()
    limits: PlanLimits = NO_LIMITS

    @property
    def answers(self) -> Answers:
        """Return the valid answers, by statement id."""
        return self.carried.answers

    @cached_property
    def scores(self) -> Mapping[str, Score]:
        """Return the score of every skill of the matrix, by skill id."""
        return {each: self.score(each) for each in self.matrix.skills}

    @cached_property
    def readiness(self) -> Readiness:
        """Return readiness for the profile."""
        return compute_readiness(self.matrix, self.profile, self.scores)

    @property
    def agreed(self) -> Mapping[str, float]:
        """Return the levels agreed with a mentor, by skill id."""
        return {skill: each.level for skill, each in self.agreed_estimates.items()}

    @cached_property
    def role_readiness(self) -> tuple[Readiness, ...]:
        """Return readiness for every profile of the role, lowest first."""
        return compare_profiles(self.matrix, self.matrix.role_of(self.profile.id), self.scores)

    @cached_property
    def assumed_levels(self) -> Mapping[str, int]:
        """Return by skill id the levels that done projects lead to, where not rated since."""
        return assumed_levels(self.done_levels)

    def score(self, skill: str) -> Score:
        """Score one skill from all that is known."""
        verified = self.verified.get(skill)
        return score_skill(
            self.matrix.skills[skill],
            self.answers,
            top=self.matrix.top,
            mode=self.mode,
            others=self.other_estimates.get(skill, ()),
            verified=verified.level if verified else None,
            leniency=self.leniency if self.is_adjusted else NONE,
            agreed=self.agreed_estimates.get(skill),
        )

    def outcome(self, skill: str) -> Outcome:
        """Return how the checks of a skill went."""
        own = own_steps(self.matrix.skills[skill], self.answers, mode=self.mode)
        return score_checks(self.matrix.skills[skill], self.checks, top=self.matrix.top, own=own)

    def own_level(self, skill: str) -> float | None:
        """Return the level of a skill by the person's own answers alone, or None without any."""
        own = own_steps(self.matrix.skills[skill], self.answers, mode=self.mode)
        return math.fsum(step.gained for step in own) if own else None


def assess(  # noqa: PLR0913 - each is another choice of the person
    matrix: Matrix,
    choices: Mapping[str, str | None],
    checks: CheckAnswers,
    *,
    profile: str,
    mode: Mode,
    adjust_leniency: bool = True,
    project_statuses: Mapping[str, str] = MappingProxyType({}),
    marked_at: Mapping[str, datetime] = MappingProxyType({}),
    attempts: Mapping[str, Attempts] = MappingProxyType({}),
    today: date | None = None,
    answered_at: Mapping[str, datetime] = MappingProxyType({}),
    ratings: Sequence[Mapping[str, str | None]] = (),
    agreed: Mapping[str, float] = MappingProxyType({}),
    wishes: frozenset[str] = frozenset(),
    limits: PlanLimits = NO_LIMITS,
) -> Assessed:
    """Compute levels and readiness from stored answers.

    Parameters
    ----------
    choices : statement id to stored choice, or None if it was cleared.
    checks : check id to the chosen option; checks and options not in the matrix are ignored.
    profile : id of the profile to compare with.
    adjust_leniency : whether to take the person's own leniency off their self-ratings.
    project_statuses : by project id, in the order in which they were set; projects that are
        not in the matrix are ignored.
    marked_at : project id to when its status was set, where that is known.
    attempts : project id to the attempts at its check; each passed one is a lower bound.
    today : the day on which a pass may have expired; None if none ever does.
    answered_at : statement id to when it was answered, where that is known.
    ratings : for each mentor, statement id to stored choice, or None if it was cleared.
    agreed : skill id to the level agreed with a mentor; skills not in the matrix are ignored.
    wishes : ids of the skills in which the person wants to grow.
    limits : what the plan has to keep to; an area that is not in the matrix is ignored.
    """
    carried = carry_answers(choices, matrix)
    answers = carried.answers
    known = {each: chosen for each, chosen in checks.items() if _is_offered(matrix, each, chosen)}
    mentor_estimates = _estimate_mentors(matrix, ratings)
    agreed_estimates = {
        skill: estimate_agreed(level, top=matrix.top)
        for skill, level in agreed.items()
        if is_value(matrix, "agreed", skill, f"{level:g}")
    }
    other_estimates = _join(estimates(matrix, known, answers, mode=mode), mentor_estimates)
    verified = verified_levels(matrix, attempts, today)
    leniency = find_leniency(
        matrix,
        answers,
        {**other_estimates, **{each: [agreed_estimates[each]] for each in agreed_estimates}},
        mode=mode,
        verified=rated_since(matrix, verified, answered_at),
    )
    known_statuses = {
        project_id: status
        for project_id, status in project_statuses.items()
        if is_value(matrix, "project", project_id, status)
    }
    return Assessed(
        matrix=matrix,
        profile=matrix.profiles[profile],
        mode=mode,
        carried=carried,
        checks=known,
        leniency=leniency,
        is_adjusted=adjust_leniency,
        other_estimates=other_estimates,
        project_statuses=known_statuses,
        done_levels=unrated_since(matrix, known_statuses, marked_at, answered_at),
        attempts=attempts,
        verified=verified,
        mentor_estimates=mentor_estimates,
        agreed_estimates=agreed_estimates,
        wishes=wishes,
        limits=limits if limits.area in matrix.areas_by_id else replace(limits, area=""),
    )


def assess_entries(
    assessment: Assessment,
    entries: Sequence[Entry],
    matrix: Matrix,
    today: date,
    *,
    adjust_leniency: bool = True,
) -> Assessed:
    """Compute levels and readiness from stored entries.

    Answers, checks, verified projects, agreed levels and the ratings of mentors count, the latter
    only once they are revealed: until then nobody can tell from a result how a mentor rates. The
    statuses of projects are passed on to the plan.

    Parameters
    ----------
    today : the day on which a verified project may have expired.
    """
    chosen = {each.item: each.value for each in entries if each.kind == "check"}
    return assess(
        matrix,
        {each.item: each.value for each in entries if each.kind == "answer"},
        {item: option for item, option in chosen.items() if option is not None},
        profile=assessment.profile,
        mode=Mode(assessment.mode),
        adjust_leniency=adjust_leniency,
        project_statuses=_statuses(entries),
        marked_at={e.item: e.changed_at for e in entries if e.kind == "project" and e.changed_at},
        attempts=_attempts(entries),
        today=today,
        answered_at={e.item: e.changed_at for e in entries if e.kind == "answer" and e.changed_at},
        ratings=[
            ratings_of(review, entries)
            for review, each in reviews_in(entries).items()
            if each.is_revealed
        ],
        agreed=agreed_levels(entries),
        wishes=frozenset(e.item for e in entries if e.kind == "growth" and e.value == "yes"),
        limits=limits_of(
            assessment.hours, {e.item: e.value for e in entries if e.kind == "limit" and e.value}
        ),
    )


def _estimate_mentors(
    matrix: Matrix, ratings: Iterable[Mapping[str, str | None]]
) -> Mapping[str, list[Estimate]]:
    """Return the estimates from mentors' ratings, by skill id."""
    found: dict[str, list[Estimate]] = {}
    for choices in ratings:
        answers = carry_answers(choices, matrix).answers
        for skill in matrix.skills.values():
            one = estimate_mentor(skill, answers, top=matrix.top, mode=MENTOR_MODE)
            if one is not None:
                found.setdefault(skill.id, []).append(one)
    return found


def _join(
    checks: Mapping[str, Sequence[Estimate]], mentors: Mapping[str, Sequence[Estimate]]
) -> Mapping[str, Sequence[Estimate]]:
    skills = dict.fromkeys([*checks, *mentors])
    return {each: (*checks.get(each, ()), *mentors.get(each, ())) for each in skills}


def _statuses(entries: Iterable[Entry]) -> Mapping[str, str]:
    return in_order((e.item, e.value, e.changed_at) for e in entries if e.kind == "project")


def _attempts(entries: Iterable[Entry]) -> Mapping[str, Attempts]:
    read = {e.item: read_attempts(e.value or "") for e in entries if e.kind == "verification"}
    return {project: each for project, each in read.items() if each}


def _is_offered(matrix: Matrix, check: str, option: str) -> bool:
    return is_value(matrix, "check", check, option)
