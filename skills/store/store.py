"""The `Store`: every operation on stored assessments."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Self, Unpack

from sqlalchemy import Connection

from skills.entries.assessment import Assessment, Entry
from skills.entries.kinds import ID_LENGTH, NOTE_LENGTH, TITLE_LENGTH, AccessState, Kind
from skills.store import assessments, entries
from skills.store.access_events import record_access
from skills.store.deadline import CHECK_SECONDS, READY_SECONDS, within
from skills.store.engine import open_database
from skills.store.imports import Imports
from skills.store.owners import Owners
from skills.store.renames import carry
from skills.store.review_links import ReviewLinks
from skills.store.save_entry import save_in_file, save_on_server
from skills.store.schema_upgrades import STORED_VERSION, version_in
from skills.store.snapshots import Snapshots
from skills.store.uploads import Uploads
from skills.store.validation import (
    hours_checked,
    mode_checked,
    named,
    owner_checked,
    storable,
)
from skills.store.values import (
    Columns,
    Conflict,
    Event,
    Listed,
    Saved,
    SaveRequest,
)


class Store(Uploads, Snapshots, Imports, Owners, ReviewLinks):
    """Assessments and all that belongs to them, from any thread, in short transactions.

    Parameters
    ----------
    clock : returns the current time, timezone-aware.
    new_id : returns random URL-safe ids of 12 to 64 characters; knowing one grants no access.

    Notes
    -----
    Every method may raise `StoreError` if the database fails; nothing was written then. Every
    method with an `owner` and an `assessment` raises `NotFound` if it is not the owner's.
    """

    @classmethod
    def open(cls, url: str, *, clock: Callable[[], datetime], new_id: Callable[[], str]) -> Self:
        """Open the database at ``sqlite:///FILE`` or ``postgresql://…``; create it if needed.

        Raises
        ------
        StoreError
            If it cannot be used; nothing was changed then.
        """
        return cls(open_database(url), clock=clock, new_id=new_id)

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    def ping(self, *, once: bool = False) -> int:
        """Return the schema version, which proves that the database responds.

        Parameters
        ----------
        once : ask it one time, and say soon if it does not respond.
        """
        with within(READY_SECONDS if once else CHECK_SECONDS):
            return version_in(self._database.read(STORED_VERSION, {}, once=once))

    def backup(self, file: Path) -> None:
        """Back up the database to a new file while it is in use, and check the copy.

        Raises
        ------
        StoreError
            If the file already exists or cannot be written, or the database is on a server; no
            file is left behind.
        """
        self._database.back_up(file)

    def create_assessment(self, owner: str, **columns: Unpack[Columns]) -> Assessment:
        """Create an assessment, by default in full mode and without a profile.

        Raises
        ------
        Refused
            If a value cannot be stored.
        """
        now = self._clock()
        values = assessments.checked(columns, now, now)
        owner_checked(owner)
        return self._database.write(
            lambda connection: assessments.add(connection, owner, values, self._new_id)
        )

    def assessment(self, owner: str, assessment: str) -> Assessment:
        """Return one assessment."""
        return assessments.as_assessment(self._rows(assessments.ONE, owner, assessment))

    def assessments(self, owner: str) -> tuple[Listed, ...]:
        """Return all assessments of an owner, most recently changed first."""
        rows = self._database.read(assessments.OF_OWNER, {"owner": owner})
        return assessments.as_listed(rows)

    def rename(self, owner: str, assessment: str, title: str) -> None:
        """Rename an assessment.

        Raises
        ------
        Refused
            If the title is empty, too long or not storable.
        """
        self._change(owner, assessment, title=assessments.title_checked(title))

    def update_settings(
        self, owner: str, assessment: str, *, profile: str, mode: str, hours: float | None
    ) -> None:
        """Change the profile, mode and weekly hours of an assessment.

        Raises
        ------
        Refused
            If a value cannot be stored.
        """
        self._change(
            owner,
            assessment,
            profile=storable(profile, TITLE_LENGTH, "The profile"),
            mode=mode_checked(mode),
            hours=hours_checked(hours),
        )

    def remember_skill(self, owner: str, assessment: str, skill: str) -> None:
        """Remember the skill viewed last; write only if it is a different one.

        Raises
        ------
        Refused
            If the id cannot be stored.
        """
        storable(skill, TITLE_LENGTH, "The id of the skill")
        if self.assessment(owner, assessment).skill != skill:
            values = {"skill": skill}
            self._database.write(
                lambda connection: assessments.change(connection, owner, assessment, values)
            )

    def plan_next(self, owner: str, assessment: str, day: date | None) -> None:
        """Set the date of the next assessment; None clears it."""
        self._change(owner, assessment, next_on=day.isoformat() if day else "")

    def hand_over(self, owner: str, assessment: str, review: str) -> None:
        """Hand the owner's device over to the mentor of a review; "" takes it back.

        All other assessments of the owner go with it, except those that are with another review.
        """
        storable(review, ID_LENGTH, "The id of the review")

        now = self._clock()

        def hand(connection: Connection) -> None:
            entries.lock(connection, owner, assessment)
            before = assessments.one(connection, owner, assessment).handed_to
            assessments.hand_over(connection, owner, before, review)
            assessments.change(connection, owner, assessment, {"handed_to": review})
            if before == review:
                return
            if before:
                record_access(connection, assessment, before, AccessState.taken_back, now)
            if review:
                record_access(connection, assessment, review, AccessState.handed_over, now)

        self._database.write(hand)

    def keep_for_review(self, owner: str, assessment: str, review: str) -> None:
        """Mark an assessment as a mentor's own copy, for the review of somebody else."""
        self._change(owner, assessment, handed_to=named(review, "The id of the review", ID_LENGTH))

    def move_to_matrix(  # noqa: PLR0913 - these are the columns
        self,
        owner: str,
        assessment: str,
        *,
        matrix_id: str,
        matrix_title: str,
        wording: str,
        structure: str,
        renames: Mapping[str, str],
    ) -> None:
        """Move an assessment to another version of its matrix.

        Parameters
        ----------
        renames : earlier to current ids of statements, skills or qualifications. The values are
            copied; entries under an earlier id stay, and so does any value ever written under a
            current one, even if it has been cleared.

        Raises
        ------
        Refused
            If a value cannot be stored.
        """
        values = assessments.matrix_checked(matrix_id, matrix_title, wording, structure)
        now = self._clock()
        values["changed_at"] = now
        for current_id in renames.values():
            named(current_id, "The id that something was renamed to")

        def move(connection: Connection) -> None:
            assessments.change(connection, owner, assessment, values)
            carry(connection, assessment, renames, now, f"move.{self._new_id()}")

        self._database.write(move)

    def save(  # noqa: PLR0913 - each is needed to order the changes of several tabs
        self,
        owner: str,
        assessment: str,
        kind: Kind,
        item: str,
        value: str | None,
        *,
        tab: str,
        widget_revision: int,
        operation: str,
        redraw: bool = False,
        actor: str = "",
    ) -> Saved | Conflict:
        """Save one value, unless somebody else wrote since the tab rendered its widget.

        Returns `Saved` once it is on disk, or `Conflict` with the entry stored instead.

        Parameters
        ----------
        value : None clears; the row and its history stay.
        tab : name of the page that saves; no two pages may share one.
        widget_revision : what `Entry.widget_revision` returned when the tab rendered the widget,
            0 without a row.
        operation : random idempotency key of this save; a repeated one is not written again.
        redraw : the change did not come from the item's own widget, which must be re-rendered.
        actor : "" for the owner, or the id of the review for its mentor.

        Raises
        ------
        Refused
            If a value cannot be stored, or the operation belongs to another save.
        """
        change = SaveRequest(kind, item, value, tab, widget_revision, operation, redraw, actor)
        entries.check_change(change, NOTE_LENGTH)
        now = self._clock()

        def save(connection: Connection) -> Saved | Conflict:
            how = save_on_server if self._database.is_server else save_in_file
            return how(connection, owner, assessment, change, now)

        write = self._database.write_alone if self._database.is_server else self._database.write
        return write(save)

    def entries(
        self,
        owner: str,
        assessment: str,
        kind: Kind | None = None,
        items: Iterable[str] | None = None,
    ) -> Mapping[tuple[Kind, str], Entry]:
        """Return stored entries, including cleared ones, by kind and item if given."""
        some = None if items is None else list(items)
        statement = entries.listing(kind, some)
        return entries.as_entries(
            self._rows(statement, owner, assessment, kind=kind, items=some or [])
        )

    def choices(self, owner: str, assessment: str) -> dict[str, str | None]:
        """Return the choice for every statement ever answered, None if cleared."""
        return entries.as_choices(self._rows(entries.ANSWERS, owner, assessment))

    def counts(self, owner: str, assessment: str) -> Mapping[Kind, int]:
        """Return the number of entries with a value, by kind."""
        return entries.as_counts(self._rows(entries.COUNTS, owner, assessment))

    def history(self, owner: str, assessment: str) -> tuple[Event, ...]:
        """Return every change to an entry of the assessment, oldest first."""
        return entries.as_events(self._rows(entries.HISTORY, owner, assessment))

    def erase(self, owner: str, assessment: str) -> None:
        """Erase an assessment with its entries and events; no trace stays readable in the files.

        Only a hash of its id and the time remain. PostgreSQL keeps old rows until it vacuums, and
        backups keep theirs.
        """
        now = self._clock()
        self._database.write(
            lambda connection: assessments.erase(connection, owner, assessment, now), wipe=True
        )

    def _change(self, owner: str, assessment: str, **values: object) -> None:
        values["changed_at"] = self._clock()
        self._database.write(
            lambda connection: assessments.change(connection, owner, assessment, values)
        )
