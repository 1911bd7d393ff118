from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from matrices_for_tests import answers_to, matrices
from reports_for_tests import NOW
from states_for_tests import a_state, marked, small_matrix, with_checks

from skills.matrix import NOT_APPLICABLE, Matrix, Profile, Role
from skills.records.change_reasons import Cause, Reason
from skills.records.comparison import (
    FRESH,
    ChangeKind,
    Comparison,
    Obstacle,
    Said,
    SkillChange,
    compare_states,
    last_different,
)
from skills.records.record import Answer, Checked, Holding, Note, State

LATER = NOW + timedelta(days=100)
OPPOSITE = {
    ChangeKind.rose: ChangeKind.fell,
    ChangeKind.fell: ChangeKind.rose,
    ChangeKind.new: ChangeKind.gone,
    ChangeKind.gone: ChangeKind.new,
}
MATRIX = small_matrix()
ALL_HALF: dict[str, str] = dict.fromkeys(MATRIX.statements, "o2")


def lines_of(comparison: Comparison) -> dict[str, SkillChange]:
    return {each.skill: each for each in comparison.lines}


def causes(line: SkillChange) -> list[Cause]:
    return [each.cause for each in line.reasons]


def after(answers: dict[str, str | None], **more: object) -> SkillChange:
    """What became of SQL when these answers changed since all statements had half a credit."""
    now = {k: v for k, v in (ALL_HALF | answers).items() if v is not None}
    state = a_state(MATRIX, now, at=LATER, **more)
    return lines_of(compare_states(a_state(MATRIX, ALL_HALF), state))["sql"]


def with_results(state: State, **parts: object) -> State:
    """The same state with other figures for SQL."""
    assert state.result is not None
    skills = tuple(
        each.model_copy(update=parts) if each.skill == "sql" else each
        for each in state.result.skills
    )
    return state.model_copy(update={"result": state.result.model_copy(update={"skills": skills})})


@st.composite
def pairs(draw: st.DrawFn) -> tuple[State, State]:
    """Two states of one matrix, with checks, in any mode, the later one up to three years on."""
    matrix = with_checks(draw(matrices()))
    days = draw(st.integers(0, 1000))
    found = []
    for at in (NOW, NOW + timedelta(days=days)):
        checks = {
            each.id: draw(st.sampled_from("abc"))
            for skill in matrix.skills.values()
            for each in skill.checks[: draw(st.integers(0, 4))]
        }
        mode = draw(st.sampled_from(["full", "quick"]))
        answers = draw(answers_to(*matrix.skills.values()))
        found.append(a_state(matrix, answers, checks, at=at, given=NOW, mode=mode))
    return found[0], found[1]


@pytest.mark.slow
@given(pairs())
@settings(max_examples=examples(100))
def test_a_state_beside_itself_has_not_changed(pair: tuple[State, State]) -> None:
    state = pair[1]
    found = compare_states(state, state)
    assert {each.change for each in found.lines} <= {ChangeKind.same, ChangeKind.stale}
    assert all(each.reasons == () for each in found.lines)
    assert found.points in (None, 0.0)
    assert not found.is_clear


@pytest.mark.slow
@given(pairs())
@settings(max_examples=examples(100))
def test_the_other_way_round_what_rose_fell(pair: tuple[State, State]) -> None:
    there, back = (lines_of(compare_states(*each)) for each in (pair, pair[::-1]))
    assert there.keys() == back.keys()
    for skill, line in there.items():
        if line.change in OPPOSITE:
            assert back[skill].change is OPPOSITE[line.change]
        else:
            assert back[skill].change in {ChangeKind.same, ChangeKind.stale}
        assert (line.before, line.now) == (back[skill].now, back[skill].before)


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


@given(pairs())
@settings(max_examples=examples(50))
def test_levels_are_those_of_the_day(pair: tuple[State, State]) -> None:
    before, now = pair
    assert before.result is not None
    assert now.result is not None
    then = {each.skill: each.level for each in before.result.skills}
    today = {each.skill: each.level for each in now.result.skills}
    for each in compare_states(before, now).lines:
        assert (each.before, each.now) == (then[each.skill], today[each.skill])


def test_levels_are_read_and_not_worked_out() -> None:
    before = a_state(MATRIX, ALL_HALF)
    line = lines_of(compare_states(before, with_results(before, level=4.0)))["sql"]
    assert (line.change, line.before, line.now) == (ChangeKind.rose, 2.0, 4.0)
    assert line.reasons == (Reason(Cause.unexplained),)


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
def test_changed_answers_are_told_apart(
    answers: dict[str, str | None], change: ChangeKind, reason: Reason
) -> None:
    line = after(answers)
    assert line.change is change
    assert line.reasons == (reason,)


def test_answers_up_and_down_are_told_although_the_level_stays() -> None:
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
    ],
)
def test_new_sources_are_reasons(sources: tuple[str, ...], expected: list[Cause]) -> None:
    before = a_state(MATRIX, ALL_HALF)
    now = with_results(before, level=3.0, sources=sources)
    assert causes(lines_of(compare_states(before, now))["sql"]) == expected
    back = causes(lines_of(compare_states(now, before))["sql"])
    gone = {Cause.mentor: Cause.mentor_gone, Cause.project: Cause.project_gone}
    assert back == [gone.get(each, each) for each in expected]


@pytest.mark.parametrize(
    ("by", "change"),
    [
        (0.049, ChangeKind.same),
        (0.05, ChangeKind.rose),
        (-0.049, ChangeKind.same),
        (-0.05, ChangeKind.fell),
    ],
)
def test_less_than_half_a_tenth_of_a_level_is_no_change(by: float, change: ChangeKind) -> None:
    before = a_state(MATRIX, ALL_HALF)
    now = with_results(before, level=2.0 + by)
    assert lines_of(compare_states(before, now))["sql"].change is change


@pytest.mark.parametrize(
    ("age", "change"), [(FRESH, ChangeKind.same), (FRESH * 2, ChangeKind.stale)]
)
def test_a_skill_not_answered_for_more_than_a_year_is_stale(
    age: timedelta, change: ChangeKind
) -> None:
    before = a_state(MATRIX, ALL_HALF)
    line = lines_of(compare_states(before, a_state(MATRIX, ALL_HALF, at=NOW + age, given=NOW)))
    assert line["sql"].change is change
    assert line["sql"].newest == NOW
    assert line["sql"].now == 2.0


def test_a_check_keeps_a_skill_fresh_and_a_missing_date_says_nothing() -> None:
    old, today = a_state(MATRIX, ALL_HALF), NOW + FRESH * 2
    state = a_state(MATRIX, ALL_HALF, {"sql.c0": "a"}, at=today, given=NOW)
    checked = state.model_copy(
        update={"checks": tuple(each.model_copy(update={"at": today}) for each in state.checks)}
    )
    assert not lines_of(compare_states(old, checked))["sql"].is_stale
    first, *rest = state.answers
    undated = state.model_copy(update={"answers": (first.model_copy(update={"at": None}), *rest)})
    assert not lines_of(compare_states(old, undated))["sql"].is_stale
    assert lines_of(compare_states(old, state))["sql"].is_stale


def test_a_skill_that_rose_and_is_old_is_told_as_risen_and_marked() -> None:
    before = a_state(MATRIX, ALL_HALF)
    now = with_results(a_state(MATRIX, ALL_HALF, at=NOW + FRESH * 2, given=NOW), level=3.0)
    line = lines_of(compare_states(before, now))["sql"]
    assert (line.change, line.is_stale) == (ChangeKind.rose, True)


WIDE = small_matrix(*(f"skill{each}" for each in range(18)))


def halves(changed: Mapping[str, str]) -> State:
    return a_state(WIDE, dict.fromkeys(WIDE.statements, "o2") | changed)


def test_a_rise_in_every_skill_is_clear_though_both_ranges_overlap() -> None:
    before, now = halves(dict.fromkeys(WIDE.statements, "o1")), halves({})
    assert before.result is not None
    assert now.result is not None
    assert before.result.high > now.result.low
    found = compare_states(before, now)
    assert found.points is not None
    assert 0 < found.least < found.points < found.most < 2 * found.points
    assert found.is_clear
    back = compare_states(now, before)
    assert back.is_clear
    assert (back.least, back.most) == pytest.approx((-found.most, -found.least))


def test_a_single_answer_one_option_higher_is_not_clear() -> None:
    found = compare_states(halves({}), halves({"skill1.s2": "o3"}))
    assert found.points is not None
    assert found.least < 0 < found.points < found.most
    assert not found.is_clear


def test_answers_that_go_up_and_down_are_not_clear() -> None:
    moves = {f"{skill}.s1": ("o3", "o1")[place % 2] for place, skill in enumerate(WIDE.skills)}
    found = compare_states(halves({}), halves(moves | {"skill1.s2": "o3"}))
    assert not found.is_clear


def test_a_skill_that_did_not_move_leaves_no_doubt() -> None:
    state = halves({})
    found = compare_states(state, state)
    assert (found.points, found.least, found.most, found.is_clear) == (0.0, 0.0, 0.0, False)


def test_other_evidence_leaves_the_whole_range_in_doubt() -> None:
    """With checks on one date only, the errors of both dates have little in common."""
    checks = {f"sql.c{each}": "a" for each in range(4)}
    checked = compare_states(a_state(MATRIX, ALL_HALF), a_state(MATRIX, ALL_HALF, checks))
    rated = compare_states(
        a_state(MATRIX, ALL_HALF), a_state(MATRIX, ALL_HALF | {"sql.s3": "o4", "sql.s2": "o3"})
    )
    assert checked.most - checked.least > 1.5 * (rated.most - rated.least)


@pytest.mark.slow
@given(pairs())
def test_the_range_of_a_change_holds_the_change_and_stays_within_what_is_possible(
    pair: tuple[State, State],
) -> None:
    found = compare_states(*pair)
    if found.points is None:
        assert (found.least, found.most) == (0.0, 0.0)
        return
    assert found.before.readiness is not None
    lowest, highest = -100 * found.before.readiness, 100 * (1 - found.before.readiness)
    ends = (lowest, found.least, found.points, found.most, highest)
    assert all(one <= other + 1e-9 for one, other in pairwise(ends))
    assert not found.is_clear or abs(found.points) > 0


def two_profiles(matrix: Matrix) -> Matrix:
    """Add a level to the role that asks for one level less and for nothing of Git."""
    (role,) = matrix.roles
    lower = Profile("role.lower", "Lower", (replace(role.profiles[0].targets[0], level=2),))
    return marked(replace(matrix, roles=(Role(role.id, role.title, (lower, *role.profiles)),)))


def test_another_aim_leaves_levels_comparable_and_readiness_not() -> None:
    matrix = two_profiles(MATRIX)
    low, high = (a_state(matrix, ALL_HALF, profile=f"role.{each}") for each in ("lower", "level"))
    found = compare_states(low, high)
    assert found.is_comparable
    assert (found.points, found.is_clear) == (None, False)
    assert lines_of(found)["sql"].reasons == (Reason(Cause.target, before=2, now=3),)
    assert lines_of(found)["git"].reasons == (Reason(Cause.target, before=None, now=3),)


def test_another_mode_is_a_reason_only_where_it_moved_something() -> None:
    open_one = {"sql.s0": None}
    before, quick = (
        a_state(MATRIX, {k: v for k, v in ALL_HALF.items() if k not in open_one}, mode=each)
        for each in ("full", "quick")
    )
    assert causes(lines_of(compare_states(before, quick))["sql"]) == [Cause.mode]
    before, quick = (a_state(MATRIX, {"sql.s0": "o2"}, mode=each) for each in ("full", "quick"))
    assert causes(lines_of(compare_states(before, quick))["git"]) == []


def test_reworded_statements_are_told_and_explain_no_level() -> None:
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


@pytest.mark.parametrize(
    ("other", "obstacle"),
    [
        (a_state(small_matrix("sql"), {"sql.s0": "o4"}), Obstacle.structure),
        (a_state(replace(MATRIX, id="another"), ALL_HALF), Obstacle.matrix),
        (a_state(MATRIX, ALL_HALF).model_copy(update={"result": None}), Obstacle.result),
    ],
)
def test_what_means_something_else_is_not_compared(other: State, obstacle: Obstacle) -> None:
    for pair in ((a_state(MATRIX, ALL_HALF), other), (other, a_state(MATRIX, ALL_HALF))):
        found = compare_states(*pair)
        assert (found.obstacle, found.is_comparable) == (obstacle, False)
        assert (found.points, found.is_clear, found.lines) == (None, False, ())


def test_a_file_that_lies_about_its_structure_still_has_reasons() -> None:
    other = a_state(replace(small_matrix("sql", "css"), structure=MATRIX.structure), {})
    found = lines_of(compare_states(a_state(MATRIX, ALL_HALF), other))
    assert (found["git"].change, found["git"].title) == (ChangeKind.gone, "Git")
    assert causes(found["git"]) == [Cause.removed, Cause.target]
    assert causes(found["css"]) == [Cause.added, Cause.target]


def with_figures(state: State, **parts: object) -> State:
    """The same state with other figures for the profile."""
    assert state.result is not None
    return state.model_copy(update={"result": state.result.model_copy(update=parts)})


def test_what_a_state_said_is_repeated() -> None:
    before = with_figures(a_state(MATRIX, ALL_HALF), readiness=0.25, low=0.125, high=0.5)
    now = a_state(MATRIX, ALL_HALF, at=LATER, mode="quick").model_copy(update={"result": None})
    found = compare_states(before, now)
    assert found.before == Said(
        at=NOW,
        profile="role.level",
        aim="Role, Level",
        mode="full",
        has_result=True,
        readiness=0.25,
        low=0.125,
        high=0.5,
    )
    assert found.now == Said(
        at=LATER,
        profile="role.level",
        aim="Role, Level",
        mode="quick",
        has_result=False,
        readiness=None,
        low=0.0,
        high=1.0,
    )


def test_the_aim_is_the_one_the_result_was_worked_out_for() -> None:
    state = a_state(two_profiles(MATRIX), ALL_HALF, profile="role.level")
    other = with_figures(state, profile="role.lower")
    said = compare_states(other, other).now
    assert (said.profile, said.aim) == ("role.lower", "Role, Lower")
    unknown = with_figures(state, profile="role.gone")
    assert compare_states(unknown, unknown).now.aim == "role.gone"


def test_the_state_to_compare_with_is_the_last_that_differs() -> None:
    first = a_state(MATRIX, ALL_HALF)
    second, twin, now = (
        a_state(MATRIX, ALL_HALF | {"sql.s3": "o4"}, at=NOW + timedelta(days=each))
        for each in (1, 2, 3)
    )
    assert last_different(now, [first, second, twin]) is first
    assert last_different(now, [second, twin]) is second, "nothing has changed since then"
    assert last_different(now, []) is None
    reversed_answers = first.model_copy(update={"answers": first.answers[::-1]})
    assert last_different(reversed_answers, [second, first]) is second


@pytest.mark.parametrize(
    ("name", "one"),
    [
        ("answers", Answer(statement="sql.s0", option="o4")),
        ("checks", Checked(check="sql.c0", option="a")),
        ("qualifications", Holding(qualification="bsc", holds="yes")),
        ("notes", Note(skill="sql", text="Mine")),
        ("result", None),
    ],
)
def test_every_entry_and_the_result_make_a_difference(name: str, one: object) -> None:
    now = a_state(MATRIX, ALL_HALF)
    other = now.model_copy(update={name: one if one is None else (*getattr(now, name), one)})
    assert last_different(now, [other, now]) is other


@pytest.mark.parametrize(("then", "today"), [(None, 0.5), (0.5, None), (None, None)])
def test_readiness_known_on_one_day_only_has_no_change(
    then: float | None, today: float | None
) -> None:
    state = a_state(MATRIX, ALL_HALF)
    before, now = (with_figures(state, readiness=each) for each in (then, today))
    found = compare_states(before, now)
    assert (found.points, found.is_clear) == (None, False)


def test_a_change_of_less_than_a_point_can_be_clear() -> None:
    before, now = (with_figures(a_state(MATRIX, ALL_HALF), readiness=each) for each in (0.5, 0.505))
    assert compare_states(before, now).is_clear
    assert compare_states(now, before).is_clear


@pytest.mark.parametrize(
    ("age", "change"),
    [
        (timedelta(days=365), ChangeKind.same),
        (timedelta(days=365, seconds=1), ChangeKind.stale),
        (timedelta(days=364), ChangeKind.same),
    ],
)
def test_an_answer_holds_for_a_year(age: timedelta, change: ChangeKind) -> None:
    now = a_state(MATRIX, ALL_HALF, at=NOW + age, given=NOW)
    assert lines_of(compare_states(a_state(MATRIX, ALL_HALF), now))["sql"].change is change


def test_what_is_not_assessed_does_not_go_stale() -> None:
    aside = dict.fromkeys(MATRIX.statements, NOT_APPLICABLE)
    now = a_state(MATRIX, aside, at=NOW + FRESH * 2, given=NOW)
    line = lines_of(compare_states(a_state(MATRIX, aside), now))["sql"]
    assert (line.now, line.newest) == (None, NOW)
    assert (line.change, line.is_stale) == (ChangeKind.same, False)


def test_a_line_has_the_title_of_today_and_both_targets() -> None:
    (area,) = MATRIX.areas
    sql, git = area.skills
    areas = (replace(area, skills=(replace(sql, title="Databases"), git)),)
    renamed = marked(replace(MATRIX, areas=areas))
    before, now = a_state(MATRIX, ALL_HALF), a_state(renamed, ALL_HALF)
    line = lines_of(compare_states(before, with_results(now, target=4)))["sql"]
    assert (line.title, line.target_before, line.target_now) == ("Databases", 3, 4)


def test_a_skill_of_which_only_a_result_is_left_goes_by_its_id() -> None:
    state = a_state(MATRIX, ALL_HALF)
    matrix = state.matrix.model_copy(update={"skills": state.matrix.skills[1:]})
    bare = state.model_copy(update={"matrix": matrix})
    line = lines_of(compare_states(bare, bare))["sql"]
    assert (line.title, line.now, line.target_now) == ("sql", 2.0, 3)


def test_changes_and_obstacles_are_called_what_others_read() -> None:
    assert [str(each) for each in ChangeKind] == ["rose", "fell", "new", "gone", "stale", "same"]
    assert [str(each) for each in Obstacle] == ["matrix", "structure", "result"]
