"""A text that would be executed if it were not escaped."""

from collections.abc import Iterator

from page_text import Reader
from page_visit import Visit

from components.web.scripts import SCRIPTS

EVIL = (
    "![x](https://evil/x) [y](https://evil) <img src=x onerror=f()> "
    "<script>f()</script></p></td> **b** :red[r] :material/home: $E=1$ `c` ~~s~~ &lt;"
)

SIGNS = ("![", "](", "**b", ":red[", ":material", "$E", "`c", "~~s", "<img", "<script", "&lt;")


def tags(visit: Visit) -> Iterator[tuple[str, dict[str, str | None]]]:
    """Yield every tag of a page with its attributes."""
    for part in visit.parts(""):
        reader = Reader()
        reader.feed(part)
        yield from reader.tags
        assert set(reader.scripts) <= set(SCRIPTS)


def check(visit: Visit) -> None:
    """Fail if anything hostile would be executed."""
    for text in visit.markdown():
        kept = text.replace("\\\\", "")
        for sign in SIGNS:
            for place in range(len(kept)):
                assert not kept.startswith(sign, place) or kept[place - 1 : place] == "\\", text
    for tag, attributes in tags(visit):
        if tag == "img":  # the image to share, in which nothing can run or be loaded
            assert attributes.keys() == {"class", "alt", "src"}
            assert str(attributes["src"]).startswith("data:image/svg+xml;base64,")
        assert not any(each.startswith("on") for each in attributes)
