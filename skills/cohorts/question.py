"""What is asked of a cohort, and what comes back for each block of people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from skills.cohorts.rater_tally import RaterTally
from skills.entries.kinds import Mode
from skills.matrix import Matrix, Profile

FOLDER: Final = "folder"
"""The column by which assessments can be grouped that are files in folders."""

TextArray = NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class CohortQuestion:
    """How people are scored.

    Attributes
    ----------
    profiles : ids of the profiles to compare everybody with.
    mode : None for the mode of each assessment, and for full in tables.
    id_column : name of the column with the id of a person, or "" for "id" where there is one.
    groups : names of the columns that divide people into groups, the largest groups first.
    """

    matrix: Matrix
    profiles: tuple[str, ...]
    mode: Mode | None = None
    id_column: str = ""
    groups: tuple[str, ...] = ()

    @property
    def compared(self) -> Sequence[Profile]:
        """Return the profiles to compare everybody with."""
        return [self.matrix.profiles[each] for each in self.profiles]


@dataclass(frozen=True, slots=True)
class People:
    """The scores of a block of people.

    Attributes
    ----------
    ids : the id of each.
    groups : a column for each column of groups, with "" where there is nothing.
    scores : a row for each person, as `score_people` returns them with the missing must-haves; the
        ranges of skills may be left out.
    names : the name by which each agreed to be shown, or ""; None if nobody could agree.
    raters : how they and their mentors rated; None in tables, which have self-ratings only.
    """

    ids: TextArray
    groups: pd.DataFrame
    scores: pd.DataFrame
    names: TextArray | None = None
    raters: RaterTally | None = None
