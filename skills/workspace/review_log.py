"""The history of the reviews of an assessment: who did what when, to read and to export."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from skills.entries.review_entries import (
    MENTORS_OWN,
    OWNER,
    SHARED,
    Review,
    parts_of,
    reviews_in,
)
from skills.records.table_format import guarded
from skills.sentences.entry_labels import Labels
from skills.sentences.review import HIDDEN
from skills.store import Event
from skills.workspace.export import AssessmentFiles

COLUMNS: Final = ("at", "who", "kind", "id", "about", "before", "after")

FROM_FILE: Final = "file"
"""Who made a change that came with an imported file."""


@dataclass(frozen=True, slots=True)
class LogLine:
    """One change.

    Attributes
    ----------
    who : `OWNER`, `FROM_FILE`, or what the mentor is called.
    subject : what it is about, in words.
    before, after : the values in words, "" for none; ratings that are not revealed are hidden.
    """

    at: datetime
    who: str
    kind: str
    item: str
    subject: str
    before: str
    after: str


def log_lines(source: AssessmentFiles) -> tuple[LogLine, ...]:
    """Return every change that belongs to the reviews of an assessment, oldest first."""
    reviews = reviews_in(source.entries)
    return tuple(_lines(source.history(), reviews, Labels([source.matrix])))


def log_file(source: AssessmentFiles) -> bytes:
    """Return the history of the reviews as CSV, with times in UTC."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for each in log_lines(source):
        texts = (each.who or "you", each.kind, each.item, each.subject, each.before, each.after)
        writer.writerow([each.at.isoformat(), *(guarded(text) for text in texts)])
    return out.getvalue().encode("utf-8-sig")


def _lines(
    events: Iterable[Event], reviews: Mapping[str, Review], labels: Labels
) -> Iterator[LogLine]:
    for each in events:
        if each.kind not in {"review", *MENTORS_OWN, *SHARED}:
            continue
        values = (each.old or "", each.new or "")
        shown = [labels.value(each.kind, each.item, one) if one else "" for one in values]
        if each.kind in MENTORS_OWN and not _is_revealed(each.item, reviews):
            shown = [HIDDEN if one else "" for one in values]
        subject = labels.about(each.kind, each.item, each.new or each.old or "")
        who = _who(each, reviews)
        yield LogLine(each.at, who, each.kind, each.item, subject, *shown)


def _is_revealed(item: str, reviews: Mapping[str, Review]) -> bool:
    review = reviews.get(parts_of(item)[0])
    return review is not None and review.is_revealed


def _who(event: Event, reviews: Mapping[str, Review]) -> str:
    if event.is_import:
        return FROM_FILE
    mentor = reviews.get(event.actor)
    return mentor.mentor if mentor else OWNER
