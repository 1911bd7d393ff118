"""The files that the page offers."""

from import_export import export_file
from visiting import Download, Visit

from skills.reports.file_kinds import KINDS

NOTE = "In the shed behind the lindens"
OFFERED = tuple(each for each in KINDS if each != "calendar")


def offered(visit: Visit) -> dict[str, Download]:
    """Return the files on offer, by kind."""
    return {each.kind: each for each in visit.downloads()}


def taken(visit: Visit, kind: str) -> bytes:
    """Return a file as it is taken from the page."""
    return export_file(visit, kind)[1]
