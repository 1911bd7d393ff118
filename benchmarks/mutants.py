"""Mutation testing: change one operator, constant or condition at a time and see if a test fails.

    python -m benchmarks.mutants                               # 10 mutants of each module
    python -m benchmarks.mutants --sample 0 skills/entries/answers.py    # all of one module

A mutant that survives is printed as ``file:line: old -> new``. Each one runs in its own process,
forked after pytest and all libraries are loaded, and gets the changed module from an import hook:
nothing is written to disk. Needs an operating system with fork.
"""

from __future__ import annotations

import argparse
import ast
import importlib.util
import os
import random
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from copy import deepcopy
from dataclasses import dataclass
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from io import StringIO
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import pytest

ROOT: Final = Path(__file__).resolve().parent.parent

TESTS: Final = {
    "skills/entries/answers.py": ["answers"],
    "skills/entries/rules.py": ["answers", "import_preview"],
    "skills/guidance/plan.py": ["plan", "plan_properties"],
    "skills/guidance/prerequisites.py": ["plan", "plan_properties"],
    "skills/guidance/recommendations.py": ["planning"],
    "skills/guidance/roles.py": ["roles"],
    "skills/guidance/working_day.py": ["day"],
    "skills/questionnaire/effort.py": ["questionnaire"],
    "skills/questionnaire/questions.py": ["questionnaire"],
    "skills/questionnaire/response_patterns.py": ["patterns"],
    "skills/records/change_reasons.py": ["change_reasons", "comparison"],
    "skills/records/comparison.py": ["comparison"],
    "skills/records/readiness_change.py": ["comparison"],
    "skills/reports/next_steps.py": ["next_steps", "build_report"],
    "skills/scoring/estimates.py": ["checks", "scoring", "scoring_sources"],
    "skills/scoring/knowledge_checks.py": ["checks"],
    "skills/scoring/leniency.py": ["leniency"],
    "skills/scoring/levels.py": [
        "scoring",
        "scoring_quick_mode",
        "scoring_sources",
        "scoring_properties",
        "leniency",
    ],
    "skills/scoring/readiness.py": ["readiness", "readiness_properties"],
    "skills/scoring/rounding.py": ["rounding"],
    "skills/scoring/skill_gap.py": ["readiness", "readiness_properties"],
    "skills/scoring/statements.py": ["scoring", "scoring_quick_mode", "scoring_properties"],
    "skills/scoring/verdicts.py": ["verdicts", "readiness"],
}
"""Module to the tests that must detect its mutants, without ``tests/unit/test_``."""

CPU_SECONDS: Final = 60
"""CPU limit for the tests of one mutant; a longer one counts as an endless loop, thus detected."""

BINARY: Final[dict[type[ast.operator], type[ast.operator]]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.LShift: ast.RShift,
}
COMPARED: Final[dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
CALLED: Final = {"min": "max", "max": "min", "any": "all", "all": "any", "ceil": "floor"}
UNWRAPPED: Final = frozenset({"sorted", "reversed"})
OPTIONAL: Final = frozenset({"key", "default", "reverse"})


@dataclass(frozen=True)
class Mutant:
    """A module with one change."""

    path: str
    line: int
    old: str
    new: str
    source: bytes

    def __str__(self) -> str:
        """Return its place and its change."""
        return f"{self.path}:{self.line}: {self.old} -> {self.new}"


def mutants_of(path: str) -> list[Mutant]:
    """Return every mutant of a module that still compiles."""
    source = (ROOT / path).read_bytes()
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    found = []
    for node in _nodes(ast.parse(source)):
        first = starts[node.lineno - 1] + node.col_offset
        last = starts[node.end_lineno - 1] + node.end_col_offset
        old = source[first:last].decode()
        for new in _variants(node):
            text = ast.unparse(new)
            shown = f"({text})" if isinstance(new, ast.expr) else text
            changed = source[:first] + shown.encode() + source[last:]
            found.append(Mutant(path, node.lineno, " ".join(old.split()), text, changed))
    return found


def _nodes(node: ast.AST) -> Iterator[Any]:
    """Yield the executable nodes, without annotations, docstrings and decorators."""
    for field, value in ast.iter_fields(node):
        if field in {"annotation", "returns", "decorator_list", "names", "ctx"}:
            continue
        for each in value if isinstance(value, list) else [value]:
            if not isinstance(each, ast.AST) or _is_docstring(each):
                continue
            if hasattr(each, "lineno"):
                yield each
            if not isinstance(each, ast.JoinedStr):  # positions inside are not reliable
                yield from _nodes(each)


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _variants(node: ast.AST) -> Iterator[ast.AST]:
    """Yield replacements for a node."""
    match node:
        case ast.BinOp() | ast.AugAssign() if type(node.op) in BINARY:
            yield _with(node, op=BINARY[type(node.op)]())
        case ast.Compare() | ast.BoolOp() | ast.UnaryOp() | ast.IfExp():
            yield from _other_conditions(node)
        case ast.Constant():
            yield from (ast.Constant(each) for each in _other_values(node.value))
        case ast.JoinedStr():
            yield _with(node, values=[*node.values, ast.Constant("~")])
        case ast.Call():
            yield from _other_calls(node)
        case ast.stmt():
            yield from _other_statements(node)


def _other_conditions(node: ast.expr) -> Iterator[ast.AST]:
    match node:
        case ast.Compare():
            for place, operator in enumerate(node.ops):
                for other in COMPARED[type(operator)]:
                    yield _with(node, ops=[*node.ops[:place], other(), *node.ops[place + 1 :]])
        case ast.BoolOp():
            yield _with(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
            for place in range(len(node.values)):
                rest = [*node.values[:place], *node.values[place + 1 :]]
                yield rest[0] if len(rest) == 1 else _with(node, values=rest)
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            yield node.operand
        case ast.IfExp():
            yield from (node.body, node.orelse)


def _other_statements(node: ast.stmt) -> Iterator[ast.AST]:
    match node:
        case ast.Return(value=ast.expr() as value):
            if not (isinstance(value, ast.Constant) and not value.value):  # as false as None
                yield _with(node, value=ast.Constant(None))
        case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()):
            yield ast.Pass() if isinstance(node.value, ast.Call) else ast.parse("yield from ()")
        case ast.Continue():
            yield ast.Break()


def _other_values(value: object) -> Sequence[bool | int | float | str]:
    match value:
        case bool():
            return (not value,)
        case int():
            return (value + 1,)
        case float():
            return (value * 1.1, value * 0.9) if value else (0.1,)
        case str():
            return (value + "~",)
    return ()


def _other_calls(node: ast.Call) -> Iterator[ast.AST]:
    match node.func:
        case ast.Name(id=name) if name in CALLED:
            yield _with(node, func=ast.Name(CALLED[name]))
        case ast.Attribute(attr=name) if name in CALLED:
            yield _with(node, func=_with(node.func, attr=CALLED[name]))
        case ast.Name(id=name) if name in UNWRAPPED:
            yield ast.Call(ast.Name("list"), node.args[:1], [])
    for each in node.keywords:
        if each.arg in OPTIONAL:
            yield _with(node, keywords=[one for one in node.keywords if one is not each])


def _with(node: ast.AST, **changes: object) -> Any:  # noqa: ANN401 - a node of the same kind
    found = deepcopy(node)
    for name, value in changes.items():
        setattr(found, name, value)
    return found


class _Finder(MetaPathFinder, Loader):
    """Import a mutant in place of its module."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant
        self.name = mutant.path.removesuffix(".py").replace("/", ".")

    def find_spec(self, fullname: str, *_: object) -> ModuleSpec | None:
        """Find the one module that is changed."""
        if fullname != self.name:
            return None
        return importlib.util.spec_from_file_location(
            fullname, ROOT / self.mutant.path, loader=self
        )

    def exec_module(self, module: ModuleType) -> None:
        """Run the changed source."""
        exec(compile(self.mutant.source, module.__file__ or "", "exec"), module.__dict__)  # noqa: S102


class _ExamplesFirst:
    """Run examples before properties: they are faster, and the first failure ends the run."""

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Move the Hypothesis tests to the end."""
        items.sort(key=lambda each: each.get_closest_marker("hypothesis") is not None)


def _run_tests(files: Sequence[str], *more: str) -> int:
    options = ["-x", "-q", "-p", "no:cacheprovider", "--hypothesis-seed=0", *more]
    return int(pytest.main([*options, *files], plugins=[_ExamplesFirst()]))


def _load(files: Sequence[str]) -> None:
    """Import all libraries that the tests need, and unload the project's own modules."""
    with redirect_stdout(StringIO()):
        _run_tests(files, "--collect-only")
    for name, module in list(sys.modules.items()):
        path = getattr(module, "__file__", None) or ""
        is_ours = path.startswith((f"{ROOT}/skills", f"{ROOT}/tests"))
        if is_ours or name.split(".")[0] == "skills":
            del sys.modules[name]


def is_noticed(mutant: Mutant | None, files: Sequence[str], *more: str) -> bool:
    """Return whether tests fail on a mutant (None: the unchanged code), in a forked process."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        signal.setitimer(signal.ITIMER_PROF, CPU_SECONDS)
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        if mutant is not None:
            sys.meta_path.insert(0, _Finder(mutant))
        os._exit(_run_tests(files, *more))
    _, status = os.waitpid(child, 0)
    return status != 0


def _try_module(path: str, chosen: argparse.Namespace, more: Sequence[str]) -> tuple[int, int]:
    """Print the surviving mutants of a module; return their number and the total."""
    tests = _tests_of(path)
    if is_noticed(None, tests, *more):
        raise SystemExit(f"{path}: its tests fail without any change")
    found = mutants_of(path)
    if 0 < chosen.sample < len(found):
        found = random.Random(chosen.seed).sample(found, chosen.sample)  # noqa: S311 - no secret
    survived = 0
    for mutant in sorted(found, key=lambda each: each.line):
        if not is_noticed(mutant, tests, *more):
            survived += 1
            print(mutant, flush=True)
    print(f"{path}: {survived} of {len(found)} not noticed", flush=True)
    return survived, len(found)


def _tests_of(path: str) -> list[str]:
    found = [f"tests/unit/test_{each}.py" for each in TESTS.get(path, ())]
    missing = [each for each in found if not (ROOT / each).is_file()]
    if missing or not found or not (ROOT / path).is_file():
        raise SystemExit(f"{path}: bring `TESTS` in benchmarks/mutants.py up to date {missing}")
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Test mutants of the given modules and print the survivors."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("modules", nargs="*", default=list(TESTS), metavar="MODULE")
    parser.add_argument("--sample", type=int, default=10, help="mutants a module; 0 for all")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--examples", action="store_true", help="no properties: much faster")
    chosen = parser.parse_args(arguments)
    os.chdir(ROOT)
    os.nice(10)
    sys.dont_write_bytecode = True
    _load(sorted({test for each in chosen.modules for test in _tests_of(each)}))
    more = ["-m", "not hypothesis"] if chosen.examples else []
    counts = [_try_module(each, chosen, more) for each in chosen.modules]
    survived, tried = map(sum, zip(*counts, strict=True))
    print(f"all: {survived} of {tried} not noticed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
