"""The page on how the program is laid out names the rooms and files there are."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]
PAGE: Final = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def rooms_named(part: str) -> list[str]:
    """Return the rooms in the first column of the table under the heading of a part."""
    (section,) = re.findall(
        rf"^## The rooms of `{part}/`.*?(?=^## )", PAGE, re.DOTALL | re.MULTILINE
    )
    return re.findall(r"^\| `(\w+)/` \|", section, re.MULTILINE)


def folders_in(part: str) -> set[Path]:
    """Return the folders that hold files; one that is gone may leave what Python compiled."""
    files = [each for each in (ROOT / part).rglob("*") if each.is_file()]
    return {each.parent for each in files if each.parent.name != "__pycache__"}


@pytest.mark.parametrize("part", ["skills", "components"])
def test_every_room_is_named_once_and_no_other(part: str) -> None:
    inside = {each.relative_to(ROOT / part).parts for each in folders_in(part)}
    assert sorted(rooms_named(part)) == sorted({each[0] for each in inside if each})


def test_every_file_that_is_named_is_there() -> None:
    named = re.findall(r"`([\w/]+\.(?:py|md))`", PAGE)
    places = {ROOT, *folders_in("skills"), *folders_in("components")}
    assert len(named) > 30
    assert [each for each in named if not any((place / each).is_file() for place in places)] == []


def test_the_rooms_stand_in_the_order_of_their_layers() -> None:
    text = (ROOT / "tests" / "unit" / "test_layers.py").read_text(encoding="utf-8")
    for part in ("skills", "components"):
        held = re.findall(rf'"{part}\.(\w+)"', text.partition("LAYERS = [")[2].partition("\n]")[0])
        rooms = [each for each in rooms_named(part) if each in held]
        assert rooms == [each for each in held if each in rooms]
        assert len(rooms) > 3
