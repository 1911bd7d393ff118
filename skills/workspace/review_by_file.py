"""Review by file: ask a mentor with a file, rate in the mentor's own copy, import the answer."""

from __future__ import annotations

from typing import Final

from skills.entries.assessment import Assessment
from skills.entries.kinds import TITLE_LENGTH
from skills.entries.review_entries import reviews_in
from skills.importing.read_result import ImportedData, ReadResult
from skills.importing.review_answer import Answered, compare_answer
from skills.matrix import Matrix
from skills.records.record import MatrixFile
from skills.records.review_files import ANSWER, REQUEST, answer_of, request_of
from skills.records.to_json import as_json
from skills.reports.file_kinds import name_words
from skills.sentences.formats import printable
from skills.store import NotFound
from skills.workspace import Workspace
from skills.workspace.export import AssessmentFiles
from skills.workspace.import_file import import_as_new
from skills.workspace.matrices import MatrixChoice

COPY_TITLE: Final = "Review for someone else"
"""Title of a mentor's own copy, unless the person gave a name for it."""

_FOR: Final = "Review for "


def request_file(source: AssessmentFiles, review: str, name: str = "") -> bytes:
    """Return the file that asks a mentor to rate, with the matrix unless it is a built-in one.

    Parameters
    ----------
    name : what the person wants to be called in it; "" for no name.

    Raises
    ------
    NotFound
        If there is no such review.
    """
    record = source.record()
    if all(each.id != review for each in record.reviews):
        raise NotFound("review")
    installed = source.workspace.library.texts_of(source.matrix)
    files = record.matrix_files or tuple(MatrixFile(name=n, text=text) for n, text in installed)
    whole = record.model_copy(update={"matrix_files": files})
    title = f"{_FOR}{_one_line(name)}"[:TITLE_LENGTH] if name.strip() else COPY_TITLE
    return as_json(request_of(whole, review, title)).encode()


def request_name(source: AssessmentFiles, name: str) -> str:
    """Return the name of the file that asks a mentor to rate: who it is about, role and day."""
    return _file_name(source, "review-request", _one_line(name))


def answer_name(source: AssessmentFiles) -> str:
    """Return the name of the file that a mentor sends back, from their own copy."""
    title = source.assessment.title
    is_named = title.startswith(_FOR) and title != COPY_TITLE
    return _file_name(source, "review-answer", title.removeprefix(_FOR) if is_named else "")


def role_title(matrix: Matrix, profile: str) -> str:
    """Return the role of a profile, without the level that a mentor must not know; "" if gone."""
    return matrix.role_of(profile).title if profile in matrix.profiles else ""


def _file_name(source: AssessmentFiles, kind: str, name: str) -> str:
    role = role_title(source.matrix, source.assessment.profile)
    parts = [kind, name_words(name), name_words(role), source.today.isoformat()]
    return f"{'_'.join(each for each in parts if each)}.json"


def _one_line(name: str) -> str:
    return printable(" ".join(name.split()))


def answer_file(source: AssessmentFiles, review: str) -> bytes:
    """Return the file that a mentor sends back, from their own copy.

    Raises
    ------
    NotFound
        If there is no such review, or this is not a mentor's copy.
    """
    record = source.record()
    if all(each.id != review or not each.guest_of for each in record.reviews):
        raise NotFound("review")
    return as_json(answer_of(record, review)).encode()


def preview_answer(
    workspace: Workspace, assessment: Assessment, matrix: Matrix, read: ReadResult
) -> Answered | None:
    """Return what a mentor's file would change in an assessment, or None if it is no such file."""
    if read.record is None or read.record.purpose != ANSWER:
        return None
    stored = workspace.store.entries(workspace.owner, assessment.id)
    return compare_answer(read, assessment.id, stored, matrix)


def import_answer(
    workspace: Workspace, assessment: Assessment, answer: Answered, *, operation: str
) -> int:
    """Import a mentor's ratings and comments, and nothing else; return the number that changed."""
    return workspace.store.import_entries(
        workspace.owner, assessment.id, answer.entries, review=answer.review, operation=operation
    )


def requested_review(read: ReadResult) -> str:
    """Return the id of the review for which a file asks, or "" if it asks for none."""
    record = read.record
    return record.reviews[0].id if record and record.purpose == REQUEST and record.reviews else ""


def copy_for(workspace: Workspace, review: str) -> Assessment | None:
    """Return the mentor's own copy made from an earlier import of a request, or None."""
    store, owner = workspace.store, workspace.owner
    for each in (listed.assessment for listed in store.assessments(owner)):
        if each.handed_to != review:
            continue
        stored = store.entries(owner, each.id, "review", [review])
        found = reviews_in(stored.values()).get(review)
        if found is not None and found.guest_of:
            return each
    return None


def make_copy(
    workspace: Workspace, imported: ImportedData, choice: MatrixChoice, review: str, operation: str
) -> Assessment:
    """Import a request as a mentor's own copy, in which they rate.

    Parameters
    ----------
    operation : idempotency key of this import.
    """
    made = import_as_new(workspace, imported, choice, operation=operation)
    workspace.store.keep_for_review(workspace.owner, made.id, review)
    return workspace.store.assessment(workspace.owner, made.id)


def is_review(read: ReadResult) -> bool:
    """Return whether a file asks for a review, or is what a mentor sends back."""
    return read.record is not None and bool(read.record.purpose)
