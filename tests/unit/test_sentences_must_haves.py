"""Sentences about must-haves: reached, missing, not known."""

import pytest
from hypothesis import given
from matrix_support import a_matrix, a_skill, answer, cases
from verdict_support import SQL, four, of

from skills.matrix import Matrix, Target
from skills.sentences.must_haves import missing_musts, musts_text
from skills.sentences.verdicts import basis, progress_summary, verdict


@pytest.mark.parametrize(
    ("musts", "sentence"),
    [
        (1, "The must-have is met."),
        (2, "Both must-haves are met."),
        (3, "All 3 must-haves are met."),
    ],
)
def test_reached_must_haves_are_counted_as_people_do(musts: int, sentence: str) -> None:
    assert sentence in basis(*four(2, 2, 2, 2, musts=musts))


def test_a_must_have_nobody_answered_for_is_never_said_to_be_not_reached() -> None:
    skills = [a_skill(each) for each in ("sql", "git", "law", "art")]
    matrix = a_matrix(*skills, targets=[Target(each.id, 2, must=True) for each in skills])
    sql, _, law, _ = skills
    readiness = of(matrix, answer(sql, 1, 0, 0, 0) | answer(law, *["n/a"] * 4))
    assert readiness.missing_musts == ("sql", "git", "law", "art")
    assert missing_musts(readiness) == (("sql",), ("git", "art"), ("law",), ())
    assert (
        "1 must-have not met: Sql. 2 must-haves not assessed yet: Git and Art. "
        "1 must-have set aside as not applicable: Law."
    ) in basis(matrix, readiness)
    assert musts_text(readiness) == (
        "1 must-have not met, 2 not assessed yet, 1 set aside as not applicable"
    )
    assert musts_text(of(matrix, answer(sql, 1, 1, 1, 1))) == "3 must-haves not assessed yet"


def test_where_no_target_is_a_must_have_none_is_said_to_be_reached() -> None:
    matrix = a_matrix(SQL, targets=[Target("sql", 2)])
    readiness = of(matrix, answer(SQL, 1, 1, 1, 1))
    assert musts_text(readiness) == "no must-haves"
    assert "must-have" not in basis(matrix, readiness)


@pytest.mark.slow
@given(cases())
def test_every_missing_must_have_is_named_once_with_what_is_known(
    case: tuple[Matrix, dict[str, str]],
) -> None:
    readiness = of(*case)
    apart = missing_musts(readiness)
    assert sorted(each for part in apart for each in part) == sorted(readiness.missing_musts)
    levels = {each.target.skill: each.score.level for each in readiness.skill_gaps}
    assert all(levels[each] is not None for each in apart.short)
    assert all(levels[each] is None for each in (*apart.unknown, *apart.aside))
    assert all(levels[each] is not None for each in apart.unshown)


def test_a_must_have_that_only_an_estimate_reaches_is_not_shown() -> None:
    matrix = a_matrix(SQL, targets=[Target("sql", 3, must=True)])
    readiness = of(matrix, answer(SQL, 1, 1, None, None))
    assert missing_musts(readiness).unshown == ("sql",)
    assert musts_text(readiness) == "1 must-have only estimated from other answers"


@pytest.mark.parametrize(
    ("levels", "sentence"),
    [
        ((1, 2, 2, 2, 2, 2, 2, 2), "One must-have away from level role: Skill0."),
        ((1, 1, 1, 2, 2, 2, 2, 2), "One must-have away from level role: Skill0."),
        ((1, 0, 2, 2, 2, 2, 2, 2), "less than halfway to the target in Skill1."),
        ((1, 1, 1, 1, 2, 2, 2, 2), "75% of the way; “ready” starts at 85%."),
    ],
)
def test_must_haves_are_all_that_is_missing_only_if_reaching_them_would_make_one_ready(
    levels: tuple[int, ...], sentence: str
) -> None:
    skills = [a_skill(f"skill{at}") for at in range(len(levels))]
    matrix = a_matrix(*skills, targets=[Target(e.id, 2, must=e is skills[0]) for e in skills])
    answers: dict[str, str] = {}
    for skill, level in zip(skills, levels, strict=True):
        answers |= answer(skill, *(float(rank <= level) for rank in range(1, 5)))
    if not sentence.startswith("One"):
        sentence = f"Nearly ready for level role: one must-have missing (Skill0), and {sentence}"
    assert verdict(matrix, of(matrix, answers)) == sentence


def test_how_much_of_the_way_is_done_counts_targets_and_must_haves() -> None:
    assert progress_summary(*four(1, 2, 2, 2, musts=2)) == (
        "of the way to Level · 3 of 4 targets met · 1 of 2 must-haves"
    )
    assert (
        progress_summary(*four(1, 2, 2, 2, musts=0)) == "of the way to Level · 3 of 4 targets met"
    )


def test_half_of_a_target_is_named_unless_it_is_a_must_have_already_named() -> None:
    matrix, readiness = four(0, 2, 2, 2, musts=0)
    assert (
        "Still needed for “ready”: readiness of 85% and at least half the target in Sql."
        in basis(matrix, readiness)
    )
    assert "half the target" not in basis(*four(0, 2, 2, 2, musts=1))
