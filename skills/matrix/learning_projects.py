"""The data model of learning projects: what they lead to, and how their results are checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Baseline:
    """What simple and good solutions reached on a project's real data.

    Attributes
    ----------
    better : "higher" or "lower", the direction in which the metric improves.
    dummy, simple, reference : measured figures, or None if not measured.
    passing : the figure a solution must reach.
    """

    metric: str
    better: str
    passing: float
    dummy: float | None = None
    simple: float | None = None
    reference: float | None = None


@dataclass(frozen=True, slots=True)
class ResultQuestion:
    """A question about the result of a project that has a right answer.

    Attributes
    ----------
    accepted : the right answers as texts; a number has one.
    within : how far a number may be off, or None if the answer is a text.
    """

    id: str
    ask: str
    accepted: tuple[str, ...]
    within: float | None = None


@dataclass(frozen=True, slots=True)
class Project:
    """A learning project.

    Attributes
    ----------
    hours : expected time for somebody who meets the prerequisites.
    raises : skill id to the level this project leads to.
    after : ids of projects to do first.
    needs : skill id to the level one must have before starting.
    data, licence, sensitive, deliver, accept : text for the learner, or "".
    pack : name of the shipped pack of data that the project uses, or "".
    questions : about its result; all of them answered right is a passed check.
    verifies : of the skills it raises, those of which a passed check shows the level.
    valid_months : how many months a passed check counts, or None if it does not expire.
    """

    id: str
    title: str
    hours: float
    raises: Mapping[str, int]
    about: str = ""
    after: tuple[str, ...] = ()
    needs: Mapping[str, int] = field(default_factory=dict)
    data: str = ""
    licence: str = ""
    sensitive: str = ""
    deliver: str = ""
    accept: str = ""
    baseline: Baseline | None = None
    pack: str = ""
    questions: tuple[ResultQuestion, ...] = ()
    verifies: tuple[str, ...] = ()
    valid_months: int | None = None

    @property
    def verified_levels(self) -> Mapping[str, int]:
        """Return the level that a passed check shows, by skill id."""
        return {skill: self.raises[skill] for skill in self.verifies}
