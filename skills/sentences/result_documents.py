"""Sentences about the structure of a document: what it must have, and what is missing.

Texts are plain: callers escape what came from a matrix or a file.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from skills.matrix import DocumentSection, ResultDocument
from skills.projects.check_document import CheckedDocument, StructureRule
from skills.sentences.formats import capitalised, listed

HOW_TO_SHOW_DOCUMENT: Final = (
    "Upload your document to see whether a section is missing. In a text file (.md, .txt), a "
    "section begins with a heading such as “#\u00a0Goal”; in a YAML or JSON file, it is a name at "
    "the top level."
)

STRUCTURE_ONLY: Final = (
    "This looks at the structure only, not at what you wrote. It doesn't change your level, and "
    "neither the file nor this result is kept."
)

NOTHING_MISSING: Final = "Nothing is missing."

INCOMPLETE: Final = "Not complete yet."

NO_HEADINGS: Final = (
    "No headings were found. Write each on a line of its own, such as “#\u00a0Goal”."
)

NOT_KEPT: Final = "Nothing of a document is kept with an assessment: leave out --save."

SHOWN_HEADINGS: Final = 12
"""How many headings of a file a sentence names."""

LONGEST_HEADING: Final = 60
"""Characters of a heading that a sentence quotes."""


def structure_texts(document: ResultDocument) -> tuple[str, ...]:
    """Return what a document must have: each section, and its length."""
    sections = [_section_text(each) for each in document.sections]
    length = _limits(document.fewest_words, document.most_words)
    return (*sections, *([f"Whole document: {length}"] if length else []))


def structure_verdict(document: CheckedDocument) -> str:
    """Return the result in one sentence."""
    return INCOMPLETE if document.open_rules else NOTHING_MISSING


def open_texts(document: CheckedDocument) -> tuple[str, ...]:
    """Return what is still to be mended, and the headings if a section was not found."""
    texts = tuple(_open_text(each) for each in document.open_rules)
    is_missing = any(each.state == "missing" for each in document.open_rules)
    return (*texts, _headings_text(document.headings)) if is_missing else texts


def met_text(document: CheckedDocument) -> str:
    """Return which rules are met, "" if none is."""
    met = [f"{_name(each)} ({_words(each)})" for each in document.rules if each.state == "met"]
    return f"Complete: {', '.join(met)}." if met else ""


def _open_text(rule: StructureRule) -> str:
    name = _name(rule)
    if rule.state in ("missing", "empty"):
        return capitalised(f"{'section ' if rule.section else ''}{name} is {rule.state}.")
    limit = f"at least {rule.fewest:,}" if rule.state == "short" else f"at most {rule.most:,}"
    return capitalised(f"{name} has {_words(rule)}; {limit}.")


def _name(rule: StructureRule) -> str:
    return f"“{rule.section.title}”" if rule.section else "the whole document"


def _words(rule: StructureRule) -> str:
    return f"{rule.words:,} {'word' if rule.words == 1 else 'words'}"


def _section_text(section: DocumentSection) -> str:
    also = " or ".join(f"“{each}”" for each in (section.title, *section.also))
    length = _limits(section.fewest_words, section.most_words)
    return f"{also}: {length}" if length else also


def _limits(fewest: int, most: int | None) -> str:
    if most is None:
        return f"at least {fewest:,} words" if fewest > 1 else ""
    if fewest == most:
        return f"exactly {fewest:,} {'word' if most == 1 else 'words'}"
    return f"{fewest:,} to {most:,} words" if fewest > 1 else f"at most {most:,} words"


def _headings_text(headings: Sequence[str]) -> str:
    if not headings:
        return NO_HEADINGS
    shown = [f"“{_short(each)}”" for each in headings[:SHOWN_HEADINGS]]
    rest = len(headings) - len(shown)
    return f"Found in the file: {listed([*shown, *([f'{rest:,} more'] if rest else [])])}."


def _short(heading: str) -> str:
    return heading if len(heading) <= LONGEST_HEADING else f"{heading[:LONGEST_HEADING]}…"
