"""Move keys to the thing they belong to where the indentation puts them elsewhere.

A key one step too far left or right still parses. Each such mistake is reported
once, and the tree is repaired, so that its consequences are not reported as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from skills.matrix.reading.field_types import FieldType, Group, MapOf, record_of
from skills.matrix.reading.findings import Findings, quoted
from skills.matrix.reading.tree import Keyed, Node, Scalar, place_of


class _Owner(NamedTuple):
    """A thing whose keys the format names, with its id or ""."""

    node: Keyed
    kind: Group
    id: str

    @property
    def label(self) -> str:
        """Return the words for the thing."""
        return f"{self.kind.name} {quoted(self.id)}" if self.id else f"the {self.kind.name}"


def correct_depth(root: Keyed, kind: Group, findings: Findings) -> None:
    """Report every key that stands at the wrong depth, and move it to where it belongs."""
    _mend(_Owner(root, kind, ""), (), findings)


def _mend(owner: _Owner, outer: Sequence[_Owner], findings: Findings) -> None:
    around = (*outer, owner)
    _wrap(owner, findings)
    names = frozenset(name for each in around for name in each.kind.fields)
    for name, field in owner.kind.fields.items():
        inner = record_of(field.kind)
        group = owner.node.entries.get(name)
        if inner is None or group is None or not isinstance(group[1], Keyed):
            continue
        if not names.isdisjoint(group[1].entries):
            _move_out(group[1], inner, around, findings)
        if not inner.fields.keys().isdisjoint(group[1].entries):
            _move_in(group[1], inner, findings)
        for each, (_key, node) in group[1].entries.items():
            if isinstance(node, Keyed):
                thing = _Owner(node, inner, each)
                if not node.entries.keys() <= inner.fields.keys():
                    _move_far(thing, around, findings)
                if inner.goes_on:
                    _mend(thing, around, findings)


def _wrap(owner: _Owner, findings: Findings) -> None:
    """Move misplaced entries from their parent into the group that they belong to."""
    for name, field in owner.kind.fields.items():
        inner = record_of(field.kind)
        if inner is None or name in owner.node.entries:
            continue
        things = [
            (text, pair)
            for text, pair in owner.node.entries.items()
            if text not in owner.kind.fields and _is_whole_thing(pair[1], inner)
        ]
        if not things:
            continue
        key = things[0][1][0]
        group = Keyed(key.file, key.line, key.column, dict(things))
        owner.node.entries = {
            **{
                each: pair for each, pair in owner.node.entries.items() if each not in group.entries
            },
            name: (Scalar(key.file, key.line, key.column, name, plain=True), group),
        }
        what = f'the line "{name}:" is missing above {inner.name} {quoted(key.text)}'
        fix = f'add "{name}:" above, and indent its {inner.name}s by two more spaces'
        findings.error(place_of(key), "missing-key", what, fix)


def _is_whole_thing(node: Node, kind: Group) -> bool:
    return isinstance(node, Keyed) and kind.required <= node.entries.keys() <= kind.fields.keys()


def _move_in(group: Keyed, kind: Group, findings: Findings) -> None:
    """Move keys of a thing that stand beside its id to the thing above them."""
    above = ""
    moved: dict[str, list[Scalar]] = {}
    for text in list(group.entries):
        key, node = group.entries[text]
        is_field = text in kind.fields and not _is_thing(node, kind)
        if above and is_field and _takes(group, above, text):
            _adopt(group, above, text)
            moved.setdefault(above, []).append(key)
        else:
            above = text
    for each, keys in moved.items():
        _report_moved(f"{kind.name} {quoted(each)}", each, keys, findings)


def _report_moved(label: str, above: str, keys: Sequence[Scalar], findings: Findings) -> None:
    names = " and ".join(f'"{each.text}"' for each in keys[:MOST_NAMED])
    what = f"the key {names} belongs to {label} but is not indented below it"
    fix = f'begin the line with more spaces than "{above}:" has'
    if len(keys) > 1:
        what = f"the keys {names} belong to {label} but are not indented below it"
        fix = f'begin these lines with more spaces than "{above}:" has'
    findings.error(place_of(keys[0]), "unknown-key", what, fix)


MOST_NAMED: Final = 5


def _is_thing(node: Node, kind: Group) -> bool:
    return isinstance(node, Keyed) and any(each in node.entries for each in kind.required)


def _takes(group: Keyed, above: str, text: str) -> bool:
    node = group.entries[above][1]
    is_empty = isinstance(node, Scalar) and node.is_empty
    return is_empty or (isinstance(node, Keyed) and text not in node.entries)


def _adopt(group: Keyed, above: str, text: str) -> None:
    first, node = group.entries[above]
    if not isinstance(node, Keyed):
        node = Keyed(first.file, first.line, first.column)
        group.entries[above] = (first, node)
    node.entries[text] = group.entries.pop(text)


def _move_out(group: Keyed, kind: Group, around: Sequence[_Owner], findings: Findings) -> None:
    """Move keys of an outer thing that stand among the ids of a group."""
    for text in list(group.entries):
        node = group.entries[text][1]
        if text not in kind.fields and not _is_thing(node, kind):
            _move_to_owner(group, text, around, findings)


def _move_far(thing: _Owner, around: Sequence[_Owner], findings: Findings) -> None:
    """Move keys of an outer thing that stand among the keys of an inner one."""
    for text in list(thing.node.entries):
        if text not in thing.kind.fields:
            _move_to_owner(thing.node, text, around, findings)


def _move_to_owner(group: Keyed, text: str, around: Sequence[_Owner], findings: Findings) -> None:
    key, node = group.entries[text]
    for owner in reversed(around):
        field = owner.kind.fields.get(text)
        if field is None or text in owner.node.entries or not _fits(node, field.kind):
            continue
        del group.entries[text]
        owner.node.entries[text] = (key, node)
        what = f'the key "{text}" is indented too far: it belongs to {owner.label}'
        first = next(iter(owner.node.entries))
        fix = f'begin the line with as many spaces as "{first}:" of {owner.label} has'
        findings.error(place_of(key), "unknown-key", what, fix)
        return


_GROUPS: Final = (MapOf, Group)


def _fits(node: Node, kind: FieldType) -> bool:
    return isinstance(node, Keyed) == isinstance(kind, _GROUPS)
