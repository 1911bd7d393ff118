"""Write down what is stored about one assessment: records, snapshots, reports, files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from skills.importing.from_record import with_extra
from skills.matrix import Matrix
from skills.records.as_json import as_json
from skills.records.comparison import compare_states
from skills.records.record import MatrixFile, Record, State
from skills.records.snapshot import take_record, take_state
from skills.reports.building import build_report
from skills.reports.changes import tell_changes
from skills.reports.formats import WRITERS
from skills.reports.kinds import file_name
from skills.reports.report import Changes, Parts, Report
from skills.store import Assessment, Entry, MatrixText, NotFound, Snapshot, Store


@dataclass(frozen=True, slots=True)
class Dossier:
    """Hold all that is needed to write about one assessment, on any thread.

    Attributes
    ----------
    now : the moment of writing, in the person's own time zone.
    """

    store: Store
    owner: str
    found: Assessment
    matrix: Matrix
    now: datetime

    @property
    def today(self) -> date:
        """Return the person's present day."""
        return self.now.date()

    def record(self) -> Record:
        """Return all of the assessment: what was entered, what it means, its snapshots."""
        history = [read_state(each) for each in self.snapshots()]
        taken = take_record(self.found, self._entries(), self.matrix, self.now, history)
        whole = taken.model_copy(update={"matrix_files": self._own_matrix()})
        return with_extra(whole, self.found.extra)

    def state(self) -> State:
        """Return the assessment as it stands now."""
        return take_state(self.found, self._entries(), self.matrix, self.now)

    def snapshots(self) -> tuple[Snapshot, ...]:
        """Return the snapshots of the assessment, oldest first."""
        return self.store.snapshots(self.owner, self.found.id)

    def keep_snapshot(self) -> None:
        """Keep the assessment as it stands now, so that later ones can be held against it."""
        state = self.state()
        self.store.add_snapshot(
            self.owner,
            self.found.id,
            record=as_json(state),
            profile=self.found.profile,
            wording=self.matrix.wording,
            structure=self.matrix.structure,
            taken_at=state.taken_at,
        )

    def has_changed(self) -> bool:
        """Tell whether the assessment says anything that its last snapshot does not say."""
        kept = self.snapshots()
        return not kept or not _says_the_same(read_state(kept[-1]), self.state())

    def keep_day(self) -> None:
        """Keep one snapshot of this day, the latest, where anything changed since the last."""
        if not self.has_changed():
            return
        kept = self.snapshots()
        last = read_state(kept[-1]) if kept else None
        self.keep_snapshot()
        if last is not None and last.taken_at.astimezone(self.now.tzinfo).date() == self.today:
            self.store.forget_snapshot(self.owner, self.found.id, kept[-1].id)

    def report(self, parts: Parts | None = None) -> Report:
        """Return the report on the assessment, the whole of it where not said."""
        record = self.record()
        changes = changes_since_last(record)
        return build_report(
            record, self.matrix, parts or Parts(), today=self.today, changes=changes
        )

    def file(self, kind: str, parts: Parts | None = None) -> bytes:
        """Return the report as a file of one of `skills.reports.kinds.KINDS`."""
        return WRITERS[kind](self.report(parts), self.now)

    def _own_matrix(self) -> tuple[MatrixFile, ...]:
        """Return the files of a matrix that the person imported: elsewhere it is not at hand."""
        try:
            files = self.store.load_matrix(self.owner, self.matrix.wording).files
        except NotFound:
            return ()
        return tuple(MatrixFile(name=name, text=text) for name, text in files)

    def _entries(self) -> tuple[Entry, ...]:
        return tuple(self.store.entries(self.owner, self.found.id).values())


def read_state(snapshot: Snapshot) -> State:
    """Return what a snapshot holds."""
    return State.model_validate_json(snapshot.record)


def changes_since_last(record: Record) -> Changes | None:
    """Return what changed since the last snapshot of an earlier day, None without one."""
    today = record.taken_at.date()
    earlier = [each for each in record.history if each.taken_at.date() < today]
    return tell_changes(compare_states(earlier[-1], record)) if earlier else None


def _says_the_same(last: State, now: State) -> bool:
    return (last.answers, last.checks, last.result, last.matrix.wording) == (
        now.answers,
        now.checks,
        now.result,
        now.matrix.wording,
    )


def pack(dossiers: Sequence[Dossier], matrices: Sequence[MatrixText] = ()) -> bytes:
    """Return a ZIP file with the JSON file of every assessment, and the files of matrices."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for number, each in enumerate(dossiers, 1):
            archive.writestr(
                f"{number:02}_{file_name(each.found.title, each.today, 'json')}", each.file("json")
            )
        for number, matrix in enumerate(matrices, 1):
            for name, text in matrix.files:
                plain = re.sub(r"[^A-Za-z0-9._-]+", "-", name).lstrip(".-")
                archive.writestr(f"matrix_{number:02}/{plain or 'matrix.yaml'}", text)
    return packed.getvalue()
