"""Emoji in print: by name, so that the file keeps the standards for accessible and lasting PDFs."""

from __future__ import annotations

from dataclasses import replace

import page as page_validation
import pytest
from report_support import NOW, example_record, example_report

from skills.reports import as_pdf as pdf
from skills.reports.pdf.emoji_names import with_names
from skills.reports.pdf.printable_text import Room
from skills.reports.report import Report
from skills.reports.report_lines import NoteLine

SIGNS = "👍 👍🏽 👩‍👩‍👧 👩🏽‍💻 🏳️‍🌈 🇩🇪 🏴󠁧󠁢󠁥󠁮󠁧󠁿 1️⃣ ❤️ ✔️ ✅ 🤷🏽‍♀️"


def with_sign(text: str) -> Report:
    found = example_report(record=example_record(notes=()))
    return replace(found, title=text, notes=(NoteLine(text, text, None),))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Well done 👍!", "Well done [thumbs up sign]!"),
        ("👍🏽👍🏿", "[thumbs up sign][thumbs up sign]"),
        ("👩‍👩‍👧", "[woman, woman, girl]"),
        ("👩🏽‍💻", "[woman, personal computer]"),
        ("🏳️‍🌈", "[waving white flag, rainbow]"),
        ("🇩🇪🇫🇷", "[flag DE][flag FR]"),
        ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", "[flag GBENG]"),
        ("1️⃣ #️⃣", "1 #"),
        ("✅ done", "[white heavy check mark] done"),
        ("❤️ ✔ → ★", "❤ ✔ → ★"),
        ("🇩", "[regional indicator symbol letter d]"),
        ("\U0001faff", "[emoji]"),
        ("plain, naïve, नमस्ते, 你好", "plain, naïve, नमस्ते, 你好"),
    ],
)
def test_each_sign_has_one_name(text: str, shown: str) -> None:
    assert with_names(text) == shown
    assert with_names(shown) == shown


@pytest.mark.slow
@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_a_report_with_emoji_follows_pdf_ua_and_pdf_a(profile: str) -> None:
    made = pdf.as_pdf(with_sign(SIGNS), made_at=NOW)
    assert made.notice == ""
    checked = page_validation.validate_pdf_bytes(made.data, profile=profile)
    miscounted = "PDFA3A-STREAM-LENGTH-001"
    assert [each.message for each in checked.failures if each.rule_id != miscounted] == []


def test_names_take_no_more_room_than_there_is() -> None:
    room = Room(100, 100)
    shown = room.fit("👍" * 90)
    assert isinstance(shown, str)
    assert room.is_cut
    assert len(shown.replace("\u200b", "")) == 101
