"""What a person reads on a page, or has read out, from what the server sends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from google.protobuf.message import Message
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg


def plain(html: str) -> str:
    """Return what a person reads of some HTML."""
    reader = Reader()
    reader.feed(html)
    return " ".join("".join(reader.texts).split())


def bare(markdown: str) -> str:
    """Return the app's Markdown as read: without bold, and without the escapes."""
    return re.sub(r"\\(.)", r"\1", re.sub(r"(?<!\\)\*\*", "", markdown))


class Reader(HTMLParser):
    """A parser of HTML that keeps the tags and the text between them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.scripts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.texts.append(" ")

    def handle_data(self, data: str) -> None:
        inside = self.tags[-1][0] if self.tags else ""
        (self.scripts if inside == "script" and self.cdata_elem else self.texts).append(data)


def markdown_of(message: ForwardMsg) -> Iterator[str]:
    """Yield every text of a message that is shown as Markdown."""
    if not message.HasField("delta"):
        return
    element = message.delta.new_element
    kind = element.WhichOneof("type")
    if kind == "html":
        return
    whole = getattr(element, kind) if kind else message.delta.add_block
    yield from _texts(whole, {"body", "label", "content", "help"})
    if kind == "menu_button":
        yield from whole.options


def _texts(message: Message, names: set[str]) -> Iterator[str]:
    for about, value in message.ListFields():
        values = value if about.is_repeated else [value]
        for each in values if about.message_type else ():
            yield from _texts(each, names)
        if about.name in names and not about.message_type:
            yield from values
