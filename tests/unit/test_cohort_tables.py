"""The summary of a cohort as files: what they say is what a page shows, and nothing more."""

from __future__ import annotations

import csv
import io

from cohort_summary_support import ABOUT, MATRIX
from openpyxl import load_workbook

from skills.cohorts.summary import GroupMeans, Summary
from skills.reports.cohort_tables import summary_csv, summary_xlsx
from skills.sentences.cohorts import GAPS_CLOSED, left_out_texts, people_text

GROUPS = (
    GroupMeans((), 20, {"role.level": 0.719}, {"sql": 1.999, "ml": 1.25}),
    GroupMeans(("=1+1",), 9, {}, {"sql": 1.0}),
)
SUMMARY = Summary(20, 0, GROUPS, {(): 11}, (ABOUT,))
HEAD = ("Group", "People", "Readiness, Role: Level", "Sql", "Ml")


def test_csv_has_the_means_as_they_are_shown_and_nothing_where_they_are_left_out() -> None:
    text = summary_csv(SUMMARY, MATRIX).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text))) == [
        list(HEAD),
        ["Everybody", "20", "0.71", "1.9", "1.2"],
        ["'=1+1", "9", "", "1.0", ""],
    ]


def test_a_workbook_has_a_sheet_for_each_table() -> None:
    book = load_workbook(io.BytesIO(summary_xlsx(SUMMARY, MATRIX)))
    found = {each.title: list(each.values) for each in book}
    assert found == {
        "Groups": [HEAD, ("Everybody", 20, 0.71, 1.9, 1.2), ("=1+1", 9, None, 1, None)],
        "Readiness": [
            ("Profile", "Readiness", "People"),
            ("Role: Level", "none yet, or below 30%", 5),
            ("Role: Level", "30% or more", 15),
        ],
        "Gaps": [
            ("Profile", "Skill", "Must-have", "Target", "People"),
            ("Role: Level", "Sql", "yes", 2, "nearly all are below 2"),
            ("Role: Level", "Ml", "no", 3, "9 of 20 (45%) are below 3"),
        ],
        "Projects": [
            ("Profile", "Project", GAPS_CLOSED, "Skills"),
            ("Role: Level", "Both", 29, "Sql, Ml"),
        ],
        "About": [
            ("About",),
            (people_text(SUMMARY),),
            *((each,) for each in left_out_texts(SUMMARY)),
        ],
    }


def test_no_cell_of_a_workbook_is_a_formula() -> None:
    book = load_workbook(io.BytesIO(summary_xlsx(SUMMARY, MATRIX)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert cells
    assert {each.data_type for each in cells} <= {"s", "n"}
