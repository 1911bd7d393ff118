"""A clock that stands at noon."""

import pytest
from checks_page import Clock

from components.web import session


@pytest.fixture
def noon(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Have the server go by a clock that stands at noon until a test moves it."""
    clock = Clock()
    monkeypatch.setattr(session, "now", clock)
    return clock
