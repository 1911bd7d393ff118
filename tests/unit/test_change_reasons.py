"""What happened to a skill between two states, one thing at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from comparison_support import with_results
from report_support import NOW
from state_support import a_state, small_matrix

from skills.matrix import NOT_APPLICABLE, Matrix
from skills.records.change_reasons import LEVEL_STAYS, Cause, Reason, reasons, side_of
from skills.records.record import State

MATRIX = small_matrix()
HALF: dict[str, str] = dict.fromkeys(MATRIX.statements, "o2")
SQL = tuple(f"sql.s{place}" for place in range(4))
CHECKS = tuple(f"sql.c{place}" for place in range(4))
DAY = timedelta(days=1)


def reasons_for(before: State, now: State, skill: str = "sql") -> list[Reason]:
    return list(reasons(skill, side_of(before), side_of(now)))


def at(state: State, **dates: datetime | None) -> State:
    """The same state with other dates for answers and checks of SQL, by the end of their id."""
    return state.model_copy(
        update={
            "answers": tuple(
                each.model_copy(update={"at": dates.get(each.statement.partition(".")[2], each.at)})
                for each in state.answers
            ),
            "checks": tuple(
                each.model_copy(update={"at": dates.get(each.check.partition(".")[2], each.at)})
                for each in state.checks
            ),
        }
    )


def with_sql_statements(**changes: object) -> Matrix:
    """The matrix with another first statement of SQL, whose fingerprint says it is the same."""
    (area,) = MATRIX.areas
    sql, *others = area.skills
    statements = (replace(sql.statements[0], **changes), *sql.statements[1:])
    skills = (replace(sql, statements=statements), *others)
    return replace(MATRIX, areas=(replace(area, skills=skills),))


@pytest.mark.parametrize(
    ("dates", "newest"),
    [
        ({}, NOW),
        ({"s0": NOW + DAY}, NOW + DAY),
        ({"s3": NOW - DAY}, NOW),
        ({"s1": NOW - DAY, "c0": NOW + 2 * DAY, "s2": NOW + DAY}, NOW + 2 * DAY),
        ({"s1": None}, None),
        ({"c0": None, "s1": NOW + DAY}, None),
    ],
)
def test_a_skill_is_as_new_as_the_last_thing_said_about_it(
    dates: dict[str, datetime | None], newest: datetime | None
) -> None:
    only_sql = dict.fromkeys(SQL, "o2")
    state = at(a_state(MATRIX, only_sql, {"sql.c0": "a"}), **dates)
    assert side_of(state).newest("sql") == newest
    assert side_of(state).newest("git") is None


def test_a_skill_the_matrix_did_not_have_has_nothing() -> None:
    side = side_of(a_state(MATRIX, HALF, {"sql.c0": "a"}))
    assert (side.statements("gone"), side.checked("gone"), side.newest("gone")) == ((), {}, None)
    assert side.statements("sql") == SQL
    assert list(side.checked("sql")) == ["sql.c0"]


def test_an_option_the_matrix_of_that_day_did_not_have_was_not_chosen() -> None:
    state = a_state(MATRIX, HALF | {"sql.s1": NOT_APPLICABLE})
    first, *rest = state.answers
    lying = state.model_copy(update={"answers": (first.model_copy(update={"option": "o9"}), *rest)})
    side = side_of(lying)
    assert "sql.s0" not in side.chosen
    assert "sql.s0" not in side.dates
    assert side.chosen["sql.s1"] == NOT_APPLICABLE
    assert side.earned["sql.s2"] == {"o0": 0, "o1": 0.25, "o2": 0.5, "o3": 0.75, "o4": 1}
    assert side.asked["sql.s2"] == (
        "I can do this.", "Option 0", "Option 1", "Option 2", "Option 3", "Option 4",
    )  # fmt: skip


def test_a_state_without_a_result_has_answers_and_no_results() -> None:
    side = side_of(a_state(MATRIX, HALF).model_copy(update={"result": None}))
    assert side.results == {}
    assert set(side.skills) == {"sql", "git"}
    assert len(side.chosen) == 8


def test_changed_answers_are_grouped_by_how_they_changed() -> None:
    before = HALF | {"sql.s2": NOT_APPLICABLE}
    del before["sql.s3"]
    now = {"sql.s0": "o4", "sql.s1": NOT_APPLICABLE, "sql.s2": "o0", "sql.s3": "o0"}
    assert reasons_for(a_state(MATRIX, before), a_state(MATRIX, now)) == [
        Reason(Cause.raised, 1, ("sql.s0",)),
        Reason(Cause.first, 1, ("sql.s3",)),
        Reason(Cause.set_aside, 1, ("sql.s1",)),
        Reason(Cause.taken_up, 1, ("sql.s2",)),
    ]
    assert reasons_for(a_state(MATRIX, now), a_state(MATRIX, before)) == [
        Reason(Cause.lowered, 1, ("sql.s0",)),
        Reason(Cause.cleared, 1, ("sql.s3",)),
        Reason(Cause.set_aside, 1, ("sql.s2",)),
        Reason(Cause.taken_up, 1, ("sql.s1",)),
    ]


def test_several_answers_are_grouped_easy_to_hard() -> None:
    now = HALF | {"sql.s3": "o3", "sql.s1": "o4", "git.s0": "o0"}
    assert reasons_for(a_state(MATRIX, HALF), a_state(MATRIX, now)) == [
        Reason(Cause.raised, 2, ("sql.s1", "sql.s3"))
    ]
    assert reasons_for(a_state(MATRIX, HALF), a_state(MATRIX, HALF)) == []
    none, full = (a_state(MATRIX, HALF | {"sql.s0": each}) for each in ("o0", "o4"))
    assert reasons_for(none, full) == [Reason(Cause.raised, 1, ("sql.s0",))]
    assert reasons_for(full, none) == [Reason(Cause.lowered, 1, ("sql.s0",))]


def test_another_option_with_the_same_credit_is_no_change() -> None:
    scale = MATRIX.statements["sql.s0"].scale
    options = tuple(replace(each, id=f"new-{each.id}", title="New") for each in scale.options)
    other = with_sql_statements(scale=replace(scale, id="other", options=options))
    now = HALF | {"sql.s0": "new-o2"}
    causes = [each.cause for each in reasons_for(a_state(MATRIX, HALF), a_state(other, now))]
    assert causes == [Cause.reworded]


@pytest.mark.parametrize(
    ("before", "now", "reason"),
    [
        ("", "ab", Reason(Cause.checked, 2, CHECKS[:2], 0, 1)),
        ("ab", "", Reason(Cause.check_cleared, 2, CHECKS[:2], 1, 0)),
        ("ab", "abaa", Reason(Cause.checked_more, 4, CHECKS, 1, 3)),
        ("ab", "aaa", Reason(Cause.checked_again, 3, CHECKS[:3], 1, 3)),
        ("aba", "ab", Reason(Cause.checked_again, 2, CHECKS[:2], 2, 1)),
    ],
)
def test_reasons_say_how_many_checks_were_right(before: str, now: str, reason: Reason) -> None:
    states = [
        a_state(MATRIX, HALF, dict(zip(CHECKS, given, strict=False))) for given in (before, now)
    ]
    assert next(iter(reasons_for(*states))) == reason


def test_how_a_check_went_is_not_known_where_it_was_not_taken_down() -> None:
    before = a_state(MATRIX, HALF, {"sql.c0": "a", "sql.c1": "a"})
    first, second = before.checks
    undecided = before.model_copy(
        update={"checks": (first, second.model_copy(update={"is_right": None}))}
    )
    now = a_state(MATRIX, HALF, dict.fromkeys(CHECKS[:3], "a"))
    assert reasons_for(undecided, now)[0] == Reason(Cause.checked_again, 3, CHECKS[:3], None, 3)


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (("self",), ("self", "mentor", "check"), [
            Reason(Cause.mentor), Reason(Cause.weight, ids=("check", "mentor")),
        ]),
        (("self", "mentor"), ("self",), [Reason(Cause.mentor_gone), Reason(Cause.weight)]),
        (("self",), ("self", "project"), [Reason(Cause.project)]),
        (("self", "project"), ("self",), [Reason(Cause.project_gone)]),
        (("self",), ("check",), []),
        (("check",), ("self", "check"), []),
        (("self", "check"), ("self", "check", "project"), [Reason(Cause.project)]),
        (("project",), ("project", "mentor"), [Reason(Cause.mentor)]),
    ],
)  # fmt: skip
def test_sources_that_came_and_went(
    before: tuple[str, ...], now: tuple[str, ...], expected: list[Reason]
) -> None:
    state = a_state(MATRIX, HALF)
    assert (
        reasons_for(with_results(state, sources=before), with_results(state, sources=now))
        == expected
    )


@pytest.mark.parametrize(
    ("before", "now", "is_text"),
    [
        ((2.0, 1.0, 3.0), (2.0, 1.0, 3.0), False),
        ((2.0, 1.0, 3.0), (2.5, 1.0, 3.0), True),
        ((2.0, 1.0, 3.0), (2.0, 0.5, 3.0), True),
        ((2.0, 1.0, 3.0), (2.0, 1.0, 2.5), True),
        ((2.0, 1.0, 3.0), (2.0 + 1e-12, 1.0, 3.0), False),
        ((None, 0.0, 4.0), (2.0, 1.0, 3.0), True),
        ((2.0, 1.0, 3.0), (None, 0.0, 4.0), True),
        ((None, 0.0, 4.0), (None, 0.0, 3.0), False),
    ],
)
def test_another_mode_is_a_reason_where_it_moved_a_figure(
    before: tuple[float | None, ...], now: tuple[float | None, ...], *, is_text: bool
) -> None:
    names = ("level", "low", "high")
    then = with_results(a_state(MATRIX, HALF), **dict(zip(names, before, strict=True)))
    current = with_results(
        a_state(MATRIX, HALF, mode="quick"), **dict(zip(names, now, strict=True))
    )
    assert reasons_for(then, current) == ([Reason(Cause.mode)] if is_text else [])
    same_mode = with_results(a_state(MATRIX, HALF), **dict(zip(names, now, strict=True)))
    assert reasons_for(then, same_mode) == []


def test_a_mode_is_no_reason_where_one_day_had_no_result() -> None:
    then = a_state(MATRIX, HALF)
    current = a_state(MATRIX, HALF, mode="quick").model_copy(update={"result": None})
    assert reasons_for(then, current) == [Reason(Cause.target, before=3, now=None)]
    assert reasons_for(current, then) == [Reason(Cause.target, before=None, now=3)]


def test_a_statement_that_is_new_was_not_answered_for_the_first_time() -> None:
    other = with_sql_statements(id="sql.new")
    now = a_state(other, {"sql.new": "o4"} | dict.fromkeys(SQL[1:], "o2"))
    assert reasons_for(a_state(MATRIX, HALF), now) == [
        Reason(Cause.added, 1, ("sql.new",)),
        Reason(Cause.removed, 1, ("sql.s0",)),
    ]


def test_another_text_or_title_of_an_option_is_text() -> None:
    scale = MATRIX.statements["sql.s0"].scale
    options = (replace(scale.options[0], title="Never"), *scale.options[1:])
    reworded = [Reason(Cause.reworded, 1, ("sql.s0",))]
    for changes in ({"text": "Other"}, {"scale": replace(scale, id="other", options=options)}):
        now = a_state(with_sql_statements(**changes), HALF)
        assert reasons_for(a_state(MATRIX, HALF), now) == reworded
        assert reasons_for(a_state(MATRIX, HALF), now, "git") == []


def test_another_target_is_a_reason_that_names_both() -> None:
    state = a_state(MATRIX, HALF)
    assert reasons_for(state, with_results(state, target=4)) == [
        Reason(Cause.target, before=3, now=4)
    ]
    assert reasons_for(with_results(state, target=None), state) == [
        Reason(Cause.target, before=None, now=3)
    ]
    assert reasons_for(with_results(state, target=None), with_results(state, target=None)) == []


def test_causes_are_called_what_others_read() -> None:
    assert [str(each) for each in Cause] == [each.name.replace("_", "-") for each in Cause]
    assert {str(each) for each in LEVEL_STAYS} == {"reworded", "target"}


def test_where_nothing_is_counted_there_is_no_number() -> None:
    reason = Reason(Cause.mode)
    assert (reason.count, reason.ids, reason.before, reason.now) == (0, (), None, None)
