import dataclasses
import io
import re
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
import typst
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from report_support import HOSTILE, NOW, example_record, example_report

from skills.records.record import Record
from skills.reports.as_pdf import FOLDER, NO_FONT, _fonts, as_pdf
from skills.reports.pdf.data import CUT, CUT_TO_A_PAGE, MOST, data_of
from skills.reports.pdf.printable_text import ITEM, LONGEST_WORD, MARKS, PIECE, Room, clean, is_rtl
from skills.reports.report import Extent, Parts, Report
from skills.reports.report_lines import NoteLine

NOWHERE = "\U0010fffd"
"""A private character; no font has it."""

LITERAL = [each for each in HOSTILE if each.isascii()]


def text_of(data: bytes) -> str:
    pages = PdfReader(io.BytesIO(data)).pages
    return "".join(each.extract_text() for each in pages)


def squeezed(text: str) -> str:
    """Return text without what line breaks change."""
    return "".join(text.split())


def poisoned(value: object, texts: cycle) -> object:  # type: ignore[type-arg]
    """Return a report with every text in it replaced, the record and the choice of parts kept."""
    if isinstance(value, Record | Parts | Extent):
        return value
    if isinstance(value, str):
        return next(texts)
    if isinstance(value, tuple):
        return tuple(poisoned(each, texts) for each in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {each.name: getattr(value, each.name) for each in dataclasses.fields(value)}
        return type(value)(**{name: poisoned(each, texts) for name, each in fields.items()})
    return value


def hostile_report(texts: list[str], extent: Extent = Extent.whole) -> Report:
    report = example_report(Parts(extent=extent, name=HOSTILE[7]), example_record(share=0.3))
    found = poisoned(report, cycle(texts))
    assert isinstance(found, Report)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("extent", list(Extent))
def test_hostile_text_in_every_field_is_printed_as_it_is(extent: Extent) -> None:
    made = as_pdf(hostile_report(LITERAL, extent), made_at=NOW)
    text = squeezed(text_of(made.data))
    missing = [each for each in LITERAL if squeezed(each) not in text]
    if extent is Extent.cv:
        assert "#read" in text
    else:
        assert missing == []
    assert "root:" not in text


CODE = "sm.datasets.anes96.load_pandas().data.drop(columns=['popul'])"
ADDRESS = "https://github.com/someone/penguins-and-more/blob/main/notebooks/first_try.ipynb"


@pytest.mark.slow
@pytest.mark.parametrize("extent", list(Extent))
def test_code_and_addresses_read_back_as_they_are(extent: Extent) -> None:
    """A mark for a break within a word would be copied along, and the code would not run."""
    texts = [f"Call {CODE}", f"See {ADDRESS}", "\u200bhidden\u200b" + "x" * 90]
    reader = PdfReader(io.BytesIO(as_pdf(hostile_report(texts, extent), made_at=NOW).data))
    text = "\n".join(each.extract_text() for each in reader.pages)
    assert "\u200b" not in text
    for each in (CODE, ADDRESS):
        assert each in text.replace("\n", ""), each
    assert not any("\u200b" in str(each) for each in (reader.metadata or {}).values())
    assert not any("\u200b" in str(each.title) for each in _flat(reader.outline))


def _flat(outline: list[Any]) -> list[Any]:
    """Return the entries of an outline, nested ones too."""
    lists = ([each] if not isinstance(each, list) else _flat(each) for each in outline)
    return [one for each in lists for one in each]


@pytest.mark.slow
def test_nothing_in_a_text_becomes_a_link_a_script_or_a_file() -> None:
    reader = PdfReader(io.BytesIO(as_pdf(hostile_report(list(HOSTILE)), made_at=NOW).data))
    assert [each for each in reader.pages if "/Annots" in each] == []
    assert list(reader.attachments) == ["assessment.json"]
    root = reader.root_object
    assert "/OpenAction" not in root
    assert "/AA" not in root


@pytest.mark.slow
@pytest.mark.parametrize("script", ["Γειά σου Κόσμε", "Привет, мир", "Zażółć gęślą jaźń ﬁ"])
def test_other_alphabets_read_back(script: str) -> None:
    made = as_pdf(with_note(script), made_at=NOW)
    assert made.notice == ""
    assert squeezed(script).replace("ﬁ", "fi") in squeezed(text_of(made.data)).replace("ﬁ", "fi")


@pytest.mark.parametrize("script", ["مرحبا بالعالم", "नमस्ते दुनिया", "สวัสดีชาวโลก"])
def test_our_own_fonts_cover_more_scripts(script: str) -> None:
    assert as_pdf(with_note(script), made_at=NOW).notice == ""


@cache
def without_notes(extent: Extent) -> Report:
    return example_report(Parts(extent=extent, answers=False), example_record(notes=[]))


def with_note(text: str, extent: Extent = Extent.gaps) -> Report:
    return replace(without_notes(extent), notes=(NoteLine("Writing", text, None),))


@pytest.mark.slow
def test_a_character_without_a_font_is_reported_in_the_file_and_beside_it() -> None:
    made = as_pdf(with_note(f"rare {NOWHERE} sign"), made_at=NOW)
    assert made.notice == NO_FONT
    assert squeezed(NO_FONT) in squeezed(text_of(made.data))
    assert b"pdfuaid" not in made.data
    assert b"pdfuaid" in as_pdf(with_note("plain"), made_at=NOW).data


def test_no_font_of_the_machine_takes_the_place_of_ours() -> None:
    """A Chinese character brings in all fonts of the machine, which may hold a Noto Sans, too."""
    template = (FOLDER / "template.typ").read_text(encoding="utf-8")
    (listed,) = re.findall(r"font: \((.*?)\)\)", template)
    ours = set(re.findall(r'"(.*?)"', listed))
    assert ours
    everything = _fonts(has_more=True).fonts()
    found = [each for each in everything if each.family in ours]
    assert {each.family for each in found} == ours
    assert {Path(each.path or "").parent for each in found} == {FOLDER / "fonts"}
    assert not any(each.family in ours for each in typst.Fonts(font_paths=[]).fonts())


@pytest.mark.slow
def test_figures_are_set_in_our_font_beside_another_script() -> None:
    made = as_pdf(with_note("你 12"), made_at=NOW)
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in PdfReader(io.BytesIO(made.data)).pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
        if "/BaseFont" in font.get_object()
    }
    assert any("ReadinessSans-Bold" in each for each in fonts)
    assert not any("NotoSans-" in each for each in fonts)


@pytest.mark.slow
def test_a_huge_note_is_cut_and_that_is_reported() -> None:
    made = as_pdf(with_note("endless " * 200_000), made_at=NOW)
    assert made.notice == CUT
    assert squeezed(CUT) in squeezed(text_of(made.data))
    assert len(PdfReader(io.BytesIO(made.data)).pages) < 10


@pytest.mark.slow
def test_a_report_says_that_a_note_was_cut() -> None:
    made = as_pdf(with_note("endless " * 200, Extent.cv), made_at=NOW)
    assert made.notice == CUT_TO_A_PAGE


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "e" + "\u0301" * 20_000,
        "\u2060" * 20_000,
        "\n" * 20_000,
        "क्" * 9_000,
        "ก" * 12_000,
        "👩\u200d" * 5_000,
        "a" * 20_000,
        f"{'b' * 30} " * 700,
    ],
    ids=["marks", "joiners", "lines", "conjuncts", "thai", "families", "word", "words"],
)
def test_text_crafted_to_be_slow_is_read_quickly(text: str) -> None:
    pages = PdfReader(io.BytesIO(as_pdf(with_note(text), made_at=NOW).data)).pages
    assert len(pages) < 15


def test_all_texts_together_stay_under_the_limit() -> None:
    report = replace(with_note(""), notes=(NoteLine("S", "x" * 10_000, None),) * 50)
    data = data_of(report)
    notes = data["notes"]
    assert isinstance(notes, list)
    assert data["cut"] == CUT
    assert sum(len(each["text"].replace("\u200b", "")) for each in notes) < MOST
    assert len(notes) < 50


@pytest.mark.slow
def test_a_notice_of_the_report_is_printed() -> None:
    report = replace(with_note("x"), notice="The matrix has changed since.")
    assert "The matrix has changed since." in text_of(as_pdf(report, made_at=NOW).data)


@pytest.mark.slow
@settings(max_examples=examples(15))
@given(text=st.text(max_size=80), name=st.text(st.characters(exclude_categories=[]), max_size=60))
def test_any_text_at_all_can_be_laid_out(text: str, name: str) -> None:
    report = replace(with_note(text), name=name, gaps=(), rows=(), plan=(), musts=())
    assert as_pdf(report, made_at=datetime(2026, 1, 1, tzinfo=UTC)).data.startswith(b"%PDF")


TEXTS = st.text(st.characters(exclude_categories=[]), max_size=200)


@given(TEXTS)
def test_cleaned_text_can_be_written_and_turns_nothing_around(text: str) -> None:
    found = clean(text)
    found.encode()
    assert not {each for each in found if unicodedata.category(each) == "Cc"} - {"\n"}
    assert not {unicodedata.bidirectional(each) for each in found} & {
        *("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
    }


@given(TEXTS)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.slow
@given(st.text(st.characters(codec="latin-1"), max_size=300))
def test_cleaned_words_can_break(text: str) -> None:
    assert all(len(piece) <= LONGEST_WORD for piece in clean(text).replace("\u200b", " ").split())


def test_cleaning_normalizes_text_for_printing() -> None:
    assert clean("e\u0301\r\nb\tc\u2028d") == "é\nb c\nd"
    assert clean("\u202eevil\u202c") == "evil"
    assert clean("\ud800\ufffe") == "\ufffd\ufffd"
    assert clean("a" * (LONGEST_WORD + 1)).split("\u200b")[0] == "a" * PIECE
    assert clean("a" * LONGEST_WORD) == "a" * LONGEST_WORD
    assert len(clean("e" + "\u0327\u0301" * 50)) <= MARKS + 1
    assert clean("ก" * 50) == "ก" * 50


@pytest.mark.parametrize(
    ("text", "expected"), [("مرحبا", True), ("1. שלום", True), ("abc مرحبا", False), ("12", False)]
)
def test_direction_is_that_of_the_first_letter(text: str, expected: bool) -> None:  # noqa: FBT001
    assert is_rtl(text) is expected


@given(st.lists(st.text("abc ", max_size=60), max_size=30), st.integers(0, 800))
def test_room_hands_out_no_more_than_it_has(texts: list[str], most: int) -> None:
    room = Room(most, 50)
    found = room.fit(list(texts))
    assert isinstance(found, list)
    assert sum(len(each) for each in found) <= most + len(found)
    assert len(found) * ITEM <= most + ITEM
    assert room.is_cut == (found != [clean(each) for each in texts])
