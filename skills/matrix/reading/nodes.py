"""Parse YAML into nodes with line and column, refusing the YAML features a matrix never needs.

Values are built from parser events, without YAML's implicit typing: ``no``, ``1.10`` and ``09:00``
stay text, and the declared type of a key decides what they mean.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Final

import yaml

from skills.matrix.reading.decoding import UNSEEN, note_unseen
from skills.matrix.reading.findings import Findings, quoted
from skills.matrix.reading.notes import notes_of
from skills.matrix.reading.stray_texts import Stray, explain_stray
from skills.matrix.reading.tree import Broken, Keyed, Listing, Node, Scalar, place_of, seen_from
from skills.matrix.reading.yaml_errors import syntax_problem
from skills.problems import Place

DEEPEST: Final = 20
MOST_NODES: Final = 400_000
LONGEST_TEXT: Final = 20_000
MOST_GAP: Final = 2
"""Columns between a text and a note that may belong to it; one in a column of its own does not."""

PARSER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""PyYAML's C parser if available, else its Python parser: same events, 20 times slower."""

IS_FAST: Final = PARSER is not yaml.SafeLoader


_Event = Any  # PyYAML has no types for its events and marks
_Mark = Any


class Allowance:
    """A count of nodes over all files of a matrix, so that many files get no more than one."""

    def __init__(self, most: int = MOST_NODES) -> None:
        self.most = most
        self.left = most


class _UnreadableFileError(Exception):
    """Raised to end the reading of one file whose problem has been noted."""


def read_nodes(
    file: str, text: str, findings: Findings, allowance: Allowance | None = None
) -> tuple[Node | None, bool]:
    """Return the tree of one file, and whether the whole file could be parsed.

    The tree is None for a file without content or one that could not be parsed to its end.
    """
    builder = _TreeBuilder(file, findings, allowance or Allowance(), notes_of(text))
    try:
        _build(text, builder)
    except yaml.YAMLError as error:
        findings.error(*syntax_problem(file, text, error))
        return None, False
    except _UnreadableFileError:
        return None, False
    if builder.root is None:
        what, fix = "the file is empty", "write the matrix, or remove the file"
        findings.error(Place(file, 1, 1), "empty-file", what, fix)
    return builder.root, True


def error_line(text: str) -> int | None:
    """Return the line, from 0, at which a text stops being YAML, or None if it is YAML."""
    loader = PARSER(text)
    try:
        while loader.get_event() is not None:
            pass
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return mark.line if mark else 0
    finally:
        loader.dispose()
    return None


def _build(text: str, builder: _TreeBuilder) -> None:
    """Feed parser events to a builder like ``yaml.parse``, with one call per event, not three."""
    loader = PARSER(text)
    try:
        builder.build(iter(loader.get_event, None))
    finally:
        loader.dispose()


@dataclass(slots=True)
class _Frame:
    """An open list or group.

    Attributes
    ----------
    key : the key whose value comes next.
    key_end : in a group in { }, the place where that key ends.
    strays : the texts in { } without a key, each with the key before it.
    is_lost : it is a key, or stands under one, that was refused.
    """

    node: Listing | Keyed
    is_flow: bool = False
    key: Scalar | Broken | None = None
    key_end: _Mark = None
    strays: list[tuple[str, Scalar]] = field(default_factory=list)
    is_lost: bool = False


class _TreeBuilder:
    """The tree of one file, built from parser events."""

    def __init__(
        self,
        file: str,
        findings: Findings,
        allowance: Allowance,
        notes: Mapping[int, tuple[int, str]],
    ) -> None:
        self.file = file
        self.findings = findings
        self.allowance = allowance
        self.notes = notes
        self.stack: list[_Frame] = []
        self.root: Node | None = None
        self.documents = 0

    def build(self, events: Iterable[_Event]) -> None:
        """Build the tree from all events."""
        steps: dict[type, Callable[[_Event], object]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._mapping,
            yaml.SequenceStartEvent: self._sequence,
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }
        for event in events:
            step = steps.get(type(event))
            if step is not None:
                step(event)

    def _refuse(self, event: _Event, code: str, what: str, fix: str) -> Broken:
        broken = self._broken(event)
        self.findings.error(place_of(broken), code, what, fix)
        return broken

    def _broken(self, event: _Event) -> Broken:
        return Broken(self.file, event.start_mark.line + 1, event.start_mark.column + 1)

    def _document(self, event: _Event) -> None:
        self.documents += 1
        if self.documents > 1:
            what = "a second document begins here, but a file has only one matrix"
            fix = "remove the line of dashes, or move what follows to a file of its own"
            self._refuse(event, "several-documents", what, fix)
            raise _UnreadableFileError

    def _alias(self, event: _Event) -> None:
        what = f"the alias {quoted('*' + event.anchor)} stands for something written elsewhere"
        fix = "write the value itself; a text that begins with * needs quotes"
        self._attach(event, self._refuse(event, "alias-used", what, fix))

    def _mapping(self, event: _Event) -> None:
        mark = event.start_mark
        self._open(event, Keyed(self.file, mark.line + 1, mark.column + 1))

    def _sequence(self, event: _Event) -> None:
        mark = event.start_mark
        self._open(event, Listing(self.file, mark.line + 1, mark.column + 1))

    def _open(self, event: _Event, node: Listing | Keyed) -> None:
        self._check_marks(event)
        if len(self.stack) >= DEEPEST:
            what = f"lists and groups are nested deeper than {DEEPEST} levels"
            self._refuse(event, "too-deep", what, "remove the extra brackets or indentation")
            raise _UnreadableFileError
        is_lost = self._is_lost()
        self._attach(event, node)
        self.stack.append(_Frame(node, event.flow_style, is_lost=is_lost or self._is_lost()))

    def _is_lost(self) -> bool:
        """Return whether what comes next, or what was just attached, is part of a refused key."""
        if not self.stack:
            return False
        return self.stack[-1].is_lost or isinstance(self.stack[-1].key, Broken)

    def _close(self, _event: _Event) -> None:
        frame = self.stack.pop()
        if frame.strays and not frame.is_lost:
            self._refuse_strays(frame)

    def _scalar(self, event: _Event) -> None:
        if event.anchor is not None or event.tag is not None:
            self._check_marks(event)
            if not event.value:
                self._attach(event, self._broken(event))
                return
        text, style, mark = event.value, event.style, event.start_mark
        if len(text) > LONGEST_TEXT:
            what = f"a text has {len(text):,} characters, but the limit is {LONGEST_TEXT:,}"
            self._attach(event, self._refuse(event, "too-long", what, "shorten it"))
            return
        node = Scalar(self.file, mark.line + 1, mark.column + 1, text, not style)
        if self.notes and not style:
            node.note = self._note_behind(event.end_mark)
        if style == '"' and (found := UNSEEN.search(text)):
            note_unseen(place_of(node), found.group(), self.findings)
        self._attach(event, node)

    def _check_marks(self, event: _Event) -> None:
        if event.anchor is not None:
            what = f"the anchor {quoted('&' + event.anchor)} names a value for use elsewhere"
            fix = "remove it; a text that begins with & needs quotes"
            self._refuse(event, "alias-used", what, fix)
        if event.tag is not None:
            what = f"the tag {quoted(event.tag)} gives a value a type"
            fix = "remove it; a text that begins with ! needs quotes"
            self._refuse(event, "tag-used", what, fix)

    def _attach(self, event: _Event, node: Node) -> None:
        allowance = self.allowance
        allowance.left -= 1
        if allowance.left < 0:
            self._refuse_size(event)
        if not self.stack:
            self.root = node
            return
        frame = self.stack[-1]
        parent, key = frame.node, frame.key
        if isinstance(parent, Listing):
            parent.items.append(node)
        elif key is None:
            frame.key = self._as_key(node, parent)
            if frame.is_flow:
                frame.key_end = event.end_mark
        else:
            if isinstance(key, Scalar):
                if frame.is_flow and _is_stray(node, frame.key_end):
                    frame.strays.append((next(reversed(parent.entries), ""), key))
                else:
                    parent.entries[key.text] = (key, node)
            frame.key = None

    def _note_behind(self, end: _Event) -> str:
        column, note = self.notes.get(end.line, (-1, ""))
        return note if 0 < column - end.column <= MOST_GAP else ""

    def _refuse_strays(self, frame: _Frame) -> None:
        """Report the texts in { } without a key, those after the same key together."""
        if not isinstance(frame.node, Keyed):
            return
        frame.node.is_partial = True
        entries = frame.node.entries
        for before, group in groupby(frame.strays, key=lambda each: each[0]):
            texts = [stray for _, stray in group]
            value = entries[before][1] if before else None
            text = value.text if isinstance(value, Scalar) else None
            stray = Stray([each.text for each in texts], before, text)
            what, fix = explain_stray(stray, entries)
            if isinstance(value, Scalar):
                cut = Broken(value.file, value.line, value.column)
                entries[before] = (entries[before][0], cut)
            self.findings.error(place_of(texts[0]), "stray-text", what, fix)

    def _refuse_size(self, event: _Event) -> None:
        what = f"the matrix has more than {self.allowance.most:,} keys, values and lists"
        self._refuse(event, "too-large", what, "remove what is not needed")
        raise _UnreadableFileError

    def _as_key(self, node: Node, parent: Keyed) -> Scalar | Broken:
        """Return a usable key, or a broken one whose value will be dropped."""
        if not isinstance(node, Scalar):
            if not isinstance(node, Broken):
                what = "a list or a group of keys is used where a key is expected"
                fix = "write a key of one word; a text that begins with ?, [ or { needs quotes"
                self.findings.error(place_of(node), "wrong-key", what, fix)
        elif node.plain and node.text == "<<":
            what = 'the merge key "<<" copies in keys written elsewhere'
            self.findings.error(place_of(node), "merge-key", what, "write the keys themselves")
        elif node.text in parent.entries:
            note_twice(node, parent.entries[node.text][0], self.findings)
        else:
            return node
        parent.is_partial = True
        return Broken(node.file, node.line, node.column)


def _is_stray(node: Node, key_end: _Mark) -> bool:
    """Return whether a value in { } is missing together with its colon."""
    if not isinstance(node, Scalar) or node.text or not node.plain:
        return False
    return (node.line, node.column) == (key_end.line + 1, key_end.column + 1)


def note_twice(key: Scalar, first: Scalar, findings: Findings) -> None:
    """Report a duplicate key, with both places."""
    where = seen_from(place_of(first), key.file)
    what = f"the key {quoted(key.text)} appears twice in the same group, first in {where}"
    findings.error(place_of(key), "duplicate-key", what, "remove one of them, or rename this one")
