"""Report all invalid values of a record (Pydantic errors), at a bounded cost."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from pydantic import ValidationError

from skills.importing.read_result import import_error
from skills.problems import Problem
from skills.records.record import Record

MANY: Final = 50
"""Maximum number of problems reported; more help nobody."""

AT_ONCE: Final = 20_000_000
"""Maximum characters to validate again, to find more than the first invalid entry of each list."""

_FIXES: Final = {
    "datetime": "write it like 2026-11-23T09:30:00Z",
    "timezone": "add the time zone, as in 2026-11-23T09:30:00Z",
    "date": "write it like 2026-11-23",
    "missing": "add it, or use the original file",
    "string_too_long": "shorten it",
    "string_type": "write text in quotation marks",
    "int_": "write a whole number",
    "float_": "write a number",
}
"""Beginnings of the names of errors, and what to do about them."""

Location = tuple[int | str, ...]


def faults_in(text: str, error: ValidationError, name: str) -> list[Problem]:
    """Return the problems of a record that is valid JSON but not a valid record.

    Validation of a list stops at its first invalid entry. To find the others, invalid entries are
    removed and the rest is validated again, as often as the size of the file allows.
    """
    plain = json.loads(text)
    gone: dict[int, list[int]] = {}
    summary: dict[str, Problem] = {}
    for _ in range(min(MANY, max(1, AT_ONCE // max(len(text), 1)))):
        places = []
        for each in error.errors(include_url=False, include_context=False, include_input=False):
            what = _what(each, _first(plain, each["loc"], gone))
            # Lists may be too short only because entries were removed from them.
            if not summary or each["type"] != "too_short":
                summary.setdefault(
                    what, import_error(name, "record-value", what, _fix(each["type"]))
                )
            places.append(each["loc"])
        later = _without(plain, places, gone)
        if later is None or len(summary) >= MANY:
            break
        error = later
    return list(summary.values())[:MANY]


def _what(error: Mapping[str, Any], place: Iterable[object]) -> str:
    if error["type"] == "json_invalid":
        return "Some text contains half a character, which is not allowed"
    message = (
        error["msg"].replace("Tuple should", "The list should").replace(" after validation", "")
    )
    return f"{_path(place)}: {message[:1].lower()}{message[1:]}"


def _fix(kind: str) -> str:
    return next((fix for start, fix in _FIXES.items() if kind.startswith(start)), "")


def _path(steps: Iterable[object]) -> str:
    """Format a place in a file, e.g. ``answers, number 3, option``."""
    return ", ".join(f"number {each + 1}" if isinstance(each, int) else str(each) for each in steps)


def _lists(plain: object, place: Location) -> Iterator[tuple[int, list[Any]]]:
    """Yield each list index in a location: its position in the location, and the list."""
    for index, step in enumerate(place):
        if isinstance(plain, list) and isinstance(step, int) and step < len(plain):
            yield index, plain
            plain = plain[step]
        elif isinstance(plain, dict):
            plain = plain.get(str(step))
        else:
            return


def _first(plain: object, place: Location, gone: Mapping[int, list[int]]) -> Location:
    """Return a place as in the original file, before entries were removed."""
    steps = list(place)
    for index, within in _lists(plain, place):
        number = steps[index]
        for before in gone.get(id(within), []):
            number += before <= number  # type: ignore[operator]
        steps[index] = number
    return tuple(steps)


def _without(
    plain: object, places: Iterable[Location], gone: dict[int, list[int]]
) -> ValidationError | None:
    """Remove the invalid entries and return the remaining error, or None."""
    inner = {}
    for place in places:
        for index, within in _lists(plain, place):
            inner[place[: index + 1]] = within
    last = {place for place in inner if not any(_is_below(each, place) for each in inner)}
    if not last:
        return None
    for place in last:
        _take_out(inner[place], place[-1], gone)
    try:
        Record.model_validate_json(json.dumps(plain))
    except ValidationError as error:
        return error
    return None


def _is_below(place: Location, other: Location) -> bool:
    return len(place) > len(other) and place[: len(other)] == other


def _take_out(within: list[Any], step: int | str, gone: dict[int, list[int]]) -> None:
    numbers = gone.setdefault(id(within), [])
    number = int(step)
    del within[number]
    for before in numbers:
        number += before <= number
    numbers.append(number)
    numbers.sort()
