import re
import string

from hypothesis import given
from hypothesis import strategies as st

from components.text import labels, literal


def read_back(escaped: str) -> str:
    """Undo backslash escapes as Markdown does."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", escaped)


@given(st.text())
def test_escaping_changes_nothing_but_white_space(text: str) -> None:
    assert read_back(literal(text)) == re.sub(r"\s+", " ", text).strip()


@given(st.text(alphabet=string.punctuation + "ab 1\n", max_size=30))
def test_no_markup_stands_bare(text: str) -> None:
    bare = re.sub(r"\\.", "", literal(text))
    assert not re.search(r"[\\`*_{}\[\]<~$|\n]", bare)
    assert not re.search(r"\A(?:[-+>#=]|\d{1,3}[.)])", re.sub(r"\\.", "x", literal(text)))


def test_an_image_an_icon_a_colour_and_an_entity_stay_text() -> None:
    assert literal("![x](http://a.b/c)") == r"!\[x\](http\://a.b/c)"
    assert literal(":material/home: :red[x] &lt;") == r"\:material\/home\: \:red\[x\] \&lt;"


def test_plain_prose_is_left_as_it_is_for_who_listens() -> None:
    prose = "Say what a ten-line function returns (50% of cases) before you run it: don't guess!"
    assert literal(prose) == prose


def test_labels_differ_even_where_titles_do_not() -> None:
    titles = {"a": "Yes", "b": "Yes", "c": "Yes (2)", "d": "No"}
    assert len(set(labels(titles).values())) == 4
    assert labels(titles)["a"] == "Yes"
    assert labels(titles)["c"] == "Yes (2)"
