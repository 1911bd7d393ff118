"""Files by which a mentor reviews without a link: the request, and what the mentor sends back.

Both are records with little in them, so that the same code reads, upgrades and validates them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final

from skills.records.record import Record

REQUEST: Final = "review-request"
ANSWER: Final = "review"

_NOTHING: Final[Mapping[str, Any]] = {
    "answers": (),
    "notes": (),
    "qualifications": (),
    "checks": (),
    "credentials": (),
    "projects": (),
    "verifications": (),
    "links": (),
    "wishes": (),
    "limits": (),
    "consents": (),
    "reviews": (),
    "ratings": (),
    "comments": (),
    "agreements": (),
    "actions": (),
    "plan": (),
    "history": (),
    "result": None,
}
"""Every part of a record that says something about a person, without its contents."""


def request_of(record: Record, review: str, title: str) -> Record:
    """Return a record that asks a mentor to rate: the person's notes, and no rating of theirs.

    Parameters
    ----------
    title : title of the mentor's copy; that of the assessment often names the level aimed for.
    """
    own = next(each for each in record.reviews if each.id == review)
    about = record.assessment.model_copy(update={"title": title, "hours": None, "next_on": None})
    guest = own.model_copy(update={"guest_of": record.assessment.id})
    return _sealed(record, purpose=REQUEST, assessment=about, notes=record.notes, reviews=(guest,))


def answer_of(record: Record, review: str) -> Record:
    """Return a record with what a mentor rated and wrote in their own copy."""
    own = next(each for each in record.reviews if each.id == review)
    about = record.assessment.model_copy(update={"id": own.guest_of})
    return _sealed(
        record,
        purpose=ANSWER,
        assessment=about,
        ratings=tuple(each for each in record.ratings if each.review == review),
        comments=tuple(each for each in record.comments if each.review == review),
    )


def is_unchanged(record: Record) -> bool:
    """Return whether a file is as it was saved; always true for any other kind of file.

    This finds damage and careless edits. Whoever means to forge a file can compute a new checksum.
    """
    return not record.purpose or record.checksum == _checksum(record)


def _sealed(record: Record, **parts: object) -> Record:
    reduced = record.model_copy(update={**_NOTHING, **parts})
    return reduced.model_copy(update={"checksum": _checksum(reduced)})


def _checksum(record: Record) -> str:
    parts = {"purpose", "assessment", "notes", "reviews", "ratings", "comments"}
    plain = json.loads(record.model_dump_json(include=parts))
    return sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()
