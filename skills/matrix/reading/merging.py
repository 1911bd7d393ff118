"""Merge the files of a folder, group by group, as if they were one file."""

from __future__ import annotations

from collections.abc import Sequence

from skills.matrix.reading.findings import Findings
from skills.matrix.reading.nodes import note_twice
from skills.matrix.reading.tree import Keyed, Node, place_of


def merge(trees: Sequence[Node], findings: Findings) -> Node:
    """Return one tree with the keys of all of them, in the order given.

    A key may occur in several files if its value is a group; any other key may occur once.
    """
    groups = [tree for tree in trees if isinstance(tree, Keyed)]
    if len(trees) == 1:
        return trees[0]
    for tree in trees if groups else trees[1:]:
        if not isinstance(tree, Keyed):
            what = "the file contains no part of a matrix, which is a group of keys"
            findings.error(place_of(tree), "wrong-type", what, 'begin with a key, such as "areas:"')
    if not groups:
        return trees[0]
    for group in groups[1:]:
        _merge_into(groups[0], group, findings)
    return groups[0]


def _merge_into(first: Keyed, second: Keyed, findings: Findings) -> None:
    """Merge in place: copying for every file would be quadratic for thousands of files."""
    entries = first.entries
    first.is_partial = first.is_partial or second.is_partial
    for text, (key, node) in second.entries.items():
        if text not in entries:
            entries[text] = (key, node)
            continue
        first_key, first_node = entries[text]
        if isinstance(first_node, Keyed) and isinstance(node, Keyed):
            _merge_into(first_node, node, findings)
        else:
            note_twice(key, first_key, findings)
            first.is_partial = True
