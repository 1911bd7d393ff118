"""Compare a mentor's file with what is stored of the review."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from skills.entries.assessment import Entry
from skills.entries.kinds import IncomingEntry, Kind
from skills.entries.review_entries import MENTORS_OWN, parts_of, reviews_in
from skills.importing.placement import PlacementIssue, place_entries
from skills.importing.read_result import ReadResult
from skills.matrix import Matrix


@dataclass(frozen=True, slots=True)
class Answered:
    """What importing a mentor's file would change; no rating, as they may still be hidden.

    Attributes
    ----------
    review : id of the review, or "" if the file belongs to no review of the assessment.
    new, changed, same : numbers of ratings and comments.
    entries : what to import.
    without_place : number of ratings and comments that the matrix has no place for.
    """

    review: str
    new: int = 0
    changed: int = 0
    same: int = 0
    entries: tuple[IncomingEntry, ...] = ()
    without_place: int = 0


def compare_answer(
    read: ReadResult, assessment: str, stored: Mapping[tuple[Kind, str], Entry], matrix: Matrix
) -> Answered:
    """Return what a mentor's file would change; only ratings and comments of that mentor count.

    Those of renamed statements and skills are placed under the current ids, as in any other file.
    """
    sent = [
        each
        for each in (read.imported.entries if read.imported else ())
        if each.kind in MENTORS_OWN
    ]
    reviews = {parts_of(each.item)[0] for each in sent}
    is_here = read.record is not None and read.record.assessment.id == assessment
    if not is_here or len(reviews) != 1 or not reviews <= reviews_in(stored.values()).keys():
        return Answered("")
    placed = place_entries(sent, {}, matrix)
    wanted = tuple(each.incoming for each in placed if each.incoming and each.trouble is None)
    before = [stored.get((each.kind, each.item)) for each in wanted]
    values = [each.value if each else None for each in before]
    same = sum(old == each.value for old, each in zip(values, wanted, strict=True))
    new = values.count(None)
    lost = sum(each.trouble not in (None, PlacementIssue.superseded) for each in placed)
    return Answered(min(reviews), new, len(wanted) - new - same, same, wanted, lost)
