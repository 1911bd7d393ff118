"""Sentences about qualifications and a person's own credentials, which reports list.

Texts are plain: callers escape what came from a matrix or a person.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from skills.records.record import CredentialEntered
from skills.sentences.formats import day
from skills.sentences.person import YOU, Person
from skills.sentences.results import HOLDING_WORDS

_EXPECTED: Final = {"ideal": "preferred", "usual": "typical", "required": "required"}
_OF_THEM: Final = {"yes": "held", "in-progress": "in progress", "no": "not held"}


def expected_text(expected: str) -> str:
    """Return how strongly a profile asks for a qualification; "" is not at all."""
    return _EXPECTED.get(expected, "not required")


def qualification_text(expected: str, holds: str, who: Person = YOU) -> str:
    """Return what a profile expects, if `expected` is not "", and whether the person has it."""
    words = _OF_THEM if who.name else HOLDING_WORDS
    return f"{expected_text(expected)}; {words.get(holds, 'not answered')}"


def credential_text(each: CredentialEntered, today: date) -> str:
    """Return the kind, issuer, dates and link of a credential."""
    parts = [each.kind, each.issuer]
    if each.issued:
        parts.append(f"{'since' if each.kind == 'experience' else 'issued'} {day(each.issued)}")
    if each.expires:
        word = "expired on" if each.expires < today else "valid until"
        word = "until" if each.kind == "experience" else word
        parts.append(f"{word} {day(each.expires)}")
    return ", ".join(part for part in [*parts, each.link] if part)
