"""Read a JSON Resume: its facts about skills become notes, never answers or levels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from unicodedata import normalize

from skills.entries.kinds import NOTE_LENGTH, IncomingEntry
from skills.importing.read_result import ImportedData, ReadResult, failed, import_error
from skills.importing.validation_errors import MANY
from skills.matrix import Matrix, Skill
from skills.problems import Problem
from skills.records.table_format import shown

GENERATOR: Final = "readiness-radar"
"""Generator in ``meta`` of our own files: their levels were computed and are not evidence."""

PARTS: Final = ("basics", "work", "education", "certificates", "skills", "projects")
MOST: Final = 1_000
"""Maximum number of items read from one list."""

EVIDENCE: Final = "evidence"
"""Type of the projects in our own earlier files that hold a person's notes."""

MOST_LISTED: Final = 10
SHORTEST: Final = 3
PLAIN: Final = frozenset({"and", "for", "from", "the", "with", "your"})
"""Stop words: alone, they do not identify a skill."""


def is_resume(plain: object) -> bool:
    """Return whether parsed JSON looks like a JSON Resume."""
    if not isinstance(plain, dict):
        return False
    schema = plain.get("$schema")
    if isinstance(schema, str) and "resume" in schema:
        return True
    known = [each for each in PARTS if isinstance(plain.get(each), list | dict)]
    return len(known) > 1 or isinstance(plain.get("skills"), list)


def read_resume(plain: Mapping[str, object], name: str, matrix: Matrix | None) -> ReadResult:
    """Read a parsed JSON Resume into notes on the skills of a matrix.

    A part is matched to a skill by its title, its id, one of its references, or words that occur in
    no other title. Parts that match no skill are reported in `left_out`.
    """
    if matrix is None:
        what = "A résumé can only be read together with a matrix"
        fix = "import it into an existing assessment"
        return failed(import_error(name, "record-needs-matrix", what, fix))
    forged = [*_too_long(plain, name)]
    if forged:
        return failed(*forged[:MANY])
    notes = _Notes(_Titles(matrix))
    for each in _own_notes(plain):
        notes.add(each, ("skill",), _text(each, "text"))
    if not _is_own(plain):
        for each in _parts(plain, "skills"):
            notes.add(each, ("name", "keywords"), _skill_line(each))
    for each in _parts(plain, "projects"):
        notes.add(each, ("name", "keywords"), _project_lines(each))
    for each in _parts(plain, "certificates"):
        line = _resume_line(
            "Certificate", _text(each, "name"), _text(each, "issuer"), _text(each, "date")
        )
        notes.add(each, ("name",), line)
    if not notes.lines:
        what = "Nothing in this résumé matches a skill in the matrix"
        fix = "in a résumé, skills, projects and certificates are read"
        return failed(import_error(name, "no-record", what, fix))
    entries = tuple(IncomingEntry("note", skill, text) for skill, text in notes.texts())
    return ReadResult(ImportedData(entries, matrix_id=matrix.id), left_out=tuple(notes.left_out()))


def _is_own(plain: Mapping[str, object]) -> bool:
    meta = plain.get("meta")
    return isinstance(meta, dict) and meta.get("generator") == GENERATOR


def _own_notes(plain: Mapping[str, object]) -> Iterator[Mapping[str, Any]]:
    """Yield the notes in the meta data of a file of ours."""
    meta = plain.get("meta")
    if isinstance(meta, dict) and _is_own(plain):
        yield from _parts(meta, "notes")


def _too_long(plain: Mapping[str, object], name: str) -> Iterator[Problem]:
    """Yield a problem for every note of ours that is longer than any that could be entered."""
    for number, each in enumerate(_own_notes(plain), 1):
        text = each.get("text")
        if isinstance(text, str) and len(text) > NOTE_LENGTH:
            yield _long_note(name, f"meta, notes, number {number}", len(text))
    for number, each in enumerate(_parts(plain, "projects"), 1):
        highlights = each.get("highlights")
        if each.get("type") != EVIDENCE or not isinstance(highlights, list):
            continue
        length = max((len(text) for text in highlights if isinstance(text, str)), default=0)
        if length > NOTE_LENGTH:
            yield _long_note(name, f"projects, number {number}, highlights", length)


def _long_note(name: str, place: str, length: int) -> Problem:
    what = f"{place}: a note has {length:,} characters"
    return import_error(name, "record-value", what, f"shorten it to {NOTE_LENGTH:,}")


class _Titles:
    """An index to find skills by name or by words of their title."""

    def __init__(self, matrix: Matrix) -> None:
        self.exact: dict[str, list[str]] = {}
        self.titles: dict[str, str] = {}
        for each in matrix.skills.values():
            self.titles[each.id] = f" {_plain(each.title)} "
            for name in _names(each):
                self.exact.setdefault(_plain(name), []).append(each.id)
        self.known: dict[str, list[str]] = {}

    def meant(self, word: str) -> list[str]:
        """Return the skills with this name, or the only one with these words in its title."""
        plain = _plain(word)
        if plain not in self.known:
            self.known[plain] = self.exact.get(plain) or self._holding(plain)
        return self.known[plain]

    def _holding(self, plain: str) -> list[str]:
        if len(plain) < SHORTEST or plain in PLAIN:
            return []
        found = [skill for skill, title in self.titles.items() if f" {plain} " in title]
        return found if len(found) == 1 else []


@dataclass(slots=True)
class _Notes:
    titles: _Titles
    lines: dict[str, list[str]] = field(default_factory=dict)
    strange: list[str] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)

    def add(self, part: Mapping[str, Any], keys: Iterable[str], line: str) -> None:
        words = [word for key in keys for word in _texts(part, key)]
        meant = dict.fromkeys(skill for word in words for skill in self.titles.meant(word))
        for skill in meant:
            known = self.lines.setdefault(skill, [])
            if line and line not in known:
                known.append(line)
        if words and not meant:
            self.strange.append(words[0])

    def texts(self) -> Iterator[tuple[str, str]]:
        for skill, lines in self.lines.items():
            text = "\n".join(lines)
            if len(text) > NOTE_LENGTH:
                text = f"{text[: NOTE_LENGTH - 1]}…"
                self.cut.append(skill)
            if text:
                yield skill, text

    def left_out(self) -> Iterator[str]:
        yield "A résumé only fills in notes, never answers or levels."
        if self.strange:
            names = ", ".join(map(shown, self.strange[:MOST_LISTED]))
            more = (
                f" and {len(self.strange) - MOST_LISTED} more"
                if len(self.strange) > MOST_LISTED
                else ""
            )
            yield f"Not matched to a skill in the matrix: {names}{more}."
        if self.cut:
            yield f"Cut to {NOTE_LENGTH:,} characters: the notes on {', '.join(self.cut)}."


def _names(skill: Skill) -> Iterator[str]:
    yield from (skill.title, skill.id)
    for refs in skill.refs.values():
        yield from refs


def _plain(text: str) -> str:
    """Normalize a text for comparison: Unicode NFKC, casefolded, punctuation as spaces."""
    words = re.sub(r"[^\w+#]+|_", " ", normalize("NFKC", text).casefold())
    return words.strip()


def _parts(plain: Mapping[str, object], key: str) -> Iterator[Mapping[str, Any]]:
    found = plain.get(key)
    if isinstance(found, list):
        yield from (each for each in found[:MOST] if isinstance(each, dict))


def _texts(part: Mapping[str, Any], key: str) -> list[str]:
    """Return the texts under a key, whether it has one or a list."""
    found = part.get(key)
    texts = found[:MOST] if isinstance(found, list) else [found]
    return [_whole(each) for each in texts if isinstance(each, str) and each.strip()]


def _text(part: Mapping[str, Any], key: str) -> str:
    return next(iter(_texts(part, key)), "")


def _whole(text: str) -> str:
    """Return a text cut just above the length of a note, without lone surrogates.

    What is longer than a note is cut to its length, and reported, where the note is put together.
    """
    return text[: NOTE_LENGTH + 1].encode("utf-8", "replace").decode().strip()


def _resume_line(kind: str, *words: str) -> str:
    return f"{kind} in a résumé: {', '.join(each for each in words if each)}"


def _skill_line(part: Mapping[str, Any]) -> str:
    sentence = _resume_line("Skill", _text(part, "name"), _text(part, "level"))
    keywords = ", ".join(_texts(part, "keywords"))
    return f"{sentence} ({keywords})" if keywords else sentence


def _project_lines(part: Mapping[str, Any]) -> str:
    highlights = _texts(part, "highlights")
    if part.get("type") == EVIDENCE:
        return "\n".join(highlights)
    span = " to ".join(each for each in (_text(part, "startDate"), _text(part, "endDate")) if each)
    head = _resume_line("Project", _text(part, "name"), span, _text(part, "url"))
    return "\n".join([head, *_texts(part, "description"), *highlights])
