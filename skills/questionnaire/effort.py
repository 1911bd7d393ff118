"""Estimate the time an assessment takes, before it begins."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from skills.entries.kinds import Mode
from skills.matrix import Matrix, Profile, Skill
from skills.questionnaire.questions import asked_skills, controlled_skills

WORDS_A_MINUTE: Final = 200
"""Reading speed for demanding text; silent reading averages about 240 (Brysbaert 2019, Journal of
Memory and Language 109)."""

SECONDS_A_CHOICE: Final = 4
"""Time to decide and click after reading a statement; judgement."""

SECONDS_A_PAGE: Final = 3
"""Time to turn a page: 1.35 s to think, 1.1 s to point, 0.2 s to click (keystroke-level model,
Card, Moran & Newell 1980, Communications of the ACM 23), and the time until the page appears."""


@dataclass(frozen=True, slots=True)
class Effort:
    """The expected effort of an assessment, before it begins.

    Attributes
    ----------
    statements : expected number; in quick mode the average over all outcomes, rounded.
    words : everything to read: statements, introductions of skills, and qualifications.
    minutes : rounded up; for reading, for one choice per statement or qualification, and for
        turning the pages.
    pages : one for each skill, and one for the qualifications.
    """

    statements: int
    words: int
    minutes: int
    pages: int


def effort(matrix: Matrix, profile: Profile, mode: Mode) -> Effort:
    """Estimate the effort of answering everything that a profile requires, and the qualifications.

    Optional parts are not counted: notes, credentials and knowledge checks.
    """
    skills = asked_skills(matrix, profile)
    controlled = controlled_skills(skills) if mode is Mode.quick else frozenset()
    count, words = _statements(skills, mode, controlled)
    words += _words(f"{each.title} {each.about}" for each in matrix.qualifications)
    pages = len(skills) + bool(matrix.qualifications)
    minutes = _minutes(count + len(matrix.qualifications), words, pages)
    return Effort(round(count), round(words), minutes, pages)


def rating_minutes(skills: Sequence[Skill], mode: Mode) -> int:
    """Return the minutes it takes a mentor to rate somebody on these skills, rounded up."""
    count, words = _statements(skills, mode, ())
    return _minutes(count, words, len(skills))


def practice_minutes(matrix: Matrix) -> int:
    """Return the minutes it takes a mentor to rate and compare all dossiers, rounded up."""
    words = choices = 0
    for dossier in matrix.calibration:
        choices += len(dossier.reference)
        words += _words([dossier.title, dossier.text, *(each.why for each in dossier.reference)])
        words += _words(matrix.statements[each.statement].text for each in dossier.reference)
    return _minutes(choices, words, 2 * len(matrix.calibration))


def _statements(
    skills: Sequence[Skill], mode: Mode, controlled: Collection[str]
) -> tuple[float, float]:
    """Return the expected number of statements, and the words to read with introductions."""
    count = words = 0.0
    for skill in skills:
        length = len(skill.statements)
        asked = length if mode is Mode.full else expected_choices(length) + (skill.id in controlled)
        count += asked
        words += asked / max(length, 1) * _words(each.text for each in skill.statements)
    return count, words + _words(_introductions(skills))


def _minutes(choices: float, words: float, pages: int) -> int:
    seconds = choices * SECONDS_A_CHOICE + pages * SECONDS_A_PAGE
    return math.ceil(round(words / WORDS_A_MINUTE + seconds / 60, 9))


def _introductions(skills: Sequence[Skill]) -> Iterator[str]:
    """Yield the text above each skill's statements, with the title of a scale where it is new."""
    before: set[str] = set()
    for skill in skills:
        titles = {each.scale.title for each in skill.statements}
        yield " ".join((skill.about, *(titles - before)))
        before = titles


def _words(texts: Iterable[str]) -> int:
    return sum(len(each.split()) for each in texts)


def expected_choices(statements: int) -> float:
    """Return the average number of statements asked by binary search, all outcomes equally likely.

    With n statements there are n + 1 outcomes; as many as possible are reached in
    floor(log2(n + 1)) steps, and each of the others takes one more.
    """
    outcomes = statements + 1
    depth = outcomes.bit_length() - 1
    return depth + 2 * (outcomes - (1 << depth)) / outcomes
