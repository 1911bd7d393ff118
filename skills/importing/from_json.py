"""Read a record from JSON, in the current or an older version, and report all problems at once."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from pydantic import ValidationError

from skills.entries.rules import is_moment
from skills.importing.from_record import from_record
from skills.importing.newer_version import newer_version
from skills.importing.read_result import ReadResult, failed, import_error
from skills.importing.validation_errors import MANY, faults_in
from skills.problems import Problem
from skills.records.cv_record import is_cv
from skills.records.entry_lists import LISTS
from skills.records.matrix_record import CheckCopy, MatrixCopy, StatementCopy
from skills.records.record import FORMAT, Record, State
from skills.records.record_upgrades import NotOursError, Plain, TooNewError, upgraded
from skills.records.review_files import is_unchanged
from skills.records.table_format import shown

OF_A_CV: Final = (
    "This file was made for a CV: it has levels but no answers, and no target role. "
    "Qualifications, degrees, certificates and experience can be imported."
)


def read_json(text: str, name: str) -> ReadResult:
    """Read a record from JSON text; `name` is the file name."""
    try:
        plain = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        what = f"This is not valid JSON: {error.msg}"
        return failed(
            import_error(name, "record-damaged", what, line=error.lineno, column=error.colno)
        )
    except RecursionError:
        return failed(import_error(name, "record-damaged", "Groups are nested too deeply"))
    except _TwiceError as error:
        fix = "keep one of them"
        what = f'The key "{error}" appears twice in the same group'
        return failed(import_error(name, "record-key-twice", what, fix))
    except ValueError:
        what = "A number is not valid, or too long"
        return failed(import_error(name, "record-value", what, "write it with digits"))
    return read_plain(plain, name)


def read_plain(plain: object, name: str) -> ReadResult:
    """Read a record from parsed JSON."""
    text = ""
    try:
        text = json.dumps(upgraded(plain), ensure_ascii=True)
        record = Record.model_validate_json(text)
    except NotOursError:
        return failed(_not_ours(name))
    except TooNewError as error:
        what, fix = newer_version("The file", shown(str(error)), error.program)
        return failed(import_error(name, "record-newer", what, fix))
    except ValidationError as error:
        return failed(*faults_in(text, error, name))
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError):
        # An upgrade step failed: the older file violates the rules of its own version.
        return failed(
            import_error(
                name, "record-damaged", "The file does not match the format of its version"
            )
        )
    return _checked(record, name)


class _TwiceError(Exception):
    """Raised for a duplicate key."""


def _once(pairs: list[tuple[str, Any]]) -> Plain:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _TwiceError(_repeated([key for key, _ in pairs]))
    return found


def _no_number(_word: str) -> float:
    raise ValueError


def _not_ours(name: str) -> Problem:
    what = "This JSON is not an assessment from this program"
    return import_error(name, "no-record", what, f'an assessment begins with "format": "{FORMAT}"')


def _checked(record: Record, name: str) -> ReadResult:
    """Check references between the parts of a file."""
    found = [*_inconsistencies(record, name, "")]
    for number, each in enumerate(record.history, 1):
        found += _inconsistencies(each, name, f"history, number {number}, ")
    if not is_unchanged(record):
        what = "This file was changed or damaged after it was saved"
        found.append(import_error(name, "record-changed", what, "ask for it to be sent again"))
    if found:
        return failed(*found[:MANY])
    left_out = (OF_A_CV,) if is_cv(record) else ()
    return ReadResult(from_record(record), record, left_out=left_out)


def _inconsistencies(state: State, name: str, where: str) -> Iterator[Problem]:
    """Yield a problem for every reference to something missing, and for every duplicate id."""
    then = state.matrix
    yield from _entered_twice(state, name, where)
    yield from _no_moments(state, name, where)
    yield from _twice(where, name, _ids_of_parts(then))
    yield from _unknown(where, name, "area", _ids(then.areas), (e.area for e in then.skills))
    scales = (one.scale for each in then.skills for one in each.statements)
    yield from _unknown(where, name, "scale", _ids(then.scales), scales)
    targets = (one.skill for each in then.profiles for one in each.targets)
    yield from _unknown(where, name, "skill", _ids(then.skills), targets)
    profile = (state.assessment.profile,)
    yield from _unknown(where, name, "profile", _ids(then.profiles), profile)
    yield from _beyond_the_scale(state, name, where)
    rights = {(one.right in one.options) for each in then.skills for one in each.checks}
    if False in rights:
        what = f"{where}the right answer of a check is not one of its options"
        yield import_error(name, "record-unknown-name", what)


def _entered_twice(state: State, name: str, where: str) -> Iterator[Problem]:
    """Yield a problem for every second entry about the same thing, with the places of both."""
    for part, key in LISTS.items():
        first: dict[str, int] = {}
        for number, each in enumerate(getattr(state, part), 1):
            about = getattr(each, key)
            before = first.setdefault(about, number)
            if before != number:
                both = f"number {before} and number {number}"
                alike = "have the same id" if key == "id" else f"are about the same {key}"
                what = f"{where}{part}, {both} {alike}, {shown(about)}"
                yield import_error(name, "record-twice", what, "keep one of the two")


def _no_moments(state: State, name: str, where: str) -> Iterator[Problem]:
    """Yield a problem for every time that has no date in some time zone."""
    about = state.assessment
    moments: dict[str, date] = {
        "taken_at": state.taken_at,
        "assessment, created_at": about.created_at,
        "assessment, changed_at": about.changed_at,
    }
    if about.next_on is not None:
        moments["assessment, next_on"] = about.next_on
    for part in LISTS:
        for number, each in enumerate(getattr(state, part), 1):
            if each.at is not None:
                moments[f"{part}, number {number}, at"] = each.at
    for place, moment in moments.items():
        if not is_moment(moment):
            what = (
                f"{where}{place}: the year {moment.year} is not a possible year for an assessment"
            )
            is_day = place.endswith("next_on")
            fix = f"write it like 2026-11-23{'' if is_day else 'T09:30:00Z'}"
            yield import_error(name, "record-value", what, fix)


def _ids_of_parts(copy: MatrixCopy) -> Mapping[str, list[str]]:
    """Return the ids of each kind of part of a matrix, which no two may share."""
    return {
        "area": [each.id for each in copy.areas],
        "skill": [each.id for each in copy.skills],
        "scale": [each.id for each in copy.scales],
        "statement": [one.id for each in copy.skills for one in each.statements],
        "check": [one.id for each in copy.skills for one in each.checks],
        "profile": [each.id for each in copy.profiles],
        "qualification": [each.id for each in copy.qualifications],
    }


def _ids(parts: Iterable[Any]) -> set[str]:
    return {each.id for each in parts}


def _unknown(
    where: str, name: str, kind: str, known_ids: set[str], named: Iterable[str]
) -> Iterator[Problem]:
    for each in dict.fromkeys(named):
        if each not in known_ids:
            what = f'{where}the {kind} "{each}" is used but not in the file'
            yield import_error(name, "record-unknown-name", what)


def _twice(where: str, name: str, lists: Mapping[str, list[str]]) -> Iterator[Problem]:
    for kind, ids in lists.items():
        if len(set(ids)) < len(ids):
            what = f'{where}the {kind} "{_repeated(ids)}" appears twice'
            yield import_error(name, "record-value", what)


def _repeated(words: Iterable[str]) -> str:
    return Counter(words).most_common(1)[0][0]


def _beyond_the_scale(state: State, name: str, where: str) -> Iterator[Problem]:
    """Check that levels count from 0, and that every statement and check is at one of them."""
    ranks = [each.rank for each in state.matrix.levels]
    if ranks != list(range(len(ranks))):
        yield import_error(
            name, "record-value", f"{where}the levels are not numbered 0, 1, 2 and so on"
        )
    for skill in state.matrix.skills:
        asked: list[StatementCopy | CheckCopy] = [*skill.statements, *skill.checks]
        for each in asked:
            if not 1 <= each.level < len(ranks):
                what = f'{where}"{each.id}" is at level {each.level}, which the file does not have'
                yield import_error(name, "record-value", what)
