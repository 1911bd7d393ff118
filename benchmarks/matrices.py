"""The shipped matrix, generated ones of any size, and hostile files."""

from __future__ import annotations

from pathlib import Path

from skills.matrix import Matrix
from skills.matrix.library import SHIPPED
from skills.matrix.reading import read_matrix

LARGE_TITLE = "Large matrix"
LARGE_SKILLS = 180
"""Ten times the nine skills of the app's own matrix."""

HEAD = """\
matrix: {id}
title: {title}
version: "1"
levels: [Not yet, Awareness, Working, Practitioner, Expert]
scales:
  truth:
    title: How well can you do this today?
    options: {{not-yet: Not yet, partly: Partly, mostly: Mostly, fully: Fully}}
roles:
  engineer:
    title: Engineer
    profiles:
      all:
        title: Everything
        targets:
"""
AREA = """\
areas:
  work:
    title: Work
    scale: truth
    skills:
"""
SKILL = """\
      skill-{skill}:
        title: Skill number {skill}
        about: What is done in part {skill} of the work, day by day.
        statements:
"""
STATEMENT = """\
          statement-{number}:
            level: {level}
            text: Do part {number} of skill {skill} with a written guide at hand, or without one.
            show: a result of part {number} with the task it came from
"""


def shipped() -> Matrix:
    """Return the first matrix that comes with the app."""
    readings = (read_matrix(path) for path in sorted(SHIPPED.iterdir()))
    return next(each.matrix for each in readings if each.matrix is not None)


def matrix_text(skills: int, statements: tuple[int, ...], title: str = LARGE_TITLE) -> str:
    """Return a valid matrix whose only profile has a target for every skill.

    Parameters
    ----------
    statements : numbers of statements of the skills, in turn.
    """
    parts = [HEAD.format(id="large", title=title)]
    parts += [f"          skill-{skill}: {1 + skill % 3}\n" for skill in range(skills)]
    parts.append(AREA)
    for skill in range(skills):
        parts.append(SKILL.format(skill=skill))
        count = statements[skill % len(statements)]
        for number in range(count):
            level = 1 + number * 4 // count
            parts.append(STATEMENT.format(number=number, level=level, skill=skill))
    return "".join(parts)


def write_large(folder: Path) -> Path:
    """Write a matrix ten times larger than the app's own, and return its path."""
    file = folder / "large.yaml"
    file.write_text(matrix_text(LARGE_SKILLS, (5, 6)), encoding="utf-8")
    return file


def hostile_texts() -> dict[str, str]:
    """Return texts that a reader should refuse quickly, by what is wrong with them."""
    sound = matrix_text(2_000, (2,))
    laughs = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    laughs += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    return {
        "aliases of aliases": "\n".join(laughs),
        "100,000 lists in each other": "[" * 100_000,
        "nesting by indentation": "\n".join(" " * n + "a:" for n in range(1_500)),
        "a text of 4 MB": "title: " + "x" * 4_000_000,
        "500,000 short entries": "[" + "1," * 500_000 + "]",
        "200,000 keys": "".join(f"k{n}: 1\n" for n in range(200_000)),
        "4,000 wrong levels": sound.replace("level: ", "level: 9"),
        "one misspelt key 4,000 times": sound.replace("            text:", "            txt:"),
    }
