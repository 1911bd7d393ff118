"""Validation rules for the values of each kind of entry, given a matrix."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import MAXYEAR, MINYEAR, date
from typing import Final
from unicodedata import normalize

from skills.entries.answers import is_choice
from skills.entries.credentials import read_credential
from skills.entries.kinds import (
    COHORT,
    COHORT_NAME_LENGTH,
    DECIDERS,
    GROWTH_WISHES,
    ID_LENGTH,
    NOTE_LENGTH,
    PROJECT_STATUSES,
    QUALIFICATION_STATES,
    IncomingEntry,
    Kind,
)
from skills.entries.plan_limits import AREA, LIMITS, UNTIL, as_day
from skills.entries.project_attempts import read_attempts
from skills.entries.review_entries import (
    MENTORS_OWN,
    agreeable_levels,
    as_action,
    as_review,
    item_of,
    parts_of,
)
from skills.entries.storable_text import is_text
from skills.entries.work_links import read_link
from skills.matrix import NOT_APPLICABLE, Matrix, Skill, Statement

EntryRule = Callable[[Matrix, str, str], bool]
"""A function of matrix, item and value that returns whether the value is valid."""


def is_value(matrix: Matrix, kind: str, item: str, value: object) -> bool:
    """Return whether a value is valid for an entry of this kind in this matrix.

    Parameters
    ----------
    item : as in `skills.entries.assessment.Entry`; any id of a credential, review or action.
    """
    rule = _RULES.get(kind)
    return rule is not None and isinstance(value, str) and rule(matrix, item, value)


def value_meant(matrix: Matrix, kind: str, item: str, text: str) -> str:
    """Return the value that a person wrote: its id, or its title, in any case.

    A text that fits no value, or two, is returned unchanged.
    """
    if is_value(matrix, kind, item, text):
        return text
    offered = values_of(matrix, kind, item)
    for names in ({each: each for each in offered}, offered):
        found = [value for value, name in names.items() if _plain(name) == _plain(text)]
        if len(found) == 1:
            return found[0]
    return text


def values_of(matrix: Matrix, kind: str, item: str) -> Mapping[str, str]:
    """Return the values that an entry may have, with their titles; empty for free text."""
    if kind == "answer" and item in matrix.statements:
        options = matrix.statements[item].scale.options
        return {each.id: each.title for each in options} | {NOT_APPLICABLE: "Not applicable"}
    if kind == "rating":
        return values_of(matrix, "answer", parts_of(item)[1])
    if kind == "agreed":
        return {each: each for each in agreeable_levels(matrix.top)}
    if kind == "check" and item in matrix.checks:
        return matrix.checks[item].choices
    if kind == "limit" and item == AREA:
        return {each.id: each.title for each in matrix.areas}
    return _STATES.get(kind, {})


def current_ids(matrix: Matrix) -> Mapping[Kind, Mapping[str, str]]:
    """Return, by kind, a mapping of every current and earlier id in a matrix to the current id.

    Credentials, reviews and actions are left out, since their ids do not come from the matrix;
    those of ratings and comments come from it only in part.
    """
    projects = {each: each for each in matrix.projects_by_id}
    return {
        "answer": _with_earlier(matrix.statements.values()),
        "note": _with_earlier(matrix.skills.values()),
        "check": {each: each for each in matrix.checks},
        "qualification": {each.id: each.id for each in matrix.qualifications},
        "project": projects,
        "verification": projects,
        "link": projects,
        "growth": _with_earlier(matrix.skills.values()),
        "limit": {each: each for each in LIMITS},
        "consent": {COHORT: COHORT},
        "agreed": _with_earlier(matrix.skills.values()),
        "decided": _with_earlier(matrix.skills.values()),
        "discussion": _with_earlier(matrix.skills.values()),
    }


def current_item(ids: Mapping[Kind, Mapping[str, str]], kind: Kind, item: str) -> str | None:
    """Return the item of an entry under the current ids of a matrix, or None if it has no place.

    Parameters
    ----------
    ids : what `current_ids` returns.
    """
    if kind in MENTORS_OWN:
        review, about = parts_of(item)
        current_id = ids["answer" if kind == "rating" else "note"].get(about)
        return item_of(review, current_id) if review and current_id else None
    return ids[kind].get(item) if kind in ids else item


def is_storable(entry: IncomingEntry) -> bool:
    """Return whether a database can store an entry: not too long, and without NUL."""
    texts = ((entry.item, ID_LENGTH), (entry.value or "", NOTE_LENGTH))
    fits = all(len(text) <= limit and is_text(text) for text, limit in texts)
    return bool(entry.item.strip()) and fits


def is_moment(moment: date) -> bool:
    """Return whether a moment has a date in every time zone, and a day before and after.

    Only those of the outermost years may not.
    """
    return MINYEAR < moment.year < MAXYEAR


def _plain(text: str) -> str:
    return " ".join(normalize("NFKC", text).casefold().replace("-", " ").split())


def _is_note(matrix: Matrix, item: str, value: str) -> bool:
    return item in matrix.skills and len(value) <= NOTE_LENGTH


def _is_state(matrix: Matrix, item: str, value: str) -> bool:
    is_known = any(each.id == item for each in matrix.qualifications)
    return is_known and value in QUALIFICATION_STATES


def _is_status(matrix: Matrix, item: str, value: str) -> bool:
    return value in PROJECT_STATUSES and item in matrix.projects_by_id


def _is_verification(matrix: Matrix, item: str, value: str) -> bool:
    return item in matrix.projects_by_id and read_attempts(value) is not None


def _is_link(matrix: Matrix, item: str, value: str) -> bool:
    return item in matrix.projects_by_id and read_link(value) is not None


def _is_option(matrix: Matrix, item: str, value: str) -> bool:
    check = matrix.checks.get(item)
    return check is not None and value in check.choices


def _is_credential(_matrix: Matrix, _item: str, value: str) -> bool:
    return read_credential(value) is not None


def _is_rating(matrix: Matrix, item: str, value: str) -> bool:
    review, statement = parts_of(item)
    return bool(review) and is_choice(matrix, statement, value)


def _is_comment(matrix: Matrix, item: str, value: str) -> bool:
    review, skill = parts_of(item)
    return bool(review) and _is_note(matrix, skill, value)


def _is_agreed(matrix: Matrix, item: str, value: str) -> bool:
    return item in matrix.skills and value in agreeable_levels(matrix.top)


def _is_decider(matrix: Matrix, item: str, value: str) -> bool:
    return item in matrix.skills and value in DECIDERS


def _is_wish(matrix: Matrix, item: str, value: str) -> bool:
    return item in matrix.skills and value in GROWTH_WISHES


def _is_limit(matrix: Matrix, item: str, value: str) -> bool:
    if item == AREA:
        return value in matrix.areas_by_id
    return item == UNTIL and as_day(value) is not None


def _is_consent(_matrix: Matrix, item: str, value: str) -> bool:
    is_one_line = bool(value.strip()) and value.isprintable()
    return item == COHORT and is_one_line and len(value) <= COHORT_NAME_LENGTH


def _is_review(_matrix: Matrix, item: str, value: str) -> bool:
    return item == parts_of(item)[0] and as_review(value) is not None


def _is_action(_matrix: Matrix, _item: str, value: str) -> bool:
    return as_action(value) is not None


_RULES: Final[Mapping[str, EntryRule]] = {
    "answer": is_choice,
    "note": _is_note,
    "qualification": _is_state,
    "check": _is_option,
    "credential": _is_credential,
    "project": _is_status,
    "verification": _is_verification,
    "link": _is_link,
    "growth": _is_wish,
    "limit": _is_limit,
    "consent": _is_consent,
    "review": _is_review,
    "rating": _is_rating,
    "comment": _is_comment,
    "agreed": _is_agreed,
    "decided": _is_decider,
    "discussion": _is_note,
    "action": _is_action,
}

_STATES: Final[Mapping[str, Mapping[str, str]]] = {
    "qualification": QUALIFICATION_STATES,
    "project": PROJECT_STATUSES,
    "decided": DECIDERS,
    "growth": GROWTH_WISHES,
}


def _with_earlier(parts: Iterable[Statement | Skill]) -> dict[str, str]:
    parts = tuple(parts)
    earlier = {old: each.id for each in parts for old in each.was}
    return earlier | {each.id: each.id for each in parts}
