"""Read ZIP archives safely even if malicious: of bounded size, one file at a time."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Final

from skills.records.table_format import shown

MOST_ENTRIES: Final = 2_000
MOST_BYTES: Final = 60_000_000
"""Maximum number of files in an archive, and their maximum total size when decompressed."""

_ENTRY: Final = b"PK\x01\x02"


class ArchiveError(Exception):
    """Raised with what is wrong with an archive, as a sentence without a full stop."""


def opened(data: bytes) -> zipfile.ZipFile:
    """Open an archive and check its list of files.

    Raises
    ------
    ArchiveError
        If it is corrupt, or larger than any assessment.
    """
    if data.count(_ENTRY) > MOST_ENTRIES:
        raise ArchiveError("The file has too many parts")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        infos = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError) as error:
        raise ArchiveError("The file is damaged: its list of parts cannot be read") from error
    if sum(each.file_size for each in infos) > MOST_BYTES:
        raise ArchiveError("Unpacked, the file is larger than any assessment")
    return archive


def part_of(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return one file of the archive, decompressed.

    Raises
    ------
    ArchiveError
        If there is none of this name, or it is corrupt.
    """
    try:
        info = archive.getinfo(name)
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ArchiveError("The file is compressed in a way that is not supported")
        with archive.open(info) as part:
            return part.read(MOST_BYTES)
    except KeyError as error:
        raise ArchiveError(f"The file is missing its part {shown(name)}") from error
    except (zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, EOFError, OSError) as error:
        raise ArchiveError(f"The file is damaged in its part {shown(name)}") from error
