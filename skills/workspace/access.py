"""What somebody may read and write of an assessment: its owner, a mentor, or who opened a link.

Pages write through these, so that no page can give anybody more than a review or a link allows,
whatever a browser sends.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn, NotRequired, Protocol, TypedDict, Unpack

from skills.entries.assessment import Entry
from skills.entries.kinds import Kind, Scope
from skills.entries.review_entries import MENTORS_OWN, SHARED, parts_of, reviews_in
from skills.store import Conflict, Granted, Refused, Saved, Store

StoredEntries = Mapping[tuple[Kind, str], Entry]

PLANNED = "planned"
"""The only project status that a mentor may set."""

BLIND: frozenset[Kind] = frozenset({"note"})
"""The kinds of the person's entries that a mentor sees before the ratings are revealed."""

IN_RESULT: frozenset[Kind] = frozenset(
    {
        "answer",
        "check",
        "note",
        "qualification",
        "credential",
        "project",
        "verification",
        "link",
        "growth",
        "limit",
        "agreed",
    }
)
"""The kinds of entries that a result is made of, beside the ratings of mentors."""

IN_REVEALED: frozenset[Kind] = frozenset({"review", "rating"})
"""The kinds of entries that count in a result once the ratings are revealed."""


class Saving(TypedDict):
    """How a value is saved; `SaveRequest` explains each."""

    tab: str
    widget_revision: int
    operation: str
    redraw: NotRequired[bool]


class Access(Protocol):
    """Access to the entries of one assessment."""

    def entries(self) -> StoredEntries:
        """Return the entries that may be read, including cleared ones, by kind and item."""

    def save(
        self, kind: Kind, item: str, value: str | None, **options: Unpack[Saving]
    ) -> Saved | Conflict:
        """Save one value as `Store.save` does, if it may be written."""


@dataclass(frozen=True, slots=True)
class OwnAccess:
    """The owner's access to their own assessment: everything but what mentors write."""

    store: Store
    owner: str
    assessment: str

    def entries(self) -> StoredEntries:
        """Return all entries."""
        return self.store.entries(self.owner, self.assessment)

    def save(
        self, kind: Kind, item: str, value: str | None, **options: Unpack[Saving]
    ) -> Saved | Conflict:
        """Save one value.

        Raises
        ------
        Refused
            If only a mentor may write it, or it cannot be stored.
        """
        if kind in MENTORS_OWN:
            raise Refused("Only the mentor can rate here.")
        return self.store.save(self.owner, self.assessment, kind, item, value, **options)


@dataclass(frozen=True, slots=True)
class MentorAccess:
    """A mentor's access to one review: blind until the ratings are revealed.

    Until then it reads only the person's notes and what this mentor wrote, and writes only that.
    Afterwards it reads everything but other mentors' ratings that are not revealed, and also writes
    what the two agree on.
    """

    store: Store
    owner: str
    assessment: str
    review: str

    def entries(self) -> StoredEntries:
        """Return the entries that this mentor may see."""
        every = self.store.entries(self.owner, self.assessment)
        reviews = reviews_in(every.values())
        own = reviews.get(self.review)
        open_reviews = {each for each, found in reviews.items() if found.is_revealed}
        open_reviews.add(self.review)
        if own is None or not own.is_revealed:
            return {key: each for key, each in every.items() if self._is_visible_blind(*key)}
        return {
            (kind, item): each
            for (kind, item), each in every.items()
            if kind not in MENTORS_OWN or parts_of(item)[0] in open_reviews
        }

    def save(
        self, kind: Kind, item: str, value: str | None, **options: Unpack[Saving]
    ) -> Saved | Conflict:
        """Save one value on behalf of the mentor.

        Raises
        ------
        Refused
            If it is not the mentor's to write, or cannot be stored.
        """
        if not self._may_write(kind, item, value):
            raise Refused("This isn't part of the review.")
        return self.store.save(
            self.owner, self.assessment, kind, item, value, actor=self.review, **options
        )

    def _is_visible_blind(self, kind: Kind, item: str) -> bool:
        if kind in MENTORS_OWN:
            return parts_of(item)[0] == self.review
        return kind in BLIND or (kind, item) == ("review", self.review)

    def _may_write(self, kind: Kind, item: str, value: str | None) -> bool:
        if kind in MENTORS_OWN:
            return parts_of(item)[0] == self.review
        # An agreed project goes into the person's plan; its later statuses are theirs alone.
        is_shared = kind in SHARED or (kind == "project" and value == PLANNED)
        return is_shared and self._is_revealed()

    def _is_revealed(self) -> bool:
        found = self.store.entries(self.owner, self.assessment, "review", [self.review])
        own = reviews_in(found.values()).get(self.review)
        return own is not None and own.is_revealed


@dataclass(frozen=True, slots=True)
class ReadAccess:
    """Access by a read-only link: to what the result is made of, and to write nothing.

    Ratings that are not revealed do not count in a result, so they are not read either.
    """

    store: Store
    owner: str
    assessment: str

    def entries(self) -> StoredEntries:
        """Return the entries that the result is made of."""
        every = self.store.entries(self.owner, self.assessment)
        reviews = reviews_in(every.values())
        revealed = {each for each, found in reviews.items() if found.is_revealed}
        return {
            (kind, item): each
            for (kind, item), each in every.items()
            if kind in IN_RESULT or (kind in IN_REVEALED and parts_of(item)[0] in revealed)
        }

    def save(self, *_what: object, **_how: object) -> NoReturn:
        """Refuse to save anything.

        Raises
        ------
        Refused
            Always.
        """
        raise Refused("This link is read only.")


def access_by_grant(store: Store, granted: Granted) -> MentorAccess | ReadAccess:
    """Return what a grant gives access to, which depends on the scope of its link."""
    if granted.scope == Scope.review:
        return MentorAccess(store, granted.owner, granted.assessment, granted.review)
    return ReadAccess(store, granted.owner, granted.assessment)
