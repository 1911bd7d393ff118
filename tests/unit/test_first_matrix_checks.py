"""The options of knowledge checks in the machine learning engineer matrix are fair."""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from skills.matrix import Check, Skill
from skills.matrix.library import SHIPPED
from skills.matrix.reading import read_matrix

MATRIX = read_matrix(SHIPPED / "machine-learning-engineer").matrix
assert MATRIX is not None
SKILLS = list(MATRIX.skills.values())
CHECKS = [check for skill in SKILLS for check in skill.checks]
AREAS = {
    area: [check for skill in SKILLS if skill.area == area for check in skill.checks]
    for area in ("hard-skills", "soft-skills")
}

REASON = re.compile(r"\b(because|since|so that)\b|[,;] (as|so)\b", re.IGNORECASE)
"""What a reason clause begins with. Without care only wrong options get one, to sound plausible."""

IN_CHARGE = re.compile(
    r"\byou (lead|set|sign|review|decide|draw|plan|answer for|are to lead|are responsible|advise)\b"
    r"|\byou are to (set|confirm)|\bwho lead\b|\byou to sign|\b(asks|shows) you\b"
    r"|\b(your rule|a colleague's chart)\b",
    re.IGNORECASE,
)
"""What puts the reader where level 4 is: setting rules, leading, judging the work of others."""


def gives_reason(check: Check, option: str) -> bool:
    return bool(REASON.search(check.options[option]))


def is_list(check: Check, option: str) -> bool:
    return check.options[option].count(",") >= 2


def wrong(check: Check) -> list[str]:
    return [option for option in check.options if option != check.right]


def places_by_length(checks: Sequence[Check]) -> list[float]:
    """Return how often the right option has each rank by length, longest first; ties are shared."""
    places = [0.0] * 4
    for check in checks:
        lengths = [len(text) for text in check.options.values()]
        own = len(check.options[check.right])
        first = sum(length > own for length in lengths)
        ties = lengths.count(own)
        for place in range(first, first + ties):
            places[place] += 1 / ties
    return places


@pytest.mark.parametrize("area", AREAS)
def test_right_and_wrong_options_give_reasons_equally_often(area: str) -> None:
    checks = AREAS[area]
    right = sum(gives_reason(check, check.right) for check in checks) / len(checks)
    others = [gives_reason(check, option) for check in checks for option in wrong(check)]
    assert abs(right - sum(others) / len(others)) <= 0.05


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_a_reason_does_not_single_out_the_right_option(check: Check) -> None:
    others = {gives_reason(check, option) for option in wrong(check)}
    assert gives_reason(check, check.right) in others


@pytest.mark.parametrize("area", AREAS)
def test_right_and_wrong_options_are_lists_about_equally_often(area: str) -> None:
    checks = AREAS[area]
    right = sum(is_list(check, check.right) for check in checks) / len(checks)
    others = [is_list(check, option) for check in checks for option in wrong(check)]
    assert abs(right - sum(others) / len(others)) <= 0.15


@pytest.mark.parametrize("area", AREAS)
def test_right_options_are_as_long_as_wrong_ones(area: str) -> None:
    checks = AREAS[area]
    right = [len(check.options[check.right]) for check in checks]
    others = [len(check.options[option]) for check in checks for option in wrong(check)]
    assert sum(right) / len(right) == pytest.approx(sum(others) / len(others), rel=0.05)


def test_the_right_option_is_of_each_length_rank_about_as_often_as_by_chance() -> None:
    shares = [place / len(CHECKS) for place in places_by_length(CHECKS)]
    assert len(shares) == 4
    assert all(0.2 <= each <= 0.31 for each in shares)


def test_the_right_option_stands_at_each_place_about_as_often_as_by_chance() -> None:
    places = Counter(list(check.options).index(check.right) for check in CHECKS)
    assert all(0.2 <= places[place] / len(CHECKS) <= 0.3 for place in range(4))


@pytest.mark.parametrize("skill", SKILLS, ids=lambda skill: skill.id)
def test_every_level_of_a_skill_has_checks(skill: Skill) -> None:
    levels = Counter(check.level for check in skill.checks)
    is_hard = skill.area == "hard-skills"
    assert min(levels[level] for level in (1, 2, 3, 4)) >= (2 if is_hard else 1)
    assert len(skill.checks) >= (10 if is_hard else 4)


@pytest.mark.parametrize(
    "check", [check for check in CHECKS if check.level == 4], ids=lambda check: check.id
)
def test_checks_of_level_4_put_the_reader_in_charge(check: Check) -> None:
    assert IN_CHARGE.search(check.ask)


def test_each_file_of_checks_stays_readable() -> None:
    files = sorted(Path(SHIPPED / "machine-learning-engineer").glob("checks-*.yaml"))
    assert files
    for file in files:
        assert len(file.read_text(encoding="utf-8").splitlines()) < 800, file.name
