"""Export what is stored about an assessment: snapshots, records, reports, files."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from skills.entries.assessment import Assessment, Entry
from skills.entries.review_entries import Review, reviews_in, seal_of
from skills.importing.from_record import with_extra
from skills.matrix import Matrix
from skills.records.comparison import compare_states, last_different
from skills.records.record import MatrixFile, Record, State
from skills.records.signed_state import SignedOff, compare_signed
from skills.records.snapshot import record_of, state_of
from skills.records.to_json import as_json
from skills.reports.as_share_image import share_image
from skills.reports.as_summary import as_summary
from skills.reports.build_report import build_report
from skills.reports.changes import tell_changes
from skills.reports.file_kinds import IMAGES, file_name
from skills.reports.report import Extent, Parts, Report
from skills.reports.report_lines import Changes
from skills.reports.writers import WRITERS
from skills.review.first_ratings import FirstRating
from skills.scoring.assessed import Assessed, assess_entries
from skills.sentences.results import aim
from skills.store import Event, MatrixText, NotFound, Snapshot
from skills.workspace import Workspace
from skills.workspace.changed_ratings import changed_ratings
from skills.workspace.matrices import available_matrix, matrix_of


@dataclass(frozen=True)
class AssessmentFiles:
    """The exports of one assessment: snapshots, records and reports; thread-safe.

    Entries are read and scored once, when first needed.

    Attributes
    ----------
    now : the time of export, in the person's own time zone.
    known : the scores and readiness, if they are worked out already.
    """

    workspace: Workspace
    assessment: Assessment
    matrix: Matrix
    now: datetime
    known: Assessed | None = None

    @property
    def today(self) -> date:
        """Return the current date in the person's time zone."""
        return self.now.date()

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Return all entries of the assessment."""
        store, owner = self.workspace.store, self.workspace.owner
        return tuple(store.entries(owner, self.assessment.id).values())

    @cached_property
    def assessed(self) -> Assessed:
        """Return the scores and readiness from the entries."""
        return self.known or assess_entries(self.assessment, self.entries, self.matrix, self.today)

    @cached_property
    def state(self) -> State:
        """Return the assessment as it stands now."""
        return state_of(self.assessment, self.entries, self.assessed, self.now)

    def record(self) -> Record:
        """Return the whole assessment: its entries, results and snapshots."""
        history = [read_state(each) for each in self.snapshots()]
        record = record_of(self.state, self.assessed, history)
        whole = record.model_copy(update={"matrix_files": self._own_matrix()})
        return with_extra(whole, self.assessment.extra)

    def snapshots(self) -> tuple[Snapshot, ...]:
        """Return the snapshots of the assessment, oldest first."""
        return self.workspace.store.snapshots(self.workspace.owner, self.assessment.id)

    def history(self) -> tuple[Event, ...]:
        """Return every change of an entry, oldest first."""
        return self.workspace.store.history(self.workspace.owner, self.assessment.id)

    def changed_ratings(self, review: str) -> Mapping[str, FirstRating]:
        """Return each skill of which a mentor has changed a rating after the reveal."""
        return changed_ratings(self.assessment, self.entries, self.matrix, review, self.history)

    def signed_off(self, review: Review) -> SignedOff | None:
        """Return what the last sign-off of a review froze, or None if it was never signed."""
        if not review.seal:
            return None
        for kept in reversed(self.snapshots()):
            if seal_of(kept.record) == review.seal:
                return compare_signed(read_state(kept), self.state)
        return SignedOff(None, is_current=False)

    def sign_offs(self) -> Mapping[str, SignedOff]:
        """Return what the sign-offs of all reviews froze, by the ids of the reviews."""
        found = {each: self.signed_off(one) for each, one in reviews_in(self.entries).items()}
        return {each: one for each, one in found.items() if one}

    def keep_snapshot(self) -> None:
        """Save a snapshot of the current state, for later comparison."""
        state = self.state
        self.workspace.store.add_snapshot(
            self.workspace.owner,
            self.assessment.id,
            record=as_json(state),
            profile=self.assessment.profile,
            wording=self.matrix.wording,
            structure=self.matrix.structure,
            taken_at=state.taken_at,
        )

    def forget_snapshot(self, snapshot_id: str) -> None:
        """Erase one snapshot for good."""
        store, owner = self.workspace.store, self.workspace.owner
        store.forget_snapshot(owner, self.assessment.id, snapshot_id)

    def has_changed(self) -> bool:
        """Return whether the assessment has changed since its last snapshot."""
        kept = self.snapshots()
        if kept and self._is_current(kept[-1]):
            return False
        return not kept or not _is_same_content(read_state(kept[-1]), self.state)

    def keep_day(self) -> None:
        """Save a snapshot if anything has changed, replacing an earlier one of the same day."""
        kept = self.snapshots()
        if kept and self._is_current(kept[-1]):
            return
        last = read_state(kept[-1]) if kept else None
        if last is not None and _is_same_content(last, self.state):
            return
        self.keep_snapshot()
        is_of_today = last is not None and self._day(last) == self.today
        if is_of_today and not self._is_signed(kept[-1]):
            self.forget_snapshot(kept[-1].id)

    def _day(self, state: State) -> date:
        return state.taken_at.astimezone(self.now.tzinfo).date()

    def _is_signed(self, kept: Snapshot) -> bool:
        """Return whether a review was signed off with a snapshot, which then stays."""
        return seal_of(kept.record) in {each.seal for each in reviews_in(self.entries).values()}

    def _is_current(self, kept: Snapshot) -> bool:
        """Return whether nothing was written since a snapshot taken here, without reading it."""
        then = (kept.operation, kept.profile, kept.wording, kept.structure)
        now = ("", self.assessment.profile, self.matrix.wording, self.matrix.structure)
        return then == now and kept.taken_at >= self.assessment.changed_at

    def report(self, parts: Parts | None = None) -> Report:
        """Return the report on the assessment, by default all of it."""
        record = self.record()
        changes = changes_since_last(record)
        changed = {each: self.changed_ratings(each) for each in reviews_in(self.entries)}
        return build_report(
            record,
            self.assessed,
            parts or Parts(),
            today=self.today,
            changes=changes,
            changed_ratings=changed,
            sign_offs=self.sign_offs(),
        )

    def file(self, kind: str, parts: Parts | None = None) -> bytes:
        """Return the report as a file of one of `skills.reports.file_kinds.KINDS`."""
        return WRITERS[kind](self.report(parts), self.now)

    def image(self, kind: str, *, shape: str, theme: str, name: str = "") -> bytes:
        """Return the result as an image of one of `skills.reports.file_kinds.IMAGES`.

        Parameters
        ----------
        shape, theme : one of `FORMS` and one of `THEMES` in `skills.reports.as_share_image`.
        name : the person's name on it, or "".
        """
        report = self.report(Parts(notes=False, answers=False, name=name))
        return share_image(report, kind=IMAGES[kind].suffix, shape=shape, theme=theme)

    def summary(self) -> str:
        """Return the result as a few lines of text."""
        return as_summary(self.report(Parts(notes=False, answers=False)))

    def title_for(self, extent: Extent) -> str:
        """Return the title that files of this extent are named after.

        What a person called an assessment is private, and a CV goes to strangers.
        """
        if extent is Extent.cv:
            return aim(self.matrix, self.assessment.profile)
        return self.assessment.title

    def _own_matrix(self) -> tuple[MatrixFile, ...]:
        """Return the files of an uploaded matrix: other installations do not have it."""
        try:
            files = self.workspace.store.load_matrix(
                self.workspace.owner, self.matrix.wording
            ).files
        except NotFound:
            return ()
        return tuple(MatrixFile(name=name, text=text) for name, text in files)


def files_of(workspace: Workspace, assessment_id: str, now: datetime) -> AssessmentFiles:
    """Return the exports of one assessment.

    Raises
    ------
    NotFound
        If it is not the owner's.
    NoMatrix
        If its matrix is not available any more.
    """
    found = workspace.store.assessment(workspace.owner, assessment_id)
    return AssessmentFiles(workspace, found, matrix_of(workspace, found), now)


def export_everything(workspace: Workspace, now: datetime) -> bytes:
    """Return an export bundle with all assessments and uploaded matrices of an owner."""
    store, owner = workspace.store, workspace.owner
    listed = [each.assessment for each in store.assessments(owner)]
    known = [(found, available_matrix(workspace, found)) for found in listed]
    return export_bundle(
        [AssessmentFiles(workspace, found, matrix, now) for found, matrix in known if matrix],
        [store.load_matrix(owner, each.wording) for each in store.matrices(owner)],
    )


def read_state(snapshot: Snapshot) -> State:
    """Parse the record of a snapshot."""
    return State.model_validate_json(snapshot.record)


def changes_since_last(record: Record) -> Changes | None:
    """Return what changed since the last snapshot that differs from now, or None without one.

    Days are those of the time zone in which the record was taken.
    """
    zone, today = record.taken_at.tzinfo, record.taken_at.date()
    earlier = [each for each in record.history if each.taken_at.astimezone(zone).date() < today]
    before = last_different(record, earlier)
    return None if before is None else tell_changes(compare_states(before, record))


def _is_same_content(last: State, now: State) -> bool:
    return (last.answers, last.checks, last.result, last.matrix.wording) == (
        now.answers,
        now.checks,
        now.result,
        now.matrix.wording,
    )


def export_bundle(
    assessments: Sequence[AssessmentFiles], matrices: Sequence[MatrixText] = ()
) -> bytes:
    """Return an export bundle: a ZIP file with every assessment as JSON, and uploaded matrices."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for number, each in enumerate(assessments, 1):
            archive.writestr(
                f"{number:02}_{file_name(each.assessment.title, each.today, 'json')}",
                each.file("json"),
            )
        for number, matrix in enumerate(matrices, 1):
            for name, text in matrix.files:
                plain = re.sub(r"[^A-Za-z0-9._-]+", "-", name).lstrip(".-")
                archive.writestr(f"matrix_{number:02}/{plain or 'matrix.yaml'}", text)
    return packed.getvalue()
