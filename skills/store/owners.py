"""List owners and erase everything that one has, for the person and for administrators."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, bindparam, delete, func, literal, select, union_all

from skills.store import tombstones
from skills.store.base import StorePart
from skills.store.tables import assessments, matrix_texts
from skills.store.validation import NotFound
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
