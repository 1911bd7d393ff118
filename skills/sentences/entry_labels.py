"""Labels for an entry: its subject and its value in words, as far as a matrix knows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from skills.entries.credentials import read_credential
from skills.entries.kinds import PROJECT_STATUSES
from skills.matrix import Check, Matrix, Qualification, Statement
from skills.sentences.answers import answer_title
from skills.sentences.results import HOLDING_WORDS


class Labels:
    """The texts of several matrices; the first that has an id provides its text."""

    def __init__(self, matrices: Sequence[Matrix]) -> None:
        self._matrices = tuple(reversed(matrices))

    def about(self, kind: str, item: str, value: str) -> str:
        """Return the subject of an entry, or its id if no matrix knows it."""
        if kind == "credential":
            credential = read_credential(value)
            return credential.title if credential else item
        words: Mapping[str, Mapping[str, str]] = {
            "answer": self._texts,
            "note": self._skills,
            "qualification": self._qualifications,
            "check": self._asks,
            "project": self._projects,
        }
        return words[kind].get(item) or item

    def value(self, kind: str, item: str, value: str) -> str:
        """Return the value of an entry in words."""
        if kind == "qualification":
            return HOLDING_WORDS.get(value, value)
        if kind == "project":
            return PROJECT_STATUSES.get(value, value)
        if kind == "credential":
            return _credential(value)
        if kind == "answer" and item in self._statements:
            return answer_title(self._statements[item].scale, value)
        if kind == "check" and item in self._checks:
            return self._checks[item].choices.get(value, value)
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
    def _qualifications(self) -> Mapping[str, str]:
        found: list[Qualification] = [e for one in self._matrices for e in one.qualifications]
        return {each.id: each.title for each in found}

    @cached_property
    def _projects(self) -> Mapping[str, str]:
        return {each.id: each.title for one in self._matrices for each in one.projects}


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
