"""Compare the matrix of an earlier date with the current one to find what still counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from skills.entries.answers import Answers, Carried, carry_answers
from skills.matrix import Matrix, Profile, Target
from skills.records.matrix_record import MatrixCopy, ProfileCopy, StatementCopy, TargetCopy

Asked = tuple[int, float, bool]
"""Level, weight and must-have of a target."""


class Likeness(StrEnum):
    """How similar two matrices are; figures are comparable under the first two only."""

    same_wording = "same-wording"
    same_structure = "same-structure"
    other_structure = "other-structure"
    other_matrix = "other-matrix"


@dataclass(frozen=True, slots=True)
class Reworded:
    """Text of a statement then and now; `statement` is its current id."""

    statement: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class TargetChange:
    """Target of a profile then and now, or None without a target."""

    profile: str
    skill: str
    before: Asked | None
    now: Asked | None


@dataclass(frozen=True, slots=True)
class Match:
    """How a matrix has changed.

    Attributes
    ----------
    kept : ids of statements that kept their id.
    renamed : old id to current id of statements.
    gone, new : old and current ids of statements without a counterpart.
    moved : current ids of statements that are now at another level.
    recredited : current ids of statements whose options or credits have changed.
    checks : ids of answered checks that are gone or count differently.
    profiles_gone : ids of profiles of the role that no longer exist.
    levels : number of levels of the scale then and now.
    carried : the answers, migrated to the current matrix.
    """

    likeness: Likeness
    kept: tuple[str, ...]
    renamed: Mapping[str, str]
    gone: tuple[str, ...]
    new: tuple[str, ...]
    reworded: tuple[Reworded, ...]
    moved: tuple[str, ...]
    recredited: tuple[str, ...]
    checks: tuple[str, ...]
    targets: tuple[TargetChange, ...]
    profiles_gone: tuple[str, ...]
    levels: tuple[int, int]
    carried: Carried

    @property
    def is_comparable(self) -> bool:
        """Return whether figures under both matrices are comparable."""
        return self.likeness in (Likeness.same_wording, Likeness.same_structure)


def match(then: MatrixCopy, matrix: Matrix, answers: Answers | None = None) -> Match:
    """Return how a matrix has changed, and the given answers migrated to it."""
    asked = {each.id: each for skill in then.skills for each in skill.statements}
    pairs = _pairs(asked, matrix)
    counterparts = set(pairs.values())
    return Match(
        likeness=_likeness(then, matrix),
        kept=tuple(old for old, current_id in pairs.items() if old == current_id),
        renamed={old: current_id for old, current_id in pairs.items() if old != current_id},
        gone=tuple(each for each in asked if each not in pairs),
        new=tuple(each for each in matrix.statements if each not in counterparts),
        reworded=tuple(_reworded(asked, pairs, matrix)),
        moved=tuple(
            current_id
            for old, current_id in pairs.items()
            if asked[old].level != matrix.statements[current_id].level
        ),
        recredited=tuple(_recredited(then, asked, pairs, matrix)),
        checks=tuple(_checks(then, matrix)),
        targets=tuple(_targets(then, matrix)),
        profiles_gone=tuple(e.id for e in then.profiles if e.id not in matrix.profiles),
        levels=(len(then.levels), len(matrix.levels)),
        carried=carry_answers(answers or {}, matrix),
    )


def _likeness(then: MatrixCopy, matrix: Matrix) -> Likeness:
    if then.id != matrix.id:
        return Likeness.other_matrix
    if then.structure != matrix.structure:
        return Likeness.other_structure
    is_same = then.wording == matrix.wording
    return Likeness.same_wording if is_same else Likeness.same_structure


def _pairs(asked: Mapping[str, StatementCopy], matrix: Matrix) -> Mapping[str, str]:
    """Return old id to current id, each at most once."""
    renames = {old: each.id for each in matrix.statements.values() for old in each.was}
    pairs = {each: each for each in asked if each in matrix.statements}
    taken = set(pairs)
    for each in asked:
        current_id = renames.get(each)
        if each not in pairs and current_id is not None and current_id not in taken:
            pairs[each] = current_id
            taken.add(current_id)
    return {each: pairs[each] for each in asked if each in pairs}


def _reworded(
    asked: Mapping[str, StatementCopy], pairs: Mapping[str, str], matrix: Matrix
) -> Iterator[Reworded]:
    for old, current_id in pairs.items():
        before, now = asked[old].text, matrix.statements[current_id].text
        if before != now:
            yield Reworded(current_id, before, now)


def _recredited(
    then: MatrixCopy,
    asked: Mapping[str, StatementCopy],
    pairs: Mapping[str, str],
    matrix: Matrix,
) -> Iterator[str]:
    earned = {each.id: {one.id: one.credit for one in each.options} for each in then.scales}
    for old, current_id in pairs.items():
        options = matrix.statements[current_id].scale.options
        if earned.get(asked[old].scale) != {each.id: each.credit for each in options}:
            yield current_id


def _checks(then: MatrixCopy, matrix: Matrix) -> Iterator[str]:
    current = matrix.checks
    for each in (one for skill in then.skills for one in skill.checks):
        now = current.get(each.id)
        before = (each.level, each.right, set(each.options))
        if now is None or before != (now.level, now.right, set(now.options)):
            yield each.id


def _targets(then: MatrixCopy, matrix: Matrix) -> Iterator[TargetChange]:
    for profile in then.profiles:
        if profile.id in matrix.profiles:
            before, now = _asked(profile), _asked(matrix.profiles[profile.id])
            for skill in dict.fromkeys([*before, *now]):
                if before.get(skill) != now.get(skill):
                    yield TargetChange(profile.id, skill, before.get(skill), now.get(skill))


def _asked(profile: Profile | ProfileCopy) -> dict[str, Asked]:
    targets: tuple[Target | TargetCopy, ...] = profile.targets
    return {each.skill: (each.level, each.weight, each.must) for each in targets}
