"""Upgrade (migrate) a file from an older format, one major version at a time.

A step takes the whole file as plain dicts and lists and returns it in the next major version.
Steps are never deleted: a file from years ago goes through all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from skills.records.record import FORMAT, VERSION

Plain = dict[str, Any]
RecordUpgrade = Callable[[Plain], Plain]

STEPS: Final[Mapping[int, RecordUpgrade]] = {}
"""Major version to the step that upgrades it to the next; version 1 is the first."""


class TooNewError(Exception):
    """Raised if a file has a newer major version than this program knows.

    Attributes
    ----------
    program : version of the program that wrote the file, as given there, or None.
    """

    def __init__(self, version: str, program: object = None) -> None:
        super().__init__(version)
        self.program = program


class NotOursError(Exception):
    """Raised if a file does not declare that it is an assessment, or its version."""


def upgraded(
    plain: object,
    steps: Mapping[int, RecordUpgrade] = STEPS,
    current_major: int = int(VERSION.partition(".")[0]),
) -> Plain:
    """Return a file upgraded to the current major version; unchanged if it already has it.

    Raises
    ------
    NotOursError
        If it is not an assessment file of this program.
    TooNewError
        If it has a newer major version.
    """
    if not isinstance(plain, dict):
        raise NotOursError
    major = _major(plain)
    if major > current_major:
        raise TooNewError(plain["format_version"], plain.get("program_version"))
    for version in range(major, current_major):
        plain = {**steps[version](plain), "format_version": f"{version + 1}.0"}
    return plain


def _major(plain: Plain) -> int:
    number, dot, _ = str(plain.get("format_version", "")).partition(".")
    if plain.get("format") != FORMAT or not dot or not (number.isascii() and number.isdecimal()):
        raise NotOursError
    return int(number)
