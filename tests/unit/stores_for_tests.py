"""Owners, a clock and an assessment for the tests of the store."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from skills.entries.kinds import IncomingEntry
from skills.matrix.library import Library
from skills.store import Assessment, Store, owner_of
from skills.workspace import Workspace
from skills.workspace.matrices import read_upload

ANA = owner_of("ana's browser")
BEN = owner_of("ben's browser")
MATRIX = {"matrix_id": "data", "matrix_title": "Data", "wording": "w1", "structure": "s1"}

Opener = Callable[[], Store]


class Clock:
    """Advance by a second at every reading."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def new_ids() -> Callable[[], str]:
    """Return a generator of unique ids."""
    numbers = itertools.count(1)
    return lambda: f"assessment-{next(numbers):04}"


def open_file(file: Path) -> Store:
    """Open the database in a file."""
    return Store.open(f"sqlite:///{file}", clock=Clock(), new_id=new_ids())


def bytes_beside(file: Path) -> bytes:
    """Return all that lies in the folder of a database."""
    return b"".join(each.read_bytes() for each in sorted(file.parent.iterdir()))


def begin(store: Store, owner: str = ANA, title: str = "My skills") -> Assessment:
    """Create an ordinary assessment."""
    return store.create_assessment(owner, title=title, **MATRIX)


def begin_with(store: Store, about: Assessment, incoming: Iterable[IncomingEntry]) -> Assessment:
    """Create an assessment for Ana with entries, and with matrix and settings of another one."""
    return store.create_from(
        ANA,
        incoming=list(incoming),
        operation="fill",
        title="Mine",
        matrix_id=about.matrix_id,
        matrix_title=about.matrix_title,
        wording=about.wording,
        structure=about.structure,
        profile=about.profile,
        mode=about.mode,
        hours=about.hours,
    )


def answers_in(store: Store, owner: str, assessment: str) -> dict[str, str]:
    """Return the choices by statement id, without cleared ones."""
    choices = store.choices(owner, assessment).items()
    return {item: choice for item, choice in choices if choice is not None}


def workspace_of(store: Store, owner: str = ANA) -> Workspace:
    """Return a workspace of an owner with the shipped matrices."""
    return Workspace(store, owner, Library(), read_upload)
