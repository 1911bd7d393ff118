"""Convert stored entries to the lists of a record, and back to entries that can be stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from skills.entries.assessment import Entry
from skills.entries.credentials import Credential, as_text, read_credential
from skills.entries.kinds import IncomingEntry
from skills.entries.rules import is_value
from skills.matrix import Matrix
from skills.records.own_record import GrowthWish, NamedTo, PlanLimit
from skills.records.project_lists import (
    project_entries_in,
    project_links,
    projects_marked,
    projects_verified,
)
from skills.records.project_record import ProjectLink, ProjectVerified
from skills.records.record import (
    Answer,
    Checked,
    CredentialEntered,
    Holding,
    Note,
    ProjectMarked,
    State,
)
from skills.records.review_lists import ReviewLists, review_entries_in, sort_review
from skills.scoring.knowledge_checks import is_right

LISTS: Final = {
    "answers": "statement",
    "notes": "skill",
    "qualifications": "qualification",
    "checks": "check",
    "credentials": "id",
    "projects": "project",
    "verifications": "project",
    "links": "project",
    "wishes": "skill",
    "limits": "limit",
    "consents": "to",
    "reviews": "id",
    "ratings": "item",
    "comments": "item",
    "agreements": "skill",
    "actions": "id",
}
"""Name of each list in a record, to the key that identifies an entry in it."""


@dataclass(frozen=True)
class EntryLists:
    """The entries by kind, without cleared ones."""

    answers: tuple[Answer, ...]
    notes: tuple[Note, ...]
    qualifications: tuple[Holding, ...]
    checks: tuple[Checked, ...]
    credentials: tuple[CredentialEntered, ...]
    projects: tuple[ProjectMarked, ...]
    verifications: tuple[ProjectVerified, ...]
    links: tuple[ProjectLink, ...]
    wishes: tuple[GrowthWish, ...]
    limits: tuple[PlanLimit, ...]
    consents: tuple[NamedTo, ...]
    review: ReviewLists


def sort_entries(entries: Iterable[Entry], matrix: Matrix) -> EntryLists:
    """Sort stored entries by kind; answers to what is not in the matrix are kept."""
    by_kind: dict[str, dict[str, tuple[str, datetime | None]]] = {}
    for each in entries:
        if each.value is not None:
            by_kind.setdefault(each.kind, {})[each.item] = (each.value, each.changed_at)
    return EntryLists(
        answers=tuple(
            Answer(statement=item, option=value, at=at)
            for item, (value, at) in by_kind.get("answer", {}).items()
        ),
        notes=tuple(
            Note(skill=item, text=value, at=at)
            for item, (value, at) in by_kind.get("note", {}).items()
        ),
        qualifications=tuple(
            Holding(qualification=item, holds=value, at=at)
            for item, (value, at) in by_kind.get("qualification", {}).items()
        ),
        checks=tuple(_checked(by_kind.get("check", {}), matrix)),
        credentials=tuple(_credentials(by_kind.get("credential", {}))),
        projects=tuple(projects_marked(by_kind.get("project", {}), matrix)),
        verifications=tuple(projects_verified(by_kind.get("verification", {}), matrix)),
        links=tuple(project_links(by_kind.get("link", {}), matrix)),
        wishes=tuple(
            GrowthWish(skill=item, wish=value, at=at)
            for item, (value, at) in by_kind.get("growth", {}).items()
        ),
        limits=tuple(
            PlanLimit(limit=item, value=value, at=at)
            for item, (value, at) in by_kind.get("limit", {}).items()
        ),
        consents=tuple(
            NamedTo(to=item, name=value, at=at)
            for item, (value, at) in by_kind.get("consent", {}).items()
        ),
        review=sort_review(by_kind),
    )


def _checked(
    stored: Mapping[str, tuple[str, datetime | None]], matrix: Matrix
) -> Iterable[Checked]:
    for item, (option, at) in stored.items():
        is_known = is_value(matrix, "check", item, option)
        right = is_right(matrix.checks[item], option) if is_known else None
        yield Checked(check=item, option=option, at=at, is_right=right)


def _credentials(
    stored: Mapping[str, tuple[str, datetime | None]],
) -> Iterable[CredentialEntered]:
    for item, (text, at) in stored.items():
        each = read_credential(text)
        if each is not None:
            yield CredentialEntered(
                id=item,
                title=each.title,
                kind=each.kind,
                issuer=each.issuer,
                issued=each.issued,
                expires=each.expires,
                link=each.link,
                at=at,
            )


def entries_in(record: State) -> Iterator[IncomingEntry]:
    """Yield every entry of a record in a form that can be stored."""
    for number, each in enumerate(record.answers, 1):
        place = f"answers, number {number}"
        yield IncomingEntry("answer", each.statement, each.option, each.at, place)
    for number, note in enumerate(record.notes, 1):
        yield IncomingEntry("note", note.skill, note.text, note.at, f"notes, number {number}")
    for number, holding in enumerate(record.qualifications, 1):
        place = f"qualifications, number {number}"
        about, holds = holding.qualification, holding.holds
        yield IncomingEntry("qualification", about, holds, holding.at, place)
    for number, check in enumerate(record.checks, 1):
        place = f"checks, number {number}"
        yield IncomingEntry("check", check.check, check.option, check.at, place)
    for number, one in enumerate(record.credentials, 1):
        place = f"credentials, number {number}"
        yield IncomingEntry("credential", one.id, _stored(one), one.at, place)
    yield from project_entries_in(record)
    for number, wish in enumerate(record.wishes, 1):
        yield IncomingEntry("growth", wish.skill, wish.wish, wish.at, f"wishes, number {number}")
    for number, limit in enumerate(record.limits, 1):
        yield IncomingEntry("limit", limit.limit, limit.value, limit.at, f"limits, number {number}")
    for number, named in enumerate(record.consents, 1):
        yield IncomingEntry("consent", named.to, named.name, named.at, f"consents, number {number}")
    yield from review_entries_in(record)


def _stored(credential: CredentialEntered) -> str:
    return as_text(
        Credential(
            credential.title,
            credential.kind,
            credential.issuer,
            credential.issued,
            credential.expires,
            credential.link,
        )
    )
