"""What people who are no programmers write: each mistake has its line, its cause and a fix."""

from __future__ import annotations

import pytest
from mistakes_in_ids import IDS
from mistakes_in_indentation import INDENTATION
from mistakes_in_lists import LISTS
from mistakes_in_punctuation import PUNCTUATION
from mistakes_in_values import VALUES
from mistakes_support import GOOD, Mistake, broken, read

from skills.matrix.reading.repair_search import WHOLE

pytestmark = pytest.mark.slow

MISTAKES = (*INDENTATION, *PUNCTUATION, *LISTS, *VALUES, *IDS)


def test_the_good_file_has_no_problems() -> None:
    assert read(GOOD).problems == ()
    assert len(MISTAKES) >= 51


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda each: each.name)
def test_a_mistake_is_reported_once_at_its_line_with_cause_and_fix(mistake: Mistake) -> None:
    text = broken(mistake)
    first, *others = read(text).problems
    assert not others, others
    assert mistake.at in text.split("\n")[first.place.line - 1], first
    assert mistake.what in first.what
    assert mistake.fix in first.fix


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda each: each.name)
def test_following_the_fix_makes_a_valid_file(mistake: Mistake) -> None:
    fixed = mistake.good if mistake.fixed is None else mistake.fixed
    reading = read(broken(mistake).replace(mistake.broken, fixed, 1))
    assert reading.problems == ()
    _, is_literal, literal = mistake.fix.partition("write: ")
    assert not is_literal or literal in fixed


def test_one_entry_stands_for_a_list_of_one() -> None:
    lone = read(GOOD.replace("after: [sourdough]", "after: sourdough"))
    assert lone.problems == ()
    assert lone.matrix is not None
    assert lone.matrix.projects[1].after == ("sourdough",)


def test_a_block_may_pass_midnight() -> None:
    reading = read(GOOD.replace('"02:30"', '"22:00"'))
    assert reading.problems == ()
    assert reading.matrix is not None
    assert reading.matrix.day[0].minutes == 8 * 60


def test_a_repeated_key_does_not_make_other_places_wrong() -> None:
    (problem,) = read(GOOD.replace("      rolls:\n", "      bread:\n")).problems
    assert problem.code == "duplicate-key"


def padded() -> str:
    """Return the good file with so many more skills that it is read again in parts only."""
    more = "".join(
        f"      more-{n}:\n        title: More {n}\n        statements:\n"
        f"          one: {{level: 1, text: I do number {n}.}}\n"
        for n in range(WHOLE // 100)
    )
    return GOOD.replace("  shop:\n", f"{more}  shop:\n")


BY_SYNTAX = [
    each
    for each in MISTAKES
    if any(problem.code == "not-yaml" for problem in read(broken(each)).problems)
]


@pytest.mark.parametrize("mistake", BY_SYNTAX, ids=lambda each: each.name)
def test_a_large_file_gets_the_same_explanation(mistake: Mistake) -> None:
    text = broken(mistake, padded())
    first = next(each for each in read(text).problems if each.blocks)
    assert mistake.at in text.split("\n")[first.place.line - 1], first
    assert mistake.what in first.what


@pytest.mark.parametrize("mistake", BY_SYNTAX, ids=lambda each: each.name)
def test_a_second_mistake_does_not_hide_the_first(mistake: Mistake) -> None:
    text = broken(mistake).replace("    activities: [mix", "    activities [mix")
    first = read(text).problems[0]
    assert mistake.at in text.split("\n")[first.place.line - 1], first
