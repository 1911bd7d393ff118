"""Say what to write in place of a value, a list or a key that the format does not take."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from skills.matrix.reading.did_you_mean import NearMisses
from skills.matrix.reading.field_types import FieldType, Group, Id, ListOf, MapOf, Text
from skills.matrix.reading.findings import quoted
from skills.matrix.reading.id_proposals import is_id, proposed_id
from skills.matrix.reading.line_repairs import BULLETS, LONGEST_LINE, in_quotes
from skills.matrix.reading.tree import Keyed, Listing, Node, Scalar

NEVER_NAMED: Final = frozenset({"area", "target", "check", "resource", "block", "qualification"})
"""Things that no other place of a matrix names by their ids."""

TRUTHS: Final = frozenset({"true", "false"})
"""Words that spreadsheets write for a box that is ticked or not."""

LONGEST_TRUTH: Final = max(map(len, TRUTHS))

_BULLETS: Final = re.compile(rf"(?:^|\s)(?:[{BULLETS}]|-(?=[^\W\d]))\s*")
_LIST_FIX: Final = 'write a list: [first, second], or one "- entry" per line'


def is_listed(node: Scalar, kind: ListOf) -> bool:
    """Return whether a text contains several entries: ids with commas, or lines with bullets."""
    bullets = len(_BULLETS.findall(node.text))
    if isinstance(kind.item, Id):
        return node.plain and (bullets > 0 or "," in node.text)
    return node.plain and bullets > 1


def is_split_text(node: Keyed, kind: Group) -> bool:
    """Return whether a colon in a text made a single key of it."""
    if len(node.entries) != 1:
        return False
    text, (_key, value) = next(iter(node.entries.items()))
    return isinstance(value, Scalar) and NearMisses(kind.fields).nearest(text) is None


def scalar_fix(node: Node, kind: FieldType) -> str:
    """Return the fix where a colon in a text made a group of it."""
    if isinstance(kind, Text) and isinstance(node, Keyed) and len(node.entries) == 1:
        key, value = next(iter(node.entries.values()))
        if isinstance(value, Scalar):
            return f"put the text in quotes: {in_quotes(f'{key.text}: {value.text}')}"
    return ""


def list_fix(node: Node) -> str:
    """Return the fix where something else stands in place of a list."""
    if isinstance(node, Scalar) and len(node.text) <= LONGEST_LINE:
        if node.plain and _BULLETS.match(node.text):
            return 'begin each line of the list with a hyphen and a space, "- "'
        parts = [each.strip() for each in re.split("[,;]", node.text)]
        return f"write a list: [{', '.join(each for each in parts if each)}]"
    if isinstance(node, Keyed) and not _has_values(node):
        return 'write "- " before each entry, and no colon after it'
    if isinstance(node, Keyed):
        return 'write only what comes after the colons, each on a line that begins with "- "'
    return _LIST_FIX


def _has_values(node: Keyed) -> bool:
    return any(
        not (isinstance(each, Scalar) and each.is_empty) for _, each in node.entries.values()
    )


def map_fix(node: Node, kind: MapOf) -> str:
    """Return the fix where something else stands in place of a group of ids."""
    if isinstance(node, Listing) and all(isinstance(each, Scalar) for each in node.items):
        texts = [each.text for each in node.items if isinstance(each, Scalar)]
        takes_text = isinstance(getattr(kind.value, "scalar", kind.value), Text)
        pairs = [
            f"{_id_for(each, kind.keys)}: {each if takes_text else '…'}"
            for each in texts[:MOST_SHOWN]
        ]
        found = f"{{{', '.join(pairs)}}}"
        if len(found) <= LONGEST_LINE:
            return f"write an id for each and what belongs to it: {found}"
    return _GROUP_MEND.get(type(node), "")


def _id_for(text: str, kind: Id) -> str:
    return text if kind.form != "own" or is_id(text) else proposed_id(text)


MOST_SHOWN: Final = 20


OTHER_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(("name", "label", "heading"), ("title",)),
    **dict.fromkeys(("description", "desc", "details", "summary"), ("about", "text")),
    **dict.fromkeys(("statement", "content", "behaviour", "behavior"), ("text",)),
    **dict.fromkeys(("evidence", "example"), ("show",)),
    **dict.fromkeys(("question",), ("ask",)),
    **dict.fromkeys(("answer", "correct"), ("right",)),
    **dict.fromkeys(("answers", "choices"), ("options",)),
    **dict.fromkeys(("explanation", "reason"), ("because", "why")),
    **dict.fromkeys(("url", "href", "website"), ("link",)),
    **dict.fromkeys(("type",), ("kind",)),
    **dict.fromkeys(("start", "begin"), ("from",)),
    **dict.fromkeys(("end",), ("to",)),
    **dict.fromkeys(("requires", "prerequisites"), ("needs", "after")),
    **dict.fromkeys(("required", "mandatory", "must-have"), ("must",)),
    **dict.fromkeys(("id",), ("matrix",)),
}
"""Words that authors write for a key, to the keys that the format may have there."""


_GROUP_MEND: Final[Mapping[type, str]] = {
    Listing: 'write each entry as "its-id:" without a hyphen before it',
    Scalar: 'write ids with a colon and what belongs to them, as "its-id: …"',
}


def fields_fix(kind: Group) -> str:
    """Return the fix where an unknown key is like none of the format."""
    article = "an" if kind.name[0] in "aeiou" else "a"
    return f"remove it, or use a key of {article} {kind.name}: {', '.join(kind.fields)}"


def shown(node: Node) -> str:
    """Return a value as a sentence shows it."""
    match node:
        case Scalar():
            return quoted(node.text)
        case Listing():
            return "a list"
        case _:
            return "a group of keys"
