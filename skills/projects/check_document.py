"""Compare a document with the structure that a project asks for; this is never a pass.

The right headings can be there without the work. So nothing is scored, kept or verified: the
result says what is missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from skills.matrix import DocumentSection, ResultDocument
from skills.matrix.section_titles import LONGEST_TITLE, section_key
from skills.problems import Problem
from skills.projects.document_file import read_document
from skills.projects.document_parts import DocumentPart

RuleState = Literal["met", "missing", "empty", "short", "long"]
"""Whether a rule is met, and if not, why."""


@dataclass(frozen=True, slots=True)
class StructureRule:
    """What was found about one section, or about the length of the whole document.

    Attributes
    ----------
    section : None for the document as a whole.
    words : how many it has.
    fewest, most : how many it must have; `most` is None if there is no limit.
    """

    section: DocumentSection | None
    state: RuleState
    words: int
    fewest: int = 1
    most: int | None = None


@dataclass(frozen=True, slots=True)
class CheckedDocument:
    """Every rule about the structure of a document, and the headings of the file."""

    rules: tuple[StructureRule, ...]
    headings: tuple[str, ...]

    @property
    def open_rules(self) -> tuple[StructureRule, ...]:
        """Return the rules that are not met."""
        return tuple(each for each in self.rules if each.state != "met")


def check_document(data: bytes, name: str, document: ResultDocument) -> CheckedDocument | Problem:
    """Compare a file with the structure of a document, or return its problem.

    Parameters
    ----------
    name : file name.
    """
    found = read_document(data, name)
    if isinstance(found, Problem):
        return found
    headings = tuple(each.title[:LONGEST_TITLE] for each in found.parts if each.title)
    rules = [*_section_rules(document.sections, found.parts)]
    if (document.fewest_words, document.most_words) != (1, None):
        rules.append(_rule(document, None, found.words))
    return CheckedDocument(tuple(rules), headings)


def _section_rules(
    sections: Sequence[DocumentSection], parts: Sequence[DocumentPart]
) -> Iterator[StructureRule]:
    words = _words_by_section(sections, parts)
    for each in sections:
        yield _rule(each, each, words.get(each.id))


def _words_by_section(
    sections: Sequence[DocumentSection], parts: Sequence[DocumentPart]
) -> dict[str, int]:
    """Return how many words stand under each section that is there, by its id.

    What stands under a smaller heading belongs to the section above it, unless that heading is a
    section of its own.
    """
    known = {section_key(t): each.id for each in sections for t in (each.title, *each.also)}
    words: dict[str, int] = {}
    inside: list[tuple[int, str]] = []
    for part in parts:
        while inside and inside[-1][0] >= part.level:
            inside.pop()
        section = known.get(section_key(part.title)) if part.level else None
        if section is not None:
            inside.append((part.level, section))
        if inside:
            words[inside[-1][1]] = words.get(inside[-1][1], 0) + part.words
    return words


def _rule(
    requirement: DocumentSection | ResultDocument,
    section: DocumentSection | None,
    words: int | None,
) -> StructureRule:
    state = _state(words, requirement.fewest_words, requirement.most_words)
    return StructureRule(
        section, state, words or 0, requirement.fewest_words, requirement.most_words
    )


def _state(words: int | None, fewest: int, most: int | None) -> RuleState:
    if words is None:
        return "missing"
    if not words:
        return "empty"
    if words < fewest:
        return "short"
    return "long" if most is not None and words > most else "met"
