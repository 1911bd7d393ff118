"""All results of one person's answers, computed once and passed on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from skills.entries.answers import Answers, Carried, carry_answers
from skills.entries.assessment import Assessment, Entry
from skills.entries.kinds import Mode
from skills.entries.rules import is_value
from skills.matrix import Matrix, Profile
from skills.scoring.knowledge_checks import Given, estimates
from skills.scoring.levels import Score, score_skills
from skills.scoring.readiness import Readiness, compare, compare_profiles


@dataclass(frozen=True)
class Assessed:
    """One person's answers under one matrix, with their scores and readiness.

    Attributes
    ----------
    profile : the target of the comparison.
    carried : stored answers, migrated to the matrix.
    checks : answers to knowledge checks that the matrix still has.
    scores : score of every skill of the matrix, by skill id.
    """

    matrix: Matrix
    profile: Profile
    mode: Mode
    carried: Carried
    checks: Given
    scores: Mapping[str, Score]
    readiness: Readiness

    @property
    def answers(self) -> Answers:
        """Return the valid answers, by statement id."""
        return self.carried.answers

    @cached_property
    def levels(self) -> tuple[Readiness, ...]:
        """Return readiness for every profile of the role, lowest first."""
        return compare_profiles(self.matrix, self.matrix.role_of(self.profile.id), self.scores)


def assess(
    matrix: Matrix,
    choices: Mapping[str, str | None],
    checks: Given,
    *,
    profile: str,
    mode: Mode,
) -> Assessed:
    """Compute levels and readiness from stored answers.

    Parameters
    ----------
    choices : statement id to stored choice, or None if it was cleared.
    checks : check id to the chosen option; checks and options not in the matrix are ignored.
    profile : id of the profile to compare with.
    """
    carried = carry_answers(choices, matrix)
    known = {each: chosen for each, chosen in checks.items() if _is_offered(matrix, each, chosen)}
    scores = score_skills(matrix, carried.answers, mode=mode, others=estimates(matrix, known))
    target = matrix.profiles[profile]
    readiness = compare(matrix, target, scores)
    return Assessed(matrix, target, mode, carried, known, scores, readiness)


def assess_entries(assessment: Assessment, entries: Sequence[Entry], matrix: Matrix) -> Assessed:
    """Compute levels and readiness from stored entries; only answers and checks count."""
    chosen = {each.item: each.value for each in entries if each.kind == "check"}
    return assess(
        matrix,
        {each.item: each.value for each in entries if each.kind == "answer"},
        {item: option for item, option in chosen.items() if option is not None},
        profile=assessment.profile,
        mode=Mode(assessment.mode),
    )


def _is_offered(matrix: Matrix, check: str, option: str) -> bool:
    return is_value(matrix, "check", check, option)
