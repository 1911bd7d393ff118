"""The packs that come with the program, by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from skills.matrix import Project
from skills.problems import SkillsError
from skills.projects.class_packs import CLASS_PACKS
from skills.projects.number_packs import NUMBER_PACKS
from skills.projects.packs import Pack

PACKS: Final[Mapping[str, Pack]] = {each.name: each for each in (*CLASS_PACKS, *NUMBER_PACKS)}


class UnknownPack(SkillsError):  # noqa: N818 - reads as what is the matter
    """Raised when a project has no pack, or names one that is not part of the program."""


def pack_of(project: Project) -> Pack:
    """Return the pack of a project.

    Raises
    ------
    UnknownPack
        If there is none, or its metric improves in another direction than the project says.
    """
    if not project.pack:
        raise UnknownPack(
            f'Project "{project.id}" has no data and no check: "project list" shows which have.'
        )
    pack = PACKS.get(project.pack)
    if pack is None:
        known = ", ".join(sorted(PACKS))
        raise UnknownPack(
            f'Project "{project.id}" names the pack "{project.pack}", which does not come with '
            f"this program. These do: {known}."
        )
    baseline = project.baseline
    if baseline is not None and baseline.better != pack.metric.better:
        raise UnknownPack(
            f'Project "{project.id}" says that {baseline.better} is better, but with the metric of '
            f'the pack "{pack.name}" {pack.metric.better} is.'
        )
    return pack
