import pytest
from hypothesis import given
from matrices_for_tests import a_matrix, a_skill, answer, cases, the_profile

from skills.entries.kinds import Mode
from skills.matrix import Matrix, Target
from skills.scoring import score_skills
from skills.scoring.readiness import Readiness, Verdict, compare
from skills.sentences.results import (
    basis,
    conditions_text,
    finding,
    missing_musts,
    musts_text,
    past_verdict,
    reach,
    readiness_text,
    ready_rule,
    target_status,
    verdict,
    verdict_word,
)


def of(matrix: Matrix, answers: dict[str, str], mode: Mode = Mode.full) -> Readiness:
    return compare(matrix, the_profile(matrix), score_skills(matrix, answers, mode=mode))


SQL, WRITING = a_skill("sql"), a_skill("writing")
MATRIX = a_matrix(SQL, WRITING, targets=[Target("sql", 2, must=True), Target("writing", 2)])


def test_the_basis_names_answers_source_range_and_musts() -> None:
    told = basis(MATRIX, of(MATRIX, answer(SQL, 1, 0, 0, 0) | answer(WRITING, 1, 1, 1, "n/a")))
    assert told.startswith("7 of 7 statements answered, 1 set aside as not applicable, self-rep")
    assert "Likely range " in told
    assert told.endswith("1 must-have not reached: Sql.")


def test_quick_mode_tells_what_is_implied() -> None:
    told = basis(MATRIX, of(MATRIX, answer(SQL, None, 1, 0, None), Mode.quick))
    assert told.startswith("2 of 8 statements answered, 2 more implied by them, self-reported.")


def test_too_few_answers_give_no_verdict_and_say_how_many_are_needed() -> None:
    readiness = of(MATRIX, answer(SQL, 1, None, None, None))
    assert verdict(MATRIX, readiness).startswith("Not enough answers to say")
    assert verdict_word(readiness) == "not enough answers"
    assert readiness_text(readiness) == "–"
    assert "A verdict needs at least 50 %" in basis(MATRIX, readiness)


def test_a_must_have_nobody_answered_for_is_never_said_to_be_not_reached() -> None:
    skills = [a_skill(each) for each in ("sql", "git", "law", "art")]
    matrix = a_matrix(*skills, targets=[Target(each.id, 2, must=True) for each in skills])
    sql, _, law, _ = skills
    readiness = of(matrix, answer(sql, 1, 0, 0, 0) | answer(law, *["n/a"] * 4))
    assert readiness.missing_musts == ("sql", "git", "law", "art")
    assert missing_musts(readiness) == (("sql",), ("git", "art"), ("law",))
    assert (
        "1 must-have not reached: Sql. 2 must-haves not assessed yet: Git and Art. "
        "1 must-have set aside as not applicable: Law."
    ) in basis(matrix, readiness)
    assert musts_text(readiness) == (
        "1 must-have not reached, 2 not assessed yet, 1 set aside as not applicable"
    )
    assert musts_text(of(matrix, answer(sql, 1, 1, 1, 1))) == "3 must-haves not assessed yet"


def test_where_no_target_is_a_must_have_none_is_said_to_be_reached() -> None:
    matrix = a_matrix(SQL, targets=[Target("sql", 2)])
    readiness = of(matrix, answer(SQL, 1, 1, 1, 1))
    assert musts_text(readiness) == "no must-haves"
    assert "must-have" not in basis(matrix, readiness)


@pytest.mark.slow
@given(cases())
def test_every_missing_must_have_is_told_once_and_by_what_is_known(
    case: tuple[Matrix, dict[str, str]],
) -> None:
    readiness = of(*case)
    apart = missing_musts(readiness)
    assert sorted(each for part in apart for each in part) == sorted(readiness.missing_musts)
    levels = {each.target.skill: each.score.level for each in readiness.skill_gaps}
    assert all(levels[each] is not None for each in apart.short)
    assert all(levels[each] is None for each in (*apart.unknown, *apart.aside))


def test_too_few_answers_have_a_reach_and_no_number() -> None:
    few = of(MATRIX, answer(SQL, 1, None, None, None))
    assert few.value is not None
    assert reach(few) == "Your readiness could be anything from 0 to 100 %."
    assert reach(few) in basis(MATRIX, few)
    assert reach(few) not in basis(MATRIX, few, with_reach=False)
    enough = of(MATRIX, answer(SQL, 1, 1, 0, 0))
    assert reach(enough).startswith("Likely range ")
    assert readiness_text(enough) == "100 %"


def test_all_reached() -> None:
    readiness = of(MATRIX, answer(SQL, 1, 1, 1, 1) | answer(WRITING, 1, 1, 1, 1))
    assert verdict(MATRIX, readiness).startswith("You look ready for ")
    assert "The must-have is reached." in basis(MATRIX, readiness)
    assert finding(MATRIX, readiness) == "2 of 2 skills meet the target."


def test_the_finding_names_what_is_open_and_what_costs_most() -> None:
    told = finding(MATRIX, of(MATRIX, answer(SQL, 1, 0, 0, 0)))
    assert told == "0 of 2 skills meet the target. 1 not assessed. Most is lost by Sql."


def test_standings() -> None:
    readiness = of(MATRIX, answer(SQL, 1, 0, 0, 0) | answer(WRITING, *["n/a"] * 4))
    assert [target_status(each) for each in readiness.skill_gaps] == [
        "1 level short",
        "set aside as not applicable",
    ]


@pytest.mark.slow
@given(cases())
def test_every_case_can_be_reported(case: tuple[Matrix, dict[str, str]]) -> None:
    matrix, answers = case
    readiness = of(matrix, answers)
    for told in (verdict(matrix, readiness), basis(matrix, readiness), finding(matrix, readiness)):
        assert told.endswith(".")
        assert "None" not in told


def part_answered(count: int) -> Readiness:
    """Return ten skills without must-haves, some of them fully answered and at the top."""
    skills = [a_skill(f"skill{at}") for at in range(10)]
    matrix = a_matrix(*skills, targets=[Target(each.id, 2) for each in skills])
    answers = {k: v for each in skills[:count] for k, v in answer(each, 1, 1, 1, 1).items()}
    return of(matrix, answers)


def test_a_verdict_kept_back_by_too_few_answers_says_so() -> None:
    readiness = part_answered(7)
    assert readiness.verdict is Verdict.nearly
    assert "Still missing for “ready”: answers to 80 % of the statements (70 % so far)." in basis(
        MATRIX, readiness
    )
    assert conditions_text(readiness) == "no must-haves; 70 % answered, 80 % needed"
    assert conditions_text(readiness, "0 of 0 must-haves").startswith("0 of 0 must-haves; 70 %")


def test_a_verdict_that_is_ready_or_unknown_misses_nothing_for_ready() -> None:
    assert conditions_text(part_answered(8)) == "no must-haves"
    assert "Still missing" not in basis(MATRIX, part_answered(8))
    assert conditions_text(part_answered(2)) == "no must-haves"
    assert "Still missing" not in basis(MATRIX, part_answered(2))


def test_every_condition_that_fails_is_named() -> None:
    readiness = of(MATRIX, answer(SQL, 1, 0, 0, 0) | answer(WRITING, 1, None, None, None))
    assert "Still missing for “ready”: a readiness of 85 % and answers to 80 % of" in basis(
        MATRIX, readiness
    )
    assert conditions_text(readiness) == (
        "1 must-have not reached; ready from 85 %; 62 % answered, 80 % needed"
    )


def test_the_rule_names_must_haves_only_where_there_are_any() -> None:
    start = "From there on we say ready, if 80 % of the statements are answered"
    assert ready_rule(has_musts=False) == f"{start}."
    assert ready_rule(has_musts=True) == f"{start} and every must-have is reached."


@given(cases())
def test_ready_is_where_no_condition_fails(case: tuple[Matrix, dict[str, str]]) -> None:
    readiness = of(*case)
    assert (readiness.verdict is Verdict.ready) is not bool(readiness.unmet)


def test_one_skill_that_meets_its_target_is_told_in_the_singular() -> None:
    matrix = a_matrix(SQL, targets=[Target("sql", 2)])
    assert finding(matrix, of(matrix, answer(SQL, 1, 1, 1, 1))) == "1 of 1 skill meets the target."
    assert finding(matrix, of(matrix, answer(SQL, 1, 0, 0, 0))).startswith("0 of 1 skill meets")


@pytest.mark.parametrize(
    ("verdict_then", "value", "coverage", "musts", "told"),
    [
        ("nearly", 0.98, 0.7, 0, "nearly ready; 70 % answered, 80 % needed"),
        ("nearly", 0.9, 1.0, 2, "nearly ready; 2 must-haves missing"),
        (
            "early",
            0.1,
            0.6,
            1,
            "beginning; 1 must-have missing; ready from 85 %; 60 % answ",
        ),
        ("ready", 0.9, 0.9, 0, "ready"),
        ("unknown", None, 0.1, 0, "not enough answers"),
        ("splendid", 0.9, 0.9, 0, "splendid"),
    ],
)
def test_a_past_verdict_names_what_was_missing(
    verdict_then: str, value: float | None, coverage: float, musts: int, told: str
) -> None:
    assert past_verdict(verdict_then, value, coverage, musts).startswith(told)
