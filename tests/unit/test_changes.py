from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from report_support import HOSTILE, NOW, example_record, first_matrix
from state_support import a_state, figures, small_matrix

from skills.matrix import NOT_APPLICABLE
from skills.records.comparison import FRESH, ChangeKind, compare_states
from skills.reports.changes import tell_changes
from skills.sentences.changes import change_summary, why

LATER = NOW + timedelta(days=100)
MATRIX = small_matrix()
ALL_HALF: dict[str, str] = dict.fromkeys(MATRIX.statements, "o2")


def test_incomparable_results_are_stated_alone_and_have_no_lines() -> None:
    other = figures(0.61, 0.5, 0.7, replace(small_matrix("sql"), id="matrix"))
    compared = compare_states(figures(0.52, 0.4, 0.65), other)
    found = tell_changes(compared)
    assert found.summary == change_summary(compared)
    assert found.lines == ()


def test_a_skill_that_changed_has_a_line_with_its_reasons() -> None:
    changed = {"sql.s0": "o4", "sql.s1": "o3", "sql.s2": "o1", "sql.s3": NOT_APPLICABLE}
    checks = {f"sql.c{place}": "a" for place in range(3)}
    before = a_state(MATRIX, ALL_HALF, checks | {"sql.c2": "b"})
    comparison = compare_states(before, a_state(MATRIX, ALL_HALF | changed, checks))
    found = tell_changes(comparison)
    (line,) = found.lines
    assert line.title == "Sql"
    (compared,) = [each for each in comparison.lines if each.reasons]
    assert line.why == why(compared) != ""


def test_what_is_old_says_since_when() -> None:
    old = a_state(MATRIX, ALL_HALF, at=NOW + FRESH * 2, given=NOW)
    comparison = compare_states(a_state(MATRIX, ALL_HALF), old)
    found = tell_changes(comparison)
    assert [(each.change, each.why) for each in found.lines] == [
        ("stale", why(each)) for each in comparison.lines
    ]
    assert len(found.lines) == 2
    assert (found.since, found.until) == (date(2026, 11, 23), date(2028, 11, 22))


def test_nothing_changed_is_said_and_has_no_lines() -> None:
    state = a_state(MATRIX, ALL_HALF)
    found = tell_changes(compare_states(state, state))
    assert found.summary == change_summary(compare_states(state, state))
    assert found.lines == ()


def test_the_largest_rise_comes_first_and_the_rest_is_counted() -> None:
    matrix = small_matrix("sql", "git", "css", "bash")
    before = dict.fromkeys(matrix.statements, "o2")
    now = before | {"git.s0": "o4", "css.s0": "o4", "css.s1": "o4", "sql.s0": "o0"}
    found = tell_changes(compare_states(a_state(matrix, before), a_state(matrix, now)))
    assert [(each.title, each.change) for each in found.lines] == [
        ("Css", "rose"),
        ("Git", "rose"),
        ("Sql", "fell"),
    ]


@given(st.integers(1, 5), st.integers(1, 5), st.floats(0.2, 1), st.floats(0.2, 1))
@settings(max_examples=examples(25))
def test_any_two_records_of_the_first_matrix_are_compared_line_by_line(
    one: int, other: int, share: float, more: float
) -> None:
    states = example_record(seed=one, share=share), example_record(seed=other, share=more)
    found = tell_changes(compare_states(*states))
    titles = {each.title for each in first_matrix().skills.values()}
    assert {each.title for each in found.lines} <= titles
    for each in found.lines:
        assert each.why or each.change == ChangeKind.stale
        assert "not recorded" not in each.why


def test_titles_stay_as_they_are() -> None:
    for text in HOSTILE:
        (area,) = MATRIX.areas
        skills = (replace(area.skills[0], title=text), area.skills[1])
        matrix = replace(MATRIX, areas=(replace(area, skills=skills),))
        states = a_state(MATRIX, ALL_HALF), a_state(matrix, ALL_HALF | {"sql.s0": "o4"})
        assert [each.title for each in tell_changes(compare_states(*states)).lines] == [text]
