"""Find ids that two people share, at the cost of sixteen bytes a person."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from skills.cohorts.faults import Faults
from skills.cohorts.question import TextArray
from skills.problems import Place

Hashes = NDArray[np.uint64]


def hashes_of(ids: TextArray) -> Hashes:
    """Return a hash of each id, the same on every machine."""
    found: Hashes = pd.util.hash_array(ids, categorize=False)
    return found


class SeenIds:
    """The ids so far, as hashes."""

    def __init__(self) -> None:
        self._hashes: list[Hashes] = []

    def add(self, hashes: Hashes) -> None:
        """Keep the ids of a block."""
        self._hashes.append(hashes)

    def tell(self, file: str, faults: Faults) -> None:
        """Add a fault for the ids that several people have, counting people from the first."""
        hashes = np.concatenate([np.array([], dtype=np.uint64), *self._hashes])
        self._hashes = []
        in_order = np.sort(hashes)
        if not np.any(in_order[1:] == in_order[:-1]):
            return
        again = np.flatnonzero(pd.Series(hashes).duplicated())
        index = int(again[0])
        before = int(np.flatnonzero(hashes == hashes[index])[0])
        others = f" ({len(again):,} people in all repeat an id)" if len(again) > 1 else ""
        what = f"Person {index + 1:,} has the same id as person {before + 1:,}{others}"
        faults.add("cohort-id", what, "give everybody an id of their own", Place(file))
