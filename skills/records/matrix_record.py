"""The copy of the matrix in the file format of an assessment (Pydantic models)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import FailFast, Field

from skills.records.record_parts import MANY, Name, Rank, RecordPart, Share, Words


class LevelCopy(RecordPart):
    """One level of the scale on which skills were measured."""

    rank: Rank
    title: Words
    about: Words = ""


class OptionCopy(RecordPart):
    """One answer option and its credit."""

    id: Name
    title: Words
    credit: Share


class ScaleCopy(RecordPart):
    """The options shared by statements, least credit first."""

    id: Name
    title: Words = ""
    options: Annotated[tuple[OptionCopy, ...], FailFast(), Field(min_length=1, max_length=100)]


class StatementCopy(RecordPart):
    """A statement as it was asked; `scale` is the id of its scale."""

    id: Name
    level: Rank
    text: Words
    scale: Name


class CheckCopy(RecordPart):
    """A knowledge check that was answered, with its right answer."""

    id: Name
    level: Rank
    ask: Words
    options: Annotated[Mapping[Name, Words], FailFast()]
    right: Name


class SkillCopy(RecordPart):
    """A skill with its statements and answered checks.

    Attributes
    ----------
    area : the id of its area.
    short : a shorter title for pictures, or ""; since version 1.4.
    """

    id: Name
    title: Words
    short: Words = ""
    area: Name
    refs: Annotated[Mapping[str, Annotated[tuple[str, ...], FailFast()]], FailFast()] = {}
    statements: Annotated[tuple[StatementCopy, ...], FailFast(), Field(max_length=MANY)] = ()
    checks: Annotated[tuple[CheckCopy, ...], FailFast(), Field(max_length=MANY)] = ()


class AreaCopy(RecordPart):
    """A group of skills."""

    id: Name
    title: Words


class TargetCopy(RecordPart):
    """Target of a profile for one skill."""

    skill: Name
    level: Rank
    weight: Annotated[float, Field(ge=0)] = 1.0
    must: bool = False
    why: Words = ""


class ProfileCopy(RecordPart):
    """The targets of one role level; `id` is written ``role.level``."""

    id: Name
    title: Words
    role_title: Words
    targets: Annotated[tuple[TargetCopy, ...], FailFast(), Field(max_length=MANY)]


class QualificationCopy(RecordPart):
    """A qualification that the matrix asked about."""

    id: Name
    title: Words
    kind: Words = ""


class MatrixCopy(RecordPart):
    """The part of the matrix that is needed to understand the answers without it.

    Attributes
    ----------
    wording, structure : fingerprints of the whole matrix at that time.
    profiles : all profiles of the role aimed for.
    """

    id: Name
    title: Words
    version: Words = ""
    wording: Name
    structure: Name
    levels: Annotated[tuple[LevelCopy, ...], FailFast(), Field(min_length=2, max_length=100)]
    scales: Annotated[tuple[ScaleCopy, ...], FailFast(), Field(max_length=MANY)]
    areas: Annotated[tuple[AreaCopy, ...], FailFast(), Field(max_length=MANY)]
    skills: Annotated[tuple[SkillCopy, ...], FailFast(), Field(min_length=1, max_length=MANY)]
    profiles: Annotated[tuple[ProfileCopy, ...], FailFast(), Field(min_length=1, max_length=1000)]
    qualifications: Annotated[
        tuple[QualificationCopy, ...], FailFast(), Field(max_length=MANY)
    ] = ()
