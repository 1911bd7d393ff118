"""Ratings that both see."""

from __future__ import annotations

import pytest
from import_export import write
from review_start import REVIEW, rate, show_both
from talk_page import STATEMENTS
from visiting import Visit, put

from skills.entries.review_entries import item_of
from skills.store import Assessment


@pytest.fixture
def shown(ann: Visit, found: Assessment) -> Assessment:
    """Reveal ratings that are two levels apart for composting and alike for pruning."""
    put(ann, found, dict.fromkeys(STATEMENTS, "never") | {"pruning.apple": "fully"})
    rate(ann, found, dict.fromkeys(STATEMENTS, "fully") | {"pruning.apple": "fully"})
    write(ann, found, "comment", item_of(REVIEW, "compost"), "Seen it steam.")
    write(ann, found, "note", "compost", "In the shed.")
    show_both(ann, found)
    return found
