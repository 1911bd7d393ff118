"""The benchmark of replicas notices what was promised and is not stored."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import pytest

from benchmarks.matrices import shipped
from benchmarks.team_members import Member, option_id, shown_by

FIRST, SECOND = list(shipped().statements.values())[:2]
TITLES = [each.title for each in FIRST.scale.options]


def a_page(chosen: Mapping[str, str]) -> Any:  # noqa: ANN401 - stands in for a session
    return SimpleNamespace(query="a=one&skill=x", chosen=lambda: chosen)


def lost(promised: Mapping[str, str], stored: Mapping[str, str]) -> int:
    person: Any = SimpleNamespace(session=a_page({}))
    team: Any = SimpleNamespace(stored={"one": stored}.__getitem__)
    return asyncio.run(Member(person, promised).count_lost(team))


def test_options_are_stored_under_their_ids() -> None:
    ids = [option_id(FIRST.id, each) for each in (*TITLES, "Doesn't apply")]
    assert ids == [*(each.id for each in FIRST.scale.options), "not-applicable"]


@pytest.mark.parametrize(("at", "expected"), [(0, 0), (1, 1)])
def test_an_answer_that_is_stored_otherwise_is_lost(at: int, expected: int) -> None:
    stored = {FIRST.id: FIRST.scale.options[at].id}
    assert lost({FIRST.id: TITLES[0]}, stored) == expected


def test_an_answer_that_is_not_stored_is_lost() -> None:
    promised = {FIRST.id: TITLES[0], SECOND.id: SECOND.scale.options[0].title}
    assert lost(promised, {}) == 2


def test_what_a_page_shows_is_read_from_its_widgets() -> None:
    chosen = {f"$$ID-1a-answer|{FIRST.id}|one|0": TITLES[1], "$$ID-2b-mode": "Full"}
    assert shown_by(a_page(chosen)) == {FIRST.id: TITLES[1]}
