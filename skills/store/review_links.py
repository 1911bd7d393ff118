"""Give others access to a review or a result: secret links, and the grants that browsers get.

Neither secret is stored, only its hash: a copy of the database opens nothing.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, and_, bindparam, delete, insert, or_, select, update

from skills.entries.kinds import TITLE_LENGTH, AccessState, Scope
from skills.entries.review_entries import review_of
from skills.store import entries
from skills.store.access_events import link_item, record_access
from skills.store.base import StorePart
from skills.store.tables import assessments, review_grants, review_links
from skills.store.tombstones import hash_of_link, record_erasure
from skills.store.validation import NotFound, Refused, named, storable
from skills.store.values import Granted, ReviewLink

LINK_DAYS: Final = 14
"""Days for which a link is valid unless somebody chooses otherwise."""

MOST_LINK_DAYS: Final = 90

GRANT_HOURS: Final = 8
"""Hours for which a browser that has opened a link keeps access: one working day."""

_COLUMNS: Final = (
    review_links.c.token_hash,
    review_links.c.review,
    review_links.c.created_at,
    review_links.c.expires_at,
    review_links.c.revoked_at,
    review_links.c.used_at,
    review_links.c.scope,
    review_links.c.label,
)
_OF_ASSESSMENT: Final = (
    select(*_COLUMNS)
    .select_from(assessments.outerjoin(review_links, review_links.c.assessment == assessments.c.id))
    .where(assessments.c.id == bindparam("assessment"), assessments.c.owner == bindparam("owner"))
    .order_by(review_links.c.created_at, review_links.c.token_hash)
)
_IS_VALID: Final = and_(
    review_links.c.revoked_at.is_(None),
    review_links.c.expires_at > bindparam("now", type_=review_links.c.expires_at.type),
)
_GRANTED: Final = (
    select(assessments.c.owner, assessments.c.id, review_links.c.review, review_links.c.scope)
    .select_from(review_grants.join(review_links).join(assessments))
    .where(
        review_grants.c.grant_hash == bindparam("grant_hash"),
        review_grants.c.expires_at > bindparam("now", type_=review_grants.c.expires_at.type),
        _IS_VALID,
    )
)


class ReviewLinks(StorePart):
    """The part of the `Store` for the links and grants of mentors."""

    def add_review_link(  # noqa: PLR0913 - each is another choice of the person
        self,
        owner: str,
        assessment: str,
        *,
        review: str,
        token: str,
        days: int = LINK_DAYS,
        scope: Scope = Scope.review,
        label: str = "",
    ) -> ReviewLink:
        """Create a link to a review, or one that is read only, valid for some days.

        Parameters
        ----------
        review, scope, label : see `ReviewLink`.
        token : its secret, random, at least 256 bits.
        days : 1 to `MOST_LINK_DAYS`.

        Raises
        ------
        Refused
            If a value cannot be stored.
        """
        if not 1 <= days <= MOST_LINK_DAYS:
            raise Refused(f"A link can be valid for 1 to {MOST_LINK_DAYS} days.")
        now = self._clock()
        link = ReviewLink(
            hash_of_secret(token),
            named(review, "The id of the review"),
            now,
            now + timedelta(days=days),
            scope=scope,
            label=storable(label, TITLE_LENGTH, "The name"),
        )
        values = {column.name: getattr(link, column.name) for column in _COLUMNS}

        def add(connection: Connection) -> None:
            entries.lock(connection, owner, assessment)
            connection.execute(insert(review_links).values(assessment=assessment, **values))
            item = link_item(review, link.token_hash)
            record_access(connection, assessment, item, AccessState.created, now)

        self._database.write(add)
        return link

    def review_links(self, owner: str, assessment: str) -> tuple[ReviewLink, ...]:
        """Return the links to an assessment and its reviews, oldest first."""
        rows = entries.owned(self._rows(_OF_ASSESSMENT, owner, assessment))
        return tuple(ReviewLink(*row) for row in rows if row[0] is not None)

    def revoke_review_links(self, owner: str, assessment: str, review: str) -> None:
        """Revoke every link to a review, and with them all access through them."""
        now = self._clock()

        def revoke(connection: Connection) -> None:
            entries.lock(connection, owner, assessment)
            _revoke(connection, assessment, review, now)

        self._database.write(revoke)

    def remove_review(self, owner: str, assessment: str, review: str) -> None:
        """Clear a review with its ratings and comments, and revoke its links.

        What both sides agreed is the person's, too, and stays; so does the history.
        """
        now = self._clock()

        def remove(connection: Connection) -> None:
            entries.lock(connection, owner, assessment)
            _revoke(connection, assessment, review, now)
            for (kind, item), stored in entries.every(connection, assessment).items():
                if review_of(kind, item) == review and stored.value is not None:
                    new = entries.from_elsewhere(stored, None, now)
                    operation = f"remove.{kind}.{item}.{new.revision}"
                    entries.put(connection, assessment, stored, new, operation)
            entries.touch(connection, assessment, now)

        self._database.write(remove)

    def open_review_link(self, token: str, grant: str) -> str:
        """Give a browser access to what a link leads to, and return the id of the review.

        Parameters
        ----------
        grant : a new secret for this browser, valid for `GRANT_HOURS` or as long as the link.

        Raises
        ------
        NotFound
            If the link is unknown, expired or revoked; nothing tells which.
        """
        now, hashed = self._clock(), hash_of_secret(token)

        def grant_access(connection: Connection) -> str:
            one = and_(review_links.c.token_hash == hashed, _IS_VALID)
            found = connection.execute(
                update(review_links)
                .where(one)
                .values(used_at=now)
                .returning(
                    review_links.c.review, review_links.c.expires_at, review_links.c.assessment
                ),
                {"now": now},
            ).first()
            if found is None:
                raise NotFound("review")
            review, expires_at, assessment = found
            _forget_expired(connection, now)
            item = link_item(review, hashed)
            record_access(connection, assessment, item, AccessState.opened, now, actor=review)
            until = min(expires_at, now + timedelta(hours=GRANT_HOURS))
            values = {"grant_hash": hash_of_secret(grant), "token_hash": hashed}
            connection.execute(insert(review_grants).values(expires_at=until, **values))
            return str(review)

        return self._database.write(grant_access)

    def granted(self, grant: str) -> Granted:
        """Return what a browser's grant gives access to at this moment.

        Raises
        ------
        NotFound
            If it is unknown or expired, or its link is expired or revoked.
        """
        values = {"grant_hash": hash_of_secret(grant), "now": self._clock()}
        rows = self._database.read(_GRANTED, values)
        if not rows:
            raise NotFound("review")
        return Granted(*rows[0])


def hash_of_secret(secret: str) -> str:
    """Return the hash under which a secret is stored; random secrets need no slow one."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _revoke(connection: Connection, assessment: str, review: str, now: datetime) -> None:
    """Revoke every link to a review of a locked assessment."""
    which = and_(
        review_links.c.assessment == assessment,
        review_links.c.review == review,
        review_links.c.revoked_at.is_(None),
    )
    gone = connection.execute(
        update(review_links)
        .where(which)
        .values(revoked_at=now)
        .returning(review_links.c.token_hash)
    ).all()
    for row in gone:
        item = link_item(review, row[0])
        record_access(connection, assessment, item, AccessState.withdrawn, now)
    # A restored backup must not open it again.
    record_erasure(connection, [hash_of_link(row[0]) for row in gone], now)


def _forget_expired(connection: Connection, now: datetime) -> None:
    expired = or_(
        review_grants.c.expires_at <= now,
        review_grants.c.token_hash.in_(
            select(review_links.c.token_hash).where(review_links.c.revoked_at.is_not(None))
        ),
    )
    connection.execute(delete(review_grants).where(expired))
