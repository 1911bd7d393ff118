"""The statements, words, pages and minutes that an assessment takes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from matrix_support import QUARTERS, YES_NO, a_matrix, a_skill, the_profile

from skills.entries.kinds import Mode
from skills.matrix import Qualification, Scale, Target
from skills.questionnaire.effort import Effort, effort
from skills.questionnaire.questions import Progress, asked_skills, progress


def test_effort_counts_statements_words_and_minutes() -> None:
    text = "word " * 20
    matrix = a_matrix(
        a_skill("a", levels=range(1, 6), text=text),
        a_skill("b", levels=range(1, 6), text=text),
        a_skill("not-asked", levels=range(1, 6), text=text),
        targets=(Target("a", 1), Target("b", 1)),
        top=5,
    )

    full = effort(matrix, the_profile(matrix), Mode.full)
    quick = effort(matrix, the_profile(matrix), Mode.quick)

    # The scale's title, "Quarters", is one more word; 60.3 s to read, 40 s to click, 6 s to turn.
    assert full == Effort(statements=10, words=201, minutes=2, pages=2)
    # 2 * 2.67 of 20 words
    assert quick == Effort(statements=5, words=108, minutes=1, pages=2)


def test_minutes_are_rounded_up() -> None:
    # 550 words with the scale's title: 165 s, clicks: 12 s, a page: 3 s
    skill = a_skill("a", levels=(1,) * 3, text="word " * 183)
    longer = a_skill("b", levels=(1,), text="word")
    matrix = a_matrix(skill, longer, targets=(Target("a", 1),))
    assert effort(matrix, the_profile(matrix), Mode.full).minutes == 3

    matrix = a_matrix(skill, longer, targets=(Target("a", 1), Target("b", 1)))
    assert effort(matrix, the_profile(matrix), Mode.full).minutes == 4


def test_a_profile_without_targets_costs_nothing() -> None:
    matrix = a_matrix(a_skill())
    assert effort(matrix, the_profile(matrix), Mode.full) == Effort(0, 0, 0, 0)


@pytest.mark.parametrize("mode", Mode)
def test_effort_counts_introductions_and_each_new_scale(mode: Mode) -> None:
    def words(*scales: Scale) -> int:
        found = [
            replace(a_skill(f"s{place}", (1,), scale, ""), about="five words of an introduction")
            for place, scale in enumerate(scales)
        ]
        matrix = a_matrix(*found, targets=[Target(each.id, 1) for each in found])
        return effort(matrix, the_profile(matrix), mode).words

    assert words(QUARTERS) == 5 + 1
    assert words(QUARTERS, QUARTERS, QUARTERS) == 15 + 1
    assert words(QUARTERS, YES_NO, QUARTERS) == 15 + 3


@pytest.mark.parametrize("mode", Mode)
def test_qualifications_cost_a_page_and_a_choice_each(mode: Mode) -> None:
    one = Qualification("one", "Three words long", "certificate", "word " * 97)
    base = a_matrix(a_skill(levels=(1,), text=""), targets=(Target("sql", 1),))
    few, many = (replace(base, qualifications=(one,) * count) for count in (1, 15))
    assert effort(base, the_profile(base), mode) == Effort(1, 1, 1, 1)
    assert effort(few, the_profile(few), mode) == Effort(1, 101, 1, 2)
    # 1501 words: 450.3 s, 16 choices: 64 s, 2 pages: 6 s
    assert effort(many, the_profile(many), mode) == Effort(1, 1501, 9, 2)


def test_every_page_takes_its_time() -> None:
    skills = [a_skill(f"s{place}", levels=(), scale=YES_NO) for place in range(21)]
    matrix = a_matrix(*skills, targets=[Target(each.id, 1) for each in skills])
    assert effort(matrix, the_profile(matrix), Mode.full) == Effort(0, 0, 2, 21)  # 63 s


@pytest.mark.parametrize(
    ("statements", "words", "minutes"),
    [
        (1, 20_000, 101),  # 100 minutes to read and 4 seconds to click
        (1500, 1, 108),  # 7.5 minutes to read and 100 to click
        (15, 1, 2),  # 4.5 seconds to read and a minute to click
    ],
)
def test_minutes_go_by_words_and_clicks(statements: int, words: int, minutes: int) -> None:
    skill = a_skill("a", levels=(1,) * statements, text="word " * words)
    matrix = a_matrix(skill, targets=(Target("a", 1),))
    found = effort(matrix, the_profile(matrix), Mode.full)
    assert found == Effort(statements, statements * words + 1, minutes, pages=1)


def test_a_skill_without_statements_costs_a_page_and_is_finished() -> None:
    matrix = a_matrix(a_skill("a", levels=()), targets=(Target("a", 1),))
    for mode in Mode:
        assert effort(matrix, the_profile(matrix), mode) == Effort(0, 0, 1, 1)
        found = progress(asked_skills(matrix, the_profile(matrix)), {}, mode)
        assert found == Progress(finished=1, skills=1)


def test_a_control_costs_a_statement() -> None:
    matrix = a_matrix(
        *(a_skill(f"s{place}", text="word " * 15) for place in range(6)),
        targets=[Target(f"s{place}", 1) for place in range(6)],
    )
    # Six searches of 2.4 choices among four statements, and three controls, of 15 words each, and
    # the title of the scale.
    assert effort(matrix, the_profile(matrix), Mode.quick) == Effort(17, 262, 3, 6)
