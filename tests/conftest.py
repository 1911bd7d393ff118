"""Offer what tests of every part share."""

from __future__ import annotations

from inspect import cleandoc
from pathlib import Path

import pytest
from effort import set_up_hypothesis

from skills.cli.problem_formats import as_text
from skills.matrix import Matrix
from skills.matrix.reading import read_texts

pytest_plugins = ["second_run"]

# An assertion that fails in code that tests share then shows its values, as one in a test does.
SHARED = [
    path.stem
    for path in Path(__file__).parent.rglob("*.py")
    if path.stem.endswith(("_support", "_page", "_visit")) and not path.stem.startswith("test_")
]
pytest.register_assert_rewrite(*SHARED)

set_up_hypothesis()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark tests on PostgreSQL as slow; begin with what takes longest, the tests in browsers.

    Otherwise one worker would end with a few long tests while the other has nothing left.
    """
    for item in filter(_runs_on_postgresql, items):
        item.add_marker(pytest.mark.slow)
    if hasattr(config, "workerinput"):
        order = {"browser": 0, "app": 1}
        items.sort(key=lambda each: order.get(each.path.parent.name, 2))


def _runs_on_postgresql(item: pytest.Item) -> bool:
    if not isinstance(item, pytest.Function):
        return False
    parameters = item.callspec.params.values() if hasattr(item, "callspec") else ()
    return "postgresql" in (*item.fixturenames, *parameters)


@pytest.fixture
def matrix(request: pytest.FixtureRequest) -> Matrix:
    """Read the matrix that stands in the docstring of the test."""
    text = cleandoc(request.function.__doc__ or "")
    reading = read_texts([("docstring", text.encode())])
    if reading.matrix is None:
        pytest.fail(f"the docstring holds no valid matrix\n{as_text(reading.problems)}")
    return reading.matrix
