"""The attempts at the check of a learning project, as one entry: how many, the last and the best.

A person may try as often as they like. What is kept of each file is its score, not its contents.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final, Literal

from skills.entries.kinds import NOTE_LENGTH
from skills.entries.storable_text import is_text

Better = Literal["higher", "lower"]
"""The direction in which a metric improves."""

AttemptProgress = Literal["first", "better", "worse", "indistinct"]
"""How an attempt compares with the one before it."""

PROGRESS: Final = ("first", "better", "worse", "indistinct")

ROUNDING: Final = 1e-12
"""What a score may be off by computing it."""

NINE_IN_TEN: Final = 1.645
"""Half the width of a range that holds 9 of 10 normally distributed values, in spreads."""

WORD_LENGTH: Final = 100
"""Characters in the name of a metric, a pack, a package or a version."""

_HASH: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class ProjectCheck:
    """The result of one check of a project: of a file of predictions, or of answers.

    Attributes
    ----------
    dummy, baseline : scores of a guess and of the simple baseline on the same rows.
    passing, merit : the marks at that time; `merit` is None where there is none.
    gain, gain_low, gain_high : by how much it is better than the baseline, with a 90% range.
    file_hash : SHA-256 of the file, or of the answers.
    versions : the version of each package that took part.
    repeats_baseline : nearly all predictions are those of the simple baseline, so they never pass.
    """

    at: datetime
    metric: str
    better: Better
    score: float
    rows: int
    dummy: float
    baseline: float
    passing: float
    merit: float | None
    gain: float
    gain_low: float
    gain_high: float
    file_hash: str
    pack: str
    pack_version: str
    matrix_version: str = ""
    versions: Mapping[str, str] = field(default_factory=dict)
    repeats_baseline: bool = False

    @property
    def is_passed(self) -> bool:
        """Return whether the score reaches the pass mark, by predictions of the person's own."""
        return self._reaches(self.passing) and not self.repeats_baseline

    @property
    def has_merit(self) -> bool:
        """Return whether the score reaches the merit mark, too."""
        return self.is_passed and self.merit is not None and self._reaches(self.merit)

    @property
    def comparison(self) -> Literal["better", "indistinct", "worse"]:
        """Return how the score compares with the baseline; "indistinct" if the range includes 0."""
        if self.gain_low > 0:
            return "better"
        return "worse" if self.gain_high < 0 else "indistinct"

    @property
    def spread(self) -> float:
        """Return the typical error of the gain."""
        return (self.gain_high - self.gain_low) / 2 / NINE_IN_TEN

    def _reaches(self, mark: float) -> bool:
        return reaches(self.score, mark, self.better)

    def is_like(self, other: ProjectCheck) -> bool:
        """Return whether two attempts were scored on the same rows with the same metric."""
        return (self.pack, self.pack_version, self.metric) == (
            other.pack,
            other.pack_version,
            other.metric,
        )


@dataclass(frozen=True, slots=True)
class Attempts:
    """All attempts at the check of one project.

    Attributes
    ----------
    count : how many files were checked; the same file twice in a row counts once.
    best : a passed attempt if there is one; of several, that with the best score.
    progress : how `last` compares with the attempt before it.
    levels : skill id to the level that a passed attempt shows; empty if none has passed.
    expires_on : the last day on which that counts, or None if it does not expire.
    """

    count: int
    last: ProjectCheck
    best: ProjectCheck
    progress: AttemptProgress = "first"
    levels: Mapping[str, int] = field(default_factory=dict)
    expires_on: date | None = None

    @property
    def is_passed(self) -> bool:
        """Return whether an attempt has passed."""
        return self.best.is_passed

    def is_expired(self, today: date) -> bool:
        """Return whether a pass no longer counts; on its last day it still does."""
        return self.expires_on is not None and self.expires_on < today


def reaches(score: float, mark: float, better: Better) -> bool:
    """Return whether a score is at least as good as a mark."""
    ahead = score - mark if better == "higher" else mark - score
    return ahead >= -ROUNDING


def add_attempt(
    earlier: Attempts | None,
    new: ProjectCheck,
    *,
    levels: Mapping[str, int],
    expires_on: date | None,
) -> Attempts:
    """Return the attempts with one more; the file that was checked last is no new attempt.

    Parameters
    ----------
    levels : skill id to the level that a pass shows now.
    expires_on : the last day on which a pass of today counts.
    """
    if earlier is None:
        made = Attempts(1, new, new)
    elif earlier.last.is_like(new) and earlier.last.file_hash == new.file_hash:
        return earlier
    else:
        best = _better(earlier.best, new)
        progress = _progress(earlier.last, new)
        made = replace(earlier, count=earlier.count + 1, last=new, best=best, progress=progress)
    return replace(made, levels=levels, expires_on=expires_on) if new.is_passed else made


def _better(old: ProjectCheck, new: ProjectCheck) -> ProjectCheck:
    if old.is_passed != new.is_passed:
        return old if old.is_passed else new
    if not old.is_like(new):
        return new
    return new if reaches(new.score, old.score, new.better) else old


def _progress(before: ProjectCheck, now: ProjectCheck) -> AttemptProgress:
    """Compare an attempt with the one before it, by their gains over the same baseline.

    Their errors are added up as if they were independent. On the same rows they are not quite, so
    a difference has to be somewhat larger than the noise to be called one.
    """
    if not before.is_like(now):
        return "first"
    change = now.gain - before.gain
    if abs(change) <= NINE_IN_TEN * math.hypot(before.spread, now.spread):
        return "indistinct"
    return "better" if change > 0 else "worse"


def attempts_as_text(attempts: Attempts) -> str:
    """Serialise attempts as JSON text for storage."""
    parts = asdict(attempts)
    if attempts.best == attempts.last:
        del parts["best"]
    return json.dumps(parts, default=lambda each: each.isoformat(), ensure_ascii=False)


def read_attempts(text: str) -> Attempts | None:
    """Parse stored attempts, or return None if they are not valid."""
    try:
        found = json.loads(text) if len(text) <= NOTE_LENGTH else None
        return _attempts(found) if isinstance(found, dict) else None
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return None


def _attempts(values: dict[str, Any]) -> Attempts:
    last = _attempt(values["last"])
    best = _attempt(values["best"]) if "best" in values else last
    count, progress = values["count"], values["progress"]
    levels, expires_on = values["levels"], values["expires_on"]
    _require(_is_count(count) and progress in PROGRESS and isinstance(levels, dict))
    _require(all(_is_word(skill, NOTE_LENGTH) and _is_count(to) for skill, to in levels.items()))
    _require(best.is_passed or not levels)
    day = None if expires_on is None else date.fromisoformat(expires_on)
    return Attempts(count, last, best, progress, levels, day)


def _attempt(values: dict[str, Any]) -> ProjectCheck:
    values = {"repeats_baseline": False, **values}  # attempts from before it was looked at
    known = {name: values[name] for name in ProjectCheck.__dataclass_fields__}
    attempt = ProjectCheck(**(known | {"at": datetime.fromisoformat(known["at"])}))
    figures = (attempt.dummy, attempt.baseline, attempt.passing, attempt.score)
    gains = (attempt.gain_low, attempt.gain, attempt.gain_high)
    merit = () if attempt.merit is None else (attempt.merit,)
    words = (attempt.metric, attempt.pack, attempt.pack_version, *attempt.versions)
    _require(all(_is_number(each) for each in (*figures, *gains, *merit)))
    _require(attempt.gain_low <= attempt.gain_high and _is_count(attempt.rows))
    _require(attempt.better in ("higher", "lower") and attempt.at.tzinfo is not None)
    _require(isinstance(attempt.file_hash, str) and bool(_HASH.fullmatch(attempt.file_hash)))
    _require(all(_is_word(each) for each in (*words, *attempt.versions.values())))
    _require(_is_word(attempt.matrix_version) and isinstance(attempt.repeats_baseline, bool))
    return attempt


def _require(is_valid: bool) -> None:  # noqa: FBT001 - the only thing it takes
    """Raise ValueError where a stored value is not valid."""
    if not is_valid:
        raise ValueError


def _is_number(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return math.isfinite(value)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 1e9  # noqa: PLR2004


def _is_word(value: object, most: int = WORD_LENGTH) -> bool:
    return isinstance(value, str) and len(value) <= most and is_text(value)
