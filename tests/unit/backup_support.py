"""What is written before and after a backup, and where the backup goes."""

from __future__ import annotations

from pathlib import Path

import pytest
from store_support import ANA

from skills.entries.kinds import IncomingEntry
from skills.store import Store

SERVER_URL = "postgresql://somebody@127.0.0.1:9/nothing"


def note(store: Store, assessment: str, text: str) -> None:
    """Store a note of Ana."""
    number = len(store.history(ANA, assessment))
    store.import_entries(
        ANA, assessment, [IncomingEntry("note", "sql", text)], operation=f"n{number}"
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a path for a backup outside the database's folder."""
    return tmp_path / "backup.sqlite3"
