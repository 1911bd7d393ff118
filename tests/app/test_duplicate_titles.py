"""Titles need not differ (the reader only warns); what is chosen has to be what is meant."""

from pathlib import Path

import pytest
from page_visit import Visit, begin, put, stored

from components.pages.result import SCORING
from components.web import session
from skills.matrix import Matrix
from skills.matrix.reading import read_texts

DOUBLES = """\
matrix: garden
title: Doubles
scales:
  truth:
    title: How far?
    options:
      no: {title: No, credit: 0}
      some: {title: "Does not apply", credit: 0.4}
      more: {title: Yes, credit: 0.7}
      most: {title: Yes, credit: 1}
areas:
  all:
    title: All
    skills:
      one:
        title: Same
        statements:
          a: {level: 1, text: I do this.}
          b: {level: 2, text: I do this.}
      two:
        title: Same
        statements:
          a: {level: 1, text: I do that.}
roles:
  first:
    title: Role
    profiles:
      low: {title: Level, targets: {one: 1, two: 1}}
      high: {title: Level, targets: {one: 2, two: 1}}
  second:
    title: Role
    profiles:
      only: {title: Level, targets: {two: 1}}
"""


@pytest.fixture
def doubles(garden_file: Path) -> Matrix:
    garden_file.write_text(DOUBLES)
    reading = read_texts([("garden.yaml", DOUBLES.encode())])
    assert reading.matrix is not None, reading.problems
    return reading.matrix


@pytest.mark.parametrize("option", ["no", "some", "more", "most", "not-applicable"])
def test_each_option_is_stored_as_itself(ann: Visit, doubles: Matrix, option: str) -> None:
    assessment = begin(ann, doubles, "first.low")
    ann.open("assess", a=assessment.id).answer("one.a", option)
    assert stored(ann, assessment) == {"one.a": option}


@pytest.mark.parametrize("statement", ["one.a", "one.b"])
def test_the_answer_meant_is_cleared(ann: Visit, doubles: Matrix, statement: str) -> None:
    assessment = begin(ann, doubles, "first.low")
    put(ann, assessment, {"one.a": "no", "one.b": "no"})
    ann.open("assess", a=assessment.id, skill="one")
    ann.click(ann.at.menu_button[0].click(statement))
    assert statement not in stored(ann, assessment)
    assert len(stored(ann, assessment)) == 1


@pytest.mark.parametrize("skill", ["one", "two"])
def test_a_jump_leads_to_the_skill_meant(ann: Visit, doubles: Matrix, skill: str) -> None:
    assessment = begin(ann, doubles, "first.low")
    other = "two" if skill == "one" else "one"
    ann.open("assess", a=assessment.id, skill=other).select(f"jump|{other}", skill)
    assert {each.split(".")[0] for each in ann.asked()} == {skill}


@pytest.mark.parametrize("profile", ["first.low", "first.high", "second.only"])
def test_the_role_and_level_meant_are_begun(ann: Visit, doubles: Matrix, profile: str) -> None:
    role = profile.split(".", maxsplit=1)[0]
    ann.open().select("role", role)
    ann.choose(f"level|{doubles.wording}|{role}", profile).press("start")
    (listed,) = session.store().assessments(ann.owner)
    assert listed.assessment.profile == profile


@pytest.mark.parametrize("profile", ["first.low", "first.high"])
def test_the_aim_meant_is_stored(ann: Visit, doubles: Matrix, profile: str) -> None:
    other = "first.high" if profile == "first.low" else "first.low"
    assessment = begin(ann, doubles, other)
    put(ann, assessment, {"one.a": "no"})
    ann.open("result", a=assessment.id).choose("aim|", profile)
    assert session.store().assessment(ann.owner, assessment.id).profile == profile


@pytest.mark.parametrize("skill", ["one", "two"])
def test_the_arithmetic_is_that_of_the_skill_meant(ann: Visit, doubles: Matrix, skill: str) -> None:
    assessment = begin(ann, doubles, "first.low")
    put(ann, assessment, {"one.a": "no", "one.b": "no", "two.a": "no"})
    ann.open("result", a=assessment.id, view=SCORING).select("explain", skill)
    text = doubles.skills[skill].statements[0].text
    assert [each for each in ann.parts("How the level adds up") if text in each]
