"""The codes of all problems, shared by docs, tests and reports."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

CODES: Final[Mapping[str, str]] = {
    # the file as text
    "unreadable": "a file or folder that is not there or cannot be opened",
    "too-large": "the files together are larger than a matrix may be",
    "other-file": "a file of another kind, such as a spreadsheet or a document",
    "not-utf8": "a file is not saved as UTF-8 text",
    "bad-character": "an invisible character, or one that reverses the direction of the text",
    "not-yaml": "a file breaks the rules of YAML, so nothing after that place can be read",
    "empty-file": "a file is empty, or has only comments",
    "several-documents": "a file has a second document after a line of three dashes",
    "too-many": "so many problems that reading stopped",
    # YAML that a matrix does without
    "alias-used": "a YAML anchor (&name) or alias (*name)",
    "tag-used": "a YAML tag (!name)",
    "merge-key": "the YAML merge key <<",
    "stray-text": "a text in { } that belongs to no key",
    "wrong-key": "a list or a group of keys is used where a key is expected",
    "duplicate-key": "a key appears twice in the same group, in one file or in two",
    "too-deep": "lists and groups nested deeper than a matrix needs",
    # one key and its value
    "unknown-key": "a key the format does not have at this place",
    "missing-key": "a key that must be there is missing",
    "empty-value": "a key without a value",
    "lost-text": "a text that ends early because a # starts a comment",
    "odd-title": "a title that is only the word true or false",
    "wrong-type": "a value of a different type from the one the key takes",
    "unknown-choice": "a value that is not one of the words the key takes",
    "bad-id": "an id that is not made of lower-case words and hyphens",
    "bad-time": "a time that is not written as HH:MM",
    "bad-link": "an address that does not begin with https:// or contains strange characters",
    "out-of-range": "a number below or above what the key takes, or a level above the top one",
    "wrong-count": "a list or group with too few or too many entries",
    "too-long": "text longer than the key allows",
    # the matrix as a whole
    "duplicate-id": "a skill is in two areas",
    "duplicate-title": "two things side by side have the same title or text",
    "reserved-id": "an id the program needs for itself",
    "clashing-alias": "an earlier id that is in use, or that two things claim",
    "unknown-skill": "a skill that is not in the matrix",
    "unknown-statement": "an example for mentors rates a statement that its skill does not have",
    "unknown-answer": "an example for mentors expects an answer that is not on the scale",
    "unknown-project": "a project that is not in the matrix",
    "unknown-scale": "a scale that is not in the matrix",
    "unknown-profile": "a profile that is not in the matrix",
    "unused-scale": "a scale no statement uses",
    "mixed-credits": "some options of a scale give a credit and some do not",
    "uneven-credits": "credits that do not rise from option to option",
    "unasked-skill": "a skill without a statement",
    "untargeted-skill": "a skill no profile asks for",
    "unreachable-target": "a target above the highest statement of its skill",
    "unasked-target": "a target below the lowest statement of its skill",
    "empty-weights": "a profile whose weights add up to zero",
    "circular-projects": "projects that depend on each other",
    "useless-project": "a project that raises nothing above what it needs",
    "two-checks": "a project with two of pack, questions and table; only one can be its check",
    "unknown-column": "groups of rows by a column that the table does not have",
    "repeated-column": "two columns of a table that have the same name in the file",
    "empty-range": "a lowest number or count above the highest",
    "not-numeric": "limits or a mean for a column that does not hold numbers",
    "question-number": "a question with a tolerance whose answer is not one number",
    "unraised-skill": "a project that verifies a skill it does not raise",
    "unknown-option": "the right answer of a check is not one of its options",
    "few-checks": "a skill with one or two checks, which never count",
    "backward-step": "a resource that leads no higher than it starts",
    "backward-time": "a block of the day that ends before it starts, or takes no time",
}
"""Problem code to a one-line description."""
