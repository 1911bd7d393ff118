"""Read an export bundle: a ZIP archive of a person's assessments and own matrices."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final
from zipfile import ZipFile

from skills.importing.detect import read_file
from skills.importing.read_result import ReadResult, failed, import_error
from skills.importing.zip_archive import ArchiveError, opened, part_of

RECORDS: Final = (".json", ".pdf", ".xlsx", ".csv")
MATRICES: Final = (".yaml", ".yml")

MOST_RECORDS: Final = 200
"""Maximum number of assessments in an archive: more than anybody keeps, seconds to read."""

NamedFiles = tuple[tuple[str, bytes], ...]
"""Names and contents of the files of one matrix, in reading order."""


@dataclass(frozen=True, slots=True)
class ExportBundle:
    """Contents of an export bundle.

    Attributes
    ----------
    readings : name of each assessment file, and the result of reading it.
    matrices : each folder with a matrix, "" if it has none, and its files.
    """

    readings: tuple[tuple[str, ReadResult], ...]
    matrices: tuple[tuple[str, NamedFiles], ...] = ()


def is_bundle(data: bytes) -> bool:
    """Return whether a file is an archive of assessments or matrices."""
    if not data.startswith(b"PK"):
        return False
    try:
        names = opened(data).namelist()
    except ArchiveError:
        return False
    is_office = any(each.startswith(("xl/", "word/", "ppt/", "META-INF/")) for each in names)
    return not is_office and bool(_of_kind(names, RECORDS) or _of_kind(names, MATRICES))


def read_bundle(data: bytes, name: str) -> ExportBundle:
    """Read an archive; each file that cannot be read has a result with its problems.

    Parameters
    ----------
    name : file name of the archive.
    """
    try:
        archive = opened(data)
        names = archive.namelist()
        records = _of_kind(names, RECORDS)
        if len(records) > MOST_RECORDS:
            what = f"The archive has {len(records)} assessments; the limit is {MOST_RECORDS}"
            return _useless(name, "record-too-large", what)
    except ArchiveError as error:
        return _useless(name, "record-damaged", str(error))
    readings = [(_last(each), _reading(archive, each)) for each in records]
    matrices, damaged = _matrices(archive, _of_kind(names, MATRICES))
    return ExportBundle((*readings, *damaged), matrices)


def _reading(archive: ZipFile, path: str) -> ReadResult:
    """Return the result of reading one assessment; a damaged part is a problem of its own."""
    try:
        data = part_of(archive, path)
    except ArchiveError as error:
        return _damaged(path, error)
    return read_file(data, _last(path))


def _matrices(
    archive: ZipFile, paths: list[str]
) -> tuple[tuple[tuple[str, NamedFiles], ...], list[tuple[str, ReadResult]]]:
    """Return the files of each folder, and the damaged ones; their folders are left out whole.

    Without one of its files, a matrix would be another one.
    """
    folders: defaultdict[str, list[tuple[str, bytes]]] = defaultdict(list)
    damaged: dict[str, ReadResult] = {}
    for each in paths:
        try:
            folders[_folder(each)].append((_last(each), part_of(archive, each)))
        except ArchiveError as error:
            damaged[each] = _damaged(each, error)
    broken = set(map(_folder, damaged))
    whole = tuple((each, tuple(files)) for each, files in folders.items() if each not in broken)
    return whole, [(_last(each), result) for each, result in damaged.items()]


def _damaged(path: str, error: ArchiveError) -> ReadResult:
    return failed(import_error(_last(path), "record-damaged", str(error)))


def _of_kind(names: list[str], suffixes: tuple[str, ...]) -> list[str]:
    """Return the names with one of these suffixes, without the files that file managers add."""
    return [
        each
        for each in dict.fromkeys(names)
        if each.lower().endswith(suffixes)
        and not each.startswith("__MACOSX/")
        and not _last(each).startswith(".")
    ]


def _folder(path: str) -> str:
    return "" if "/" not in path else str(PurePosixPath(path).parent)


def _last(path: str) -> str:
    return PurePosixPath(path).name


def _useless(name: str, code: str, what: str) -> ExportBundle:
    return ExportBundle(((name, failed(import_error(name, code, what))),))
