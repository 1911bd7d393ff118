"""Read a file of answers to the questions of a project: JSON, question id to answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

from skills.importing.read_result import import_error
from skills.matrix import Project
from skills.problems import Problem

CODES: Final[Mapping[str, str]] = {
    "answers-kind": "the file is not a JSON object",
    "answers-unknown": "a name in it is not a question of the project",
    "answers-value": "an answer is not a short text or number",
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
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return (import_error(name, "answers-kind", "The file is not JSON", expected),)
    if not isinstance(found, dict):
        return (import_error(name, "answers-kind", "The file is not a JSON object", expected),)
    wrong = [str(each)[:40] for each in found if each not in ids]
    odd = [each for each in ids if each in found and not _is_answer(found[each])]
    problems = [
        import_error(name, "answers-unknown", f'"{each}" is not a question', expected)
        for each in wrong[:5]
    ] + [
        import_error(name, "answers-value", f'The answer to "{each}" is not a short text', expected)
        for each in odd
    ]
    return tuple(problems) or {each: str(value) for each, value in found.items()}


def _is_answer(value: object) -> bool:
    is_plain = isinstance(value, str | int | float) and not isinstance(value, bool)
    return is_plain and len(str(value)) <= LONGEST
