"""Validate nodes against the schema and return plain values: a draft of the matrix.

In a draft, a key that could not be read has the value None, so that later checks do not report it
as missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from skills.matrix.reading.did_you_mean import NearMisses
from skills.matrix.reading.draft_fixes import (
    LONGEST_TRUTH,
    NEVER_NAMED,
    OTHER_KEYS,
    TRUTHS,
    fields_fix,
    is_listed,
    is_split_text,
    list_fix,
    map_fix,
    scalar_fix,
    shown,
)
from skills.matrix.reading.draft_hints import Hints
from skills.matrix.reading.field_types import FieldType, Group, Id, ListOf, MapOf, Short, Text
from skills.matrix.reading.findings import Findings, quoted
from skills.matrix.reading.line_repairs import (
    ODD,
    ODD_FIX,
    ODD_WHAT,
    in_quotes,
)
from skills.matrix.reading.misplaced import correct_depth
from skills.matrix.reading.scalars import READERS, Refusal, Value, expected, read_scalar
from skills.matrix.reading.tree import Broken, Keyed, Listing, Node, Scalar, place_of

Draft = Mapping[str, Any]
"""Plain values by the keys of the file: texts, numbers, booleans, lists and nested drafts."""


class Subject(NamedTuple):
    """The owner of the keys being read, such as ``skill "sql"``, and its place."""

    label: str
    at: Node


class _Spot(NamedTuple):
    """A value named by the thing it belongs to and its key, as the sentences say it.

    Attributes
    ----------
    form : "key" of a thing, "entry" of a group, "item" of a list, or the "thing" itself.
    entry : the key of the entry in its group, or the number of the item in its list.
    """

    owner: Subject
    form: str
    key: str = ""
    entry: str = ""

    def has(self) -> str:
        """Return the beginning of a message about the value."""
        return _HAS[self.form].format(owner=self.owner.label, key=self.key, entry=self.entry)

    def lacks(self) -> str:
        """Return the message for a missing value."""
        return _LACKS[self.form].format(owner=self.owner.label, key=self.key, entry=self.entry)

    def inner(self, kind: Group, node: Node) -> Subject:
        """Return the owner of the keys of a group at this value."""
        if self.form == "thing":
            return self.owner
        if self.form == "item":
            return Subject(f'entry {self.entry} of "{self.key}"', node)
        return Subject(f"the {kind.name} of {self.owner.label}", node)


_HAS: Final = {
    "key": "{owner} has {key}",
    "entry": '{owner} has "{entry}" in "{key}" set to',
    "item": '{owner} has in "{key}"',
    "thing": "{owner} is",
}
_LACKS: Final = {
    "key": '{owner} has "{key}" without a value',
    "entry": '{owner} has "{entry}" in "{key}" without a value',
    "item": '{owner} has an entry without a value in "{key}"',
    "thing": "{owner} is empty",
}


def read_draft(root: Node, kind: Group, findings: Findings) -> Draft:
    """Return the values of a whole file, and report whatever violates the schema."""
    owner = Subject(f"the {kind.name}", root)
    if not isinstance(root, Keyed):
        what = f"the file contains no {kind.name}, which is a group of keys"
        findings.error(place_of(root), "wrong-type", what, f'begin with "{kind.name}: its-id"')
        return {}
    correct_depth(root, kind, findings)
    return _Walk(findings, Hints(root)).record(root, kind, owner)


class _Walk:
    def __init__(self, findings: Findings, hints: Hints) -> None:
        self.findings = findings
        self.hints = hints

    def value(self, node: Node, kind: FieldType, spot: _Spot) -> Any:  # noqa: ANN401 - a value of any kind
        """Return the value of a node, or report a problem and return None."""
        if isinstance(node, Broken):
            return None
        if isinstance(node, Scalar) and node.is_empty:
            self._refuse_empty(node, spot)
            return None
        return self._by_kind(node, kind, spot)

    def _by_kind(self, node: Node, kind: FieldType, spot: _Spot) -> Any:  # noqa: ANN401 - a value of any kind
        match kind:
            case MapOf():
                return self._group(node, kind, spot)
            case ListOf():
                return self._list(node, kind, spot)
            case Group():
                return self._single(node, kind, spot)
            case Short():
                return self._short(node, kind, spot)
            case _:
                return self._scalar(node, kind, spot)

    def record(self, node: Keyed, kind: Group, owner: Subject) -> Draft:
        """Return the values of a group of declared keys."""
        draft = {}
        for name, (key, value) in node.entries.items():
            declared = kind.fields.get(name)
            if declared is None:
                name = self._refuse_key(key, node, kind, owner)  # noqa: PLW2901 - read as what is meant
                declared = kind.fields.get(name)
            if declared is not None:
                taken = _at_once(value, declared.kind)
                if taken is None:
                    taken = self.value(value, declared.kind, _Spot(owner, "key", name))
                draft[name] = taken
        if not node.is_partial and not kind.required <= draft.keys():
            self._refuse_missing(draft, kind, owner)
        return draft

    def _scalar(self, node: Node, kind: FieldType, spot: _Spot) -> Value | None:
        if not isinstance(node, Scalar):
            self._refuse_type(node, expected(kind), spot, scalar_fix(node, kind))
            return None
        value = read_scalar(kind, node.text, plain=node.plain)
        if isinstance(value, Refusal) and value.code == "out-of-range":
            value = read_scalar(self.hints.narrowed(kind), node.text, plain=node.plain)
        if isinstance(value, Refusal):
            what = f"{spot.has()} {quoted(node.text)}, which {value.why}"
            fix = self._hint(kind, node, spot.key) or value.fix
            self.findings.error(place_of(node), value.code, what, fix)
            return None
        if isinstance(kind, Text):
            self._check_text(node, spot)
        return value

    def _hint(self, kind: FieldType, node: Scalar, key: str) -> str:
        """Return what else in the file a refused text is like, or ""."""
        found = self.hints.fix(kind, node.text) if node.plain else ""
        return found or (self.hints.named(key, node.text) if isinstance(kind, Id) else "")

    def _check_text(self, node: Scalar, spot: _Spot) -> None:
        """Warn of a text that is probably not the one that was meant."""
        if node.note:
            what = f"{spot.has()} {quoted(node.text)}, but {quoted(node.note)} after it is left out"
            whole = in_quotes(f"{node.text} {node.note}")
            fix = f"a # after a space starts a comment; put the text in quotes: {whole}"
            self.findings.warn(place_of(node), "lost-text", what, fix)
        if node.plain and spot.key == "title" and node.text.lower() in TRUTHS:
            what = f"{spot.has()} {quoted(node.text)}, which is probably not a title"
            fix = f'write the title; if it is "{node.text}", put it in quotes'
            self.findings.warn(place_of(node), "odd-title", what, fix)

    def _group(self, node: Node, kind: MapOf, spot: _Spot) -> Draft | None:
        if not isinstance(node, Keyed):
            self._refuse_type(node, "a group of keys", spot, map_fix(node, kind))
            return None
        self._check_count(node, len(node.entries), kind, spot)
        name = _record_name(kind.value)
        draft: dict[str, Any] = {}
        is_whole = not node.is_partial
        for text, (key, value) in node.entries.items():
            is_whole = self._check_key(key, kind.keys, name, spot, node) and is_whole
            inner = _Spot(spot.owner, "entry", spot.key, text)
            if name:
                inner = _Spot(Subject(f"{name} {quoted(text)}", key), "thing")
            draft[text] = self.value(value, kind.value, inner)
        if not is_whole:
            draft[MISSING] = None
        return draft

    def _list(self, node: Node, kind: ListOf, spot: _Spot) -> list[Any] | None:
        if kind.lone and isinstance(node, Scalar) and not is_listed(node, kind):
            return [self.value(node, kind.item, spot)]
        if not isinstance(node, Listing):
            self._refuse_type(node, "a list", spot, list_fix(node))
            return None
        self._check_count(node, len(node.items), kind, spot)
        return [
            self.value(item, kind.item, _Spot(spot.owner, "item", spot.key, str(position)))
            for position, item in enumerate(node.items, 1)
        ]

    def _single(self, node: Node, kind: Group, spot: _Spot) -> Draft | None:
        if isinstance(node, Keyed):
            return self.record(node, kind, spot.inner(kind, node))
        keys = ", ".join(f"{each}: …" for each in kind.fields if each in kind.required)
        self._refuse_type(node, "a group of keys", spot, f"write {{{keys}}}" if keys else "")
        return None

    def _short(self, node: Node, kind: Short, spot: _Spot) -> Draft | None:
        if isinstance(node, Keyed) and spot.form == "item" and is_split_text(node, kind.record):
            what = f"{spot.has()} some text with a colon, which turns it into a group of keys"
            fix = scalar_fix(node, kind.scalar)
            self.findings.error(place_of(node), "wrong-type", what, fix)
            return None
        if isinstance(node, Keyed):
            return self.record(node, kind.record, spot.inner(kind.record, node))
        if isinstance(node, Listing):
            self._refuse_type(node, f"{expected(kind.scalar)} or a group of keys", spot)
            return None
        owner = spot.inner(kind.record, node)
        return {kind.key: self._scalar(node, kind.scalar, _Spot(owner, "key", kind.key))}

    def _check_key(self, key: Scalar, kind: Id, name: str, spot: _Spot, group: Keyed) -> bool:
        """Report a key that is no id, and return whether it is one."""
        refusal = read_scalar(kind, key.text, plain=key.plain)
        if not isinstance(refusal, Refusal):
            return True
        what = f'{spot.owner.label} has in "{spot.key}" {quoted(key.text)}, which {refusal.why}'
        if name:
            what = f"{name} {quoted(key.text)} has a name that {refusal.why}"
        hint, fix = self._hint(kind, key, spot.key), refusal.fix
        if fix.startswith('write "') and fix[7:-1] in group.entries:
            fix = f'{fix[:-1]}-2"'
        fix = hint or fix
        if name and name not in NEVER_NAMED and fix.startswith("write"):
            fix += ", here and wherever it is named"
        self.findings.error(place_of(key), refusal.code, what, fix)
        return False

    def _check_count(self, node: Node, count: int, kind: ListOf | MapOf, spot: _Spot) -> None:
        is_cut = isinstance(node, Keyed) and node.is_partial and count < kind.least
        if not (kind.least <= count <= kind.most or is_cut):
            entries = "entry" if count == 1 else "entries"
            limit = f"at least {kind.least}" if count < kind.least else f"at most {kind.most}"
            what = f'{spot.owner.label} has {count} {entries} in "{spot.key}"'
            self.findings.error(place_of(node), "wrong-count", what, f"write {limit}")

    def _refuse_type(self, node: Node, wanted: str, spot: _Spot, fix: str = "") -> None:
        what = f"{spot.has()} {shown(node)}, where {wanted} is expected"
        self.findings.error(place_of(node), "wrong-type", what, fix or f"write {wanted}")

    def _refuse_empty(self, node: Scalar, spot: _Spot) -> None:
        fix = "write a value, or remove the line"
        if node.note:
            fix = f"a # starts a comment; put the text in quotes: {in_quotes(node.note)}"
        if node.text and node.plain:
            fix = f'{fix}; put "{node.text}" in quotes where the word itself is meant'
        self.findings.error(place_of(node), "empty-value", spot.lacks(), fix)

    def _refuse_missing(self, draft: Draft, kind: Group, owner: Subject) -> None:
        for name, declared in kind.fields.items():
            if declared.required and name not in draft:
                what = f'{owner.label} has no "{name}"'
                fix = f'add "{name}:". {declared.about}'.rstrip(".")
                self.findings.error(place_of(owner.at), "missing-key", what, fix)

    def _refuse_key(self, key: Scalar, node: Keyed, kind: Group, owner: Subject) -> str:
        """Report an unknown key, and return the key that was probably meant, or ""."""
        free = [each for each in kind.fields if each not in node.entries]
        word = ODD.sub("", key.text).strip()
        other = next((each for each in OTHER_KEYS.get(word.lower(), ()) if each in free), "")
        meant = other or NearMisses(free).nearest(word) or ""
        if ODD.search(key.text) and word in free:
            self.findings.error(place_of(key), "unknown-key", ODD_WHAT, ODD_FIX)
            return meant
        what = f"{owner.label} has an unknown key {quoted(key.text)}"
        fix = f'write "{meant}", or remove the line' if meant else fields_fix(kind)
        self.findings.error(place_of(key), "unknown-key", what, fix)
        return meant


def _at_once(node: Node, kind: FieldType) -> Value | None:
    """Return the value of a valid scalar quickly (most are), without preparing a message."""
    if type(node) is not Scalar or node.is_empty or node.note:
        return None
    if len(node.text) <= LONGEST_TRUTH and node.text.lower() in TRUTHS:
        return None
    reader = READERS.get(type(kind))
    value = reader(kind, node.text, node.plain) if reader else None
    return None if isinstance(value, Refusal) else value


MISSING: Final = ""
"""The key in a draft that stands for those that were refused."""


def _record_name(kind: FieldType) -> str:
    match kind:
        case Group():
            return kind.name
        case Short():
            return kind.record.name
        case _:
            return ""
