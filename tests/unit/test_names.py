"""One name means one thing, so that a search finds it."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[2]
FILES = [path for room in ("skills", "components") for path in (ROOT / room).rglob("*.py")]

SAME_THING = {
    "assessment": {"skills/cli", "skills/entries", "skills/workspace"},
    "assessments": {"components/pages", "skills/store"},
    "cohort": {"components/pages", "skills/cli", "skills/scoring"},
    "example": {"components/web", "skills/workspace"},
    "import_file": {"components/transfer", "skills/workspace"},
    "plan": {"components/pages", "skills/guidance"},
    "project": {"components/pages", "skills/cli"},
    "plan_limits": {"components/form", "skills/entries"},
    "highlights": {"components/result", "skills/scoring"},
    "radar": {"components/result", "skills/drawing"},
    "report": {"skills/cli", "skills/reports"},
    "share": {"components/pages", "skills/cli"},
    "agreement": {"skills/cli", "skills/review"},
    "review": {"components/pages", "skills/cli"},
}
"""Modules that share a name since they are about one thing: its value, its rows, its page."""


def repeated(names: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: sorted(places) for name, places in names.items() if len(places) > 1}


def test_no_two_classes_share_a_name() -> None:
    classes: dict[str, list[str]] = defaultdict(list)
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                classes[node.name].append(str(path.relative_to(ROOT)))
    assert len(classes) > 100
    assert repeated(classes) == {}


def aliases_in(module: ast.Module) -> list[str]:
    """Return the names of the type aliases at the top of a module, such as `Name = str | int`."""
    values = {
        target.id: node.value
        for node in module.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    return [
        name
        for name, value in values.items()
        if re.match("_?[A-Z][A-Za-z]*[a-z]", name) and not isinstance(value, ast.Call)
    ]


def test_no_type_alias_shares_its_name_with_another_or_with_a_class() -> None:
    names: dict[str, list[str]] = defaultdict(list)
    aliases: list[str] = []
    for path in FILES:
        module = ast.parse(path.read_text(encoding="utf-8"))
        found = aliases_in(module)
        aliases += found
        classes = [each.name for each in ast.walk(module) if isinstance(each, ast.ClassDef)]
        for name in (*found, *classes):
            names[name].append(str(path.relative_to(ROOT)))
    assert len(aliases) > 50
    assert repeated(names) == {}


def test_modules_share_a_name_only_where_they_are_about_one_thing() -> None:
    modules: dict[str, list[str]] = defaultdict(list)
    for path in FILES:
        # A module of sentences carries the name of what it speaks about.
        if path.stem != "__init__" and path.parent.name != "sentences":
            modules[path.stem].append(str(path.parent.relative_to(ROOT)))
    shared = repeated(modules)
    assert shared == {name: sorted(places) for name, places in SAME_THING.items()}


def test_no_name_of_a_module_says_nothing() -> None:
    empty = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}
    assert [path for path in FILES if path.stem in empty] == []


def test_no_two_test_modules_share_a_name() -> None:
    # The folders of the tests are no packages: of two modules with one name Python finds the first.
    modules: dict[str, list[str]] = defaultdict(list)
    for path in (ROOT / "tests").rglob("*.py"):
        if path.stem != "conftest":
            modules[path.stem].append(str(path.relative_to(ROOT)))
    assert len(modules) > 100
    assert repeated(modules) == {}
