"""Store the text of uploaded matrices, so that their assessments can be opened again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, Connection, and_, bindparam, delete, insert, select, update

from skills.entries.kinds import ID_LENGTH
from skills.store import tombstones
from skills.store.base import StorePart
from skills.store.tables import Rows, assessments, matrix_texts
from skills.store.validation import (
    MATRIX_TITLE_LIMIT,
    NotFound,
    Refused,
    named,
    owner_checked,
    storable,
)
from skills.store.values import MatrixText, Upload

TEXT_LIMIT: Final = 5_000_000
"""Characters in one file; a last safeguard behind the size limit of uploads."""

_COLUMNS: Final = (
    matrix_texts.c.matrix_id,
    matrix_texts.c.title,
    matrix_texts.c.wording,
    matrix_texts.c.created_at,
)

_ONE: Final = select(*_COLUMNS, matrix_texts.c.files).where(
    matrix_texts.c.owner == bindparam("owner"), matrix_texts.c.wording == bindparam("wording")
)
_OF_OWNER: Final = (
    select(*_COLUMNS)
    .where(matrix_texts.c.owner == bindparam("owner"))
    .order_by(matrix_texts.c.created_at.desc(), matrix_texts.c.wording)
)


class Uploads(StorePart):
    """The part of the `Store` for uploaded matrices."""

    def save_matrix(
        self,
        owner: str,
        *,
        matrix_id: str,
        title: str,
        wording: str,
        files: Sequence[tuple[str, str]],
    ) -> None:
        """Store an uploaded matrix, unless the owner already has one with the same wording.

        Parameters
        ----------
        wording : fingerprint of the matrix.
        files : names and texts in reading order.

        Raises
        ------
        Refused
            If a text cannot be stored.
        """
        matrix = self.check_matrix(
            owner, matrix_id=matrix_id, title=title, wording=wording, files=files
        )
        self._database.write(lambda connection: _add(connection, owner, matrix))

    def renew_matrix(self, owner: str, wording: str, files: Sequence[tuple[str, str]]) -> None:
        """Put other texts of the same wording in place of an uploaded matrix's.

        Raises
        ------
        NotFound
            If the owner has no such matrix.
        Refused
            If a text cannot be stored.
        """
        _check_files(files)
        self._database.write(lambda connection: _renew(connection, owner, wording, files))

    def check_matrix(
        self,
        owner: str,
        *,
        matrix_id: str,
        title: str,
        wording: str,
        files: Sequence[tuple[str, str]],
    ) -> MatrixText:
        """Return what `save_matrix` would store; nothing is written.

        Raises
        ------
        Refused
            If a text cannot be stored.
        """
        matrix = MatrixText(matrix_id, title, wording, self._clock(), tuple(files))
        _check_matrix(owner, matrix)
        return matrix

    def load_matrix(self, owner: str, wording: str) -> MatrixText:
        """Return an uploaded matrix; raise NotFound if the owner has none of this wording."""
        values = {"owner": owner, "wording": wording}
        return _as_matrix_text(self._database.read(_ONE, values))

    def matrices(self, owner: str) -> tuple[Upload, ...]:
        """Return the matrices that an owner has uploaded, newest first."""
        return _as_uploads(self._database.read(_OF_OWNER, {"owner": owner}))

    def forget_matrix(self, owner: str, wording: str) -> None:
        """Delete an uploaded matrix.

        Raises
        ------
        NotFound
            If the owner has no such matrix.
        Refused
            If one of the owner's assessments uses it.
        """
        now = self._clock()
        self._database.write(lambda connection: _forget(connection, owner, wording, now), wipe=True)


def _as_matrix_text(rows: Rows) -> MatrixText:
    if not rows:
        raise NotFound("matrix")
    matrix_id, title, wording, created_at, files = rows[0]
    pairs = tuple((name, text) for name, text in json.loads(files))
    return MatrixText(matrix_id, title, wording, created_at, pairs)


def _as_uploads(rows: Rows) -> tuple[Upload, ...]:
    return tuple(Upload(*row) for row in rows)


def _check_matrix(owner: str, matrix: MatrixText) -> None:
    owner_checked(owner)
    named(matrix.matrix_id, "The id of the matrix")
    named(matrix.wording, "The fingerprint of the matrix")
    storable(matrix.title, MATRIX_TITLE_LIMIT, "The title of the matrix")
    _check_files(matrix.files)


def _check_files(files: Sequence[tuple[str, str]]) -> None:
    for name, text in files:
        storable(name, ID_LENGTH, "The name of the file")
        storable(text, TEXT_LIMIT, "The matrix")


def _add(connection: Connection, owner: str, matrix: MatrixText) -> None:
    # Texts with the same wording ask the same, so the first one stays.
    known = select(matrix_texts.c.owner).where(_is(owner, matrix.wording))
    if connection.execute(known).first() is not None:
        return
    values = {
        "owner": owner,
        "wording": matrix.wording,
        "matrix_id": matrix.matrix_id,
        "title": matrix.title,
        "files": _as_json(matrix.files),
        "created_at": matrix.created_at,
    }
    connection.execute(insert(matrix_texts).values(values))


def _renew(
    connection: Connection, owner: str, wording: str, files: Sequence[tuple[str, str]]
) -> None:
    renewed = update(matrix_texts).where(_is(owner, wording)).values(files=_as_json(files))
    if connection.execute(renewed).rowcount == 0:
        raise NotFound("matrix")


def _as_json(files: Sequence[tuple[str, str]]) -> str:
    return json.dumps(files, ensure_ascii=False)


def _forget(connection: Connection, owner: str, wording: str, now: datetime) -> None:
    used = select(assessments.c.id).where(
        and_(assessments.c.owner == owner, assessments.c.wording == wording)
    )
    if connection.execute(used.limit(1)).first() is not None:
        raise Refused("One of your assessments uses this matrix: delete that one first.")
    if connection.execute(delete(matrix_texts).where(_is(owner, wording))).rowcount == 0:
        raise NotFound("matrix")
    tombstones.record_erasure(connection, [tombstones.hash_of_matrix(owner, wording)], now)


def _is(owner: str, wording: str) -> ColumnElement[bool]:
    return and_(matrix_texts.c.owner == owner, matrix_texts.c.wording == wording)
