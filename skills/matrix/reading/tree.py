"""The tree of a YAML file: texts, lists and groups of keys, each with its place."""

from __future__ import annotations

from dataclasses import dataclass, field

from skills.problems import Place


@dataclass(slots=True, eq=False)
class Scalar:
    """A text as it stands; `plain` means that it has no quotes.

    Attributes
    ----------
    note : a note behind it that looks as if it belonged to the text, or "".
    """

    file: str
    line: int
    column: int
    text: str
    plain: bool
    note: str = ""

    @property
    def is_empty(self) -> bool:
        """Return whether the value is empty or a YAML null."""
        if self.plain:
            return self.text in {"", "~", "null", "Null", "NULL"}
        return not self.text.strip()


@dataclass(slots=True, eq=False)
class Listing:
    """The entries of a list."""

    file: str
    line: int
    column: int
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Keyed:
    """Keys, each with the node of the key itself and its value, in the file's order.

    Attributes
    ----------
    is_partial : a key was refused, so that something may be missing here.
    """

    file: str
    line: int
    column: int
    entries: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)
    is_partial: bool = False


@dataclass(slots=True, eq=False)
class Broken:
    """A stand-in for a value that was refused and already has its problem."""

    file: str
    line: int
    column: int


Node = Scalar | Listing | Keyed | Broken
Path = tuple[str | int, ...]
"""Keys and positions from the root of the tree to a value."""


def place_of(node: Node) -> Place:
    """Return the start of a node."""
    return Place(node.file, node.line, node.column)


def seen_from(place: Place, file: str) -> str:
    """Return a place as "line N" if it is in the given file, else as "file:N"."""
    return f"line {place.line}" if place.file == file else f"{place.file}:{place.line}"


def find(root: Node, path: Path, *, key: bool = False) -> Place:
    """Return the place of the value, or of the key, at a path; the nearest one that exists."""
    node = key_node = root
    for step in path:
        if isinstance(node, Keyed) and step in node.entries:
            key_node, node = node.entries[str(step)]
        elif isinstance(node, Listing) and isinstance(step, int) and step < len(node.items):
            key_node = node = node.items[step]
        else:
            break
    return place_of(key_node if key else node)
