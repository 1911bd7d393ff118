"""What mentors' ratings and agreed levels do to levels and readiness, and what they never do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from effort import examples
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from matrix_support import (
    a_matrix,
    a_skill,
    answer,
    answers_to,
    better_answers,
    matrices,
    skills,
    the_profile,
)
from report_support import assessment
from state_support import marked

from skills.entries.kinds import Mode
from skills.entries.review_entries import Review, item_of, written
from skills.matrix import Matrix, Skill, Target
from skills.scoring.assessed import Assessed, assess, assess_entries
from skills.scoring.estimates import (
    AGREED,
    AGREED_ERROR,
    MENTOR,
    MENTOR_ERROR,
    SELF,
    SELF_ERROR,
    Estimate,
    estimate_agreed,
    estimate_mentor,
    estimate_self,
)
from skills.scoring.levels import score_skill
from skills.store import Entry

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SQL, GIT = a_skill("sql"), a_skill("git")
MATRIX = marked(a_matrix(SQL, GIT, targets=[Target("sql", 3), Target("git", 3, must=True)]))
MODES = st.sampled_from(Mode)
LOW, HIGH = (1, 0, 0, 0), (1, 1, 1, 0)
Answers = dict[str, str]
Levels = dict[str, float]


@st.composite
def agreed_in(draw: st.DrawFn, matrix: Matrix, least: int = 0) -> Levels:
    """Agreed levels of some skills, in half levels."""
    ids = st.sampled_from([*matrix.skills])
    steps = st.integers(0, 2 * matrix.top).map(lambda step: step / 2)
    return draw(st.dictionaries(ids, steps, min_size=least))


@st.composite
def cases(draw: st.DrawFn, least: int = 0) -> tuple[Matrix, Answers, list[Answers], Levels, Mode]:
    """A matrix, a person's answers, the ratings of some mentors, and agreed levels."""
    matrix = draw(matrices())
    people = [draw(answers_to(*matrix.skills.values())) for _ in range(draw(st.integers(1, 3)))]
    return matrix, people[0], people[1:], draw(agreed_in(matrix, least)), draw(MODES)


Case = tuple[Matrix, Answers, list[Answers], Levels, Mode]


def found(case: Case, *, adjusts: bool = True, **changes: object) -> Assessed:
    matrix, answers, ratings, agreed, mode = case
    given_ = {"ratings": ratings, "agreed": agreed} | changes
    profile = the_profile(matrix).id
    return assess(
        matrix, answers, {}, profile=profile, mode=mode, adjust_leniency=adjusts, **given_
    )


@pytest.mark.slow
@given(cases())
def test_an_agreed_level_is_the_level_of_the_result(case: Case) -> None:
    result = found(case)
    agreed = case[3]
    assert dict(result.agreed) == agreed
    for skill, score in result.scores.items():
        sources = {each.source for each in score.estimates}
        assert (sources == {AGREED}) is (skill in agreed)
        assert skill not in agreed or score.level == agreed[skill]


@pytest.mark.slow
@given(skills(), st.integers(0, 8), st.none() | st.integers(1, 4), st.data())
def test_only_a_verified_project_stands_above_an_agreed_level(
    skill: Skill, step: int, verified: int | None, data: st.DataObject
) -> None:
    agreed = estimate_agreed(step / 2, top=4)
    answers = data.draw(answers_to(skill))
    other = Estimate("check", 2, 1, 3, error=0.4)
    score = score_skill(
        skill, answers, top=4, agreed=agreed, verified=verified, others=[other, other]
    )
    assert score.level == max(step / 2, verified or 0)
    assert score.estimates == (agreed,)


@pytest.mark.slow
@given(cases(least=1))
def test_readiness_never_falls_if_an_agreed_level_is_raised(case: Case) -> None:
    old, agreed = found(case).readiness, case[3]
    assert agreed
    for skill, level in agreed.items():
        raised = {**agreed, skill: min(level + 0.5, case[0].top)}
        new = found(case, agreed=raised).readiness
        pairs = ((new.value or 0, old.value or 0), (new.low, old.low), (new.high, old.high))
        assert all(after >= before - 1e-12 for after, before in pairs)


def test_readiness_rises_with_an_agreed_level_below_its_target() -> None:
    answers = answer(SQL, *LOW) | answer(GIT, *HIGH)
    levels = (0, 0.5, 1, 1.5, 2, 2.5, 3)
    values = [found((MATRIX, answers, [], {"sql": each}, Mode.full)).readiness for each in levels]
    shares = [each.value or 0 for each in values]
    assert all(old < new for old, new in pairwise(shares))


@pytest.mark.slow
@given(cases())
def test_a_better_rating_never_lowers_the_level_of_its_skill(case: Case) -> None:
    matrix, answers, ratings, _, mode = case
    better = [each for given_ in ratings[:1] for each in better_answers(matrix, given_)]
    assume(better)
    old = found((matrix, answers, ratings, {}, mode), adjusts=False)
    for each in better:
        new = found((matrix, answers, [each, *ratings[1:]], {}, mode), adjusts=False)
        for skill, score in new.scores.items():
            assert (score.level or 0) >= (old.scores[skill].level or 0) - 1e-12


@pytest.mark.slow
@given(cases(), st.randoms())
def test_the_order_of_mentors_does_not_matter(case: Case, random: object) -> None:
    mixed = random.sample(case[2], len(case[2]))
    old, new = found(case), found(case, ratings=mixed)
    assert new.readiness.value == old.readiness.value
    for skill, score in new.scores.items():
        before = old.scores[skill]
        assert (score.level, score.low, score.high) == (before.level, before.low, before.high)


def entries(case: Case, *, is_revealed: bool) -> list[Entry]:
    """Return what is stored: the person's answers, agreed levels, and reviews of every mentor."""
    _, answers, ratings, agreed, _ = case
    stored = [Entry("answer", *each) for each in answers.items()]
    stored += [Entry("agreed", skill, f"{level:g}") for skill, level in agreed.items()]
    for at, each in enumerate(ratings):
        review = written(Review("Mo", NOW, NOW if is_revealed else None))
        stored.append(Entry("review", f"review-{at}", review))
        stored += [Entry("rating", item_of(f"review-{at}", e), v) for e, v in each.items()]
    return stored


def stored_result(case: Case, stored: list[Entry]) -> Assessed:
    matrix = marked(case[0])
    profile = the_profile(matrix).id
    of = replace(assessment(matrix), profile=profile, mode=case[4].value)
    return assess_entries(of, stored, matrix, NOW.date())


@pytest.mark.slow
@given(cases())
@settings(max_examples=examples(100))
def test_ratings_that_are_not_revealed_change_no_number(case: Case) -> None:
    hidden = stored_result(case, entries(case, is_revealed=False))
    without = [each for each in entries(case, is_revealed=False) if each.kind != "rating"]
    assert hidden == stored_result(case, without)
    assert not hidden.mentor_estimates


@pytest.mark.slow
@given(cases())
@settings(max_examples=examples(100))
def test_revealed_ratings_count_as_they_are(case: Case) -> None:
    shown = stored_result(case, entries(case, is_revealed=True))
    direct = found((marked(case[0]), *case[1:]))
    assert shown == replace(direct, limits=shown.limits)


def test_a_rating_without_a_valid_review_counts_nothing() -> None:
    rating = Entry("rating", item_of("review-0", "sql.s3"), "o4")
    for review in (None, Entry("review", "review-0", None), Entry("review", "review-0", "{")):
        stored = [rating, *([review] if review else [])]
        assert not stored_result((MATRIX, {}, [], {}, Mode.full), stored).mentor_estimates


def test_agreed_levels_of_skills_that_are_gone_count_nothing() -> None:
    stored = [Entry("agreed", "gone", "4"), Entry("agreed", "sql", None)]
    result = stored_result((MATRIX, {}, [], {}, Mode.full), stored)
    assert not result.agreed
    assert result.readiness.value is None


def test_every_mentor_counts_beside_the_self_rating() -> None:
    ratings = [answer(SQL, *HIGH), answer(SQL, *LOW), answer(GIT, *LOW)]
    result = found((MATRIX, answer(SQL, *LOW), ratings, {}, Mode.full), adjusts=False)
    sources = [each.source for each in result.scores["sql"].estimates]
    assert sources == [SELF, MENTOR, MENTOR]
    assert 1 < (result.scores["sql"].level or 0) < 2
    assert result.scores["git"].level == 1
    assert {each: len(of) for each, of in result.mentor_estimates.items()} == {"sql": 2, "git": 1}


@pytest.mark.parametrize(("level", "kept"), [(-1, 0), (0, 0), (2.5, 2.5), (4, 4), (99, 4)])
def test_an_agreed_level_stays_on_the_scale(level: float, kept: float) -> None:
    estimate = estimate_agreed(level, top=4)
    assert (estimate.level, estimate.low, estimate.high, estimate.shown) == (kept,) * 4
    assert estimate.error == AGREED_ERROR * 4


def test_an_agreed_level_errs_like_a_mentor_and_less_than_oneself() -> None:
    assert 0 < AGREED_ERROR == MENTOR_ERROR < SELF_ERROR


@given(skills(), st.data(), MODES)
def test_a_mentors_estimate_differs_from_a_persons_only_in_source_and_error(
    skill: Skill, data: st.DataObject, mode: Mode
) -> None:
    answers = data.draw(answers_to(skill))
    own = estimate_self(skill, answers, top=4, mode=mode)
    mentors = estimate_mentor(skill, answers, top=4, mode=mode)
    if own is None:
        assert mentors is None
    else:
        assert mentors == replace(own, source=MENTOR, error=MENTOR_ERROR * 4)


def test_agreed_levels_show_how_leniently_a_person_rates() -> None:
    answers = answer(SQL, *HIGH) | answer(GIT, *HIGH)
    case = (MATRIX, answers, [], {"sql": 1.0}, Mode.full)
    result = found(case)
    assert (result.leniency.skills, result.leniency.difference) == (1, 2)
    assert result.scores["git"].level == pytest.approx(3 - result.leniency.shift)
    assert found(case, adjusts=False).scores["git"].level == 3
