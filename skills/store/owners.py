"""List owners, and move or erase everything that one has."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import Connection, bindparam, delete, func, literal, select, union_all, update

from skills.store import tombstones
from skills.store.base import StorePart
from skills.store.replaced import erased_in
from skills.store.tables import Rows, assessments, matrix_texts
from skills.store.validation import NotFound, owner_checked
from skills.store.values import Owner

_ALL: Final = union_all(
    select(assessments.c.owner, literal(1).label("counts"), assessments.c.changed_at),
    select(matrix_texts.c.owner, literal(0), matrix_texts.c.created_at),
).subquery()
_OWNERS: Final = (
    select(_ALL.c.owner, func.sum(_ALL.c.counts), func.max(_ALL.c.changed_at))
    .group_by(_ALL.c.owner)
    .order_by(func.max(_ALL.c.changed_at).desc(), _ALL.c.owner)
)
_OWNER_WITH: Final = select(assessments.c.owner).where(assessments.c.id == bindparam("assessment"))


class Owners(StorePart):
    """The part of the `Store` for owners and all they have."""

    def erase_owner(self, owner: str) -> int:
        """Erase all data of an owner and return the number of assessments.

        No trace stays readable in the files; only hashes and the time remain, see `Store.erase`.
        """
        now = self._clock()

        def erase(connection: Connection) -> int:
            gone = delete(assessments).where(assessments.c.owner == owner)
            ids = connection.execute(gone.returning(assessments.c.id)).scalars().all()
            gone = delete(matrix_texts).where(matrix_texts.c.owner == owner)
            wordings = connection.execute(gone.returning(matrix_texts.c.wording)).scalars().all()
            tombstones.record_erasure(connection, map(tombstones.hash_of, ids), now)
            matrices = [tombstones.hash_of_matrix(owner, each) for each in wordings]
            tombstones.record_erasure(connection, matrices, now)
            return len(ids)

        return self._database.write(erase, wipe=True)

    def erased_in(self, name: str, url: str) -> Rows:
        """Return what was erased in another database on the same server, which is only read.

        It is for a database that was restored from a dump, and the one that it replaces.

        Raises
        ------
        StoreError
            If there is no such database, or it is not ours.
        """
        return erased_in(name, url, self._database)

    def erase_again(self, rows: Rows) -> int:
        """Erase what `erased_in` returned, and return how many things that was."""
        return self._database.write(
            lambda connection: tombstones.erase_again(connection, rows), wipe=True
        )

    def move_owner(self, owner: str, to: str) -> int:
        """Move all data of an owner to another one and return the number of assessments.

        Of a matrix that both have, the other's own stays.

        Raises
        ------
        Refused
            If the new owner id is not valid.
        """
        owner_checked(to)
        now = self._clock()

        def move(connection: Connection) -> int:
            _move_matrices(connection, owner, to, now)
            own = update(assessments).where(assessments.c.owner == owner).values(owner=to)
            return connection.execute(own).rowcount

        return 0 if owner == to else self._database.write(move)

    def owners(self) -> tuple[Owner, ...]:
        """Return all owners with data, most recently active first."""
        return tuple(Owner(row[0], int(row[1]), row[2]) for row in self._database.read(_OWNERS, {}))

    def owner_with(self, assessment: str) -> str:
        """Return the owner of an assessment.

        Raises
        ------
        NotFound
            If there is no such assessment.
        """
        rows = self._database.read(_OWNER_WITH, {"assessment": assessment})
        if not rows:
            raise NotFound
        return str(rows[0][0])


def _move_matrices(connection: Connection, owner: str, to: str, now: datetime) -> None:
    known = select(matrix_texts.c.wording).where(matrix_texts.c.owner == to)
    own = matrix_texts.c.owner == owner
    connection.execute(delete(matrix_texts).where(own, matrix_texts.c.wording.in_(known)))
    # As of now: the new owner may have erased the same matrix, and a restore would repeat that.
    connection.execute(update(matrix_texts).where(own).values(owner=to, created_at=now))
