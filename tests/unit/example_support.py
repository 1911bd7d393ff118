"""The files and the result of the example of a shipped matrix."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from skills.matrix.library import Library
from skills.scoring.assessed import Assessed
from skills.workspace.example_person import EXAMPLE
from skills.workspace.export import AssessmentFiles, files_of

if TYPE_CHECKING:
    from skills.workspace import Workspace

NOW = datetime(2031, 5, 3, 14, 30, tzinfo=UTC)


def files(workspace: Workspace, now: datetime = NOW) -> AssessmentFiles:
    """Return the files of the example as they are written at a moment."""
    return files_of(workspace, EXAMPLE, now)


def result(workspace: Workspace) -> Assessed:
    """Return the result of the example."""
    return files(workspace).assessed


@pytest.fixture(scope="module")
def shipped() -> Library:
    return Library()
