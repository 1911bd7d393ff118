from matrix_support import a_matrix, a_skill, answer, the_profile

from skills.matrix import Matrix, Target
from skills.scoring import AGREED, CHECK, MENTOR, PROJECT, SELF, score_skills
from skills.scoring.readiness import Readiness, compute_readiness
from skills.scoring.statements import Basis
from skills.sentences.results import (
    BASIS_WORDS,
    MENTOR_BASIS_WORDS,
    SOURCE_NOUNS,
    SOURCE_WORDS,
    basis_words,
    finding,
    sources_text,
    target_status,
    with_sources,
)


def of(matrix: Matrix, answers: dict[str, str]) -> Readiness:
    return compute_readiness(matrix, the_profile(matrix), score_skills(matrix, answers))


SQL, WRITING = a_skill("sql"), a_skill("writing")
MATRIX = a_matrix(SQL, WRITING, targets=[Target("sql", 2, must=True), Target("writing", 2)])


def test_the_finding_names_what_is_open_and_what_costs_most() -> None:
    text = finding(MATRIX, of(MATRIX, answer(SQL, 1, 0, 0, 0)))
    assert text == "0 of 2 skills meet the target. 1 not assessed. Biggest gaps: Sql."


def test_standings() -> None:
    readiness = of(MATRIX, answer(SQL, 1, 0, 0, 0) | answer(WRITING, *["n/a"] * 4))
    assert [target_status(each) for each in readiness.skill_gaps] == [
        "1 level short",
        "set aside as not applicable",
    ]


def test_a_must_have_met_by_an_estimate_only_is_not_said_to_be_met() -> None:
    readiness = of(MATRIX, answer(SQL, 1, None, None, 1) | answer(WRITING, 1, None, None, 1))
    assert [target_status(each) for each in readiness.skill_gaps] == ["target met"] * 2
    guess = (1, None, None, 0.75)
    readiness = of(MATRIX, answer(SQL, *guess) | answer(WRITING, *guess))
    assert [each.is_shown for each in readiness.skill_gaps] == [True, True]
    guess = (1, None, None, 0.25)
    readiness = of(MATRIX, answer(SQL, *guess) | answer(WRITING, *guess))
    assert [target_status(each) for each in readiness.skill_gaps] == [
        "only estimated",
        "target met",
    ]
    assert finding(MATRIX, readiness) == "1 of 2 skills meets the target."


def test_one_skill_that_meets_its_target_is_in_the_singular() -> None:
    matrix = a_matrix(SQL, targets=[Target("sql", 2)])
    assert finding(matrix, of(matrix, answer(SQL, 1, 1, 1, 1))) == "1 of 1 skill meets the target."
    assert finding(matrix, of(matrix, answer(SQL, 1, 0, 0, 0))).startswith("0 of 1 skill meets")


def test_several_sources_are_listed_as_nouns() -> None:
    assert sources_text(()) == ""
    assert sources_text([MENTOR]) == "a mentor's rating"
    assert sources_text([MENTOR, SELF]) == "self-ratings and a mentor's ratings"


def test_what_is_answered_is_not_said_to_be_agreed() -> None:
    assert with_sources("8 of 8 statements answered", []) == "8 of 8 statements answered."
    assert with_sources("8 of 8 answered", [SELF]) == "8 of 8 answered, self-reported."
    assert with_sources("8 of 8 answered", [AGREED]) == (
        "8 of 8 answered. Based on levels agreed with a mentor."
    )
    assert with_sources("8 of 8 answered", [AGREED, SELF, MENTOR]) == (
        "8 of 8 answered. Based on self-ratings, a mentor's ratings and agreed levels."
    )


def test_every_source_has_words_and_a_noun() -> None:
    assert {*SOURCE_WORDS} == {*SOURCE_NOUNS} == {SELF, CHECK, MENTOR, AGREED, PROJECT}


def test_the_credit_of_a_mentors_rating_is_not_called_the_persons_answer() -> None:
    assert basis_words(SELF) == basis_words(CHECK) == BASIS_WORDS
    assert basis_words(MENTOR) == MENTOR_BASIS_WORDS
    assert {*BASIS_WORDS} == {*MENTOR_BASIS_WORDS} == {*Basis}
    assert basis_words(MENTOR)["answered"] == "their rating"
