"""Why the level of a skill differs between two states."""

from __future__ import annotations

from dataclasses import replace

import pytest
from comparison_support import ALL_HALF, LATER, MATRIX, OPPOSITE, lines_of, pairs, with_results
from effort import examples
from hypothesis import given, settings
from state_support import a_state, marked, small_matrix

from skills.matrix import NOT_APPLICABLE
from skills.records.change_reasons import Cause, Reason
from skills.records.comparison import ChangeKind, SkillChange, compare_states
from skills.records.record import State


def causes(line: SkillChange) -> list[Cause]:
    return [each.cause for each in line.reasons]


def after(answers: dict[str, str | None], **more: object) -> SkillChange:
    """What became of SQL when these answers changed since all statements had half a credit."""
    now = {k: v for k, v in (ALL_HALF | answers).items() if v is not None}
    state = a_state(MATRIX, now, at=LATER, **more)
    return lines_of(compare_states(a_state(MATRIX, ALL_HALF), state))["sql"]


@pytest.mark.slow
@given(pairs())
@settings(max_examples=examples(100))
def test_every_change_of_a_level_has_a_reason_that_was_found(pair: tuple[State, State]) -> None:
    found = compare_states(*pair)
    assert found.lines
    for each in found.lines:
        assert Cause.unexplained not in causes(each)
        if each.change in OPPOSITE:
            assert set(causes(each)) - {Cause.target, Cause.reworded}


@pytest.mark.parametrize(
    ("answers", "change", "reason"),
    [
        ({"sql.s0": "o4"}, ChangeKind.rose, Reason(Cause.raised, 1, ("sql.s0",))),
        (
            {"sql.s0": "o1", "sql.s3": "o0"},
            ChangeKind.fell,
            Reason(Cause.lowered, 2, ("sql.s0", "sql.s3")),
        ),
        ({"sql.s3": None}, ChangeKind.fell, Reason(Cause.cleared, 1, ("sql.s3",))),
        ({"sql.s3": NOT_APPLICABLE}, ChangeKind.fell, Reason(Cause.set_aside, 1, ("sql.s3",))),
    ],
)
def test_changed_answers_are_distinguished(
    answers: dict[str, str | None], change: ChangeKind, reason: Reason
) -> None:
    line = after(answers)
    assert line.change is change
    assert line.reasons == (reason,)


def test_answers_up_and_down_are_reported_although_the_level_stays() -> None:
    line = after({"sql.s0": "o3", "sql.s1": "o1"})
    assert line.change is ChangeKind.same
    assert causes(line) == [Cause.raised, Cause.lowered]


def test_a_skill_can_be_assessed_for_the_first_time_and_no_longer() -> None:
    git = {each: "o2" for each in MATRIX.statements if each.startswith("git")}
    found = lines_of(compare_states(a_state(MATRIX, git), a_state(MATRIX, ALL_HALF)))
    assert found["sql"].change is ChangeKind.new
    assert found["sql"].before is None
    assert found["sql"].reasons == (Reason(Cause.first, 4, tuple(f"sql.s{i}" for i in range(4))),)
    assert found["git"].change is ChangeKind.same
    back = lines_of(compare_states(a_state(MATRIX, ALL_HALF), a_state(MATRIX, git)))
    assert back["sql"].change is ChangeKind.gone
    assert causes(back["sql"]) == [Cause.cleared]


def test_a_statement_no_longer_set_aside_is_reported() -> None:
    aside = a_state(MATRIX, ALL_HALF | {"sql.s0": NOT_APPLICABLE})
    line = lines_of(compare_states(aside, a_state(MATRIX, ALL_HALF)))["sql"]
    assert causes(line) == [Cause.taken_up]


def test_the_first_checks_count_and_take_weight_off_the_own_rating() -> None:
    right = {f"sql.c{place}": "a" for place in range(4)}
    line = lines_of(compare_states(a_state(MATRIX, ALL_HALF), a_state(MATRIX, ALL_HALF, right)))[
        "sql"
    ]
    assert line.reasons == (
        Reason(Cause.checked, 4, tuple(right), 0, 4),
        Reason(Cause.weight, ids=("check",)),
        Reason(Cause.leniency),
    )


def test_checks_of_another_skill_move_an_own_rating_and_are_the_reason() -> None:
    right = {f"sql.c{place}": "a" for place in range(4)}
    both = compare_states(a_state(MATRIX, ALL_HALF), a_state(MATRIX, ALL_HALF, right))
    git = lines_of(both)["git"]
    assert git.change is ChangeKind.rose
    assert git.reasons == (Reason(Cause.leniency),)


@pytest.mark.parametrize(
    ("before", "now", "cause", "right"),
    [
        ("aab", "aaa", Cause.checked_again, (2, 3)),
        ("aab", "aaba", Cause.checked_more, (2, 3)),
        ("aab", "", Cause.check_cleared, (2, 0)),
    ],
)
def test_checks_are_counted_on_both_days(
    before: str, now: str, cause: Cause, right: tuple[int, int]
) -> None:
    states = [
        a_state(MATRIX, ALL_HALF, {f"sql.c{place}": each for place, each in enumerate(given)})
        for given in (before, now)
    ]
    (reason,) = [
        each
        for each in lines_of(compare_states(states[0], states[1]))["sql"].reasons
        if each.cause not in (Cause.weight, Cause.leniency)
    ]
    assert (reason.cause, (reason.before, reason.now)) == (cause, right)


def test_checks_taken_again_with_the_same_answers_are_reported() -> None:
    given = {f"sql.c{place}": "a" for place in range(3)}
    now = a_state(MATRIX, ALL_HALF, given, at=LATER)
    line = lines_of(compare_states(a_state(MATRIX, ALL_HALF, given), now))["sql"]
    assert line.change is ChangeKind.same
    assert causes(line) == [Cause.checked_again]


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        (("self", "mentor"), [Cause.mentor, Cause.weight]),
        (("self", "project"), [Cause.project]),
        (("mentor",), [Cause.mentor]),
        (("agreed",), [Cause.agreed]),
    ],
)
def test_new_sources_are_reasons(sources: tuple[str, ...], expected: list[Cause]) -> None:
    before = a_state(MATRIX, ALL_HALF)
    now = with_results(before, level=3.0, sources=sources)
    assert causes(lines_of(compare_states(before, now))["sql"]) == expected
    back = causes(lines_of(compare_states(now, before))["sql"])
    gone = {
        Cause.mentor: Cause.mentor_gone,
        Cause.project: Cause.project_gone,
        Cause.agreed: Cause.agreed_gone,
    }
    assert back == [gone.get(each, each) for each in expected]


def test_another_mode_is_a_reason_only_where_it_moved_something() -> None:
    open_one = {"sql.s0": None}
    before, quick = (
        a_state(MATRIX, {k: v for k, v in ALL_HALF.items() if k not in open_one}, mode=each)
        for each in ("full", "quick")
    )
    assert causes(lines_of(compare_states(before, quick))["sql"]) == [Cause.mode]
    before, quick = (a_state(MATRIX, {"sql.s0": "o2"}, mode=each) for each in ("full", "quick"))
    assert causes(lines_of(compare_states(before, quick))["git"]) == []


def test_reworded_statements_are_listed_and_explain_no_level() -> None:
    (area,) = MATRIX.areas
    sql, git = area.skills
    texts = (replace(sql.statements[0], text="Said otherwise."), *sql.statements[1:])
    areas = (replace(area, skills=(replace(sql, statements=texts), git)),)
    other = marked(replace(MATRIX, areas=areas))
    found = compare_states(a_state(MATRIX, ALL_HALF), a_state(other, ALL_HALF))
    assert (found.is_comparable, found.same_wording) == (True, False)
    assert lines_of(found)["sql"].reasons == (Reason(Cause.reworded, 1, ("sql.s0",)),)
    raised = with_results(a_state(other, ALL_HALF), level=4.0)
    line = lines_of(compare_states(a_state(MATRIX, ALL_HALF), raised))["sql"]
    assert causes(line) == [Cause.unexplained, Cause.reworded]


def test_a_file_with_a_false_structure_still_has_reasons() -> None:
    other = a_state(replace(small_matrix("sql", "css"), structure=MATRIX.structure), {})
    found = lines_of(compare_states(a_state(MATRIX, ALL_HALF), other))
    assert (found["git"].change, found["git"].title) == (ChangeKind.gone, "Git")
    assert causes(found["git"]) == [Cause.removed, Cause.target]
    assert causes(found["css"]) == [Cause.added, Cause.target]
