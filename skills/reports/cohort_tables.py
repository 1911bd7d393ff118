"""Write the summary of a cohort as CSV and as an XLSX workbook, with the numbers a page shows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from skills.cohorts.summary import GroupMeans, Summary
from skills.matrix import Matrix
from skills.records.table_format import guarded
from skills.reports.as_xlsx import OPTIONS
from skills.scoring.rounding import round_down
from skills.sentences.cohorts import (
    GAPS_CLOSED,
    class_text,
    gap_text,
    group_name,
    left_out_texts,
    people_text,
)
from skills.sentences.formats import printable

SummaryCell = str | float | None


class Table(NamedTuple):
    """A sheet of a workbook: names of columns, and rows."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Sequence[SummaryCell]]


def summary_csv(summary: Summary, matrix: Matrix) -> bytes:
    """Return the means of all groups as CSV in UTF-8 with a byte order mark."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    groups = _groups(summary, matrix)
    for row in (groups.columns, *groups.rows):
        writer.writerow([guarded(each) if isinstance(each, str) else each for each in row])
    return out.getvalue().encode("utf-8-sig")


def summary_xlsx(summary: Summary, matrix: Matrix) -> bytes:
    """Return the whole summary as a workbook."""
    from xlsxwriter.workbook import (  # type: ignore[import-untyped]  # noqa: PLC0415 - slow
        Workbook,
    )

    out = io.BytesIO()
    book = Workbook(out, dict(OPTIONS))
    head, text = book.add_format({"bold": True, "bottom": 1}), book.add_format({"text_wrap": True})
    for table in _tables(summary, matrix):
        sheet = book.add_worksheet(table.name)
        sheet.freeze_panes(1, 1)
        widths = [max(12, len(each) + 2) for each in table.columns]
        for column, (name, width) in enumerate(zip(table.columns, widths, strict=True)):
            sheet.set_column(column, column, 40 if column == 0 else min(width, 40))
            sheet.write_string(0, column, printable(name), head)
        for number, row in enumerate(table.rows, 1):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(number, column, printable(cell), text)
                elif cell is not None:
                    sheet.write_number(number, column, cell)
    book.close()
    return out.getvalue()


def _tables(summary: Summary, matrix: Matrix) -> Iterator[Table]:
    yield _groups(summary, matrix)
    names = {each: _profile_name(matrix, each) for each in matrix.profiles}
    about = summary.profiles
    classes = [(names[e.profile], class_text(c), c.people) for e in about for c in e.classes]
    yield Table("Readiness", ("Profile", "Readiness", "People"), classes)
    gaps = [
        (
            names[each.profile],
            matrix.skills[gap.skill].title,
            "yes" if gap.must else "no",
            gap.target,
            gap_text(gap, summary.people),
        )
        for each in about
        for gap in each.gaps
    ]
    yield Table("Gaps", ("Profile", "Skill", "Must-have", "Target", "People"), gaps)
    projects = [
        (
            names[each.profile],
            matrix.project_title(one.project),
            one.gaps,
            ", ".join(matrix.skills[skill].title for skill in one.skills),
        )
        for each in about
        for one in each.projects
    ]
    yield Table("Projects", ("Profile", "Project", GAPS_CLOSED, "Skills"), projects)
    yield Table(
        "About", ("About",), [(e,) for e in (people_text(summary), *left_out_texts(summary))]
    )


def _groups(summary: Summary, matrix: Matrix) -> Table:
    profiles = [each.profile for each in summary.profiles]
    readiness = [f"Readiness, {_profile_name(matrix, each)}" for each in profiles]
    columns = ["Group", "People", *readiness, *(e.title for e in matrix.skills.values())]
    return Table("Groups", columns, [_means(each, profiles, matrix) for each in summary.groups])


def _means(means: GroupMeans, profiles: Sequence[str], matrix: Matrix) -> Sequence[SummaryCell]:
    """Return the means of a group, rounded as they are shown; None for those left out."""
    readiness = [_rounded(means.readiness.get(profile), 2) for profile in profiles]
    levels = [_rounded(means.levels.get(skill), 1) for skill in matrix.skills]
    return [group_name(means.group), means.people, *readiness, *levels]


def _rounded(mean: float | None, digits: int) -> float | None:
    return None if mean is None else round_down(mean, digits)


def _profile_name(matrix: Matrix, profile: str) -> str:
    return f"{matrix.role_of(profile).title}: {matrix.profiles[profile].title}"
