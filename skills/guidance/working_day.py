"""Compare the working day with a person's levels, and find which part of it the plan opens next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from skills.guidance.plan_steps import PlanStep
from skills.guidance.prerequisites import raise_levels, with_assumed_levels
from skills.matrix import Block, Matrix, Project
from skills.scoring import Score
from skills.scoring.levels import levels_of
from skills.scoring.skill_gap import reaches


class BlockStatus(StrEnum):
    """How far a person could do a block of the day."""

    alone = "alone"
    supported = "with support"
    not_yet = "not yet"
    unknown = "not assessed"


@dataclass(frozen=True, slots=True)
class BlockReadiness:
    """One block of the day compared with a person's levels.

    Attributes
    ----------
    minutes : its length.
    missing : skill id to the required level, if that is not reached or not assessed.
    unknown : ids of those that are not assessed, which is not the same as a low level.
    """

    block: Block
    minutes: int
    status: BlockStatus
    missing: Mapping[str, int]
    unknown: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Opening:
    """The first step of a plan after which more of the day can be done alone.

    Attributes
    ----------
    position : its position in the plan, from 1.
    blocks : the blocks that can then be done alone and could not before, in the order of the day.
    """

    position: int
    project: Project
    blocks: tuple[Block, ...]


def assess_day(matrix: Matrix, scores: Mapping[str, Score]) -> tuple[BlockReadiness, ...]:
    """Compare every block of a matrix's day with a person's levels, in the order of the day.

    A block can be done alone if every required level is reached, and with support if none is more
    than one level away; it is not assessed if a required level is not known.
    """
    levels = levels_of(scores)
    return tuple(_assess_block(block, levels) for block in matrix.day)


def find_opening(
    matrix: Matrix,
    scores: Mapping[str, Score],
    plan: Iterable[PlanStep],
    assumed_levels: Mapping[str, int] = MappingProxyType({}),
) -> Opening | None:
    """Return the first step of a plan that opens a block of the day, or None if none does.

    Only assessed blocks count: a level that is not known may already be reached.

    Parameters
    ----------
    assumed_levels : skill id to the level that done projects lead to; the plan comes on top of it.
    """
    rated = levels_of(scores)
    assessed = [_assess_block(block, rated) for block in matrix.day]
    levels = with_assumed_levels(rated, assumed_levels)
    closed = [
        each.block
        for each in assessed
        if not each.unknown and _assess_block(each.block, levels).missing
    ]
    for position, step in enumerate(plan, 1):
        raise_levels(levels, step.project.raises)
        opened = tuple(each for each in closed if not _assess_block(each, levels).missing)
        if opened:
            return Opening(position, step.project, opened)
    return None


def _assess_block(block: Block, levels: Mapping[str, float | None]) -> BlockReadiness:
    missing = {
        skill: needed
        for skill, needed in block.needs.items()
        if not reaches(levels.get(skill), needed)
    }
    unknown = frozenset(skill for skill in missing if levels.get(skill) is None)
    status = BlockStatus.unknown if unknown else _status(missing, levels)
    return BlockReadiness(block, block.minutes, status, missing, unknown)


def _status(missing: Mapping[str, int], levels: Mapping[str, float | None]) -> BlockStatus:
    if not missing:
        return BlockStatus.alone
    is_near = all(reaches(levels.get(skill), needed - 1) for skill, needed in missing.items())
    return BlockStatus.supported if is_near else BlockStatus.not_yet
