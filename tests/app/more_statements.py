"""More statements for a skill of the garden, so that it alone is enough for a verdict."""

from __future__ import annotations

import re
from pathlib import Path

from skills.matrix import Matrix
from skills.matrix.library import Library


def lengthen(garden_file: Path, skill: str, count: int) -> tuple[Matrix, dict[str, str]]:
    """Add easy statements to a skill; return the matrix, and the best answers to them."""
    names = [f"more{at}" for at in range(count)]
    lines = "".join(
        f"          {each}: {{level: 1, text: I have done {each} of {skill}.}}\n" for each in names
    )
    text, done = re.subn(
        rf"(      {skill}:\n.*?statements:\n)",
        lambda found: found[1] + lines,
        garden_file.read_text(),
        count=1,
        flags=re.DOTALL,
    )
    assert done
    garden_file.write_text(text)
    matrix = Library([garden_file]).load().matrices["garden"]
    return matrix, {f"{skill}.{each}": "fully" for each in names}
