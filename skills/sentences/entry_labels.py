"""Labels for an entry: its subject and its value in words, as far as a matrix knows them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Final

from skills.entries.credentials import read_credential
from skills.entries.kinds import COHORT, DECIDERS, GROWTH_WISHES, PROJECT_STATUSES
from skills.entries.plan_limits import LIMITS, UNTIL, as_day
from skills.entries.project_attempts import read_attempts
from skills.entries.review_entries import about, as_action, as_review
from skills.entries.work_links import read_link
from skills.matrix import NOT_APPLICABLE, Check, Matrix, Qualification, Scale, Statement
from skills.sentences.answers import answer_title
from skills.sentences.formats import day
from skills.sentences.project_checks import attempts_text, best_text, link_text
from skills.sentences.results import HOLDING_WORDS
from skills.sentences.signatures import SEAL_SHOWN

NOT_OBSERVED: Final = "Not observed"
"""What a mentor answers about a statement that they cannot judge."""

NOT_SEEN: Final = "I haven't seen this skill"
"""How a mentor marks all its statements at once."""

NOT_RATED: Final = "not rated"


class Labels:
    """The texts of several matrices; the first that has an id provides its text."""

    def __init__(self, matrices: Sequence[Matrix]) -> None:
        self._matrices = tuple(reversed(matrices))

    def about(self, kind: str, item: str, value: str) -> str:
        """Return the subject of an entry, or its id if no matrix knows it."""
        if kind == "credential":
            credential = read_credential(value)
            return credential.title if credential else item
        if kind == "review":
            review = as_review(value)
            return f"Review by {review.mentor}" if review else item
        if kind == "action":
            action = as_action(value)
            return (action.text or self._projects.get(action.project, "")) if action else item
        words: Mapping[str, Mapping[str, str]] = {
            "answer": self._texts,
            "note": self._skills,
            "qualification": self._qualifications,
            "check": self._asks,
            "project": self._projects,
            "verification": self._projects,
            "link": self._projects,
            "growth": self._skills,
            "limit": LIMITS,
            "consent": {COHORT: "Name in the summary of a cohort"},
            "rating": self._texts,
            "comment": self._skills,
            "agreed": self._skills,
            "decided": self._skills,
            "discussion": self._skills,
        }
        return words[kind].get(about(kind, item)) or item

    def skill_of(self, rated: str) -> str:
        """Return the id of the skill of a statement, or of a skill itself, or "" if unknown."""
        skills = [each for one in self._matrices for each in one.skills.values()]
        return next(
            (
                each.id
                for each in skills
                if rated == each.id or any(rated == own.id for own in each.statements)
            ),
            "",
        )

    def value(self, kind: str, item: str, value: str) -> str:
        """Return the value of an entry in words."""
        if kind in TEXTS:
            return TEXTS[kind](value)
        if kind in WORDS:
            return WORDS[kind].get(value, value)
        if kind in {"answer", "rating"} and about(kind, item) in self._statements:
            title = rating_title if kind == "rating" else answer_title
            return title(self._statements[about(kind, item)].scale, value)
        if kind == "check" and item in self._checks:
            return self._checks[item].choices.get(value, value)
        if kind == "limit":
            until = as_day(value) if item == UNTIL else None
            return day(until) if until else self._areas.get(value, value)
        return value

    @cached_property
    def _statements(self) -> Mapping[str, Statement]:
        return {each.id: each for one in self._matrices for each in one.statements.values()}

    @cached_property
    def _checks(self) -> Mapping[str, Check]:
        return {each.id: each for one in self._matrices for each in one.checks.values()}

    @cached_property
    def _texts(self) -> Mapping[str, str]:
        return {each.id: each.text for each in self._statements.values()}

    @cached_property
    def _asks(self) -> Mapping[str, str]:
        return {each.id: each.ask for each in self._checks.values()}

    @cached_property
    def _skills(self) -> Mapping[str, str]:
        return {each.id: each.title for one in self._matrices for each in one.skills.values()}

    @cached_property
    def _areas(self) -> Mapping[str, str]:
        return {each.id: each.title for one in self._matrices for each in one.areas}

    @cached_property
    def _qualifications(self) -> Mapping[str, str]:
        found: list[Qualification] = [e for one in self._matrices for e in one.qualifications]
        return {each.id: each.title for each in found}

    @cached_property
    def _projects(self) -> Mapping[str, str]:
        return {each.id: each.title for one in self._matrices for each in one.projects}


def rating_title(scale: Scale, option: str | None) -> str:
    """Return the title of the option that a mentor chose, or that there is no rating."""
    if option is None:
        return NOT_RATED
    return NOT_OBSERVED if option == NOT_APPLICABLE else answer_title(scale, option)


def _review(text: str) -> str:
    """Return since when a review stands, and whether it is revealed and signed off, as text."""
    found = as_review(text)
    if found is None:
        return text
    revealed = f", revealed on {day(found.revealed_at)}" if found.revealed_at else ""
    seal = f" (seal {found.seal[:SEAL_SHOWN]})" if found.seal else ""
    signed = f", signed off on {day(found.signed_at)}{seal}" if found.signed_at else ""
    both = f", countersigned on {day(found.countersigned_at)}" if found.countersigned_at else ""
    return f"began on {day(found.began_at)}{revealed}{signed}{both}"


def _action(text: str) -> str:
    """Return by when an action is due and whether it is done, as text."""
    found = as_action(text)
    if found is None:
        return text
    due = f"by {day(found.due)}" if found.due else "no date"
    return f"{due}, done" if found.is_done else due


def _credential(text: str) -> str:
    """Return a credential with its issuer and dates as text."""
    found = read_credential(text)
    if found is None:
        return text
    dates = [
        f"issued {found.issued.isoformat()}" if found.issued else "",
        f"expires {found.expires.isoformat()}" if found.expires else "",
    ]
    parts = [found.title, found.kind, found.issuer, *dates, found.link]
    return ", ".join(each for each in parts if each)


def _verification(text: str) -> str:
    """Return the best result and the number of attempts at the check of a project, as text."""
    found = read_attempts(text)
    return f"{best_text(found)}; {attempts_text(found)}" if found else text


def _link(text: str) -> str:
    """Return a link to the work on a project with its note, as text."""
    found = read_link(text)
    return link_text(found.link, found.note) if found else text


WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "qualification": HOLDING_WORDS,
    "project": PROJECT_STATUSES,
    "decided": DECIDERS,
    "growth": GROWTH_WISHES,
}
"""The values of each kind that has a fixed set of them, in words."""

TEXTS: Final[Mapping[str, Callable[[str], str]]] = {
    "credential": _credential,
    "verification": _verification,
    "link": _link,
    "review": _review,
    "action": _action,
}
"""The kinds whose values are stored as JSON, each with the function that puts one into words."""
