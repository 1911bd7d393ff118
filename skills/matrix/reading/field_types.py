"""The types of value that a key of the matrix file may have.

The types are declarative. `draft` reads nodes by them, `json_schema` turns them into a JSON Schema
and `field_tables` into the tables of the docs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

ID_PATTERN: Final = r"[a-z][a-z0-9]*(-[a-z0-9]+)*"
ID_MOST: Final = 60
CLOCK_PATTERN: Final = r"([01][0-9]|2[0-3]):[0-5][0-9]"
FLAGS: Final = {"yes": True, "true": True, "no": False, "false": False}
"""The words of a boolean in lower case; they may also be written Yes or YES."""


@dataclass(frozen=True, slots=True)
class Text:
    """Any text of 1 to `most` characters, quoted or not; `is_line` allows no line breaks."""

    most: int = 5_000
    is_line: bool = False


@dataclass(frozen=True, slots=True)
class Id:
    """An id.

    Attributes
    ----------
    form : "own" for a single id, "full" for two of them joined by a dot, "either" for both.
    """

    form: Literal["own", "full", "either"] = "own"


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from `least` to `most`."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Number:
    """A number from `least` to `most`; `above` leaves out `least` itself."""

    least: float = -1e12
    most: float = 1e12
    above: bool = False


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no, true or false."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of the day written HH:MM."""


@dataclass(frozen=True, slots=True)
class Link:
    """An address that begins with https://."""


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of `least` to `most` entries; `lone` takes one entry without the list as well."""

    item: FieldType
    least: int = 0
    most: int = 1_000
    lone: bool = False


@dataclass(frozen=True, slots=True)
class MapOf:
    """A group of `least` to `most` keys that the author names, each with the same kind."""

    value: FieldType
    keys: Id = Id()
    least: int = 0
    most: int = 100_000


@dataclass(frozen=True, slots=True)
class Field:
    """One key: its kind, what it is for, and what holds where it is missing."""

    kind: FieldType
    about: str
    required: bool = False
    default: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A group of keys named by the format.

    Attributes
    ----------
    name : what such a thing is called.
    required : the required keys.
    is_short : it is written in one place, although it holds things that the author names.
    goes_on : it holds things of its own that the author names, so it may go on in another file.
    """

    name: str
    fields: Mapping[str, Field]
    is_short: bool = False
    required: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Collect the required keys once; they are checked for every part of a matrix."""
        names = frozenset(name for name, each in self.fields.items() if each.required)
        object.__setattr__(self, "required", names)

    @property
    def goes_on(self) -> bool:
        """Return whether other files of a matrix may add to it."""
        holds_more = any(record_of(each.kind) for each in self.fields.values())
        return holds_more and not self.is_short


@dataclass(frozen=True, slots=True)
class Short:
    """A group of keys, or only the value of its most important key `key`."""

    key: str
    record: Group

    @property
    def scalar(self) -> FieldType:
        """Return the type of the value that may replace the whole group."""
        return self.record.fields[self.key].kind


ScalarType = Text | Id | Whole | Number | Flag | Choice | Clock | Link
FieldType = ScalarType | ListOf | MapOf | Group | Short


def record_of(kind: FieldType) -> Group | None:
    """Return what each entry of a group named by the author is, if that has keys of its own."""
    if not isinstance(kind, MapOf):
        return None
    value = kind.value.record if isinstance(kind.value, Short) else kind.value
    return value if isinstance(value, Group) else None
