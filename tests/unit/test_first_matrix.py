"""The machine learning engineer matrix follows the rules for its content."""

import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from skills.entries.kinds import Mode
from skills.guidance.recommendations import highest_project_level, resources_for
from skills.matrix import Check, Profile, Skill, Statement
from skills.matrix.library import SHIPPED
from skills.matrix.reading import read_matrix
from skills.questionnaire.effort import WORDS_A_MINUTE, effort

ROOT = Path(__file__).parents[2]
READING = read_matrix(ROOT / "skills" / "matrices" / "machine-learning-engineer")
assert READING.matrix is not None
MATRIX = READING.matrix
COVERAGE = json.loads((ROOT / "tests" / "data" / "coverage.json").read_text(encoding="utf-8"))

STATEMENTS = list(MATRIX.statements.values())
SKILLS = list(MATRIX.skills.values())
CHECKS = [check for skill in SKILLS for check in skill.checks]

VERBS = frozenset(
    re.findall(
        r"[\w-]+",
        """
        Adapt Agree Answer Ask Automate Beat Break Bring Build Change Chart Check Choose
        Clean Compare Correct Cut Decide Define Describe Design Devise Explain Find
        Fine-tune Fit Forecast Get Give Have Hold Improve Keep Let List Load Make Mask
        Mentor Move Name Negotiate Pick Plan Plot Point Present Process Protect Put
        Reduce Release Reorder Repeat Replace Report Reproduce Restate Restructure
        Review Run Say Serve Set Settle Show Solve Spot Spread Teach Tell Test Trace Track
        Train Tune Turn Work Write
        """,
    )
)
"""What statements begin with. A new one is added here once somebody has looked at it."""

QUALITY_WORDS = re.compile(
    r"\b(good|solid|deep|strong|excellent|familiar|knowledge of)\b", re.IGNORECASE
)
ARTICLE = """Fundamentals of programming|Understanding of statistics and probability
Data evaluation and modelling|Working with machine learning libraries and models
Software engineering and system design|Exploration and data visualisation
Writing|Problem-solving|Communication with teammates"""

ESCO = re.compile(
    r"http://data\.europa\.eu/esco/skill/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
)
EDISON = re.compile(r"DS(DA|DM|ENG|RM|DK)0[1-6]")
WITHOUT_ESCO = {"evaluation": "no label means judging a model"}
"""Skills that no ESCO label fits, with the reason; docs/content.md says more."""


def test_the_shipped_matrix_has_no_problems_or_warnings() -> None:
    assert READING.problems == ()


def test_the_nine_skills_of_the_article_are_there_by_name() -> None:
    assert set(re.split(r"[|\n]", ARTICLE)) <= {skill.title for skill in SKILLS}


def test_sixteen_to_twenty_skills_and_155_statements_at_most() -> None:
    assert 16 <= len(SKILLS) <= 20
    assert len(STATEMENTS) <= 155


@pytest.mark.parametrize("skill", SKILLS, ids=lambda skill: skill.id)
def test_each_skill_has_statements_at_all_levels_and_13_at_most(skill: Skill) -> None:
    assert {statement.level for statement in skill.statements} == {1, 2, 3, 4}
    # Generative models change fastest and stand for a whole role.
    assert len(skill.statements) <= (22 if skill.id == "generative-ai" else 13)


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda statement: statement.id)
def test_each_statement_has_the_agreed_form(statement: Statement) -> None:
    assert statement.text.split()[0] in VERBS
    assert len(statement.text) <= 160
    assert statement.text.endswith(".")
    assert not QUALITY_WORDS.search(statement.text)
    assert statement.show, "an example of evidence belongs to every statement"


def syllables(word: str) -> int:
    groups = len(re.findall(r"[aeiouy]+", word.lower()))
    is_silent = word.lower().endswith("e") and not word.lower().endswith("le")
    return max(1, groups - (is_silent and groups > 1))


def reading_ease(text: str) -> float:
    """Return Flesch's figure for one sentence: 60 to 70 is plain, 30 to 50 difficult."""
    words = re.findall(r"[A-Za-z]+", text)
    return 206.835 - 1.015 * len(words) - 84.6 * sum(map(syllables, words)) / len(words)


def test_statements_are_easy_to_read() -> None:
    ease = [reading_ease(statement.text) for statement in STATEMENTS]
    assert sum(ease) / len(ease) >= 70
    assert min(ease) >= 30


@pytest.mark.parametrize("profile", MATRIX.profiles.values(), ids=lambda profile: profile.id)
@pytest.mark.parametrize(("mode", "reading", "minutes"), [(Mode.full, 12, 23), (Mode.quick, 6, 11)])
def test_reading_takes_12_or_6_minutes_and_answering_23_or_11_at_most(
    profile: Profile, mode: Mode, reading: int, minutes: int
) -> None:
    # Introductions and qualifications are read, too; choosing and turning pages come on top.
    found = effort(MATRIX, profile, mode)
    assert found.words / WORDS_A_MINUTE <= reading
    assert found.minutes <= minutes


def test_every_target_has_a_reason_and_no_degree_is_required() -> None:
    assert all(profile.targets for profile in MATRIX.profiles.values())
    for profile in MATRIX.profiles.values():
        assert all(target.why for target in profile.targets)
    degrees = [each for each in MATRIX.qualifications if each.kind == "education"]
    assert degrees
    for each in degrees:
        assert "required" not in each.expected.values()


def test_targets_do_not_all_rise_together_and_soft_ones_start_at_two() -> None:
    (role,) = (role for role in MATRIX.roles if role.id == "ml-engineer")
    levels = [{each.skill: each.level for each in profile.targets} for profile in role.profiles]
    for lower, higher in pairwise(levels):
        rises = [higher[skill] - level for skill, level in lower.items() if skill in higher]
        assert min(rises) >= 0
        assert 0 < sum(rise > 0 for rise in rises) < len(rises)
    soft = {skill.id for skill in SKILLS if skill.area == "soft-skills"}
    assert all(levels[0][skill] >= 2 for skill in soft)


def known() -> set[str]:
    return (
        set(MATRIX.statements)
        | {f"project:{each.id}" for each in MATRIX.projects}
        | {f"check:{each.id}" for each in CHECKS}
        | {f"qualification:{each.id}" for each in MATRIX.qualifications}
    )


def test_topics_named_by_four_sources_are_covered_and_95_percent_of_the_rest() -> None:
    open_topics = {topic for topic, entry in COVERAGE.items() if not entry["by"]}
    often = {topic for topic, entry in COVERAGE.items() if entry["sources"] >= 4}
    rest = set(COVERAGE) - often
    assert not open_topics & often
    assert len(open_topics & rest) <= 0.05 * len(rest)


def test_coverage_names_only_what_is_there() -> None:
    assert {name for entry in COVERAGE.values() for name in entry["by"]} <= known()


def test_checks_name_only_topics_that_exist_and_coverage_knows_them() -> None:
    assert any(check.topics for check in CHECKS)
    for check in CHECKS:
        for topic in check.topics:
            assert f"check:{check.id}" in COVERAGE[topic]["by"]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_each_check_has_four_options_and_teaches(check: Check) -> None:
    assert len(set(check.options.values())) == 4
    assert len(check.because) >= 60


def test_right_answers_are_neither_always_at_one_place_nor_always_longest() -> None:
    places = Counter(list(check.options).index(check.right) for check in CHECKS)
    assert max(places.values()) <= 0.35 * len(CHECKS)
    longest = sum(
        check.right == max(check.options, key=lambda each: len(check.options[each]))
        for check in CHECKS
    )
    assert longest <= 0.4 * len(CHECKS)


@pytest.mark.parametrize("skill", SKILLS, ids=lambda skill: skill.id)
def test_each_skill_has_enough_checks_and_places_to_learn_from(skill: Skill) -> None:
    assert len(skill.checks) >= (6 if skill.area == "hard-skills" else 4)
    for level in range(4):
        assert len(resources_for(skill, level, level + 1)) >= 2


@pytest.mark.parametrize("skill", SKILLS, ids=lambda skill: skill.id)
def test_some_chain_of_projects_raises_each_skill_as_far_as_projects_can(skill: Skill) -> None:
    """Doing whatever is open, again and again, reaches the highest level any project leads to."""
    levels = dict.fromkeys(MATRIX.skills, 0)
    done: set[str] = set()
    while ready := [
        each
        for each in MATRIX.projects
        if each.id not in done
        and done.issuperset(each.after)
        and all(levels[name] >= level for name, level in each.needs.items())
    ]:
        for project in ready:
            done.add(project.id)
            for name, level in project.raises.items():
                levels[name] = max(levels[name], level)
    assert len(done) == len(MATRIX.projects)
    assert levels[skill.id] >= 3


def test_the_targets_that_no_project_reaches_are_those_the_file_names() -> None:
    """They are level 4 of nine skills, in lead and senior levels; see the end of projects.yaml."""
    beyond = {
        (profile.id, target.skill)
        for profile in MATRIX.profiles.values()
        for target in profile.targets
        if target.level > highest_project_level(MATRIX, target.skill)
    }
    assert len(beyond) == 10
    assert {profile.partition(".")[2] for profile, _ in beyond} == {"lead", "senior"}
    folder = ROOT / "skills" / "matrices" / "machine-learning-engineer"
    end = (folder / "projects.yaml").read_text(encoding="utf-8").rpartition("# No project above")[2]
    assert {skill for _, skill in beyond} == set(re.findall(r"^# - ([a-z-]+):", end, re.MULTILINE))


@pytest.mark.parametrize("skill", SKILLS, ids=lambda skill: skill.id)
def test_each_skill_is_named_in_a_public_framework(skill: Skill) -> None:
    assert any(skill.refs.values())
    addresses = skill.refs.get("esco", ())
    assert bool(addresses) != (skill.id in WITHOUT_ESCO)
    assert len(set(addresses)) == len(addresses) <= 3
    assert all(ESCO.fullmatch(address) for address in addresses)
    assert all(EDISON.fullmatch(each) for each in skill.refs.get("edison", ()))


@pytest.mark.parametrize("skill", SKILLS, ids=lambda skill: skill.id)
def test_the_table_in_the_docs_names_the_same_identifiers(skill: Skill) -> None:
    """What a reference is called stands only there, so a reference without its row says nothing."""
    table = (ROOT / "docs" / "content.md").read_text(encoding="utf-8")
    rows = set(re.findall(rf"^\| {skill.id} \| `([^`]+)` \|", table, re.MULTILINE))
    named = {*skill.refs.get("esco", ()), *skill.refs.get("edison", ())}
    assert rows == {each.rpartition("/")[2] for each in named}


def test_the_frameworks_are_credited_in_the_words_they_ask_for() -> None:
    credit_text = " ".join(MATRIX.credits)
    assert "This service uses the ESCO classification of the European Commission." in credit_text
    assert re.search(r"EDISON Data Science Framework[^.]*CC BY 4\.0", credit_text)


def test_the_day_covers_the_hours_of_the_article() -> None:
    assert MATRIX.day[0].start == "09:00"
    assert any(block.end == "20:00" for block in MATRIX.day)
    assert all(block.needs for block in MATRIX.day)


def test_a_percentage_has_no_space_before_its_sign() -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in SHIPPED.rglob("*.yaml")}
    assert [name for name, text in texts.items() if re.search(r"\d\s%", text)] == []
