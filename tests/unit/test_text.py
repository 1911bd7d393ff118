import re
import string

from hypothesis import given
from hypothesis import strategies as st

from components.text import literal


def read_back(escaped: str) -> str:
    """Undo backslash escapes as Markdown does."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", escaped)


@given(st.text())
def test_escaping_changes_nothing_but_white_space(text: str) -> None:
    assert read_back(literal(text)) == re.sub(r"\s+", " ", text).strip()


@given(st.text(alphabet=string.punctuation + "ab 1\n", max_size=30))
def test_no_character_that_markdown_reads_stands_bare(text: str) -> None:
    bare = re.sub(r"\\.", "", literal(text))
    assert not re.search(r"[\\`*_{}\[\]()<>#+\-.!|~$:&@^=/\"'%\n]", bare)


def test_an_image_stays_text() -> None:
    assert literal("![x](http://a.b/c)") == r"\!\[x\]\(http\:\/\/a\.b\/c\)"
