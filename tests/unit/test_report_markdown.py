"""A report in Markdown is complete, and texts of a person or a matrix are escaped in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from report_support import HOSTILE, example_report
from report_text_support import (
    Page,
    expected_texts,
    full_report,
    one_by_one,
    read_page,
    report_of,
    rewritten,
    squeezed,
)

from skills.reports.as_markdown import as_markdown
from skills.reports.markdown import NUMBER, TEXT, bold, cell, line, paragraph, table
from skills.reports.report import Extent
from skills.reports.wording import to_tick
from skills.sentences.formats import level_range, printable

pytestmark = pytest.mark.slow

GITHUB = MarkdownIt("gfm-like", {"html": True, "linkify": True})
"""More than GitHub makes of a text: HTML passes, and names like ``evil.example`` become links."""

FOREIGN = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(),
    st.text("*_`~[](){}<>!|\\#+-=.:@&;/1a \n\t\r$^\"'w", max_size=30),
    st.sampled_from(
        [
            "www.evil.example",
            "a@evil.example",
            "https://evil.example",
            "1. one",
            "2) two",
            "- list",
            "# head",
            "> quote",
            "---",
            "===",
            "    code",
            "```",
            "[x]: https://evil.example",
            "&copy; &#60;",
            ":smile: @name #12",
            "\\",
            "a\\\nb",
            "<!-- x",
            "| a | b |",
            "| --- |",
            "\u3000wide",
            "~~gone~~",
            "(c) ... 'x' -- y",
        ]
    ),
)


def rendered(source: str) -> Page:
    return read_page(GITHUB.render(source))


def kept(text: str) -> str:
    """Return a text as a reader must find it; line ends are written in one way."""
    return printable(text).replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize("extent", Extent)
@pytest.mark.parametrize("notes", [True, False])
@pytest.mark.parametrize("answers", [True, False])
def test_every_text_of_the_report_is_reported(
    extent: Extent, *, notes: bool, answers: bool
) -> None:
    report = report_of(extent, notes=notes, answers=answers)
    assert _missing(expected_texts(report), as_markdown(report)) == []


def test_a_report_with_all_parts_misses_nothing() -> None:
    report = full_report()
    assert _missing(expected_texts(report), as_markdown(report)) == []


@given(FOREIGN)
@settings(max_examples=examples(200))
def test_a_cell_shows_a_text_as_it_is_and_stays_one_cell(text: str) -> None:
    page = rendered(table(["A", "B"], [TEXT, NUMBER], [[cell(text), "1"]]))
    assert [each for each in page.tags if each != "br"] == [
        *("table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td")
    ]
    assert squeezed(kept(text)) in squeezed(page.text)
    assert page.tags.count("br") == kept(text).count("\n")


@given(FOREIGN)
@settings(max_examples=examples(200))
def test_a_paragraph_shows_a_text_with_its_line_breaks(text: str) -> None:
    page = rendered(f"x\n\n{paragraph(text, '> ')}\n\ny")
    assert set(page.tags) <= {"p", "blockquote", "br"}
    lines = [each.strip() for each in kept(text).split("\n")]
    shown = [each.strip() for each in page.text.split("\n")]
    assert [each for each in shown if each] == ["x", *(each for each in lines if each), "y"]


@given(FOREIGN)
@settings(max_examples=examples(200))
def test_headings_and_bold_words_hold_any_text(text: str) -> None:
    page = rendered(f"## {line(text)}\n\n- {bold(text)}: {cell(text)}")
    expected = ["h2", "ul", "li", *(["strong"] if text else [])]
    assert [each for each in page.tags if each != "br"] == expected
    assert squeezed(page.text).count(squeezed(kept(text))) >= (3 if squeezed(text) else 0)


@given(st.lists(FOREIGN, min_size=7, max_size=7))
@settings(max_examples=examples(15))
def test_no_text_changes_the_report_around_it(words: list[str]) -> None:
    plain = rewritten(full_report(), one_by_one(lambda at: f"plain {at}"))
    strange = rewritten(full_report(), one_by_one(lambda at: f"{words[at % 7]}{at}"))
    page, model = rendered(as_markdown(strange)), rendered(as_markdown(plain))
    assert _skeleton(page) == _skeleton(model)
    assert all(each.startswith("https://") for each in _links(page))
    assert _missing(expected_texts(strange), as_markdown(strange)) == []


def test_only_our_own_elements_come_out_and_no_address_is_live() -> None:
    page = rendered(as_markdown(rewritten(full_report(), one_by_one(_hostile))))
    assert set(page.tags) <= {
        *("h1", "h2", "h3", "h4", "p", "strong", "ul", "ol", "li", "blockquote", "hr", "br"),
        *("table", "thead", "tbody", "tr", "th", "td"),
    }
    names = {name for _, attributes in page.elements for name, _ in attributes}
    assert names <= {"style"}


def test_the_plan_can_be_ticked_off() -> None:
    report = example_report()
    ticks = [each for each in as_markdown(report).splitlines() if each.startswith("- [ ] ")]
    assert ticks == [f"- [ ] {line(to_tick(each))}" for each in report.plan]
    assert ticks


def test_common_sentences_are_not_cluttered() -> None:
    text = 'You are on the way; 72 of 75 (self-reported) answered, 25 to 86%: "yes", isn\'t it?'
    assert line(text) == text


def test_numbers_stand_on_the_right_and_read_as_in_the_app() -> None:
    report = example_report()
    first, source = report.gaps[0], as_markdown(report)
    level, lost = (f"{each:.1f}" for each in (first.level, first.points_lost))
    between = level_range(first.low, first.high)
    assert (first.low, first.must) == (0, True)
    row = f"| **{first.title}** (must-have) | {level} | {between} | 3 | 9.1% | {lost} |"
    assert row in source
    assert "| --- | ---: | ---: | ---: | ---: | ---: | --- | --- |" in source


def test_where_nothing_is_assessed_no_number_is_reported() -> None:
    report = replace(report_of(Extent.gaps), readiness=None)
    assert "of the way to" not in as_markdown(report)


def _hostile(at: int) -> str:
    return f"{HOSTILE[at % len(HOSTILE)]}{at}"


def _missing(texts: Iterable[str], source: str) -> list[str]:
    seen = squeezed(rendered(source).text).casefold()
    return [each for each in texts if squeezed(kept(each)).casefold() not in seen]


def _skeleton(page: Page) -> list[str]:
    return [each for each in page.tags if each not in {"a", "br", "p"}]


def _links(page: Page) -> list[str]:
    return [dict(attributes).get("href") or "" for tag, attributes in page.elements if tag == "a"]
