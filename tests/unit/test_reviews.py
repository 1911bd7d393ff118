"""What a person and a mentor have before them, and what agreeing changed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from matrix_support import a_skill, answer, answers_to
from review_support import ANAS, HIGH, LOW, MATRIX, NAMES, NOW, PROFILE, REVIEW, SKILLS, entries
from state_support import small_matrix

from skills.entries.kinds import MENTOR_MODE, Mode
from skills.entries.review_entries import Action, Review, item_of, written
from skills.matrix import NOT_APPLICABLE
from skills.questionnaire.effort import effort, rating_minutes
from skills.questionnaire.questions import Progress, asked_skills
from skills.review.effect import Effect, effect_of_agreed
from skills.scoring.assessed import assess_entries
from skills.scoring.estimates import estimate_agreed
from skills.store import Entry, NotFound
from skills.workspace.reviews import rated, skills_to_rate, talk_of


def review(*, is_revealed: bool = True) -> dict[str, str | None]:
    return {REVIEW: written(Review("Mo", NOW, NOW if is_revealed else None))}


def effect(stored: list[Entry]) -> Effect | None:
    before = [each for each in stored if each.kind != "agreed"]
    results = (assess_entries(ANAS, each, MATRIX, NOW.date()) for each in (before, stored))
    return effect_of_agreed(*results)


def rating(name: str, earned: tuple[float | str | None, ...]) -> dict[str, str | None]:
    return {item_of(REVIEW, each): it for each, it in answer(SKILLS[name], *earned).items()}


def test_must_haves_are_rated_first_then_the_heaviest() -> None:
    found = [each.id for each in skills_to_rate(MATRIX, PROFILE)]
    assert found == ["heavy-must", "must", "heavy", "light"]


def test_how_far_a_mentor_is_counts_their_own_ratings_only() -> None:
    skills = skills_to_rate(MATRIX, PROFILE)
    own = rating("must", (None, 1, 1, 1))
    others = {item_of("other", each): "o4" for each in MATRIX.statements}
    found = rated(REVIEW, entries(rating={**own, **others}, answer=others), MATRIX, skills)
    assert (found.finished, found.skills, found.answered) == (1, 4, 3)
    assert rated("nobody", entries(rating=own), MATRIX, skills) == rated(
        "nobody", [], MATRIX, skills
    )
    assert rated("nobody", [], MATRIX, skills).answered == 0


def test_not_observed_finishes_a_skill_without_counting_as_answered() -> None:
    aside = rating("must", ("n/a",) * 4)
    assert {*aside.values()} == {NOT_APPLICABLE}
    found = rated(REVIEW, entries(rating=aside), MATRIX, [SKILLS["must"]])
    assert found == Progress(finished=1, skills=1, aside=4, unseen=1)


@pytest.mark.parametrize(
    "stored",
    [{}, review(is_revealed=False), {REVIEW: None}, {REVIEW: "{"}, {"other": review()[REVIEW]}],
)
def test_there_is_nothing_to_talk_about_before_the_reveal(stored: dict[str, str | None]) -> None:
    with pytest.raises(NotFound):
        talk_of(
            ANAS,
            entries(review=stored, rating=rating("must", HIGH)),
            MATRIX,
            REVIEW,
            today=NOW.date(),
        )


def test_a_talk_has_both_ratings_the_comments_and_the_actions() -> None:
    action = Action(skill="must", text="Read", due=NOW.date())
    found = talk_of(
        ANAS,
        entries(
            review=review(),
            answer=answer(SKILLS["must"], *LOW),
            rating={**rating("must", HIGH), item_of("other", "must.s3"): "o4"},
            comment={
                item_of(REVIEW, "must"): "Seen it.",
                item_of(REVIEW, "light"): "",
                item_of(REVIEW, "heavy"): None,
                item_of("other", "must"): "Not mine.",
            },
            action={"a": written(action), "b": None},
        ),
        MATRIX,
        REVIEW,
        today=NOW.date(),
    )
    ratings = {each.target.skill: (each.first, each.second) for each in found.agreement.skills}
    assert ratings["must"] == (1, 3)
    assert ratings["light"] == (None, None)
    assert dict(found.comments) == {"must": "Seen it."}
    assert dict(found.actions) == {"a": action}
    assert found.agenda[0].skill == "must"
    assert found.review.mentor == "Mo"


def test_the_mentors_side_rests_on_their_ratings_alone() -> None:
    stored = entries(
        review=review(),
        answer=answer(SKILLS["light"], *HIGH),
        rating=rating("must", HIGH),
        agreed={"must": "1", "heavy": "2"},
    )
    found = talk_of(ANAS, stored, MATRIX, REVIEW, today=NOW.date())
    assert found.mentor.mode is MENTOR_MODE is Mode.quick
    assert {each for each, score in found.mentor.scores.items() if score.is_assessed} == {"must"}
    assert found.mentor.scores["must"].level == 3
    assert found.person.scores["must"].level == 1
    assert dict(found.person.agreed) == {"must": 1, "heavy": 2}


def test_without_agreed_levels_there_is_no_effect() -> None:
    stored = entries(answer=answer(SKILLS["must"], *LOW), agreed={"must": None, "gone": "2"})
    assert effect(stored) is None


def test_the_effect_counts_what_was_agreed_lower_higher_and_the_same() -> None:
    answers = {
        each: choice
        for name, earned in (("must", HIGH), ("light", LOW), ("heavy", (1, 1, 0, 0)))
        for each, choice in answer(SKILLS[name], *earned).items()
    }
    agreed: dict[str, str | None] = {"must": "1", "light": "2", "heavy": "2", "heavy-must": "0"}
    found = effect(entries(answer=answers, agreed=agreed))
    assert found is not None
    assert (found.lower, found.higher, found.same, found.new) == (1, 1, 1, 1)
    assert found.before.value is not None
    assert found.before.value != (found.after.value or 0)


@pytest.mark.parametrize(
    ("was", "counts"),
    [(1.97, (0, 1, 0)), (2.0, (0, 0, 1)), (2.06, (0, 0, 1)), (2.1, (1, 0, 0))],
)
def test_the_effect_compares_levels_as_they_are_shown(
    was: float, counts: tuple[int, int, int]
) -> None:
    stored = entries(answer=answer(SKILLS["must"], *LOW), agreed={"must": "2"})
    before, after = (
        assess_entries(ANAS, each, MATRIX, NOW.date()) for each in (stored[:-1], stored)
    )
    earlier = {"must": estimate_agreed(was, top=MATRIX.top)}
    found = effect_of_agreed(replace(before, agreed_estimates=earlier), after)
    assert found is not None
    assert (found.lower, found.higher, found.same) == counts


AGREED = st.dictionaries(
    st.sampled_from([*NAMES, "unasked", "gone"]),
    st.sampled_from(["0", "0.5", "1", "2", "3.5", "4"]),
    min_size=1,
)


@given(answers_to(*SKILLS.values()), AGREED)
@settings(max_examples=examples(50))
def test_every_agreed_level_is_counted_once(
    answers: dict[str, str], agreed: dict[str, str]
) -> None:
    found = effect(entries(answer=answers, agreed=agreed))
    counted = len({*agreed} - {"gone"})
    assert (found is not None) is (counted > 0)
    assert found is None or (found.lower + found.higher + found.same + found.new == counted)
    without = effect(entries(answer=answers, agreed=dict.fromkeys(agreed)))
    assert without is None


def test_rating_takes_less_time_than_answering_everything() -> None:
    matrix = small_matrix("sql", "git", "ml", "etl")
    skills = asked_skills(matrix, matrix.profiles[PROFILE])
    quick, full = (rating_minutes(skills, each) for each in (Mode.quick, Mode.full))
    assert 0 < quick <= full == effort(matrix, matrix.profiles[PROFILE], Mode.full).minutes


def test_no_skills_take_no_time_and_each_more_takes_no_less() -> None:
    skills = [a_skill(f"skill-{at}") for at in range(12)]
    found = [rating_minutes(skills[:count], MENTOR_MODE) for count in range(12)]
    assert found[0] == 0
    assert found == sorted(found)
    assert found[-1] > found[1] > 0
