"""Define the file format of an assessment for export and import (Pydantic models).

These classes are both the file format and the values in the program: keys added by a newer
version are kept (`extra="allow"`) and written out again. Times have a time zone; levels, credits
and shares are as in `skills.matrix` and `skills.scoring.readiness`. None means "unknown", never 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Final, Literal

from pydantic import AwareDatetime, FailFast, Field

from skills.entries.kinds import HOURS_IN_A_WEEK, NOTE_LENGTH, TITLE_LENGTH
from skills.records.matrix_record import MatrixCopy
from skills.records.own_record import GrowthWish, NamedTo, PlanLimit
from skills.records.project_record import ProjectLink, ProjectVerified
from skills.records.record_parts import (
    MANY,
    Entered,
    Measure,
    Name,
    Names,
    Rank,
    RecordPart,
    Share,
    Words,
)
from skills.records.review_record import (
    AgreedAction,
    AgreedSkill,
    MentorComment,
    MentorRating,
    ReviewEntered,
)

FORMAT: Final = "readiness-radar-assessment"
VERSION: Final = "1.9"
"""Major: needs an upgrade step in `skills.records.record_upgrades`; minor: only additions."""


class Answer(Entered):
    """An option chosen for a statement, or ``not-applicable``."""

    statement: Name
    option: Name


class Note(Entered):
    """A person's note about a skill."""

    skill: Name
    text: Annotated[str, Field(max_length=NOTE_LENGTH)]


class Holding(Entered):
    """Whether a person has a qualification: yes, in-progress or no."""

    qualification: Name
    holds: Name


class Checked(Entered):
    """An answered knowledge check; `is_right` is whether the answer was right."""

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


class ProjectMarked(Entered):
    """A learning project that a person marked as planned, started, done or dropped.

    Attributes
    ----------
    title : as in the matrix, for reading; "" if the matrix did not have the project.
    """

    project: Name
    status: Name
    title: Words = ""


class SkillResult(RecordPart):
    """Result for a skill, compared with the target of the profile aimed for.

    Attributes
    ----------
    lost : loss of readiness, as a share of 0 to 1.
    sources : those of "self", "check", "mentor", "agreed" and "project" that counted.
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
    """The results at that time; a later version of the program may compute others.

    Attributes
    ----------
    leniency : levels taken off every self-rating, below 0 if added; since version 1.3.
    """

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
    leniency: Annotated[float, Field(ge=-100, le=100)] = 0.0
    skills: Annotated[tuple[SkillResult, ...], FailFast(), Field(max_length=MANY)]


class Planned(RecordPart):
    """A project in the plan; `gain` is the readiness it adds after the ones before it, 0 to 1."""

    project: Name
    title: Words
    hours: Annotated[float, Field(ge=0)]
    gain: Share
    raises: Annotated[Mapping[Name, Rank], FailFast()]


class About(RecordPart):
    """The assessment itself: its title and settings."""

    id: Name
    title: Annotated[str, Field(min_length=1, max_length=TITLE_LENGTH)]
    created_at: AwareDatetime
    changed_at: AwareDatetime
    profile: Name
    mode: Literal["full", "quick"] = "full"
    hours: Annotated[float, Field(ge=0, le=HOURS_IN_A_WEEK)] | None = None
    next_on: date | None = None


class State(RecordPart):
    """A snapshot: one assessment at one moment.

    Attributes
    ----------
    format_version : version of this state, so that a stored snapshot can be upgraded by itself.
    taken_at : time of the snapshot.
    projects : the statuses that the person gave learning projects; since version 1.4.
    verifications : the attempts at the checks of learning projects; since version 1.7.
    links : to the person's work on learning projects; since version 1.7.
    wishes : the skills in which the person wants to grow; since version 1.5.
    limits : what the plan has to keep to; since version 1.6.
    consents : by what name the person may be shown, and to whom; since version 1.8.
    reviews, ratings, comments : of mentors; since version 1.5.
    agreements, actions : what the person and a mentor agreed; since version 1.5.
    result : None if nothing was computed.
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
    projects: Annotated[tuple[ProjectMarked, ...], FailFast(), Field(max_length=MANY)] = ()
    verifications: Annotated[tuple[ProjectVerified, ...], FailFast(), Field(max_length=MANY)] = ()
    links: Annotated[tuple[ProjectLink, ...], FailFast(), Field(max_length=MANY)] = ()
    wishes: Annotated[tuple[GrowthWish, ...], FailFast(), Field(max_length=MANY)] = ()
    limits: Annotated[tuple[PlanLimit, ...], FailFast(), Field(max_length=1000)] = ()
    consents: Annotated[tuple[NamedTo, ...], FailFast(), Field(max_length=10)] = ()
    reviews: Annotated[tuple[ReviewEntered, ...], FailFast(), Field(max_length=1000)] = ()
    ratings: Annotated[tuple[MentorRating, ...], FailFast(), Field(max_length=MANY)] = ()
    comments: Annotated[tuple[MentorComment, ...], FailFast(), Field(max_length=MANY)] = ()
    agreements: Annotated[tuple[AgreedSkill, ...], FailFast(), Field(max_length=MANY)] = ()
    actions: Annotated[tuple[AgreedAction, ...], FailFast(), Field(max_length=1000)] = ()
    result: Result | None = None


class MatrixFile(RecordPart):
    """One file of a matrix that other installations may not have."""

    name: Name
    text: Annotated[str, Field(max_length=5_000_000)]


class Record(State):
    """One whole assessment: its current state and its earlier snapshots.

    Attributes
    ----------
    plan : projects in the order in which to do them; readiness and the gains up to one of them add
        up to its running total; for reading, not imported.
    history : earlier snapshots, oldest first.
    matrix_files : the whole matrix, in reading order, if the person uploaded it, and in a
        "review-request" also if it is installed but not built in; since version 1.1.
    program_version : version of the program that wrote the file, or "" if unknown; since
        version 1.2.
    purpose : "review-request" for a file that asks a mentor to rate, "review" for what a mentor
        sends back, "" for any other; since version 1.5.
    checksum : SHA-256 of what such a file is about, as hexadecimal digits, or "" in other files.
    """

    schema_: Annotated[str, Field(alias="$schema", max_length=500)] = ""
    format: Literal["readiness-radar-assessment"] = FORMAT
    program_version: Annotated[str, Field(max_length=60)] = ""
    purpose: Literal["", "review-request", "review"] = ""
    checksum: Annotated[str, Field(max_length=64)] = ""
    plan: Annotated[tuple[Planned, ...], FailFast(), Field(max_length=MANY)] = ()
    history: Annotated[tuple[State, ...], FailFast(), Field(max_length=1000)] = ()
    matrix_files: Annotated[tuple[MatrixFile, ...], FailFast(), Field(max_length=1000)] = ()
