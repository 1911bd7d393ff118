"""The results of checks are kept, whoever else is keeping one at the same moment."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Unpack

import pytest
from report_support import CHECKED, first_matrix
from store_support import ANA, begin

from skills.entries.kinds import Kind
from skills.entries.project_attempts import Attempts, ProjectCheck, read_attempts
from skills.problems import StoreError
from skills.store import Conflict, Saved, Store
from skills.workspace.access import OwnAccess, Saving, StoredEntries
from skills.workspace.keep_attempt import save_attempt

pytest_plugins = ["store_support"]

PROJECT = next(each for each in first_matrix().projects if each.pack == "penguins")
NUMBERS = itertools.count(1)


def check(number: int) -> ProjectCheck:
    return replace(CHECKED, file_hash=f"{number:064x}")


def save(access: OwnAccess, number: int) -> Attempts:
    operation = f"operation-{next(NUMBERS)}"
    return save_attempt(access, PROJECT, check(number), tab=f"tab-{number}", operation=operation)


def kept(access: OwnAccess) -> Attempts | None:
    entry = access.entries().get(("verification", PROJECT.id))
    return read_attempts(entry.value or "") if entry else None


@dataclass(frozen=True, slots=True)
class Late(OwnAccess):
    """Access by a tab that is overtaken by others between reading and saving."""

    overtake: Callable[[], object] = lambda: None

    def entries(self) -> StoredEntries:
        return self.store.entries(self.owner, self.assessment)

    def save(
        self, kind: Kind, item: str, value: str | None, **how: Unpack[Saving]
    ) -> Saved | Conflict:
        self.overtake()
        return self.store.save(self.owner, self.assessment, kind, item, value, **how)


def test_two_tabs_that_check_at_once_both_count(store: Store) -> None:
    own = OwnAccess(store, ANA, begin(store).id)
    others = iter([2, 3])

    def overtake() -> None:
        for number in itertools.islice(others, 1):
            save(own, number)

    late = Late(store, ANA, own.assessment, overtake)
    made = save(late, 1)
    assert made == kept(own)
    assert (made.count, made.last.file_hash) == (3, check(1).file_hash)


def test_a_cleared_result_begins_anew(store: Store) -> None:
    own = OwnAccess(store, ANA, begin(store).id)
    save(own, 1)
    revision = own.entries()["verification", PROJECT.id].revision
    how = Saving(tab="t", widget_revision=revision, operation="clear", redraw=True)
    own.save("verification", PROJECT.id, None, **how)
    assert kept(own) is None
    assert save(own, 2).count == 1


def test_a_write_that_keeps_losing_is_reported(store: Store) -> None:
    own = OwnAccess(store, ANA, begin(store).id)
    numbers = itertools.count(10)
    late = Late(store, ANA, own.assessment, lambda: save(own, next(numbers)))
    with pytest.raises(StoreError, match="Try again"):
        save(late, 1)
    found = kept(own)
    assert found is not None
    assert check(1).file_hash != found.last.file_hash
