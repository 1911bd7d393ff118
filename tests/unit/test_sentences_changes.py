from __future__ import annotations

from dataclasses import replace

import pytest
from report_support import NOW
from state_support import a_state, figures, small_matrix

from skills.matrix import NOT_APPLICABLE
from skills.records.change_reasons import Cause, Reason
from skills.records.comparison import FRESH, ChangeKind, SkillChange, compare_states
from skills.records.record import State
from skills.sentences.changes import ONLY_ADJUSTED, change_summary, why

MATRIX = small_matrix()
ALL_HALF: dict[str, str] = dict.fromkeys(MATRIX.statements, "o2")


def sentence_about(before: State, now: State) -> str:
    return change_summary(compare_states(before, now))


def a_line(*reasons: Reason) -> SkillChange:
    return SkillChange("sql", "SQL", ChangeKind.same, 1.0, 1.0, 3, 3, NOW, False, reasons)


@pytest.mark.parametrize(
    ("before", "now", "sentence"),
    [
        ((0.52, 0.4, 0.65), (0.525, 0.4, 0.65), "Readiness stayed at 52%."),
        (
            (0.529, 0.4, 0.65),
            (0.531, 0.4, 0.65),
            "Readiness hardly changed: 52% then, 53% now.",
        ),
        (
            (None, 0.0, 1.0),
            (0.5, 0.4, 0.6),
            (
                "On 23 November 2026, nothing was assessed for Role, Level. On 23 "
                "November 2026, readiness for Role, Level was 50%, likely range 40 to "
                "60%."
            ),
        ),
    ],
)
def test_readiness_is_stated_first(
    before: tuple[float | None, float, float], now: tuple[float | None, float, float], sentence: str
) -> None:
    assert sentence_about(figures(*before), figures(*now)).startswith(sentence)


@pytest.mark.parametrize(
    ("readiness", "likely", "sentence"),
    [
        ((0.58, 0.81), (16.4, 29.6), "The rise is likely between 16 and 30 points"),
        ((0.9, 0.6), (-35.5, -24.5), "The fall is likely between 24 and 36 points"),
        ((0.5, 0.52), (0.3, 3.7), "The rise is likely at most 4 points"),
        ((0.5, 0.6), (10.0, 10.0), "The rise is likely about 10 points"),
        ((0.5, 0.51), (1.0, 1.0), "The rise is likely about 1 point"),
    ],
)
def test_a_clear_change_is_stated_with_its_own_range(
    readiness: tuple[float, float], likely: tuple[float, float], sentence: str
) -> None:
    found = replace(compare_states(*map(figures, readiness)), least=likely[0], most=likely[1])
    assert f"{sentence}, more than chance alone would explain." in change_summary(found)


@pytest.mark.parametrize(
    ("readiness", "likely", "sentence"),
    [
        ((0.52, 0.57), (-1.1, 11.1), "between a fall of 2 points and a rise of 12 points"),
        ((0.57, 0.55), (-4.0, 0.4), "between a fall of 4 points and a rise of 1 point"),
        ((0.0, 0.02), (0.0, 4.0), "between no change and a rise of 4 points"),
    ],
)
def test_a_change_that_may_be_chance_says_so(
    readiness: tuple[float, float], likely: tuple[float, float], sentence: str
) -> None:
    found = replace(compare_states(*map(figures, readiness)), least=likely[0], most=likely[1])
    text = f"so the real change is likely somewhere {sentence}; there may be no change at all."
    assert text in change_summary(found)
    assert "different evidence" not in change_summary(found)
    mixed = f"{text} Most of the uncertainty comes from skills now measured by different evidence"
    assert mixed in change_summary(replace(found, is_mixed=True))


def test_incomparable_readiness_is_stated_without_a_comparison() -> None:
    other = figures(0.61, 0.5, 0.7, replace(small_matrix("sql"), id="matrix"))
    assert sentence_about(figures(0.52, 0.4, 0.65), other) == (
        "On 23 November 2026, readiness for Role, Level was 52%, likely range 40 to "
        "65%. On 23 November 2026, readiness for Role, Level was 61%, likely range 50 "
        "to 70%. The matrix has since changed in ways that affect the numbers, so they "
        "can't be compared."
    )


@pytest.mark.parametrize(
    ("other", "end"),
    [
        (figures(0.6, matrix=replace(MATRIX, id="x")), "They come from different matrices, so"),
        (
            figures(0.6).model_copy(update={"result": None}),
            "No figures were saved on 23 November 2026. So there's nothing to compare",
        ),
    ],
)
def test_other_obstacles_are_named_too(other: State, end: str) -> None:
    assert end in sentence_about(figures(0.5), other)


def test_changed_answers_are_counted_in_one_phrase() -> None:
    changed = {"sql.s0": "o4", "sql.s1": "o3", "sql.s2": "o1", "sql.s3": NOT_APPLICABLE}
    checks = {f"sql.c{place}": "a" for place in range(3)}
    before = a_state(MATRIX, ALL_HALF, checks | {"sql.c2": "b"})
    found = compare_states(before, a_state(MATRIX, ALL_HALF | changed, checks))
    (words,) = [text for each in found.lines if (text := why(each))]
    assert words == (
        "2 answers higher, 1 lower, 1 set aside; knowledge checks taken again, 2 right before, "
        "3 of 3 right now"
    )


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (Reason(Cause.first, 1), "1 answer new"),
        (Reason(Cause.checked, 4, now=3), "knowledge checks taken, 3 of 4 right"),
        (Reason(Cause.checked, 4), "knowledge checks taken"),
        (
            Reason(Cause.weight, ids=("check", "mentor")),
            "self-rating now counts alongside knowledge checks",
        ),
        (Reason(Cause.weight), "only the self-rating counts now"),
        (Reason(Cause.target, before=2, now=3), "target changed from 2 to 3"),
        (Reason(Cause.target, now=3), "target 3 now, none before"),
        (Reason(Cause.target, before=2), "no target now, 2 before"),
        (Reason(Cause.reworded, 2), "2 statements reworded"),
    ],
)
def test_reasons_have_words(reason: Reason, words: str) -> None:
    assert why(a_line(reason)).startswith(words)


def test_every_cause_has_words_of_its_own() -> None:
    found = {why(a_line(Reason(each, 1, before=1, now=2))) for each in Cause}
    assert "" not in found
    assert len(found) == len(Cause)


def test_what_is_old_says_since_when() -> None:
    old = a_state(MATRIX, ALL_HALF, at=NOW + FRESH * 2, given=NOW)
    found = compare_states(a_state(MATRIX, ALL_HALF), old)
    assert [why(each) for each in found.lines] == ["last answered 23 November 2026"] * 2
    assert "2 skills: 2 last answered more than a year ago." in change_summary(found)


def test_a_rise_in_every_skill_is_called_clear_though_the_ranges_overlap() -> None:
    matrix = small_matrix(*(f"skill{each}" for each in range(18)))
    before, now = (a_state(matrix, dict.fromkeys(matrix.statements, each)) for each in ("o1", "o2"))
    assert before.result is not None
    assert now.result is not None
    assert before.result.high > now.result.low
    text = sentence_about(before, now)
    assert "more than chance alone would explain" in text
    assert text.endswith("18 skills: 18 rose.")


def test_nothing_changed_is_said() -> None:
    state = a_state(MATRIX, ALL_HALF)
    assert sentence_about(state, state) == "Readiness stayed at 66%. No skill changed level."


def test_skills_are_counted_by_how_they_moved() -> None:
    matrix = small_matrix("sql", "git", "css", "bash")
    before = dict.fromkeys(matrix.statements, "o2")
    now = before | {"git.s0": "o4", "css.s0": "o4", "css.s1": "o4", "sql.s0": "o0"}
    found = sentence_about(a_state(matrix, before), a_state(matrix, now))
    assert "4 skills: 2 rose and 1 fell; 1 unchanged." in found


def test_what_only_the_adjustment_moved_is_counted_apart() -> None:
    matrix = small_matrix("sql", "git", "css", "bash")
    state = a_state(matrix, dict.fromkeys(matrix.statements, "o2"))
    adjusted, checked = Reason(Cause.leniency), Reason(Cause.checked, 2, now=0)
    kinds = (
        (ChangeKind.fell, (checked,)),
        (ChangeKind.fell, (adjusted,)),
        (ChangeKind.rose, (adjusted,)),
        (ChangeKind.fell, (adjusted, checked)),
    )
    same = compare_states(state, state)
    lines = tuple(replace(a_line(*reasons), change=change) for change, reasons in kinds)
    assert f"4 skills: 2 fell and 2 {ONLY_ADJUSTED}." in change_summary(replace(same, lines=lines))
    alone = change_summary(replace(same, lines=lines[1:2]))
    assert f"1 skill: 1 {ONLY_ADJUSTED}." in alone
    still = (replace(a_line(adjusted), change=ChangeKind.same),)
    assert "No skill changed level." in change_summary(replace(same, lines=still))


def test_another_way_of_asking_and_other_texts_are_said() -> None:
    quick = a_state(replace(MATRIX, wording="other"), ALL_HALF, mode="quick")
    assert sentence_about(a_state(MATRIX, ALL_HALF), quick).endswith(
        "Only some of the statements were included this time. Some wording in the "
        "matrix has changed since, but nothing that affects the numbers."
    )
