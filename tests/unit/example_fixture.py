"""The matrices that come with the tool."""

from __future__ import annotations

import pytest

from skills.matrix.library import Library


@pytest.fixture(scope="module")
def shipped() -> Library:
    return Library()
