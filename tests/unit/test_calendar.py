from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Component
from report_support import HOSTILE, NOW, example_record, example_report

from skills.reports.as_calendar import as_calendar
from skills.reports.report import Report
from skills.reports.report_lines import ActionLine, PlanLine

pytestmark = pytest.mark.slow

NEXT = date(2027, 5, 23)
STAMP = datetime(2026, 11, 23, 10, 30, tzinfo=timezone(timedelta(hours=1)))
EMPTY = replace(example_report(), plan=())
LINE = PlanLine("one", "A project", "About.", "SQL from 1 to 2", 4.0, 3.0, NEXT, NEXT, "", "")


def events(text: bytes) -> list[Component]:
    """What a calendar program would read."""
    return Calendar.from_ical(text).walk("VEVENT")


def names(report: Report, next_on: date | None = NEXT, now: datetime = NOW) -> list[str]:
    return [str(each["uid"]) for each in events(as_calendar(report, next_on, now))]


def plan_of(*titles: str) -> Report:
    return replace(
        EMPTY,
        plan=tuple(replace(LINE, project=f"p{at}", title=each) for at, each in enumerate(titles)),
    )


def cleaned(text: str) -> str:
    """What the format can hold of a text: no controls, and one kind of line break."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", " ", text)


def test_the_next_assessment_is_a_whole_day_with_a_reminder() -> None:
    (event,) = events(as_calendar(EMPTY, NEXT, STAMP))
    assert (event["dtstart"].dt, event["dtend"].dt) == (NEXT, date(2027, 5, 24))
    assert event["summary"] == "Next assessment: Machine learning engineer, Mid-level"
    assert event["description"].startswith("Answers from 23 November 2026: You")
    assert event["dtstamp"].dt == datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
    (alarm,) = event.walk("VALARM")
    assert alarm["action"] == "DISPLAY"
    assert alarm["trigger"].dt == timedelta(hours=-15)
    assert alarm["description"] == "Tomorrow: next assessment of " + EMPTY.title


def test_projects_with_dates_are_spans_that_leave_the_days_free() -> None:
    report = example_report()
    first, *others = report.plan
    assert all("→" in each.gain_text for each in report.plan)
    report = replace(report, plan=(replace(first, gain_text="less than 0.1 points"), *others))
    found = events(as_calendar(report, None, NOW))
    assert len(found) == len(report.plan) == 5
    for at, (event, line) in enumerate(zip(found, report.plan, strict=True), 1):
        assert event["description"].startswith(f"Step {at} of the plan: {line.gain_text}.")
        assert line.start is not None
        assert line.end is not None
        assert event["dtstart"].dt == line.start
        assert event["dtend"].dt == line.end + timedelta(days=1)
        assert event["summary"] == f"Project: {line.title}"
        assert event["transp"] == "TRANSPARENT"
        assert line.accept in event["description"]
        assert not event.walk("VALARM")


def agreed(project: str, due: date | None, item: str = "one", **more: object) -> ActionLine:
    line = ActionLine("Write the diary", "SQL, by then", item, due, is_done=False, project=project)
    return replace(line, **more)  # type: ignore[arg-type] # fields


def test_an_agreed_project_of_the_plan_is_one_entry_that_ends_on_the_agreed_day() -> None:
    report = example_report()
    first = report.record.plan[0]
    line = report.plan[0]
    assert line.title == first.title
    assert line.start is not None
    before = names(report)
    for due in (line.start + timedelta(days=3), line.start - timedelta(days=3)):
        both = replace(report, actions=(agreed(first.project, due),))
        assert names(both) == before, "and it replaces what a calendar has"
        (event,) = [e for e in events(as_calendar(both, None, NOW)) if line.title in e["summary"]]
        assert event["dtstart"].dt == min(line.start, due)
        assert event["dtend"].dt == due + timedelta(days=1)
        assert "Agreed action: Write the diary" in event["description"]
        assert line.accept in event["description"]
        assert [each["description"] for each in event.walk("VALARM")] == [
            "Tomorrow: Write the diary"
        ]


@pytest.mark.parametrize("place", [0, 1])
def test_of_two_projects_with_one_title_the_agreed_one_gets_the_day(place: int) -> None:
    report = example_report()
    lines = [replace(each, title="Churn model") for each in report.plan[:2]]
    due = date(2031, 5, 9)
    action = agreed(lines[place].project, due)
    both = replace(report, plan=tuple(lines), actions=(action,))
    found = events(as_calendar(both, None, NOW))
    assert [each["summary"] for each in found] == ["Project: Churn model"] * 2
    assert [each["dtend"].dt == due + timedelta(days=1) for each in found] == [
        at == place for at in range(2)
    ]


def test_actions_beside_the_plan_keep_entries_of_their_own() -> None:
    report = example_report()
    first, due = report.record.plan[0].project, date(2030, 1, 1)
    other = (agreed("", due, "a"), agreed("elsewhere", due, "b"), agreed(first, due, "c"))
    again = agreed(first, due + timedelta(days=1), "d")
    count = len(events(as_calendar(report, None, NOW)))
    made = events(as_calendar(replace(report, actions=(*other, again)), None, NOW))
    assert len(made) == count + 3
    undated = replace(report, actions=(agreed(first, None), agreed(first, due, is_done=True)))
    assert as_calendar(undated, None, NOW) == as_calendar(report, None, NOW)
    timeless = replace(report, plan=tuple(replace(e, start=None, end=None) for e in report.plan))
    (event,) = events(as_calendar(replace(timeless, actions=(agreed(first, due),)), None, NOW))
    assert event["summary"] == "Action: Write the diary"


def test_without_a_date_there_is_no_calendar() -> None:
    undated = replace(EMPTY, plan=(replace(LINE, start=None, end=None),))
    assert as_calendar(undated, None, NOW) == b""
    assert len(events(as_calendar(undated, NEXT, NOW))) == 1


def test_names_stay_the_same_and_differ_from_each_other() -> None:
    report = example_report()
    found = names(report)
    assert as_calendar(report, NEXT, NOW) == as_calendar(report, NEXT, NOW)
    assert names(report, date(2028, 1, 1), NOW + timedelta(days=9)) == found
    assert len(set(found)) == 6
    other = example_record()
    about = other.assessment.model_copy(update={"id": "another"})
    moved = replace(report, record=other.model_copy(update={"assessment": about}))
    assert not set(names(moved)) & set(found)
    assert len(set(names(plan_of("Twice", "Twice", "Once")))) == 4


def test_a_project_keeps_its_name_when_its_title_changes() -> None:
    report = example_report()
    titled = replace(report.plan[0], title="Other")
    changed = replace(report, plan=(titled, *report.plan[1:]))
    assert names(changed) == names(report)


@pytest.mark.parametrize(
    "text", [*HOSTILE, "C:\\New\\nets; a,b", "\\\\N", "BEGIN:VEVENT\nEND:VCALENDAR"]
)
def test_hostile_texts_are_read_back_as_they_were(text: str) -> None:
    line = replace(LINE, title=text, about=text, deliver=text, raises=text)
    report = replace(EMPTY, title=text, verdict=text, plan=(line,))
    first, second = events(as_calendar(report, NEXT, NOW))
    assert first["summary"] == f"Next assessment: {cleaned(text)}"
    assert second["summary"] == f"Project: {cleaned(text)}"
    assert f"{cleaned(text)}\nDeliver: {cleaned(text)}" in second["description"]
    (alarm,) = first.walk("VALARM")
    assert alarm["description"].endswith(cleaned(text))


@given(st.text(max_size=200))
@settings(max_examples=examples(200))
def test_any_text_is_read_back_and_no_line_is_too_long(text: str) -> None:
    written = as_calendar(replace(plan_of(text), title=text), NEXT, NOW)
    first, second = events(written)
    assert first["summary"] == f"Next assessment: {cleaned(text)}"
    assert second["summary"] == f"Project: {cleaned(text)}"
    assert written.endswith(b"\r\n")
    for each in written.split(b"\r\n"):
        assert len(each) <= 75
        assert not set(each) & (set(range(0x20)) - {0x09})


def test_the_file_is_whole_and_names_its_writer() -> None:
    calendar = Calendar.from_ical(as_calendar(example_report(), NEXT, NOW))
    assert (calendar["version"], calendar["prodid"]) == ("2.0", "-//Readiness Radar//Report//EN")
    assert not calendar.errors
    assert all(not each.errors for each in calendar.walk())
    assert b"abcdefghijkl" not in as_calendar(example_report(), NEXT, NOW)
