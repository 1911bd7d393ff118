"""The texts of a report and the parts of a page, to compare with what was written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import timedelta
from functools import cache
from html.parser import HTMLParser
from typing import Any, Final

from report_support import TODAY, example_record, example_report

from skills.reports.report import Extent, Parts, Report
from skills.reports.report_lines import ChangeLine, Changes, HistoryLine

NOT_TOLD: Final = frozenset({"record", "parts"})
"""What a report carries for machines."""

IDS: Final = frozenset({("Row", "skill"), ("PlanLine", "project")})
"""Classes with their fields that contain an id."""

VOID: Final = frozenset({"meta", "br", "hr", "img", "link", "input"})


@cache
def report_of(extent: Extent, *, notes: bool = True, answers: bool = True) -> Report:
    """Return a report with some skills not assessed."""
    parts = Parts(extent=extent, notes=notes, answers=answers, name="Zoë <b>Å</b>")
    return example_report(parts, example_record(share=0.6))


def full_report(extent: Extent = Extent.whole) -> Report:
    """Return a report that has every part there is."""
    line = HistoryLine(
        on=TODAY - timedelta(days=80),
        aim="An older aim",
        readiness=40.0,
        low=20.0,
        high=60.0,
        verdict="on the way",
        is_comparable=False,
    )
    moved = ChangeLine("A skill that moved", "rose", 1.0, 2.5, "3 answers higher")
    report = report_of(extent)
    return replace(
        report,
        notice="A notice.",
        talking_points=("What would show it?",),
        history=(line, *report.history),
        changes=Changes(line.on, TODAY, "Readiness rose.", (moved,)),
    )


def expected_texts(report: Report) -> Iterator[str]:
    """Yield what a page must show; a report of gaps shows less of the other skills.

    Those stand in the radar, with no more than their names and levels.
    """
    gaps = {each.skill for each in report.gaps}
    # A history of one date is not shown: the report itself says what that would. What self-ratings
    # are adjusted by is in the basis.
    yield from texts(replace(report, rows=(), adjusted="", history=report.shown_history))
    for row in report.rows:
        yield from texts(row) if row.skill in gaps else [row.title]


def texts(value: Any, name: str = "") -> Iterator[str]:  # noqa: ANN401 - walks any value
    """Yield every text for people in a value."""
    if isinstance(value, str):
        yield from [value] if value else []
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each, name)
    elif is_dataclass(value):
        for each in fields(value):
            if not _is_for_machines(value, each.name) and not _is_drawn(value, each.name):
                yield from texts(getattr(value, each.name), each.name)


def rewritten(value: Any, change: Callable[[str], str]) -> Any:  # noqa: ANN401 - walks any value
    """Return a report with every text replaced; empty ones stay empty, equal ones equal."""
    if isinstance(value, str):
        return change(value) if value else value
    if isinstance(value, tuple):
        return tuple(rewritten(each, change) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        found = {
            each.name: rewritten(getattr(value, each.name), change)
            for each in fields(value)
            if not _is_for_machines(value, each.name)
        }
        return replace(value, **found)
    return value


def _is_for_machines(value: object, name: str) -> bool:
    return name in NOT_TOLD or (type(value).__name__, name) in IDS


def _is_drawn(value: object, name: str) -> bool:
    """Return whether a text is part of the radar alone, where it may be shortened."""
    return type(value).__name__ == "Row" and name in {"short", "evidence"}


def one_by_one(words: Callable[[int], str]) -> Callable[[str], str]:
    """Return a change that gives each different text the next of some words."""
    given: dict[str, str] = {}

    def change(text: str) -> str:
        return given.setdefault(text, words(len(given)))

    return change


def squeezed(text: str) -> str:
    """Write all spaces as one, as a browser does."""
    return " ".join(text.split())


@dataclass
class Page(HTMLParser):
    """The elements and texts of a page.

    Attributes
    ----------
    elements : name and attributes in the order of the page.
    places : the text of every element with a class, by class.
    """

    elements: list[tuple[str, tuple[tuple[str, str | None], ...]]] = field(default_factory=list)
    text: str = ""
    places: dict[str, list[str]] = field(default_factory=dict)
    _open: list[tuple[str, str, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(attrs)))
        if tag == "br":
            self.text += "\n"
        if tag not in VOID:
            self._open.append((tag, dict(attrs).get("class") or "", len(self.text)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        opened, name, start = self._open.pop()
        assert opened == tag, f"</{tag}> closes <{opened}>"
        if name:
            self.places.setdefault(name, []).append(self.text[start:])

    def handle_data(self, data: str) -> None:
        if not (self._open and self._open[-1][0] == "style"):
            self.text += data

    @property
    def tags(self) -> list[str]:
        return [tag for tag, _ in self.elements]


def read_page(source: str) -> Page:
    page = Page()
    page.feed(source)
    page.close()
    assert page._open == []
    return page
