"""Define what a file holds that a person takes away and brings back.

These classes are the form of the file and the value in the program at once: what a newer program
added is kept (`extra="allow"`) and written out again. Times have a zone; levels, credits and
shares run as in `skills.matrix` and `skills.scoring.readiness`. None means "not known", never 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, FailFast, Field

from skills.entries.kinds import HOURS_IN_A_WEEK, ID_LENGTH, NOTE_LENGTH, TITLE_LENGTH

FORMAT: Final = "readiness-radar-assessment"
VERSION: Final = "1.2"
"""Major: only a step of `skills.records.record_upgrades` leads on; minor: only additions."""

MANY: Final = 20_000
LONG: Final = 5_000

Name = Annotated[str, Field(min_length=1, max_length=ID_LENGTH)]
Names = Annotated[tuple[Name, ...], FailFast()]
"""Every list stops at its first wrong entry: millions of them would cost minutes to tell."""

Words = Annotated[str, Field(max_length=LONG)]
Share = Annotated[float, Field(ge=0, le=1)]
Rank = Annotated[int, Field(ge=0, le=100)]
Measure = Annotated[float, Field(ge=0, le=100)]
"""A level with its fractions."""


class RecordPart(BaseModel):
    """Keys of the file; keys it does not know are kept as they are."""

    model_config = ConfigDict(
        frozen=True,
        extra="allow",
        strict=True,
        allow_inf_nan=False,
        validate_by_name=True,
        serialize_by_alias=True,
    )

    @property
    def unknown(self) -> Mapping[str, object]:
        """Return the keys that this program does not know."""
        return self.model_extra or {}


class LevelCopy(RecordPart):
    """One step of the scale on which skills were measured."""

    rank: Rank
    title: Words
    about: Words = ""


class OptionCopy(RecordPart):
    """One answer and what it counted."""

    id: Name
    title: Words
    credit: Share


class ScaleCopy(RecordPart):
    """The options that statements shared, least credit first."""

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
    """A skill with what was asked about it; `area` is the id of its area."""

    id: Name
    title: Words
    area: Name
    refs: Annotated[Mapping[str, Annotated[tuple[str, ...], FailFast()]], FailFast()] = {}
    statements: Annotated[tuple[StatementCopy, ...], FailFast(), Field(max_length=MANY)] = ()
    checks: Annotated[tuple[CheckCopy, ...], FailFast(), Field(max_length=MANY)] = ()


class AreaCopy(RecordPart):
    """A group of skills."""

    id: Name
    title: Words


class TargetCopy(RecordPart):
    """What a profile asked for in one skill."""

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
    """A qualification that was asked about."""

    id: Name
    title: Words
    kind: Words = ""


class MatrixCopy(RecordPart):
    """What of the matrix is needed to understand the answers without it.

    Attributes
    ----------
    wording, structure : fingerprints of the whole matrix of that day.
    profiles : the levels of the role aimed for.
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


class Entered(RecordPart):
    """When something was entered, None where that is not known."""

    at: AwareDatetime | None = None


class Answer(Entered):
    """An option chosen for a statement, or ``not-applicable``."""

    statement: Name
    option: Name


class Note(Entered):
    """What a person wrote about a skill."""

    skill: Name
    text: Annotated[str, Field(max_length=NOTE_LENGTH)]


class Holding(Entered):
    """Whether a person has a qualification: yes, in-progress or no."""

    qualification: Name
    holds: Name


class Checked(Entered):
    """A knowledge check answered; `is_right` tells how it went."""

    check: Name
    option: Name
    is_right: bool | None = None


class CredentialEntered(Entered):
    """A person's own degree, certificate or experience."""

    id: Name
    title: Words
    kind: Words
    issuer: Words = ""
    issued: date | None = None
    expires: date | None = None
    link: Words = ""


class SkillResult(RecordPart):
    """Where a skill stood against the target of the profile aimed for.

    Attributes
    ----------
    lost : points of readiness, as a share of 0 to 1.
    sources : "self", "check", "mentor", "project", as far as they spoke.
    """

    skill: Name
    level: Measure | None
    low: Measure
    high: Measure
    target: Rank | None = None
    weight: Annotated[float, Field(ge=0)] = 0.0
    must: bool = False
    gap: Measure | None = None
    lost: Share = 0.0
    sources: Names = ()


class Result(RecordPart):
    """What the numbers were on that day; a later program may count otherwise."""

    profile: Name
    readiness: Share | None
    low: Share
    high: Share
    coverage: Share
    answered: int
    covered: int
    asked: int
    set_aside: int
    verdict: Name
    missing_musts: Names = ()
    sources: Names = ()
    skills: Annotated[tuple[SkillResult, ...], FailFast(), Field(max_length=MANY)]


class Planned(RecordPart):
    """A project that would raise readiness by `gain`, a share of 0 to 1."""

    project: Name
    title: Words
    hours: Annotated[float, Field(ge=0)]
    gain: Share
    raises: Annotated[Mapping[Name, Rank], FailFast()]


class About(RecordPart):
    """The assessment itself."""

    id: Name
    title: Annotated[str, Field(min_length=1, max_length=TITLE_LENGTH)]
    created_at: AwareDatetime
    changed_at: AwareDatetime
    profile: Name
    mode: Literal["full", "quick"] = "full"
    hours: Annotated[float, Field(ge=0, le=HOURS_IN_A_WEEK)] | None = None
    next_on: date | None = None


class State(RecordPart):
    """One assessment as it stood at one moment.

    Attributes
    ----------
    format_version : of this state, so that a stored snapshot can be led on by itself too.
    taken_at : that moment.
    result : None if nothing was worked out.
    """

    format_version: Annotated[str, Field(pattern=r"^1\.\d{1,4}$")] = VERSION
    taken_at: AwareDatetime
    assessment: About
    matrix: MatrixCopy
    answers: Annotated[tuple[Answer, ...], FailFast(), Field(max_length=MANY)] = ()
    notes: Annotated[tuple[Note, ...], FailFast(), Field(max_length=MANY)] = ()
    qualifications: Annotated[tuple[Holding, ...], FailFast(), Field(max_length=MANY)] = ()
    checks: Annotated[tuple[Checked, ...], FailFast(), Field(max_length=MANY)] = ()
    credentials: Annotated[tuple[CredentialEntered, ...], FailFast(), Field(max_length=1000)] = ()
    result: Result | None = None


class MatrixFile(RecordPart):
    """One file of a person's own matrix, as it was uploaded."""

    name: Name
    text: Annotated[str, Field(max_length=5_000_000)]


class Record(State):
    """All of one assessment: how it stands, and how it stood before.

    Attributes
    ----------
    plan : projects in the order of what they add; for reading, not imported.
    history : earlier snapshots, oldest first.
    matrix_files : the whole matrix where the person uploaded it, in the order of reading; since
        version 1.1.
    program_version : of the program that wrote the file, or "" if it does not say; since version
        1.2.
    """

    schema_: Annotated[str, Field(alias="$schema", max_length=500)] = ""
    format: Literal["readiness-radar-assessment"] = FORMAT
    program_version: Annotated[str, Field(max_length=60)] = ""
    plan: Annotated[tuple[Planned, ...], FailFast(), Field(max_length=MANY)] = ()
    history: Annotated[tuple[State, ...], FailFast(), Field(max_length=1000)] = ()
    matrix_files: Annotated[tuple[MatrixFile, ...], FailFast(), Field(max_length=1000)] = ()
