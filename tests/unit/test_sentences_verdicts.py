import pytest
from hypothesis import given
from matrices_for_tests import a_matrix, a_skill, answer, cases, the_profile

from skills.entries.kinds import Mode
from skills.matrix import Matrix, Target
from skills.scoring import CHECK, Estimate, score_skills
from skills.scoring.readiness import Readiness, compare
from skills.scoring.verdicts import Verdict
from skills.sentences.must_haves import missing_musts, musts_text
from skills.sentences.person import somebody
from skills.sentences.results import aim_words, finding, readiness_text
from skills.sentences.verdicts import (
    basis,
    conditions_text,
    headline,
    past_verdict,
    progress_summary,
    reach,
    ready_rule,
    shown_verdict,
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
    assert told.endswith("1 must-have not met: Sql.")


def test_quick_mode_tells_what_is_implied() -> None:
    told = basis(MATRIX, of(MATRIX, answer(SQL, None, 1, 0, None), Mode.quick))
    assert told.startswith("2 of 8 statements answered, 2 more implied by them, self-reported.")


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
    told = basis(MATRIX, of(MATRIX, aside))
    assert told.endswith("There's no verdict because too much was set aside as not applicable.")
    everything = dict.fromkeys(MATRIX.statements, "not-applicable")
    assert basis(MATRIX, of(MATRIX, everything)).endswith(
        "Everything was set aside, so there's nothing to compare with a target."
    )
    checked = score_skills(MATRIX, everything, others={"sql": [Estimate(CHECK, 2, 2, 2, 0.8)]})
    assert basis(MATRIX, compare(MATRIX, the_profile(MATRIX), checked)).endswith(
        "There's no verdict because too much was set aside as not applicable."
    )


@pytest.mark.parametrize(
    ("musts", "told"),
    [
        (1, "The must-have is met."),
        (2, "Both must-haves are met."),
        (3, "All 3 must-haves are met."),
    ],
)
def test_reached_must_haves_are_counted_as_people_do(musts: int, told: str) -> None:
    assert told in basis(*four(2, 2, 2, 2, musts=musts))


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
def test_every_missing_must_have_is_told_once_and_by_what_is_known(
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


EVERY = answer(SQL, 1, 1, 1, 1) | answer(WRITING, 1, 1, 1, 1)


def test_ready_by_ones_own_account_says_so_and_what_would_narrow_it() -> None:
    readiness = of(MATRIX, EVERY)
    assert verdict(MATRIX, readiness) == "By your own ratings, you're ready for level role."
    assert verdict_word(readiness) == "ready by your own ratings"
    assert basis(MATRIX, readiness).endswith(
        "The must-have is met. Equally skilled people end up about 18 points apart if one rates "
        "boldly and the other modestly. Knowledge checks or a mentor's rating narrow that gap."
    )


def test_plain_ready_needs_a_second_source_for_every_must_have() -> None:
    mentor = Estimate("mentor", 4, 4, 4, 0.7, shown=4)
    scores = score_skills(MATRIX, EVERY, others={"sql": [mentor]})
    readiness = compare(MATRIX, the_profile(MATRIX), scores)
    assert verdict(MATRIX, readiness) == "You look ready for level role."
    assert verdict_word(readiness) == "ready"
    assert reach(readiness).endswith(" (about 90% sure).")
    assert "people of the same ability" not in basis(MATRIX, readiness)


def four(*levels: int, musts: int = 4) -> tuple[Matrix, Readiness]:
    """Four skills with target 2 and weight, of which the first are must-haves."""
    skills = [a_skill(each) for each in ("sql", "git", "law", "art")]
    matrix = a_matrix(
        *skills, targets=[Target(e.id, 2, must=at < musts) for at, e in enumerate(skills)]
    )
    answers: dict[str, str] = {}
    for skill, level in zip(skills, levels, strict=True):
        answers |= answer(skill, *(float(rank <= level) for rank in range(1, 5)))
    return matrix, of(matrix, answers)


@pytest.mark.parametrize(
    ("levels", "musts", "told"),
    [
        ((1, 2, 2, 2), 4, "One must-have away from level role: Sql."),
        ((1, 1, 2, 2), 4, "Two must-haves away from level role: Sql and Git."),
        ((1, 1, 1, 2), 4, "You're on your way to level role."),
        ((0, 2, 2, 2), 4, "You're on your way to level role."),
        ((0, 2, 2, 2), 0, "Nearly ready for level role: less than halfway to the target in Sql."),
        ((1, 1, 2, 2), 0, "Nearly ready for level role: 75% of the way; ready starts at 85%."),
        ((0, 0, 0, 1), 4, "You're just starting out towards level role."),
    ],
)
def test_the_headline_carries_the_reason(levels: tuple[int, ...], musts: int, told: str) -> None:
    assert verdict(*four(*levels, musts=musts)) == told


def test_the_headline_speaks_of_somebody_else_or_to_you() -> None:
    found = four(1, 1, 1, 2, musts=4)
    assert headline(*found).startswith("You're on your way to")
    assert headline(*found, somebody("")).startswith("The candidate is on the way to")


@pytest.mark.parametrize(
    ("levels", "musts", "told"),
    [
        ((0, 0, 0, 1), 4, "Just starting out towards"),
        ((1, 1, 1, 2), 4, "On the way to"),
        ((1, 1, 2, 2), 0, "Nearly ready for"),
        ((2, 2, 2, 2), 4, "Self-rated as ready for"),
    ],
)
def test_to_others_the_verdict_speaks_to_nobody(
    levels: tuple[int, ...], musts: int, told: str
) -> None:
    matrix, readiness = four(*levels, musts=musts)
    name = aim_words(matrix, readiness.profile)
    assert shown_verdict(matrix, readiness) == f"{told} {name}"
    assert shown_verdict(MATRIX, of(MATRIX, {})) == ""


@pytest.mark.parametrize(
    ("art", "told"),
    [
        ({}, "Nearly ready for level role: Art not assessed yet."),
        (
            dict.fromkeys((f"art.s{at}" for at in range(4)), "not-applicable"),
            "Nearly ready for level role: Art set aside as not applicable.",
        ),
        ({"art.s1": "o1"}, "Nearly ready for level role: too few answers in Art."),
    ],
)
def test_what_is_not_known_is_not_said_to_be_under_half(art: dict[str, str], told: str) -> None:
    names = [f"skill{at}" for at in range(8)]
    skills = [*map(a_skill, names), a_skill("art")]
    matrix = a_matrix(*skills, targets=[Target(each.id, 2) for each in skills])
    answers = {k: v for each in skills[:-1] for k, v in answer(each, 1, 1, 0, 0).items()}
    assert verdict(matrix, of(matrix, answers | art)) == told


@pytest.mark.parametrize(
    ("levels", "told"),
    [
        ((1, 2, 2, 2, 2, 2, 2, 2), "One must-have away from level role: Skill0."),
        ((1, 1, 1, 2, 2, 2, 2, 2), "One must-have away from level role: Skill0."),
        ((1, 0, 2, 2, 2, 2, 2, 2), "less than halfway to the target in Skill1."),
        ((1, 1, 1, 1, 2, 2, 2, 2), "75% of the way; ready starts at 85%."),
    ],
)
def test_must_haves_are_all_that_is_missing_only_if_reaching_them_would_make_one_ready(
    levels: tuple[int, ...], told: str
) -> None:
    skills = [a_skill(f"skill{at}") for at in range(len(levels))]
    matrix = a_matrix(*skills, targets=[Target(e.id, 2, must=e is skills[0]) for e in skills])
    answers: dict[str, str] = {}
    for skill, level in zip(skills, levels, strict=True):
        answers |= answer(skill, *(float(rank <= level) for rank in range(1, 5)))
    if not told.startswith("One"):
        told = f"Nearly ready for level role: one must-have missing (Skill0), and {told}"
    assert verdict(matrix, of(matrix, answers)) == told


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


@pytest.mark.slow
@given(cases())
def test_every_case_can_be_reported(case: tuple[Matrix, dict[str, str]]) -> None:
    matrix, answers = case
    readiness = of(matrix, answers)
    for told in (verdict(matrix, readiness), basis(matrix, readiness), finding(matrix, readiness)):
        assert told.endswith(".")
        assert "None" not in told


def set_aside(skills: int) -> Readiness:
    """Return ten skills at their targets without must-haves, a part of some set aside."""
    parts = [a_skill(f"skill{at}") for at in range(10)]
    matrix = a_matrix(*parts, targets=[Target(each.id, 2) for each in parts])
    answers: dict[str, str] = {}
    for at, each in enumerate(parts):
        answers |= answer(each, *(("n/a", 1, "n/a", "n/a") if at < skills else (1, 1, 1, 1)))
    return of(matrix, answers)


def test_a_verdict_kept_back_by_what_was_set_aside_says_so() -> None:
    readiness = set_aside(7)
    assert (readiness.coverage, readiness.verdict) == (1, Verdict.unknown)
    assert "19 of 19 statements answered, 21 set aside" in basis(MATRIX, readiness)
    assert basis(MATRIX, readiness).endswith("because too much was set aside as not applicable.")


def test_a_verdict_that_is_ready_or_unknown_misses_nothing_for_ready() -> None:
    assert set_aside(6).verdict is Verdict.ready
    assert conditions_text(set_aside(6)) == "no must-haves"
    assert conditions_text(set_aside(6), "0 of 0 must-haves") == "0 of 0 must-haves"
    assert "Still needed" not in basis(MATRIX, set_aside(6))
    unknown = of(MATRIX, answer(SQL, 1, None, None, None))
    assert conditions_text(unknown) == "1 must-have only estimated from other answers"
    assert "Still needed" not in basis(MATRIX, unknown)


def test_every_condition_that_fails_is_named() -> None:
    readiness = of(MATRIX, answer(SQL, 1, 0, 0, 0) | answer(WRITING, 1, "n/a", "n/a", "n/a"))
    assert "Still needed for “ready”: readiness of 85%." in basis(MATRIX, readiness)
    assert conditions_text(readiness) == "1 must-have not met; ready starts at 85%"


def test_the_rule_names_must_haves_only_where_there_are_any() -> None:
    start = "Ready starts at 85%, as long as 80% of the statements are answered"
    half = "every target is at least half met"
    assert ready_rule(has_musts=False) == f"{start} and {half}."
    assert ready_rule(has_musts=True) == f"{start}, {half} and every must-have is met."


@given(cases())
def test_ready_is_where_no_condition_fails(case: tuple[Matrix, dict[str, str]]) -> None:
    readiness = of(*case)
    assert (readiness.verdict is Verdict.ready) is not bool(readiness.unmet)


@pytest.mark.parametrize(
    ("verdict_then", "value", "coverage", "musts", "told"),
    [
        ("nearly", 0.98, 0.7, 0, "nearly ready; 70% answered, 80% needed"),
        ("nearly", 0.9, 1.0, 2, "nearly ready; 2 must-haves missing"),
        (
            "early",
            0.1,
            0.6,
            1,
            "starting out; 1 must-have missing; ready starts at 85%; 60% answ",
        ),
        ("nearly", 0.9, 0.9, 0, "nearly ready; not every target is half met yet"),
        ("ready", 0.9, 0.9, 0, "ready"),
        ("unknown", None, 0.1, 0, "not enough answers"),
        ("splendid", 0.9, 0.9, 0, "splendid"),
    ],
)
def test_a_past_verdict_names_what_was_missing(
    verdict_then: str, value: float | None, coverage: float, musts: int, told: str
) -> None:
    found = past_verdict(verdict_then, value, coverage, musts, is_confirmed=True)
    assert found.startswith(told)


def test_a_past_ready_that_rested_on_ones_own_word_still_says_so() -> None:
    told = past_verdict("ready", 0.9, 0.9, 0, is_confirmed=False)
    assert told == "ready by your own ratings"
