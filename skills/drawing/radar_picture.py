"""Define what a radar shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from skills.scoring.radar_views import View


@dataclass(frozen=True, slots=True)
class RadarPicture:
    """What to draw.

    Attributes
    ----------
    levels : titles of the levels, from 0 on.
    finding : a sentence that says what there is to see.
    own : name of the person's own line: "You" or, if the reader is somebody else, "Level".
    other : name of the line of another rater, or "" without one.
    """

    view: View
    levels: Sequence[str]
    finding: str = ""
    own: str = "You"
    other: str = ""

    @property
    def top(self) -> int:
        """Return the rank of the highest level."""
        return len(self.levels) - 1

    @property
    def has_targets(self) -> bool:
        """Return whether any axis has a target."""
        return any(each.target for each in self.view.spokes)

    @property
    def areas(self) -> tuple[tuple[str, int, int], ...]:
        """Return each area with its first and last axis, or () if areas would show nothing."""
        if self.view.is_by_area:
            return ()
        found = []
        for area, group in groupby(enumerate(self.view.spokes), lambda each: each[1].area):
            indices = [index for index, _ in group]
            found.append((area, indices[0], indices[-1]))
        return tuple(found) if len(found) > 1 else ()
