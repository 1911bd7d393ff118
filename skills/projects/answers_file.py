"""Read a file of answers to the questions of a project: JSON, question id to answer."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from typing import Final

from skills.importing.read_result import import_error
from skills.matrix import Project
from skills.matrix.numbers_in_text import number_in
from skills.problems import Problem
from skills.projects.csv_upload import SIZE_LIMIT

CODES: Final[Mapping[str, str]] = {
    "answers-kind": "the file is not a JSON object",
    "answers-unknown": "a name in it is not a question of the project",
    "answers-missing": "a question has no answer",
    "answers-value": "an answer is not a short text, or not a number where one is asked for",
}
"""Codes of the problems, and their meanings."""

LONGEST: Final = 200
"""Characters in an answer."""


def read_answers(
    data: bytes, name: str, project: Project
) -> Mapping[str, str] | tuple[Problem, ...]:
    """Return the answers in a file, or its problems.

    Parameters
    ----------
    name : file name.
    """
    ids = [each.id for each in project.questions]
    expected = f"write a JSON object with the answers to {', '.join(ids)}"
    if len(data) > SIZE_LIMIT:
        what = f"The file is larger than {SIZE_LIMIT / 1e6:.0f} MB"
        return (import_error(name, "answers-kind", what, expected),)
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return (import_error(name, "answers-kind", "The file is not JSON", expected),)
    if not isinstance(found, dict):
        return (import_error(name, "answers-kind", "The file is not a JSON object", expected),)
    problems = [import_error(name, *each, expected) for each in _faults(found, project)]
    return tuple(problems) or {each: str(value) for each, value in found.items()}


def _faults(answers: Mapping[str, object], project: Project) -> Iterator[tuple[str, str]]:
    """Yield what keeps answers from being checked: a code, and a sentence."""
    ids = [each.id for each in project.questions]
    for name in [str(each)[:40] for each in answers if each not in ids][:5]:
        yield "answers-unknown", f'"{name}" is not a question'
    for each in project.questions:
        value = answers.get(each.id, "")
        if isinstance(value, str) and not value.strip():
            yield "answers-missing", f'"{each.id}" has no answer'
        elif not _is_answer(value):
            yield "answers-value", f'The answer to "{each.id}" is not a short text'
        elif each.within is not None and number_in(str(value)) is None:
            yield "answers-value", f'The answer to "{each.id}" is not a number'


def _is_answer(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return False
    is_finite = not isinstance(value, float) or math.isfinite(value)
    return is_finite and len(str(value)) <= LONGEST
