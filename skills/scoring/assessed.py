"""Everything that follows from one person's answers, worked out once and handed down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from skills.entries.answers import Answers, Carried, carry_answers
from skills.entries.assessment import Entry
from skills.entries.kinds import Mode
from skills.entries.rules import is_value
from skills.matrix import Matrix, Profile
from skills.scoring.knowledge_checks import Given, estimates
from skills.scoring.levels import Score, score_skills
from skills.scoring.readiness import Readiness, compare, compare_profiles


@dataclass(frozen=True)
class Assessed:
    """One person's answers under one matrix, with the numbers they lead to.

    Attributes
    ----------
    profile : what the answers are compared with.
    carried : stored answers, sorted by whether the matrix has a place for them.
    checks : knowledge checks answered, as far as the matrix still has them.
    scores : skill id to its score, for every skill of the matrix.
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
        """Return the answers that count, by statement."""
        return self.carried.answers

    @cached_property
    def levels(self) -> tuple[Readiness, ...]:
        """Return readiness for every level of the role, lowest first."""
        return compare_profiles(self.matrix, self.matrix.role_of(self.profile.id), self.scores)


def assess(
    matrix: Matrix,
    choices: Mapping[str, str | None],
    checks: Given,
    *,
    profile: str,
    mode: Mode,
) -> Assessed:
    """Work out levels and readiness from stored answers.

    Parameters
    ----------
    choices : statement id to stored choice, None where it was cleared.
    checks : check id to the option chosen; what the matrix does not offer is left out.
    profile : id of the profile to compare with.
    """
    carried = carry_answers(choices, matrix)
    known = {each: chosen for each, chosen in checks.items() if _is_offered(matrix, each, chosen)}
    scores = score_skills(matrix, carried.answers, mode=mode, others=estimates(matrix, known))
    target = matrix.profiles[profile]
    readiness = compare(matrix, target, scores)
    return Assessed(matrix, target, mode, carried, known, scores, readiness)


def assess_entries(
    matrix: Matrix, entries: Iterable[Entry], *, profile: str, mode: Mode
) -> Assessed:
    """Work out levels and readiness from stored entries; those of other kinds do not count."""
    stored: dict[str, dict[str, str | None]] = {"answer": {}, "check": {}}
    for each in entries:
        stored.setdefault(each.kind, {})[each.item] = each.value
    checks = {item: option for item, option in stored["check"].items() if option is not None}
    return assess(matrix, stored["answer"], checks, profile=profile, mode=mode)


def _is_offered(matrix: Matrix, check: str, option: str) -> bool:
    return is_value(matrix, "check", check, option)
