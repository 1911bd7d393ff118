"""Write the next assessment, the plan and agreed actions as an iCalendar file (ICS)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Final
from unicodedata import category

from skills.reports.report import Report
from skills.reports.report_lines import ActionLine, PlanLine
from skills.sentences.formats import capitalised, plural

if TYPE_CHECKING:
    from icalendar import Alarm, Event

MORNING_BEFORE: Final = timedelta(hours=-15)
"""Time of the reminder of an all-day event: nine in the morning of the day before."""


def as_calendar(report: Report, next_on: date | None, now: datetime) -> bytes:
    """Return the next assessment, and projects and actions with dates, or b"" if there are none.

    A calendar replaces events it already has, as their UIDs stay the same.

    Parameters
    ----------
    next_on : date of the next assessment.
    now : current time, with a time zone.
    """
    from icalendar import Calendar  # noqa: PLC0415 - slow import, needed only here

    stamp = now.astimezone(UTC)
    events = [] if next_on is None else [_assessment(report, next_on, stamp)]
    events += [*_projects(report, stamp), *_actions(report, stamp)]
    if not events:
        return b""
    calendar = Calendar.new(
        prodid="-//Readiness Radar//Report//EN",
        uid=_uid(report.record.assessment.id, "calendar"),
        subcomponents=events,
    )
    return bytes(calendar.to_ical())


def _assessment(report: Report, on: date, stamp: datetime) -> Event:
    dates = capitalised(report.dates)
    verdict = f"{dates}: {report.verdict}"
    event = _event(
        report, "assessment", (on, on), stamp, (f"Next assessment: {report.title}", verdict)
    )
    event.add_component(_alarm(f"Tomorrow: next assessment of {report.title}"))
    return event


def _projects(report: Report, stamp: datetime) -> Iterator[Event]:
    """Yield the projects of the plan that have dates; an agreed one ends on the agreed day."""
    agreed = _agreed_projects(report)
    for number, each in enumerate(report.plan, 1):
        if each.start is None or each.end is None:
            continue
        action = agreed.get(each.project)
        days, about = (each.start, each.end), _about(number, each)
        if action is not None and action.due is not None:
            days = (min(each.start, action.due), action.due)
            about = f"Agreed action: {action.name}\n{action.text}\n{about}"
        # The number keeps the UID that calendars may know from an earlier file.
        event = _event(
            report, f"project {each.project} 1", days, stamp, (f"Project: {each.title}", about)
        )
        if action is not None:
            event.add_component(_alarm(f"Tomorrow: {action.name}"))
        yield event


def _agreed_projects(report: Report) -> dict[str, ActionLine]:
    """Return by project the action that is due first, where the plan has dates for the project.

    The two share one event.
    """
    planned = {each.project for each in report.plan if each.start and each.end}
    found: dict[str, ActionLine] = {}
    for each in sorted(_open_actions(report), key=lambda each: each.due or date.max):
        if each.project in planned:
            found.setdefault(each.project, each)
    return found


def _open_actions(report: Report) -> list[ActionLine]:
    """Return the agreed actions that have a date and are not done."""
    return [each for each in report.actions if each.due is not None and not each.is_done]


def _actions(report: Report, stamp: datetime) -> Iterator[Event]:
    """Yield the open actions that don't share the event of a project."""
    shared = {each.id for each in _agreed_projects(report).values()}
    for each in _open_actions(report):
        if each.due is None or each.id in shared:
            continue
        about = (f"Action: {each.name}", each.text)
        event = _event(report, f"action {each.id}", (each.due, each.due), stamp, about)
        event.add_component(_alarm(f"Tomorrow: {each.name}"))
        yield event


def _about(number: int, line: PlanLine) -> str:
    raises = f" Raises {line.raises}." if line.raises else ""
    parts = [
        f"Step {number} of the plan: {line.gain_text}.",
        f"About {plural(line.hours, 'hour')}.{raises}",
        line.about,
        f"Deliver: {line.deliver}" if line.deliver else "",
        f"Done when: {line.accept}" if line.accept else "",
    ]
    return "\n".join(part for part in parts if part)


def _event(
    report: Report, name: str, days: tuple[date, date], stamp: datetime, texts: tuple[str, str]
) -> Event:
    """Return an all-day event, both days included, that does not mark the time as busy."""
    from icalendar import TRANSP, Event  # noqa: PLC0415 - slow import, needed only here

    event = Event.new(
        uid=_uid(report.record.assessment.id, name),
        stamp=stamp,
        start=days[0],
        end=days[1] + timedelta(days=1),
        transparency=TRANSP.TRANSPARENT,
    )
    event["summary"] = _text(texts[0])
    event["description"] = _text(texts[1])
    return event


def _alarm(sentence: str) -> Alarm:
    from icalendar import Alarm  # noqa: PLC0415 - slow import, needed only here

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm["description"] = _text(sentence)
    alarm.add("trigger", MORNING_BEFORE)
    return alarm


def _uid(assessment: str, name: str) -> str:
    """Return a UID that is stable and reveals nothing about the person."""
    return sha256(f"{assessment}\n{name}".encode()).hexdigest()[:32] + "@readiness-radar"


def _text(text: str) -> object:
    """Return a text to be written literally; control characters, forbidden here, become spaces."""
    from icalendar import vText  # noqa: PLC0415 - slow import, needed only here

    class Literal(vText):
        def to_ical(self) -> bytes:
            # The library reads a backslash before a capital N as a line break.
            parts = str(self).split("\\N")
            return b"\\\\N".join(vText(part).to_ical() for part in parts)

    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return Literal("".join(" " if _is_forbidden(each) else each for each in lines))


def _is_forbidden(sign: str) -> bool:
    return category(sign) in {"Cc", "Cs"} and sign not in "\n\t"
