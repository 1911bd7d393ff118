"""Read the archive that holds all a person took out: assessments, and matrices of their own."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from skills.importing.detect import read_file
from skills.importing.read_result import ReadResult, failed, import_error
from skills.importing.zip_archive import ArchiveError, opened, part_of

RECORDS: Final = (".json", ".pdf", ".xlsx", ".csv")
MATRICES: Final = (".yaml", ".yml")

MOST_RECORDS: Final = 200
"""Assessments in one archive; more than anybody keeps, and a few seconds of reading."""

Files = tuple[tuple[str, bytes], ...]
"""Names and contents of the files of one matrix, in the order of reading."""


@dataclass(frozen=True, slots=True)
class ExportBundle:
    """What an archive of exported files holds.

    Attributes
    ----------
    readings : name of each file of an assessment, and what was found in it.
    matrices : the files in each folder with a matrix.
    """

    readings: tuple[tuple[str, ReadResult], ...]
    matrices: tuple[Files, ...] = ()


def is_bundle(data: bytes) -> bool:
    """Tell an archive with assessments or matrices from every other file."""
    if not data.startswith(b"PK"):
        return False
    try:
        names = opened(data).namelist()
    except ArchiveError:
        return False
    is_office = any(each.startswith(("xl/", "word/", "ppt/", "META-INF/")) for each in names)
    return not is_office and bool(_of_kind(names, RECORDS) or _of_kind(names, MATRICES))


def read_bundle(data: bytes, name: str) -> ExportBundle:
    """Read an archive; what cannot be read in it is told by the reading of its file.

    Parameters
    ----------
    name : what the person calls the archive.
    """
    try:
        archive = opened(data)
        names = archive.namelist()
        records = _of_kind(names, RECORDS)
        if len(records) > MOST_RECORDS:
            what = f"The archive holds {len(records)} assessments, and {MOST_RECORDS} are read"
            return _useless(name, "record-too-large", what)
        found = {each: part_of(archive, each) for each in [*records, *_of_kind(names, MATRICES)]}
    except ArchiveError as error:
        return _useless(name, "record-damaged", str(error))
    folders: defaultdict[str, list[tuple[str, bytes]]] = defaultdict(list)
    for each in _of_kind(names, MATRICES):
        path = PurePosixPath(each)
        folders[str(path.parent)].append((path.name, found[each]))
    readings = [(_last(each), read_file(found[each], _last(each))) for each in records]
    return ExportBundle(tuple(readings), tuple(map(tuple, folders.values())))


def _of_kind(names: list[str], suffixes: tuple[str, ...]) -> list[str]:
    """Return the names with one of these endings, without what file managers add."""
    return [
        each
        for each in dict.fromkeys(names)
        if each.lower().endswith(suffixes)
        and not each.startswith("__MACOSX/")
        and not _last(each).startswith(".")
    ]


def _last(path: str) -> str:
    return PurePosixPath(path).name


def _useless(name: str, code: str, what: str) -> ExportBundle:
    return ExportBundle(((name, failed(import_error(name, code, what))),))
