"""An export keeps a snapshot of the day where something changed, and says what changed since."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from export_support import NOW, OPERATIONS, SMALL, files_of, filled
from store_support import ANA

from skills.entries.kinds import IncomingEntry
from skills.store import Assessment, Store
from skills.workspace.export import changes_since_last, read_state

pytest_plugins = ["export_support"]


def test_one_snapshot_per_day_is_saved_if_something_changed(shared: Store) -> None:
    found = filled(shared, SMALL, [])

    def days() -> list[int]:
        return [each.taken_at.day for each in shared.snapshots(ANA, found.id)]

    first, *later = (NOW.replace(day=each) for each in (1, 2, 3))
    files_of(shared, found, SMALL, first).keep_day()
    files_of(shared, found, SMALL, first + timedelta(hours=1)).keep_day()
    files_of(shared, found, SMALL, later[0]).keep_day()
    assert days() == [1]
    change(shared, found, 0)
    files_of(shared, found, SMALL, later[0]).keep_day()
    assert days() == [1, 2]
    change(shared, found, 1)
    files_of(shared, found, SMALL, later[0] + timedelta(hours=1)).keep_day()
    assert days() == [1, 2]
    newest = read_state(shared.snapshots(ANA, found.id)[-1])
    assert len(newest.answers) == 2
    change(shared, found, 2)
    files_of(shared, found, SMALL, later[1]).keep_day()
    assert days() == [1, 2, 3]


def test_a_later_look_reads_no_snapshot_where_nothing_was_written(
    shared: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A record may have 5 MB, and the result page asks at every run."""
    found = filled(shared, SMALL, [])
    change(shared, found, 0)
    later = NOW + timedelta(days=91)
    files_of(shared, found, SMALL, later).keep_day()
    (kept,) = shared.snapshots(ANA, found.id)
    found = shared.assessment(ANA, found.id)
    monkeypatch.setattr("skills.workspace.export.read_state", lambda _: pytest.fail("read"))
    files_of(shared, replace(found, changed_at=kept.taken_at), SMALL, later).keep_day()
    assert shared.snapshots(ANA, found.id) == (kept,)


def change(store: Store, found: Assessment, number: int) -> None:
    statement = list(SMALL.statements.values())[number]
    option = statement.scale.options[-1].id
    incoming = [IncomingEntry("answer", statement.id, option)]
    store.import_entries(ANA, found.id, incoming, operation=f"change-{next(OPERATIONS)}")


def test_dates_are_in_the_persons_time_zone(shared: Store) -> None:
    """At half past eleven in the evening in Berlin it is still that day."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415

    berlin = ZoneInfo("Europe/Berlin")
    found = filled(shared, SMALL, [])
    files_of(shared, found, SMALL, datetime(2026, 11, 23, 0, 30, tzinfo=berlin)).keep_day()
    change(shared, found, 0)
    files_of(shared, found, SMALL, datetime(2026, 11, 23, 23, 30, tzinfo=berlin)).keep_day()
    (kept,) = shared.snapshots(ANA, found.id)
    assert len(read_state(kept).answers) == 1


def test_changes_are_relative_to_the_last_snapshot_of_an_earlier_day(shared: Store) -> None:
    found = filled(shared, SMALL, [])
    files_of(shared, found, SMALL, NOW - timedelta(days=5)).keep_snapshot()
    change(shared, found, 0)
    assert files_of(shared, found, SMALL).report().changes is not None
    alone = files_of(shared, filled(shared, SMALL, []), SMALL)
    alone.keep_snapshot()
    assert alone.report().changes is None
    assert changes_since_last(alone.record()) is None


def test_a_snapshot_of_this_morning_is_of_today_though_it_was_yesterday_in_utc(
    shared: Store,
) -> None:
    from zoneinfo import ZoneInfo  # noqa: PLC0415

    found = filled(shared, SMALL, [])
    for number, day in enumerate((20, 22)):
        evening = datetime(2026, 11, day, 23, 10, tzinfo=UTC)
        files_of(shared, found, SMALL, evening).keep_snapshot()
        change(shared, found, number)
    morning = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Europe/Berlin"))
    files = files_of(shared, found, SMALL, morning)
    changes = changes_since_last(files.record())
    assert changes is not None
    assert (changes.since, changes.until) == (date(2026, 11, 21), date(2026, 11, 23))
    assert "On 21 November 2026" in changes.summary
    assert [each.on.day for each in files.report().history] == [21, 23, 23]


def test_changes_are_not_relative_to_a_duplicate_of_today(shared: Store) -> None:
    found = filled(shared, SMALL, [])
    files_of(shared, found, SMALL, NOW - timedelta(days=9)).keep_snapshot()
    change(shared, found, 0)
    for ago in (5, 1):
        files_of(shared, found, SMALL, NOW - timedelta(days=ago)).keep_snapshot()
    changes = files_of(shared, found, SMALL).report().changes
    assert changes is not None
    assert changes.since == (NOW - timedelta(days=9)).date()
