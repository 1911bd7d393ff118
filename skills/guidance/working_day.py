"""Compare the working day with a person's levels, and find the skill that unlocks most of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from skills.matrix import Block, Matrix
from skills.scoring import Score
from skills.scoring.readiness import reaches


class BlockStatus(StrEnum):
    """How far a person could do a block of the day."""

    alone = "alone"
    supported = "with support"
    not_yet = "not yet"
    unknown = "not assessed"


@dataclass(frozen=True, slots=True)
class BlockReadiness:
    """One block of the day against a person's levels.

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
class KeySkill:
    """The one skill that would unlock most of the day.

    Attributes
    ----------
    level : the level to reach.
    blocks : ids of the blocks that could then be done alone.
    minutes : their total length.
    """

    skill: str
    level: int
    blocks: tuple[str, ...]
    minutes: int


def assess_day(matrix: Matrix, scores: Mapping[str, Score]) -> tuple[BlockReadiness, ...]:
    """Compare every block of a matrix's day with a person's levels, in the order of the day.

    A block can be done alone if every required level is reached, and with support if none is more
    than one level away; it is not assessed if a required level is not known.
    """
    levels = {skill: score.level for skill, score in scores.items()}
    return tuple(_assess_block(block, levels) for block in matrix.day)


def find_key_skill(day: tuple[BlockReadiness, ...]) -> KeySkill | None:
    """Return the skill that alone unlocks most time, or None if no single skill does.

    Only assessed blocks that lack nothing else count: an unknown level may already be reached. Ties
    go to the lower level, then to the earlier block.
    """
    by_one = [each for each in day if len(each.missing) == 1 and not each.unknown]
    wanted = {item for each in by_one for item in each.missing.items()}
    found = [_key_skill(skill, level, by_one) for skill, level in wanted]
    order = [each.block.id for each in day]
    return min(
        found,
        key=lambda each: (-each.minutes, each.level, order.index(each.blocks[0]), each.skill),
        default=None,
    )


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


def _key_skill(skill: str, level: int, by_one: list[BlockReadiness]) -> KeySkill:
    unlocked = [each for each in by_one if each.missing.get(skill, level + 1) <= level]
    return KeySkill(
        skill,
        level,
        tuple(each.block.id for each in unlocked),
        sum(each.minutes for each in unlocked),
    )
