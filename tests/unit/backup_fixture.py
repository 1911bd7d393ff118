"""A place for a backup."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a path for a backup outside the database's folder."""
    return tmp_path / "backup.sqlite3"
