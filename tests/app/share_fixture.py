"""An assessment to share."""

import pytest
from import_export import fill, write
from share_page import NOTE
from visiting import APPRENTICE, Visit, begin

from skills.matrix import Matrix
from skills.store import Assessment


@pytest.fixture
def noted(ann: Visit, garden: Matrix) -> Assessment:
    """Begin an assessment with answers, a note and a credential."""
    found = begin(ann, garden, APPRENTICE, hours=4)
    fill(ann, found, garden)
    write(ann, found, "note", "compost", NOTE)
    return found
