"""An assessment to share, and the files that the page offers."""

import pytest
from import_export import export_file, fill, write
from page_visit import APPRENTICE, Download, Visit, begin

from skills.matrix import Matrix
from skills.reports.file_kinds import KINDS
from skills.store import Assessment

NOTE = "In the shed behind the lindens"
OFFERED = tuple(each for each in KINDS if each != "calendar")


def offered(visit: Visit) -> dict[str, Download]:
    """Return the files on offer, by kind."""
    return {each.kind: each for each in visit.downloads()}


def taken(visit: Visit, kind: str) -> bytes:
    """Return a file as it is taken from the page."""
    return export_file(visit, kind)[1]


@pytest.fixture
def noted(ann: Visit, garden: Matrix) -> Assessment:
    """Begin an assessment with answers, a note and a credential."""
    assessment = begin(ann, garden, APPRENTICE, hours=4)
    fill(ann, assessment, garden)
    write(ann, assessment, "note", "compost", NOTE)
    return assessment
