"""What a person sees of several mentors side by side, and what no mentor sees of another."""

from __future__ import annotations

import re

import pytest
from hostile_texts import EVIL, check
from mentor_visit import (
    MENTOR,
    OTHER,
    REVIEW,
    Guest,
    begin_review,
    everything,
    rate,
    show_both,
    token_of,
)
from page_visit import Visit, put

from skills.entries.kinds import TITLE_LENGTH
from skills.sentences.talk import talk_lead
from skills.store import Assessment

pytest_plugins = ["mentor_visit"]

NIA = "Niamark"
HEAP = ("compost.heap", "compost.turning", "compost.ripe", "compost.plan")
COLUMNS = ["Skill", "Self-rating", MENTOR, "Checks", "Projects", "Combined", "Agreed", "Target"]
HEADING = re.compile(r'role="columnheader"[^>]*>([^<]*)<')


@pytest.fixture
def shown(ann: Visit, assessment: Assessment) -> Assessment:
    """Reveal what one mentor rated; another has rated, too, and is not revealed."""
    put(ann, assessment, dict.fromkeys(HEAP, "never"))
    rate(ann, assessment, dict.fromkeys(HEAP, "fully"))
    show_both(ann, assessment)
    begin_review(ann, assessment, OTHER, NIA)
    rate(
        ann, assessment, dict.fromkeys(HEAP[:2], "fully") | dict.fromkeys(HEAP[2:], "never"), OTHER
    )
    return assessment


def come_to(ann: Visit, shown: Assessment, review: str = REVIEW) -> Visit:
    return ann.open("review", a=shown.id, r=review, skill="compost")


def headings(visit: Visit) -> list[str]:
    (table,) = visit.parts("Ratings side by side")
    return HEADING.findall(table)


def facts(visit: Visit) -> str:
    (found,) = visit.parts("rr-facts-row")
    return found


def cells(visit: Visit, title: str) -> list[str]:
    (table,) = visit.parts("Ratings side by side")
    return re.findall(rf'data-label="{re.escape(title)}">\s*([^<\s]*)', table)


def test_each_revealed_mentor_has_a_column_and_their_level_stands_with_the_skill(
    ann: Visit, shown: Assessment
) -> None:
    show_both(ann, shown, OTHER)
    come_to(ann, shown)
    assert headings(ann) == [*COLUMNS[:3], NIA, *COLUMNS[3:]]
    assert (cells(ann, MENTOR)[0], cells(ann, NIA)) == ("4", ["2", "–", "–"])
    assert f"<b>4</b>{MENTOR}" in facts(ann)
    assert f"<b>2</b>{NIA}" in facts(ann)
    assert "All 3 raters rated " in ann.text()
    come_to(ann, shown, OTHER)
    assert headings(ann) == [*COLUMNS[:2], NIA, MENTOR, *COLUMNS[3:]]
    assert (cells(ann, NIA)[0], cells(ann, MENTOR)[0]) == ("2", "4")


def test_the_agenda_looks_at_all_mentors(ann: Visit, shown: Assessment) -> None:
    rate(ann, shown, dict.fromkeys(HEAP, "never"))
    come_to(ann, shown)
    assert talk_lead(0) in ann.text()
    show_both(ann, shown, OTHER)
    come_to(ann, shown)
    assert talk_lead(1, mentors=2) in ann.text()
    assert "the ratings range from level 0 to 2." in ann.text()


def test_hidden_ratings_are_shown_nowhere(ann: Visit, shown: Assessment) -> None:
    come_to(ann, shown)
    assert headings(ann) == COLUMNS
    assert NIA.encode() not in everything(ann)
    before = ann.parts("Ratings side by side"), facts(ann)
    rate(ann, shown, dict.fromkeys(HEAP, "never"), OTHER)
    assert (come_to(ann, shown).parts("Ratings side by side"), facts(ann)) == before


def test_no_mentor_sees_what_another_rated(ann: Visit, mo: Guest, shown: Assessment) -> None:
    show_both(ann, shown, OTHER)
    mo.rates(shown, skill="compost")
    assert headings(mo) == COLUMNS
    assert "All 3 raters" not in mo.text()
    assert f"<b>4</b>{MENTOR}" in facts(mo)
    assert NIA.encode() not in everything(mo)
    assert talk_lead(1) in mo.text()
    mo.open_link(token_of(OTHER), OTHER).rates(shown, OTHER, skill="compost")
    assert headings(mo) == [*COLUMNS[:2], NIA, *COLUMNS[3:]]
    assert MENTOR not in facts(mo)
    assert f"<b>2</b>{NIA}" in facts(mo)


def test_what_another_mentor_changed_after_the_reveal_stands_beside_the_first(
    ann: Visit, shown: Assessment
) -> None:
    show_both(ann, shown, OTHER)
    rate(ann, shown, {HEAP[2]: "fully"}, OTHER)
    come_to(ann, shown)
    assert f"<b>2</b>{NIA}, first" in facts(ann)
    assert f"<b>3</b>{NIA}, now" in facts(ann)
    (table,) = ann.parts("Ratings side by side")
    assert table.count("first 2") == 1


def test_the_name_of_another_mentor_is_escaped_and_replaces_no_column(
    ann: Visit, assessment: Assessment
) -> None:
    names = {REVIEW: MENTOR, OTHER: EVIL[:TITLE_LENGTH], "review-0003": "Target"}
    for review, name in names.items():
        if review != REVIEW:
            begin_review(ann, assessment, review, name)
        rate(ann, assessment, {HEAP[0]: "fully"}, review)
        show_both(ann, assessment, review)
    check(come_to(ann, assessment))
    assert headings(ann).count("Target") == 2
    assert len(headings(ann)) == len(COLUMNS) + 2
    (table,) = ann.parts("Ratings side by side")
    assert table.count('role="cell" data-label="') == 3 * (len(headings(ann)) - 1)
    assert table.count("<th ") + table.count("<td ") == 4 * len(headings(ann))
