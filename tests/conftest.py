"""Offer what tests of every part share."""

from __future__ import annotations

from inspect import cleandoc

import pytest
from hypothesis import settings

from skills.cli.problem_formats import as_text
from skills.matrix import Matrix
from skills.matrix.reading import read_texts

# How long an example takes says more about the machine than about the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture
def matrix(request: pytest.FixtureRequest) -> Matrix:
    """Read the matrix that stands in the docstring of the test."""
    text = cleandoc(request.function.__doc__ or "")
    reading = read_texts([("docstring", text.encode())])
    if reading.matrix is None:
        pytest.fail(f"the docstring holds no valid matrix\n{as_text(reading.problems)}")
    return reading.matrix
