"""The history of the reviews of an assessment: who did what when, to read and to export."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Final

from skills.entries.kinds import ACCESS, AccessState
from skills.entries.review_entries import (
    MENTORS_OWN,
    OWNER,
    SHARED,
    Review,
    as_review,
    item_of,
    parts_of,
)
from skills.records.table_format import guarded
from skills.sentences.entry_labels import Labels
from skills.sentences.review_history import HIDDEN, HOLDER, access_text, device_text
from skills.store import Event, ReviewLink, link_item
from skills.workspace.export import AssessmentFiles

COLUMNS: Final = ("at", "who", "kind", "id", "about", "before", "after")

FROM_FILE: Final = "file"
"""Who made a change that came with an imported file."""

RENAMING: Final = "matrix"
"""Who copied a value to the new id of a statement or skill that a matrix renamed."""


@dataclass(frozen=True, slots=True)
class LogLine:
    """One change.

    Attributes
    ----------
    who : `OWNER`, `FROM_FILE`, `RENAMING`, or what the mentor is called.
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
    history, links = source.history(), _links(source)
    reviews = _every_review(history)
    labels, zone = Labels([source.matrix]), source.now.tzinfo
    lines = (
        _access_line(each, reviews, links.get(each.item), zone)
        if each.kind == ACCESS
        else _entry_line(each, reviews, labels)
        for each in history
        if each.kind in {ACCESS, "review", *MENTORS_OWN, *SHARED}
    )
    return tuple(sorted(lines, key=lambda each: each.at))


def log_file(source: AssessmentFiles) -> bytes:
    """Return the history of the reviews as CSV, with times in UTC."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for each in log_lines(source):
        texts = (each.who or "you", each.kind, each.item, each.subject, each.before, each.after)
        writer.writerow([each.at.isoformat(), *(guarded(text) for text in texts)])
    return out.getvalue().encode("utf-8-sig")


def _every_review(history: Iterable[Event]) -> Mapping[str, Review]:
    """Return every review there ever was by its id, as it stands or last stood."""
    stood = {
        each.item: as_review(each.new) for each in history if each.kind == "review" and each.new
    }
    return {item: review for item, review in stood.items() if review}


def _entry_line(event: Event, reviews: Mapping[str, Review], labels: Labels) -> LogLine:
    values, item = (event.old or "", event.new or ""), event.item
    shown = [labels.value(event.kind, item, one) if one else "" for one in values]
    subject = labels.about(event.kind, item, event.new or event.old or "")
    if event.kind in MENTORS_OWN and not _is_revealed(item, reviews):
        shown = [HIDDEN if one else "" for one in values]
        item, subject = _without_statement(item, labels)
    return LogLine(event.at, _who(event, reviews), event.kind, item, subject, *shown)


def _without_statement(item: str, labels: Labels) -> tuple[str, str]:
    """Return id and subject of a hidden rating: its skill alone.

    Which statement a mentor is asked depends on the rating before, and so would tell it.
    """
    review, rated = parts_of(item)
    skill = labels.skill_of(rated)
    return item_of(review, skill), labels.about("comment", item_of(review, skill), "")


def _links(source: AssessmentFiles) -> Mapping[str, ReviewLink]:
    """Return all links that were ever created, by their ids in the history."""
    store, owner = source.workspace.store, source.workspace.owner
    every = store.review_links(owner, source.assessment.id)
    return {link_item(each.review, each.token_hash): each for each in every}


def _access_line(
    event: Event, reviews: Mapping[str, Review], link: ReviewLink | None, zone: tzinfo | None
) -> LogLine:
    """Return a line about a link, or about the device if there is none."""
    review = reviews.get(parts_of(event.item)[0])
    name = review.mentor if review else ""
    subject = device_text(name)
    if link:
        name = name or link.label
        subject = access_text(link.scope, name, link.expires_at.astimezone(zone))
    who = (name or HOLDER) if event.new == AccessState.opened else OWNER
    values = (event.old or "", event.new or "")
    return LogLine(event.at, who, event.kind, event.item, subject, *values)


def _is_revealed(item: str, reviews: Mapping[str, Review]) -> bool:
    review = reviews.get(parts_of(item)[0])
    return review is not None and review.is_revealed


def _who(event: Event, reviews: Mapping[str, Review]) -> str:
    if event.is_move:
        return RENAMING
    if event.is_import:
        own = reviews.get(parts_of(event.item)[0]) if event.kind in MENTORS_OWN else None
        return f"{own.mentor} ({FROM_FILE})" if own else FROM_FILE
    mentor = reviews.get(event.actor)
    return mentor.mentor if mentor else OWNER
