"""The parts of the file format for what a person has to show for learning projects."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, FailFast, Field

from skills.entries.project_attempts import WORD_LENGTH, Attempts, ProjectCheck
from skills.entries.work_links import WORK_NOTE_LENGTH
from skills.records.record_parts import Entered, Name, Rank, RecordPart, Words

Word = Annotated[str, Field(max_length=WORD_LENGTH)]
FiniteNumber = Annotated[float, Field(allow_inf_nan=False)]


class AttemptMade(RecordPart):
    """The result of checking one file of predictions.

    Attributes
    ----------
    dummy, baseline : scores of a guess and of the simple baseline on the same rows.
    passing, merit : the marks at that time; `merit` is None where there is none.
    gain, gain_low, gain_high : by how much it is better than the baseline, with a 90% range.
    file_hash : SHA-256 of the file of predictions, as hexadecimal digits.
    versions : the version of each package that took part.
    repeats_baseline : nearly all predictions are those of the simple baseline, so they never pass.
    """

    at: AwareDatetime
    metric: Word
    better: Literal["higher", "lower"]
    score: FiniteNumber
    rows: Annotated[int, Field(ge=1, lt=1_000_000_000)]
    dummy: FiniteNumber
    baseline: FiniteNumber
    passing: FiniteNumber
    merit: FiniteNumber | None = None
    gain: FiniteNumber
    gain_low: FiniteNumber
    gain_high: FiniteNumber
    file_hash: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    pack: Word
    pack_version: Word
    matrix_version: Word = ""
    versions: Annotated[Mapping[Word, Word], FailFast(), Field(max_length=20)] = {}
    repeats_baseline: bool = False


class ProjectVerified(Entered):
    """The attempts at the check of a learning project.

    Attributes
    ----------
    title : as in the matrix, for reading; "" if the matrix did not have the project.
    count : how many files were checked.
    best : the best attempt, a passed one if there is any.
    progress : how the last attempt compares with the one before it.
    levels : skill to the level that a pass shows; empty if none has passed.
    expires_on : the last day on which a pass counts, or None if it does not expire.
    """

    project: Name
    title: Words = ""
    count: Annotated[int, Field(ge=1, lt=1_000_000_000)]
    last: AttemptMade
    best: AttemptMade
    progress: Literal["first", "better", "worse", "indistinct"] = "first"
    levels: Annotated[Mapping[Name, Rank], FailFast(), Field(max_length=1000)] = {}
    expires_on: date | None = None

    @property
    def attempts(self) -> Attempts:
        """Return the attempts in the form that scoring uses."""
        return Attempts(
            self.count,
            _attempt(self.last),
            _attempt(self.best),
            self.progress,
            dict(self.levels),
            self.expires_on,
        )


class ProjectLink(Entered):
    """A link to the work on a learning project, with a note; nobody has checked it."""

    project: Name
    title: Words = ""
    link: Words = ""
    note: Annotated[str, Field(max_length=WORK_NOTE_LENGTH)] = ""


def _attempt(made: AttemptMade) -> ProjectCheck:
    parts = {name: getattr(made, name) for name in ProjectCheck.__dataclass_fields__}
    return ProjectCheck(**(parts | {"versions": dict(made.versions)}))
