"""Sentences that say what a verdict rests on, or what it still needs."""

from matrix_support import answer, the_profile
from verdict_support import MATRIX, SQL, WRITING, of

from skills.entries.kinds import Mode
from skills.scoring import CHECK, Estimate, score_skills
from skills.scoring.readiness import compute_readiness
from skills.sentences.results import readiness_text
from skills.sentences.verdicts import basis, reach, verdict, verdict_word


def test_the_basis_names_answers_source_range_and_musts() -> None:
    sentence = basis(MATRIX, of(MATRIX, answer(SQL, 1, 0, 0, 0) | answer(WRITING, 1, 1, 1, "n/a")))
    assert sentence.startswith(
        "7 of 7 statements answered, 1 set aside as not applicable, self-rep"
    )
    assert "Likely range " in sentence
    assert sentence.endswith("1 must-have not met: Sql.")


def test_quick_mode_says_what_is_implied() -> None:
    sentence = basis(MATRIX, of(MATRIX, answer(SQL, None, 1, 0, None), Mode.quick))
    assert sentence.startswith("2 of 8 statements answered, 2 more implied by them, self-reported.")


def test_too_few_answers_give_no_verdict_and_say_how_many_are_needed() -> None:
    readiness = of(MATRIX, answer(SQL, 1, None, None, None))
    assert verdict(MATRIX, readiness) == (
        "Not enough answers yet to say how ready you are for level role."
    )
    assert verdict_word(readiness) == "not enough answers"
    assert readiness_text(readiness) == "–"
    assert basis(MATRIX, readiness).endswith("A verdict needs at most 6 more answers.")
    one = of(MATRIX, answer(SQL, 1, 1, 1, 1) | answer(WRITING, 1, 1, None, None))
    assert basis(MATRIX, one).endswith("A verdict needs 1 more answer.")


def test_what_was_set_aside_is_no_answer_still_to_give() -> None:
    aside = answer(SQL, 1, "n/a", "n/a", "n/a") | answer(WRITING, 1, "n/a", "n/a", "n/a")
    sentence = basis(MATRIX, of(MATRIX, aside))
    assert sentence.endswith("There's no verdict because too much was set aside as not applicable.")
    everything = dict.fromkeys(MATRIX.statements, "not-applicable")
    assert basis(MATRIX, of(MATRIX, everything)).endswith(
        "Everything was set aside, so there's nothing to compare with a target."
    )
    checked = score_skills(MATRIX, everything, others={"sql": [Estimate(CHECK, 2, 2, 2, 0.8)]})
    assert basis(MATRIX, compute_readiness(MATRIX, the_profile(MATRIX), checked)).endswith(
        "There's no verdict because too much was set aside as not applicable."
    )


def test_too_few_answers_have_a_reach_and_no_number() -> None:
    few = of(MATRIX, answer(SQL, 1, None, None, None))
    assert few.value is not None
    assert reach(few) == "Your readiness could be anything from 0 to 100%."
    assert reach(few) in basis(MATRIX, few)
    assert reach(few) not in basis(MATRIX, few, with_reach=False)
    enough = of(MATRIX, answer(SQL, 1, 1, 0, 0) | answer(WRITING, 1, 1, 0, 0))
    assert reach(enough) == (
        "Likely range 48 to 100% by your own ratings, if you rate yourself as most people do."
    )
    assert readiness_text(enough) == "100%"
