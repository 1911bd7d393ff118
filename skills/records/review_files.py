"""Files by which a mentor reviews without a link: the request, and what the mentor sends back.

Both are records with little in them, so that the same code reads, upgrades and validates them. What
is in them is listed here; anything else stays out.
"""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Final

from skills.records.matrix_copy import without_checks
from skills.records.record import About, Record

REQUEST: Final = "review-request"
ANSWER: Final = "review"

FRAME: Final = ("schema_", "format_version", "program_version", "taken_at", "matrix_files")
"""The fields of a record that both files have as they are."""

ABOUT: Final = ("created_at", "changed_at", "profile", "mode")
"""The settings of the assessment that both files have: what decides which statements are asked."""


def request_of(record: Record, review: str, title: str) -> Record:
    """Return a record that asks a mentor to rate: the person's notes, and no rating of theirs.

    Parameters
    ----------
    title : title of the mentor's copy, with the name that the person gave for it; that of the
        assessment often names the level aimed for.
    """
    own = next(each for each in record.reviews if each.id == review)
    about = record.assessment
    return _sealed(
        record,
        purpose=REQUEST,
        assessment=_about(about, id=about.id, title=title),
        notes=record.notes,
        reviews=(own.model_copy(update={"guest_of": about.id}),),
    )


def answer_of(record: Record, review: str) -> Record:
    """Return a record with what a mentor rated and wrote in their own copy."""
    own = next(each for each in record.reviews if each.id == review)
    about = record.assessment
    return _sealed(
        record,
        purpose=ANSWER,
        assessment=_about(about, id=own.guest_of, title=about.title),
        ratings=tuple(each for each in record.ratings if each.review == review),
        comments=tuple(each for each in record.comments if each.review == review),
    )


def is_unchanged(record: Record) -> bool:
    """Return whether a file is as it was saved; always true for any other kind of file.

    This finds damage and careless edits. Whoever means to forge a file can compute a new checksum.
    """
    return not record.purpose or record.checksum == _checksum(record)


def _about(about: About, **own: str) -> About:
    return About.model_validate({**{each: getattr(about, each) for each in ABOUT}, **own})


def _sealed(record: Record, **parts: object) -> Record:
    """Return a record of the given parts and the frame, and of nothing else.

    What a newer version of the program added is left out: nobody knows here what it says.
    """
    frame = {each: getattr(record, each) for each in FRAME}
    found = {**frame, "matrix": without_checks(record.matrix), **parts}
    reduced = Record.model_validate(found).without_unknown()
    return reduced.model_copy(update={"checksum": _checksum(reduced)})


def _checksum(record: Record) -> str:
    parts = {"purpose", "assessment", "notes", "reviews", "ratings", "comments"}
    plain = json.loads(record.model_dump_json(include=parts))
    return sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()
