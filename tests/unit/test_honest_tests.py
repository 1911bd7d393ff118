"""Every test can fail: it asserts something, not only inside a loop that may run over nothing, and
it compares nothing with itself.

A loop counts as filled where that can be read off the source: a literal, a range of numbers, a
constant made of one, an enumeration. Before any other loop say that there is something in it, as
in ``assert found`` or ``assert len(found) == 3``.
"""

from __future__ import annotations

import ast
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).resolve().parents[2]
FOLDERS: Final = (ROOT, ROOT / "tests", *(ROOT / "tests" / each for each in ("unit", "app")))
FOLDERS_OF_TESTS: Final = ("unit", "app", "browser")
ASSERTING: Final = ("check", "assert", "expect", "assume")
"""Beginnings of names of functions that assert something themselves; a property whose `assume`
holds for no example fails too."""

SAME_LENGTH: Final = frozenset(
    {"enumerate", "sorted", "reversed", "list", "tuple", "set", "zip", "product", "items"}
    | {"values", "keys", "permutations", "fromkeys", "frozenset", "dict"}
)
"""Calls whose result is not empty where none of their arguments is."""

Function = ast.FunctionDef | ast.AsyncFunctionDef
Loop = ast.For | ast.AsyncFor | ast.While


def faults_in(path: Path, tree: ast.Module) -> Iterator[str]:
    """Say what keeps tests of a file from failing."""
    for test in _tests(tree):
        yield from (
            f"{path}:{each.lineno}: {test.name} compares a thing with itself"
            for each in ast.walk(test)
            if _compares_same(each)
        )
        loops = list(_loops_around_assertions(test, tree))
        where = f"{path}:{test.lineno}: {test.name}"
        if not loops:
            yield f"{where} asserts nothing"
            continue
        empty = [[one for one in each if not _is_filled_loop(one, test, tree)] for each in loops]
        if all(empty):
            line = min(one.lineno for each in empty for one in each)
            yield f"{where} asserts only in a loop that may be empty, line {line}"


def _compares_same(node: ast.AST) -> bool:
    """Return whether two sides of a comparison are written alike and call nothing."""
    if not isinstance(node, ast.Compare):
        return False
    sides = [node.left, *node.comparators]
    return any(
        ast.dump(one) == ast.dump(other) and not _calls(one) for one, other in pairwise(sides)
    )


def _calls(node: ast.AST) -> bool:
    return any(isinstance(each, ast.Call) for each in ast.walk(node))


def _tests(tree: ast.Module) -> list[Function]:
    bodies = [tree.body, *(each.body for each in tree.body if isinstance(each, ast.ClassDef))]
    return [
        each
        for body in bodies
        for each in body
        if isinstance(each, Function) and each.name.startswith("test_")
    ]


def _loops_around_assertions(
    node: ast.AST, tree: ast.Module, loops: tuple[Loop, ...] = ()
) -> Iterator[tuple[Loop, ...]]:
    """Yield for each assertion the loops around it, from the outermost."""
    if _is_assertion(node, tree):
        yield loops
    for field, value in ast.iter_fields(node):
        is_inside = isinstance(node, Loop) and field == "body"
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, ast.AST):
                yield from _loops_around_assertions(
                    each, tree, (*loops, node) if is_inside else loops
                )


def _is_assertion(node: ast.AST, tree: ast.Module) -> bool:
    if isinstance(node, ast.Assert):
        return True
    if isinstance(node, ast.Raise):
        return node.exc is not None and "AssertionError" in ast.unparse(node.exc)
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Attribute):
        is_pytest = isinstance(node.func.value, ast.Name) and node.func.value.id == "pytest"
        return node.func.attr in {"raises", "warns", "fail"} if is_pytest else _names_one(node.func)
    return isinstance(node.func, ast.Name) and (
        _names_one(node.func) or _asserts(_meaning(node.func.id, tree))
    )


def _names_one(name: ast.Name | ast.Attribute) -> bool:
    text = name.id if isinstance(name, ast.Name) else name.attr
    return text.lstrip("_").startswith(ASSERTING)


def _asserts(node: ast.AST | None) -> bool:
    """Return whether a function exists to assert: it does so and gives nothing back."""
    return (
        isinstance(node, Function)
        and isinstance(node.returns, ast.Constant)
        and any(isinstance(each, ast.Assert) for each in ast.walk(node))
    )


def _is_filled_loop(loop: Loop, test: Function, tree: ast.Module) -> bool:
    if isinstance(loop, ast.While):
        return isinstance(loop.test, ast.Constant) and bool(loop.test.value)
    return _is_filled(loop.iter, test, tree)


def _is_filled(node: ast.AST | None, test: Function, tree: ast.Module) -> bool:
    """Return whether an expression is surely not empty, as far as the source shows."""
    match node:
        case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=parts):
            return any(
                not isinstance(each, ast.Starred) or _is_filled(each.value, test, tree)
                for each in parts
            )
        case ast.Dict(keys=content) | ast.Constant(value=str(content)):
            return bool(content)
        case ast.ListComp(generators=[one]) | ast.GeneratorExp(generators=[one]):
            return not one.ifs and _is_filled(one.iter, test, tree)
        case ast.BinOp(op=ast.Add() | ast.BitOr()):
            return _is_filled(node.left, test, tree) or _is_filled(node.right, test, tree)
        case ast.Call():
            return _is_filled_call(node, test, tree)
    return isinstance(node, ast.Name) and _is_filled_name(node.id, test, tree)


def _is_filled_call(node: ast.Call, test: Function, tree: ast.Module) -> bool:
    if isinstance(node.func, ast.Name) and node.func.id == "range":
        return _is_range_filled(node, tree)
    name = node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
    if name not in SAME_LENGTH:
        return False
    given = [*node.args[: 1 if name in {"fromkeys", "permutations"} else None]]
    if isinstance(node.func, ast.Attribute) and not given:
        given = [node.func.value]
    return bool(given) and all(_is_filled(each, test, tree) for each in given)


def _is_range_filled(node: ast.Call, tree: ast.Module) -> bool:
    numbers = []
    for each in node.args:
        found = _meaning(each.id, tree) if isinstance(each, ast.Name) else each
        value = found.value if isinstance(found, ast.Assign | ast.AnnAssign) else found
        try:
            numbers.append(int(ast.literal_eval(value)) if value is not None else 0)
        except (ValueError, TypeError):
            return False
    return len(range(*numbers)) > 0


def _is_filled_name(name: str, test: Function, tree: ast.Module) -> bool:
    """Look at what a name of the test, of its file or of another file stands for."""
    inside = [each for each in ast.walk(test) if _binds(each, name)]
    found = inside[0] if len(inside) == 1 else None if inside else _meaning(name, tree)
    if isinstance(found, ast.ClassDef):
        return any("Enum" in ast.unparse(each) for each in found.bases)
    return isinstance(found, ast.Assign | ast.AnnAssign) and _is_filled(
        found.value, test, _home(name, tree)
    )


def _binds(node: ast.AST, name: str) -> bool:
    match node:
        case ast.Assign(targets=[ast.Name(id=found)]) | ast.AnnAssign(target=ast.Name(id=found)):
            return found == name
    return False


def _meaning(name: str, tree: ast.Module) -> ast.stmt | None:
    """Return the statement that defines a name, followed through imports."""
    return _definitions(_home(name, tree)).get(name)


def _home(name: str, tree: ast.Module) -> ast.Module:
    """Return the file of the project that defines a name used in another one."""
    found = _module(_imports(tree).get(name, ""))
    return tree if found is None or found is tree else _home(name, found)


@cache
def _definitions(tree: ast.Module) -> dict[str, ast.stmt]:
    """Return functions, classes and constants of a file by name."""
    found: dict[str, ast.stmt] = {}
    for each in tree.body:
        match each:
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                found[name] = each
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                found[name] = each
            case ast.ClassDef(name=name):
                found[name] = each
    return found


@cache
def _imports(tree: ast.Module) -> dict[str, str]:
    """Return the modules that names of a file are imported from."""
    blocks = [tree.body, *(each.body for each in tree.body if isinstance(each, ast.If))]
    return {
        one.name: each.module or ""
        for block in blocks
        for each in block
        if isinstance(each, ast.ImportFrom)
        for one in each.names
    }


@cache
def _module(name: str) -> ast.Module | None:
    if not name:
        return None
    parts = name.split(".")
    places = [
        place
        for folder in FOLDERS
        for place in (
            folder.joinpath(*parts).with_suffix(".py"),
            folder.joinpath(*parts, "__init__.py"),
        )
        if place.is_file()
    ]
    return _parse(places[0]) if places else None


@cache
def _parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@pytest.mark.slow
@pytest.mark.parametrize("folder", FOLDERS_OF_TESTS)
def test_every_test_can_fail(folder: str) -> None:
    files = sorted((ROOT / "tests" / folder).glob("test_*.py"))
    assert files
    found = [fault for each in files for fault in faults_in(each.relative_to(ROOT), _parse(each))]
    assert not found, "\n".join(["these tests cannot fail:", *found])


@pytest.mark.parametrize(
    "body",
    [
        "read()",
        "assert SOME == SOME",
        "assert (SOME, 1) == (SOME, 1)",
        "for each in read():\n        assert each",
        "for each in []:\n        assert each",
        "for each in range(0):\n        assert each",
        "for each in NOTHING:\n        assert each",
        "found = [each for each in SOME if each]\n    for each in found:\n        assert each",
        "while step := read():\n        assert step",
        "for each in read():\n        for one in (1, 2):\n            assert one < each",
        "for each in (1, 2):\n        for one in read(each):\n            assert one < each",
        "with open(1):\n        for each in read():\n            assert each",
    ],
)
def test_tests_that_cannot_fail_are_found(body: str) -> None:
    assert len(list(faults_in(Path("file.py"), _source(body)))) == 1


@pytest.mark.parametrize(
    "body",
    [
        "assert read()",
        "assert read() == read()",
        "with pytest.raises(ValueError):\n        read()",
        "check_all()",
        "page.expect_something()",
        "holds(read())",
        "raise AssertionError",
        "found = read()\n    assume(found)\n    for each in found:\n        assert each",
        "found = read()\n    assert found\n    for each in found:\n        assert each",
        "for each in (1, 2):\n        assert each",
        "for each in [*SOME]:\n        assert each",
        "for each in range(3):\n        assert each",
        "for each in sorted(SOME):\n        assert each",
        "for place, each in enumerate(SOME):\n        assert each > place",
        "for each in Colour:\n        assert each",
        "while True:\n        assert read()",
    ],
)
def test_tests_that_can_fail_are_accepted(body: str) -> None:
    assert list(faults_in(Path("file.py"), _source(body))) == []


def test_a_fault_names_file_line_and_test() -> None:
    (nothing,) = faults_in(Path("tests/unit/test_a.py"), _source("read()"))
    assert nothing == "tests/unit/test_a.py:7: test_it asserts nothing"
    (loop,) = faults_in(Path("a.py"), _source("for each in read():\n        assert each"))
    assert loop == "a.py:7: test_it asserts only in a loop that may be empty, line 8"


def _source(body: str) -> ast.Module:
    return ast.parse(
        "SOME = (1, 2)\nNOTHING = ()\nclass Colour(Enum):\n    red = 1\n"
        f"def holds(found) -> None:\n    assert found\ndef test_it():\n    {body}\n"
    )
